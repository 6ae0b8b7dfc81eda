public import MetricSchema

/// A count at a moment, and how finely it is known.
public struct CountSnapshot: Hashable, Sendable {
  /// When it was counted.
  public var time: Timestamp
  /// How many there were.
  public var count: Int64
  /// The count is known to a multiple of this; 1 where it is exact.
  public var step: Int64

  /// Creates a snapshot; a step below 1 is taken as 1.
  public init(_ time: Timestamp, _ count: Int64, step: Int64 = 1) {
    (self.time, self.count, self.step) = (time, count, max(step, 1))
  }

  /// Creates a snapshot of a measure with the step of its provenance.
  ///
  /// - Returns: `nil` where the measure has no count, a negative one, or is marked as hidden or not reported: a platform
  ///   that hides a count may well answer 0, and a series would fall to it.
  public init?(_ time: Timestamp, _ measure: Measure) {
    guard let count = measure.knownCount else { return nil }
    if case .rounded(let step) = measure.provenance {
      self.init(time, count, step: step)
    } else {
      self.init(time, count)
    }
  }
}

/// The snapshots of one count in the order of time, one for each moment.
public struct CountSeries: Equatable, Sendable {
  /// The snapshots by rising time.
  public let snapshots: [CountSnapshot]

  /// Creates a series from snapshots in any order; of several at one moment the last is kept. Costs one sort.
  ///
  /// Negative counts, which some platforms answer for what they hide, are left out.
  public init(_ snapshots: [CountSnapshot]) {
    var kept: [CountSnapshot] = []
    kept.reserveCapacity(snapshots.count)
    // Sorting is stable, so that the last of equal times comes last.
    for snapshot in snapshots.sorted(by: { $0.time < $1.time }) where snapshot.count >= 0 {
      if kept.last?.time == snapshot.time { kept.removeLast() }
      kept.append(snapshot)
    }
    self.snapshots = kept
  }

  /// The part of the series within a span of time, both ends included.
  public func within(_ span: ClosedRange<Timestamp>) -> Self {
    Self(snapshots.filter { span.contains($0.time) })
  }

  /// The first and the last snapshot.
  func ends() throws(Unknown) -> (first: CountSnapshot, last: CountSnapshot) {
    guard snapshots.count >= 2, let first = snapshots.first, let last = snapshots.last else {
      throw .tooFew(snapshots.count, needed: 2, of: "snapshots")
    }
    return (first, last)
  }
}

extension CountSnapshot {
  /// The days from this snapshot to another.
  func days(to other: Self) -> Double { other.time.days(since: time) }

  /// How much the count changed from this snapshot to another.
  func difference(to other: Self) -> Double { other.count.difference(from: count) }

  /// How much the count changed from this snapshot to another, where that is not less than one step of rounding.
  func change(to other: Self) throws(Unknown) -> Double {
    let change = difference(to: other)
    let step = max(step, other.step)
    guard step == 1 || abs(change) >= Double(step) else {
      throw Unknown(.belowResolution, "the change is below the step of \(step) of the count")
    }
    return change
  }
}
