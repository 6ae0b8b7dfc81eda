/// Why a number is absent or inexact.
public enum Provenance: Hashable, Sendable {
  /// As counted by the platform.
  case exact
  /// The upstream left it out of this answer.
  case notReported
  /// The owner or the platform hides it.
  case hidden
  /// This upstream never delivers it.
  case unsupported
  /// It exists, but was not asked for.
  case notSynced
  /// Known to a multiple of `step` only, as "1.2M" is to 100,000.
  case rounded(step: Int64)
  /// Computed from `n` of `of` parts.
  case derived(n: Int64, of: Int64)
}

/// One number: how much, or why not.
public struct Measure: Message, Hashable {
  /// What is measured.
  public var metric = Metric.unspecified
  /// How many; for ratios see `ratio`.
  public var count: Int64?
  /// How much, for metrics that are a fraction.
  public var ratio: Double?
  private var note = Note.exact
  private var step: Int64?
  private var total: Int64?

  /// Creates a measure of nothing.
  public init() {}

  /// Creates a measure.
  public init(
    _ metric: Metric, _ count: Int64?, ratio: Double? = nil, _ provenance: Provenance = .exact
  ) {
    self.metric = metric
    self.count = count
    self.ratio = ratio
    self.provenance = provenance
  }

  /// Why the number is absent or inexact.
  public var provenance: Provenance {
    get {
      switch note {
      case .exact: .exact
      case .notReported: .notReported
      case .hidden: .hidden
      case .unsupported: .unsupported
      case .notSynced: .notSynced
      case .rounded: .rounded(step: step ?? 1)
      case .derived: .derived(n: step ?? 0, of: total ?? 0)
      }
    }
    set {
      (step, total) = (nil, nil)
      switch newValue {
      case .exact: note = .exact
      case .notReported: note = .notReported
      case .hidden: note = .hidden
      case .unsupported: note = .unsupported
      case .notSynced: note = .notSynced
      case .rounded(let size): (note, step) = (.rounded, size)
      case .derived(let n, let of): (note, step, total) = (.derived, n, of)
      }
    }
  }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.choice(1, "metric", &metric)
    visitor.integer(2, "count", &count)
    visitor.real(3, "ratio", &ratio)
    visitor.choice(4, "note", &note)
    visitor.integer(5, "step", &step)
    visitor.integer(6, "total", &total)
  }
}

extension Measure {
  /// Whether there can be such a number.
  fileprivate var isPossible: Bool {
    guard count ?? 0 >= 0 else { return false }
    guard let ratio else { return true }
    // Who watches again has watched more than the length.
    return ratio >= 0 && ratio <= (metric == .averageWatchRatio ? .greatestFiniteMagnitude : 1)
  }
}

/// The numbers of a record, at most one for each metric.
///
/// A metric that nobody set is unknown and reads as `nil`. Setting one twice keeps the last.
public struct Metrics: Hashable, Sendable {
  /// The numbers in the order they were set.
  public internal(set) var measures: [Measure] = []

  /// Creates no numbers.
  public init() {}

  /// The number for `metric`, with its provenance; `nil` where nothing is known, not even why.
  public subscript(metric: Metric) -> Measure? {
    measures.first { $0.metric == metric }
  }

  /// Sets one number.
  public mutating func set(_ measure: Measure) {
    if let index = measures.firstIndex(where: { $0.metric == measure.metric }) {
      measures[index] = measure
    } else {
      if measures.isEmpty { measures.reserveCapacity(8) }
      measures.append(measure)
    }
  }

  /// Sets a count, or notes `otherwise` where there is none.
  ///
  /// With no count and no reason nothing is set.
  public mutating func set(
    _ metric: Metric, _ count: Int64?, otherwise reason: Provenance? = nil
  ) {
    if let count {
      var measure = Measure()
      measure.metric = metric
      measure.count = count
      set(measure)
    } else if let reason {
      set(Measure(metric, nil, reason))
    }
  }

  /// Takes numbers that cannot be for not reported: nothing is counted backwards, upstreams send -1 for what they do not
  /// show, and no part is larger than the whole. Of a step that is none no more is known than that the count is rounded.
  public mutating func dropImpossible() {
    for index in measures.indices {
      if !measures[index].isPossible {
        measures[index] = Measure(measures[index].metric, nil, .notReported)
      } else if case .rounded(let step) = measures[index].provenance, step < 1 {
        measures[index].provenance = .rounded(step: 1)
      }
    }
  }

  /// Keeps one number for each metric that is known, the last: bytes from a plugin may hold others.
  mutating func keepOneEach() {
    var seen: UInt64 = 1 << Metric.unspecified.rawValue
    for measure in measures {
      let bit: UInt64 = 1 << measure.metric.rawValue
      guard seen & bit == 0 else {
        let all = measures
        measures = []
        for measure in all where measure.metric != .unspecified { set(measure) }
        return
      }
      seen |= bit
    }
  }
}
