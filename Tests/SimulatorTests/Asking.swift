import Foundation
import struct MetricSchema.Timestamp
import MicroHTTPServer
import Testing

@testable import Simulator

/// Asks the upstreams of a world without a socket.
struct Asking {
  let reception: Reception
  var clock: SimulatedClock { reception.clock }
  var faults: FaultPlan { reception.faults }
  var world: World { reception.upstreams.world }

  init(seed: UInt64 = 1, accounts: Int = 3, posts: Int = 60, quota: Int = 1_000_000) {
    let time = SimulatorOptions.usualTime
    let world = World(seed: seed, accounts: accounts, postsPerAccount: posts, start: time)
    reception = Reception(
      upstreams: Upstreams(world: world, monthlyQuota: quota), clock: SimulatedClock(now: time),
      faults: FaultPlan(), log: nil)
  }

  /// What an upstream answers to a caller with a key.
  func response(
    _ target: String, method: String = "GET",
    headers: [(name: String, value: String)] = [("x-rapidapi-key", "k"), ("x-goog-api-key", "k")]
  ) -> OutgoingResponse {
    reception.answer(IncomingRequest(method: method, target: target, headers: headers))
  }

  func json(_ target: String) throws -> Tree { try Tree(json: response(target).body) }

  func text(_ target: String) -> String { String(decoding: response(target).body, as: UTF8.self) }

  /// The JSON in a page of TikTok's website.
  func page(_ target: String) throws -> Tree {
    let text = text(target)
    let begin = try #require(text.firstRange(of: "application/json\">")).upperBound
    let end = try #require(text[begin...].firstRange(of: "</script>")).lowerBound
    return try Tree(json: Array(text[begin..<end].utf8))["__DEFAULT_SCOPE__"]
  }
}

extension OutgoingResponse {
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}

/// A text as it stands in a query.
func escaped(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
}

extension Asking {
  /// The posts that somebody shows on a platform, newest first.
  func posts(of name: String, on platform: Platform) throws -> [Post] {
    try #require(world.creator(named: name, at: clock.now))
      .posts(on: platform, at: clock.now)
  }

  /// Asks for page after page; `next` makes an address from the position that the page before gave.
  func walk(
    _ first: String, ids: (Tree) -> [String?], next: (Tree) -> String?
  ) throws -> (ids: [String], pages: Int) {
    var (found, pages): ([String], Int) = ([], 0)
    var address: String? = first
    while let target = address, pages < 500 {
      let page = try json(target)
      found += ids(page).compactMap { $0 }
      pages += 1
      address = next(page)
    }
    return (found, pages)
  }
}
