import Testing

@testable import Analytics

@Suite("Spike watch")
struct SpikeWatchTests {
  /// A wave over the hours of a day with a little noise.
  private func wave(_ hours: Int, seed: UInt64 = 1) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<hours).map { hour in
      let phase = Double(hour % 24) / 24
      return 100 + 400 * phase * (1 - phase) + Double(generator.next() % 1000) / 500
    }
  }

  private func surprises(
    _ values: [Double], _ settings: SpikeSettings = .stream, every seconds: Double = 3600
  ) -> [(index: Int, surprise: Surprise)] {
    var watch = SpikeWatch(settings)
    return values.enumerated().compactMap { index, value in
      watch.observe(value, at: Double(index) * seconds).map { (index, $0) }
    }
  }

  @Test("a value far above all before it surprises, with its range and score")
  func value() throws {
    var values = wave(480)
    values[400] = 500
    let found = try #require(surprises(values).first { $0.index == 400 }?.surprise)
    #expect(found.isRise)
    #expect(found.score >= 1)
    #expect(found.observed > found.high && found.low < found.high)
  }

  @Test("a value that is usual, but not at this hour, surprises by its period alone")
  func period() throws {
    var values = wave(480)
    values[12 + 24 * 17] = values[24 * 17]
    let found = try #require(surprises(values).first { $0.index == 12 + 24 * 17 }?.surprise)
    #expect(found.view == .period)
    #expect(!found.isRise)
    #expect(found.observed == values[24 * 17])
    var without = SpikeSettings.stream
    (without.period, without.average) = (nil, 0)
    #expect(!surprises(values, without).contains { $0.index == 12 + 24 * 17 })
  }

  @Test("the difference of two rounded values is off by twice what one may be")
  func roundedPeriod() {
    func isSurprise(_ extra: Double) -> Bool {
      var settings = SpikeSettings.stream
      (settings.average, settings.spread) = (0, 0)
      var watch = SpikeWatch(settings)
      for hour in 0..<480 {
        let value = Double(hour % 24) * 50
        _ = watch.observe(value, at: Double(hour) * 3600, resolution: 10)
      }
      return watch.observe(extra, at: 480 * 3600, resolution: 10) != nil
    }
    #expect(!isSurprise(15) && !isSurprise(20))
    #expect(isSurprise(25))
  }

  @Test("a small lasting shift shows in the average, and calm in the spread")
  func shortViews() throws {
    var generator = SeededGenerator(seed: 9)
    var values = (0..<900).map { _ in Double(generator.next() % 1000) }
    for index in 600..<640 { values[index] = 700 + values[index] * 0.25 }
    let shift = surprises(values).filter { (600..<640).contains($0.index) }
    #expect(shift.contains { $0.surprise.view == .average && $0.surprise.isRise })
    for index in 600..<900 { values[index] = 500 }
    let calm = surprises(values).filter { $0.index >= 600 }
    #expect(calm.contains { $0.surprise.view == .spread && !$0.surprise.isRise })
  }

  @Test("after a surprise there is quiet, and without it the next observation may surprise again")
  func quiet() {
    var values = wave(600)
    for index in 500..<520 { values[index] = 1000 + Double(index * index) }
    #expect(surprises(values).filter { $0.index >= 500 && $0.index < 511 }.count == 1)
    var settings = SpikeSettings.stream
    (settings.quietShare, settings.leastQuiet) = (0, 0)
    #expect(surprises(values, settings).filter { $0.index >= 500 && $0.index < 511 }.count > 1)
  }

  @Test("falls surprise only where they are watched")
  func falls() {
    var values = wave(480)
    values[400] = -500
    var settings = SpikeSettings.stream
    (settings.spread, settings.quietShare, settings.leastQuiet) = (0, 0, 0)
    let both = surprises(values, settings)
    #expect(both.contains { $0.index == 400 && !$0.surprise.isRise })
    settings.watchesFalls = false
    #expect(!surprises(values, settings).contains { $0.index == 400 })
  }

  @Test("an observation is judged by those before it alone")
  func causal() {
    let values = wave(400, seed: 4) + [900] + wave(100, seed: 5)
    let all = surprises(values)
    for end in [50, 300, 401, 450] {
      let part = surprises(Array(values.prefix(end)))
      #expect(part.map(\.index) == all.map(\.index).filter { $0 < end })
      #expect(part.map(\.surprise) == all.prefix(part.count).map(\.surprise))
    }
  }

  @Test("multiplying all values by a power of two changes no score")
  func scale() {
    let values = wave(400, seed: 6) + [900] + wave(100, seed: 7)
    let all = surprises(values)
    #expect(!all.isEmpty)
    let scaled = surprises(values.map { $0 * 1024 })
    #expect(scaled.map(\.index) == all.map(\.index))
    #expect(scaled.map(\.surprise.score) == all.map(\.surprise.score))
  }

  @Test("a spike does not hide one of its size soon after")
  func masking() {
    var values = wave(700)
    values[400] = 5_000
    values[650] = 5_000
    let indices = surprises(values).map(\.index)
    #expect(indices.contains(400) && indices.contains(650))
  }

  @Test("a series without change surprises when it changes; a floor holds that down")
  func flat() {
    let values = Array(repeating: 100.0, count: 100) + [101]
    #expect(surprises(values).map(\.surprise.score) == [ExpectedRange.largestScore])
    var settings = SpikeSettings.stream
    (settings.floor, settings.average, settings.spread) = (0.5, 0, 0)
    #expect(surprises(values, settings).isEmpty)
  }

  @Test(
    "what is not finite or too large is passed over, and any settings are moved into their range")
  func hostile() {
    var settings = SpikeSettings()
    (settings.window, settings.warmUp, settings.tail) = (-1, -1, .nan)
    (settings.margin, settings.floor, settings.period) = (.nan, -.infinity, -.infinity)
    (settings.average, settings.spread) = (.max, .max)
    (settings.quietShare, settings.leastQuiet) = (.nan, .min)
    let seed: UInt64 = 21
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for settings in [settings, .stream, .snapshots] {
      var watch = SpikeWatch(settings)
      #expect(watch.observe(.nan, at: 0) == nil)
      #expect(watch.observe(1, at: .infinity) == nil)
      #expect(watch.observe(1e200, at: 0) == nil)
      #expect(watch.observations == 0)
      for _ in 0..<5_000 {
        let value = Double(bitPattern: generator.next())
        let time = Double(generator.next() % 1_000_000)
        guard let found = watch.observe(value, at: time, resolution: .nan) else { continue }
        #expect(found.score.isFinite && found.score >= 0 && found.score <= 1000)
        #expect(found.low.isFinite && found.high.isFinite && found.observed.isFinite)
      }
    }
  }
}
