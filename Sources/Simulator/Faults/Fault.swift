/// A way in which an upstream can fail or mislead.
public enum Fault: String, CaseIterable, Hashable, Sendable {
  // What the upstream says, in a shape of its own.

  /// The key is missing or wrong: HTTP 401.
  case unauthorized
  /// The key may not do this: HTTP 403.
  case forbidden
  /// Too many requests in a short time: HTTP 429 that says when to try again.
  case rateLimited = "rate_limited"
  /// The budget of the month or day is spent.
  case quota
  /// The path does not exist: HTTP 404 or what the upstream has instead.
  case notFound = "not_found"
  /// HTTP 500.
  case serverError = "server_error"
  /// HTTP 503 with `Retry-After`.
  case unavailable
  /// A failure under HTTP 200.
  case errorInSuccess = "error_in_200"
  /// The account or post is private.
  case `private`
  /// The account or post was deleted.
  case deleted

  // How the answer travels.

  /// Nothing comes for a while; the argument is milliseconds.
  case slow
  /// The body comes in small pieces; the argument is milliseconds between two.
  case dripping
  /// The connection ends in the middle of the body; the argument is the number of bytes that come.
  case cut

  // What the answer holds.

  /// JSON or XML that ends too early, in a complete answer.
  case malformed
  /// A page for people instead of data.
  case html
  /// No body.
  case empty
  /// A body of the size that the argument says in bytes, 64 MiB unless told otherwise.
  case huge
  /// Arrays in arrays; the argument is how many, 100,000 unless told otherwise.
  case deep
  /// Every member has another name.
  case schemaChanged = "schema_changed"
  /// Every member with a number is missing.
  case missingFields = "missing_fields"
  /// Every member that holds likes is missing.
  case hiddenLikes = "hidden_likes"
  /// Every value that is no list or object is `null`.
  case nulls
  /// Every number has thirty digits.
  case hugeNumbers = "huge_numbers"
  /// Every text holds bytes that are no UTF-8.
  case invalidUTF8 = "invalid_utf8"

  /// What the upstream itself says for this fault; `nil` where the fault spoils a good answer instead.
  var failure: Failure? {
    switch self {
    case .unauthorized: .unauthorized
    case .forbidden: .forbidden
    case .rateLimited: .rateLimited
    case .quota: .quota
    case .notFound: .notFound
    case .serverError: .serverError
    case .unavailable: .unavailable
    case .errorInSuccess: .insideSuccess
    case .private: .private
    case .deleted: .deleted
    default: nil
    }
  }
}
