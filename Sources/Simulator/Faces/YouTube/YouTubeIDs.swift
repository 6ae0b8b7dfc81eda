import MetricSchema

/// The ids of YouTube, and what they stand for.
struct YouTubeIDs: Sendable {
  let world: World

  private var key: UInt64 { world.root["youtube"].bits }
  // Marks in the upper half tell what an id is for, and a made-up id from a real one.
  private static let videoMark: UInt64 = 0x5649_4445 << 32
  private static let channelMark: UInt64 = 0x4348_414E << 32
  private static let commentMark: UInt64 = 0x434F << 48

  /// Eleven characters.
  func video(_ post: Post) -> String {
    let payload = UInt64(post.creator.number) << 12 | UInt64(post.number)
    return Alphabet.base64.text(mix64((Self.videoMark | payload) ^ key), count: 11)
  }

  /// The video with an id, where it has gone out by a time.
  func video(_ id: String, at now: Timestamp) -> Post? {
    guard id.utf8.count == 11, let payload = payload(id, Self.videoMark, bits: 32) else {
      return nil
    }
    return world.creator(Int(payload >> 12))?.post(Int(payload & 0xFFF), on: .youtube, at: now)
  }

  /// `UC` and 22 characters.
  func channel(_ person: Int) -> String { "UC" + suffix(person) }

  /// The list of what a channel has uploaded.
  func uploads(_ person: Int) -> String { "UU" + suffix(person) }

  private func suffix(_ person: Int) -> String {
    let first = mix64((Self.channelMark | UInt64(person)) ^ key)
    return Alphabet.base64.text(first, count: 11) + Alphabet.base64.text(mix64(first), count: 11)
  }

  /// The owner of a channel, also where its id is written without `UC` or with the start of one of its lists.
  func creator(suffix: some StringProtocol) -> Creator? {
    guard suffix.utf8.count == 22,
      let payload = payload(String(suffix.prefix(11)), Self.channelMark, bits: 32),
      let creator = world.creator(Int(payload)), self.suffix(creator.number) == suffix
    else { return nil }
    return creator
  }

  func creator(channel id: String) -> Creator? {
    id.hasPrefix("UC") ? creator(suffix: id.dropFirst(2)) : nil
  }

  /// The owner and the posts of a list of uploads: all, or the short, long or live ones.
  func uploads(_ list: String, at now: Timestamp) -> (Creator, [Post])? {
    for (start, kind) in [
      ("UUSH", UploadKind.shorts), ("UULF", .long), ("UULV", .live), ("UU", .all),
    ]
    where list.hasPrefix(start) {
      guard let creator = creator(suffix: list.dropFirst(start.count)) else { continue }
      return (creator, creator.posts(on: .youtube, at: now).filter { kind.includes($0) })
    }
    return nil
  }

  /// 26 characters.
  func comment(_ comment: Comment) -> String {
    let number = comment.parent ?? comment.number
    let creator = UInt64(comment.post.creator.number)
    let payload = creator << 27 | UInt64(comment.post.number) << 15 | UInt64(number)
    let first = mix64((Self.commentMark | payload) ^ key)
    let thread =
      "Ug" + Alphabet.base64.text(first, count: 11) + Alphabet.base64.text(mix64(first), count: 6)
      + "4AaABAg"
    guard comment.parent != nil else { return thread }
    // A reply is named after its thread.
    return thread + "." + Alphabet.base64.text(comment.draw.bits, count: 11)
      + Alphabet.base64.text(mix64(comment.draw.bits), count: 11)
  }

  /// The comment with the id of a thread.
  func comment(_ id: String, at now: Timestamp) -> Comment? {
    guard id.hasPrefix("Ug"), id.utf8.count == 26,
      let payload = payload(String(id.dropFirst(2).prefix(11)), Self.commentMark, bits: 48),
      let creator = world.creator(Int(payload >> 27)),
      let post = creator.post(Int(payload >> 15 & 0xFFF), on: .youtube, at: now)
    else { return nil }
    return Comment(Int(payload & 0x7FFF), on: post, at: now)
  }

  private func payload(_ text: String, _ mark: UInt64, bits: UInt64) -> UInt64? {
    guard let number = Alphabet.base64.number(text) else { return nil }
    let payload = unmix64(number) ^ key
    return payload >> bits == mark >> bits ? payload & (1 << bits - 1) : nil
  }
}

/// The parts of what a channel uploads.
enum UploadKind {
  case all
  case shorts
  case long
  case live

  func includes(_ post: Post) -> Bool {
    switch self {
    case .all: true
    case .shorts: post.isShort
    case .long: !post.isShort
    case .live: false
    }
  }
}

extension Post {
  /// Seconds of the video; photos become a slide show there.
  var videoSeconds: Int {
    let clip = clip
    if case .photos(let count) = clip.kind { return 4 * count }
    return clip.seconds
  }

  var isShort: Bool { videoSeconds <= 60 }

  /// Title and description as YouTube has them.
  func words(at now: Timestamp) -> (title: String, description: String) {
    let clip = clip
    let mentions = clip.mentions.map { "@\(People.name($0, in: creator.world, at: now))" }
    let tags = clip.tags.map { "#\($0)" }
    let title = isShort ? "\(clip.title) \(tags[0])" : clip.title
    let description = (["\(clip.title)\n"] + mentions + tags).joined(separator: " ")
    return (title, description)
  }
}

/// Addresses of pictures: invented, and never asked for.
enum YouTubeMedia {
  static func thumbnail(_ id: String, _ name: String) -> String {
    "https://i.ytimg.example/vi/\(id)/\(name).jpg"
  }

  static func avatar(_ draw: Draw, size: Int) -> String {
    "https://yt3.ggpht.example/ytc/\(hexText(draw.bits))=s\(size)-c-k-c0x00ffffff-no-rj"
  }
}
