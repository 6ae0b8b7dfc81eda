public import MetricSchema

/// What commands and pages ask of the store. Rates and comparisons are the business of `Analytics`.
public protocol Queries: Sendable {
  /// Accounts with their newest numbers, most followed first.
  func accounts(platform: String?) throws(StoreError) -> [AccountRow]

  /// Posts with their newest numbers.
  func posts(_ filter: PostFilter) throws(StoreError) -> [PostRow]

  /// The numbers of one account by day, oldest first.
  func history(platform: String, handle: String) throws(StoreError) -> [AccountDay]
}

/// Which posts are wanted, and in which order.
public struct PostFilter: Hashable, Sendable {
  /// What the order goes by, largest first.
  public enum Order: String, CaseIterable, Hashable, Sendable {
    /// When it was posted.
    case date
    /// Views, or plays where the platform has no views.
    case views
    /// Likes.
    case likes
    /// Comments.
    case comments
    /// Shares.
    case shares
  }

  /// One platform, or all.
  public var platform: String?
  /// One account, or all.
  public var handle: String?
  /// Posted at or after.
  public var since: Timestamp?
  /// The order.
  public var order = Order.date
  /// At most so many.
  public var limit: Int64 = 50

  /// Creates a filter that lets everything through.
  public init() {}
}

/// An account with its newest numbers; `nil` is unknown.
public struct AccountRow: Hashable, Sendable {
  /// The platform.
  public var platform = ""
  /// The handle in use now.
  public var handle = ""
  /// The name shown.
  public var name: String?
  /// The canonical address.
  public var url: String?
  /// Ids of the account in all namespaces.
  public var identities: [Identity] = []
  /// The newest numbers with their provenance.
  public var metrics = Metrics()
  /// How many of its posts are stored.
  public var storedPosts: Int64 = 0
  /// Who delivered the numbers.
  public var provider: String?
  /// When the numbers were observed.
  public var observedAt: Timestamp?

  /// Creates an empty row.
  public init() {}
}

/// A post with its newest numbers; `nil` is unknown.
public struct PostRow: Hashable, Sendable {
  /// The platform.
  public var platform = ""
  /// The author's handle in use now.
  public var handle: String?
  /// The id at the platform, in the first namespace seen.
  public var id = ""
  /// The canonical address.
  public var url: String?
  /// The caption, or the title where there is none.
  public var caption: String?
  /// What it shows.
  public var mediaKind = MediaKind.unspecified
  /// When it was posted.
  public var postedAt: Timestamp?
  /// The newest numbers with their provenance.
  public var metrics = Metrics()
  /// Who delivered the numbers.
  public var provider: String?
  /// When the numbers were observed.
  public var observedAt: Timestamp?

  /// Creates an empty row.
  public init() {}
}

/// The numbers of an account at the end of a day, UTC.
public struct AccountDay: Hashable, Sendable {
  /// The day as `2026-11-20`.
  public var date = ""
  /// The numbers with their provenance.
  public var metrics = Metrics()
  /// Who delivered them.
  public var provider: String?

  /// Creates an empty day.
  public init() {}
}
