import MetricSchema

// What is popular, what matches words, and what has a tag or a sound.
extension TikTokAPI23 {
  func trending(_ call: Call, _ wire: TikTokNative) -> Page {
    let count = call.query.count("count", usual: 16, in: 1...30)
    let posts = call.world.trending(on: .tiktok, in: "US", at: call.now)
    return success(call) { root in
      root.put("hasMore", true)
      items(&root, Array(posts.prefix(count)), wire)
    }
  }

  func searchVideo(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let words = call.query["keyword"] else { return badParameters(call) }
    let slice = found(words, call)
    return Page { root in
      root.put("cursor", call.query.position("cursor") + slice.items.count)
      root.put("has_more", slice.next == nil ? 0 : 1)
      items(&root, slice.items, wire, name: "item_list")
      status(&root, call)
    }
  }

  func searchGeneral(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let words = call.query["keyword"] else { return badParameters(call) }
    let slice = found(words, call)
    return Page { root in
      root.put("cursor", call.query.position("cursor") + slice.items.count)
      root.put("has_more", slice.next == nil ? 0 : 1)
      root.list("data", slice.items) { entry, post in
        entry.object("common") { $0.put("doc_id_str", wire.ids.post(post)) }
        entry.object("item") { wire.item(&$0, post, of: wire.counters(post.creator)) }
        entry.put("type", 1)
      }
      status(&root, call)
    }
  }

  private func found(_ words: String, _ call: Call) -> Slice<Post> {
    Slice(
      call.world.posts(matching: words, on: .tiktok, at: call.now),
      from: call.query.position("cursor"), count: call.query.count("count", usual: 12, in: 1...30))
  }

  func tag(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let name = call.query["challengeName"] else { return badParameters(call) }
    let tag = call.world.plainTag(name)
    guard World.tags.contains(tag) else {
      return refusal(call, 10205, "challenge doesn't exist") { $0.object("challengeInfo") }
    }
    let standing = call.world.standing(ofTag: tag, at: call.now)
    func rounded(_ stats: inout JSONWriter) {
      // The plain counter of videos stays at nought, whatever the text beside it says.
      stats.put("videoCount", 0)
      stats.put("viewCount", tikTokRounded(standing.views))
    }
    return success(call) { root in
      root.object("challengeInfo") { info in
        info.object("challenge") { challenge in
          wire.challenge(&challenge, tag)
          challenge.put("isCommerce", false)
          challenge.object("stats", rounded)
        }
        info.object("stats", rounded)
        info.object("statsV2") { stats in
          stats.put("videoCount", String(standing.posts))
          stats.put("viewCount", String(standing.views))
        }
      }
      root.object("shareMeta") { $0.put("title", "#\(tag) on TikTok") }
    }
  }

  func tagPosts(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let tag = call.query["challengeId"].flatMap({ wire.ids.tag(id: $0) }) else {
      return badParameters(call)
    }
    return listing(call, call.world.posts(tagged: tag, on: .tiktok, at: call.now), wire)
  }

  func sound(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let sound = call.query["musicId"].flatMap({ wire.ids.sound(id: $0) }) else {
      return badParameters(call)
    }
    return success(call) { root in
      root.object("musicInfo") { info in
        info.object("music") { wire.music(&$0, sound) }
        let uses = call.world.posts(with: sound, on: .tiktok, at: call.now).count
        info.object("stats") { $0.put("videoCount", uses) }
      }
    }
  }

  func soundPosts(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let sound = call.query["musicId"].flatMap({ wire.ids.sound(id: $0) }) else {
      return badParameters(call)
    }
    return listing(call, call.world.posts(with: sound, on: .tiktok, at: call.now), wire)
  }

  private func listing(_ call: Call, _ posts: [Post], _ wire: TikTokNative) -> Page {
    let position = call.query.position("cursor")
    let count = call.query.count("count", usual: 30, in: 1...35)
    let slice = Slice(posts, from: position, count: count)
    return success(call) { root in
      root.put("cursor", String(position + slice.items.count))
      root.put("hasMore", slice.next != nil)
      items(&root, slice.items, wire)
    }
  }
}
