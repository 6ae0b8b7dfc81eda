import MetricSchema

/// Somebody with an account on every platform.
struct Creator: Sendable {
  /// The number from 0, the same on every platform.
  let number: Int
  let world: World

  /// The account that changes its name, and what it is called afterwards.
  static let renamed = 4
  static let newName = "erin_studio"
  /// The account whose posts are pinned, whose likes are partly hidden, and that is private.
  static let pins = 0
  static let hides = 3
  static let secluded = 6

  var draw: Draw { world.root["creator"][number] }

  /// When `erin` becomes `erin_studio`.
  static func renameTime(in world: World) -> Timestamp { world.start + 10 * Span.day }

  var isPrivate: Bool { number == Self.secluded }

  /// The name in addresses: lower case letters, digits, underscores.
  func name(at now: Timestamp) -> String {
    guard number < World.names.count else { return "user\(number - World.names.count)" }
    let isRenamed = number == Self.renamed && now >= Self.renameTime(in: world)
    return isRenamed ? Self.newName : World.names[number]
  }

  /// The name that people read.
  func displayName(at now: Timestamp) -> String {
    let name = name(at: now)
    let first = name.prefix(1).uppercased() + name.dropFirst().replacing("_", with: " ")
    return "\(first) \(Vocabulary.nameEndings[draw["ending"].below(Vocabulary.nameEndings.count)])"
  }

  var bio: String {
    let theme = Vocabulary.themes[theme]
    return
      "\(theme.name.prefix(1).uppercased() + theme.name.dropFirst()) and \(draw["bio"].pick(Vocabulary.pastimes)). "
      + "\(draw["mood"].pick(Vocabulary.emoji)) New every week."
  }

  /// The number of the theme that most posts are about.
  var theme: Int { draw["theme"].below(Vocabulary.themes.count) }
  var region: String { draw["region"].pick(["US", "US", "GB", "DE", "FR", "BR", "JP", "CA"]) }
  var isVerified: Bool { draw["verified"].isOne(in: 3) }

  /// When the accounts were opened: one to six years before the world is laid out.
  var joinedAt: Timestamp {
    Timestamp(world.start.microseconds - Int64(draw["joined"].between(365, 2190)) * Span.day)
      .wholeSeconds
  }

  // MARK: - Numbers

  /// Followers or subscribers: they grow by a fixed share a year and never shrink.
  func followers(on platform: Platform, at now: Timestamp) -> Int64 {
    let base = draw["followers"].spread(from: 2000, doublings: 10) * platform.reach
    let years = yearsSinceLayout(now)
    return Int64(base * (1 + draw["growth"][platform.rawValue].between(0.1, 2) * years))
  }

  /// Accounts that this one follows.
  func following(at now: Timestamp) -> Int64 {
    Int64(draw["following"].between(20, 900) * (1 + 0.1 * yearsSinceLayout(now)))
  }

  /// Likes given to others.
  func likesGiven(at now: Timestamp) -> Int64 {
    Int64(draw["likes given"].spread(from: 50, doublings: 8) * (1 + yearsSinceLayout(now)))
  }

  /// Years since before the first post, so that growth has begun with it.
  private func yearsSinceLayout(_ now: Timestamp) -> Double {
    let origin = world.start.microseconds - Int64(World.spanDays) * Span.day
    return Double(max(0, now.microseconds - origin)) / Double(365 * Span.day)
  }
}

extension Platform {
  /// How large an audience is beside that of TikTok.
  var reach: Double {
    switch self {
    case .tiktok: 1
    case .youtube: 0.6
    case .bluesky: 0.05
    }
  }
}
