public import MetricSchema
public import ProviderSDK

/// The smallest complete provider: copy this folder to begin your own.
public struct Feed: Provider {
  /// The upstream's calls.
  public enum Call: String, CaseIterable, Sendable {
    /// One page of posts.
    case posts = "posts.list"
  }

  /// Creates the provider; it has no settings.
  public init(_ configuration: Configuration) throws(ProviderError) {}

  public func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    guard job.operation == .posts else { throw .unsupported(job.operation) }
    return [
      Request(.posts, "/v1/accounts/\(pathComponent(job.subject.name))/posts", ["limit": "50"])
    ]
  }

  public func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    try answer.checkStatus()
    let page = try answer.json
    guard page["posts"].exists else {
      throw ProviderError(.schemaChanged, "no posts", at: "/posts")
    }
    for item in page["posts"].elements { output.emit(post(item)) }
    if let next = page["next"].text { output.follow(answer.request.setting("after", next)) }
  }

  private func post(_ item: JSON) -> Post {
    var post = Post()
    post.id = item["id"].id
    post.caption = item["text"].text
    post.postedAt = rfc3339Microseconds(item["created_at"].text)
    var author = Author()
    author.handle = item["author"].text
    post.author = author
    post.metrics.set(.likes, item["likes"].int, otherwise: .notReported)
    post.metrics.set(.views, item["views"].int, otherwise: .notReported)
    return post
  }
}

/// The providers of this plugin.
public let providers = [ProviderEntry("example.feed", Feed.self)]
