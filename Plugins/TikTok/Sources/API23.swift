public import MetricSchema
public import ProviderSDK

/// `tiktok.api23`: TikTok's own web shape behind RapidAPI.
///
/// Posts are listed by `sec_uid`, which is looked up where it is not known. Lists stand at other places from call to
/// call, and failures come with HTTP 200 in a status of the body.
public struct API23: Provider {
  /// The upstream's calls, under the names of its paths.
  public enum Call: String, CaseIterable, Sendable {
    /// An account by handle, or by id or sec_uid.
    case user = "user.info"
    case userByID = "user.info-by-id"
    /// The posts of an account newest first, and one post.
    case userPosts = "user.posts"
    case post = "post.detail"
    /// The comments on a post, and the replies to one of them.
    case comments = "post.comments"
    case replies = "post.comment-replies"
    /// Posts that match words, and what is popular.
    case search = "search.video"
    case trending = "post.trending"
    /// A hashtag and its posts.
    case hashtag = "challenge.info"
    case hashtagPosts = "challenge.posts"
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
    case .profile: return [account(try AccountName(subject))]
    case .posts:
      let name = try AccountName(subject)
      return [name.secUID.map { posts(of: $0, job) } ?? account(name)]
    case .post: return [Request(.post, "/api/post/detail", ["videoId": try postID(subject)])]
    case .comments:
      let comments = Request(
        Call.comments, "/api/post/comments", ["videoId": try postID(subject)])
      return [comments.firstPage(of: job, atMost: 50)]
    case .hashtag:
      let name = try tagName(subject)
      return [Request(.hashtag, "/api/challenge/info", ["challengeName": name], as: .lookup)]
    case .search:
      let words = try searchWords(subject)
      return [Request(.search, "/api/search/video", ["keyword": words, "cursor": "0"])]
    case .trendingPosts:
      return [Request(.trending, "/api/post/trending", ["count": job.pageSize(atMost: 30)])]
    case .audio: return [Request(.audio, "/api/music/info", ["musicId": try soundID(subject)])]
    case .audioPosts:
      let posts = Request(Call.audioPosts, "/api/music/posts", ["musicId": try soundID(subject)])
      return [posts.firstPage(of: job, atMost: 30)]
    default: throw .unsupported(job.operation)
    }
  }

  public func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    try answer.checkRapidAPI()
    let root = try answer.json
    let body = WebAnswer(root)
    let request = answer.request
    // A private account comes whole, with a status that is a failure for anything else.
    if !body.hasAccount { try body.checkStatus() }
    if let hint = answer.rapidAPIRateHint { output.hint(hint) }
    switch request.call {
    case .user, .userByID: try account(body.account(), of: job, into: &output)
    case .userPosts, .hashtagPosts, .audioPosts, .search, .trending:
      if body.isEndOfPosts { return }
      let goesOn = try output.emit(postsIn: body.posts, at: "/itemList", of: job) {
        Post(anyWeb: $0, inProfile: request.call == .userPosts)
      }
      guard goesOn || request.call != .userPosts, request.call != .trending else { return }
      follow(body, of: request, into: &output)
    case .post: output.emit(try body.post())
    case .comments, .replies: try comments(body, of: job, answering: request, into: &output)
    case .hashtag:
      let hashtag = try Hashtag(web: body.data["challengeInfo"])
      let posts = Request(
        Call.hashtagPosts, "/api/challenge/posts", ["challengeId": hashtag.id])
      output.emit(hashtag)
      output.follow(posts.firstPage(of: job, atMost: 30))
    case .audio: output.emit(try body.sound())
    }
  }

  private func account(
    _ profile: Profile, of job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard job.operation == .posts else { return output.emit(profile) }
    if profile.isPrivate == true {
      throw ProviderError(.private, "the account shows its posts to its followers only")
    }
    guard let secUID = profile.identities.first?.value else {
      throw ProviderError(.schemaChanged, "the account has no sec_uid", at: "/userInfo/user/secUid")
    }
    output.follow(posts(of: secUID, job))
  }

  private func comments(
    _ body: WebAnswer, of job: FetchJob, answering request: Request<Call>,
    into output: inout Output<Call>
  ) throws(ProviderError) {
    let post = PostName(of: request.query("videoId"), job.subject)
    let answered = try output.emit(commentsIn: body.data["comments"], at: "/comments") {
      Comment(app: $0, on: post)
    }
    follow(body, of: request, into: &output)
    for comment in answered where readsReplies && request.call == .comments {
      let names = ["videoId": comment.postID, "commentId": comment.id] as KeyValuePairs
      output.follow(Request(.replies, "/api/post/comment/replies", names).firstPage(atMost: 50))
    }
  }

  private func follow(
    _ body: WebAnswer, of request: Request<Call>, into output: inout Output<Call>
  ) {
    guard body.hasMore else { return }
    let next = body.searchID.map { request.setting("search_id", $0) } ?? request
    output.followPage(of: request.call == .search ? next : request, "cursor", body.cursor)
  }

  private func account(_ name: AccountName) -> Request<Call> {
    if let handle = name.handle {
      return Request(.user, "/api/user/info", ["uniqueId": handle], as: .lookup)
    }
    let id = name.secUID == nil ? name.id : nil
    return Request(
      .userByID, "/api/user/info-by-id", ["userId": id, "secUid": name.secUID], as: .lookup)
  }

  private func posts(of secUID: String, _ job: FetchJob) -> Request<Call> {
    Request(.userPosts, "/api/user/posts", ["secUid": secUID]).firstPage(of: job, atMost: 35)
  }

  private func postID(_ subject: Subject) throws(ProviderError) -> String {
    if let id = try PostName(subject).id { return id }
    throw ProviderError(
      .invalidInput, "this upstream cannot follow short links; give the post's id")
  }
}
