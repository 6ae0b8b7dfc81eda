import MetricSchema
import Testing

@testable import Analytics

@Suite("Posting rhythm")
struct PostingRhythmTests {
  private let period = moment(2026, 11, 2)..<moment(2026, 11, 16)

  @Test("a post at noon of every day is as even as can be")
  func even() throws {
    let posts = (2..<16).map { moment(2026, 11, $0, 12) }.reversed()
    let rhythm = try #require(
      PostingRhythm.of(Array(posts), within: period, in: .utc).value)
    #expect(rhythm.posts == 14)
    #expect(rhythm.perWeek == 7)
    #expect(rhythm.activeDays == 1)
    #expect(rhythm.medianGap == 86_400)
    #expect(rhythm.longestSilence == 86_400)
    #expect(rhythm.burstiness == -1)
    #expect(
      rhythm.reasons == [
        "14 posts, 7 a week, on 100 % of the days.", "The median time between posts is 24 hours.",
        "The longest time without a post is 24 hours.",
        "Burstiness is -1, where -1 is like clockwork and 0 as by chance.",
      ])
  }

  @Test("bursts are uneven, and posts outside of the period do not count")
  func bursts() throws {
    let posts = [moment(2026, 11, 1), moment(2026, 11, 16)]
    let burst = (0..<10).map { moment(2026, 11, 3, 12, $0) } + [moment(2026, 11, 13)]
    let rhythm = try #require(PostingRhythm.of(posts + burst, within: period, in: .utc).value)
    #expect(rhythm.posts == 11)
    #expect(rhythm.activeDays == 2.0 / 14)
    #expect(rhythm.medianGap == 60)
    #expect(try #require(rhythm.burstiness) > 0.4)
    #expect(rhythm.longestSilence == moment(2026, 11, 13).seconds(since: burst[9]))
  }

  @Test("burstiness is that of the gaps taken for the whole")
  func burstiness() throws {
    // Gaps of 1 and 3 hours: mean 2, deviation 1.
    let posts = [moment(2026, 11, 5, 0), moment(2026, 11, 5, 1), moment(2026, 11, 5, 4)]
    let found = PostingRhythm.of(posts, within: period, in: .utc).value?.burstiness
    #expect(abs(try #require(found) - -1.0 / 3) < 1e-12)
  }

  @Test("no posts are a known zero, with a silence as long as the period")
  func none() throws {
    let rhythm = try #require(PostingRhythm.of([], within: period, in: .utc).value)
    #expect(rhythm.posts == 0)
    #expect(rhythm.perWeek == 0)
    #expect(rhythm.medianGap == nil)
    #expect(rhythm.burstiness == nil)
    #expect(rhythm.longestSilence == 14 * 86_400)
  }

  @Test("days are those of the zone")
  func zones() throws {
    let posts = [moment(2026, 11, 3, 22, 30), moment(2026, 11, 3, 23, 30)]
    let berlin = try makeBerlin()
    #expect(PostingRhythm.of(posts, within: period, in: .utc).value?.activeDays == 1.0 / 14)
    #expect(PostingRhythm.of(posts, within: period, in: berlin).value?.activeDays == 2.0 / 15)
  }

  @Test("a period without length or beyond the calendar is refused")
  func periods() {
    let now = moment(2026, 1, 1)
    #expect(PostingRhythm.of([now], within: now..<now, in: .utc).unknown?.kind == .noData)
    let endless = Timestamp(.min)..<Timestamp(.max)
    #expect(PostingRhythm.of([now], within: endless, in: .utc).unknown?.kind == .outOfRange)
  }

  @Test("posts that are all at one moment have no burstiness")
  func once() {
    let posts = [Timestamp](repeating: moment(2026, 11, 5), count: 5)
    let rhythm = PostingRhythm.of(posts, within: period, in: .utc).value
    #expect(rhythm?.medianGap == 0)
    #expect(rhythm != nil && rhythm?.burstiness == nil)
  }
}
