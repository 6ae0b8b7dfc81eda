import MetricSchema
import ProviderSDK
import ProviderTesting
import Testing

/// Lists what its answer holds, to show how listings end.
private struct Lists: Provider {
  enum Call: String, CaseIterable, Sendable {
    case list
  }

  init(_ configuration: Configuration) throws(ProviderError) {
    _ = try configuration.flag("strict", otherwise: false)
  }

  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    [Request(.list, "/list", ["count": job.pageSize(atMost: 30)])]
  }

  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    let page = try answer.json
    let goesOn = try output.emit(postsIn: page["posts"], at: "/posts", of: job) {
      var post = Post()
      post.id = $0["id"].id
      post.postedAt = $0["at"].int
      post.pinned = $0["pinned"].bool
      return post
    }
    if goesOn { output.followPage(of: answer.request, "cursor", page["cursor"].id) }
  }
}

@Suite("Listings")
struct ListingTests {
  private let providers = [ProviderEntry("example.lists", Lists.self)]

  private func read(
    _ body: String, since: Int64? = nil, cursor: String = "0"
  ) throws -> Emitted {
    var request = ProviderRequest()
    request.call = "list"
    request.query = [Pair("cursor", cursor)]
    return try ProviderHarness("example.lists", of: providers).parse(
      Array(body.utf8), to: request, of: FetchJob(.posts, [Subject("alice")], since: since))
  }

  @Test("Asks for no more than is wanted, and for no more than there is")
  func pageSizes() throws {
    let harness = try ProviderHarness("example.lists", of: providers)
    for (limit, count) in [(nil, "30"), (7, "7"), (500, "30"), (0, "1"), (-4, "1")] {
      let planned = harness.plan(FetchJob(.posts, [], limit: limit.map(Int64.init)))
      #expect(planned.requests.map { $0.query("count") } == [count])
    }
  }

  @Test("Follows a cursor that moves, and ends where it stands still or is missing")
  func cursors() throws {
    let moved = try read(#"{"posts":[],"cursor":35}"#)
    #expect(moved.requests.map { $0.query("cursor") } == ["35"])
    #expect(try read(#"{"posts":[],"cursor":"35"}"#, cursor: "35").requests.isEmpty)
    #expect(try read(#"{"posts":[],"cursor":""}"#).requests.isEmpty)
    #expect(try read(#"{"posts":[]}"#).requests.isEmpty)
  }

  @Test("Leaves out what is too old, and ends there unless it is pinned")
  func since() throws {
    let pinned = try read(
      #"{"posts":[{"id":"1","at":5,"pinned":true},{"id":"2","at":20},{"id":"3"}],"cursor":1}"#,
      since: 10)
    #expect(pinned.posts.map(\.id) == ["2", "3"])
    #expect(pinned.requests.count == 1)
    let ended = try read(
      #"{"posts":[{"id":"2","at":20},{"id":"1","at":5}],"cursor":1}"#, since: 10)
    #expect(ended.posts.map(\.id) == ["2"])
    #expect(ended.requests.isEmpty)
  }

  @Test("Takes null for an empty list and its absence for a change of the shape")
  func lists() throws {
    let empty = try read(#"{"posts":null}"#)
    #expect(empty.succeeded && empty.records.isEmpty && empty.diagnostics.isEmpty)
    for body in ["{}", #"{"posts":{}}"#, #"{"posts":"x"}"#] {
      let changed = try read(body)
      #expect(changed.diagnostics.map(\.failure) == [.schemaChanged])
      #expect(changed.diagnostics.map(\.path) == ["/posts"])
    }
  }

  @Test("Reports a post without an id beside delivering it")
  func withoutID() throws {
    let emitted = try read(#"{"posts":[{"at":5}]}"#)
    #expect(emitted.posts.map(\.postedAt) == [5])
    #expect(emitted.diagnostics.map(\.failure) == [.schemaChanged])
  }

  @Test("Takes true and false for a flag, and refuses anything else")
  func flags() throws {
    _ = try ProviderHarness("example.lists", of: providers, settings: #"{"strict":true}"#)
    _ = try ProviderHarness("example.lists", of: providers, settings: #"{"strict":"false"}"#)
    #expect(throws: ProviderRefused.self) {
      try ProviderHarness("example.lists", of: providers, settings: #"{"strict":"maybe"}"#)
    }
  }
}
