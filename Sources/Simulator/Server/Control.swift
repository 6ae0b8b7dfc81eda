import MetricSchema
import MicroHTTPServer

/// The paths of the simulator itself: `/_faults` and `/_clock`.
///
/// - `GET /_faults` lists the faults to come, `DELETE` forgets them, `POST` adds one that the query describes.
/// - `GET /_clock` tells the time; `POST` sets it with `now`, moves it with `seconds` and `days`, and sets its pace
///   with `days_per_second`.
struct Control {
  let clock: SimulatedClock
  let faults: FaultPlan

  func answer(_ request: IncomingRequest) -> OutgoingResponse {
    do {
      return response(try page(request))
    } catch {
      return response(Page(status: 400) { $0.put("error", error.reason) })
    }
  }

  private func page(_ request: IncomingRequest) throws(BadRequest) -> Page {
    let query = Query(members: request.query + posted(request))
    switch (request.method, request.path) {
    case ("GET", "/_faults"): return list
    case ("DELETE", "/_faults"):
      faults.removeAll()
      return list
    case ("POST", "/_faults"):
      faults.add(try FaultPlan.Rule(query))
      return list
    case ("GET", "/_clock"): return time
    case ("POST", "/_clock"):
      try setClock(query)
      return time
    default: return Page(status: 404) { $0.put("error", "no such path: \(request.path)") }
    }
  }

  /// A form travels in the body.
  private func posted(_ request: IncomingRequest) -> [(name: String, value: String)] {
    request.header("content-type")?.hasPrefix("application/x-www-form-urlencoded") == true
      ? formDecoded(String(decoding: request.body, as: UTF8.self)) : []
  }

  private func setClock(_ query: Query) throws(BadRequest) {
    try query.check(["now", "days", "seconds", "days_per_second"])
    let time = try wantedTime(query)
    let pace = try number(query, "days_per_second")
    if let pace, pace < 0 {
      throw BadRequest("days_per_second must not be negative: the clock runs on or stands still")
    }
    let (days, seconds) = (try number(query, "days"), try number(query, "seconds"))
    // Nothing is changed where anything is wrong.
    if let time { clock.set(time) }
    if let pace { clock.daysPerSecond = pace }
    if let days { clock.advance(days: days) }
    if let seconds { clock.advance(seconds: seconds) }
  }

  private func wantedTime(_ query: Query) throws(BadRequest) -> Timestamp? {
    guard let text = query["now"] else { return nil }
    guard let time = Timestamp(rfc3339: text) else {
      throw BadRequest("now must be a moment such as 2026-11-20T08:00:00Z, not \"\(text)\"")
    }
    return time
  }

  private func number(_ query: Query, _ name: String) throws(BadRequest) -> Double? {
    guard let text = query[name] else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw BadRequest("\(name) must be a number, not \"\(text)\"")
    }
    return number
  }

  private var time: Page {
    Page { root in
      root.put("now", clock.now.description)
      root.put("days_per_second", clock.daysPerSecond)
    }
  }

  private var list: Page {
    Page { root in
      root.list("faults", faults.rules) { rule, fault in
        rule.put("kind", fault.fault.rawValue)
        rule.member("provider", fault.provider)
        rule.member("call", fault.path)
        rule.put("after", fault.after)
        rule.member("times", fault.times.map(Int64.init))
        rule.member("arg", fault.argument.map(Int64.init))
      }
    }
  }

  private func response(_ page: Page) -> OutgoingResponse {
    OutgoingResponse(status: page.status, headers: page.headers, body: page.body)
  }
}
