import Dispatch
import MetricSchema
import Locks

/// What other threads tell the engine.
enum EngineEvent: Sendable {
  case planned(run: Int, Result<Delivery, ProviderFailure>)
  case answered(flight: Int, Result<HTTPAnswer, TransportFailure>)
  case issued(flight: Int, Result<HTTPAnswer, TransportFailure>)
  case parsed(flight: Int, Result<Delivery, ProviderFailure>)
}

/// The engine's letter box.
final class Inbox: Sendable {
  private let events = Mutex<[EngineEvent]>([])
  private let signal = DispatchSemaphore(value: 0)

  func post(_ event: EngineEvent) {
    let isFirst = events.withLock {
      $0.append(event)
      return $0.count == 1
    }
    if isFirst { signal.signal() }
  }

  /// All events that came, after waiting for the first until `milliseconds` have passed; `nil` waits for ever.
  func take(waiting milliseconds: Int64?) -> [EngineEvent] {
    let ready = drain()
    if !ready.isEmpty { return ready }
    if let milliseconds {
      _ = signal.wait(timeout: .now() + .milliseconds(Int(min(milliseconds, 1 << 31))))
    } else {
      signal.wait()
    }
    return drain()
  }

  private func drain() -> [EngineEvent] {
    events.withLock { events in
      defer { events.removeAll(keepingCapacity: true) }
      return events
    }
  }
}
