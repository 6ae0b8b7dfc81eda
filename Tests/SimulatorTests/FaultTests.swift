import MicroHTTPServer
import Testing

@testable import Simulator

@Suite("Faults")
struct FaultTests {
  let asking = Asking()

  /// A good request to each upstream.
  static let requests: [(provider: String, target: String)] = [
    ("tiktok.scraper7", "/user/posts?unique_id=bob&count=5"),
    ("tiktok.api23", "/api/user/info?uniqueId=bob"),
    ("tiktok.web", "/@bob"),
    ("youtube.data", "/videos?part=snippet,statistics&chart=mostPopular&maxResults=5"),
    ("youtube.yt-api", "/video/info?id=@&extend=1"),
    ("youtube.rss", "/feeds/videos.xml?user=bob"),
    ("bluesky.appview", "/xrpc/app.bsky.feed.getAuthorFeed?actor=bob&limit=5"),
    ("example.feed", "/v1/accounts/bob/posts?limit=5"),
  ]
  static let upstreams: [String] = requests.map { $0.provider }

  /// The address of a good request, with a fault before it.
  private func target(_ provider: String, _ fault: Fault? = nil, argument: Int? = nil) throws
    -> String
  {
    let path = try #require(Self.requests.first { $0.provider == provider }).target
    let video = YouTubeIDs(world: asking.world).video(
      Post(3, of: try #require(asking.world.creator(1)), on: .youtube))
    let prefix = fault.map { "/~\($0.rawValue)" + (argument.map { ":\($0)" } ?? "") } ?? ""
    return "\(prefix)/\(provider)" + path.replacing("id=@", with: "id=\(video)")
  }

  private func answer(_ provider: String, _ fault: Fault?, argument: Int? = nil) throws
    -> OutgoingResponse
  { asking.response(try target(provider, fault, argument: argument)) }

  @Test("The good requests are good", arguments: upstreams)
  func good(provider: String) throws {
    let answer = try answer(provider, nil)
    #expect(answer.status == 200 && answer.body.count > 700)
  }

  @Test("Each upstream has the statuses of its failures")
  func statuses() throws {
    let expected: [(Fault, [String: Int], Int)] = [
      (.unauthorized, [:], 401), (.forbidden, [:], 403), (.rateLimited, [:], 429),
      (.quota, ["youtube.data": 403], 429), (.notFound, [:], 404), (.serverError, [:], 500),
      (.unavailable, [:], 503), (.errorInSuccess, [:], 200),
    ]
    for (fault, exceptions, usual) in expected {
      for provider in Self.upstreams {
        let answer = try answer(provider, fault)
        #expect(answer.status == exceptions[provider] ?? usual, "\(provider) \(fault)")
        if fault == .unavailable { #expect(answer.header("retry-after") == "30", "\(provider)") }
        if fault == .rateLimited { #expect(answer.header("retry-after") == "1", "\(provider)") }
      }
    }
  }

  @Test("A failure speaks as its upstream does")
  func words() throws {
    func json(_ provider: String, _ fault: Fault) throws -> Tree {
      try Tree(json: try answer(provider, fault).body)
    }
    for provider in ["tiktok.scraper7", "tiktok.api23", "youtube.yt-api"] {
      #expect(try json(provider, .quota)["message"].text?.contains("MONTHLY quota") == true)
      #expect(try json(provider, .rateLimited)["message"].text?.contains("per second") == true)
      #expect(try json(provider, .forbidden)["message"].text?.contains("not subscribed") == true)
    }
    #expect(
      try answer("tiktok.scraper7", .quota).header("x-ratelimit-requests-remaining") == "0")
    #expect(
      try answer("tiktok.scraper7", .unauthorized).header("x-ratelimit-requests-limit") == nil)
    #expect(try json("tiktok.scraper7", .errorInSuccess)["code"].int == -1)
    #expect(try json("tiktok.api23", .errorInSuccess)["status_code"].int == 4)
    #expect(try json("youtube.yt-api", .errorInSuccess)["error"].text == "Retry")
    let quota = try json("youtube.data", .quota)["error"]["errors"][0]
    #expect(quota["reason"].text == "quotaExceeded")
    #expect(quota["message"].text?.contains("<a href") == true)
    #expect(try json("bluesky.appview", .rateLimited)["error"].text == "RateLimitExceeded")
    #expect(try json("bluesky.appview", .deleted)["error"].text == "AccountTakedown")
    #expect(try answer("tiktok.api23", .private).status == 204)
    #expect(
      try answer("bluesky.appview", .forbidden).header("content-type")?.hasPrefix("text/html")
        == true)
    let page = try asking.page("/~private/tiktok.web/@bob")["webapp.user-detail"]
    #expect(page["statusCode"].int == 10222)
    let blocked = try asking.page("/~error_in_200/tiktok.web/@bob")
    #expect(!blocked["webapp.user-detail"].exists && blocked["webapp.app-context"].exists)
  }

  @Test("A spoiled body is spoiled as told", arguments: upstreams)
  func bodies(provider: String) throws {
    let good = try answer(provider, nil)
    let malformed = try answer(provider, .malformed)
    #expect(malformed.status == 200 && good.body.starts(with: malformed.body))
    #expect(malformed.body.count < good.body.count && !malformed.body.isEmpty)
    #expect(try answer(provider, .empty).body.isEmpty)
    let html = try answer(provider, .html)
    #expect(html.status == 200 && html.header("content-type")?.hasPrefix("text/html") == true)
    let huge = try answer(provider, .huge, argument: 3_000_000)
    #expect(huge.body.count == 3_000_000 && huge.body.starts(with: good.body))
    let deep = try answer(provider, .deep, argument: 500)
    #expect(deep.body.count { $0 == UInt8(ascii: "[") } == 500)
    let text = try answer(provider, .invalidUTF8)
    #expect(text.body.contains(0xFF) && String(validating: text.body, as: UTF8.self) == nil)
    let big = String(decoding: try answer(provider, .hugeNumbers).body, as: UTF8.self)
    #expect(big.contains("123456789012345678901234567890"))
    let renamed = try answer(provider, .schemaChanged)
    #expect(renamed.body != good.body && renamed.status == 200)
  }

  @Test("Hidden likes are gone and nothing else is", arguments: upstreams)
  func hiddenLikes(provider: String) throws {
    let names = try #require(Upstreams.faces.first { $0.id == provider }).likeNames
    let before = String(decoding: try answer(provider, nil).body, as: UTF8.self)
    let after = String(decoding: try answer(provider, .hiddenLikes).body, as: UTF8.self)
    #expect(
      names.contains { before.contains($0) }
        && !names.contains { after.contains("\"\($0)\"") || after.contains("<\($0)") })
    #expect(after.count > before.count * 4 / 5)
  }

