import Glibc
import HostCore

/// An open file, closed when nothing refers to it any more.
final class Descriptor {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// A pair of connected stream sockets, the second for a child.
  static func sockets() throws(CarrierFailure) -> (Descriptor, Descriptor) {
    var pair: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw .noDescriptor() }
    return (Descriptor(pair[0]), try Descriptor(pair[1]).aboveStandard())
  }

  /// Makes reads return at once.
  func setNonblocking() throws(CarrierFailure) {
    guard fcntl(number, F_SETFL, O_NONBLOCK) == 0 else { throw .noDescriptor() }
  }

  /// The same file on a number that none of the child's own can collide with.
  private func aboveStandard() throws(CarrierFailure) -> Descriptor {
    guard number <= 3 else { return self }
    let moved = fcntl(number, F_DUPFD_CLOEXEC, 4)
    guard moved >= 0 else { throw .noDescriptor() }
    return Descriptor(moved)
  }
}

extension CarrierFailure {
  fileprivate static func noDescriptor() -> CarrierFailure {
    CarrierFailure(.refused, "cannot be started: \(String(cString: strerror(errno)))")
  }
}
