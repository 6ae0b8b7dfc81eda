import HostCore
import MetricSchema

extension Writer {
  /// Brings a stored post up to what a record says; writes only what changed.
  func update(
    _ id: Int64, _ post: Post, account: Int64?, audio: Int64?, _ origin: Origin
  ) throws(StoreError) -> PostOutcome {
    guard let old = try storedPost(id) else { return .unidentified }
    let isBare = old.contentHash == nil
    let hash = PostContent.hash(of: post)
    let isChanged = hash != old.contentHash
    let isNewest = old.observed.map { $0 <= origin.moment } ?? true
    let numbers = Numbers(post.metrics, .post)
    let newest = old.numbers.joined(with: numbers, isNewest: isNewest)
    if isChanged { try writeContent(of: post, hash, to: id, isNewest: isNewest, origin) }
    let postedAt = isNewest ? post.postedAt ?? old.postedAt : old.postedAt ?? post.postedAt
    try updateLinks(
      of: old, account: account, postedAt: postedAt,
      audio: isNewest ? audio ?? old.audio : old.audio ?? audio)
    if !numbers.isEmpty {
      try updateNumbers(of: old, numbers, newest: newest, isNewest: isNewest, origin)
    }
    try updateSums(of: old, newest, account: account, wasBare: isBare, origin)
    rollUps.note(PostFigures(newest), at: postedAt, account: old.account ?? account, origin)
    if isNewest && isChanged {
      try linkHashtags(of: post, to: id, isNew: false, PostFigures(newest).sums, origin)
      try writeMentions(of: post, to: id, isNew: false, origin)
    }
    return isBare ? .new : .known
  }

  func storedPost(_ id: Int64) throws(StoreError) -> StoredPost? {
    let statement = try connection.statement(.storedPost)
    statement.bind(id)
    return try statement.first { (row) in StoredPost(id, &row) }
  }

  private func writeContent(
    of post: Post, _ hash: Int64, to id: Int64, isNewest: Bool, _ origin: Origin
  ) throws(StoreError) {
    let statement = try connection.statement(isNewest ? .updatePostContent : .fillPostContent)
    PostContent.bind(post, from: origin.provider, to: statement)
    if isNewest {
      statement.bind(hash)
      statement.bind(origin.moment.microseconds)
    }
    statement.bind(id)
    try statement.run()
  }

  /// Fills what other rows are found by. Writing an index costs more than looking whether it must be.
  func updateLinks(
    of old: StoredPost, account: Int64?, postedAt: Int64?, audio: Int64?
  ) throws(StoreError) {
    let next = (old.account ?? account, postedAt, audio)
    guard next != (old.account, old.postedAt, old.audio) else { return }
    let statement = try connection.statement(.updatePostLinks)
    statement.bind(next.0)
    statement.bind(next.1)
    statement.bind(next.2)
    statement.bind(old.id)
    try statement.run()
  }

  /// Adds to the history where a number changed or a day began, and keeps the newest.
  private func updateNumbers(
    of old: StoredPost, _ numbers: Numbers, newest: Numbers, isNewest: Bool, _ origin: Origin
  ) throws(StoreError) {
    let digest = numbers.digest
    if isNewest, digest == old.metricsHash, old.observed?.day == origin.moment.day { return }
    if isNewest && old.observed != origin.moment {
      try writeMetrics(numbers, of: old.id, .insertMetrics, origin)
    } else {
      // There may be a row of that moment.
      var merged = try metrics(of: old.id, origin) ?? numbers
      merged.update(with: numbers)
      try writeMetrics(merged, of: old.id, .replaceMetrics, origin)
    }
    if isNewest {
      try writeNewest(newest, digest: digest, of: old, origin.moment, origin.provider)
    } else if newest != old.numbers {
      try writeNewest(newest, digest: old.metricsHash, of: old, old.observed, old.provider)
    }
  }

  /// What a provider said of a post at the moment of an answer; `nil` where it said nothing yet.
  private func metrics(of post: Int64, _ origin: Origin) throws(StoreError) -> Numbers? {
    let statement = try connection.statement(.metrics)
    statement.bind(post)
    statement.bind(origin.moment.microseconds)
    statement.bind(origin.provider)
    return try statement.first { (row) in Numbers(&row, .post) }
  }

  func writeNewest(
    _ newest: Numbers, digest: Int64?, of old: StoredPost, _ moment: Timestamp?, _ provider: String?
  ) throws(StoreError) {
    let statement = try connection.statement(.updatePostNumbers)
    statement.bind(digest)
    statement.bind(moment?.microseconds)
    statement.bind(provider)
    newest.bind(to: statement)
    statement.bind(old.id)
    try statement.run()
  }

  private func updateSums(
    of old: StoredPost, _ newest: Numbers, account: Int64?, wasBare: Bool, _ origin: Origin
  ) throws(StoreError) {
    let (before, after) = (old.figures, PostFigures(newest))
    let change = after.sums - before.sums
    let gained = after.growth(since: before)
    if old.account == nil, let account {
      // The author was unknown: all of the post is new to the account, but not to the platform.
      rollUps.add(change, gained: gained, newPosts: wasBare ? 1 : 0, account: nil, origin)
      rollUps.addOnlyAccount(
        after.sums, newPosts: wasBare ? 1 : 0, account: account, origin)
    } else if change != Sums() || wasBare {
      rollUps.add(
        change, gained: gained, newPosts: wasBare ? 1 : 0, account: old.account, origin)
    }
    guard change != Sums() else { return }
    for hashtag in try hashtags(of: old.id) {
      rollUps.add(
        uses: 0, views: change.views, engagement: change.engagement, hashtag: hashtag.id)
    }
  }
}
