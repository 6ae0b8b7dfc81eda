import MetricSchema

/// The objects of the vendor behind `tiktok.scraper7`.
struct Scraper7Wire {
  let call: Call
  let ids: TikTokIDs

  init(_ call: Call) {
    self.call = call
    ids = TikTokIDs(world: call.world)
  }

  var now: Timestamp { call.now }
  var query: Query { call.query }

  // MARK: - Envelope

  func envelope(_ body: (inout JSONWriter) -> Void) -> Page {
    Page { root in
      root.put("code", 0)
      root.put("msg", "success")
      root.put("processed_time", processingTime)
      body(&root)
    }
  }

  func success(_ data: (inout JSONWriter) -> Void) -> Page {
    envelope { $0.object("data", data) }
  }

  func refusal(_ reason: String) -> Page {
    Page { root in
      root.put("code", -1)
      root.put("msg", reason)
      root.put("processed_time", processingTime)
    }
  }

  private var processingTime: Double { Double(1000 + call.draw.below(4000)) / 10_000 }

  // MARK: - What is asked for

  var creator: Creator? {
    if let id = query["user_id"] { return ids.creator(id: id) }
    return query["unique_id"].flatMap {
      call.world.creator(named: String($0.drop { $0 == "@" }), at: now)
    }
  }

  func post(from name: String) -> Post? {
    guard let id = query[name].flatMap(tikTokPostID), let post = ids.post(id, at: now),
      !post.isDeleted(at: now), !post.creator.isPrivate
    else { return nil }
    return post
  }

  var tag: String? {
    if let id = query["challenge_id"] { return ids.tag(id: id) }
    let name = call.world.plainTag(query["challenge_name"] ?? "")
    return World.tags.contains(name) ? name : nil
  }

  /// A page of a listing whose cursor counts items.
  func slice<T>(_ items: [T], most: Int = 35) -> (items: [T], end: Int, hasMore: Bool) {
    let position = query.position("cursor")
    let count = query.count("count", usual: 10, in: 1...most)
    let slice = Slice(items, from: position, count: count)
    return (slice.items, position + slice.items.count, slice.next != nil)
  }
}
