import ProviderSDK

extension Answer {
  /// The body, unless it says that the request failed.
  ///
  /// XRPC tells failures by the name in `error`, nearly always with HTTP 400. Search without a session is refused by
  /// a proxy in front of the AppView, with a page for browsers.
  func checked(at now: Int64) throws(ProviderError) -> JSON {
    let root = try json
    guard let name = root["error"].text else {
      try checkStatus()
      return root
    }
    let message = root["message"].text ?? ""
    let failure = FailureClass(xrpc: name, message: message, status: status)
    throw ProviderError(
      failure, message.isEmpty ? name : "\(name): \(message)",
      retryAfterMs: failure == .rateLimited
        ? retryAfterMs ?? rateHint(at: now)?.resetAfterMs : nil)
  }

  /// What the `ratelimit-*` headers say; the time of reset is in seconds since 1970.
  func rateHint(at now: Int64) -> RateHint? {
    guard let remaining = number("ratelimit-remaining") else { return nil }
    var hint = RateHint()
    hint.remaining = remaining
    hint.limit = number("ratelimit-limit")
    hint.resetAfterMs = number("ratelimit-reset").map { max(0, $0 * 1000 - now / 1000) }
    hint.window = header("ratelimit-policy").flatMap { policy in
      policy.split(separator: ";").last.flatMap { windows[String($0)] }
    }
    return hint
  }

  private func number(_ name: String) -> Int64? {
    header(name).flatMap { Int64($0) }.flatMap { (0..<1 << 40).contains($0) ? $0 : nil }
  }
}

/// The windows of a rate policy that have a name.
private let windows = ["w=1": "second", "w=60": "minute", "w=3600": "hour", "w=86400": "day"]

extension FailureClass {
  fileprivate init(xrpc name: String, message: String, status: Int) {
    switch name {
    case "NotFound", "UnknownFeed", "UnknownList", "HandleNotFound", "RecordNotFound":
      self = .notFound
    case "AccountTakedown", "AccountDeactivated", "RepoTakendown", "RepoSuspended",
      "RepoDeactivated":
      self = .gone
    case "AuthMissing", "AuthenticationRequired", "ExpiredToken", "InvalidToken": self = .auth
    case "BlockedActor", "BlockedByActor": self = .permission
    case "RateLimitExceeded": self = .rateLimited
    case "MethodNotImplemented", "XRPCNotSupported": self = .schemaChanged
    case "InvalidRequest" where saysMissing(message): self = .notFound
    case "InvalidRequest", "BadQueryString": self = .invalidInput
    default: self = FailureClass(status: status) ?? .transient
    }
  }
}

/// An account or handle that nobody has is an invalid request to the AppView.
private func saysMissing(_ message: String) -> Bool {
  let message = message.lowercased()
  return ["not found", "could not find", "unable to resolve"].contains { message.contains($0) }
}
