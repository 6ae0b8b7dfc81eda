import MetricSchema

/// A comment, or a reply to one.
///
/// Of every eight comments on a post the first five are answers to the post, and the last three are replies to the
/// first of the eight; the last of the three is by the owner of the post. So the comments and replies of a post are as
/// many as its counter says.
struct Comment: Sendable {
  /// The number from 0 in the order of time, replies included.
  let number: Int
  let post: Post
  let writtenAt: Timestamp

  /// The comment with a number, where it has been written by a time.
  init?(_ number: Int, on post: Post, at now: Timestamp) {
    guard number >= 0, let age = Growth(of: post).age(ofComment: number) else { return nil }
    // Rounded up, so that the counter has reached the comment when it is there.
    let time = post.postedAt + (Int64(age * 1000) + 1) * 1000
    guard time <= now, !post.isDeleted(at: time) else { return nil }
    self.number = number
    self.post = post
    writtenAt = time
  }

  var draw: Draw { post.ownDraw["comment"][number] }

  /// The number of the comment that this one replies to.
  var parent: Int? { number % 8 < 5 ? nil : number / 8 * 8 }
  var isByOwner: Bool { number % 8 == 7 }

  /// Who wrote it: the owner's number, or that of one of the people who only comment.
  var person: Int {
    isByOwner ? post.creator.number : People.firstFan + draw["fan"].below(People.fans)
  }

  var text: String {
    let text = draw["text"].pick(isByOwner ? Vocabulary.thanks : Vocabulary.remarks)
    return draw["emoji"].isOne(in: 3) ? "\(text) \(draw["mood"].pick(Vocabulary.emoji))" : text
  }

  func likes(at now: Timestamp) -> Int64 {
    let age = Double(now.microseconds - writtenAt.microseconds) / Double(Span.second)
    let peak = draw["likes"].spread(from: 0.5, doublings: 9)
    return Int64(peak * age / (age + 86_400))
  }

  /// Where the replies of a comment stand among all comments.
  private var replyNumbers: Range<Int> {
    number % 8 == 0 ? number + 5..<number + 8 : number..<number
  }

  func replies(at now: Timestamp) -> [Comment] {
    replyNumbers.compactMap { Comment($0, on: post, at: now) }
  }

  var isLikedByOwner: Bool { draw["liked by owner"].isOne(in: 6) }
}

extension Post {
  /// The comments that are no replies, oldest first, from a position among them on.
  func comments(from position: Int, count: Int, at now: Timestamp) -> [Comment] {
    var found: [Comment] = []
    for place in max(0, position)..<max(0, position) + max(0, count) {
      guard let comment = Comment(place / 5 * 8 + place % 5, on: self, at: now) else { break }
      found.append(comment)
    }
    return found
  }
}

/// The people beside the creators, who only comment.
enum People {
  /// Ids hold numbers below 2^20; those from the middle on are people who only comment.
  static let firstFan = 1 << 19
  static let fans = 5000

  /// The name of a person in addresses.
  static func name(_ person: Int, in world: World, at now: Timestamp) -> String {
    world.creator(person)?.name(at: now) ?? "fan_\(person - firstFan)"
  }

  /// The name of a person that people read.
  static func displayName(_ person: Int, in world: World, at now: Timestamp) -> String {
    world.creator(person)?.displayName(at: now) ?? "Fan \(person - firstFan)"
  }
}
