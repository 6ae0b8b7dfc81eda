import ProviderSDK

/// youtube.yt-api: the RapidAPI vendor yt-api.
///
/// Listings give no exact dates and no likes; `post` gives both. A channel's posts stand under several tabs, each a
/// listing of its own: the setting `tabs` names them ("videos,shorts" unless set; "live" is the third).
struct YTAPI: Provider {
  /// The vendor's calls.
  enum Call: String, CaseIterable, Sendable {
    case resolve
    case about = "channel.about"
    case videos = "channel.videos"
    case shorts = "channel.shorts"
    case live = "channel.liveStreams"
    case video = "video.info"
    case comments
    case search
    case hashtag
    case trending
  }

  private let tabs: [Call]

  init(_ configuration: Configuration) throws(ProviderError) {
    tabs = try Self.tabs(configuration["tabs"] ?? "videos,shorts")
  }

  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>] {
    switch job.operation {
    case .profile, .posts:
      let channel = try ChannelReference(job.subject)
      if case .id(let id) = channel { return requests(forChannel: id, job) }
      return [Request(.resolve, "/resolve", ["url": channel.url], as: .lookup)]
    case .post:
      let id = try videoID(job.subject)
      return [Request(.video, "/video/info", ["id": id, "extend": "2"])]
    case .comments:
      let id = try videoID(job.subject)
      return [Request(.comments, "/comments", ["id": id, "sort_by": "newest"])]
    case .search:
      let words = try searchTerm(job.subject)
      return [
        Request(.search, "/search", ["query": words, "type": "video", "geo": job.region])
      ]
    case .hashtag:
      let tag = try tagName(job.subject)
      return [Request(.hashtag, "/hashtag", ["tag": tag, "geo": job.region])]
    case .trendingPosts:
      return [Request(.trending, "/trending", ["geo": job.region ?? "US", "type": "now"])]
    default: throw .unsupported(job.operation)
    }
  }

  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError) {
    if let hint = answer.rapidAPIRateHint { output.hint(hint) }
    try answer.checkRapidAPI()
    let page = try answer.json
    if let failure = vendorFailure(page) { throw failure }
    let request = answer.request
    switch request.call {
    case .resolve: try followChannel(page, job, into: &output)
    case .about: output.emit(try Profile(about: page))
    case .video: output.emit(try Post(info: page, isExtended: request.query("extend") != nil))
    case .comments: try emitComments(page, request, job, into: &output)
    case .hashtag where request.token == nil:
      output.emit(Hashtag(meta: page["meta"], asked: try tagName(job.subject)))
      try emitPosts(page, request, job, into: &output)
    case .videos, .shorts, .live, .search, .hashtag, .trending:
      try emitPosts(page, request, job, into: &output)
    }
  }

  private static func tabs(_ names: String) throws(ProviderError) -> [Call] {
    var tabs: [Call] = []
    for name in names.split(separator: ",") {
      switch name {
      case "videos": tabs.append(.videos)
      case "shorts": tabs.append(.shorts)
      case "live": tabs.append(.live)
      default:
        throw ProviderError(
          .invalidInput, "the setting tabs lists videos, shorts and live, not \"\(name)\"")
      }
    }
    return tabs
  }
}

// MARK: - Answers

extension YTAPI {
  private func requests(forChannel id: String, _ job: FetchJob) -> [Request<Call>] {
    if job.operation == .profile {
      return [Request(.about, "/channel/about", ["id": id], as: .lookup)]
    }
    return tabs.map { tab in
      let name = tab.rawValue.split(separator: ".")[1]
      return Request(tab, "/channel/\(name)", ["id": id, "sort_by": "newest"])
    }
  }

  private func followChannel(
    _ page: JSON, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard let id = page["browseId"].text.flatMap(channelID) else {
      // Only what is said to be another page leads nowhere.
      let kind = page["webPageType"].text
      guard let kind, kind != "WEB_PAGE_TYPE_CHANNEL" else {
        throw ProviderError(.schemaChanged, "a channel without an id", at: "/browseId")
      }
      throw ProviderError(.notFound, "the address leads to no channel", at: "/browseId")
    }
    for request in requests(forChannel: id, job) { output.follow(request) }
  }

