import Glibc
import HostCore

/// One line on stderr that is written over; nothing where stderr is no terminal.
final class ProgressLine {
  private let isWanted: Bool
  private var shown = ContinuousClock.now - .seconds(1)

  init(isWanted: Bool) { self.isWanted = isWanted && isatty(STDERR_FILENO) == 1 }

  /// Shows how far a run is, ten times a second at most; a wait always, since nothing may follow for long.
  func show(_ progress: EngineProgress) {
    let isDue = progress.waitingUntil != nil || ContinuousClock.now - shown > .milliseconds(100)
    guard isWanted, isDue else { return }
    shown = .now
    var line =
      "\(progress.finished)/\(progress.total) done, \(progress.requests) requests, \(progress.records) records"
    if let until = progress.waitingUntil { line += ", waiting until \(until)" }
    Files.writeAll(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
  }

  /// Removes the line after `body`, however that ends.
  func cleared<R>(after body: () throws -> R) rethrows -> R {
    defer { if isWanted { Files.writeAll(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) } }
    return try body()
  }
}
