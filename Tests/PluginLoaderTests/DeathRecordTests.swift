import HostCore
import MetricSchema
import Testing

@Suite("Death records")
struct DeathRecordTests {
  @Test("The wait doubles from a quarter of a second to five minutes")
  func doubles() {
    var record = DeathRecord()
    var waits: [Int64] = []
    for index in 0..<13 {
      let moment = Timestamp(Int64(index) * 200_000_000)
      if case .restart(let wait) = record.died("aborted", at: moment, jitter: 1) {
        waits.append(wait)
      }
    }
    #expect(
      waits == [
        250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
        300_000,
      ])
  }

  @Test(
    "Jitter moves the wait between its half and its whole",
    arguments: [(0.0, 125), (0.5, 187), (1.0, 250), (-3, 125), (7, 250), (.nan, 250)])
  func jitters(jitter: Double, wait: Int64) {
    var record = DeathRecord()
    let verdict = record.died("aborted", at: Timestamp(0), jitter: jitter)
    #expect(verdict == .restart(afterMs: wait))
  }

  @Test("Five deaths in ten minutes are too many")
  func quarantines() {
    var record = DeathRecord()
    for minute in 0..<4 {
      let verdict = record.died("aborted", at: minutes(minute), jitter: 1)
      #expect(verdict == .restart(afterMs: 250 << Int64(minute)))
    }
    #expect(
      record.died("called socket", at: minutes(9), jitter: 1)
        == .quarantine("died 5 times within 10 minutes; the last time it called socket"))
  }

  @Test("Deaths older than ten minutes do not count")
  func forgets() {
    var record = DeathRecord()
    for minute in 0..<4 { _ = record.died("aborted", at: minutes(minute), jitter: 1) }
    #expect(record.died("aborted", at: minutes(10), jitter: 1) == .restart(afterMs: 4_000))
    #expect(
      record.died("aborted", at: minutes(10), jitter: 1)
        == .quarantine("died 5 times within 10 minutes; the last time it aborted"))
  }

  @Test("Deaths that others saw count, as long as they are in the window")
  func recalls() {
    var record = DeathRecord()
    record.recall([minutes(0), minutes(1), minutes(2), minutes(3)])
    #expect(record.died("aborted", at: minutes(10), jitter: 1) == .restart(afterMs: 250))
    record.recall([minutes(1), minutes(2), minutes(3), minutes(4)])
    #expect(
      record.died("aborted", at: minutes(10), jitter: 1)
        == .quarantine("died 5 times within 10 minutes; the last time it aborted"))
  }

  @Test("A call that worked makes the next wait the first again")
  func recovers() {
    var record = DeathRecord()
    _ = record.died("aborted", at: minutes(0), jitter: 1)
    _ = record.died("aborted", at: minutes(1), jitter: 1)
    record.worked()
    #expect(record.died("aborted", at: minutes(2), jitter: 1) == .restart(afterMs: 250))
  }

  @Test("The ends of time do no harm")
  func extremes() {
    var record = DeathRecord()
    #expect(
      record.died("aborted", at: Timestamp(.min), jitter: 1) == .restart(afterMs: 250))
    #expect(
      record.died("aborted", at: Timestamp(.max), jitter: 1) == .restart(afterMs: 500))
  }

  private func minutes(_ count: Int) -> Timestamp { Timestamp(Int64(count) * 60_000_000) }
}
