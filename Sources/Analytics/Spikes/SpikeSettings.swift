/// How a ``SpikeWatch`` watches. The same settings serve every series; none is fitted to one.
public struct SpikeSettings: Hashable, Sendable {
  /// How many observations the expected range rests on; 2 to ``RollingOrder/largestWindow``.
  public var window = 1_500
  /// How many observations are seen before the first can surprise; 2 to ``window``.
  public var warmUp = 10
  /// The share of the window left out at each end of the expected range of the value; 0 to below 0.5.
  public var tail = 0.0
  /// How far beyond the expected range a surprise lies, in widths of that range; 0 and above.
  public var margin = 0.055
  /// The least width of the expected range, as a share of its larger end; 0 and above.
  public var floor = 0.0
  /// How many observations the short average has; 0 or 1 turns it off.
  public var average = 20
  /// How many observations the short spread, highest less lowest, has; 0 or 1 turns it off.
  public var spread = 50
  /// The seconds after which a series may repeat itself; `nil` turns the comparison with the last time off.
  public var period: Double? = 86_400
  /// After a surprise, the share of all observations so far that passes before the next; 0 to 1.
  public var quietShare = 0.03
  /// After a surprise, the least number of observations that pass before the next.
  public var leastQuiet = 10
  /// Whether values below the expected range surprise too.
  public var watchesFalls = true

  /// The settings for a stream of measurements, which are those of the benchmark.
  public static let stream = Self()

  /// The settings for the gains of a counter between snapshots: few, uneven in time, and only rises are spikes. The range
  /// leaves out 2 % at each end, or every spike would raise it for the next.
  public static let snapshots: Self = {
    var settings = Self()
    (settings.warmUp, settings.tail) = (8, 0.02)
    (settings.margin, settings.floor) = (0.5, 0.1)
    (settings.average, settings.spread) = (0, 0)
    (settings.quietShare, settings.leastQuiet) = (0, 0)
    settings.watchesFalls = false
    return settings
  }()

  /// Creates the settings of ``stream``.
  public init() {}

  /// These settings with each one moved into its range.
  var valid: Self {
    var settings = self
    settings.window = min(max(window, 2), RollingOrder.largestWindow)
    settings.warmUp = min(max(warmUp, 2), settings.window)
    settings.tail = tail > 0 ? min(tail, 0.49) : 0
    settings.margin = margin > 0 ? margin : 0
    settings.floor = floor > 0 ? floor : 0
    settings.average = min(max(average, 0), settings.window)
    settings.spread = min(max(spread, 0), settings.window)
    settings.period = period.flatMap { $0 > 0 && $0 < .infinity ? $0 : nil }
    settings.quietShare = quietShare > 0 ? min(quietShare, 1) : 0
    settings.leastQuiet = max(leastQuiet, 0)
    return settings
  }
}
