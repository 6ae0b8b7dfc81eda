import struct MetricSchema.Timestamp
import Testing

@testable import Simulator

@Suite("Pages of the upstreams")
struct PaginationTests {
  let asking = Asking()

  /// The numbers of the posts that somebody has on a platform.
  private func posts(of name: String, on platform: Platform) throws -> [Post] {
    try #require(asking.world.creator(named: name, at: asking.clock.now))
      .posts(on: platform, at: asking.clock.now)
  }

  /// Asks for page after page; `next` makes an address from the position that the page before gave.
  private func walk(
    _ first: String, ids: (Tree) -> [String?], next: (Tree) -> String?
  ) throws -> (ids: [String], pages: Int) {
    var (found, pages): ([String], Int) = ([], 0)
    var address: String? = first
    while let target = address, pages < 500 {
      let page = try asking.json(target)
      found += ids(page).compactMap { $0 }
      pages += 1
      address = next(page)
    }
    return (found, pages)
  }

  @Test("scraper7 and api23 list the same posts under the same ids", arguments: ["alice", "user2"])
  func tikTok(name: String) throws {
    let expected = try posts(of: name, on: .tiktok)
    let base = "/tiktok.scraper7/user/posts?unique_id=\(name)&count=35"
    let scraper = try walk(base) { page in
      page["data"]["videos"].list.map { $0["video_id"].text }
    } next: { page in
      guard page["data"]["hasMore"].flag == true else { return nil }
      return page["data"]["cursor"].text.map { "\(base)&cursor=\($0)" }
    }
    let user = try asking.json("/tiktok.api23/api/user/info?uniqueId=\(name)")
    let secUID = try #require(user["userInfo"]["user"]["secUid"].text)
    let posts = "/tiktok.api23/api/user/posts?secUid=\(secUID)&count=20"
    let native = try walk(posts) { page in
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
    let expected = try posts(of: "bob", on: .youtube)
    let walk = try walk(base) { page in
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
    let expected = try posts(of: "bob", on: .youtube)
    let ids = YouTubeIDs(world: asking.world)
    var found: [String] = []
    for tab in ["videos", "shorts"] {
      let base = "/youtube.yt-api/channel/\(tab)?id=\(ids.channel(1))"
      found += try walk(base) { page in
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
    let expected = try posts(of: "bob", on: .youtube).prefix(15).map(ids.video)
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
    let walk = try walk(base) { page in
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
    #expect(walk.ids == (try posts(of: "bob", on: .bluesky).map(ids.uri)))
    #expect(reposts >= 5 && walk.pages == (walk.ids.count + reposts + 19) / 20)
  }

  @Test("The template's upstream ends too")
  func example() throws {
    let base = "/example.feed/v1/accounts/user1/posts?limit=25"
    let walk = try walk(base) { page in
      page["posts"].list.map { $0["id"].text }
    } next: { page in
      page["next"].text.map { "\(base)&after=\($0)" }
    }
    #expect(walk.ids.count == (try posts(of: "user1", on: .tiktok).count) && walk.pages == 3)
    #expect(Set(walk.ids).count == walk.ids.count)
  }

  @Test("New posts do not disturb a walk that has begun")
  func newPosts() throws {
    let base = "/tiktok.scraper7/user/posts?unique_id=user0&count=10"
    let before = try posts(of: "user0", on: .tiktok)
    let ids = TikTokIDs(world: asking.world)
    let walk = try walk(base) { page in
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

  @Test(
    "Every comment and reply comes once, as many as the counter says",
    arguments: [
      "tiktok.scraper7", "tiktok.api23", "youtube.data", "youtube.yt-api", "bluesky.appview",
    ])
  func comments(provider: String) throws {
    let platform = try #require(Platform(rawValue: String(provider.prefix { $0 != "." })))
    let candidates = try ["user0", "user1", "carol"].flatMap { try posts(of: $0, on: platform) }
    let post = try #require(
      candidates.first { (60...400).contains($0.numbers(at: asking.clock.now).comments) }
        ?? candidates.first { $0.numbers(at: asking.clock.now).comments > 8 })
    let expected = Int(post.numbers(at: asking.clock.now).comments)
    let walk = try commentWalk(provider, post)
    #expect(walk.count == expected && Set(walk).count == expected, "\(provider)")
  }

  private func commentWalk(_ provider: String, _ post: Post) throws -> [String] {
    switch provider {
    case "tiktok.scraper7": try scraperComments(post)
    case "tiktok.api23": try nativeComments(post)
    case "youtube.data": try dataComments(post)
    case "youtube.yt-api": try ytComments(post)
    default: try blueskyComments(post)
    }
  }

  private func scraperComments(_ post: Post) throws -> [String] {
    let base =
      "/tiktok.scraper7/comment/list?count=50&url=\(TikTokIDs(world: asking.world).post(post))"
    var replies: [String] = []
    let top = try walk(base) { page in
      page["data"]["comments"].list.map { comment in
        if comment["reply_total"].int ?? 0 > 0, let id = comment["id"].text,
          let page = try? asking.json("/tiktok.scraper7/comment/reply?comment_id=\(id)")
        {
          replies += page["data"]["comments"].list.compactMap { $0["id"].text }
        }
        return comment["id"].text
      }
    } next: { page in
      guard page["data"]["hasMore"].flag == true else { return nil }
      return page["data"]["cursor"].int.map { "\(base)&cursor=\($0)" }
    }
    return top.ids + replies
  }

  private func nativeComments(_ post: Post) throws -> [String] {
    let base =
      "/tiktok.api23/api/post/comments?count=50&videoId=\(TikTokIDs(world: asking.world).post(post))"
    var replies: [String] = []
    let top = try walk(base) { page in
      page["comments"].list.map { comment in
        if comment["reply_comment_total"].int ?? 0 > 0, let id = comment["cid"].text,
          let page = try? asking.json("/tiktok.api23/api/post/comment/replies?commentId=\(id)")
        {
          replies += page["comments"].list.compactMap { $0["cid"].text }
        }
        return comment["cid"].text
      }
    } next: { page in
      guard page["has_more"].int == 1 else { return nil }
      return page["cursor"].int.map { "\(base)&cursor=\($0)" }
    }
    return top.ids + replies
  }

  private func dataComments(_ post: Post) throws -> [String] {
    let id = YouTubeIDs(world: asking.world).video(post)
    let base = "/youtube.data/commentThreads?part=snippet,replies&maxResults=100&videoId=\(id)"
    return try walk(base) { page in
      page["items"].list.flatMap { thread in
        [thread["id"].text] + thread["replies"]["comments"].list.map { $0["id"].text }
      }
    } next: { page in
      page["nextPageToken"].text.map { "\(base)&pageToken=\($0)" }
    }.ids
  }

  private func ytComments(_ post: Post) throws -> [String] {
    let base = "/youtube.yt-api/comments?id=\(YouTubeIDs(world: asking.world).video(post))"
    var replies: [String] = []
    let top = try walk(base) { page in
      page["data"].list.map { comment in
        if let token = comment["replyToken"].text,
          let page = try? asking.json("/youtube.yt-api/comments?token=\(token)")
        {
          replies += page["data"].list.compactMap { $0["commentId"].text }
        }
        return comment["commentId"].text
      }
    } next: { page in
      page["continuation"].text.map { "\(base)&token=\($0)" }
    }
    return top.ids + replies
  }

  private func blueskyComments(_ post: Post) throws -> [String] {
    let uri = escaped(BlueskyIDs(world: asking.world).uri(post))
    let page = try asking.json("/bluesky.appview/xrpc/app.bsky.feed.getPostThread?uri=\(uri)")
    func answers(_ node: Tree) -> [String] {
      node["replies"].list.flatMap { [$0["post"]["uri"].text].compactMap { $0 } + answers($0) }
    }
    return answers(page["thread"])
  }
}
