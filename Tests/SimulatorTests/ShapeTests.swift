import struct MetricSchema.Timestamp
import MicroHTTPServer
import Testing

@testable import Simulator

@Suite("Shapes of the upstreams")
struct ShapeTests {
  let asking = Asking()
  let xrpc = "/bluesky.appview/xrpc/"

  private var now: Timestamp { asking.clock.now }
  private func creator(_ name: String) throws -> Creator {
    try #require(asking.world.creator(named: name, at: now))
  }

  @Test("TikTok rounds to a tenth of a thousand, million or billion; the text beside it is exact")
  func rounding() throws {
    let cases: [(Int64, Int64)] = [
      (0, 0), (9999, 9999), (10_049, 10_000), (10_050, 10_100), (427_682, 427_700),
      (6_764_096, 6_800_000), (105_814_218_058_744, 105_814_200_000_000),
    ]
    for (number, rounded) in cases { #expect(tikTokRounded(number) == rounded) }
    let info = try asking.json("/tiktok.api23/api/user/info?uniqueId=bob")["userInfo"]
    let followers = try creator("bob").followers(on: .tiktok, at: now)
    #expect(info["statsV2"]["followerCount"].text == String(followers))
    #expect(info["stats"]["followerCount"].int.map(Int64.init) == tikTokRounded(followers))
  }

  @Test("YouTube shortens numbers, durations and times for people")
  func texts() {
    let numbers: [(Int64, String)] = [
      (0, "0"), (999, "999"), (1000, "1K"), (1650, "1.65K"), (447_999_999, "447M"),
      (4_030_001, "4.03M"), (1_000_000_000, "1B"),
    ]
    for (number, text) in numbers { #expect(shortText(number) == text) }
    #expect(shortText(1650, digits: 2) == "1.6K" && shortText(25_300, digits: 2) == "25K")
    #expect(threeDigits(12_345) == 12_300 && threeDigits(999) == 999)
    #expect(clockText(47) == "0:47" && clockText(3723) == "1:02:03")
    #expect(isoDuration(96) == "PT1M36S" && isoDuration(7200) == "PT2H" && isoDuration(0) == "PT0S")
    #expect(relativeText(Timestamp(0), at: Timestamp(90 * Span.minute)) == "1 hour ago")
    #expect(relativeText(Timestamp(0), at: Timestamp(62 * Span.day)) == "2 months ago")
  }

  @Test("The same post tells the same numbers through every TikTok upstream")
  func samePost() throws {
    let post = try #require(try creator("carol").posts(on: .tiktok, at: now).first)
    let id = TikTokIDs(world: asking.world).post(post)
    let numbers = post.numbers(at: now)
    let scraper = try asking.json("/tiktok.scraper7/?url=\(id)")["data"]
    #expect(scraper["id"].text == id && !scraper["video_id"].exists)
    #expect(scraper["play_count"].int == Int(numbers.views))
    #expect(scraper["digg_count"].int == Int(numbers.likes))
    let native = try asking.json("/tiktok.api23/api/post/detail?videoId=\(id)")
    let item = native["itemInfo"]["itemStruct"]
    #expect(item["statsV2"]["collectCount"].text == String(numbers.saves))
    #expect(item["stats"]["playCount"].int == Int(tikTokRounded(numbers.views)))
    #expect(item["createTime"].int == Int(post.postedAt.seconds))
    let page = try asking.page("/tiktok.web/@carol/video/\(id)")["webapp.video-detail"]
    let inPage = page["itemInfo"]["itemStruct"]
    #expect(page["statusCode"].int == 0 && inPage["desc"].text == item["desc"].text)
    #expect(inPage["createTime"].text == String(post.postedAt.seconds))
    #expect(inPage["stats"]["collectCount"].text == String(numbers.saves))
  }

  @Test("The marks of a TikTok caption point at its tags and mentions")
  func captionMarks() throws {
    let posts = try World.names.dropLast().flatMap { try creator($0).posts(on: .tiktok, at: now) }
    var marks = 0
    for post in posts {
      let caption = TikTokCaption(post.clip, in: asking.world, at: now)
      let units = Array(caption.text.utf16)
      for mark in caption.marks {
        let text = String(decoding: units[mark.start..<mark.end], as: UTF16.self)
        switch mark.piece {
        case .tag(let tag): #expect(text == "#\(tag)")
        case .mention(let person):
          #expect(text == "@\(People.name(person, in: asking.world, at: now))")
        case .text: Issue.record("text needs no mark")
        }
        marks += 1
      }
    }
    #expect(marks > posts.count)
  }

  @Test("The facets of a Bluesky post point at its tags and mentions, in bytes")
  func facets() throws {
    let page = try asking.json(xrpc + "app.bsky.feed.getAuthorFeed?actor=carol&limit=100")
    var tags = 0
    for item in page["feed"].list {
      let record = item["post"]["record"]
      let bytes = Array(try #require(record["text"].text).utf8)
      for facet in record["facets"].list {
        let start = try #require(facet["index"]["byteStart"].int)
        let end = try #require(facet["index"]["byteEnd"].int)
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard let tag = facet["features"][0]["tag"].text else {
          #expect(text.hasPrefix("@"))
          continue
        }
        #expect(text == "#\(tag)")
        tags += 1
      }
    }
    #expect(tags > 50)
  }

  @Test("Data API counters are text, and absent where the owner hides them")
  func hiddenLikes() throws {
    let dave = try creator("dave").posts(on: .youtube, at: now)
    let ids = YouTubeIDs(world: asking.world)
    let hidden = try #require(dave.first { $0.hidesLikes })
    let open = try #require(dave.first { !$0.hidesLikes && !$0.refusesComments })
    let mute = try #require(dave.first { $0.refusesComments })
    let list = [hidden, open, mute].map(ids.video).joined(separator: ",")
    let page = try asking.json("/youtube.data/videos?part=statistics,contentDetails&id=\(list)")
    let counters = page["items"].list.map { $0["statistics"] }
    #expect(counters.map { $0["likeCount"].exists } == [false, true, true])
    #expect(counters.map { $0["commentCount"].exists } == [true, true, false])
    #expect(counters[1]["likeCount"].text == String(open.numbers(at: now).likes))
    let threads = asking.response(
      "/youtube.data/commentThreads?part=snippet&videoId=\(ids.video(mute))")
    #expect(threads.status == 403)
    #expect(try Tree(json: threads.body)["error"]["errors"][0]["reason"].text == "commentsDisabled")
    let info = try asking.json("/youtube.yt-api/video/info?id=\(ids.video(hidden))&extend=1")
    #expect(!info["likeCount"].exists && info["viewCount"].text != nil)
  }

  @Test("yt-api gives likes only for the dearer answer, and shorts only rounded views")
  func ytAPI() throws {
    let ids = YouTubeIDs(world: asking.world)
    let post = try #require(try creator("bob").posts(on: .youtube, at: now).first(where: \.isShort))
    let plain = try asking.json("/youtube.yt-api/video/info?id=\(ids.video(post))")
    #expect(!plain["likeCount"].exists && plain["lengthSeconds"].text == String(post.videoSeconds))
    let shorts = try asking.json("/youtube.yt-api/channel/shorts?id=@bob")
    let first = shorts["data"][0]
    let views = shortText(post.numbers(at: now).views, digits: 2)
    #expect(first["videoId"].text == ids.video(post))
    #expect(first["viewCountText"].text == "\(views) views")
    #expect(!first["viewCount"].exists && !first["publishedTimeText"].exists)
    let resolved = try asking.json(
      "/youtube.yt-api/resolve?url=\(escaped("https://www.youtube.com/@bob"))")
    #expect(resolved["browseId"].text == ids.channel(1))
  }

  @Test("A search mixes kinds where the upstream does")
  func search() throws {
    let data = try asking.json("/youtube.data/search?part=snippet&q=bob&maxResults=50")
    #expect(data["items"][0]["id"]["channelId"].text == YouTubeIDs(world: asking.world).channel(1))
    #expect(data["items"][1]["id"]["videoId"].text?.count == 11)
    let mixed = try asking.json("/youtube.yt-api/search?query=bob")
    let types = Set(mixed["data"].list.compactMap { $0["type"].text })
    #expect(types.isSuperset(of: ["channel", "shorts_listing"]))
    let tikTok = try asking.json("/tiktok.scraper7/feed/search?keywords=bob&count=30")
    #expect(tikTok["data"]["hasMore"].int == 1)
    #expect(tikTok["data"]["videos"].list.allSatisfy { $0["author"]["unique_id"].text == "bob" })
  }

  @Test("A tag leads to its posts on every platform")
  func tags() throws {
    let tag = try asking.json("/tiktok.scraper7/challenge/info?challenge_name=everyday")["data"]
    let id = try #require(tag["id"].text)
    let posts = try asking.json("/tiktok.scraper7/challenge/posts?challenge_id=\(id)&count=35")
    #expect(posts["data"]["videos"].list.count == 35)
    #expect(
      posts["data"]["videos"].list.allSatisfy { $0["title"].text?.contains("#everyday") == true })
    let native = try asking.json("/tiktok.api23/api/challenge/info?challengeName=everyday")
    #expect(native["challengeInfo"]["stats"]["videoCount"].int == 0)
    #expect(native["challengeInfo"]["challenge"]["id"].text == id)
    let bluesky = try asking.json(xrpc + "app.bsky.feed.searchPosts?q=*&tag=everyday&limit=5")
    #expect(bluesky["posts"].list.count == 5 && bluesky["cursor"].text == "5")
    let video = try asking.json("/youtube.yt-api/hashtag?tag=everyday")
    #expect(video["meta"]["hashtag"].text == "#everyday" && video["data"].list.count == 30)
  }

  @Test("Trends differ from region to region and show the last days")
  func trends() throws {
    func ids(_ region: String) throws -> [String?] {
      try asking.json("/tiktok.scraper7/feed/list?region=\(region)&count=20")["data"].list
        .map { $0["video_id"].text }
    }
    #expect(try ids("US").count == 20)
    #expect(try ids("US") != ids("JP") && (try ids("US")) == ids("us"))
    let chart = try asking.json(
      "/youtube.data/videos?part=snippet&chart=mostPopular&regionCode=DE&maxResults=5")
    #expect(chart["items"].list.count == 5 && chart["nextPageToken"].exists)
    let trends = try asking.json(xrpc + "app.bsky.unspecced.getTrends?limit=4")["trends"]
    #expect(
      trends.list.count == 4 && trends[0]["topic"].exists && trends[0]["postCount"].int != nil)
  }
}
