/// Parts of a score, each with its weight; a part that is unknown takes no part, and that is told.
public struct WeightedParts: Sendable, Equatable {
  /// One part.
  public struct Part: Sendable, Equatable {
    /// Its name, such as `size`.
    public let name: String
    /// Its weight where all parts are known; all weights add up to 1.
    public let weight: Double
    /// Its value, 0 to 1; `nil` where it is unknown.
    public let value: Double?
    /// What it was computed from, for a person.
    public let reason: String

    init(_ name: String, _ weight: Double, _ value: Double?, _ reason: String) {
      self.name = name
      self.weight = weight
      self.value = value
      self.reason = reason
    }
  }

  /// The parts, known or not.
  public let parts: [Part]

  /// The weight of the known parts, 0 to 1.
  public var coverage: Double { parts.reduce(0) { $0 + ($1.value == nil ? 0 : $1.weight) } }

  /// The known parts' mean by weight, 0 to 1.
  ///
  /// - Throws: ``Unknown`` where the known parts weigh less than half.
  func mean() throws(Unknown) -> Double {
    // Sums of decimal fractions miss the half by less than this.
    guard coverage >= 0.5 - 1e-9 else {
      let missing = parts.filter { $0.value == nil }.map(\.name).joined(separator: ", ")
      throw Unknown(
        coverage == 0 ? .noData : .tooFew,
        "the known parts weigh \(Shown.decimals(coverage, 2)), where 0.50 is needed; unknown: \(missing)"
      )
    }
    return parts.reduce(0) { $0 + ($1.value ?? 0) * $1.weight } / coverage
  }
}
