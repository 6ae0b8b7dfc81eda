public import MetricSchema
public import ProviderSDK

/// `tiktok.scraper7`: the tikwm family at RapidAPI.
///
/// HTTP is 200 whatever happens; `code` and `msg` carry failures. Lists page by `cursor` and `hasMore`.
public struct Scraper7: Provider {
  /// The upstream's calls, under the names of its paths.
  public enum Call: String, CaseIterable, Sendable {
    /// An account, its posts newest first, and one post.
    case user = "user.info"
    case userPosts = "user.posts"
    case post
    /// The comments on a post, and the replies to one of them.
    case comments = "comment.list"
    case replies = "comment.reply"
    /// A hashtag and its posts.
    case hashtag = "challenge.info"
    case hashtagPosts = "challenge.posts"
    /// Posts that match words, and what is popular in a region.
    case search = "feed.search"
    case trending = "feed.list"
    /// A sound and its posts.
    case audio = "music.info"
    case audioPosts = "music.posts"
  }

  private let readsReplies: Bool

  /// Creates the provider. The setting `replies` says whether replies to comments are fetched, at a request each.
  public init(_ configuration: Configuration) throws(ProviderError) {
    readsReplies = try configuration.flag("replies", otherwise: true)
  }

  public func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    let subject = job.subject
    switch job.operation {
    case .profile: return [try account(.user, "/user/info", subject)]
    case .posts:
      return [try account(.userPosts, "/user/posts", subject).firstPage(of: job, atMost: 35)]
    case .post: return [try post(.post, "/", subject)]
    case .comments:
      return [try post(.comments, "/comment/list", subject).firstPage(of: job, atMost: 50)]
    case .hashtag:
      let id = subject.known("id")
      let name = id == nil ? try tagName(subject) : nil
      return [
        Request(
          .hashtag, "/challenge/info", ["challenge_id": id, "challenge_name": name], as: .lookup)
      ]
    case .search:
      let words = try searchWords(subject)
      let search = Request(Call.search, "/feed/search", ["keywords": words, "region": job.region])
      return [search.firstPage(of: job, atMost: 30)]
    case .trendingPosts:
      let count = job.pageSize(atMost: 20)
      return [Request(.trending, "/feed/list", ["region": job.region ?? "US", "count": count])]
    case .audio: return [Request(.audio, "/music/info", ["url": try soundID(subject)])]
    case .audioPosts:
      let posts = Request(Call.audioPosts, "/music/posts", ["music_id": try soundID(subject)])
      return [posts.firstPage(of: job, atMost: 35)]
    default: throw .unsupported(job.operation)
    }
  }

  public func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    try answer.checkRapidAPI()
    let root = try answer.json
    try checkTikwm(root)
    if let hint = answer.rapidAPIRateHint { output.hint(hint) }
    let data = root["data"]
    let request = answer.request
    switch request.call {
    case .user: output.emit(try Profile(web: data))
    case .userPosts, .hashtagPosts, .search, .audioPosts:
      let goesOn = try output.emit(
        postsIn: data["videos"], at: "/data/videos", of: job, Post.init(tikwm:))
      if goesOn || request.call != .userPosts { follow(data, of: request, into: &output) }
    case .trending:
      try output.emit(postsIn: data, at: "/data", of: job, Post.init(tikwm:))
    case .post:
      var post = Post(tikwm: data)
      post.id = post.id ?? PostName(of: request.query("url"), job.subject).id
      guard post.id != nil else { throw ProviderError(.schemaChanged, "no id", at: "/data/id") }
      output.emit(post)
    case .comments, .replies: try comments(data, of: job, answering: request, into: &output)
    case .hashtag:
      let hashtag = try Hashtag(tikwm: data)
      let posts = Request(Call.hashtagPosts, "/challenge/posts", ["challenge_id": hashtag.id])
      output.emit(hashtag)
      output.follow(posts.firstPage(of: job, atMost: 35))
    case .audio: output.emit(try tikwmSound(data))
    }
  }

  private func comments(
    _ data: JSON, of job: FetchJob, answering request: Request<Call>,
    into output: inout Output<Call>
  ) throws(ProviderError) {
    let post = PostName(of: request.query("video_id") ?? request.query("url"), job.subject)
    let answered = try output.emit(commentsIn: data["comments"], at: "/data/comments") {
      Comment(tikwm: $0, on: post, answering: request.query("comment_id"))
    }
    follow(data, of: request, into: &output)
    for comment in answered where readsReplies && request.call == .comments {
      let names = ["comment_id": comment.id, "video_id": comment.postID] as KeyValuePairs
      output.follow(Request(.replies, "/comment/reply", names).firstPage(atMost: 50))
    }
  }

  private func follow(
    _ data: JSON, of request: Request<Call>, into output: inout Output<Call>
  ) {
    guard data["hasMore"].bool == true else { return }
    output.followPage(of: request, "cursor", data["cursor"].id)
  }

  /// Ids come first: they outlive a change of the handle.
  private func account(
    _ call: Call, _ path: String, _ subject: Subject
  ) throws(ProviderError) -> Request<Call> {
    let name = try AccountName(subject)
    if let id = name.id { return Request(call, path, ["user_id": id]) }
    guard let handle = name.handle else {
      throw ProviderError(.invalidInput, "this upstream knows accounts by handle or id only")
    }
    return Request(call, path, ["unique_id": handle])
  }

  private func post(
    _ call: Call, _ path: String, _ subject: Subject
  ) throws(ProviderError) -> Request<Call> {
    let name = try PostName(subject)
    return Request(call, path, ["url": name.id ?? name.shortLink])
  }
}
