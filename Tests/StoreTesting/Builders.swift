public import HostCore
public import MetricSchema

/// 2026-11-20T07:45:00Z, and so many seconds later.
public func at(_ seconds: Int64) -> Timestamp {
  Timestamp(1_795_160_700_000_000 + seconds * 1_000_000)
}

/// Days in seconds.
public func days(_ count: Int64) -> Int64 { count * 86_400 }

/// A request for a page, or something else, at a path.
public func request(_ path: String, role: Role = .page) -> ProviderRequest {
  var request = ProviderRequest()
  request.call = "posts.list"
  request.role = role
  request.path = path
  return request
}

/// An author as posts name one.
public func author(_ handle: String?, id: String? = nil) -> Author {
  var author = Author()
  author.handle = handle
  author.id = id
  return author
}

/// A post by alice with the numbers that are given.
public func post(
  _ id: String?, views: Int64? = nil, likes: Int64? = nil, by author: Author? = author("alice"),
  identities: [Identity] = [], _ change: (inout Post) -> Void = { _ in }
) -> Record {
  var post = Post()
  post.id = id
  post.author = author
  post.identities = identities
  post.metrics.set(.views, views)
  post.metrics.set(.likes, likes)
  change(&post)
  return .post(post)
}

/// A profile with the numbers that are given.
public func profile(
  _ handle: String?, id: String? = nil, followers: Int64? = nil, identities: [Identity] = [],
  _ change: (inout Profile) -> Void = { _ in }
) -> Record {
  var profile = Profile()
  profile.handle = handle
  profile.id = id
  profile.identities = identities
  profile.metrics.set(.followers, followers)
  change(&profile)
  return .profile(profile)
}

extension Store {
  /// Begins a job about alice's posts.
  public func job(
    _ subject: String = "alice", _ operation: MetricSchema.Operation = .posts,
    provider: String = "tiktok.one",
    requests: [ProviderRequest] = [], region: String? = nil, _ seconds: Int64 = 0
  ) throws -> OpenJob {
    let job = FetchJob(operation, [Subject(subject)], region: region)
    return try begin(
      StoredJob(platform: "tiktok", provider: provider, job: job, moment: at(seconds)),
      requests: requests)
  }

  /// Reserves one unit.
  public func usage(
    _ call: String = "posts.list", provider: String = "tiktok.one", key: Int = 0,
    units: Int64 = 1, limits: [Limit] = [], _ seconds: Int64 = 0
  ) throws -> ReservationOutcome {
    try reserve(
      Reservation(
        provider: provider, platform: "tiktok", call: call, key: key, units: units, limits: limits,
        moment: at(seconds)))
  }

  /// Commits one answer with records, delivered by tiktok.one, so many seconds after the beginning.
  @discardableResult
  public func commit(
    _ records: [Record], _ seconds: Int64 = 0, provider: String = "tiktok.one", job: Int64? = nil,
    platform: String = "tiktok", _ change: (inout AnswerCommit) -> Void = { _ in }
  ) throws -> CommitOutcome {
    let number = try job ?? self.job().id
    var answer = AnswerCommit(
      job: number, answered: nil, platform: platform, provider: provider,
      settlement: Settlement(usage: 0, moment: at(seconds)), moment: at(seconds))
    answer.records = records
    change(&answer)
    return try commit([answer])[0]
  }
}

extension Queries {
  /// All posts in an order, the newest first where none is named.
  public func allPosts(
    _ order: PostFilter.Order = .date, _ change: (inout PostFilter) -> Void = { _ in }
  ) throws -> [PostRow] {
    var filter = PostFilter()
    filter.order = order
    change(&filter)
    return try posts(filter)
  }
}
