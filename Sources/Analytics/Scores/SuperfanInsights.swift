public import MetricSchema

extension Definition {
  /// The fans of an artist in numbers.
  public static let superfanInsights = Definition("superfan_insights", .structure)
}

/// The fans of an artist in numbers: those with a score of 7 or more.
public struct SuperfanInsights: Equatable, Sendable {
  /// How many there are.
  public let total: Int
  /// How many of those with a known last interaction did something within 30 days.
  public let active: Int
  /// `active` as a share of those with a known last interaction; `nil` where none is known.
  public let activityRate: Double?
  /// The number of fans in each tier, in the order of ``Superfan/Tier``.
  public let tiers: [Int]
  /// The mean score, 7 to 10.
  public let meanScore: Double
  /// The known lifetime values together; `nil` where none is known.
  public let lifetimeValue: Double?
  /// How many lifetime values are known.
  public let knownValues: Int
  /// The five most frequent locations with their numbers of fans, equally frequent ones by name.
  public let locations: [Count]

  /// A location with its number of fans.
  public struct Count: Equatable, Sendable {
    /// The location as it was given.
    public let name: String
    /// The number of fans there.
    public let count: Int
  }

  /// The mean of the known lifetime values; `nil` where none is known.
  public var meanLifetimeValue: Double? { lifetimeValue.map { $0 / Double(knownValues) } }

  /// What stands out.
  public var reasons: [String] {
    var lines = [
      "\(Prose.count(total, "fan")) with a score of 7 or more, \(Prose.number(meanScore)) on average."
    ]
    if let activityRate {
      lines.append(
        "\(active), \(Prose.percent(activityRate)) of those whose last interaction is known, were active within 30 days."
      )
    }
    if let mean = meanLifetimeValue {
      lines.append(
        "The \(Prose.count(knownValues, "known lifetime value")) \(knownValues == 1 ? "is" : "are") \(Prose.number(mean)) on average."
      )
    }
    return lines
  }

  /// Counts fans at a moment; linear, but for sorting the locations.
  ///
  /// - Returns: The numbers; unknown where no fan has a known score of 7 or more.
  public static func of(_ fans: [Superfan], at now: Timestamp) -> Finding<Self> {
    Finding(.superfanInsights) { () throws(Unknown) in
      let scored = fans.compactMap { fan in (try? fan.score()).map { (fan: fan, score: $0) } }
        .filter { $0.score >= 7 }
      guard !scored.isEmpty else {
        throw .tooFew(0, needed: 1, of: "fans with a known score of 7 or more")
      }
      let quiet = scored.compactMap { $0.fan.inactiveDays(at: now) }
      let active = quiet.count { $0 <= 30 }
      let values = scored.compactMap(\.fan.value)
      let sum = values.reduce(0, +)
      guard sum.isFinite else { throw Unknown(.outOfRange, "the values are too large to add up") }
      return Self(
        total: scored.count, active: active,
        activityRate: quiet.isEmpty ? nil : Double(active) / Double(quiet.count),
        tiers: Superfan.Tier.allCases.map { tier in scored.count { $0.fan.tier.value == tier } },
        meanScore: scored.reduce(0) { $0 + $1.score } / Double(scored.count),
        lifetimeValue: values.isEmpty ? nil : sum, knownValues: values.count,
        locations: mostFrequent(scored.compactMap(\.fan.location)))
    }
  }

  private static func mostFrequent(_ names: [String]) -> [Count] {
    var counts: [String: Int] = [:]
    for name in names where !name.isEmpty { counts[name, default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(5).map { Count(name: $0.key, count: $0.value) }
  }
}
