import CRunnerFrames
import Glibc
import HostCore

/// The process of one confined provider: frames in, frames out, and its end in words.
///
/// It is killed and waited for when nothing refers to it any more.
final class Child {
  let process: pid_t
  private let channel: Descriptor
  private var log: ChildLog
  private var reader: FrameReader
  private var trapped: Int32?
  private let settings: CarrierSettings
  /// Whether it was killed or died, and was waited for.
  private(set) var isEnded = false

  init(
    plugin: String, settings: CarrierSettings, onLine: @escaping (PrintedLine) -> Void
  ) throws(CarrierFailure) {
    let (mine, its) = try Descriptor.sockets()
    let (output, itsOutput) = try Descriptor.sockets()
    let (errors, itsErrors) = try Descriptor.sockets()
    for descriptor in [mine, output, errors] { try descriptor.setNonblocking() }
    process = try spawn(
      settings.runner ?? Self.besideProgram(), Self.arguments(plugin, settings), channel: its,
      output: itsOutput, errors: itsErrors)
    channel = mine
    log = ChildLog(output: output, errors: errors, onLine: onLine)
    reader = FrameReader(maximum: settings.maximumOutputBytes + MemoryLayout<pb_frame>.size)
    self.settings = settings
  }

  deinit { _ = end() }

  /// Prepares for the next call.
  func beginCall() { log.beginCall() }

  /// Sends a frame in two parts, whole.
  ///
  /// - Returns: Whether the child was there to take the first byte.
  func send(
    _ head: [UInt8], _ body: UnsafeRawBufferPointer, until deadline: Deadline
  ) throws(CarrierFailure) -> Bool {
    let total = head.count + body.count
    var sent = 0
    while sent < total {
      let count = head.withUnsafeBytes { write($0, body, from: sent) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        try wait(for: POLLOUT, until: deadline)
      } else if errno != EINTR {
        if sent == 0 { return false }
        throw died()
      }
    }
    return true
  }

  /// The next frame.
  ///
  /// - Throws: ``CarrierFailure`` of kind `died`, `deadline` or `malformed`; the child is gone then.
  func receive(until deadline: Deadline) throws(CarrierFailure) -> Frame {
    while true {
      if let frame = try nextFrame() { return frame }
      try wait(for: POLLIN, until: deadline)
      let count = reader.read(from: channel.number)
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { throw died() }
    }
  }

  /// Passes on what was printed so far.
  func drainLog() { log.drain() }

  /// Kills the child for what it sent.
  func fail(_ kind: CarrierFailure.Kind, _ sentence: String) -> CarrierFailure {
    _ = end()
    return CarrierFailure(kind, sentence)
  }

  // MARK: - Private

  private func nextFrame() throws(CarrierFailure) -> Frame? {
    do throws(NoFrame) {
      while let frame = try reader.next() {
        guard frame.kind == PB_FRAME_TRAPPED else { return frame }
        // The runner ends after one: more would keep the host reading past the deadline.
        guard trapped == nil, let number = frame.number(Int32.self) else { throw NoFrame() }
        trapped = number
      }
      return nil
    } catch {
      throw fail(.malformed, "wrote bytes of its own where only the runner writes")
    }
  }

  private func wait(for events: Int32, until deadline: Deadline) throws(CarrierFailure) {
    let (output, errors) = log.numbers
    var polled = (
      pollfd(fd: channel.number, events: Int16(events), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
    )
    let count = withUnsafeMutableBytes(of: &polled) {
      poll($0.assumingMemoryBound(to: pollfd.self).baseAddress, 3, deadline.millisecondsLeft)
    }
    if polled.1.revents != 0 || polled.2.revents != 0 { log.drain() }
    if polled.0.revents == 0, deadline.isOver {
      throw fail(.deadline, "did not answer within \(deadline.milliseconds) ms and was stopped")
    }
    guard count >= 0 || errno == EINTR else { throw fail(.died, "could not be waited for") }
  }

  private func died() -> CarrierFailure {
    let (status, peak) = end()
    let death = Death(
      status: status, trapped: trapped, peakMB: peak, memoryMB: settings.memoryMB,
      lastWords: log.lastWords)
    return CarrierFailure(.died, death.sentence)
  }

  /// Kills it, unless it is dead already, and waits: its status, and the most memory it held in MiB.
  private func end() -> (status: Int32, peakMB: Int?) {
    guard !isEnded else { return (0, nil) }
    isEnded = true
    // A process that is ending keeps the status it ends with. The group holds what an unconfined one started.
    kill(process, SIGKILL)
    kill(-process, SIGKILL)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    log.finish()
    // Until it executes the runner, a child counts the host's memory as its own.
    var own = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    let peak = usage.ru_maxrss > own.ru_maxrss ? usage.ru_maxrss / 1024 : nil
    return (status, peak)
  }

  private func write(
    _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let first = head[min(start, head.count)...]
    let second = body[max(0, start - head.count)...]
    var parts = (iovec(first), iovec(second))
    return withUnsafeMutableBytes(of: &parts) {
      var message = msghdr()
      message.msg_iov = $0.assumingMemoryBound(to: iovec.self).baseAddress
      message.msg_iovlen = 2
      return sendmsg(channel.number, &message, Int32(MSG_NOSIGNAL))
    }
  }

  private static func arguments(_ plugin: String, _ settings: CarrierSettings) -> [String] {
    let numbers = [
      Int(getpid()), settings.memoryMB << 20, settings.maximumInputBytes,
      settings.maximumOutputBytes, settings.maximumOutputs,
    ]
    return [plugin] + numbers.map(String.init)
      + (settings.allowUnconfined ? ["--unconfined"] : [])
  }

  private static func besideProgram() -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    let program = String(
      decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return program[..<(program.lastIndex(of: "/") ?? program.startIndex)] + "/ProviderRunner"
  }
}

extension iovec {
  fileprivate init(_ slice: Slice<UnsafeRawBufferPointer>) {
    let bytes = UnsafeRawBufferPointer(rebasing: slice)
    self.init(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
  }
}

/// When waiting ends, by the clock that no one sets.
struct Deadline {
  /// How long it was from the beginning.
  let milliseconds: Int
  private let end: Int

  init(milliseconds: Int) {
    self.milliseconds = milliseconds
    end = Self.now() + milliseconds
  }

  /// At least 0.
  var millisecondsLeft: Int32 { Int32(clamping: max(0, end - Self.now())) }

  var isOver: Bool { Self.now() >= end }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
