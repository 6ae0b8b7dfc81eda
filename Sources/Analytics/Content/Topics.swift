/// What posts can have in common.
public enum TopicKind: String, Sendable, CaseIterable {
  /// Hashtags.
  case hashtags
  /// Accounts named in the text.
  case mentions
  /// The sound or song.
  case sounds

  /// How a name is written for comparison: in lower case without "#" or "@" for hashtags and mentions, as it is for sounds.
  /// Empty where nothing is left.
  public func name(_ text: String) -> String {
    guard self != .sounds else { return text }
    let mark: Character = self == .hashtags ? "#" : "@"
    let trimmed = text.drop { $0 == mark || $0.isWhitespace }
    guard let end = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return trimmed[...end].lowercased()
  }

  /// What a post has of this kind, as written.
  func written(in post: ContentPost) -> [String] {
    switch self {
    case .hashtags: post.hashtags
    case .mentions: post.mentions
    case .sounds: post.sound.map { [$0] } ?? []
    }
  }
}

/// Many short lists of numbers, one after the other in one array.
struct NumberLists {
  private var ends: [Int] = [0]
  private var items: [Int] = []

  /// How many lists there are.
  var count: Int { ends.count - 1 }

  subscript(list: Int) -> ArraySlice<Int> { items[ends[list]..<ends[list + 1]] }

  mutating func append(_ list: some Sequence<Int>) {
    items.append(contentsOf: list)
    ends.append(items.count)
  }

  /// For each number below `count`, the lists that hold it, rising.
  func turned(_ count: Int) -> NumberLists {
    var turned = NumberLists()
    turned.ends = Array(repeating: 0, count: count + 1)
    for item in items { turned.ends[item + 1] += 1 }
    for item in 0..<count { turned.ends[item + 1] += turned.ends[item] }
    var next = turned.ends
    turned.items = Array(repeating: 0, count: items.count)
    for list in 0..<self.count {
      for item in self[list] {
        turned.items[next[item]] = list
        next[item] += 1
      }
    }
    return turned
  }
}

/// Posts by what they have in common.
struct TopicIndex {
  /// The names, in order.
  let names: [String]
  /// For each name, the posts that have it.
  let posts: NumberLists
  /// For each post, its names, each once and rising.
  let namesOfPosts: NumberLists

  init(_ posts: [ContentPost], _ kind: TopicKind) {
    // Most spellings come again and again, so each is looked at once.
    var spellings: [String: Int] = [:]
    var texts: [String] = []
    let written = posts.map { post in
      kind.written(in: post).map { text in
        if let known = spellings[text] { return known }
        spellings[text] = texts.count
        texts.append(text)
        return texts.count - 1
      }
    }
    let namesOfSpellings = texts.map(kind.name)
    names = Set(namesOfSpellings).subtracting([""]).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let numbersOfSpellings = namesOfSpellings.map { numbers[$0] }
    var own = NumberLists()
    for spellings in written {
      var list: [Int] = []
      for number in spellings.compactMap({ numbersOfSpellings[$0] }).sorted()
      where list.last != number {
        list.append(number)
      }
      own.append(list)
    }
    namesOfPosts = own
    self.posts = own.turned(names.count)
  }
}
