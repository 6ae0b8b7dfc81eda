import ProviderSDK

/// The post of an element of a feed: who brought it there, and whether it is pinned.
///
/// Where there is a `reason` the element is not the account's own doing: a repost shows the author's post, with the
/// author's numbers. Lists of posts that are no feed hold the `postView` itself.
func feedPost(_ item: JSON) -> Post? {
  let view = item["post"]
  guard var post = post(view.exists ? view : item) else { return nil }
  let reason = item["reason"]
  switch reason["$type"].text {
  case "app.bsky.feed.defs#reasonRepost":
    post.repostedBy = author(reason["by"])
    post.repostedAt = rfc3339Microseconds(reason["indexedAt"].text)
  case "app.bsky.feed.defs#reasonPin": post.pinned = true
  default: break
  }
  return post
}

/// The post of a `postView`, `nil` where it has no URI.
func post(_ view: JSON) -> Post? {
  guard let uri = view["uri"].id else { return nil }
  let record = view["record"]
  let text = RichText(record)
  let key = uri.split(separator: "/").last.map(String.init)
  var post = Post()
  post.id = uri
  post.author = author(view["author"])
  post.shortCode = key
  if let page = profileURL(view["author"]), let key { post.url = "\(page)/post/\(key)" }
  post.caption = record["text"].text
  post.presence = .visible
  post.language = record["langs"][0].id
  post.postedAt = postedAt(view)
  post.hashtags = text.hashtags
  post.mentions = text.mentions
  post.replyTo = record["reply"]["parent"]["uri"].id
  post.identities = cid(view)
  addEmbed(view["embed"], to: &post)
  post.metrics.set(.likes, view["likeCount"].int, otherwise: .notReported)
  post.metrics.set(.comments, view["replyCount"].int, otherwise: .notReported)
  addSpread(view, to: &post.metrics)
  post.metrics.set(.views, nil, otherwise: .unsupported)
  post.extras.set("reply_root", record["reply"]["root"]["uri"].id)
  post.extras.set("languages", several(record["langs"].elements.compactMap(\.id)))
  post.extras.set("links", text.links.isEmpty ? nil : text.links.joined(separator: " "))
  addLabels(
    labels(view["labels"], record["labels"]["values"]), author: view["author"], to: &post.extras)
  return post
}

/// Sets how often something was reposted, quoted and bookmarked.
func addSpread(_ view: JSON, to metrics: inout Metrics) {
  metrics.set(.reposts, view["repostCount"].int, otherwise: .notReported)
  metrics.set(.quotes, view["quoteCount"].int, otherwise: .notReported)
  metrics.set(.saves, view["bookmarkCount"].int, otherwise: .notReported)
}

/// When something was written, as its author's client says, microseconds since 1970.
///
/// Clients may write any time: one that is more than a day after the AppView saw it is not believed.
func postedAt(_ view: JSON) -> Int64? {
  let written = rfc3339Microseconds(view["record"]["createdAt"].text)
  let seen = rfc3339Microseconds(view["indexedAt"].text)
  guard let written else { return seen }
  guard let seen, written > seen, written - seen > 86_400_000_000 else { return written }
  return seen
}

/// The hash of the record, which changes with its content.
func cid(_ view: JSON) -> [Identity] { view["cid"].id.map { [Identity("cid", $0)] } ?? [] }

private func several(_ languages: [String]) -> String? {
  languages.count > 1 ? languages.joined(separator: ",") : nil
}
