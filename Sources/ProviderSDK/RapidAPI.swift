import FastJSON
public import MetricSchema

extension Answer {
  /// Throws for what the RapidAPI gateway, common to all its vendors, says instead of the vendor.
  ///
  /// 429 is either a burst, which waiting heals, or the month's quota, told apart by the message; 403 is a missing
  /// subscription; 401 a bad key or a disabled endpoint; 404 may be a call that the vendor took away; 204 an empty
  /// success that is none.
  public func checkRapidAPI() throws(ProviderError) {
    if status == 204 { throw ProviderError(.private, "the vendor answered without content") }
    guard status >= 400 else { return }
    let message = (try? json["message"].text) ?? nil
    let text = message ?? "HTTP \(status)"
    switch status {
    case 401: throw ProviderError(.auth, text)
    case 403: throw ProviderError(.permission, text)
    case 404 where text.lowercased().contains("endpoint"): throw ProviderError(.schemaChanged, text)
    case 429 where text.lowercased().contains("quota"):
      throw ProviderError(.quota, text, retryAfterMs: resetAfterMs)
    case 429: throw ProviderError(.rateLimited, text, retryAfterMs: retryAfterMs)
    default:
      throw ProviderError(
        FailureClass(status: status) ?? .transient, text, retryAfterMs: retryAfterMs)
    }
  }

  /// What the gateway's headers say of the plan's quota; `nil` where they are absent.
  public var rapidAPIRateHint: RateHint? {
    guard let remaining = header("x-ratelimit-requests-remaining").flatMap({ Int64($0) }) else {
      return nil
    }
    var hint = RateHint()
    hint.remaining = remaining
    hint.limit = header("x-ratelimit-requests-limit").flatMap { Int64($0) }
    hint.resetAfterMs = resetAfterMs
    hint.window = "month"
    return hint
  }

  /// The gateway's reset header counts seconds from now.
  private var resetAfterMs: Int64? {
    milliseconds(ofSeconds: header("x-ratelimit-requests-reset").flatMap { Int64($0) })
  }
}
