import MetricSchema

// What people talk of.
extension BlueskyWire {
  /// The tags of the day, most talked of first.
  var trends: [String] {
    World.tags.map { ($0, call.world.root["trend"][$0][Int(now.day)].unit) }
      .sorted { $0.1 > $1.1 }.map(\.0)
  }

  func topic(_ w: inout JSONWriter, _ tag: String) {
    w.put("topic", tag)
    w.put("displayName", "#\(tag)")
    w.put("link", "/hashtag/\(tag)")
  }

  func trend(_ w: inout JSONWriter, _ tag: String, place: Int) {
    topic(&w, tag)
    let draw = call.world.root["trend"][tag][Int(now.day)]
    w.put(
      "startedAt",
      Timestamp(now.day * Span.day - Int64(draw.below(20)) * Span.hour).withMilliseconds)
    w.put("postCount", 200 + draw["posts"].below(30_000))
    if place < 3 { w.put("status", "hot") }
    w.put("category", "other")
    w.list(
      "actors", call.world.posts(tagged: tag, on: .bluesky, at: now).prefix(3).map(\.creator.number)
    ) {
      basicProfile(&$0, $1)
    }
  }
}
