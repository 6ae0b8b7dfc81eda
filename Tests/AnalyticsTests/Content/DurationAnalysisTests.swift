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

  @Test("videos on YouTube have ranges of their own until its amendment is accepted")
  func youTube() throws {
    let videos = [
      makeVideo(3, views: 10), makePost("y", "youtube.bob", views: 90) { $0.duration = 3 },
    ]
    let apart = try #require(DurationAnalysis.of(videos).value)
    #expect(apart.buckets.map(\.mean) == [10])
    #expect(apart.youTube.map(\.mean) == [90])
    #expect(apart.leftOut == 0)
    let merged = DurationAnalysis.of(videos, youTube: .derivedMetricsAccepted).value
    #expect(merged?.buckets.map(\.mean) == [50])
    #expect(merged?.youTube.isEmpty == true)
    let only = try #require(DurationAnalysis.of([videos[1]]).value)
    #expect(only.buckets.isEmpty && only.youTube.count == 1)
  }

  @Test("the length with the largest median is told, of those with five posts")
  func reasons() throws {
    let videos =
      (1...5).map { makeVideo(15, views: $0) } + (1...5).map { makeVideo(25, views: $0 * 10) }
      + [makeVideo(3, views: 9000), makeVideo(nil, views: 1)]
    #expect(
      try #require(DurationAnalysis.of(videos).value).reasons == [
        "Posts of 20-30 seconds do best: a median of 30 views over 5 posts, of 2 ranges with 5 posts or more.",
        "Posts in no range, because their length or number is unknown: 1.",
      ])
    #expect(
      DurationAnalysis.of([videos[0]]).value?.reasons == [
        "No range of length has 5 posts to say how it does."
      ])
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
