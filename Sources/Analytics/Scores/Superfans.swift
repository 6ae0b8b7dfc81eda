extension Definition {
  /// The fans of an artist in numbers.
  public static let superfanInsights = Self("superfan_insights", .structure)
  /// How many engaged fans have gone quiet.
  public static let superfanChurn = Self("superfan_churn", .structure)
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

  /// Counts fans at a moment, microseconds since 1970, UTC; linear, but for sorting the locations.
  ///
  /// - Returns: The numbers; unknown where no fan has a known score of 7 or more.
  public static func of(_ fans: [Superfan], at now: Int64) -> Finding<Self> {
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

/// How many engaged fans have gone quiet: those with a score of 6 or more whose last interaction is known.
public struct SuperfanChurn: Equatable, Sendable {
  /// The ids of those who did nothing for more than 30 days, the quietest first.
  public let atRisk: [String]
  /// How many of them did nothing for more than 60 days.
  public let critical: Int
  /// How many fans were looked at.
  public let considered: Int
  /// How many with a score of 6 or more were left out, because their last interaction is not known.
  public let leftOut: Int

  /// Those at risk as a share of those looked at, 0 to 1.
  public var rate: Double { Double(atRisk.count) / Double(considered) }

  /// What stands out.
  public var reasons: [String] {
    var lines = [
      "\(atRisk.count) of \(Prose.count(considered, "engaged fan")) did nothing for more than 30 days, \(critical) for more than 60."
    ]
    if leftOut > 0 {
      lines.append("\(Prose.count(leftOut, "fan")) without a known last interaction left out.")
    }
    return lines
  }

  /// Finds fans who have gone quiet by a moment, microseconds since 1970, UTC; sorts them.
  ///
  /// - Returns: The fans; unknown where none with a score of 6 or more has a known last interaction.
  public static func of(_ fans: [Superfan], at now: Int64) -> Finding<Self> {
    Finding(.superfanChurn) { () throws(Unknown) in
      let engaged = fans.filter { (try? $0.score()).map { $0 >= 6 } ?? false }
      let known = engaged.compactMap { fan in
        fan.inactiveDays(at: now).map { (id: fan.id, days: $0) }
      }
      guard !known.isEmpty else {
        throw .tooFew(0, needed: 1, of: "engaged fans with a known last interaction")
      }
      let quiet = known.filter { $0.days > 30 }.sorted { ($1.days, $0.id) < ($0.days, $1.id) }
      return Self(
        atRisk: quiet.map(\.id), critical: quiet.count { $0.days > 60 },
        considered: known.count, leftOut: engaged.count - known.count)
    }
  }
}
