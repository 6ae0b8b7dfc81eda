extension Definition {
  /// How one content did on each platform, against what is usual for the account there.
  public static let crossPlatformComparison = Definition("cross_platform_comparison", .structure)
}

/// How one content did on each platform, against what is usual for the account there.
///
/// Platforms count differently, so their numbers are never added or compared as they are; how many times the account's
/// median a post has can be compared.
public struct CrossPlatform: Hashable, Sendable {
  /// One post of the content.
  public struct Entry: Hashable, Sendable {
    /// The post's id.
    public let post: String
    /// Its platform.
    public let platform: String
    /// The number that it is judged by; `nil` where it reports none of those asked for.
    public let metric: ContentMetric?
    /// That number.
    public let value: Double?
    /// How many other posts of the account report the number.
    public let others: Int
    /// The number as a multiple of the others' median, 1 being the usual, or why there is none.
    public let multiple: Result<Double, Unknown>
  }

  /// The posts of the content, in the order of their platforms and ids.
  public let entries: [Entry]
  /// The post that did best for its account, or why that cannot be said. Never one on YouTube where its numbers may not be
  /// compared.
  public let best: Result<Entry, Unknown>

  /// What did best, or why that cannot be said.
  public var reasons: [String] {
    switch best {
    case .failure(let unknown): return ["Which platform did best is \(unknown)."]
    case .success(let entry):
      let (multiple, metric) = (Prose.number(Self.multiple(entry), 1), entry.metric?.rawValue ?? "")
      return [
        "It did best on \(Prose.quoted(entry.platform)): \(multiple) times the account's usual \(metric), "
          + "by \(Prose.count(entry.others, "other post"))."
      ]
    }
  }

  /// Compares the posts of one content.
  ///
  /// - Parameters:
  ///   - content: The content's id.
  ///   - posts: Posts of it and all others of its accounts, with their numbers at the same age.
  ///   - metrics: The numbers to judge by: of each post the first that it reports.
  ///   - minimum: How many other posts of the account are needed to know what is usual.
  ///   - terms: Whether YouTube may be compared with the others.
  public static func of(
    _ content: String, among posts: [ContentPost], by metrics: [ContentMetric] = [.views, .plays],
    minimum: Int = 8, youTube terms: YouTubeTerms = .apart
  ) -> Finding<CrossPlatform> {
    Finding(.crossPlatformComparison) { () throws(Unknown) in
      let own = posts.filter { $0.content == content }
      guard !own.isEmpty else { throw .tooFew(0, needed: 1, of: "posts of the content") }
      let accounts = Set(own.map(\.account))
      let others = posts.filter { $0.content != content && accounts.contains($0.account) }
      let judge = Judge(
        others: Dictionary(grouping: others, by: \.account), metrics: metrics,
        minimum: max(minimum, 1), terms: terms)
      let entries = own.map(judge.entry)
        .sorted { ($0.platform, $0.post) < ($1.platform, $1.post) }
      return CrossPlatform(entries: entries, best: best(entries))
    }
  }

  private static func best(_ entries: [Entry]) -> Result<Entry, Unknown> {
    let judged = entries.filter { (try? $0.multiple.get()) != nil }
    let platforms = Set(judged.map(\.platform)).count
    guard platforms >= 2 else {
      return .failure(.tooFew(platforms, needed: 2, of: "platforms with a usual to compare with"))
    }
    var best = judged[0]
    for entry in judged where multiple(entry) > multiple(best) { best = entry }
    return .success(best)
  }

  private static func multiple(_ entry: Entry) -> Double { (try? entry.multiple.get()) ?? 0 }
}

/// Judges posts by the others of their accounts.
private struct Judge {
  let others: [String: [ContentPost]]
  let metrics: [ContentMetric]
  let minimum: Int
  let terms: YouTubeTerms

  func entry(_ post: ContentPost) -> CrossPlatform.Entry {
    let metric = metrics.first { post[$0] != nil }
    let value = metric.flatMap { post[$0] }
    let known =
      metric.map { metric in (others[post.account] ?? []).compactMap { $0[metric] } } ?? []
    let multiple = Result { () throws(Unknown) in
      guard terms.merges(post.platform) else {
        throw Unknown(.outOfRange, "the terms of YouTube's API forbid it")
      }
      guard let value else { throw Unknown(.noData, "the post reports no such number") }
      guard known.count >= minimum else {
        throw .tooFew(known.count, needed: minimum, of: "other posts of the account that report it")
      }
      let usual = Order.median(known)
      guard usual > 0 else { throw Unknown(.noDenominator, "the account's median is 0") }
      return value / usual
    }
    return CrossPlatform.Entry(
      post: post.id, platform: post.platform, metric: metric, value: value, others: known.count,
      multiple: multiple)
  }
}
