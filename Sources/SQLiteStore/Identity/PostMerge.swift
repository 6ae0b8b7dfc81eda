import HostCore
import MetricSchema

extension Writer {
  /// Makes one post of two that turned out to be the same; nothing of either is lost.
  func merge(post loser: Int64, into winner: Int64, _ origin: Origin) throws(StoreError) {
    guard let own = try storedPost(winner), let other = try storedPost(loser) else { return }
    let (older, newer) =
      (own.observed?.microseconds ?? .min) <= (other.observed?.microseconds ?? .min)
      ? (own, other) : (other, own)
    var merged = older.numbers
    merged.update(with: newer.numbers)
    let sums = PostFigures(merged).sums

    // The sums let go of both, and take the one that is left.
    try withdraw(own, origin)
    try withdraw(other, origin)
    for query in Query.postMerge {
      try run(query, winner, loser)
    }
    try updateLinks(
      of: own, account: other.account, postedAt: own.postedAt ?? other.postedAt,
      audio: own.audio ?? other.audio)
    try writeNewest(
      merged, digest: newer.metricsHash, of: own, newer.observed, newer.provider)
    let account = own.account ?? other.account
    rollUps.add(sums, account: account, origin)
    rollUps.note(
      PostFigures(merged), at: own.postedAt ?? other.postedAt, account: account, origin)
    for link in try hashtags(of: winner) {
      rollUps.add(uses: 1, views: sums.views, engagement: sums.engagement, hashtag: link.id)
    }
  }

  private func withdraw(_ post: StoredPost, _ origin: Origin) throws(StoreError) {
    let sums = post.figures.sums
    rollUps.add(Sums() - sums, account: post.account, origin)
    for link in try hashtags(of: post.id) {
      rollUps.add(uses: -1, views: -sums.views, engagement: -sums.engagement, hashtag: link.id)
    }
  }
}

extension Query {
  private static let columns =
    ["external_post_id", "video_id", "clip_id"] + PostContent.columns

  /// The steps of a merge: ?1 stays, ?2 goes. The content is that of no answer, so the next one is written.
  static let postMerge: [Query] =
    [
      Query("UPDATE post_identities SET post_id = ?1 WHERE post_id = ?2"),
      Query("UPDATE social_comments SET post_id = ?1 WHERE post_id = ?2"),
      Query(
        """
        UPDATE social_posts_analytics AS w SET
          \(columns.map { "\($0) = coalesce(w.\($0), l.\($0))" }.joined(separator: ", ")),
          content_hash = iif(coalesce(w.content_hash, l.content_hash) IS NULL, NULL, 0),
          created_at = min(w.created_at, l.created_at), updated_at = max(w.updated_at, l.updated_at),
          deleted_at = min(coalesce(w.deleted_at, l.deleted_at), coalesce(l.deleted_at, w.deleted_at))
        FROM social_posts_analytics l WHERE w.id = ?1 AND l.id = ?2
        """),
    ]
    + [
      "social_post_metrics", "social_post_hashtags", "social_post_mentions", "social_post_reposts",
      "social_content_mapping", "collection_posts",
    ].flatMap { move($0, "post_id = ?2", "post_id = ?1") }
    + move("social_insights", "owner_kind = 'post' AND owner_id = ?2", "owner_id = ?1")
    + [Query("DELETE FROM social_posts_analytics WHERE id = ?2")]
}
