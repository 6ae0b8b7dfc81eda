/// What a metric came to, or why it is unknown, with the definition that it follows.
///
/// Every number that Patchbay shows is one of these, so that it can be explained, compared with another of the same
/// definition only, and computed again.
public struct Finding<Value: Sendable>: Sendable {
  /// The formula, with its version.
  public let definition: Definition
  /// The value, or why there is none.
  public let result: Result<Value, Unknown>

  /// Computes a value; what `compute` throws becomes the reason.
  public init(_ definition: Definition, _ compute: () throws(Unknown) -> Value) {
    self.definition = definition
    do throws(Unknown) { result = .success(try compute()) } catch { result = .failure(error) }
  }

  /// The value; `nil` where it is unknown.
  public var value: Value? { try? result.get() }

  /// Why there is no value; `nil` where there is one.
  public var unknown: Unknown? {
    guard case .failure(let reason) = result else { return nil }
    return reason
  }
}

extension Finding: Equatable where Value: Equatable {}