  @Test("Rewritten JSON stays JSON, with the members and values that the fault leaves")
  func rewriting() throws {
    let input = Array(
      #"{"a":[1,{"b":"x\"}","likes":7}],"c":{},"d":[],"e":null,"likes":"9","f":true,"g":-1.5}"#.utf8
    )
    let expected: [(Fault, String)] = [
      (.hiddenLikes, #"{"a":[1,{"b":"x\"}"}],"c":{},"d":[],"e":null,"f":true,"g":-1.5}"#),
      (.missingFields, #"{"a":[1,{"b":"x\"}"}],"c":{},"d":[],"e":null,"likes":"9","f":true}"#),
      (
        .nulls,
        #"{"a":[null,{"b":null,"likes":null}],"c":{},"d":[],"e":null,"likes":null,"f":null,"g":null}"#
      ),
      (
        .schemaChanged,
        #"{"a_v2":[1,{"b_v2":"x\"}","likes_v2":7}],"c_v2":{},"d_v2":[],"e_v2":null,"likes_v2":"9","f_v2":true,"g_v2":-1.5}"#
      ),
      (.slow, String(decoding: input, as: UTF8.self)),
    ]
    for (fault, text) in expected {
      var rewriter = JSONRewriter(input[...], fault: fault, likeNames: ["likes"])
      #expect(String(decoding: rewriter.rewritten(), as: UTF8.self) == text, "\(fault)")
    }
  }

  @Test("The fault in a page of TikTok's website is in its data")
  func embedded() throws {
    let page = try asking.page("/~nulls/tiktok.web/@bob")
    #expect(page["webapp.user-detail"]["statusCode"].isNull)
    let user = page["webapp.user-detail"]["userInfo"]["user"]
    #expect(user["uniqueId"].exists && user["uniqueId"].isNull)
  }

  @Test("A rule strikes its provider and path, so often and after so many as told")
  func rules() throws {
    let posts = "/tiktok.scraper7/user/posts?unique_id=bob&count=1"
    var rule = FaultPlan.Rule(.serverError)
    rule.provider = "tiktok.scraper7"
    rule.path = "/user/posts"
    rule.after = 1
    rule.times = 2
    asking.faults.add(rule)
    #expect(asking.response("/tiktok.scraper7/user/info?unique_id=bob").status == 200)
    #expect(asking.response("/youtube.rss/feeds/videos.xml?user=bob").status == 200)
    #expect((0..<5).map { _ in asking.response(posts).status } == [200, 500, 500, 200, 200])
    #expect(asking.faults.rules.isEmpty)
  }

  @Test("A path that ends in a star stands for all that begin so, and later rules wait")
  func patterns() throws {
    var first = FaultPlan.Rule(.quota)
    first.path = "/user/*"
    first.times = 1
    asking.faults.add(first)
    asking.faults.add(FaultPlan.Rule(.forbidden))
    let target = "/tiktok.scraper7/user/info?unique_id=bob"
    #expect(asking.response(target).status == 429)
    #expect(asking.response(target).status == 403)
    #expect(asking.response("/tiktok.scraper7/feed/list").status == 403)
    asking.faults.removeAll()
    #expect(asking.response(target).status == 200)
  }

  @Test("Faults are planned, listed and forgotten through the server")
  func control() throws {
    let added = asking.response(
      "/_faults?provider=youtube.rss&kind=rate_limited&times=2&call=feeds/videos.xml",
      method: "POST")
    let list = try Tree(json: added.body)["faults"]
    #expect(list.list.count == 1 && list[0]["kind"].text == "rate_limited")
    #expect(list[0]["call"].text == "/feeds/videos.xml" && list[0]["times"].int == 2)
    #expect(asking.response("/youtube.rss/feeds/videos.xml?user=bob").status == 429)
    #expect(try asking.json("/_faults")["faults"][0]["times"].int == 1)
    #expect(asking.response("/_faults", method: "DELETE").status == 200)
    #expect(asking.response("/youtube.rss/feeds/videos.xml?user=bob").status == 200)
  }

  @Test(
    "A plan that makes no sense is refused",
    arguments: [
      "/_faults", "/_faults?kind=bored", "/_faults?kind=cut&times=-1", "/_faults?kind=cut&arg=x",
      "/_faults?kind=cut&tmes=1", "/_clock?now=yesterday", "/_clock?days=soon",
      "/_clock?now=2027-01-01&days=soon", "/_clock?days_per_second=-1", "/_clock?dys=1",
    ])
  func nonsense(target: String) {
    #expect(asking.response(target, method: "POST").status == 400)
    #expect(asking.faults.rules.isEmpty)
    #expect(asking.clock.now == SimulatorOptions.usualTime && asking.clock.standsStill)
  }

  @Test(
    "An unknown fault before a path is refused", arguments: ["~bored", "~slow:x", "~", "~cut:-1"])
  func unknownPrefix(prefix: String) {
    #expect(asking.response("/\(prefix)/tiktok.web/@bob").status == 404)
  }

  @Test("The clock is set and moved through the server")
  func clock() throws {
    let set = asking.response("/_clock?now=2026-12-01T00:00:00Z&days=1&seconds=90", method: "POST")
    #expect(try Tree(json: set.body)["now"].text == "2026-12-02T00:01:30Z")
    #expect(try asking.json("/_clock")["days_per_second"].int == 0)
    #expect(asking.response("/_other").status == 404)
    #expect(asking.response("/").status == 200)
  }
}
