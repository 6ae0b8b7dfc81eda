/// What a post shows and says, the same on every platform.
struct Clip: Sendable {
  /// What is shown.
  enum Kind: Hashable, Sendable {
    case video
    case photos(Int)
  }

  /// A piece of a caption.
  enum Piece: Hashable, Sendable {
    case text(String)
    /// Without the number sign.
    case tag(String)
    /// The number of a creator.
    case mention(Int)
  }

  let pieces: [Piece]
  let language: String
  let kind: Kind
  /// 0 for photos.
  let seconds: Int
  let sound: Sound

  init(of post: Post) {
    let draw = post.draw["clip"]
    let creator = post.creator
    let isOffTopic = draw["off topic"].isOne(in: 4)
    let theme = Vocabulary.themes[
      isOffTopic ? draw["theme"].below(Vocabulary.themes.count) : creator.theme]
    let phrase = draw["phrase"].pick(theme.phrases)
    language = phrase.language
    pieces = Self.pieces(phrase.text, theme, post: post, draw)
    kind = draw["photos"].isOne(in: 12) ? .photos(2 + draw["how many"].below(5)) : .video
    let length =
      draw["long"].isOne(in: 5) ? draw["seconds"].between(61, 600) : draw["seconds"].between(7, 60)
    seconds = kind == .video ? Int(length) : 0
    sound =
      draw["original"].isOne(in: 3)
      ? .original(creator.number) : .song(draw["song"].below(Vocabulary.songs.count))
  }

  /// The tags, without the number sign, in the order of the caption.
  var tags: [String] {
    pieces.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
  }

  /// The numbers of the creators mentioned.
  var mentions: [Int] {
    pieces.compactMap { if case .mention(let person) = $0 { person } else { nil } }
  }

  /// The caption without tags and mentions.
  var title: String {
    for case .text(let text) in pieces { return text }
    return ""
  }

  private static func pieces(_ text: String, _ theme: Theme, post: Post, _ draw: Draw) -> [Piece] {
    let mood = draw["emoji"].isOne(in: 3) ? " " + draw["mood"].pick(Vocabulary.emoji) : ""
    var pieces: [Piece] = [.text(text + mood)]
    let other = draw["mention"].below(World.names.count - 1)
    if draw["mentions"].isOne(in: 6), other != post.creator.number {
      pieces.append(.mention(other))
    }
    let first = draw["tag"].below(theme.tags.count)
    for index in 0..<1 + draw["tags"].below(3) {
      pieces.append(.tag(theme.tags[(first + index) % theme.tags.count]))
    }
    if draw["everywhere"].isOne(in: 3) { pieces.append(.tag("everyday")) }
    return pieces
  }
}

/// A sound that clips use.
enum Sound: Hashable, Sendable {
  /// The own voice of a creator, by number.
  case original(Int)
  /// A song, by its place in the list.
  case song(Int)
}

extension Post {
  var clip: Clip { Clip(of: self) }
}
