import MetricSchema

/// One page of an account's posts as TikTok pages them: the cursor is the moment before which posts are listed, in
/// milliseconds; pinned posts stand at the top of the first page and nowhere else.
struct TikTokFeed {
  var posts: [Post]
  /// Where the next page begins; "0" before the first post.
  var cursor: String
  var hasMore: Bool

  init(_ all: [Post], query: Query, usual: Int) {
    let count = query.count("count", usual: usual, in: 1...35)
    let cursor = query["cursor"].flatMap { Int64($0) } ?? 0
    let dated = all.filter { !$0.isPinned && (cursor <= 0 || $0.postedAt.milliseconds < cursor) }
    posts = (cursor <= 0 ? all.filter(\.isPinned) : []) + dated.prefix(count)
    hasMore = dated.count > count
    let last = dated.prefix(count).last?.postedAt.milliseconds
    self.cursor = String(last ?? max(0, cursor))
  }
}
