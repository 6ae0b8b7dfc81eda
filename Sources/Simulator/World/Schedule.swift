import MetricSchema

extension Creator {
  /// The most posts that an account ever has; its ids hold no higher number.
  static let maximumPosts = 4096

  /// The time between two posts, on average, in microseconds.
  private var interval: Int64 { Int64(World.spanDays) * Span.day / Int64(world.postsPerAccount) }
  private var firstSlot: Int64 { world.start.microseconds - Int64(World.spanDays) * Span.day }

  /// How many posts there have been by a time, deleted ones included.
  func postCount(on platform: Platform, at now: Timestamp) -> Int {
    let elapsed = now.microseconds - firstSlot
    guard elapsed >= 0 else { return 0 }
    // Every post falls into its own slot, so only the slot of this moment is in doubt.
    let slot = min(Int(elapsed / interval), Self.maximumPosts - 1)
    return Post(slot, of: self, on: platform).postedAt <= now ? slot + 1 : slot
  }

  /// When the post with a number goes out: somewhere in the first 95 % of its slot, on the other platforms a little
  /// later than on the first. To the millisecond.
  func postingTime(of post: Int, on platform: Platform) -> Timestamp {
    let early = draw["time"][post].between(0, 0.8)
    let late = platform == .tiktok ? 0 : draw["delay"][post][platform.rawValue].between(0.001, 0.15)
    let offset = Int64((early + late) * Double(interval))
    return Timestamp((firstSlot + Int64(post) * interval + offset) / 1000 * 1000)
  }

  /// The posts that can be seen at a time, newest first.
  func posts(on platform: Platform, at now: Timestamp) -> [Post] {
    stride(from: postCount(on: platform, at: now) - 1, through: 0, by: -1)
      .map { Post($0, of: self, on: platform) }
      .filter { !$0.isDeleted(at: now) }
  }

  /// The post with a number, where it has gone out; it may have been deleted since.
  func post(_ number: Int, on platform: Platform, at now: Timestamp) -> Post? {
    (0..<postCount(on: platform, at: now)).contains(number)
      ? Post(number, of: self, on: platform) : nil
  }

  /// The number of the post whose slot holds a moment; the post itself may be at another moment of it.
  func slot(of time: Timestamp) -> Int? {
    let elapsed = time.microseconds - firstSlot
    guard elapsed >= 0, elapsed / interval < Self.maximumPosts else { return nil }
    return Int(elapsed / interval)
  }
}

/// A post of a creator on one platform.
struct Post: Sendable {
  /// The number from 0, oldest first; the same number is the same clip on every platform.
  let number: Int
  let creator: Creator
  let platform: Platform
  let postedAt: Timestamp

  init(_ number: Int, of creator: Creator, on platform: Platform) {
    self.number = number
    self.creator = creator
    self.platform = platform
    postedAt = creator.postingTime(of: number, on: platform)
  }

  var draw: Draw { creator.draw["post"][number] }
  /// Choices that differ from platform to platform.
  var ownDraw: Draw { draw[platform.rawValue] }

  /// When it is deleted, where it ever is: one post of forty, days to months after it went out.
  var deletedAt: Timestamp? {
    guard ownDraw["deleted"].isOne(in: 40), !isPinned else { return nil }
    return postedAt + Int64(ownDraw["deletion"].between(3, 90) * Double(Span.day))
  }

  func isDeleted(at now: Timestamp) -> Bool { deletedAt.map { $0 <= now } ?? false }

  /// Whether the owner keeps it at the top of the page.
  var isPinned: Bool { creator.number == Creator.pins && number == 2 }
  /// Whether the owner hides how many like it, where the platform knows that.
  var hidesLikes: Bool { creator.number == Creator.hides && number % 7 == 3 }
  /// Whether the owner has switched comments off, where the platform knows that.
  var refusesComments: Bool { creator.number == Creator.hides && number % 7 == 5 }
}
