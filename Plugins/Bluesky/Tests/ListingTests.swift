import BlueskyProvider
import MetricSchema
import ProviderTesting
import Testing

@Suite("Bluesky listings")
struct ListingTests {
  private func harness() throws -> ProviderHarness {
    try ProviderHarness("bluesky.appview", of: providers)
  }

  private func item(_ key: Int) -> String {
    #"{"post":{"uri":"at://did:plc:bob/app.bsky.feed.post/\#(key)","record":{"text":""}}}"#
  }

  @Test("Follows the cursor through all pages and then ends")
  func pages() throws {
    let job = FetchJob(.posts, [Subject("bob.example.com")])
    let harness = try harness()
    var waiting = harness.plan(job).requests
    var keys: [String?] = []
    while let request = waiting.popLast() {
      let page = request.query("cursor").flatMap(Int.init) ?? 0
      let cursor = page < 3 ? #","cursor":"\#(page + 1)""# : ""
      let body = #"{"feed":[\#(item(2 * page)),\#(item(2 * page + 1))]\#(cursor)}"#
      let found = harness.parse(Array(body.utf8), to: request, of: job)
      keys += found.posts.map(\.shortCode)
      waiting += found.requests
    }
    #expect(keys == ["0", "1", "2", "3", "4", "5", "6", "7"])
  }

  @Test("Says what the headers say of the limit")
  func rateHint() throws {
    let job = FetchJob(.posts, [Subject("bob.example.com")])
    let harness = try harness()
    let request = try #require(harness.plan(job).requests.first)
    let headers = Headers([
      ("RateLimit-Limit", "3000"), ("RateLimit-Remaining", "2990"),
      ("RateLimit-Reset", "1795160760"), ("RateLimit-Policy", "3000;w=60"),
    ])
    let now = try #require(Timestamp(year: 2026, month: 11, day: 20, hour: 7, minute: 45))
    let found = harness.parse(
      Array(#"{"feed":[]}"#.utf8), headers: headers, to: request, of: job, now: now.microseconds)
    let hint = try #require(found.hints.first)
    #expect(found.hints.count == 1)
    #expect(hint.limit == 3000)
    #expect(hint.remaining == 2990)
    #expect(hint.resetAfterMs == 60_000)
    #expect(hint.window == "minute")
  }

  @Test("Reads a conversation as deep as JSON may be, in the order of the tree")
  func deepThread() throws {
    let job = FetchJob(.comments, [Subject("at://did:plc:bob/app.bsky.feed.post/0")])
    let harness = try harness()
    let request = try #require(harness.plan(job).requests.first)
    let depth = 500
    let open = (0...depth).map { key in
      let post =
        #"{"uri":"at://did:plc:bob/app.bsky.feed.post/\#(key)","author":{"did":"did:plc:bob"}}"#
      return #"{"post":\#(post),"replies":["#
    }
    let body = #"{"thread":"# + open.joined() + String(repeating: "]}", count: depth + 1) + "}"
    let found = harness.parse(Array(body.utf8), to: request, of: job)
    let comments = found.records.compactMap { if case .comment(let it) = $0 { it } else { nil } }
    #expect(comments.count == depth)
    #expect(comments.first?.parentID == nil)
    #expect(comments.last?.parentID == "at://did:plc:bob/app.bsky.feed.post/\(depth - 1)")
    #expect(comments.allSatisfy { $0.postID == "at://did:plc:bob/app.bsky.feed.post/0" })
  }
}
