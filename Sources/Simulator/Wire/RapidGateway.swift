import MetricSchema

/// What the RapidAPI gateway, common to all its vendors, says instead of the vendor.
enum RapidGateway {
  /// A failure of the gateway itself; `nil` for those that come from the vendor.
  static func failure(_ failure: Failure, _ call: Call) -> Page? {
    switch failure {
    case .unauthorized:
      message(401, "Invalid API key. Go to https://docs.rapidapi.com/docs/keys for more info.")
    case .forbidden: message(403, "You are not subscribed to this API.")
    case .rateLimited:
      message(
        429,
        "You have exceeded the rate limit per second for your plan, BASIC, by the API provider"
      ).with("retry-after", "1")
    case .quota:
      message(
        429,
        "You have exceeded the MONTHLY quota for Requests on your current plan, BASIC. "
          + "Upgrade your plan at https://rapidapi.com/")
    case .notFound: unknownEndpoint(call)
    case .serverError: message(500, "Internal Server Error")
    case .unavailable:
      message(503, "The API is unreachable, please contact the API provider")
        .with("retry-after", "30")
    case .insideSuccess, .private, .deleted: nil
    }
  }

  static func unknownEndpoint(_ call: Call) -> Page {
    message(404, "Endpoint '\(percentFree(call.path))' does not exist")
  }

  static func disabledEndpoint() -> Page {
    message(401, "This endpoint is disabled for your subscription")
  }

  /// The headers that tell what is left of the month.
  static func quotaHeaders(limit: Int, used: Int, at now: Timestamp) -> [(
    name: String, value: String
  )] {
    [
      ("x-ratelimit-requests-limit", String(limit)),
      ("x-ratelimit-requests-remaining", String(max(0, limit - used))),
      ("x-ratelimit-requests-reset", String(secondsLeftInMonth(now))),
      ("x-rapidapi-region", "AWS - eu-central-1"),
      ("x-rapidapi-version", "1.2.8"),
      ("server", "RapidAPI-1.2.8"),
    ]
  }

  private static func secondsLeftInMonth(_ now: Timestamp) -> Int64 {
    let (year, month, _) = now.date
    let next = Timestamp(
      year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    return next.map { ($0.microseconds - now.microseconds) / Span.second } ?? 0
  }

  private static func message(_ status: Int, _ text: String) -> Page {
    Page(status: status, type: "application/json") { $0.put("message", text) }
  }

  private static func percentFree(_ path: String) -> String {
    String(path.prefix { $0 != "?" })
  }
}
