extension Definition {
  /// Revenue of coming months under stated assumptions.
  public static let revenueEstimate = Definition("revenue_estimate", .structure)
}

/// The revenue of coming months under assumptions that someone states. No number in it is measured or made up here.
public struct RevenueEstimate: Equatable, Sendable {
  /// What is assumed.
  public struct Assumptions: Equatable, Sendable {
    /// Streams in the month before the first.
    public var monthlyStreams: Double
    /// Income for each stream, in the operator's currency.
    public var perStream: Double
    /// How streams grow from month to month, as a ratio; used between −0.5 and 2.
    public var monthlyGrowth: Double
    /// What all income is multiplied by for the artist's momentum; used between 0.8 and 1.2.
    public var momentumFactor: Double
    /// Income from concerts as a share of that from streams.
    public var concertShare: Double
    /// Income from merchandise as a share of that from streams.
    public var merchandiseShare: Double
    /// How far the low and high scenario lie from the middle one, as a share of it, 0 to 1.
    public var spread: Double

    /// Creates assumptions; each must be stated.
    public init(
      monthlyStreams: Double, perStream: Double, monthlyGrowth: Double, momentumFactor: Double,
      concertShare: Double, merchandiseShare: Double, spread: Double
    ) {
      (self.monthlyStreams, self.perStream) = (monthlyStreams, perStream)
      (self.monthlyGrowth, self.momentumFactor) = (monthlyGrowth, momentumFactor)
      (self.concertShare, self.merchandiseShare) = (concertShare, merchandiseShare)
      self.spread = spread
    }
  }

  /// One month.
  public struct Month: Equatable, Sendable {
    /// Streams.
    public let streams: Double
    /// Income from streams.
    public let streaming: Double
    /// Income from concerts.
    public let concerts: Double
    /// Income from merchandise.
    public let merchandise: Double
    /// All income of the low scenario.
    public let low: Double
    /// All income of the high scenario.
    public let high: Double

    /// All income.
    public var total: Double { streaming + concerts + merchandise }
  }

  /// What was assumed, with growth and momentum moved into their ranges.
  public let assumptions: Assumptions
  /// The months, from the next on.
  public let months: [Month]

  /// All income of all months.
  public var total: Double { months.reduce(0) { $0 + $1.total } }

  /// What the estimate rests on.
  public var reasons: [String] {
    let a = assumptions
    return [
      "Assumed: \(Prose.number(a.monthlyStreams, 0)) streams a month, \(Prose.number(a.perStream, 6)) for each, growing by \(Prose.percent(a.monthlyGrowth)) a month.",
      "Assumed: a factor of \(Prose.number(a.momentumFactor)) for momentum, concerts \(Prose.percent(a.concertShare)) and merchandise \(Prose.percent(a.merchandiseShare)) of the income from streams.",
      "The low and high scenario lie \(Prose.percent(a.spread)) from the middle; they are assumed too.",
    ]
  }

  /// Estimates months, at most 120, from assumptions.
  ///
  /// - Returns: The estimate; unknown where an assumption is negative (growth may be) or not finite, a spread above 1, or the
  ///   sums too large.
  public static func of(_ assumptions: Assumptions, months: Int) -> Finding<Self> {
    Finding(.revenueEstimate) { () throws(Unknown) in
      guard months > 0 else { throw .tooFew(0, needed: 1, of: "months") }
      let a = try assumptions.checked()
      var streams = a.monthlyStreams
      var list: [Month] = []
      for _ in 0..<min(months, 120) {
        streams *= 1 + a.monthlyGrowth
        list.append(Month(streams, a))
      }
      let estimate = Self(assumptions: a, months: list)
      guard estimate.total.isFinite, list.allSatisfy(\.high.isFinite) else {
        throw Unknown(.outOfRange, "the sums are too large to compute with")
      }
      return estimate
    }
  }
}

extension RevenueEstimate.Assumptions {
  fileprivate func checked() throws(Unknown) -> Self {
    let amounts = [
      monthlyStreams, perStream, momentumFactor, concertShare, merchandiseShare, spread,
    ]
    guard amounts.allSatisfy({ $0 >= 0 && $0.isFinite }), monthlyGrowth.isFinite, spread <= 1
    else {
      throw Unknown(.outOfRange, "an assumption is negative, not finite, or a spread above 1")
    }
    var copy = self
    copy.monthlyGrowth = min(max(monthlyGrowth, -0.5), 2)
    copy.momentumFactor = min(max(momentumFactor, 0.8), 1.2)
    return copy
  }
}

extension RevenueEstimate.Month {
  fileprivate init(_ streams: Double, _ a: RevenueEstimate.Assumptions) {
    self.streams = streams
    streaming = streams * a.perStream * a.momentumFactor
    concerts = streaming * a.concertShare
    merchandise = streaming * a.merchandiseShare
    let total = streaming + concerts + merchandise
    low = total * (1 - a.spread)
    high = total * (1 + a.spread)
  }
}
