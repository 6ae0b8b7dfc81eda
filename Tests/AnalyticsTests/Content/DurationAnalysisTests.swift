import Testing

@testable import Analytics

@Suite("Duration analysis")
struct DurationAnalysisTests {
  private func makeVideo(_ seconds: Double?, views: Int64?) -> ContentPost {
    makePost("v", views: views) { $0.duration = seconds }
  }

  @Test("a range includes its lower end and not its upper, and empty ranges are left out")
  func ends() throws {
    let videos = [
      makeVideo(4.999, views: 10), makeVideo(5, views: 20), makeVideo(9.9, views: 40),
      makeVideo(60, views: 1), makeVideo(1e9, views: 3),
    ]
    let found = try #require(DurationAnalysis.of(videos).value)
    #expect(found.buckets.map(\.range) == ["0-5", "5-10", "60+"])
    #expect(found.buckets.map(\.posts) == [1, 2, 2])
    #expect(found.buckets.map(\.mean) == [10, 30, 2])
    #expect(found.buckets[2].to == nil)
    #expect(found.leftOut == 0)
  }

  @Test("one viral video moves the mean and not the median")
  func viral() throws {
    let videos = (1...9).map { makeVideo(15, views: $0) } + [makeVideo(15, views: 1_000_000)]
    let bucket = try #require(DurationAnalysis.of(videos).value?.buckets.first)
    #expect(bucket.mean == 100_004.5)
    #expect(bucket.median == 5.5)
  }

  @Test("videos of unknown or impossible length, and without the number, are left out")
  func unknown() throws {
    let broken = [
      makeVideo(nil, views: 1), makeVideo(.nan, views: 1), makeVideo(-1, views: 1),
      makeVideo(.infinity, views: 1), makeVideo(3, views: nil), makeVideo(3, views: -1),
    ]
    #expect(DurationAnalysis.of(broken).unknown?.kind == .noData)
    let found = try #require(DurationAnalysis.of(broken + [makeVideo(3, views: 0)]).value)
    #expect(found.leftOut == 6)
    #expect(found.buckets.map(\.mean) == [0])
  }
}
