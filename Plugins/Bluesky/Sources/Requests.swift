import ProviderSDK

extension AppView.Call {
  /// The path of the call: its whole name, of which the last part names it here.
  var path: String {
    let space =
      switch self {
      case .getProfile, .getProfiles: "app.bsky.actor"
      case .getAuthorFeed, .getFeed, .getPosts, .getPostThread, .searchPosts: "app.bsky.feed"
      case .getTrends, .getPostThreadV2: "app.bsky.unspecced"
      case .resolveHandle: "com.atproto.identity"
      }
    return "/xrpc/\(space).\(rawValue)"
  }
}

extension AppView {
  /// One request an account, or one for every 25.
  func profiles(_ job: FetchJob) throws(ProviderError) -> [Request<Call>] {
    var actors: [String] = []
    for subject in job.subjects { actors.append(try Reference(subject).actor) }
    guard let first = actors.first else {
      throw ProviderError(.invalidInput, "the job names no account")
    }
    guard actors.count > 1 else {
      return [call(.getProfile, ["actor": first], as: .detail)]
    }
    return batches(actors).map { call(.getProfiles, as: .detail).repeating("actors", $0) }
  }

  /// One request for every 25 posts of known DIDs, and one for each post of a handle, which `getPosts` does not take.
  func posts(_ job: FetchJob) throws(ProviderError) -> [Request<Call>] {
    var uris: [String] = []
    var requests: [Request<Call>] = []
    for subject in job.subjects {
      let reference = try Reference(subject)
      let uri = try reference.uri(in: Reference.post)
      if reference.hasDID { uris.append(uri) } else { requests.append(onlyPost(uri)) }
    }
    let known = batches(uris).map { call(.getPosts, as: .detail).repeating("uris", $0) }
    guard !known.isEmpty || !requests.isEmpty else {
      throw ProviderError(.invalidInput, "the job names no post")
    }
    return known + requests
  }

  /// Everything an account posted, its pinned post first.
  func authorFeed(_ actor: String, _ job: FetchJob) -> Request<Call> {
    call(
      .getAuthorFeed,
      [
        "actor": actor, "limit": job.pageSize(atMost: 100), "filter": "posts_with_replies",
        "includePins": "true",
      ])
  }

  /// A post with all replies that the AppView gives at once; there are no pages.
  func thread(_ uri: String) -> Request<Call> {
    guard threadCall == .getPostThread else {
      return call(
        .getPostThreadV2,
        ["anchor": uri, "below": "20", "branchingFactor": "100", "sort": "newest"])
    }
    return call(.getPostThread, ["uri": uri, "depth": "1000", "parentHeight": "0"])
  }

  /// Posts that match, newest first.
  func search(_ words: String, tag: String? = nil, _ job: FetchJob) -> Request<Call> {
    call(
      .searchPosts,
      [
        "q": words, "tag": tag, "sort": "latest", "limit": job.pageSize(atMost: 100),
        "since": job.since.map { Timestamp($0).description },
      ]
    ).on(host: Self.searchHost)
  }

  /// Topics and the feed "Discover", or the feed that the subject names.
  func trending(_ job: FetchJob) throws(ProviderError) -> [Request<Call>] {
    guard !job.subject.name.trimmed.isEmpty else {
      let topics = call(.getTrends, ["limit": job.pageSize(atMost: 25)])
      return [topics, feed(Self.discover, job)]
    }
    let reference = try Reference(job.subject)
    let uri = try reference.uri(in: Reference.feed)
    guard !reference.hasDID else { return [feed(uri, job)] }
    return [call(.resolveHandle, ["handle": reference.actor], as: .lookup)]
  }

  /// The posts of a feed generator.
  func feed(_ uri: String, _ job: FetchJob) -> Request<Call> {
    call(.getFeed, ["feed": uri, "limit": job.pageSize(atMost: 100)])
  }

  // MARK: - Private

  private func call(
    _ call: Call, _ query: KeyValuePairs<String, String?> = [:], as role: Role = .page
  ) -> Request<Call> {
    Request(call, call.path, query, as: role)
  }

  private func onlyPost(_ uri: String) -> Request<Call> {
    call(.getPostThread, ["uri": uri, "depth": "0", "parentHeight": "0"], as: .detail)
  }

  /// The names in groups of at most 25, each once.
  private func batches(_ names: [String]) -> [[String]] {
    var unique: [String] = []
    for name in names where !unique.contains(name) { unique.append(name) }
    return stride(from: 0, to: unique.count, by: 25).map {
      Array(unique[$0..<min($0 + 25, unique.count)])
    }
  }
}
