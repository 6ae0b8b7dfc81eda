internal import MetricSchema

extension Int64? {
  /// The count as a number; `nil` where it is unknown, or negative, as some platforms answer for what they hide.
  var known: Double? { flatMap { $0 < 0 ? nil : Double($0) } }
}

extension Double? {
  /// The number; `nil` where it is unknown, negative or not finite.
  var known: Double? { flatMap { $0 >= 0 && $0 < .infinity ? $0 : nil } }
}

extension Measure {
  /// The count where it is one; `nil` where it is absent, negative or marked as not shown.
  var knownCount: Int64? {
    switch provenance {
    case .exact, .rounded, .derived: return count.flatMap { $0 < 0 ? nil : $0 }
    case .notReported, .hidden, .unsupported, .notSynced: return nil
    }
  }

  /// ``knownCount`` as a number.
  var known: Double? { knownCount.map(Double.init) }
}

extension Metrics {
  /// The count of `metric` where it is one; see ``MetricSchema/Measure/known``.
  func known(_ metric: Metric) -> Double? { self[metric]?.known }
}
