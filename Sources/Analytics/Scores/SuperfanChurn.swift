public import MetricSchema

extension Definition {
  /// How many engaged fans have gone quiet.
  public static let superfanChurn = Definition("superfan_churn", .structure)
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

  /// Finds fans who have gone quiet by a moment; sorts them.
  ///
  /// - Returns: The fans; unknown where none with a score of 6 or more has a known last interaction.
  public static func of(_ fans: [Superfan], at now: Timestamp) -> Finding<Self> {
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
