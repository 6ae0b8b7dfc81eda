import MetricSchema

@testable import Analytics

/// Series of which other programs' results are known (Hyndman and Athanasopoulos, "Forecasting: Principles and Practice").
enum KnownSeries {
  /// Oil production in Saudi Arabia, 1996 to 2007.
  static let oil = [
    446.6565, 454.4733, 455.663, 423.6322, 456.2713, 440.5881, 425.3325, 485.1494, 506.0482,
    526.792, 514.2689, 494.211,
  ]
  /// Air passengers in Australia, 1990 to 2004.
  static let air = [
    17.5534, 21.86, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797,
    32.577569, 33.477398, 39.021581, 41.386432, 41.596552,
  ]
  /// Nights of tourists in Australia, quarters of 2005 to 2010.
  static let tourists = [
    41.727458, 24.04185, 32.328103, 37.328708, 46.213153, 29.346326, 36.48291, 42.977719,
    48.901525, 31.180221, 37.717881, 40.420211, 51.206863, 31.887228, 40.978263, 43.772491,
    55.558567, 33.850915, 42.076383, 45.642292, 59.76678, 35.191877, 44.319737, 47.913736,
  ]
  /// The Nile's volume at Aswan, 1871 to 1970.
  static let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
  ]

  /// The values at noon of consecutive days from 2026-01-01.
  static func days(_ values: [Double?]) -> [(time: Timestamp, value: Double?)] {
    let start = Timestamp(year: 2026, month: 1, day: 1, hour: 12)!.microseconds
    return values.enumerated().map {
      (time: Timestamp(start + Int64($0) * 86_400_000_000), value: $1)
    }
  }

  /// A series with a weekly season, a wandering level and noise; positive.
  static func week(_ length: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    let terms = (0..<7).map { _ in Double.random(in: -150...150, using: &generator) }
    var level = 1000.0
    return (0..<length).map { day in
      level += Double.random(in: -15...20, using: &generator)
      return level + terms[day % 7] + Double.random(in: -60...60, using: &generator)
    }
  }
}

/// Whether the lists agree to `tolerance`, relative to the larger of 1 and the value.
func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-6) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
