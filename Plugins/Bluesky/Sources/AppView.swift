public import MetricSchema
public import ProviderSDK

/// `bluesky.appview`: the AT Protocol's public AppView, which answers without a key.
public struct AppView: Provider {
  /// The upstream's calls, by the last part of their names.
  public enum Call: String, CaseIterable, Sendable {
    /// Accounts and their numbers, one or up to 25.
    case getProfile, getProfiles
    /// What an account posted and reposted, newest first.
    case getAuthorFeed
    /// Up to 25 posts by their URIs.
    case getPosts
    /// A post and the replies to it, as a tree and as a list.
    case getPostThread, getPostThreadV2
    /// Posts that match a query.
    case searchPosts
    /// The topics that are talked about most.
    case getTrends
    /// The posts that a feed generator picked.
    case getFeed
    /// The DID of a handle.
    case resolveHandle
  }

  /// "Discover", which bsky.app shows to people without an account.
  static let discover = "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.generator/whats-hot"
  /// Search is refused at the cached host; this one answers the first page without a session.
  static let searchHost = "api.bsky.app"

  let threadCall: Call

  /// Creates the provider. The setting `threads` chooses between `getPostThread` and `getPostThreadV2`.
  public init(_ configuration: Configuration) throws(ProviderError) {
    let name = configuration["threads"] ?? Call.getPostThread.rawValue
    guard let call = Call(rawValue: name), [.getPostThread, .getPostThreadV2].contains(call) else {
      throw ProviderError(.invalidInput, "threads is getPostThread or getPostThreadV2, not \(name)")
    }
    threadCall = call
  }

  public func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    switch job.operation {
    case .profile: return try profiles(job)
    case .posts: return [authorFeed(try Reference(job.subject).actor, job)]
    case .post: return try posts(job)
    case .comments: return [thread(try Reference(job.subject).uri(in: Reference.post))]
    case .hashtag:
      let tag = try Reference.tag(job.subject)
      return [search("#" + tag, tag: tag, job)]
    case .search:
      guard !job.subject.name.trimmed.isEmpty else {
        throw ProviderError(.invalidInput, "there are no words to search for")
      }
      return [search(job.subject.name, job)]
    case .trendingPosts: return try trending(job)
    default: throw .unsupported(job.operation)
    }
  }

  public func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    if let hint = answer.rateHint(at: context.now) { output.hint(hint) }
    let root = try answer.checked(at: context.now)
    switch answer.request.call {
    case .getProfile, .getProfiles:
      try emitProfiles(root, to: answer.request, into: &output)
    case .getAuthorFeed, .getFeed: try emitFeed(root, of: answer, job, into: &output)
    case .getPosts: try emitPosts(root, to: answer.request, into: &output)
    case .searchPosts: try emitSearch(root, of: answer, job, into: &output)
    case .getPostThread, .getPostThreadV2:
      let thread = root["thread"].exists ? root["thread"] : root
      guard job.operation == .post else { return try emitComments(thread, into: &output) }
      if let post = post(try anchor(thread)) { output.emit(post) }
    case .getTrends: try emitTrends(root, into: &output)
    case .resolveHandle:
      guard let did = root["did"].id else {
        throw ProviderError(.schemaChanged, "no DID", at: "/did")
      }
      output.follow(feed(try Reference(job.subject).uri(in: Reference.feed, of: did), job))
    }
  }
}
