import HostCore
import MetricSchema

/// What became of a post.
enum PostOutcome {
  case new
  case known
  /// Nothing says which post it is.
  case unidentified
}

extension Writer {
  /// Stores a post with its author, sound, numbers, hashtags and mentions.
  func store(_ post: Post, _ origin: Origin) throws(StoreError) -> PostOutcome {
    let identities = allIdentities(post.id, post.identities)
    guard !identities.isEmpty else { return .unidentified }
    var account: Int64?
    if let author = post.author { account = try self.account(author, origin) }
    let audio = try post.audio.flatMap { (sound) throws(StoreError) in
      try audioNumber(sound, origin)
    }
    var owners: [Int64] = []
    var unknown: [Identity] = []
    for identity in identities {
      if let owner = try postOwner(of: identity, origin.platform) {
        if !owners.contains(owner) { owners.append(owner) }
      } else {
        unknown.append(identity)
      }
    }
    let id: Int64
    var outcome = PostOutcome.new
    if let oldest = owners.min() {
      for other in owners where other != oldest { try merge(post: other, into: oldest, origin) }
      id = oldest
      outcome = try update(id, post, account: account, audio: audio, origin)
    } else {
      id = try insert(post, identities, account: account, audio: audio, origin)
    }
    for identity in unknown { try add(identity, origin.platform, toPost: id) }
    if let reposter = post.repostedBy, let account = try self.account(reposter, origin) {
      try noteRepost(of: id, by: account, at: post.repostedAt, origin)
    }
    return outcome
  }

  func postOwner(of identity: Identity, _ platform: String) throws(StoreError) -> Int64? {
    let statement = try connection.statement(.postOwner)
    statement.bind(platform)
    statement.bind(identity.namespace)
    statement.bind(identity.value)
    return try statement.first { (row) in row.integer() } ?? nil
  }

  func add(
    _ identity: Identity, _ platform: String, toPost post: Int64
  ) throws(StoreError) {
    let statement = try connection.statement(.insertPostIdentity)
    statement.bind(platform)
    statement.bind(identity.namespace)
    statement.bind(identity.value)
    statement.bind(post)
    try statement.run()
  }

  private func noteRepost(
    of post: Int64, by account: Int64, at moment: Int64?, _ origin: Origin
  ) throws(StoreError) {
    let statement = try connection.statement(.insertRepost)
    statement.bind(post)
    statement.bind(account)
    statement.bind(moment)
    statement.bind(origin.moment.microseconds)
    try statement.run()
  }

  // MARK: New posts

  private func insert(
    _ post: Post, _ identities: [Identity], account: Int64?, audio: Int64?, _ origin: Origin
  ) throws(StoreError) -> Int64 {
    let numbers = Numbers(post.metrics, .post)
    let figures = PostFigures(numbers)
    let now = origin.moment.microseconds
    let statement = try connection.statement(.insertPost)
    statement.bind(origin.platform)
    statement.bind(identities[0].value)
    statement.bind(account)
    statement.bind(post.postedAt)
    statement.bind(audio)
    statement.bind(PostContent.hash(of: post))
    statement.bind(numbers.isEmpty ? nil : numbers.digest)
    statement.bind(numbers.isEmpty ? nil : now)
    statement.bind(numbers.isEmpty ? nil : origin.provider)
    statement.bind(now)
    statement.bind(now)
    statement.bind(post.presence == .deleted ? now : nil)
    numbers.bind(to: statement)
    PostContent.bind(post, from: origin.provider, to: statement)
    try statement.run()
    let id = connection.lastID
    if !numbers.isEmpty { try writeMetrics(numbers, of: id, .insertMetrics, origin) }
    rollUps.add(figures.sums, newPosts: 1, account: account, origin)
    rollUps.note(figures, at: post.postedAt, account: account, origin)
    try linkHashtags(of: post, to: id, isNew: true, figures.sums, origin)
    try writeMentions(of: post, to: id, isNew: true, origin)
    return id
  }

  /// Makes a row for a post of which only an id is known, such as one that was commented on.
  func insertBarePost(_ identity: Identity, _ origin: Origin) throws(StoreError) -> Int64 {
    let statement = try connection.statement(.insertBarePost)
    statement.bind(origin.platform)
    statement.bind(identity.value)
    statement.bind(origin.moment.microseconds)
    try statement.run()
    let id = connection.lastID
    try add(identity, origin.platform, toPost: id)
    rollUps.add(Sums(posts: 1), account: nil, origin)
    return id
  }

  func writeMetrics(
    _ numbers: Numbers, of post: Int64, _ query: Query, _ origin: Origin
  ) throws(StoreError) {
    let statement = try connection.statement(query)
    statement.bind(post)
    statement.bind(origin.moment.microseconds)
    statement.bind(origin.provider)
    numbers.bind(to: statement)
    try statement.run()
  }
}

extension Query {
  static let insertBarePost = Query(
    """
    INSERT INTO social_posts_analytics (platform, external_post_id, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?3)
    """)
}
