import MetricSchema

/// The public AppView as `bluesky.appview` reads it. Nearly every refusal is HTTP 400 with a name and a message.
struct BlueskyAppView: Face {
  let id = "bluesky.appview"
  let credential = Credential.none
  let likeNames: Set = ["likeCount"]

  func answer(_ call: Call) -> Page {
    guard call.path.hasPrefix("/xrpc/") else { return Self.unknownMethod }
    let wire = BlueskyWire(call)
    return switch call.path.dropFirst(6) {
    case "app.bsky.actor.getProfile": profile(wire)
    case "app.bsky.actor.getProfiles": profiles(wire)
    case "app.bsky.feed.getAuthorFeed": authorFeed(wire)
    case "app.bsky.feed.getPosts": posts(wire)
    case "app.bsky.feed.getPostThread": thread(wire)
    case "app.bsky.unspecced.getPostThreadV2": flatThread(wire)
    case "app.bsky.feed.searchPosts": search(wire)
    case "app.bsky.feed.getFeed": popular(wire)
    case "app.bsky.unspecced.getTrends": trends(wire)
    case "app.bsky.unspecced.getTrendingTopics": topics(wire)
    case "com.atproto.identity.resolveHandle": resolve(wire)
    default: Self.unknownMethod
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    switch failure {
    case .unauthorized: Self.error("AuthMissing", "Authentication Required", status: 401)
    // What stands before the AppView does not speak JSON.
    case .forbidden:
      Page(
        status: 403,
        html: "<html><body><h1>403 Forbidden</h1>\n"
          + "Request forbidden by administrative rules.\n</body></html>\n")
    case .rateLimited: limited(call, seconds: 1)
    case .quota: limited(call, seconds: 300)
    case .notFound: Self.unknownMethod
    case .serverError: Self.error("InternalServerError", "Internal Server Error", status: 500)
    case .unavailable:
      Self.error("UpstreamFailure", "Upstream service unreachable", status: 503)
        .with("retry-after", "30")
    case .insideSuccess: Self.error("UpstreamFailure", "Upstream service unreachable", status: 200)
    case .private: Self.error("BlockedByActor", "Requester is blocked by actor")
    case .deleted:
      call.path.hasSuffix("getPostThread")
        ? Self.error("NotFound", "Post not found: \(call.query["uri"] ?? "")")
        : Self.error("AccountTakedown", "Account has been suspended")
    }
  }

  // MARK: - People

  private func profile(_ wire: BlueskyWire) -> Page {
    guard let actor = wire.query["actor"] else { return Self.missing("actor") }
    guard let creator = wire.ids.creator(actor: actor, at: wire.now) else {
      return Self.error("InvalidRequest", "Profile not found")
    }
    return Page { wire.detailedProfile(&$0, creator) }
  }

  private func profiles(_ wire: BlueskyWire) -> Page {
    let actors = wire.query.all("actors")
    guard !actors.isEmpty else { return Self.missing("actors") }
    guard actors.count <= 25 else { return Self.tooMany("actors", 25) }
    let found = actors.compactMap { wire.ids.creator(actor: $0, at: wire.now) }
    return Page { root in
      root.list("profiles", found) { wire.detailedProfile(&$0, $1) }
    }
  }

  private func resolve(_ wire: BlueskyWire) -> Page {
    guard let handle = wire.query["handle"] else { return Self.missing("handle") }
    guard let creator = wire.ids.creator(actor: handle, at: wire.now) else {
      return Self.error("InvalidRequest", "Unable to resolve handle")
    }
    return Page { $0.put("did", wire.ids.did(creator.number)) }
  }

  // MARK: - Posts

  private func authorFeed(_ wire: BlueskyWire) -> Page {
    guard let actor = wire.query["actor"] else { return Self.missing("actor") }
    guard let limit = wire.limit(usual: 50) else { return Self.badLimit }
    guard let creator = wire.ids.creator(actor: actor, at: wire.now) else {
      return Self.error("InvalidRequest", "Profile not found")
    }
    let before = wire.query["cursor"].map(Timestamp.init(rfc3339:))
    if case .some(.none) = before { return Self.error("InvalidRequest", "Malformed cursor") }
    let feed = BlueskyFeed(of: creator, filter: wire.query["filter"], at: wire.now)
    let withPins = before == nil && wire.query["includePins"] == "true"
    let (items, next) = feed.page(before: before ?? nil, limit: limit, withPins: withPins)
    return Page { root in
      root.list("feed", items) { wire.feedItem(&$0, $1) }
      if let next { root.put("cursor", next.withMilliseconds) }
    }
  }

  private func posts(_ wire: BlueskyWire) -> Page {
    let uris = wire.query.all("uris")
    guard !uris.isEmpty else { return Self.missing("uris") }
    guard uris.count <= 25 else { return Self.tooMany("uris", 25) }
    return Page { root in
      root.list("posts", uris.compactMap { visible($0, wire) }) { wire.post(&$0, $1) }
    }
  }

  private func visible(_ uri: String, _ wire: BlueskyWire) -> Post? {
    guard let post = wire.ids.post(uri, at: wire.now), !post.isDeleted(at: wire.now) else {
      return nil
    }
    return post
  }

  private func thread(_ wire: BlueskyWire) -> Page {
    guard let uri = wire.query["uri"] else { return Self.missing("uri") }
    guard let post = visible(uri, wire) else {
      return Self.error("NotFound", "Post not found: \(uri)")
    }
    let depth = wire.query.count("depth", usual: 6, in: 0...1000)
    return Page { root in
      root.object("thread") { wire.thread(&$0, post, depth: depth) }
    }
  }

  private func flatThread(_ wire: BlueskyWire) -> Page {
    guard let uri = wire.query["anchor"] else { return Self.missing("anchor") }
    guard let post = visible(uri, wire) else {
      return Self.error("NotFound", "Post not found: \(uri)")
    }
    let below = wire.query.count("below", usual: 6, in: 0...20)
    let branches = wire.query.count("branchingFactor", usual: 10, in: 0...100)
    return Page { root in
      root.put("hasOtherReplies", false)
      root.key("thread")
      root.array { wire.flatThread(&$0, post, below: below, branches: branches) }
    }
  }

  // MARK: - Errors

  private static var unknownMethod: Page {
    error("XRPCNotSupported", "XRPCNotSupported", status: 404)
  }

  static var badLimit: Page {
    error("InvalidRequest", "Error: limit is not in the range that the method allows")
  }

  static func missing(_ name: String) -> Page {
    error("InvalidRequest", "Error: Params must have the property \"\(name)\"")
  }

  private static func tooMany(_ name: String, _ most: Int) -> Page {
    error("InvalidRequest", "Error: \(name) must not have more than \(most) elements")
  }

  private static func error(_ name: String, _ message: String, status: Int = 400) -> Page {
    Page(status: status) { root in
      root.put("error", name)
      root.put("message", message)
    }
  }

  private func limited(_ call: Call, seconds: Int64) -> Page {
    Self.error("RateLimitExceeded", "Rate Limit Exceeded", status: 429)
      .with("RateLimit-Limit", "3000").with("RateLimit-Remaining", "0")
      .with("RateLimit-Reset", String(call.now.seconds + seconds))
      .with("RateLimit-Policy", "3000;w=300").with("retry-after", String(seconds))
  }
}
