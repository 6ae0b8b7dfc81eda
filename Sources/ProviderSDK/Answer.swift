public import FastJSON
public import MetricSchema

/// What an upstream answered to one request.
///
/// The body and everything read from it live as long as the call to `parse`.
public struct Answer<Call: RawRepresentable & Sendable> where Call.RawValue == String {
  /// The request that was sent.
  public let request: Request<Call>
  /// The HTTP status.
  public let status: Int
  /// Where redirects ended; `nil` where there was none.
  public let finalURL: String?
  /// The body; 64 readable bytes follow it.
  public let body: UnsafeRawBufferPointer

  private let rawHeaders: UnsafeRawBufferPointer
  let parser: JSONParser

  init(
    request: Request<Call>, status: Int, headers: UnsafeRawBufferPointer, finalURL: String?,
    body: UnsafeRawBufferPointer, parser: JSONParser
  ) {
    self.request = request
    self.status = status
    self.rawHeaders = headers
    self.finalURL = finalURL
    self.body = body
    self.parser = parser
  }

  /// The first value of the header called `name`, which is in lower case.
  public func header(_ name: String) -> String? {
    (try? ProtobufReader.read(Headers.self, from: rawHeaders))?[name]
  }

  /// The body as JSON, parsed at each use: keep the value.
  ///
  /// - Throws: For a body that is not JSON, what a failing HTTP status means; otherwise `blocked` where the body is
  ///   a page for browsers, `transient` where it is empty, `schemaChanged` where it is anything else.
  public var json: JSON {
    get throws(ProviderError) {
      do {
        return try parser.parse(body, padded: true)
      } catch {
        throw notJSON(error)
      }
    }
  }

  /// The body as HTML.
  public var html: Markup { get throws(ProviderError) { try Markup(html: body) } }

  /// The body as XML.
  public var xml: Markup { get throws(ProviderError) { try Markup(xml: body) } }

  /// Throws for an HTTP status that is a failure, by the meaning the status has.
  public func checkStatus() throws(ProviderError) {
    if let failure = statusFailure { throw failure }
  }

  private var statusFailure: ProviderError? {
    FailureClass(status: status).map {
      ProviderError($0, "the upstream answered HTTP \(status)", retryAfterMs: retryAfterMs)
    }
  }

  /// The `Retry-After` header in milliseconds, where it is a number of seconds.
  public var retryAfterMs: Int64? {
    milliseconds(ofSeconds: header("retry-after").flatMap { Int64($0) })
  }

  private func notJSON(_ error: JSONError) -> ProviderError {
    let isPage = body.first { $0 > 0x20 } == UInt8(ascii: "<")
    let isChallenge = isPage && (status == 403 || status < 400)
    if isChallenge { return ProviderError(.blocked, "the answer is a page for browsers, not JSON") }
    if let failure = statusFailure { return failure }
    if body.isEmpty { return ProviderError(.transient, "the answer is empty") }
    return ProviderError(.schemaChanged, "the answer is not JSON: \(error)")
  }
}

extension FailureClass {
  /// What an HTTP status says, `nil` for success and redirects.
  public init?(status: Int) {
    switch status {
    case 200..<400: return nil
    case 400, 405, 406, 413, 414, 415, 422: self = .invalidInput
    case 401, 407: self = .auth
    case 402: self = .quota
    case 403: self = .permission
    case 404: self = .notFound
    case 410, 451: self = .gone
    case 429: self = .rateLimited
    default: self = .transient
    }
  }
}
