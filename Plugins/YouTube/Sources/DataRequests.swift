import ProviderSDK

/// The requests of the Data API. A page of any call but the search costs one unit.
extension DataAPI {
  /// One request for up to 50 channels whose ids are known, one for each other.
  func profiles(_ subjects: [Subject]) throws(ProviderError) -> [Request<Call>] {
    var ids: [String] = []
    var requests: [Request<Call>] = []
    for subject in subjects {
      let channel = try ChannelReference(subject)
      if case .id(let id) = channel { ids.append(id) } else { requests.append(try lookup(channel)) }
    }
    return requests + batches(of: ids).map { channels("id", $0) }
  }

  func posts(_ subjects: [Subject]) throws(ProviderError) -> [Request<Call>] {
    var ids: [String] = []
    for subject in subjects { ids.append(try videoID(subject)) }
    return batches(of: ids).map { videos($0, as: .page) }
  }

  /// The uploads of a channel, or the look-up that leads to them.
  func listing(_ job: FetchJob) throws(ProviderError) -> Request<Call> {
    let channel = try ChannelReference(job.subject)
    if case .id(let id) = channel { return uploads(uploadsID(id), job) }
    return try lookup(channel)
  }

  func lookup(_ channel: ChannelReference) throws(ProviderError) -> Request<Call> {
    switch channel {
    case .id(let id): return channels("id", id)
    case .handle(let handle): return channels("forHandle", "@" + handle)
    case .user(let name): return channels("forUsername", name)
    case .custom(let name):
      throw ProviderError(
        .invalidInput,
        "the Data API finds no channel by the name in a /c/ address: give the @handle that \(name) has now, or its id"
      )
    }
  }

  func channels(_ filter: String, _ value: String) -> Request<Call> {
    let parts = "snippet,statistics,contentDetails,brandingSettings,topicDetails,status"
    return Request(.channels, "/youtube/v3/channels", ["part": parts], as: .lookup)
      .setting(filter, value)
  }

  func uploads(_ list: String, _ job: FetchJob) -> Request<Call> {
    Request(
      .playlistItems, "/youtube/v3/playlistItems",
      ["part": "contentDetails", "playlistId": list, "maxResults": job.pageSize(atMost: 50)])
  }

  func videos(_ ids: String, as role: Role) -> Request<Call> {
    Request(.videos, "/youtube/v3/videos", ["part": videoParts, "id": ids], as: role)
  }

  func chart(_ job: FetchJob) -> Request<Call> {
    Request(
      .videos, "/youtube/v3/videos",
      [
        "part": videoParts, "chart": "mostPopular", "regionCode": job.region,
        "maxResults": job.pageSize(atMost: 50),
      ])
  }

  func search(for words: String, _ job: FetchJob) -> Request<Call> {
    Request(
      .search, "/youtube/v3/search",
      [
        "part": "snippet", "type": "video", "q": words, "maxResults": job.pageSize(atMost: 50),
        "publishedAfter": job.since.map { Timestamp($0).description }, "regionCode": job.region,
      ])
  }

  func threads(on video: String, _ job: FetchJob) -> Request<Call> {
    Request(
      .commentThreads, "/youtube/v3/commentThreads",
      [
        "part": "snippet,replies", "videoId": video, "order": "time", "textFormat": "plainText",
        "maxResults": job.pageSize(atMost: 100),
      ])
  }

  func replies(to thread: String) -> Request<Call> {
    Request(
      .comments, "/youtube/v3/comments",
      ["part": "snippet", "parentId": thread, "textFormat": "plainText", "maxResults": "100"])
  }

  var videoParts: String {
    "snippet,statistics,contentDetails,liveStreamingDetails,status"
  }

  /// The API takes up to 50 ids at a time.
  func batches(of ids: [String]) -> [String] {
    stride(from: 0, to: ids.count, by: 50).map {
      ids[$0..<min($0 + 50, ids.count)].joined(separator: ",")
    }
  }
}
