import Synchronization

/// One statement's text. Made once and kept, since a connection prepares each query once by its number.
final class Query: Sendable {
  private static let made = Atomic(0)

  /// The text, which no data ever becomes part of.
  let text: String
  /// Its place among all queries of the program.
  let number: Int

  init(_ text: String) {
    self.text = text
    number = Self.made.wrappingAdd(1, ordering: .relaxed).oldValue
  }
}

extension Query {
  static let beginImmediate = Query("BEGIN IMMEDIATE")
  static let beginDeferred = Query("BEGIN")
  static let commit = Query("COMMIT")
  static let rollback = Query("ROLLBACK")
  static let dataVersion = Query("PRAGMA data_version")
}
