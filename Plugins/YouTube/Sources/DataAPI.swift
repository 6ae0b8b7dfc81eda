import ProviderSDK

/// youtube.data: the Data API v3.
///
/// Posts cost two units a page of 50 where the channel's id is known, and one more to find it: the uploads list
/// names the videos, one call completes them. The search, 100 pages a day, is for searching only.
struct DataAPI: Provider {
  /// The API's calls.
  enum Call: String, CaseIterable, Sendable {
    case channels = "channels.list"
    case playlistItems = "playlistItems.list"
    case videos = "videos.list"
    case search = "search.list"
    case commentThreads = "commentThreads.list"
    case comments = "comments.list"
  }

  init(_ configuration: Configuration) throws(ProviderError) {}

  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    switch job.operation {
    case .profile: try profiles(job.subjects)
    case .posts: [try listing(job)]
    case .post: try posts(job.subjects)
    case .comments: [threads(on: try videoID(job.subject), job)]
    case .search: [search(for: try searchTerm(job.subject), job)]
    case .hashtag: [search(for: "#" + (try tagName(job.subject)), job)]
    case .trendingPosts: [chart(job)]
    default: throw .unsupported(job.operation)
    }
  }

  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    let page = try answer.json
    if let failure = DataFailure(
      page, status: answer.status, retryAfterMs: answer.retryAfterMs)
    {
      let isEmpty = failure.reason == "playlistNotFound" && failure.error.failure == .notFound
      guard isEmpty, job.operation == .posts else { throw failure.error }
      return try hasNoUploads(job, failure, into: &output)
    }
    guard page["kind"].text?.hasPrefix("youtube#") == true else {
      throw ProviderError(.schemaChanged, "the answer is of no kind of the API", at: "/kind")
    }
    switch answer.request.call {
    case .channels where job.operation == .posts:
      try findUploads(page, answer.request, job, into: &output)
    case .channels: try emitProfiles(page, answer.request, into: &output)
    case .playlistItems: followUploads(page, answer.request, job, into: &output)
    case .videos: try emitPosts(page, answer.request, job, into: &output)
    case .search: try followResults(page, answer.request, job, into: &output)
    case .commentThreads: emitThreads(page, answer.request, job, into: &output)
    case .comments: emitReplies(page, answer.request, job, into: &output)
    }
  }
}
