import MetricSchema

extension RequestBuilder {
  /// More than a token and what is said of it no answer needs to hold, in bytes.
  private static let maximumTokenBytes = 1 << 16

  /// The request for a token of a slot, `nil` where nobody issues them.
  ///
  /// - Parameter refreshToken: What the token is issued for, of a slot that has such.
  func tokenRequest(_ filled: FilledSlot, refreshToken: String?) -> HTTPRequest? {
    guard let endpoint = filled.slot.endpoint else { return nil }
    var form: [(name: String, value: String)] = []
    if let refreshToken {
      form = [("grant_type", "refresh_token"), ("refresh_token", refreshToken)]
    } else {
      form = [("grant_type", "client_credentials")]
    }
    if !endpoint.scopes.isEmpty {
      form.append(("scope", endpoint.scopes.joined(separator: " ")))
    }
    var headers = [
      Pair("content-type", "application/x-www-form-urlencoded"), Pair("accept", "application/json"),
      Pair("user-agent", RequestBuilder.userAgent),
    ]
    let id = filled[.clientID] ?? ""
    if let secret = filled[.clientSecret], endpoint.clientAuth == .basic {
      headers.append(Pair("authorization", "Basic " + basicCredentials(id, secret)))
    } else {
      form.append((endpoint.clientIDName, id))
      if let secret = filled[.clientSecret] { form.append(("client_secret", secret)) }
    }
    return HTTPRequest(
      method: "POST", url: base(endpoint.host) + endpoint.path, headers: headers,
      body: Array(formEncoded(form).utf8), timeoutMs: settings.timeoutMs,
      maximumBytes: min(settings.maximumBytes, Self.maximumTokenBytes), proxy: settings.proxy)
  }
}

/// An app's id and secret as Basic has them; both are encoded before they are joined (RFC 6749, 2.3.1).
func basicCredentials(_ id: String, _ secret: String) -> String {
  base64(Array((formEncoded(id) + ":" + formEncoded(secret)).utf8))
}
