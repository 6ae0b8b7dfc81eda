import MetricSchema

/// The ids of TikTok, and what they stand for.
///
/// As on the real platform the upper half of a post's id is the second in which it went out; the lower half holds the
/// account and the number of the post.
struct TikTokIDs: Sendable {
  let world: World

  private var key: UInt32 { UInt32(truncatingIfNeeded: world.root["tiktok"].bits) }
  private var longKey: UInt64 { world.root["tiktok long"].bits }

  func post(_ post: Post) -> String {
    snowflake(post.postedAt, UInt32(post.creator.number) << 12 | UInt32(post.number))
  }

  /// The post with an id, where it has gone out by a time.
  func post(_ id: String, at now: Timestamp) -> Post? {
    guard let payload = payload(id), let creator = world.creator(Int(payload >> 12)),
      let post = creator.post(Int(payload & 0xFFF), on: .tiktok, at: now), self.post(post) == id
    else { return nil }
    return post
  }

  /// The numeric id of a person.
  func user(_ person: Int) -> String { snowflake(joined(person), 1 << 31 | UInt32(person)) }

  func creator(id: String) -> Creator? {
    guard let payload = payload(id), payload >> 31 == 1,
      let creator = world.creator(Int(payload & 0x7FFF_FFFF)), user(creator.number) == id
    else { return nil }
    return creator
  }

  /// The long text that names a person in listings.
  func secUID(_ person: Int) -> String {
    let first = mix64(UInt64(person) ^ longKey)
    let rest = (1...4).map { Alphabet.base64.text(mix64(first &+ $0), count: 11) }.joined()
    return "MS4wLjABAAAA" + Alphabet.base64.text(first, count: 11) + rest
      + Alphabet.base64.text(first, count: 9)
  }

  func creator(secUID: String) -> Creator? {
    guard secUID.hasPrefix("MS4wLjABAAAA"),
      let first = Alphabet.base64.number(secUID.dropFirst(12).prefix(11)),
      let number = Int(exactly: unmix64(first) ^ longKey), let creator = world.creator(number),
      self.secUID(number) == secUID
    else { return nil }
    return creator
  }

  func sound(_ sound: Sound) -> String {
    switch sound {
    case .song(let index):
      snowflake(
        Timestamp(Int64(1_580_000_000 + 86_400 * index) * Span.second), 3 << 30 | UInt32(index))
    case .original(let person): snowflake(joined(person) + Span.hour, UInt32(person) << 12 | 0xFFF)
    }
  }

  func sound(id: String) -> Sound? {
    guard let payload = payload(id) else { return nil }
    let found: Sound =
      payload >> 30 == 3 ? .song(Int(payload & 0xFFFF)) : .original(Int(payload >> 12))
    switch found {
    case .song(let index): guard Vocabulary.songs.indices.contains(index) else { return nil }
    case .original(let person): guard world.creator(person) != nil else { return nil }
    }
    return sound(found) == id ? found : nil
  }

  func tag(_ tag: String) -> String {
    String(1_600_000_000 + world.root["tiktok tag"][tag].below(90_000_000))
  }

  func tag(id: String) -> String? { World.tags.first { tag($0) == id } }

  func comment(_ comment: Comment) -> String {
    let creator = UInt64(comment.post.creator.number)
    let payload = creator << 32 | UInt64(comment.post.number) << 20 | UInt64(comment.number)
    return String(Self.commentBase + mix52(payload ^ longKey))
  }

  func comment(_ id: String, at now: Timestamp) -> Comment? {
    guard let number = UInt64(id), number >= Self.commentBase,
      number - Self.commentBase < 1 << 52
    else { return nil }
    let payload = (unmix52(number - Self.commentBase) ^ longKey) & (1 << 52 - 1)
    guard let creator = world.creator(Int(payload >> 32)),
      let post = creator.post(Int(payload >> 20 & 0xFFF), on: .tiktok, at: now)
    else { return nil }
    return Comment(Int(payload & 0xF_FFFF), on: post, at: now)
  }

  // MARK: - Private

  private static let commentBase: UInt64 = 7_100_000_000_000_000_000

  private func joined(_ person: Int) -> Timestamp {
    world.creator(person)?.joinedAt ?? world.start + -700 * Span.day
  }

  private func snowflake(_ time: Timestamp, _ payload: UInt32) -> String {
    String(UInt64(max(0, time.seconds)) << 32 | UInt64(mix32(payload ^ key)))
  }

  private func payload(_ id: String) -> UInt32? {
    UInt64(id).map { unmix32(UInt32(truncatingIfNeeded: $0)) ^ key }
  }
}

/// A caption as TikTok writes it, with the places of its tags and mentions.
struct TikTokCaption {
  /// A tag or mention, from and to in UTF-16 units.
  struct Mark {
    var start: Int
    var end: Int
    var piece: Clip.Piece
  }

  var text = ""
  var marks: [Mark] = []

  init(_ clip: Clip, in world: World, at now: Timestamp) {
    for piece in clip.pieces {
      let words =
        switch piece {
        case .text(let text): text
        case .tag(let tag): "#\(tag)"
        case .mention(let person): "@\(People.name(person, in: world, at: now))"
        }
      let start = text.utf16.count
      text += words
      if case .text = piece {
      } else {
        marks.append(Mark(start: start, end: text.utf16.count, piece: piece))
      }
      text += " "
    }
    text.removeLast()
  }
}

/// The subject of a request to TikTok as people paste it: an id or the address of a post.
func tikTokPostID(in text: String) -> String? {
  if UInt64(text) != nil { return text }
  for mark in ["/video/", "/photo/", "/v/"] {
    guard let range = text.firstRange(of: mark) else { continue }
    let digits = text[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
  }
  return nil
}

/// Addresses of media: invented, and never asked for.
enum TikTokMedia {
  static func image(_ kind: String, _ seed: Draw) -> String {
    "https://p16-sign.media.example/\(kind)/\(hexText(seed.bits))~tplv-photomode-image.jpeg?x-expires=1900000000"
  }

  static func video(_ kind: String, _ seed: Draw) -> String {
    "https://v16m-default.media.example/\(kind)/\(hexText(seed.bits))/?mime_type=video_mp4&vl=1"
  }

  static func audio(_ seed: Draw) -> String {
    "https://sf16-ies-music.media.example/obj/\(hexText(seed.bits)).mp3"
  }
}

extension Sound {
  /// Title and author as TikTok shows them.
  func credits(in world: World, at now: Timestamp) -> (
    title: String, author: String, isOriginal: Bool
  ) {
    switch self {
    case .song(let index): (Vocabulary.songs[index].0, Vocabulary.songs[index].1, false)
    case .original(let person):
      (
        "original sound - \(People.name(person, in: world, at: now))",
        People.displayName(person, in: world, at: now), true
      )
    }
  }

  /// Seconds of sound.
  func seconds(in world: World) -> Int {
    let draw = world.root["sound"]
    return switch self {
    case .song(let index): 30 + draw[index].below(31)
    case .original(let person): 10 + draw["original"][person].below(50)
    }
  }
}
