import MetricSchema
import ProviderTesting
import Testing
import YouTubeProvider

@Suite("YouTube pagination")
struct PaginationTests {
  @Test("Hands on the vendor's limits")
  func hints() throws {
    let folder = try #require(CaseFolder.all().first { $0.name == "vendor-resolve-posts" })
    let hint = try #require(try folder.run(providers).hints.first)
    #expect(hint.remaining == 299)
    #expect(hint.limit == 300)
    #expect(hint.resetAfterMs == 2_640_873_000)
  }

  @Test(
    "Ends where a page points at itself, is empty, is old or is the last",
    arguments: [
      "data-posts-uploads-last", "data-posts-uploads-since", "data-posts-uploads-stuck",
      "vendor-posts-empty", "vendor-posts-shorts", "vendor-posts-since", "vendor-posts-stuck",
      "vendor-search-all-old", "data-comments-since", "feed-posts",
    ])
  func ends(name: String) throws {
    let folder = try #require(CaseFolder.all().first { $0.name == name })
    let pages = try folder.run(providers).requests.filter { $0.role != .detail }
    #expect(pages.isEmpty)
  }

  @Test("Puts a cursor that is too long for an address into a header")
  func longToken() throws {
    let folder = try #require(CaseFolder.all().first { $0.name == "vendor-posts-long-token" })
    let next = try #require(try folder.run(providers).requests.first)
    #expect(next.query("token") == nil)
    #expect(next.headers.map(\.name) == ["x-token"])
    #expect(next.headers[0].value.utf8.count == 2004)
  }

  @Test("Reads 120 posts of a handle for one look-up and two units a page")
  func units() throws {
    let job = FetchJob(.posts, [Subject("@alice")])
    let harness = try ProviderHarness("youtube.data", of: providers)
    var waiting = harness.plan(job).requests
    var calls: [String: Int] = [:]
    var ids: Set<String> = []
    while let request = waiting.popLast() {
      calls[request.call ?? "", default: 0] += 1
      let found = harness.parse(
        Array(uploadsOfAlice(request).utf8), to: request, of: job)
      ids.formUnion(found.posts.compactMap(\.id))
      waiting += found.requests
    }
    #expect(calls == ["channels.list": 1, "playlistItems.list": 3, "videos.list": 3])
    #expect(ids == Set((0..<120).map { "video\($0)" }))
  }

  /// A channel with 120 uploads, as the API would show it.
  private func uploadsOfAlice(_ request: ProviderRequest) -> String {
    let items: [String]
    var next = ""
    switch request.call {
    case "channels.list":
      items = [
        #"{"id":"UCaliceExampleChannel001","contentDetails":{"relatedPlaylists":{"uploads":"UUalice"}}}"#
      ]
    case "playlistItems.list":
      let start = request.query("pageToken").flatMap(Int.init) ?? 0
      let end = min(start + 50, 120)
      items = (start..<end).map { #"{"contentDetails":{"videoId":"video\#($0)"}}"# }
      if end < 120 { next = #""nextPageToken":"\#(end)","# }
    default:
      items = (request.query("id") ?? "").split(separator: ",").map { #"{"id":"\#($0)"}"# }
    }
    return #"{"kind":"youtube#listResponse",\#(next)"items":[\#(items.joined(separator: ","))]}"#
  }
}
