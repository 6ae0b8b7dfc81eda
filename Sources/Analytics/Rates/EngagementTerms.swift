/// Which interactions with a post count as engagement, and which of them are known of one post.
///
/// Two rates can be compared only where their terms are equal: a rate without saves is smaller because a platform does not
/// tell, not because fewer people saved.
public struct EngagementTerms: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Likes.
  public static let likes = Self(rawValue: 1 << 0)
  /// Reactions of all kinds, counted only where likes are not reported, which they contain.
  public static let reactions = Self(rawValue: 1 << 1)
  /// Comments.
  public static let comments = Self(rawValue: 1 << 2)
  /// Times it was sent on.
  public static let shares = Self(rawValue: 1 << 3)
  /// Times it was posted again without words.
  public static let reposts = Self(rawValue: 1 << 4)
  /// Times it was posted again with words.
  public static let quotes = Self(rawValue: 1 << 5)
  /// Saves and bookmarks.
  public static let saves = Self(rawValue: 1 << 6)

  /// Everything that can count.
  public static let all: Self = [.likes, .reactions, .comments, .passedOn, .saves]
  /// Everything but saves, which the rate "(likes + comments + shares) / views" leaves out.
  public static let withoutSaves: Self = all.subtracting(.saves)
  /// Every way of passing a post on.
  public static let passedOn: Self = [.shares, .reposts, .quotes]

  /// How many terms there are.
  static let count = 7
  private static let names = [
    "likes", "reactions", "comments", "shares", "reposts", "quotes", "saves",
  ]

  /// The names of the terms, in a fixed order, such as `["likes", "comments"]`.
  public var names: [String] {
    (0..<Self.count).filter { rawValue & (1 << $0) != 0 }.map { Self.names[$0] }
  }
}

extension EngagementTerms: CustomStringConvertible {
  /// The names as part of a sentence: `likes, comments and shares`.
  public var description: String { Prose.list(names) }
}

/// What each interaction is worth against the others; 1 for each where nothing else is said.
///
/// A weight that is negative or not finite counts as 0.
public struct EngagementWeights: Hashable, Sendable {
  let values: SIMD8<Double>

  /// Creates weights. `passedOn` is for shares, reposts and quotes, `likes` for reactions too.
  public init(
    likes: Double = 1, comments: Double = 1, passedOn: Double = 1, saves: Double = 1
  ) {
    let (a, b) = (Self.valid(likes), Self.valid(comments))
    let (c, d) = (Self.valid(passedOn), Self.valid(saves))
    values = SIMD8(a, a, b, c, c, c, d, 0)
  }

  private static func valid(_ weight: Double) -> Double {
    weight.isFinite ? max(weight, 0) : 0
  }
}
