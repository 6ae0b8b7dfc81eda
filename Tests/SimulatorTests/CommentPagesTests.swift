import Testing

@testable import Simulator

@Suite("Pages of comments")
struct CommentPagesTests {
  let asking = Asking()

  @Test(
    "Every comment and reply comes once, as many as the counter says",
    arguments: [
      "tiktok.scraper7", "tiktok.api23", "youtube.data", "youtube.yt-api", "bluesky.appview",
    ])
  func comments(provider: String) throws {
    let platform = try #require(Platform(rawValue: String(provider.prefix { $0 != "." })))
    let candidates = try ["user0", "user1", "carol"].flatMap {
      try asking.posts(of: $0, on: platform)
    }
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
    let top = try asking.walk(base) { page in
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
    let top = try asking.walk(base) { page in
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
    return try asking.walk(base) { page in
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
    let top = try asking.walk(base) { page in
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
