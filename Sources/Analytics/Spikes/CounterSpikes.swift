public import MetricSchema

extension Definition {
  /// When a counter gained more than expected.
  public static let counterSpikes = Definition("counter_spikes", version: 2, .structure)
}

/// A time in which a counter gained more, or less, than those before it let expect.
public struct CounterSpike: Equatable, Sendable {
  /// When it began: the earlier end of its first interval.
  public let start: Timestamp
  /// When it ended: the later end of its last interval.
  public let end: Timestamp
  /// The gain for each day in the interval that stands out most.
  public let perDay: Double
  /// The lower end of the range expected there, for each day.
  public let low: Double
  /// The upper end of the range expected there, for each day.
  public let high: Double
  /// The median of the earlier gains for each day.
  public let usual: Double
  /// How far it lies beyond the expected range, in widths of that range; above 0, to 1000.
  public let score: Double
  /// Whether it is a rise.
  public let isRise: Bool
  /// How many earlier intervals it was held against.
  public let earlier: Int
  /// What is counted, in the plural.
  public let name: String

  /// What happened.
  public var reasons: [String] {
    let verb = isRise ? "rose by" : "slowed to"
    let past =
      "\(Prose.number(low)) to \(Prose.number(high)) a day, usually \(Prose.number(usual)),"
    return [
      "From \(start) to \(end) \(name) \(verb) \(Prose.number(perDay)) a day, "
        + "where \(past) were expected from \(earlier) earlier intervals."
    ]
  }
}

/// The spikes of a counter.
public struct CounterSpikes: Equatable, Sendable {
  /// The spikes in the order of time.
  public let spikes: [CounterSpike]
  /// How many intervals were watched.
  public let intervals: Int
  /// The intervals that were left out because the counter fell in them.
  public let corrections: [CounterRates.Interval]
  /// How they were found, with each setting in its range; spikes of different settings are not compared.
  public let settings: SpikeSettings
  /// Seconds within which surprises are one spike.
  public let mergeWithin: Double
}

extension Spikes {
  /// The spikes in what a counter gained for each day between its snapshots, which may be uneven in time.
  ///
  /// The gains go through a ``SpikeWatch``, which holds each against those before it alone. What follows a spike within a
  /// while belongs to it. Linear in the number of snapshots.
  ///
  /// - Parameters:
  ///   - series: The snapshots of a counter, such as views.
  ///   - name: What is counted, in the plural, for the reasons.
  ///   - settings: How it watches; the short average and spread are not used, for a spike is a gain.
  ///   - mergeWithin: Seconds within which surprises are one spike, 0 and above; half a day where it is not given.
  /// - Returns: unknown where there are not more intervals without a correction than ``SpikeSettings/warmUp``.
  public static func ofCounter(
    _ series: CountSeries, named name: String = "views", settings: SpikeSettings = .snapshots,
    mergeWithin: Double = 43_200
  ) -> Finding<CounterSpikes> {
    Finding(.counterSpikes) { () throws(Unknown) in
      let rates = try Growth.rates(series).result.get()
      let settings = settings.valid
      let mergeWithin = mergeWithin > 0 ? min(mergeWithin, SpikeWatch.largestValue) : 0
      var single = settings
      let needed = single.warmUp + 1
      (single.average, single.spread) = (0, 0)
      guard rates.gains.count >= needed else {
        throw .tooFew(rates.gains.count, needed: needed, of: "intervals without a correction")
      }
      single.window = min(single.window, rates.gains.count)
      var watch = SpikeWatch(single)
      var found: [Found] = []
      for interval in rates.gains {
        let (usual, earlier) = (watch.median ?? 0, min(watch.observations, single.window))
        let seconds = Double(interval.end.microseconds) / 1e6
        guard
          let surprise = watch.observe(
            interval.perDay, at: seconds, resolution: interval.resolution)
        else { continue }
        let next = Found(
          start: interval.start, end: interval.end, interval: interval, surprise: surprise,
          usual: usual, earlier: earlier)
        if let last = found.last, last.isFollowed(by: next, within: mergeWithin) {
          found[found.count - 1] = last.merged(with: next)
        } else {
          found.append(next)
        }
      }
      return CounterSpikes(
        spikes: found.map { $0.spike(of: name) }, intervals: rates.gains.count,
        corrections: rates.corrections, settings: settings, mergeWithin: mergeWithin)
    }
  }

  /// Surprises that belong together, with the one that stands out most.
  private struct Found {
    var start: Timestamp
    var end: Timestamp
    var interval: CounterRates.Interval
    var surprise: Surprise
    var usual: Double
    var earlier: Int

    func isFollowed(by next: Self, within seconds: Double) -> Bool {
      let gap = Double(next.start.microseconds) - Double(end.microseconds)
      return next.surprise.isRise == surprise.isRise && gap <= seconds * 1e6
    }

    func merged(with next: Self) -> Self {
      var merged = next.surprise.score > surprise.score ? next : self
      (merged.start, merged.end) = (start, next.end)
      return merged
    }

    func spike(of name: String) -> CounterSpike {
      CounterSpike(
        start: start, end: end, perDay: interval.perDay, low: max(surprise.low, 0),
        high: max(surprise.high, 0), usual: usual, score: surprise.score,
        isRise: surprise.isRise, earlier: earlier, name: name)
    }
  }
}
