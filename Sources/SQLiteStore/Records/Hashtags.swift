import HostCore
import MetricSchema

/// A hashtag that stands in a post.
struct LinkedHashtag: Hashable {
  var id: Int64
  var position: Int64
}

extension Writer {
  /// Links a post to its hashtags and takes away those that are gone; the sums of hashtags follow.
  ///
  /// A post without hashtags and without a text says nothing of them.
  func linkHashtags(
    of post: Post, to id: Int64, isNew: Bool, _ sums: Sums, _ origin: Origin
  ) throws(StoreError) {
    guard !post.hashtags.isEmpty || (!isNew && post.caption != nil) else { return }
    var wanted: [LinkedHashtag] = []
    var seen: Set<Int64> = []
    for (position, name) in post.hashtags.enumerated() {
      guard let tag = try hashtagNumber(name, origin) else { continue }
      if seen.insert(tag).inserted {
        wanted.append(LinkedHashtag(id: tag, position: Int64(position)))
      }
    }
    // A text may name very many: none of them is looked for in a list.
    let present = isNew ? [] : try hashtags(of: id)
    let (stays, stood) = (Set(wanted), Set(present))
    for link in present where !stays.contains(link) { try unlink(link, from: id, sums) }
    for link in wanted where !stood.contains(link) {
      let statement = try connection.statement(.linkHashtag)
      statement.bind(id)
      statement.bind(link.id)
      statement.bind(link.position)
      try statement.run()
      rollUps.add(uses: 1, views: sums.views, engagement: sums.engagement, hashtag: link.id)
    }
  }

  func unlink(_ link: LinkedHashtag, from post: Int64, _ sums: Sums) throws(StoreError) {
    let statement = try connection.statement(.unlinkHashtag)
    statement.bind(post)
    statement.bind(link.id)
    try statement.run()
    rollUps.add(uses: -1, views: -sums.views, engagement: -sums.engagement, hashtag: link.id)
  }

  /// The hashtags of a post, in the order of their numbers.
  func hashtags(of post: Int64) throws(StoreError) -> [LinkedHashtag] {
    let statement = try connection.statement(.postHashtags)
    statement.bind(post)
    return try statement.all { (row) in
      LinkedHashtag(id: row.integer() ?? 0, position: row.integer() ?? 0)
    }
  }

  /// The number of a hashtag, made where it is new; `nil` for an empty name.
  func hashtagNumber(_ name: String, _ origin: Origin) throws(StoreError) -> Int64? {
    let bare = (name.hasPrefix("#") ? String(name.dropFirst()) : name).lowercased()
    guard !bare.isEmpty else { return nil }
    let key = KnownRows.Key(platform: origin.platform, name: bare)
    if let tag = known.hashtags[key] { return tag }
    let select = try connection.statement(.hashtag)
    select.bind(origin.platform)
    select.bind(bare)
    var tag = try select.first { (row) in row.integer() } ?? nil
    if tag == nil {
      let insert = try connection.statement(.insertHashtag)
      insert.bind(origin.platform)
      insert.bind(bare)
      insert.bind(origin.moment.microseconds)
      try insert.run()
      tag = connection.lastID
    }
    known.hashtags[key] = tag
    return tag
  }

  /// Stores what a platform says of a hashtag; `false` where the name is missing.
  func store(_ hashtag: Hashtag, _ origin: Origin) throws(StoreError) -> Bool {
    guard let name = hashtag.name, let tag = try hashtagNumber(name, origin) else { return false }
    let update = try connection.statement(.updateHashtag)
    update.bind(hashtag.id)
    update.bind(hashtag.title)
    update.bind(hashtag.description)
    update.bind(hashtag.url)
    update.bind(json(hashtag.extras))
    update.bind(origin.moment.microseconds)
    update.bind(tag)
    try update.run()
    let numbers = Numbers(hashtag.metrics, .hashtag)
    if !numbers.isEmpty { try store(numbers, ofHashtag: tag, origin) }
    return true
  }

  /// Adds to the history where a number changed or a day began, and keeps the newest.
  private func store(
    _ numbers: Numbers, ofHashtag tag: Int64, _ origin: Origin
  ) throws(StoreError) {
    let select = try connection.statement(.hashtagNumbers)
    select.bind(tag)
    let old = try select.first { (row) in
      (observed: row.integer(), posts: row.integer(), views: row.integer())
    }
    let observed = old?.observed.map { Timestamp($0) }
    let isSame =
      (numbers[0] ?? old?.posts, numbers[1] ?? old?.views) == (old?.posts, old?.views)
    if isSame, observed?.day == origin.moment.day { return }
    let insert = try connection.statement(.insertHashtagHistory)
    insert.bind(tag)
    insert.bind(origin.moment.microseconds)
    insert.bind(origin.provider)
    insert.bind(numbers[0])
    insert.bind(numbers[1])
    insert.bind(numbers.others.json)
    try insert.run()
    let update = try connection.statement(.updateHashtagNumbers)
    update.bind(numbers[0])
    update.bind(numbers[1])
    update.bind(origin.moment.microseconds)
    update.bind(tag)
    try update.run()
  }
}

extension Query {
  private static let hashtagColumns = ["external_id", "title", "description", "url", "extras"]

  static let linkHashtag = Query("INSERT INTO social_post_hashtags VALUES (?, ?, ?)")
  static let unlinkHashtag = Query(
    "DELETE FROM social_post_hashtags WHERE post_id = ? AND hashtag_id = ?")
  static let postHashtags = Query(
    "SELECT hashtag_id, position FROM social_post_hashtags WHERE post_id = ? ORDER BY hashtag_id")
  static let hashtag = Query("SELECT id FROM social_hashtags WHERE platform = ? AND hashtag = ?")
  static let insertHashtag = Query(
    """
    INSERT INTO social_hashtags (platform, hashtag, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?3)
    """)
  static let updateHashtag = Query(
    """
    UPDATE social_hashtags SET \(overwriting(hashtagColumns)), updated_at = ?6
    WHERE id = ?7 AND (\(differing(hashtagColumns)))
    """)
  static let hashtagNumbers = Query(
    """
    SELECT latest_observed_at, latest_posts_count, latest_views_count FROM social_hashtags
    WHERE id = ?
    """)
  static let insertHashtagHistory = Query(
    """
    INSERT INTO hashtag_history VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET posts_count = coalesce(excluded.posts_count, posts_count),
      views_count = coalesce(excluded.views_count, views_count),
      other_counts = coalesce(excluded.other_counts, other_counts)
    """)
  static let updateHashtagNumbers = Query(
    """
    UPDATE social_hashtags SET latest_posts_count = coalesce(?1, latest_posts_count),
      latest_views_count = coalesce(?2, latest_views_count), latest_observed_at = ?3
    WHERE id = ?4 AND coalesce(latest_observed_at, ?3) <= ?3
    """)
}
