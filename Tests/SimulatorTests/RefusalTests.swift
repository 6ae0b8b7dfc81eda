import MicroHTTPServer
import Testing

import struct MetricSchema.Timestamp

@testable import Simulator

@Suite("What the upstreams refuse and hide")
struct RefusalTests {
  let asking = Asking()
  let xrpc = "/bluesky.appview/xrpc/"

  @Test("A private account shows itself as its platform does")
  func privacy() throws {
    #expect(
      try asking.json("/tiktok.scraper7/user/info?unique_id=grace")["data"]["user"]["secret"].flag
        == true)
    let list = try asking.json("/tiktok.scraper7/user/posts?unique_id=grace")
    #expect(list["code"].int == 0 && list["data"]["videos"].list.isEmpty)
    let page = try asking.page("/tiktok.web/@grace")["webapp.user-detail"]
    #expect(page["statusCode"].int == 10222)
    #expect(page["userInfo"]["stats"]["videoCount"].int == 0)
    #expect(page["userInfo"]["stats"]["followerCount"].int ?? 0 > 0)
    let user = try asking.json("/tiktok.api23/api/user/info?uniqueId=grace")["userInfo"]["user"]
    let secUID = try #require(user["secUid"].text)
    let posts = asking.response("/tiktok.api23/api/user/posts?secUid=\(secUID)")
    #expect(posts.status == 204 && posts.body.isEmpty)
    let channel = try asking.json("/youtube.data/channels?part=statistics&forHandle=grace")
    let counters = channel["items"][0]["statistics"]
    #expect(counters["hiddenSubscriberCount"].flag == true && !counters["subscriberCount"].exists)
    let profile = try asking.json(xrpc + "app.bsky.actor.getProfile?actor=grace.bsky.social")
    #expect(profile["labels"][0]["val"].text == "!no-unauthenticated")
  }

  @Test("An account that does not exist gets the answer of the upstream")
  func missing() throws {
    let scraper = asking.response("/tiktok.scraper7/user/info?unique_id=nobody")
    #expect(scraper.status == 200)
    #expect(try Tree(json: scraper.body)["code"].int == -1)
    #expect(
      try asking.json("/tiktok.api23/api/user/info?uniqueId=nobody")["statusCode"].int == 10202)
    #expect(
      try asking.page("/tiktok.web/@nobody")["webapp.user-detail"]["statusCode"].int == 10202)
    let channels = try asking.json("/youtube.data/channels?part=id&forHandle=@nobody")
    #expect(channels["items"].exists && channels["items"].list.isEmpty)
    #expect(try asking.json("/youtube.yt-api/channel/about?id=@nobody")["code"].text == "404")
    #expect(asking.response("/youtube.rss/feeds/videos.xml?channel_id=UCx").status == 404)
    let profile = asking.response(xrpc + "app.bsky.actor.getProfile?actor=nobody.bsky.social")
    #expect(profile.status == 400)
    #expect(try Tree(json: profile.body)["message"].text == "Profile not found")
    #expect(asking.response("/example.feed/v1/accounts/nobody/posts").status == 404)
  }

  @Test(
    "A path that does not exist gets the answer of the upstream",
    arguments: [
      ("tiktok.scraper7", 404), ("tiktok.api23", 404), ("tiktok.web", 404), ("youtube.data", 404),
      ("youtube.yt-api", 404), ("youtube.rss", 404), ("bluesky.appview", 404),
      ("example.feed", 404),
      ("tiktok.nothing", 404),
    ])
  func unknownPath(provider: String, status: Int) {
    #expect(asking.response("/\(provider)/no/such/path?part=x").status == status)
  }

  @Test(
    "A caller without a key is sent away where a key is needed",
    arguments: [
      ("tiktok.scraper7/user/info?unique_id=bob", 401),
      ("tiktok.api23/api/user/info?uniqueId=bob", 401),
      ("youtube.yt-api/channel/about?id=@bob", 401),
      ("youtube.data/channels?part=id&forHandle=bob", 403), ("tiktok.web/@bob", 200),
      ("bluesky.appview/xrpc/app.bsky.actor.getProfile?actor=bob", 200),
      ("youtube.data/channels?part=id&forHandle=bob&key=k", 200),
    ])
  func keys(target: String, status: Int) {
    #expect(asking.response("/\(target)", headers: []).status == status)
  }

  @Test("The Data API takes a key in a header and a bearer token")
  func googleKeys() {
    let target = "/youtube.data/channels?part=id&forHandle=bob"
    #expect(asking.response(target, headers: [("x-goog-api-key", "k")]).status == 200)
    #expect(asking.response(target, headers: [("authorization", "Bearer t")]).status == 200)
    #expect(asking.response(target, headers: [("authorization", "Basic t")]).status == 403)
  }

  @Test("The gateway counts a month's requests for each vendor and then refuses")
  func quota() throws {
    let asking = Asking(quota: 2)
    let target = "/tiktok.scraper7/user/info?unique_id=bob"
    let first = asking.response(target)
    #expect(first.header("x-ratelimit-requests-limit") == "2")
    #expect(first.header("x-ratelimit-requests-remaining") == "1")
    // Eleven days of November are left.
    #expect(first.header("x-ratelimit-requests-reset") == "950400")
    #expect(asking.response(target).header("x-ratelimit-requests-remaining") == "0")
    let third = asking.response(target)
    #expect(third.status == 429)
    #expect(try Tree(json: third.body)["message"].text?.contains("MONTHLY quota") == true)
    #expect(asking.response("/youtube.yt-api/channel/about?id=@bob").status == 200)
    asking.clock.advance(days: 11)
    #expect(asking.response(target).status == 200)
  }

  @Test("A page is the same as long as the time stands still, and follows the time when it moves")
  func cache() throws {
    let target = "/tiktok.scraper7/user/posts?unique_id=bob&count=35"
    let first = asking.response(target).body
    #expect(asking.response(target).body == first)
    asking.clock.advance(days: 1)
    let later = asking.response(target).body
    #expect(later != first)
    asking.clock.advance(days: -1)
    #expect(asking.response(target).body == first)
  }

  @Test("Limits that an upstream mends are mended, and others are refused")
  func limits() throws {
    let many = try asking.json("/tiktok.scraper7/user/posts?unique_id=user0&count=500")
    #expect(many["data"]["videos"].list.count == 35)
    #expect(
      asking.response(xrpc + "app.bsky.feed.getAuthorFeed?actor=bob&limit=101").status == 400)
    let actors = (0..<26).map { "actors=user\($0)" }.joined(separator: "&")
    #expect(asking.response(xrpc + "app.bsky.actor.getProfiles?\(actors)").status == 400)
    let ids = Array(repeating: "AAAAAAAAAAA", count: 51).joined(separator: ",")
    #expect(asking.response("/youtube.data/videos?part=id&id=\(ids)").status == 400)
  }

  @Test("A renamed account keeps its id and its posts")
  func rename() throws {
    let id = TikTokIDs(world: asking.world).user(Creator.renamed)
    asking.clock.advance(days: 11)
    let old = try asking.json("/tiktok.scraper7/user/info?unique_id=erin")
    #expect(old["code"].int == -1)
    let byID = try asking.json("/tiktok.scraper7/user/info?user_id=\(id)")["data"]["user"]
    #expect(byID["uniqueId"].text == "erin_studio" && byID["id"].text == id)
    let handle = try asking.json(
      xrpc + "com.atproto.identity.resolveHandle?handle=erin-studio.bsky.social")
    #expect(handle["did"].text == BlueskyIDs(world: asking.world).did(Creator.renamed))
  }

  @Test("A deleted post is gone through every door")
  func deleted() throws {
    let asking = Asking(accounts: 40)
    let now = asking.clock.now
    func gone(_ platform: Platform) throws -> Post {
      try #require(
        (0..<40).compactMap { asking.world.creator($0) }.filter { !$0.isPrivate }
          .flatMap { creator in (0..<60).map { Post($0, of: creator, on: platform) } }
          .first { $0.isDeleted(at: now) })
    }
    let tikTok = TikTokIDs(world: asking.world).post(try gone(.tiktok))
    #expect(try asking.json("/tiktok.scraper7/?url=\(tikTok)")["code"].int == -1)
    #expect(
      try asking.json("/tiktok.api23/api/post/detail?videoId=\(tikTok)")["statusCode"].int == 10204)
    #expect(
      try asking.page("/tiktok.web/@x/video/\(tikTok)")["webapp.video-detail"]["statusCode"].int
        == 10204)
    let video = YouTubeIDs(world: asking.world).video(try gone(.youtube))
    #expect(try asking.json("/youtube.data/videos?part=id&id=\(video)")["items"].list.isEmpty)
    #expect(try asking.json("/youtube.yt-api/video/info?id=\(video)")["error"].exists)
    let uri = escaped(BlueskyIDs(world: asking.world).uri(try gone(.bluesky)))
    #expect(try asking.json(xrpc + "app.bsky.feed.getPosts?uris=\(uri)")["posts"].list.isEmpty)
    #expect(
      try asking.json(xrpc + "app.bsky.feed.getPostThread?uri=\(uri)")["error"].text == "NotFound")
  }
}
