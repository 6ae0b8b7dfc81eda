import MetricSchema

/// A part of a listing, and where the next part begins.
struct Slice<T> {
  var items: [T]
  /// Where the next part begins; `nil` on the last.
  var next: Int?

  /// Up to `count` items of a listing that is known as a whole.
  init(_ all: [T], from position: Int, count: Int) {
    let begin = min(max(0, position), all.count)
    let end = min(begin + count, all.count)
    items = Array(all[begin..<end])
    next = end < all.count ? end : nil
  }
}

extension Slice where T == Comment {
  /// Up to `count` comments that are no replies.
  init(commentsOn post: Post, from position: Int, count: Int, at now: Timestamp) {
    items = post.comments(from: position, count: count + 1, at: now)
    next = items.count > count ? position + count : nil
    items = Array(items.prefix(count))
  }
}

extension Slice where T == Post {
  /// Up to `count` posts that are older than the one with a number, all where `number` is `nil`.
  ///
  /// Counting by post instead of by place keeps the pages apart while new posts go out.
  init(_ posts: [Post], before number: Int?, count: Int) {
    let rest = number.map { number in posts.filter { $0.number < number } } ?? posts
    items = Array(rest.prefix(count))
    next = rest.count > count ? items.last?.number : nil
  }
}
