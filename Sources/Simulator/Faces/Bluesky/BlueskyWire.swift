import MetricSchema

/// The objects of the AppView.
struct BlueskyWire {
  let call: Call
  let ids: BlueskyIDs

  init(_ call: Call) {
    self.call = call
    ids = BlueskyIDs(world: call.world)
  }

  var now: Timestamp { call.now }
  var query: Query { call.query }

  /// The limit asked for, or `nil` where it is out of range, which the AppView refuses instead of mending.
  func limit(usual: Int, most: Int = 100) -> Int? {
    guard let text = query["limit"] else { return usual }
    return Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
  }

  // MARK: - People

  /// The few members of an author beside a post.
  func basicProfile(_ w: inout JSONWriter, _ person: Int) {
    w.put("did", ids.did(person))
    w.put("handle", ids.handle(person, at: now))
    w.put("displayName", People.displayName(person, in: call.world, at: now))
    w.put("avatar", image("avatar", person, call.world.root["person"][person]))
    w.object("associated") { associated in
      associated.object("activitySubscription") { $0.put("allowSubscriptions", "followers") }
    }
    labels(&w, person)
    let joined = call.world.creator(person)?.joinedAt ?? call.world.start + -700 * Span.day
    w.put("createdAt", joined.withMilliseconds)
  }

  func detailedProfile(_ w: inout JSONWriter, _ creator: Creator) {
    basicProfile(&w, creator.number)
    w.put("description", creator.bio)
    w.put("indexedAt", creator.joinedAt.withMilliseconds)
    w.put("banner", image("banner", creator.number, creator.draw["banner"]))
    w.put("followersCount", creator.followers(on: .bluesky, at: now))
    w.put("followsCount", creator.following(at: now))
    w.put("postsCount", creator.visiblePosts(on: .bluesky, at: now))
    if creator.isVerified {
      w.object("verification") { verification in
        verification.member("verifications", [])
        verification.put("verifiedStatus", "valid")
        verification.put("trustedVerifierStatus", "none")
      }
    }
    guard let pin = creator.posts(on: .bluesky, at: now).first(where: \.isPinned) else { return }
    w.object("pinnedPost") { reference(&$0, ids.uri(pin), pin.ownDraw) }
  }

  /// A private person asks not to be shown to visitors who are not logged in.
  private func labels(_ w: inout JSONWriter, _ person: Int) {
    let isPrivate = call.world.creator(person)?.isPrivate ?? false
    w.list("labels", isPrivate ? [person] : []) { label, person in
      label.put("src", ids.did(person))
      label.put("uri", "at://\(ids.did(person))/app.bsky.actor.profile/self")
      label.put("val", "!no-unauthenticated")
      label.put("cts", "1970-01-01T00:00:00.000Z")
    }
  }

  // MARK: - Posts

  func feedItem(_ w: inout JSONWriter, _ item: BlueskyFeed.Item) {
    w.object("post") { post(&$0, item.post) }
    if let (person, time) = item.repost {
      w.object("reason") { reason in
        reason.put("$type", "app.bsky.feed.defs#reasonRepost")
        reason.object("by") { basicProfile(&$0, person) }
        reason.put("uri", ids.uri(repostBy: person, at: time, item.post.ownDraw["repost"]))
        reason.put("cid", ids.cid(item.post.ownDraw["repost"]))
        reason.put("indexedAt", time.withMilliseconds)
      }
    }
    if item.isPin {
      w.object("reason") { $0.put("$type", "app.bsky.feed.defs#reasonPin") }
    }
  }

  func post(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    w.put("uri", ids.uri(post))
    w.put("cid", ids.cid(post.ownDraw))
    w.object("author") { basicProfile(&$0, post.creator.number) }
    w.object("record") { record(&$0, post) }
    embed(&w, post)
    w.put("bookmarkCount", numbers.saves)
    // Replies to replies are counted where they belong.
    w.put("replyCount", numbers.comments / 8 * 5 + min(numbers.comments % 8, 5))
    w.put("repostCount", numbers.reposts)
    w.put("likeCount", numbers.likes)
    w.put("quoteCount", numbers.quotes)
    w.put("indexedAt", (post.postedAt + 400_000).withMilliseconds)
    w.member("labels", [])
  }

