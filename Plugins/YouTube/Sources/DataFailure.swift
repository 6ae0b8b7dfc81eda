import ProviderSDK

/// An answer of the Data API that is a failure.
struct DataFailure {
  /// The API's own word, such as "quotaExceeded"; empty where it gives none.
  let reason: String
  /// What the host should make of it.
  let error: ProviderError

  /// Reads the error of an answer; `nil` where it has none.
  init?(_ page: JSON, status: Int, retryAfterMs: Int64?) {
    let error = page["error"]
    guard error.exists || status >= 400 else { return nil }
    let status = status >= 400 ? status : Int(clamping: error["code"].int ?? 500)
    let reason =
      error["details"].elements.compactMap { $0["reason"].text }.first
      ?? error["errors"][0]["reason"].text ?? error["status"].text ?? ""
    let message = error["message"].text.map(withoutTags) ?? "HTTP \(status)"
    self.reason = reason
    self.error = ProviderError(
      Self.failure(reason, status, message), reason.isEmpty ? message : "\(reason): \(message)",
      at: "/error", retryAfterMs: retryAfterMs)
  }

  private static func failure(
    _ reason: String, _ status: Int, _ message: String
  ) -> FailureClass {
    switch reason {
    case "quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg": .quota
    case "rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED":
      // A spent day of one call, such as the search, has the reason of a burst.
      message.contains("per day") ? .quota : .rateLimited
    case "keyInvalid", "keyExpired", "authError", "API_KEY_INVALID": .auth
    case "commentsDisabled", "playlistItemsNotAccessible", "playlistForbidden": .private
    case "channelClosed", "channelSuspended": .gone
    case "backendError", "internalError", "processingFailure": .transient
    default: FailureClass(status: status) ?? .transient
    }
  }
}

/// A message without the links that the API puts into some.
private func withoutTags(_ html: String) -> String {
  var text = ""
  var isInTag = false
  for character in html {
    if character == "<" { isInTag = true }
    if !isInTag { text.append(character) }
    if character == ">" { isInTag = false }
  }
  return text
}
