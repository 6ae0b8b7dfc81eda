import Foundation
import MicroHTTPServer
import struct MetricSchema.Timestamp
import Testing

@testable import Simulator

@Suite("Simulator server")
struct SimulatorServerTests {
  private static let key = ["x-rapidapi-key: k"]

  private func started(_ options: SimulatorOptions = .init()) throws -> (SimulatorServer, UInt16) {
    let server = try SimulatorServer(options: options)
    return (server, try server.start())
  }

  @Test("Serves every upstream below the id of its provider")
  func providers() throws {
    #expect(
      SimulatorServer.providers == [
        "bluesky.appview", "example.feed", "tiktok.api23", "tiktok.scraper7", "tiktok.web",
        "youtube.data", "youtube.rss", "youtube.yt-api",
      ])
    let (server, port) = try started()
    defer { server.stop() }
    let client = try LoopbackClient(port: port)
    #expect(try client.get("/").text == "simulator\n")
    let answer = try client.get("/tiktok.scraper7/user/info?unique_id=bob", headers: Self.key)
    #expect(answer.status == 200 && answer.text.hasPrefix("{\"code\":0,"))
    #expect(answer.headers["x-ratelimit-requests-remaining"] == "999999")
    let xml = try client.get("/youtube.rss/feeds/videos.xml?user=bob")
    #expect(xml.headers["content-type"] == "text/xml; charset=UTF-8")
  }

  @Test("Two simulators with the same options serve the same bytes")
  func determinism() throws {
    let targets = [
      "/tiktok.scraper7/user/posts?unique_id=bob&count=35", "/tiktok.web/@carol",
      "/youtube.rss/feeds/videos.xml?user=dave", "/example.feed/v1/accounts/user3/posts",
    ]
    var options = SimulatorOptions()
    options.seed = 42
    options.accounts = 4
    let bodies = try (0..<2).map { _ in
      let (server, port) = try started(options)
      defer { server.stop() }
      let client = try LoopbackClient(port: port)
      return try targets.map { try client.get($0, headers: Self.key).body }
    }
    #expect(bodies[0] == bodies[1] && bodies[0].allSatisfy { $0.count > 1000 })
  }

  @Test("The world is laid out round the last 20 November, unless told otherwise")
  func layout() throws {
    var options = SimulatorOptions()
    let cases = [
      ("2026-11-20", "2026-11-20"), ("2026-11-19", "2025-11-20"), ("2027-11-19", "2026-11-20"),
      ("2031-12-31", "2031-11-20"),
    ]
    for (now, start) in cases {
      options.now = try #require(Timestamp(rfc3339: now))
      #expect(try SimulatorServer(options: options).world.start.dateText == start)
    }
    options.start = options.now
    #expect(try SimulatorServer(options: options).world.start == options.now)
  }

  @Test("Faults of the connection reach the caller")
  func connectionFaults() throws {
    let (server, port) = try started()
    defer { server.stop() }
    let target = "/example.feed/v1/accounts/bob/posts?limit=100"
    let good = try LoopbackClient(port: port).get(target)
    for fault in ["slow:1", "dripping:1"] {
      let answer = try LoopbackClient(port: port).get("/~\(fault)" + target)
      #expect(answer.isWhole && answer.body == good.body, "\(fault)")
    }
    let cut = try LoopbackClient(port: port).get("/~cut:100" + target)
    #expect(!cut.isWhole && cut.body == Array(good.body.prefix(100)))
    let huge = try LoopbackClient(port: port).get("/~huge:5000000" + target)
    #expect(huge.isWhole && huge.body.count == 5_000_000)
  }

  @Test("Faults and time are set while the server runs")
  func running() throws {
    let (server, port) = try started()
    defer { server.stop() }
    let client = try LoopbackClient(port: port)
    let target = "/example.feed/v1/accounts/bob/posts?limit=1"
    let before = try client.get(target).body
    #expect(try client.send("POST", "/_faults?kind=unavailable&times=1").status == 200)
    #expect(try client.get(target).status == 503)
    #expect(try client.get(target).body == before)
    server.clock.advance(days: 30)
    #expect(try client.get(target).body != before)
    #expect(server.world.creatorCount == 7 && server.faults.rules.isEmpty)
  }

  @Test("The log has a line for every request to an upstream, as it was answered")
  func log() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "simulator-\(UUID().uuidString).log").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = SimulatorOptions()
    options.logPath = path
    options.threads = 2
    let (server, port) = try started(options)
    defer { server.stop() }
    let client = try LoopbackClient(port: port)
    let requests: [(String, String?, String, String, Int, String?)] = [
      (
        "/tiktok.scraper7/user/info?unique_id=bob", "tiktok.scraper7", "/user/info",
        "unique_id=bob", 200, nil
      ),
      ("/tiktok.web/@caf%C3%A9", "tiktok.web", "/@café", "", 200, nil),
      (
        "/~quota/youtube.rss/feeds/videos.xml?user=bob&x=%22", "youtube.rss", "/feeds/videos.xml",
        "user=bob&x=%22", 429, "quota"
      ),
      ("/nowhere/at/all", nil, "/nowhere/at/all", "", 404, nil),
      ("/bluesky.appview/xrpc/x", "bluesky.appview", "/xrpc/x", "", 404, nil),
    ]
    for (number, request) in requests.enumerated() {
      let (target, provider, place, query, status, fault) = request
      _ = try client.get("/")
      _ = try client.get("/_clock")
      let answer = try client.get(target, headers: Self.key)
      // The line is there once the answer is.
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == number + 1)
      let line = try Tree(json: Array(lines[number].utf8))
      #expect(line["n"].int == number + 1 && line["method"].text == "GET")
      #expect(line["provider"].text == provider && line["path"].text == place)
      #expect(line["query"].text == query && line["status"].int == status)
      #expect(line["bytes"].int == answer.body.count && line["fault"].text == fault)
      #expect(line["provider"].exists && line["fault"].exists)
      #expect(line["time"].text?.hasPrefix("20") == true && answer.status == status)
    }
  }

  @Test("Requests from several connections are logged once each, to the end of a file that exists")
  func appending() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "simulator-\(UUID().uuidString).log").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "before\n".write(toFile: path, atomically: true, encoding: .utf8)
    var options = SimulatorOptions()
    options.logPath = path
    options.threads = 2
    let (server, port) = try started(options)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in ["alice", "bob", "carol", "dave"] {
        group.addTask {
          let client = try LoopbackClient(port: port)
          for _ in 0..<50 { _ = try client.get("/tiktok.web/@\(name)") }
        }
      }
      try await group.waitForAll()
    }
    server.stop()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 201 && lines[0] == "before")
    let numbers = try lines.dropFirst().map { try Tree(json: Array($0.utf8))["n"].int }
    #expect(numbers == Array(1...200))
  }

  @Test("A log that cannot be opened and a port that is taken are errors with a reason")
  func refusals() throws {
    var options = SimulatorOptions()
    options.logPath = "/nonexistent/folder/log"
    #expect(throws: SimulatorError.self) { try SimulatorServer(options: options) }
    let (server, port) = try started()
    defer { server.stop() }
    var taken = SimulatorOptions()
    taken.port = port
    let rival = try SimulatorServer(options: taken)
    #expect(throws: HTTPServerError.self) { try rival.start() }
  }

  @Test("A request that cannot be logged is not answered as if it were")
  func fullDisk() throws {
    var options = SimulatorOptions()
    options.logPath = "/dev/full"
    let (server, port) = try started(options)
    defer { server.stop() }
    let answer = try LoopbackClient(port: port).get("/tiktok.web/@bob")
    #expect(answer.status == 500 && answer.text == "the request log cannot be written\n")
  }
}
