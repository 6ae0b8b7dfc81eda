import MetricSchema
import Testing

@testable import HostCore

@Suite("Tokens on the shelf")
struct TokenShelfTests {
  private let place = TokenShelf.Place(key: 0, slot: "main")

  private func at(_ seconds: Double) -> Timestamp { Timestamp(Int64(seconds * 1_000_000)) }

  @Test(
    "A token is good for its lifetime but for a tenth, at most a minute, and at least a second",
    arguments: [
      (3600, 3540), (1200, 1140), (600, 540), (100, 90), (10, 9), (1, 1), (0, 1), (-5, 1),
      (Int64.max, 315_359_940),
    ])
  func lifetime(lifetimeS: Int64, good: Double) {
    var shelf = TokenShelf()
    shelf.put("abc", at: place, lifetimeS: lifetimeS, at(0))
    #expect(shelf.token(at: place, at(good - 0.000_001)) == "abc")
    #expect(shelf.token(at: place, at(good)) == nil)
  }

  @Test("A token without a lifetime is good until it is refused")
  func endless() {
    var shelf = TokenShelf()
    shelf.put("abc", at: place, lifetimeS: nil, at(0))
    #expect(shelf.token(at: place, at(1e12)) == "abc")
    shelf.discard(place) { $0 == "other" }
    #expect(shelf.token(at: place, at(0)) == "abc")
    shelf.discard(place) { $0 == "abc" }
    #expect(shelf.token(at: place, at(0)) == nil)
  }

  @Test("Keys and slots have places of their own")
  func places() {
    var shelf = TokenShelf()
    shelf.put("abc", at: place, lifetimeS: 60, at(0))
    #expect(shelf.token(at: TokenShelf.Place(key: 1, slot: "main"), at(0)) == nil)
    #expect(shelf.token(at: TokenShelf.Place(key: 0, slot: "other"), at(0)) == nil)
  }

  @Test("Tries are counted until a token comes or nobody tries any more")
  func tries() {
    var shelf = TokenShelf()
    #expect(shelf.tries(place) == 0)
    for _ in 0..<2 {
      shelf.ask(place)
      #expect(shelf.isAsked(place))
      shelf.fail(place, isFinal: false)
      #expect(!shelf.isAsked(place))
    }
    #expect(shelf.tries(place) == 2)
    shelf.fail(place, isFinal: true)
    #expect(shelf.tries(place) == 0)
    shelf.ask(place)
    shelf.put("abc", at: place, lifetimeS: 60, at(0))
    #expect(!shelf.isAsked(place))
    #expect(shelf.tries(place) == 0)
    shelf.ask(place)
    shelf.forgetAsked()
    #expect(!shelf.isAsked(place))
  }

  @Test("A refresh token outlives the tokens that are issued for it")
  func refreshToken() {
    var shelf = TokenShelf()
    #expect(shelf.refreshToken(at: place) == nil)
    shelf.keep(refreshToken: "next", at: place)
    shelf.put("abc", at: place, lifetimeS: 60, at(0))
    shelf.discard(place) { _ in true }
    #expect(shelf.refreshToken(at: place) == "next")
    shelf.keep(refreshToken: nil, at: place)
    #expect(shelf.refreshToken(at: place) == nil)
  }
}
