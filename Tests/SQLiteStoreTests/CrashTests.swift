import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Kills", .serialized)
struct CrashTests {
  @Test("A process killed at any moment leaves everything as one of its transactions did")
  func killed() async throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    print("seed of the kills: \(seed)")
    let database = try TestDatabase()
    var random = Random(seed: seed)
    for kill in 1...20 {
      let delay = UInt32(1000 + random.next(120_000))
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = database.path as String, delay = delay as UInt32] in
        Thread.detachNewThread {
          usleep(delay)
          Glibc.kill(getpid(), SIGKILL)
        }
        try collectForEver(path)
      }
      try expectWhole(database, kills: kill, "seed \(seed), kill \(kill), after \(delay) µs")
    }
    #expect(try #require(Int(database.row("SELECT count(*) FROM social_api_usage") ?? "")) > 20)
  }

  private func expectWhole(
    _ database: TestDatabase, kills: Int, _ note: String
  ) throws {
    #expect(try SQLiteStore.check(database.path).isSound, "\(note)")
    #expect(
      try database.row(
        """
        SELECT count(*) = count(DISTINCT external_post_id), count(*) = (SELECT count(*) FROM post_identities)
        FROM social_posts_analytics
        """) == "1|1", "\(note)")
    // Metered is at least what was settled, and at most one request for each kill more.
    let open = try #require(
      Int(database.row("SELECT count(*) FROM social_api_usage WHERE success IS NULL") ?? ""))
    #expect(open <= kills, "\(note)")
    let units = try database.row("SELECT coalesce(sum(units), 0) FROM social_api_usage")
    #expect(
      try database.row("SELECT coalesce(sum(used), 0) FROM usage_windows WHERE window = 'day'")
        == units,
      "\(note)")
    #expect(
      try database.rows(
        """
        SELECT count(*), total(latest_views_count) FROM social_posts_analytics HAVING count(*) > 0
        """) == database.rows("SELECT posts, views * 1.0 FROM platform_day"), "\(note)")
    try expectRequests(database, note)
  }

  /// What was asked is either outstanding or answered, and every answered request has all of its records.
  private func expectRequests(_ database: TestDatabase, _ note: String) throws {
    for row in try database.rows(
      "SELECT id, records_fetched FROM social_fetch_jobs WHERE completed_at IS NULL")
    {
      let parts = row.split(separator: "|")
      let asked = try Set(
        database.rows("SELECT hex(fingerprint) FROM asked_requests WHERE job_id = \(parts[0])"))
      let outstanding = try Set(
        database.store.begin(Collection.job, requests: []).outstanding.map {
          hexadecimal(PreparedRequest($0.request).fingerprint)
        })
      #expect(outstanding.isSubset(of: asked), "\(note)")
      var records = 0
      for page in 0..<Collection.pages {
        for request in [Collection.page(page), Collection.detail(page)] {
          let name = hexadecimal(PreparedRequest(request).fingerprint)
          guard asked.contains(name), !outstanding.contains(name) else { continue }
          for id in Collection.posts(of: request) {
            records += 1
            #expect(
              try database.row("SELECT count(*) FROM post_identities WHERE external_id = '\(id)'")
                == "1",
              "\(note)")
          }
        }
      }
      #expect(String(records) == parts[1], "\(note)")
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02X", $0) }.joined()
  }
}

/// A job of some pages, each with a detail.
private enum Collection {
  static let pages = 6

  static let job = StoredJob(
    platform: "tiktok", provider: "tiktok.one", job: FetchJob(.posts, [Subject("alice")]),
    moment: at(0))

  static func page(_ number: Int) -> ProviderRequest { request("/page/\(number)", .page) }
  static func detail(_ number: Int) -> ProviderRequest { request("/detail/\(number)", .detail) }

  private static func request(_ path: String, _ role: Role) -> ProviderRequest {
    var request = ProviderRequest()
    (request.path, request.role) = (path, role)
    return request
  }

  /// The ids of the posts that an answer delivers.
  static func posts(of request: ProviderRequest) -> [String] {
    let path = request.path ?? ""
    return (0..<(request.role == .page ? 5 : 1)).map { "\(path)-\($0)" }
  }

  /// What the answer asks to follow.
  static func following(_ request: ProviderRequest) -> [ProviderRequest] {
    guard request.role == .page,
      let number = request.path?.split(separator: "/").last.flatMap({ Int($0) })
    else { return [] }
    return [detail(number)] + (number + 1 < pages ? [page(number + 1)] : [])
  }
}

/// Collects the same posts again and again, in all the steps that the engine takes.
private func collectForEver(_ path: String) throws {
  let store = try SQLiteStore(path)
  while true {
    let job = try store.begin(Collection.job, requests: [Collection.page(0)])
    var outstanding = job.outstanding
    while !outstanding.isEmpty {
      let next = outstanding.removeFirst()
      let outcome = try store.reserve(
        Reservation(
          provider: "tiktok.one", platform: "tiktok", call: "posts.list",
          limits: [Limit(1 << 40, per: .day)], moment: at(0)))
      guard case .granted(let usage) = outcome else { return }
      var answer = AnswerCommit(
        job: job.id, answered: next.id, platform: "tiktok", provider: "tiktok.one",
        settlement: Settlement(usage: usage, moment: at(0)), moment: at(0))
      answer.records = Collection.posts(of: next.request).map { id in
        post(id, views: 3) { $0.hashtags = ["tag"] }
      }
      answer.requests = Collection.following(next.request)
      outstanding += try store.commit([answer])[0].following
    }
    try store.finish(job.id, .completed, moment: at(0))
  }
}
