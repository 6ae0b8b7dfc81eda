/// One statement's text. Made once and kept, since a connection prepares each query once by its identity.
final class Query: Sendable {
  /// The text, which no data ever becomes part of.
  let text: String

  init(_ text: String) { self.text = text }
}

extension Query {
  static let beginImmediate = Query("BEGIN IMMEDIATE")
  static let beginDeferred = Query("BEGIN")
  static let commit = Query("COMMIT")
  static let rollback = Query("ROLLBACK")
  static let dataVersion = Query("PRAGMA data_version")
}
