internal import Glibc
import MetricSchema
import MicroHTTPServer
internal import Locks

/// One line of JSON for every request to an upstream, written before the request is answered.
final class RequestLog: Sendable {
  /// What is written of a request beside what stands in it.
  struct Entry {
    var provider: String?
    /// The path below the provider id.
    var path: String
    var fault: Fault?
  }

  private struct State {
    var descriptor: Int32
    var count = 0
  }

  private let state: Mutex<State>

  /// Opens a file to append to.
  init(path: String) throws(SimulatorError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SimulatorError("cannot open \(path): \(String(cString: strerror(errno)))")
    }
    state = Mutex(State(descriptor: descriptor))
  }

  deinit { state.withLock { _ = close($0.descriptor) } }

  /// Writes the line of a request.
  ///
  /// - Returns: Whether it stands in the file as a whole.
  func write(_ entry: Entry, _ request: IncomingRequest, _ response: OutgoingResponse) -> Bool {
    let time = Self.now
    return state.withLock { state in
      state.count += 1
      let line = Self.line(state.count, time, entry, request, response)
      // One call a line, so that lines of two processes do not mix.
      let written = line.withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
      return written == line.count
    }
  }

  private static func line(
    _ number: Int, _ time: Timestamp, _ entry: Entry, _ request: IncomingRequest,
    _ response: OutgoingResponse
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { line in
      line.put("n", number)
      line.put("time", time.description)
      line.key("provider")
      line.value(entry.provider)
      line.put("method", request.method)
      line.put("path", entry.path)
      line.put("query", withoutKey(request.target.dropFirst(request.path.count + 1)))
      line.put("status", response.status)
      line.put("bytes", response.body.count)
      line.key("fault")
      line.value(entry.fault?.rawValue)
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// A query without the caller's key: it may be a real one, and a log is read by others.
  private static func withoutKey(_ query: Substring) -> String {
    query.split(separator: "&", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("key=") ? "key=***" : String($0) }.joined(separator: "&")
  }

  /// The real time: what a log is read for is how fast requests came.
  private static var now: Timestamp {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return Timestamp(0) }
    return Timestamp(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
