/// One part of a score.
public struct ScoreComponent: Equatable, Sendable {
  /// What a part came to, with why.
  enum Part {
    /// Its score, and what it comes from as a clause without a full stop.
    case known(Double, String)
    /// Why it has none, as a clause without a full stop.
    case unknown(String)
  }

  /// The name of the part, such as `engagement`.
  public let name: String
  /// The share of the whole that the definition gives it, 0 to 1.
  public let weight: Double
  /// Its score on the scale of the whole; `nil` where it is unknown.
  public let score: Double?
  /// What it adds to the whole once the known parts share all the weight; `nil` where it is unknown.
  public internal(set) var contribution: Double?
  /// What the score comes from, or why it is unknown, as a clause.
  public let reason: String

  init(_ name: String, weight: Double, _ part: Part) {
    (self.name, self.weight) = (name, weight)
    switch part {
    case .known(let score, let reason) where score.isFinite:
      (self.score, self.reason) = (score, reason)
    case .known(_, let reason):
      (score, self.reason) = (nil, "\(reason): too large to compute with")
    case .unknown(let reason):
      (score, self.reason) = (nil, reason)
    }
  }
}

/// A score with the parts that make it up, so that it can be explained and compared.
public struct ScoreBreakdown: Equatable, Sendable {
  /// The weighted mean of the known parts, on the scale of the definition.
  public let value: Double
  /// The share of the weight whose parts are known, 0 to 1. Scores of different coverage compare with care.
  public let coverage: Double
  /// The parts in the order of the definition, known or not.
  public let components: [ScoreComponent]

  /// The part of a name; `nil` where the score has none such.
  public subscript(name: String) -> ScoreComponent? { components.first { $0.name == name } }

  /// One sentence for each part, and one on coverage where a part is unknown.
  public var reasons: [String] {
    var lines = components.map { part in
      part.score.map { "\(Prose.capital(part.name)) \(Prose.number($0)): \(part.reason)." }
        ?? "\(Prose.capital(part.name)) unknown: \(part.reason)."
    }
    if coverage < 1 {
      lines.append(
        "Parts of \(Prose.percent(coverage, 0)) of the weight are known and share all of it.")
    }
    return lines
  }

  /// Weighs parts. What is unknown leaves its weight to the others; it is never taken for a middling score.
  ///
  /// - Throws: ``Unknown`` where parts of less than `minimumCoverage` of the weight are known.
  init(
    _ parts: [ScoreComponent], range: ClosedRange<Double>, minimumCoverage: Double
  ) throws(Unknown) {
    let all = parts.reduce(0) { $0 + $1.weight }
    let known = parts.reduce(0) { $0 + ($1.score == nil ? 0 : $1.weight) }
    let coverage = known == all ? 1 : Self.even(known / all)
    guard known > 0, coverage >= minimumCoverage else {
      let missing = parts.filter { $0.score == nil }.map { "\($0.name) (\($0.reason))" }
      throw Unknown(
        known > 0 ? .tooFew : .noData,
        "parts of \(Prose.percent(coverage, 0)) of its weight are known, where \(Prose.percent(minimumCoverage, 0)) are needed; unknown are \(Prose.list(missing))"
      )
    }
    components = parts.map { part in
      var part = part
      part.contribution = part.score.map { $0 * part.weight / known }
      return part
    }
    let sum = components.reduce(0) { $0 + ($1.contribution ?? 0) }
    value = min(max(Self.even(sum), range.lowerBound), range.upperBound)
    self.coverage = coverage
  }

  /// A number without the last digits that sums such as 0.4 + 0.3 + 0.2 are off by, so that it is never just below a
  /// threshold that it reaches.
  private static func even(_ sum: Double) -> Double {
    let even = (sum * 1e12).rounded() / 1e12
    return even.isFinite ? even : sum
  }
}
