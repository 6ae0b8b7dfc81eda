import MetricSchema
import MicroHTTPServer

/// Finds out what a request is for: an upstream, with or without a fault, or the simulator itself.
struct Reception: Sendable {
  let upstreams: Upstreams
  let clock: SimulatedClock
  let faults: FaultPlan
  let log: RequestLog?

  func answer(_ request: IncomingRequest) -> OutgoingResponse {
    let path = request.path
    if path == "/" || path.isEmpty { return OutgoingResponse(text: "simulator\n") }
    if path.hasPrefix("/_") { return Control(clock: clock, faults: faults).answer(request) }
    let (response, entry) = upstreamAnswer(request)
    // A log that lacks lines would lie about what was received.
    guard let log, !log.write(entry, request, response) else { return response }
    return OutgoingResponse(status: 500, text: "the request log cannot be written\n")
  }

  private func upstreamAnswer(_ request: IncomingRequest) -> (OutgoingResponse, RequestLog.Entry) {
    var parts = request.segments[...]
    var rule: FaultPlan.Rule?
    if let first = parts.first, first.hasPrefix("~") {
      rule = FaultPlan.Rule(prefix: first.dropFirst())
      guard rule != nil else { return refuse(request, "no such fault: \(first)") }
      parts = parts.dropFirst()
    }
    guard let id = parts.first, let face = upstreams.face(id) else {
      return refuse(request, "no such upstream: \(request.path)")
    }
    let call = Call(
      world: upstreams.world, now: clock.now, method: request.method,
      path: "/" + parts.dropFirst().joined(separator: "/"), query: Query(members: request.query),
      request: request)
    rule = rule ?? faults.strike(id, call.path)
    let response = upstreams.answer(call, face, rule, isStanding: clock.standsStill)
    return (response, .init(provider: id, path: call.path, fault: rule?.fault))
  }

  private func refuse(
    _ request: IncomingRequest, _ reason: String
  ) -> (OutgoingResponse, RequestLog.Entry) {
    (
      OutgoingResponse(status: 404, text: reason + "\n"),
      .init(provider: nil, path: String(request.path), fault: nil)
    )
  }
}
