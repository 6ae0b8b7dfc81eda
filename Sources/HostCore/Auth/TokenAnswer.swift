import FastJSON
import MetricSchema

/// What a token endpoint issued (RFC 6749, 5.1).
struct TokenAnswer {
  var token: String
  /// How long it is good, in seconds; `nil` where that is not said.
  var lifetimeS: Int64?
  /// What the next token is issued for, where that changes.
  var refreshToken: String?

  /// Reads an answer, which may be hostile.
  init(_ answer: HTTPAnswer) throws(TokenRefusal) {
    let parser = JSONParser()
    let read: Result<TokenAnswer, TokenRefusal> = answer.body.withBytes { bytes in
      let json = try? parser.parse(bytes, padded: true)
      do throws(TokenRefusal) {
        return .success(try TokenAnswer(answer, json ?? .missing))
      } catch {
        return .failure(error)
      }
    }
    self = try read.get()
  }

  private init(_ answer: HTTPAnswer, _ json: JSON) throws(TokenRefusal) {
    if let refusal = TokenRefusal(answer, json) { throw refusal }
    guard let token = json["access_token"].text, isTokenText(token) else {
      throw TokenRefusal(.schemaChanged, "its answer holds no access token")
    }
    if let type = json["token_type"].text, type.lowercased() != "bearer" {
      throw TokenRefusal(.schemaChanged, "its token is of the type \(printable(type)), no bearer")
    }
    self.token = token
    lifetimeS = json["expires_in"].int
    refreshToken = json["refresh_token"].text.flatMap { isTokenText($0) ? $0 : nil }
  }
}

/// Why there is no token.
struct TokenRefusal: Error, Hashable {
  var failure: FailureClass
  /// What happened, in words.
  var reason: String
  /// The error's name where it has one (RFC 6749, 5.2).
  var code: String?
  /// What the endpoint asked for, in milliseconds.
  var retryAfterMs: Int64?

  init(_ failure: FailureClass, _ reason: String) {
    self.failure = failure
    self.reason = reason
  }

  init(_ failure: TransportFailure) { self.init(.transient, failure.description) }

  /// The refusal that an answer is, `nil` where it is none.
  fileprivate init?(_ answer: HTTPAnswer, _ json: JSON) {
    let code = json["error"].filledText.map(printable)
    guard !(200...299).contains(answer.status) || code != nil else { return nil }
    var reason = code ?? "HTTP status \(answer.status)"
    if let said = json["error_description"].filledText { reason += " (\(printable(said)))" }
    self.init(Self.failure(answer.status, code), "it answered \(reason)")
    self.code = code
    retryAfterMs = answer.headers["retry-after"].flatMap { Int64($0) }
      .map { min(max(0, $0), 366 * 86_400) * 1000 }
  }

  private static func failure(_ status: Int, _ code: String?) -> FailureClass {
    switch (status, code) {
    case (429, _): .rateLimited
    case (408, _), (500..., _), (_, "server_error"), (_, "temporarily_unavailable"): .transient
    case (300...399, nil): .blocked
    default: .auth
    }
  }
}

/// Whether a text can be a token: visible, and no end of a header (RFC 6749, appendix A).
private func isTokenText(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}

/// A text of the upstream, short and without what would move a terminal's cursor or turn its text around.
private func printable(_ text: String) -> String {
  let visible = text.unicodeScalars.prefix(200).map { scalar -> Character in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: " "
    default: Character(scalar)
    }
  }
  return String(visible)
}
