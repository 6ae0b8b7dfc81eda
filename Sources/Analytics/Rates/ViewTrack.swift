public import MetricSchema

/// The views of one post at the ages at which they were counted.
public struct ViewTrack: Equatable, Sendable {
  /// One count.
  public struct Snapshot: Equatable, Sendable {
    /// Seconds since the post was published.
    public var age: Double
    /// Views by then.
    public var views: Double

    /// Creates a snapshot.
    public init(age: Double, views: Double) { (self.age, self.views) = (age, views) }
  }

  /// What the post shows; only posts of one kind are compared.
  public let kind: MediaKind
  /// When it was posted.
  public let postedAt: Timestamp
  /// The counts by rising age, one for each age.
  public let snapshots: [Snapshot]

  /// Creates a track; sorts the snapshots.
  ///
  /// Snapshots that are negative or not finite are left out. Of two at one age the larger count is kept.
  public init(kind: MediaKind, postedAt: Timestamp, snapshots: [Snapshot]) {
    self.kind = kind
    self.postedAt = postedAt
    var kept: [Snapshot] = []
    let valid = snapshots.filter {
      $0.age >= 0 && $0.age.isFinite && $0.views >= 0 && $0.views.isFinite
    }
    for snapshot in valid.sorted(by: { ($0.age, $0.views) < ($1.age, $1.views) }) {
      if kept.last?.age == snapshot.age { kept.removeLast() }
      kept.append(snapshot)
    }
    self.snapshots = kept
  }

  /// The views at an age: those counted then, or between two counts as if they had grown by the same factor in each second
  /// (evenly where one of the counts is 0). Logarithmic in the number of snapshots.
  ///
  /// - Returns: `nil` before the first count and after the last: nothing is guessed there.
  public func views(atAge age: Double) -> Double? {
    guard let first = snapshots.first, let last = snapshots.last, age >= first.age, age <= last.age
    else { return nil }
    let place = snapshots.bisect { $0.age < age }
    let right = snapshots[place]
    guard right.age > age, place > 0 else { return right.views }
    let left = snapshots[place - 1]
    let part = (age - left.age) / (right.age - left.age)
    guard left.views > 0, right.views > 0 else {
      return left.views + (right.views - left.views) * part
    }
    return CountInterpolation.geometric(left.views, right.views, part)
  }
}
