import MetricSchema

/// What the command returns to the shell; `patchbay help exit-codes` prints this list.
enum ExitCode: Int32, CaseIterable {
  case success = 0
  case unexpected = 1
  case usage = 2
  case partial = 3
  case authentication = 4
  case limit = 5
  case blocked = 6
  case schemaChanged = 7
  case notFound = 8
  case database = 9
  case temporary = 75

  /// The code of a failure class.
  init(_ failure: FailureClass) {
    self =
      switch failure {
      case .auth, .permission: .authentication
      case .notFound, .gone, .private: .notFound
      case .rateLimited, .quota: .limit
      case .blocked: .blocked
      case .schemaChanged: .schemaChanged
      case .invalidInput: .usage
      case .transient: .temporary
      case .unspecified: .unexpected
      }
  }

  /// When it is returned.
  var meaning: String {
    switch self {
    case .success: "all done"
    case .unexpected: "unexpected error, or a difference that was looked for"
    case .usage: "usage or configuration error, or the request is refused as it stands"
    case .partial: "some of several things failed"
    case .authentication: "a secret is missing, wrong or may not do this"
    case .limit: "a rate limit or quota is reached"
    case .blocked: "the upstream blocks, or the plugin fails"
    case .schemaChanged: "the upstream's answer has changed"
    case .notFound: "not found, gone or private"
    case .database: "the database is missing, locked, full, damaged or newer than this program"
    case .temporary: "temporary failure, try again later"
    }
  }
}
