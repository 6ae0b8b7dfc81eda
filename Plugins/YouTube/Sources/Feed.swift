import ProviderSDK

/// youtube.rss: the feed of a channel, and oEmbed for one video.
///
/// Neither finds a channel by its handle. The feed holds the newest 15 videos and has no second page.
struct Feed: Provider {
  /// The site's calls.
  enum Call: String, CaseIterable, Sendable {
    case feed
    case embed = "oembed"
  }

  init(_ configuration: Configuration) throws(ProviderError) {}

  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    switch job.operation {
    case .posts: return [try feed(of: ChannelReference(job.subject))]
    case .post:
      let url = videoURL(try videoID(job.subject))
      return [Request(.embed, "/oembed", ["format": "json", "url": url])]
    default: throw .unsupported(job.operation)
    }
  }

  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    switch answer.request.call {
    case .feed:
      try answer.checkStatus()
      let feed = try answer.xml.root
      guard feed.name == "feed" else {
        throw ProviderError(.schemaChanged, "the answer is XML and no feed")
      }
      for entry in feed.children where entry.name == "entry" {
        if let post = Post(entry: entry) {
          output.emit(post, of: job)
        } else {
          output.diagnose(.schemaChanged, "an entry has no id", at: "/feed/entry/videoId")
        }
      }
    case .embed:
      // Without a key there is nothing to be forbidden but this video: private, or not to be embedded.
      if [401, 403].contains(answer.status) {
        throw ProviderError(.private, "the video is private or its owner forbids embedding")
      }
      try answer.checkStatus()
      output.emit(try Post(embed: try answer.json, asked: try? videoID(job.subject)))
    }
  }

  private func feed(of channel: ChannelReference) throws(ProviderError) -> Request<Call> {
    switch channel {
    case .id(let id): return feed("channel_id", id)
    case .user(let name): return feed("user", name)
    case .handle(let name), .custom(let name):
      throw ProviderError(
        .invalidInput,
        "the feed knows channels by their id only: give the id (UC…) of \(name), or fetch the profile once with another provider, which stores it"
      )
    }
  }

  private func feed(_ name: String, _ value: String) -> Request<Call> {
    Request(.feed, "/feeds/videos.xml").setting(name, value)
  }
}

extension Post {
  /// Reads an entry of a feed; `nil` where it has no id.
  fileprivate init?(entry: Markup.Element) {
    guard let id = entry["videoId"].text, !id.isEmpty else { return nil }
    let media = entry["group"]
    let community = media["community"]
    self.init()
    self.id = id
    author = Author(channel: entry["channelId"].text, name: entry["author"]["name"].text)
    url = entry["link"].attribute("href") ?? videoURL(id)
    title = entry["title"].text
    description = media["description"].text
    mediaKind = .video
    shortForm = url?.contains("/shorts/") == true ? true : nil
    thumbnailURL = media["thumbnail"].attribute("url")
    postedAt = rfc3339Microseconds(entry["published"].text)
    metrics.set(
      .views, community["statistics"].attribute("views").flatMap { Int64($0) },
      otherwise: .notReported)
    // The average of all ratings has been 5 since dislikes are no longer counted: what is left are likes.
    metrics.set(
      .likes, community["starRating"].attribute("count").flatMap { Int64($0) },
      otherwise: .notReported)
    metrics.set(.comments, nil, otherwise: .unsupported)
  }

  /// Reads what oEmbed says of a video: who made it and what it is called, no counts.
  fileprivate init(embed: JSON, asked: String?) throws(ProviderError) {
    let thumbnail = embed["thumbnail_url"].text
    guard embed["type"].text == "video", let id = asked ?? thumbnail.flatMap(Self.idInThumbnail)
    else { throw ProviderError(.schemaChanged, "the answer describes no video", at: "/type") }
    self.init()
    self.id = id
    url = videoURL(id)
    title = embed["title"].text
    mediaKind = .video
    thumbnailURL = thumbnail
    presence = .visible
    author = Self.author(embed["author_name"].text, Link(embed["author_url"].text ?? ""))
    for metric in [Metric.views, .likes, .comments] {
      metrics.set(metric, nil, otherwise: .unsupported)
    }
  }

  /// The address of an author is `/@handle`, of old `/user/name`.
  private static func author(_ name: String?, _ link: Link?) -> Author? {
    let path = link?.path ?? []
    let handle = path.first?.hasPrefix("@") == true ? path.first : nil
    let channel = path.count == 2 && path[0] == "channel" ? path[1] : nil
    var author = Author(channel: channel, name: name, handle: handle)
    if path.count == 2, path[0] == "user" {
      author?.identities.append(Identity("username", path[1]))
    }
    return author
  }

  private static func idInThumbnail(_ url: String) -> String? {
    guard let path = Link(url)?.path, path.count == 3, path[0] == "vi" else { return nil }
    return path[1]
  }
}
