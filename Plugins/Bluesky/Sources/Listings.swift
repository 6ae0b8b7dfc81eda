import ProviderSDK

extension AppView {
  /// Emits one account, or those of a batch; what a batch leaves out is reported.
  func emitProfiles(
    _ root: JSON, to request: Request<Call>, into output: inout Output<Call>
  ) throws(ProviderError) {
    var found: [String] = []
    for (index, view) in try elements(root, "profiles", orOne: "did").enumerated() {
      guard let profile = profile(view) else {
        output.diagnose(.schemaChanged, "an account without DID", at: "/profiles/\(index)")
        continue
      }
      found += [profile.id, profile.handle].compactMap(\.self)
      output.emit(profile)
    }
    try reportMissing("actors", of: request, found: found, into: &output)
  }

  /// Emits the posts of a batch; those it leaves out, which may be all, are reported.
  func emitPosts(
    _ root: JSON, to request: Request<Call>, into output: inout Output<Call>
  ) throws(ProviderError) {
    let posts = emit(try elements(root, "posts", orOne: "uri"), "posts", since: nil, into: &output)
    try reportMissing("uris", of: request, found: posts.compactMap(\.id), into: &output)
  }

  /// Emits a page of a feed.
  func emitFeed(
    _ root: JSON, of answer: Answer<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    let since = answer.request.call == .getAuthorFeed ? job.since : nil
    let items = try elements(root, "feed", orOne: "post")
    let posts = emit(items, "feed", since: since, into: &output)
    follow(root, after: posts, of: answer.request, since: since, into: &output)
  }

  /// Emits a page of a search, and before the first page of a hashtag the hashtag.
  func emitSearch(
    _ root: JSON, of answer: Answer<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    let views = try elements(root, "posts", orOne: "uri")
    if job.operation == .hashtag, answer.request.query("cursor") == nil {
      output.emit(hashtag(try Reference.tag(job.subject), root))
    }
    let posts = emit(views, "posts", since: job.since, into: &output)
    follow(root, after: posts, of: answer.request, since: job.since, into: &output)
  }

  /// Emits the topics in the order of the upstream, which is their rank.
  func emitTrends(_ root: JSON, into output: inout Output<Call>) throws(ProviderError) {
    for (index, item) in try elements(root, "trends", orOne: "topic").enumerated() {
      var entry = TrendEntry()
      entry.kind = "topic"
      entry.rank = Int64(index + 1)
      entry.subjectID = item["topic"].id
      entry.name = item["displayName"].id ?? item["topic"].id
      entry.url = item["link"].id.map { $0.hasPrefix("/") ? "https://bsky.app" + $0 : $0 }
      entry.periodStart = rfc3339Microseconds(item["startedAt"].text)
      entry.metrics.set(.posts, item["postCount"].int, otherwise: .notReported)
      entry.extras.set("status", item["status"].id)
      entry.extras.set("category", item["category"].id)
      output.emit(entry)
    }
  }

  // MARK: - Private

  /// The elements of the list called `name`; an answer that is the list itself, or one element of it, which has the
  /// member `mark`, is read as such.
  private func elements(
    _ root: JSON, _ name: StaticString, orOne mark: StaticString
  ) throws(ProviderError) -> [JSON] {
    if root.kind == .array { return Array(root.elements) }
    if root[name].kind == .array { return Array(root[name].elements) }
    if root[mark].exists { return [root] }
    throw ProviderError(.schemaChanged, "no list of \(name)", at: "/\(name)")
  }

  /// Emits posts, but those that came into the listing before `since`.
  ///
  /// - Returns: All posts of the listing.
  private func emit(
    _ items: [JSON], _ name: String, since: Int64?, into output: inout Output<Call>
  ) -> [Post] {
    var posts: [Post] = []
    for (index, item) in items.enumerated() {
      guard let post = feedPost(item) else {
        output.diagnose(.schemaChanged, "an element without a post", at: "/\(name)/\(index)")
        continue
      }
      posts.append(post)
      if !isBefore(since, post) { output.emit(post) }
    }
    return posts
  }

  /// Asks for the next page, unless the cursor stands still, a listing that is no account's ends with an empty page,
  /// or the page reaches back beyond what is wanted.
  private func follow(
    _ root: JSON, after posts: [Post], of request: Request<Call>, since: Int64?,
    into output: inout Output<Call>
  ) {
    guard !posts.isEmpty || request.call == .getAuthorFeed else { return }
    if let last = posts.last, isBefore(since, last) { return }
    output.followPage(of: request, "cursor", root["cursor"].id)
  }

  /// Whether a post came into a listing, by being posted or reposted, before a time; a pinned one is out of order.
  private func isBefore(_ since: Int64?, _ post: Post) -> Bool {
    guard let since, post.pinned != true, let time = post.repostedAt ?? post.postedAt else {
      return false
    }
    return time < since
  }

  /// Reports what a batch leaves out: the AppView says nothing of accounts and posts that are deleted, suspended or
  /// never were. Where one was asked for, what came is it.
  private func reportMissing(
    _ parameter: String, of request: Request<Call>, found: [String],
    into output: inout Output<Call>
  ) throws(ProviderError) {
    let wanted = request.message.query.filter { $0.name == parameter }.map(\.value)
    if let first = wanted.first, found.isEmpty {
      throw ProviderError(.notFound, "there is no \(first)")
    }
    for name in wanted where wanted.count > 1 && !found.contains(name) {
      output.diagnose(.notFound, "there is no \(name)")
    }
  }

  private func hashtag(_ name: String, _ root: JSON) -> Hashtag {
    var hashtag = Hashtag()
    hashtag.name = name
    hashtag.url = "https://bsky.app/hashtag/\(pathComponent(name))"
    hashtag.metrics.set(.posts, root["hitsTotal"].int, otherwise: .notReported)
    return hashtag
  }
}