  private func record(_ w: inout JSONWriter, _ post: Post) {
    let clip = post.clip
    let text = BlueskyText(clip, ids, at: post.postedAt)
    w.put("$type", BlueskyIDs.collection)
    w.put("createdAt", post.postedAt.withMilliseconds)
    if post.embed != .none {
      w.object("embed") { embed in
        embed.put("$type", "app.bsky.embed.\(embedName(post.embed))")
        if post.embed == .link {
          embed.object("external") { link(&$0, post, thumb: nil) }
        }
      }
    }
    if !text.facets.isEmpty { w.list("facets", text.facets) { facet(&$0, $1) } }
    w.member("langs", [clip.language])
    w.put("text", text.text)
  }

  private func facet(_ w: inout JSONWriter, _ facet: BlueskyText.Facet) {
    w.list("features", [facet.piece]) { feature, piece in
      switch piece {
      case .tag(let tag):
        feature.put("$type", "app.bsky.richtext.facet#tag")
        feature.put("tag", tag)
      case .mention(let person):
        feature.put("$type", "app.bsky.richtext.facet#mention")
        feature.put("did", ids.did(person))
      case .text: break
      }
    }
    w.object("index") { index in
      index.put("byteEnd", facet.end)
      index.put("byteStart", facet.start)
    }
  }

  private func embed(_ w: inout JSONWriter, _ post: Post) {
    guard post.embed != .none else { return }
    let person = post.creator.number
    w.object("embed") { embed in
      embed.put("$type", "app.bsky.embed.\(embedName(post.embed))#view")
      switch post.embed {
      case .none: break
      case .images(let count):
        embed.list("images", Array(0..<count)) { view, index in
          view.put("thumb", image("feed_thumbnail", person, post.draw["media"][index]))
          view.put("fullsize", image("feed_fullsize", person, post.draw["media"][index]))
          view.put("alt", index == 0 ? post.clip.title : "")
          view.object("aspectRatio") { ratio(&$0, 1080, 1440) }
        }
      case .video:
        let name = hexText(post.draw["media"].bits)
        embed.put("cid", ids.cid(post.draw["media"]))
        embed.put(
          "playlist", "https://video.bsky.example/watch/\(ids.did(person))/\(name)/playlist.m3u8")
        embed.put(
          "thumbnail", "https://video.bsky.example/watch/\(ids.did(person))/\(name)/thumbnail.jpg")
        embed.object("aspectRatio") { ratio(&$0, 1080, 1920) }
      case .link:
        embed.object("external") {
          link(&$0, post, thumb: image("feed_thumbnail", person, post.draw["media"]))
        }
      }
    }
  }

  private func embedName(_ embed: BlueskyEmbed) -> String {
    switch embed {
    case .none, .link: "external"
    case .images: "images"
    case .video: "video"
    }
  }

  private func link(_ w: inout JSONWriter, _ post: Post, thumb: String?) {
    w.put("uri", "https://example.com/notes/\(post.creator.number)-\(post.number)")
    w.put("title", post.clip.title)
    w.put("description", "Notes to a post")
    if let thumb { w.put("thumb", thumb) }
  }

  private func ratio(_ w: inout JSONWriter, _ width: Int, _ height: Int) {
    w.put("height", height)
    w.put("width", width)
  }

  private func image(_ kind: String, _ person: Int, _ draw: Draw) -> String {
    "https://cdn.bsky.example/img/\(kind)/plain/\(ids.did(person))/\(ids.cid(draw))@jpeg"
  }

  func reference(_ w: inout JSONWriter, _ uri: String, _ draw: Draw) {
    w.put("cid", ids.cid(draw))
    w.put("uri", uri)
  }
}
