import Foundation
import HostCore
import MetricSchema
import StoreTesting
import Testing

@testable import SQLiteStore

@Suite("Several processes on one database", .serialized)
struct ProcessTests {
  @Test("Eight processes together never take more than a limit allows")
  func reserving() async throws {
    let database = try TestDatabase()
    await withTaskGroup { group in
      for number in 0..<8 {
        group.addTask { [path = database.path] in
          await #expect(processExitsWith: .success) {
            [path = path as String, number = number as Int] in
            try reserveALot(path, number)
          }
        }
      }
    }
    var granted = 0
    for number in 0..<8 {
      let text = try String(contentsOfFile: "\(database.path).\(number)", encoding: .utf8)
      granted += try #require(Int(text))
    }
    // Together they ask for 1280 units: 150 of the first call, and what is left of 400, of the second.
    #expect(granted == 200)
    let usage = try database.store.usage(since: nil)
    #expect(usage.map(\.call) == ["call0", "call1"])
    #expect(usage.map(\.units).reduce(0, +) == 400)
    #expect(try #require(usage.first).units <= 150)
    #expect(
      try database.row("SELECT used FROM usage_windows WHERE endpoint = '' AND window = 'day'")
        == "400")
    #expect(try SQLiteStore.check(database.path).isSound)
  }

  @Test("Eight processes agree when the day of a zone begins")
  func zone() async throws {
    let database = try TestDatabase()
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { [path = database.path] in
          await #expect(processExitsWith: .success) { [path = path as String] in
            try reserveAroundMidnight(path)
          }
        }
      }
    }
    // 8 times 30 units are asked for on each side of midnight in Los Angeles, which is 08:00 in UTC.
    #expect(
      try database.rows("SELECT window, window_start, used FROM usage_windows ORDER BY 2") == [
        "day in America/Los_Angeles|\(at(900 - days(1)).microseconds)|100",
        "day in America/Los_Angeles|\(at(900).microseconds)|100",
      ])
    #expect(try database.store.usage(since: at(900)).map(\.units) == [100])
    #expect(try database.store.usage(since: nil).map(\.units) == [200])
  }

  @Test("Eight processes that store the same posts store each once")
  func committing() async throws {
    let database = try TestDatabase()
    await withTaskGroup { group in
      for number in 0..<8 {
        group.addTask { [path = database.path] in
          await #expect(processExitsWith: .success) {
            [path = path as String, number = number as Int] in
            try storeTheSame(path, number)
          }
        }
      }
    }
    #expect(
      try database.row("SELECT count(*), sum(latest_views_count) FROM social_posts_analytics")
        == "200|900")
    #expect(try database.row("SELECT posts, views, new_posts FROM platform_day") == "200|900|200")
    #expect(try database.row("SELECT count(*), sum(stored_posts) FROM social_accounts") == "10|200")
    #expect(
      try database.rows(
        "SELECT total_uses, total_views FROM social_hashtags ORDER BY total_uses DESC LIMIT 2")
        == ["200|900", "10|45"])
    #expect(try SQLiteStore.check(database.path).isSound)
  }
}

/// Reserves until long after every limit is reached, and leaves a note of how much was granted.
private func reserveALot(_ path: String, _ number: Int) throws {
  let store = try SQLiteStore(path)
  var granted = 0
  for round in 0..<60 {
    let one = Reservation(
      provider: "tiktok.one", platform: "tiktok", call: "call\(number % 2)", units: 2,
      limits: [
        Limit(400, per: .day), Limit(150, per: .hour, call: "call0"), Limit(1 << 40, per: .ever),
      ], moment: at(Int64(round)))
    let outcomes = try round % 3 == 0 ? store.reserve([one, one]) : [store.reserve(one)]
    for case .granted in outcomes { granted += 1 }
  }
  try Data("\(granted)".utf8).write(to: URL(filePath: "\(path).\(number)"))
}

/// Reserves in the last half minute of a day in Los Angeles and in the first of the next.
private func reserveAroundMidnight(_ path: String) throws {
  let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/America/Los_Angeles"))
  let zone = try TimeZoneRules(name: "America/Los_Angeles", file: [UInt8](file))
  let store = try SQLiteStore(path)
  for second in 870..<930 {
    _ = try store.reserve(
      Reservation(
        provider: "youtube.data", platform: "youtube", call: "videos.list",
        limits: [Limit(100, per: .day, zone: zone)], moment: at(Int64(second))))
  }
}

private func storeTheSame(_ path: String, _ number: Int) throws {
  let store = try SQLiteStore(path)
  for round in 0..<20 {
    var answer = AnswerCommit(
      job: 0, answered: nil, platform: "tiktok", provider: "tiktok.\(number)",
      settlement: Settlement(usage: 0, moment: at(0)), moment: at(Int64(round)))
    answer.records = (0..<10).map { index in
      post(
        "\(round * 10 + index)", views: Int64(index), by: author("user\(index)", id: "u\(index)")
      ) { $0.hashtags = ["all", "tag\(round)"] }
    }
    _ = try store.commit([answer])
  }
}
