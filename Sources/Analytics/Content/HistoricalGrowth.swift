public import MetricSchema

extension Definition {
  /// How much a counter grew on each day, from snapshots of it.
  public static let historicalGrowth = Definition("historical_growth", version: 2, .structure)
}

/// How much the counters of posts grew on each day, from snapshots taken at any time.
///
/// What a counter grew between two snapshots is spread evenly over the time between them. A counter that fell was
/// corrected by its platform: how much it grew meanwhile is unknown, and the correction is counted.
public struct HistoricalGrowth: Hashable, Sendable {
  /// A counter's value at a time.
  public struct Snapshot: Hashable, Sendable {
    /// The id of the post, or whatever else is counted.
    public var id: String
    /// When.
    public var time: Timestamp
    /// How many; `nil` or negative where unknown.
    public var count: Int64?
    /// Whether the post is an advertisement; `nil` where unknown.
    public var ad: Bool?

    /// Creates one. At the time of posting a post's counters are known to be 0.
    public init(id: String, time: Timestamp, count: Int64?, ad: Bool? = nil) {
      (self.id, self.time, self.count, self.ad) = (id, time, count, ad)
    }
  }

  /// One local day.
  public struct Day: Hashable, Sendable {
    /// The local day.
    public let day: CivilDay
    /// How much the counters grew; `nil` where the growth of none is known for any part of the day.
    public let growth: Double?
    /// Of how many counters the growth is known for some part of the day.
    public let counters: Int
  }

  /// All days of the period.
  public let days: [Day]
  /// How often a counter fell between two snapshots, within the period or across one of its ends.
  public let corrections: Int

  /// How much the counters grew, on how many days that is known, and how often one was corrected.
  public var reasons: [String] {
    let known = days.compactMap(\.growth)
    let grown =
      known.isEmpty
      ? "Nothing is known of any of \(Prose.count(days.count, "day"))."
      : "The counters grew by \(Prose.number(known.reduce(0, +), 0)) on \(known.count) of \(Prose.count(days.count, "day")); the others are unknown."
    if corrections == 0 { return [grown] }
    return [grown] + [
      "A counter fell \(Prose.count(corrections, "time")): its platform corrected it, and how much it grew meanwhile is unknown."
    ]
  }

  /// Spreads the growth between snapshots, whose order has no meaning, over the local days of a period.
  ///
  /// Of several snapshots at one time the largest counts. Unknown for a period without length or of more than ten years, and
  /// where no counter has two snapshots. Cost: that of sorting the snapshots, and linear in the days that each counter is known for.
  public static func daily(
    _ snapshots: [Snapshot], within period: Range<Timestamp>, in zone: TimeZoneRules,
    placement: Placement = .total
  ) -> Finding<HistoricalGrowth> {
    Finding(.historicalGrowth) { () throws(Unknown) in
      let known = snapshots.filter { snapshot in
        snapshot.count.known != nil && placement.holds(ad: snapshot.ad)
          && WallClock.believable.contains(snapshot.time)
      }
      let counters = Dictionary(grouping: known, by: \.id)
      var spread = GrowthSpread(try DayCalendar(period, in: zone))
      for id in counters.keys.sorted() { spread.add(counters[id] ?? []) }
      guard spread.pairs > 0 else {
        throw Unknown(known.isEmpty ? .noData : .tooFew, "no counter has two snapshots")
      }
      return HistoricalGrowth(days: spread.days, corrections: spread.corrections)
    }
  }
}

/// Growth by day, gathered from counter after counter.
private struct GrowthSpread {
  private let calendar: DayCalendar
  private var growth: [Double]
  private var counters: [Int]
  private(set) var pairs = 0
  private(set) var corrections = 0

  init(_ calendar: DayCalendar) {
    self.calendar = calendar
    growth = Array(repeating: 0, count: calendar.days.count)
    counters = Array(repeating: 0, count: calendar.days.count)
  }

  mutating func add(_ counter: [HistoricalGrowth.Snapshot]) {
    // By rising value, for of several at one time the last counts.
    let known = counter.compactMap { counted in
      counted.count.map { CountSnapshot(counted.time, $0) }
    }
    let series = CountSeries(known.sorted { $0.count < $1.count })
    guard let rates = Growth.rates(series).value else { return }
    pairs += rates.gains.count + rates.corrections.count
    corrections += rates.corrections.count { !touched($0.start, $0.end).isEmpty }
    // The day from which on the counter is not counted yet: gains follow one another in time, and may share a day.
    var next = 0
    for gain in rates.gains {
      let days = touched(gain.start, gain.end)
      for day in days where day >= next { counters[day] += 1 }
      next = max(next, days.upperBound)
      add(gain.change, gain.start..<gain.end)
    }
  }

  private mutating func add(_ grown: Double, _ time: Range<Timestamp>) {
    guard grown > 0 else { return }
    for day in touched(time.lowerBound, time.upperBound) {
      let part = calendar.days[day].time.clamped(to: time)
      let share =
        part.upperBound.seconds(since: part.lowerBound)
        / time.upperBound.seconds(since: time.lowerBound)
      growth[day] += grown * share
    }
  }

  /// The days that some of the time is in.
  private func touched(_ from: Timestamp, _ to: Timestamp) -> Range<Int> {
    guard let begin = calendar.days.first?.time.lowerBound,
      let end = calendar.days.last?.time.upperBound, from < end, to > begin
    else { return 0..<0 }
    let last = Timestamp(min(to, end).microseconds - 1)
    guard let first = calendar.index(of: max(from, begin)), let last = calendar.index(of: last)
    else { return 0..<0 }
    return first..<last + 1
  }

  var days: [HistoricalGrowth.Day] {
    calendar.days.indices.map { day in
      HistoricalGrowth.Day(
        day: calendar.days[day].day,
        growth: counters[day] > 0 ? growth[day] : nil, counters: counters[day])
    }
  }
}
