/// A formula: its name, its version and the unit of its result. Its page in the documentation has the name of its id.
///
/// A version is raised when the same inputs would give another number, so that stored results are never compared across
/// formulas.
public struct Definition: Hashable, Sendable {
  /// What a result is counted in.
  public enum Unit: String, Sendable, CaseIterable {
    /// A quotient of two counts; shown as per cent.
    case ratio
    /// A ratio for each day.
    case ratioPerDay = "ratio_per_day"
    /// A count of things.
    case count
    /// A count for each day.
    case countPerDay = "count_per_day"
    /// Days.
    case days
    /// Seconds.
    case seconds
    /// A number without a unit, on the scale that the definition gives.
    case score
    /// A probability, 0 to 1.
    case probability
    /// One of a list of classes.
    case category
    /// Several values, each with the unit that its documentation gives.
    case structure
  }

  /// The id, in lower snake case, such as `engagement_rate_by_views`.
  public let id: String
  /// The version of the formula, from 1.
  public let version: Int
  /// The unit.
  public let unit: Unit

  /// Creates a definition.
  init(_ id: String, version: Int = 1, _ unit: Unit) {
    self.id = id
    self.version = version
    self.unit = unit
  }
}
