import Glibc
import HostCore

/// One line on stderr that is written over; nothing where stderr is no terminal.
final class ProgressLine {
  private let isWanted: Bool
  private var shown = ContinuousClock.now - .seconds(1)

  init(isWanted: Bool) { self.isWanted = isWanted && isatty(STDERR_FILENO) == 1 }

  /// Shows how far a run is, ten times a second at most.
  func show(_ progress: EngineProgress) {
    guard isWanted, ContinuousClock.now - shown > .milliseconds(100) else { return }
    shown = .now
    var line =
      "\(progress.finished)/\(progress.total) done, \(progress.requests) requests, \(progress.records) records"
    if let until = progress.waitingUntil { line += ", waiting for a limit until \(until)" }
    Files.writeAll(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
  }

  /// Removes the line.
  func clear() {
    if isWanted { Files.writeAll(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
  }
}
