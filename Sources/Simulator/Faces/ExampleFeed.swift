import MetricSchema

/// The upstream of the template plugin: one page of posts after the other.
struct ExampleFeed: Face {
  let id = "example.feed"
  let credential = Credential.none
  let likeNames: Set = ["likes"]

  func answer(_ call: Call) -> Page {
    let parts = call.path.split(separator: "/").map(String.init)
    guard parts.count == 4, parts[0] == "v1", parts[1] == "accounts", parts[3] == "posts" else {
      return error(404, "no such path")
    }
    guard let creator = call.world.creator(named: parts[2], at: call.now) else {
      return error(404, "no such account")
    }
    guard !creator.isPrivate else { return error(403, "the account is private") }
    let position = call.query["after"].map { pagePosition($0, "example") } ?? nil
    guard call.query["after"] == nil || position != nil else { return error(400, "no such page") }
    let count = call.query.count("limit", usual: 20, in: 1...100)
    let slice = Slice(creator.posts(on: .tiktok, at: call.now), before: position, count: count)
    return Page { root in
      root.list("posts", slice.items) { post(&$0, $1, at: call.now) }
      if let next = slice.next { root.put("next", pageToken("example", next)) }
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    switch failure {
    case .unauthorized: error(401, "log in first")
    case .forbidden: error(403, "not allowed")
    case .rateLimited: error(429, "slow down").with("retry-after", "1")
    case .quota: error(429, "the quota of the month is spent").with("retry-after", "86400")
    case .notFound: error(404, "no such path")
    case .serverError: error(500, "internal error")
    case .unavailable: error(503, "try again later").with("retry-after", "30")
    case .insideSuccess: error(200, "internal error")
    case .private: error(403, "the account is private")
    case .deleted: error(410, "the account was deleted")
    }
  }

  private func post(_ w: inout JSONWriter, _ post: Post, at now: Timestamp) {
    let numbers = post.numbers(at: now)
    w.put("id", "\(post.creator.number)-\(post.number)")
    w.put("text", TikTokCaption(post.clip, in: post.creator.world, at: now).text)
    w.put("created_at", post.postedAt.wholeSeconds.description)
    w.put("author", post.creator.name(at: now))
    w.put("likes", numbers.likes)
    w.put("views", numbers.views)
  }

  private func error(_ status: Int, _ text: String) -> Page {
    Page(status: status) { $0.put("error", text) }
  }
}
