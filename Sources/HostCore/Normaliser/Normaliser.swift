public import MetricSchema

/// Completes what providers leave out, once for all of them.
///
/// Canonical handles and addresses, hashtags and mentions from captions, times that follow from ids. What a provider
/// delivered is never replaced, only brought to its canonical form; nothing is guessed. A number that cannot be is none.
public struct Normaliser: Sendable {
  private let platform: PlatformRules

  /// Creates a normaliser for a platform; an unknown one has no rules of its own.
  public init(platform: String) { self.platform = PlatformRules.named(platform) }

  /// The records in their order, completed; of two with the same kind and id in one answer the later one stays.
  public func normalise(_ records: consuming [Record]) -> [Record] {
    var complete = records
    var keys: Set<RecordKey> = []
    keys.reserveCapacity(complete.count)
    var isDistinct = true
    for index in complete.indices {
      self.complete(&complete[index])
      guard let key = RecordKey(complete[index]) else { continue }
      isDistinct = keys.insert(key).inserted && isDistinct
    }
    return isDistinct ? complete : withoutRepetitions(complete)
  }

  /// One record, completed.
  public func normalise(_ record: consuming Record) -> Record {
    complete(&record)
    return record
  }

  // MARK: - Private

  /// Takes the record apart and puts it together again, since what is bound from an enumeration in place is a copy.
  private func complete(_ record: inout Record) {
    switch consume record {
    case .profile(var profile):
      profile.handle = profile.handle.flatMap(canonicalHandle)
      profile.url = profile.url ?? platform.profileURL(profile.handle, profile.id)
      profile.metrics.dropImpossible()
      record = .profile(profile)
    case .post(var post):
      complete(&post)
      record = .post(consume post)
    case .comment(var comment):
      complete(&comment.author)
      comment.metrics.dropImpossible()
      record = .comment(comment)
    case .hashtag(var hashtag):
      hashtag.name = hashtag.name.map(canonicalHashtag)
      hashtag.url = hashtag.url ?? hashtag.name.flatMap(platform.hashtagURL)
      hashtag.metrics.dropImpossible()
      record = .hashtag(hashtag)
    case .audio(var audio):
      audio.metrics.dropImpossible()
      record = .audio(audio)
    case .demographics(var bucket):
      if bucket.count ?? 0 < 0 { bucket.count = nil }
      if let share = bucket.share, !(0...1).contains(share) { bucket.share = nil }
      record = .demographics(bucket)
    case .insight(var insight):
      insight.metrics.dropImpossible()
      record = .insight(insight)
    case .trend(var entry):
      entry.metrics.dropImpossible()
      record = .trend(entry)
    }
  }

  private func complete(_ post: inout Post) {
    complete(&post.author)
    complete(&post.repostedBy)
    post.metrics.dropImpossible()
    post.audio?.metrics.dropImpossible()
    if post.url == nil { post.url = platform.postURL(post) }
    if post.postedAt == nil { post.postedAt = post.id.flatMap(platform.timeOfID) }
    for index in post.hashtags.indices {
      post.hashtags[index] = canonicalHashtag(post.hashtags[index])
    }
    for index in post.mentions.indices {
      post.mentions[index].handle = post.mentions[index].handle.flatMap(canonicalHandle)
    }
    guard let text = post.writtenText, post.hashtags.isEmpty || post.mentions.isEmpty else {
      return
    }
    let found = CaptionTags(text, style: platform.tagStyle)
    if post.hashtags.isEmpty { post.hashtags = found.hashtags }
    if post.mentions.isEmpty {
      post.mentions = found.mentions.map { handle in
        var mention = Mention()
        mention.handle = handle
        return mention
      }
    }
  }

  private func complete(_ author: inout Author?) {
    if let handle = author?.handle { author!.handle = canonicalHandle(handle) }
    if author?.url == nil, author != nil {
      author!.url = platform.profileURL(author!.handle, author!.id)
    }
  }
}

extension Post {
  /// What may hold hashtags and mentions: the caption or title, and the description where a platform has one.
  fileprivate var writtenText: String? {
    guard let text = caption ?? title, let description else {
      return caption ?? title ?? description
    }
    return text + "\n" + description
  }
}

/// The records with the last of those of a key in the place of the first.
private func withoutRepetitions(_ records: [Record]) -> [Record] {
  var out: [Record] = []
  var places: [RecordKey: Int] = [:]
  for record in records {
    if let key = RecordKey(record) {
      if let place = places[key] {
        out[place] = record
        continue
      }
      places[key] = out.count
    }
    out.append(record)
  }
  return out
}

/// A handle without "@" and spaces, in lower case, since no platform tells cases apart; `nil` where nothing is left.
public func canonicalHandle(_ text: String) -> String? {
  if isPlainHandle(text) { return text }
  var rest = Substring(text)
  while let first = rest.first, first == "@" || first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return rest.isEmpty ? nil : rest.lowercased()
}

/// Whether a handle is canonical at first glance, as nearly all are: lower case letters and digits of ASCII, ".", "-" and
/// "_".
private func isPlainHandle(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

/// A handle as the platform writes it in full: on Bluesky a bare name stands for one at its own domain.
public func canonicalHandle(_ text: String, on platform: String) -> String? {
  guard let handle = canonicalHandle(text) else { return nil }
  return platform == "bluesky" && !handle.contains(".") ? handle + ".bsky.social" : handle
}

/// A hashtag without "#", as written; the store compares in lower case.
func canonicalHashtag(_ text: String) -> String {
  text.hasPrefix("#") || text.hasPrefix("＃") ? String(text.drop { $0 == "#" || $0 == "＃" }) : text
}

/// What tells a record from the others of an answer.
private struct RecordKey: Hashable {
  private enum Kind: Hashable {
    case profile, post, comment, hashtag, audio
  }

  private let kind: Kind
  private let id: String

  /// Kind and id; `nil` where the record has no id.
  init?(_ record: Record) {
    let id: String?
    switch record {
    case .profile(let it): (kind, id) = (.profile, it.id)
    case .post(let it): (kind, id) = (.post, it.id)
    case .comment(let it): (kind, id) = (.comment, it.id)
    case .hashtag(let it): (kind, id) = (.hashtag, it.id ?? it.name)
    case .audio(let it): (kind, id) = (.audio, it.id)
    case .demographics, .insight, .trend: return nil
    }
    guard let id else { return nil }
    self.id = id
  }
}
