import MetricSchema
import Testing

@testable import Analytics

@Suite("Spikes of counters")
struct CounterSpikesTests {
  /// A counter that gains about 1000 a day, counted at uneven times, with more where `extra` says so.
  private func series(
    _ intervals: Int, step: Int64 = 1, extra: (Int) -> Int64 = { _ in 0 }
  ) -> CountSeries {
    var (time, count) = (0.0, Int64(50_000))
    var snapshots = [CountSnapshot(moment(0), count, step: step)]
    for index in 0..<intervals {
      let days = [0.25, 0.5, 0.75, 1][index % 4]
      time += days
      count += Int64(days * Double(1000 + index % 5 * 20)) + extra(index)
      snapshots.append(CountSnapshot(moment(time), count / step * step, step: step))
    }
    return CountSeries(snapshots)
  }

  @Test("a jump is one spike with its times, its range and a sentence")
  func jump() throws {
    let found = try #require(
      Spikes.ofCounter(series(30) { $0 == 20 || $0 == 21 ? 8_000 : 0 }).value)
    #expect(found.intervals == 30)
    let spike = try #require(found.spikes.first)
    #expect(found.spikes.count == 1)
    #expect(spike.start == moment(12.5) && spike.end == moment(13.25))
    #expect(spike.perDay == 33_000)
    #expect(spike.low == 1000 && spike.high == 1080 && spike.usual == 1040)
    #expect(spike.isRise && spike.earlier == 20)
    #expect(
      spike.reasons
        == [
          "From 2026-01-13T12:00:00Z to 2026-01-14T06:00:00Z views rose by 33000 a day, where 1000 to 1080 a day, "
            + "usually 1040, were expected from 20 earlier intervals."
        ])
  }

  @Test("spikes that come again and again are all found, and do not raise what is expected")
  func recurring() throws {
    var counts: [Int64] = [0]
    for day in 1...600 {
      let gain = day % 60 == 0 ? 1000 : 90 + day * 8 % 21
      counts.append(counts[day - 1] + Int64(gain))
    }
    let found = try #require(Spikes.ofCounter(daily(counts)).value)
    #expect(found.spikes.count == 10)
    #expect(found.spikes.allSatisfy { $0.perDay == 1000 && (108...111).contains($0.high) })
  }

  @Test("steady gains at uneven times have no spike, and falling ones neither")
  func steady() {
    #expect(Spikes.ofCounter(series(60)).value?.spikes.isEmpty == true)
    let slowing = series(40) { -Int64($0) * 4 }
    #expect(Spikes.ofCounter(slowing).value?.spikes.isEmpty == true)
  }

  @Test("what the rounding of a count can make of steady gains is no spike")
  func rounded() {
    #expect(Spikes.ofCounter(series(60, step: 1000)).value?.spikes.isEmpty == true)
    let jump = series(60, step: 1000) { $0 == 40 ? 50_000 : 0 }
    #expect(Spikes.ofCounter(jump).value?.spikes.count == 1)
  }

  @Test("corrections are left out and reported, and what follows them is no spike")
  func corrections() throws {
    let found = try #require(Spikes.ofCounter(series(40) { $0 == 25 ? -9_000 : 0 }).value)
    #expect(found.spikes.isEmpty)
    #expect(found.corrections.count == 1)
    #expect(found.intervals == 39)
  }

  @Test("falls are found where they are asked for, and said so")
  func falls() throws {
    var settings = SpikeSettings.snapshots
    settings.watchesFalls = true
    let slowed = series(40) { $0 == 31 ? -1000 : 0 }
    let spike = try #require(
      Spikes.ofCounter(slowed, named: "likes", settings: settings).value?.spikes.first)
    #expect(!spike.isRise && spike.perDay == 20)
    #expect(spike.reasons[0].contains("likes slowed to 20 a day"))
  }

  @Test("too few intervals are unknown")
  func few() {
    #expect(Spikes.ofCounter(series(8)).unknown?.kind == .tooFew)
    #expect(Spikes.ofCounter(CountSeries([])).unknown?.kind == .noData)
    #expect(Spikes.ofCounter(series(9)).value?.intervals == 9)
  }

  @Test("the largest counts and times give a result, never a trap")
  func extremes() {
    let seed: UInt64 = 13
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let series = CountSeries(
        (0..<30).map { _ in
          CountSnapshot(
            Timestamp(Int64(bitPattern: generator.next())), Int64(bitPattern: generator.next()),
            step: Int64(bitPattern: generator.next()))
        })
      for spike in Spikes.ofCounter(series).value?.spikes ?? [] {
        #expect(spike.score.isFinite && spike.perDay.isFinite && spike.high.isFinite)
      }
      for test in Spikes.latest(in: [series]).value?.tests ?? [] {
        #expect((0...1).contains(test.probability) && test.perDay.isFinite && test.usual.isFinite)
      }
    }
  }

  @Test("of many counters those that jumped are found, and chance is held down")
  func latest() throws {
    let jumped = series(20) { $0 == 19 ? 40_000 : 0 }
    let many = (0..<30).map { $0 % 10 == 4 ? jumped : series(20) } + [series(3)]
    let found = try #require(Spikes.latest(in: many).value)
    #expect(found.tests.filter(\.isSpike).map(\.series) == [4, 14, 24])
    #expect(found.untested == 1)
    #expect(found.tests.allSatisfy { $0.adjusted >= $0.probability })
    #expect(abs(found.tests[0].usual - 1039) < 2)
  }

  @Test("a rounded count that takes its first step after standing still is no spike; two steps are")
  func latestRounded() {
    let still = Array(repeating: Int64(50_000), count: 8)
    func isSpike(_ latest: Int64, step: Int64) -> Bool? {
      Spikes.latest(in: [daily(still + [latest], step: step)]).value?.tests.first?.isSpike
    }
    #expect(isSpike(51_000, step: 1000) == false)
    #expect(isSpike(52_000, step: 1000) == true)
    #expect(isSpike(51_000, step: 1) == true)
  }

  @Test("any settings give a result, and the reason names the number that was asked for")
  func settings() {
    var settings = SpikeSettings.snapshots
    settings.warmUp = .max
    let counter = series(30) { $0 == 20 ? 8_000 : 0 }
    #expect(
      Spikes.ofCounter(counter, settings: settings).unknown
        == .tooFew(30, needed: 1501, of: "intervals without a correction"))
    (settings.window, settings.warmUp) = (5, 10)
    let found = Spikes.ofCounter(counter, settings: settings, mergeWithin: 60).value
    #expect(found?.settings == settings.valid && found?.mergeWithin == 60)
    #expect(Spikes.ofCounter(counter).value?.settings == .snapshots)
    let spike = found?.spikes.first
    #expect(spike?.perDay == 33_000 && spike?.earlier == 5)
  }

  @Test("the probability of a latest gain is that of scipy.stats.t for a new observation")
  func probability() throws {
    let counts = [100, 120, 90, 110, 80, 110, 150].reduce(into: [Int64(0)]) { counts, gain in
      counts.append(counts[counts.count - 1] + gain)
    }
    let test = try #require(Spikes.latest(in: [daily(counts)]).value?.tests.first)
    #expect(abs(test.probability - 0.028362240254291765) < 1e-12)
    #expect(abs(test.usual - 100.75283513901906) < 1e-9)
    #expect(test.isSpike)
    // Beside nine counters that did as before it is no longer below one in twenty.
    let usual = daily(Array(counts.dropLast()) + [counts[6] + 100])
    let many = try #require(
      Spikes.latest(in: [daily(counts)] + Array(repeating: usual, count: 9)).value)
    #expect(many.tests[0].probability < 0.05 && !many.tests[0].isSpike)
  }

  @Test("a counter whose latest interval was corrected is not tested")
  func latestCorrected() {
    let corrected = series(20) { $0 == 19 ? -9_000 : 0 }
    #expect(Spikes.latest(in: [corrected]).unknown?.kind == .tooFew)
    #expect(Spikes.latest(in: []).unknown?.kind == .tooFew)
    #expect(Spikes.latest(in: [corrected], falseDiscoveryRate: 1).unknown?.kind == .outOfRange)
  }
}
