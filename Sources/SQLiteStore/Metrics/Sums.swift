import MetricSchema

/// What the roll-ups add up.
struct Sums: Equatable {
  var followers: Int64 = 0
  var posts: Int64 = 0
  var views: Int64 = 0
  var likes: Int64 = 0
  var comments: Int64 = 0
  var shares: Int64 = 0
  var saves: Int64 = 0

  /// Likes, comments and shares.
  var engagement: Int64 { likes + comments + shares }

  static func + (a: Self, b: Self) -> Self { combine(a, b, +) }
  static func - (a: Self, b: Self) -> Self { combine(a, b, -) }

  private static func combine(_ a: Self, _ b: Self, _ by: (Int64, Int64) -> Int64) -> Self {
    Sums(
      followers: by(a.followers, b.followers), posts: by(a.posts, b.posts),
      views: by(a.views, b.views), likes: by(a.likes, b.likes),
      comments: by(a.comments, b.comments), shares: by(a.shares, b.shares),
      saves: by(a.saves, b.saves))
  }
}

/// The numbers of a post that roll-ups and orders go by; `nil` is unknown.
struct PostFigures {
  var views: Int64?
  var likes: Int64?
  var comments: Int64?
  var shares: Int64?
  var saves: Int64?

  private static let layout = MetricLayout.post
  private static let places: [Int] = [.views, .plays, .likes, .comments, .shares, .saves]
    .compactMap(layout.place(of:))

  init(_ numbers: Numbers) {
    let places = Self.places
    views = numbers[places[0]] ?? numbers[places[1]]
    likes = numbers[places[2]]
    comments = numbers[places[3]]
    shares = numbers[places[4]]
    saves = numbers[places[5]]
  }

  /// What a stored post adds to the sums.
  var sums: Sums {
    Sums(
      posts: 1, views: bounded(views), likes: bounded(likes), comments: bounded(comments),
      shares: bounded(shares), saves: bounded(saves))
  }

  /// How much numbers grew that were known before.
  func growth(since before: PostFigures) -> Sums {
    Sums(
      views: grown(views, before.views), likes: grown(likes, before.likes),
      comments: grown(comments, before.comments), shares: grown(shares, before.shares),
      saves: grown(saves, before.saves))
  }

}

/// The followers of an account, or its subscribers where the platform has those.
func following(_ numbers: Numbers) -> Int64? {
  guard let followers = MetricLayout.account.place(of: .followers),
    let subscribers = MetricLayout.account.place(of: .subscribers)
  else { return nil }
  return numbers[followers] ?? numbers[subscribers]
}

/// The most that one number adds to a sum: ten times what any post ever had, and little enough that twenty million posts
/// which claim as much do not make the sum of three such numbers overflow.
let mostAdded: Int64 = 1 << 37

/// A number as sums take it: unknown adds nothing, and no claim of an upstream makes a sum overflow.
func bounded(_ number: Int64?) -> Int64 { min(max(number ?? 0, 0), mostAdded) }

func grown(_ now: Int64?, _ before: Int64?) -> Int64 {
  guard let now, let before else { return 0 }
  return bounded(now) - bounded(before)
}
