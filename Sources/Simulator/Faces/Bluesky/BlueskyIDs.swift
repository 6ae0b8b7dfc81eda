import MetricSchema

/// The identifiers of Bluesky, and what they stand for.
///
/// As on the real network the key of a record is the microsecond of its making, in digits that sort.
struct BlueskyIDs: Sendable {
  let world: World

  private var key: UInt64 { world.root["bluesky"].bits }
  private static let mark: UInt64 = 0x4449_4421 << 32
  static let domain = ".bsky.social"
  static let collection = "app.bsky.feed.post"

  func did(_ person: Int) -> String {
    let first = mix64((Self.mark | UInt64(person)) ^ key)
    return "did:plc:" + Alphabet.base32.text(first, count: 13)
      + Alphabet.base32.text(mix64(first), count: 11)
  }

  private func creator(did: String) -> Creator? {
    guard did.hasPrefix("did:plc:"),
      let first = Alphabet.base32.number(did.dropFirst(8).prefix(13))
    else { return nil }
    let payload = unmix64(first) ^ key
    guard payload >> 32 == Self.mark >> 32,
      let creator = world.creator(Int(payload & 0xFFFF_FFFF)), self.did(creator.number) == did
    else { return nil }
    return creator
  }

  func handle(_ person: Int, at now: Timestamp) -> String {
    People.name(person, in: world, at: now).replacing("_", with: "-") + Self.domain
  }

  /// Whom a DID or handle names; the bare name is taken for a handle of the usual domain.
  func creator(actor: String, at now: Timestamp) -> Creator? {
    if actor.hasPrefix("did:") { return creator(did: actor) }
    var name = actor.lowercased()
    if name.hasSuffix(Self.domain) { name.removeLast(Self.domain.count) }
    return world.creator(named: name.replacing("-", with: "_"), at: now)
  }

  // MARK: - Records

  func uri(_ post: Post) -> String { uri(post.creator.number, post.postedAt, post.ownDraw) }

  func uri(_ comment: Comment) -> String {
    uri(comment.person, comment.writtenAt, comment.draw)
  }

  /// The address of a repost, which is a record of its own.
  func uri(repostBy person: Int, at time: Timestamp, _ draw: Draw) -> String {
    "at://\(did(person))/app.bsky.feed.repost/\(recordKey(time, draw))"
  }

  /// The post at an address, where it has gone out by a time.
  func post(_ uri: String, at now: Timestamp) -> Post? {
    let parts = uri.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0] == "at:", parts[1].isEmpty, parts[3] == Self.collection,
      let creator = creator(actor: parts[2], at: now), let time = Self.time(ofKey: parts[4]),
      let slot = creator.slot(of: time), let post = creator.post(slot, on: .bluesky, at: now),
      recordKey(post.postedAt, post.ownDraw) == parts[4]
    else { return nil }
    return post
  }

  /// The hash of a record's content.
  func cid(_ draw: Draw) -> String {
    "bafyrei" + (0..<4).map { Alphabet.base32.text(draw["cid"][$0].bits, count: 13) }.joined()
  }

  // MARK: - Private

  private func uri(_ person: Int, _ time: Timestamp, _ draw: Draw) -> String {
    "at://\(did(person))/\(Self.collection)/\(recordKey(time, draw))"
  }

  private func recordKey(_ time: Timestamp, _ draw: Draw) -> String {
    var number = UInt64(max(0, time.microseconds)) << 10 | UInt64(draw["clock"].below(1024))
    var digits: [UInt8] = []
    for _ in 0..<13 {
      digits.append(Self.digits[Int(number & 31)])
      number >>= 5
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  private static func time(ofKey key: String) -> Timestamp? {
    guard key.utf8.count == 13 else { return nil }
    var number: UInt64 = 0
    for byte in key.utf8 {
      guard let value = digits.firstIndex(of: byte), number < 1 << 59 else { return nil }
      number = number << 5 | UInt64(value)
    }
    return Timestamp(Int64(number >> 10))
  }

  private static let digits = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
}

/// A post's text as Bluesky has it, with the places of its tags and mentions in bytes.
struct BlueskyText {
  /// A tag or mention, from and to in UTF-8 bytes.
  struct Facet {
    var start: Int
    var end: Int
    var piece: Clip.Piece
  }

  var text = ""
  var facets: [Facet] = []

  init(_ clip: Clip, _ ids: BlueskyIDs, at now: Timestamp) {
    for piece in clip.pieces {
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      switch piece {
      case .text(let words): text += words
      case .tag(let tag): text += "#\(tag)"
      case .mention(let person): text += "@\(ids.handle(person, at: now))"
      }
      if case .text = piece { continue }
      facets.append(Facet(start: start, end: text.utf8.count, piece: piece))
    }
  }
}