  /// Emits a page of a listing; groups such as a shelf of shorts are opened, channels and playlists passed over.
  private func emitPosts(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard page["data"].kind == .array else {
      throw ProviderError(.schemaChanged, "no list", at: "/data")
    }
    var isOld = false
    var wanted = 0
    for entry in page["data"].elements {
      let group = entry["data"].elements.map { $0 }
      for item in group.isEmpty ? [entry] : group {
        guard let post = Post(item: item, channel: page["meta"]) else {
          if item["type"].text == "video" || item["type"].text == "shorts" {
            output.diagnose(.schemaChanged, "a video has no id", at: "/data")
          }
          continue
        }
        isOld = job.excludes(latestPublication(item))
        if isOld { continue }
        output.emit(post)
        wanted += 1
      }
    }
    // Only the tabs of a channel have the newest first: what ends another listing is a page of old videos alone.
    let ends = isOld && [.videos, .shorts, .live].contains(request.call)
    if wanted > 0, !ends { follow(page, request, into: &output) }
  }

  private func emitComments(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard page["data"].kind == .array else {
      throw ProviderError(.schemaChanged, "no list", at: "/data")
    }
    let video = request.query("id") ?? (try? videoID(job.subject))
    var count = 0
    for item in page["data"].elements {
      guard let comment = Comment(item: item, on: video) else {
        output.diagnose(.schemaChanged, "a comment has no id", at: "/data")
        continue
      }
      output.emit(comment)
      count += 1
      if item["replyCount"].int ?? 0 > 0, let token = item["replyToken"].id,
        token != request.token
      {
        output.follow(request.continuing(at: token))
      }
    }
    if count > 0 { follow(page, request, into: &output) }
  }

  private func follow(_ page: JSON, _ request: Request<Call>, into output: inout Output<Call>) {
    guard let token = page["continuation"].id, token != request.token else { return }
    output.follow(request.continuing(at: token))
  }
}

extension Request<YTAPI.Call> {
  /// Where in its listing the request stands; `nil` for the beginning.
  var token: String? {
    query("token") ?? message.headers.first { $0.name == "x-token" }?.value
  }

  /// The request for the page at `token`, which goes into a header where an address would grow too long.
  func continuing(at token: String) -> Request {
    var next = self
    next.message.query.removeAll { $0.name == "token" }
    next.message.headers.removeAll { $0.name == "x-token" }
    if token.utf8.count <= 2000 { return next.setting("token", token) }
    next.message.headers.append(Pair("x-token", token))
    return next
  }
}

/// What the vendor reports inside HTTP 200: `{"error":"Retry","code":"403"}` or `{"status":"fail","error":"…"}`.
private func vendorFailure(_ page: JSON) -> ProviderError? {
  let error = page["error"]
  let isError = error.exists && !error.isNull && error.bool != false && error.text != ""
  guard isError || page["status"].text?.lowercased().hasPrefix("fail") == true else { return nil }
  let text = error.text ?? page["msg"].text ?? "the vendor failed without a reason"
  let words = text.lowercased()
  let says = { (parts: [String]) in parts.contains { words.contains($0) } }
  if says(["not a bot", "retry"]) { return ProviderError(.transient, text, retryAfterMs: 30_000) }
  if says(["private"]) { return ProviderError(.private, text) }
  if says(["terminated", "removed", "deleted"]) { return ProviderError(.gone, text) }
  if says(["not found", "unavailable", "not exist"]) { return ProviderError(.notFound, text) }
  switch page["code"].int {
  case 400: return ProviderError(.invalidInput, text)
  case 404: return ProviderError(.notFound, text)
  case 429: return ProviderError(.rateLimited, text)
  default: return ProviderError(.transient, text)
  }
}
