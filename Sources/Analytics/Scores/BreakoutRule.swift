extension Definition {
  /// How many signs of a breakout a momentum index shows.
  public static let breakoutRule = Definition("breakout_rule", .category)
}

/// How many signs of a breakout a momentum index shows, as a class.
///
/// A class is no probability; for one, see ``BreakoutModel``.
public struct BreakoutRule: Equatable, Sendable {
  /// How likely a breakout looks.
  public enum Outlook: String, Sendable, CaseIterable {
    /// Three or four signs.
    case high
    /// Two signs.
    case medium
    /// One sign or none.
    case low

    init(signs: Int) { self = signs >= 3 ? .high : signs == 2 ? .medium : .low }
  }

  /// One sign.
  public struct Sign: Equatable, Sendable {
    /// Its name, such as `accelerating_growth`.
    public let name: String
    /// The part of the momentum index that shows it.
    public let part: String
    /// The score from which on it is there.
    public let threshold: Double
    /// Whether it is there; `nil` where the part is unknown.
    public let isMet: Bool?
  }

  /// The class.
  public let outlook: Outlook
  /// The signs in a fixed order.
  public let signs: [Sign]

  /// Which signs are there.
  public var reasons: [String] {
    signs.map { sign in
      let what = "\(Prose.capital(sign.part)) is \(Prose.number(sign.threshold)) or more"
      guard let isMet = sign.isMet else { return "\(what): unknown." }
      return "\(what): \(isMet ? "yes" : "no")."
    }
  }

  static let thresholds: [(name: String, part: String, threshold: Double)] = [
    ("accelerating_growth", "acceleration", 7), ("viral_content", "viral", 7),
    ("high_velocity", "velocity", 7), ("consistent_growth", "consistency", 6),
  ]

  /// Counts the signs in a momentum index.
  ///
  /// - Returns: The class; unknown where an unknown part of the index could change it.
  public static func of(_ momentum: MomentumIndex) -> Finding<Self> { of(momentum.score) }

  static func of(_ score: ScoreBreakdown) -> Finding<Self> {
    Finding(.breakoutRule) { () throws(Unknown) in
      let signs = thresholds.map { name, part, threshold in
        Sign(
          name: name, part: part, threshold: threshold,
          isMet: score[part]?.score.map { $0 >= threshold })
      }
      let met = signs.count { $0.isMet == true }
      let missing = signs.filter { $0.isMet == nil }.map(\.part)
      let outlook = Outlook(signs: met)
      guard Outlook(signs: met + missing.count) == outlook else {
        throw Unknown(
          .tooFew,
          "\(Prose.count(met, "sign")) found, and \(Prose.list(missing)), which could change the class, unknown"
        )
      }
      return Self(outlook: outlook, signs: signs)
    }
  }
}
