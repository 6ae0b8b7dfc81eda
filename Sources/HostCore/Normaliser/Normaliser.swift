public import MetricSchema

/// Completes what providers leave out, once for all of them.
///
/// Canonical handles and addresses, hashtags and mentions from captions, times that follow from ids. What a provider
/// delivered is never replaced, only brought to its canonical form; nothing is guessed.
public struct Normaliser: Sendable {
  private let platform: PlatformRules

  /// Creates a normaliser for a platform; an unknown one has no rules of its own.
  public init(platform: String) { self.platform = PlatformRules.named(platform) }

  /// The records in their order, completed; of two with the same kind and id in one answer the later one stays.
  public func normalise(_ records: [Record]) -> [Record] {
    var out: [Record] = []
    out.reserveCapacity(records.count)
    var places: [String: Int] = [:]
    for record in records {
      let complete = normalise(record)
      if let key = complete.key {
        if let place = places[key] {
          out[place] = complete
          continue
        }
        places[key] = out.count
      }
      out.append(complete)
    }
    return out
  }

  /// One record, completed.
  public func normalise(_ record: Record) -> Record {
    switch record {
    case .profile(var profile):
      profile.handle = profile.handle.flatMap(canonicalHandle)
      profile.url = profile.url ?? platform.profileURL(profile.handle, profile.id)
      return .profile(profile)
    case .post(var post):
      complete(&post)
      return .post(post)
    case .comment(var comment):
      comment.author = comment.author.map(complete)
      return .comment(comment)
    case .hashtag(var hashtag):
      hashtag.name = hashtag.name.map(canonicalHashtag)
      hashtag.url = hashtag.url ?? hashtag.name.flatMap(platform.hashtagURL)
      return .hashtag(hashtag)
    case .audio, .demographics, .insight, .trend: return record
    }
  }

  // MARK: - Private

  private func complete(_ post: inout Post) {
    post.author = post.author.map(complete)
    post.repostedBy = post.repostedBy.map(complete)
    if post.url == nil { post.url = platform.postURL(post) }
    if post.postedAt == nil { post.postedAt = post.id.flatMap(platform.timeOfID) }
    post.hashtags = post.hashtags.map(canonicalHashtag)
    for index in post.mentions.indices {
      post.mentions[index].handle = post.mentions[index].handle.flatMap(canonicalHandle)
    }
    guard let text = writtenText(post) else { return }
    let found = CaptionTags(text)
    if post.hashtags.isEmpty { post.hashtags = found.hashtags }
    if post.mentions.isEmpty {
      post.mentions = found.mentions.map { handle in
        var mention = Mention()
        mention.handle = handle
        return mention
      }
    }
  }

  /// What may hold hashtags and mentions: the caption or title, and the description where a platform has one.
  private func writtenText(_ post: Post) -> String? {
    let texts = [post.caption ?? post.title, post.description].compactMap { $0 }
      .filter { $0.utf8.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "@") } }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  private func complete(_ author: Author) -> Author {
    var author = author
    author.handle = author.handle.flatMap(canonicalHandle)
    author.url = author.url ?? platform.profileURL(author.handle, author.id)
    return author
  }
}

/// A handle without "@" and spaces, in lower case, since no platform tells cases apart; `nil` where nothing is left.
public func canonicalHandle(_ text: String) -> String? {
  var rest = Substring(text)
  while let first = rest.first, first == "@" || first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return rest.isEmpty ? nil : rest.lowercased()
}

/// A handle as the platform writes it in full: on Bluesky a bare name stands for one at its own domain.
public func canonicalHandle(_ text: String, on platform: String) -> String? {
  guard let handle = canonicalHandle(text) else { return nil }
  return platform == "bluesky" && !handle.contains(".") ? handle + ".bsky.social" : handle
}

/// A hashtag without "#", as written; the store compares in lower case.
func canonicalHashtag(_ text: String) -> String {
  String(text.drop { $0 == "#" || $0 == "＃" })
}

extension Record {
  /// Kind and id, where the record has an id.
  var key: String? {
    switch self {
    case .profile(let it): it.id.map { "profile " + $0 }
    case .post(let it): it.id.map { "post " + $0 }
    case .comment(let it): it.id.map { "comment " + $0 }
    case .hashtag(let it): (it.id ?? it.name).map { "hashtag " + $0 }
    case .audio(let it): it.id.map { "audio " + $0 }
    case .demographics, .insight, .trend: nil
    }
  }
}
