import HostCore
import MetricSchema
import Testing

@Suite("Death records")
struct DeathRecordTests {
  @Test("Five deaths in ten minutes are too many")
  func quarantines() {
    var record = DeathRecord()
    for minute in 0..<4 { #expect(record.died("aborted", at: minutes(minute)) == nil) }
    #expect(
      record.died("called socket", at: minutes(9))
        == "died 5 times within 10 minutes; the last time it called socket")
  }

  @Test("Deaths older than ten minutes do not count")
  func forgets() {
    var record = DeathRecord()
    for minute in 0..<4 { _ = record.died("aborted", at: minutes(minute)) }
    #expect(record.died("aborted", at: minutes(10)) == nil)
    #expect(
      record.died("aborted", at: minutes(10))
        == "died 5 times within 10 minutes; the last time it aborted")
  }

  @Test("Deaths that others saw count, as long as they are in the window")
  func recalls() {
    var record = DeathRecord()
    record.recall([minutes(0), minutes(1), minutes(2), minutes(3)])
    #expect(record.died("aborted", at: minutes(10)) == nil)
    record.recall([minutes(1), minutes(2), minutes(3), minutes(4)])
    #expect(
      record.died("aborted", at: minutes(10))
        == "died 5 times within 10 minutes; the last time it aborted")
  }

  @Test("The ends of time do no harm")
  func extremes() {
    var record = DeathRecord()
    #expect(record.died("aborted", at: Timestamp(.min)) == nil)
    #expect(record.died("aborted", at: Timestamp(.max)) == nil)
  }

  private func minutes(_ count: Int) -> Timestamp { Timestamp(Int64(count) * 60_000_000) }
}
