import MetricSchema
import ProviderSDK
import Testing

@Suite("Counts as people write them")
struct CountTextTests {
  @Test(
    "Whole numbers with and without separators are exact",
    arguments: [
      ("0", 0), ("7", 7), ("1234", 1234), ("1,234", 1234), ("1.234", 1234), ("1 234", 1234),
      ("1\u{A0}234", 1234), ("1\u{202F}234", 1234), ("1'234", 1234), ("1’234", 1234),
      ("1,234,567", 1_234_567), ("1.234.567", 1_234_567), ("12,34,567", 1_234_567),
      ("1 234 567 Aufrufe", 1_234_567), ("1,234 views", 1234), ("Views: 1,234.", 1234),
      ("12回視聴", 12), ("9,223,372,036,854,775,807", .max), ("No views", 0), ("no comments yet", 0),
    ] as [(String, Int64)])
  func exact(text: String, count: Int64) {
    let read = CountText(text)
    #expect(read?.count == count)
    #expect(read?.provenance == .exact)
  }

  @Test(
    "Abbreviated numbers are rounded to the last digit that was written",
    arguments: [
      ("1.2M", 1_200_000, 100_000), ("1,2M", 1_200_000, 100_000), ("25 Tsd.", 25_000, 1000),
      ("895k views", 895_000, 1000), ("1.2K", 1200, 100), ("1,2 Mio.", 1_200_000, 100_000),
      ("1.2 lakh", 120_000, 10_000), ("3.45 crore", 34_500_000, 100_000),
      ("2 Mrd.", 2_000_000_000, 1_000_000_000),
      ("1.234K", 1234, 1), ("1M", 1_000_000, 1_000_000),
      ("12.3B views", 12_300_000_000, 100_000_000),
      ("1.5 million", 1_500_000, 100_000), ("4 mil", 4000, 1000),
      ("1,5 mil M", 1_500_000_000, 100_000_000),
      ("2 mill.", 2_000_000, 1_000_000), ("3,4 тыс.", 3400, 100), ("5 млн", 5_000_000, 1_000_000),
      ("1.2万回視聴", 12_000, 1000), ("3.4億", 340_000_000, 10_000_000), ("1.5만회", 15_000, 1000),
      ("2 करोड़", 20_000_000, 10_000_000), ("1.234,5 Mio.", 1_234_500_000, 100_000),
      ("1,234.5K", 1_234_500, 100), ("+2.5K", 2500, 100), ("1.2m", 1_200_000, 100_000),
    ] as [(String, Int64, Int64)])
  func rounded(text: String, count: Int64, step: Int64) {
    let read = CountText(text)
    #expect(read?.count == count)
    #expect(read?.provenance == .rounded(step: step))
  }

  @Test(
    "What is no count is not guessed",
    arguments: [
      "", " ", "views", "none", "nothing", "K", "…", "-", "4.5", "4,5 stars", "1.2 zillion",
      "1.2Mviews",
      "5th", "3D", "9,223,372,036,854,775,808", "9999999999999B", "99999999999999999999",
      "1.0000000000000000001M", "٣", "१२", "1.2.3.4.5.6.7 M x",
    ])
  func notCounts(text: String) { #expect(CountText(text) == nil, "\(text)") }

  @Test("A count that cannot be read is absent for the reason given")
  func unreadable() {
    var metrics = Metrics()
    metrics.set(.views, text: "a lot", otherwise: .notReported)
    metrics.set(.likes, text: nil, otherwise: .hidden)
    metrics.set(.shares, text: nil)
    metrics.set(.comments, text: "1.2K")
    #expect(metrics[.views] == Measure(.views, nil, .notReported))
    #expect(metrics[.likes] == Measure(.likes, nil, .hidden))
    #expect(metrics[.shares] == nil)
    #expect(metrics[.comments] == Measure(.comments, 1200, .rounded(step: 100)))
  }

  @Test(
    "A number that was shown with three digits is rounded where its end is zeros",
    arguments: [
      (0, nil), (999, nil), (1000, 10), (1010, 10), (1011, nil), (123_000, 1000), (123_456, nil),
      (1_230_000, 10_000), (-5, nil), (.max, nil),
      (9_220_000_000_000_000_000, 10_000_000_000_000_000),
    ] as [(Int64, Int64?)])
  func digits(count: Int64, step: Int64?) {
    var metrics = Metrics()
    metrics.set(.followers, count, roundedTo: 3)
    let provenance = step.map { Provenance.rounded(step: $0) } ?? .exact
    #expect(metrics[.followers] == Measure(.followers, count, provenance))
  }

  @Test(
    "A number that was abbreviated above 10,000 is rounded where its end is zeros",
    arguments: [
      (9_999, nil), (9_900, nil), (207_900, 100), (207_901, nil), (1_400_000, 100_000),
      (1_450_000, nil),
      (2_300_000_000, 100_000_000), (-100, nil), (0, nil),
    ] as [(Int64, Int64?)])
  func abbreviated(count: Int64, step: Int64?) {
    var metrics = Metrics()
    metrics.set(.likes, abbreviated: count)
    let provenance = step.map { Provenance.rounded(step: $0) } ?? .exact
    #expect(metrics[.likes] == Measure(.likes, count, provenance))
  }
}
