/// Why a metric has no value. Never replaced by a zero or a guess.
public struct Unknown: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of reason, for programs.
  public enum Kind: String, Sendable, CaseIterable {
    /// There is nothing to compute from.
    case noData = "no_data"
    /// There is less than the formula needs.
    case tooFew = "too_few"
    /// What it would be divided by is missing or zero.
    case noDenominator = "no_denominator"
    /// The change is smaller than one step of a rounded count.
    case belowResolution = "below_resolution"
    /// The values do not vary, so there is no scale.
    case noVariation = "no_variation"
    /// A value is out of the range that the formula is defined on.
    case outOfRange = "out_of_range"
    /// The text is in a language that the formula does not cover.
    case language
    /// Something that the operator can install is missing.
    case notInstalled = "not_installed"
  }

  /// The kind of reason.
  public let kind: Kind
  /// The rest of the sentence "unknown, because …", such as `3 posts, where 8 are needed`.
  public let because: String

  /// Creates a reason.
  public init(_ kind: Kind, _ because: String) {
    self.kind = kind
    self.because = because
  }

  /// The sentence for a person.
  public var description: String { "unknown, because \(because)" }

  /// Fewer values than a formula needs; with none at all the kind is ``Kind/noData``.
  static func tooFew(_ count: Int, needed: Int, of what: String) -> Self {
    Self(count == 0 ? .noData : .tooFew, "there are \(count) \(what), where \(needed) are needed")
  }
}
