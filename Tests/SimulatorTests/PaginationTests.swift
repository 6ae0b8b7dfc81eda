import struct MetricSchema.Timestamp
import Testing

@testable import Simulator

@Suite("Pages of the upstreams")
struct PaginationTests {
  let asking = Asking()

  @Test("scraper7 and api23 list the same posts under the same ids", arguments: ["alice", "user2"])
  func tikTok(name: String) throws {
    let expected = try asking.posts(of: name, on: .tiktok)
    let base = "/tiktok.scraper7/user/posts?unique_id=\(name)&count=35"
    let scraper = try asking.walk(base) { page in
      page["data"]["videos"].list.map { $0["video_id"].text }
    } next: { page in
      guard page["data"]["hasMore"].flag == true else { return nil }
      return page["data"]["cursor"].text.map { "\(base)&cursor=\($0)" }
    }
    let user = try asking.json("/tiktok.api23/api/user/info?uniqueId=\(name)")
    let secUID = try #require(user["userInfo"]["user"]["secUid"].text)
    let posts = "/tiktok.api23/api/user/posts?secUid=\(secUID)&count=20"
    let native = try asking.walk(posts) { page in
      page["data"]["itemList"].list.map { $0["id"].text }
    } next: { page in
      guard page["data"]["hasMore"].flag == true else { return nil }
      return page["data"]["cursor"].text.map { "\(posts)&cursor=\($0)" }
    }
    #expect(scraper.ids == native.ids)
    #expect(scraper.pages == 2 && native.pages == 3)
    #expect(Set(scraper.ids).count == expected.count && scraper.ids.count == expected.count)
  }

  @Test("A pinned post stands on top of the first page and nowhere else")
  func pinned() throws {
    let page = try asking.json("/tiktok.scraper7/user/posts?unique_id=alice&count=35")
    #expect(page["data"]["videos"][0]["is_top"].int == 1)
    #expect(page["data"]["videos"].list.count == 36)
    #expect(page["data"]["videos"].list.count { $0["is_top"].int == 1 } == 1)
  }

  @Test("The uploads of a channel come page by page, and their details fifty at a time")
  func uploads() throws {
    let channel = try asking.json(
      "/youtube.data/youtube/v3/channels?part=snippet,statistics,contentDetails&forHandle=@bob")
    let item = channel["items"][0]
    let list = try #require(item["contentDetails"]["relatedPlaylists"]["uploads"].text)
    let base = "/youtube.data/playlistItems?part=contentDetails&maxResults=50&playlistId=\(list)"
    let expected = try asking.posts(of: "bob", on: .youtube)
    let walk = try asking.walk(base) { page in
      page["items"].list.map { $0["contentDetails"]["videoId"].text }
    } next: { page in
      page["nextPageToken"].text.map { "\(base)&pageToken=\($0)" }
    }
    let ids = YouTubeIDs(world: asking.world)
    #expect(walk.ids == expected.map(ids.video) && walk.pages == 2)
    #expect(item["statistics"]["videoCount"].text == String(expected.count))
    let batch = walk.ids.prefix(50).joined(separator: ",")
    let videos = try asking.json("/youtube.data/videos?part=snippet,statistics&id=\(batch)")
    #expect(videos["items"].list.map { $0["id"].text } == walk.ids.prefix(50).map { $0 })
  }

  @Test("yt-api splits the uploads into long and short ones")
  func tabs() throws {
    let expected = try asking.posts(of: "bob", on: .youtube)
    let ids = YouTubeIDs(world: asking.world)
    var found: [String] = []
    for tab in ["videos", "shorts"] {
      let base = "/youtube.yt-api/channel/\(tab)?id=\(ids.channel(1))"
      found += try asking.walk(base) { page in
        page["data"].list.map { $0["videoId"].text }
      } next: { page in
        page["continuation"].text.map { "\(base)&token=\($0)" }
      }.ids
    }
    #expect(found.count == expected.count && Set(found) == Set(expected.map(ids.video)))
  }

  @Test("The feed of a channel holds the last fifteen videos")
  func feed() throws {
    let ids = YouTubeIDs(world: asking.world)
    let expected = try asking.posts(of: "bob", on: .youtube).prefix(15).map(ids.video)
    let xml = asking.text("/youtube.rss/feeds/videos.xml?channel_id=\(ids.channel(1))")
    let found = xml.split(separator: "<yt:videoId>").dropFirst().map { String($0.prefix(11)) }
    #expect(found == expected)
    // The id of the feed itself lacks its first two letters.
    #expect(xml.contains("\n <yt:channelId>\(ids.channel(1).dropFirst(2))</yt:channelId>"))
  }

  @Test("An author's feed on Bluesky ends, and tells reposts from own posts")
  func authorFeed() throws {
    let base = "/bluesky.appview/xrpc/app.bsky.feed.getAuthorFeed?actor=bob.bsky.social&limit=20"
    var reposts = 0
    let walk = try asking.walk(base) { page in
      page["feed"].list.map { item in
        guard !item["reason"].exists else {
          reposts += 1
          #expect(item["post"]["author"]["handle"].text == "alice.bsky.social")
          #expect(item["reason"]["by"]["handle"].text == "bob.bsky.social")
          return nil
        }
        return item["post"]["uri"].text
      }
    } next: { page in
      page["cursor"].text.map { "\(base)&cursor=\($0)" }
    }
    let ids = BlueskyIDs(world: asking.world)
    #expect(walk.ids == (try asking.posts(of: "bob", on: .bluesky).map(ids.uri)))
    #expect(reposts >= 5 && walk.pages == (walk.ids.count + reposts + 19) / 20)
  }

  @Test("The template's upstream ends too")
  func example() throws {
    let base = "/example.feed/v1/accounts/user1/posts?limit=25"
    let walk = try asking.walk(base) { page in
      page["posts"].list.map { $0["id"].text }
    } next: { page in
      page["next"].text.map { "\(base)&after=\($0)" }
    }
    #expect(walk.ids.count == (try asking.posts(of: "user1", on: .tiktok).count) && walk.pages == 3)
    #expect(Set(walk.ids).count == walk.ids.count)
  }

  @Test("New posts do not disturb a walk that has begun")
  func newPosts() throws {
    let base = "/tiktok.scraper7/user/posts?unique_id=user0&count=10"
    let before = try asking.posts(of: "user0", on: .tiktok)
    let ids = TikTokIDs(world: asking.world)
    let walk = try asking.walk(base) { page in
      page["data"]["videos"].list.map { $0["video_id"].text }
    } next: { page in
      asking.clock.advance(days: 2)
      guard page["data"]["hasMore"].flag == true else { return nil }
      return page["data"]["cursor"].text.map { "\(base)&cursor=\($0)" }
    }
    let deleted = before.filter { $0.isDeleted(at: asking.clock.now) }.map(ids.post)
    #expect(Set(before.map(ids.post)).subtracting(deleted).isSubset(of: walk.ids))
    #expect(Set(walk.ids).count == walk.ids.count)
  }
}
