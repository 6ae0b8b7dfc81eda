import ProviderSDK

/// What is made of each call's answer.
extension DataAPI {
  /// A request with this part only asks whether the channel exists.
  static let existence = "id"

  func findUploads(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    let channel = page["items"][0]
    guard let id = channel["id"].id else { throw ProviderError(.notFound, "no such channel") }
    let isEmpty = channel["statistics"]["videoCount"].int == 0
    if isEmpty || request.query("part") == Self.existence { return }
    let list = channel["contentDetails"]["relatedPlaylists"]["uploads"].id
    output.follow(uploads(list ?? uploadsID(id), job))
  }

  /// A channel without public videos has no uploads list. One that was not looked up may not exist at all.
  func hasNoUploads(
    _ job: FetchJob, _ failure: DataFailure, into output: inout Output<Call>
  ) throws(ProviderError) {
    guard case .id(let id) = try ChannelReference(job.subject) else { return }
    output.follow(channels("id", id).setting("part", Self.existence))
  }

  func followUploads(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) {
    var ids: [String] = []
    var isOld = false
    for item in page["items"].elements {
      let details = item["contentDetails"]
      isOld = job.excludes(rfc3339Microseconds(details["videoPublishedAt"].text))
      let id = details["videoId"].id ?? item["snippet"]["resourceId"]["videoId"].id
      if let id, !isOld { ids.append(id) }
    }
    for batch in batches(of: ids) { output.follow(videos(batch, as: .detail)) }
    if !isOld { follow(page, request, into: &output) }
  }

  func followResults(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    if job.operation == .hashtag, request.query("pageToken") == nil {
      output.emit(Hashtag(searchedFor: try tagName(job.subject)))
    }
    let ids = page["items"].elements.compactMap { $0["id"]["videoId"].id }
    for batch in batches(of: ids) { output.follow(videos(batch, as: .detail)) }
    follow(page, request, into: &output)
  }

  func emitProfiles(
    _ page: JSON, _ request: Request<Call>, into output: inout Output<Call>
  ) throws(ProviderError) {
    var found: [String] = []
    for channel in page["items"].elements {
      let profile = Profile(channel: channel)
      if let id = profile.id { found.append(id) }
      output.emit(profile)
    }
    if found.isEmpty { throw ProviderError(.notFound, "no such channel") }
    for id in leftOut(of: found, request) { output.emit(Profile(missing: id)) }
  }

  func emitPosts(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) throws(ProviderError) {
    var found: [String] = []
    let isRanked = request.query("chart") != nil && request.query("pageToken") == nil
    for video in page["items"].elements {
      let post = Post(video: video)
      if let id = post.id { found.append(id) }
      if isRanked {
        output.emit(TrendEntry(post, rank: Int64(found.count), region: request.query("regionCode")))
      }
      output.emit(post, of: job)
    }
    follow(page, request, into: &output)
    guard job.operation == .post else { return }
    if found.isEmpty {
      throw ProviderError(.notFound, "no such video, or its owner shows it to few")
    }
    for id in leftOut(of: found, request) { output.emit(Post(missing: id)) }
  }

  /// A thread brings up to five replies along; all of one with more come by a call of their own.
  func emitThreads(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) {
    var isOld = false
    for thread in page["items"].elements {
      let top = Comment(thread: thread)
      isOld = job.excludes(top.postedAt)
      if isOld { continue }
      let total = thread["snippet"]["totalReplyCount"].int ?? 0
      let replies = thread["replies"]["comments"].elements.map {
        Comment($0, on: top.postID)
      }
      if total > replies.count, let id = top.id { output.follow(self.replies(to: id)) }
      output.emit(top)
      if total <= replies.count { for reply in replies { output.emit(reply) } }
    }
    if !isOld { follow(page, request, into: &output) }
  }

  func emitReplies(
    _ page: JSON, _ request: Request<Call>, _ job: FetchJob, into output: inout Output<Call>
  ) {
    let video = try? videoID(job.subject)
    for comment in page["items"].elements { output.emit(Comment(comment, on: video)) }
    follow(page, request, into: &output)
  }

  func follow(_ page: JSON, _ request: Request<Call>, into output: inout Output<Call>) {
    output.followPage(of: request, "pageToken", page["nextPageToken"].text)
  }

  /// The ids of a request for several things that its answer does not hold.
  func leftOut(of found: [String], _ request: Request<Call>) -> [String] {
    let asked = request.query("id")?.split(separator: ",").map(String.init) ?? []
    return asked.filter { !found.contains($0) }
  }
}
