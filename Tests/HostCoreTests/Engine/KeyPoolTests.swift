import MetricSchema
import Testing

@testable import HostCore

@Suite("Keys and their rests")
struct KeyPoolTests {
  private func rest(_ until: Int64, _ message: String = "spent") -> KeyPool.Rest {
    KeyPool.Rest(until: Timestamp(until), failure: OperationFailure(.quota, message))
  }

  private func next(_ pool: KeyPool, _ call: String? = "a") -> [Int64] {
    let next = pool.next(for: call)
    return [Int64(next.key), next.from.microseconds]
  }

  @Test("The first key is used until it rests, then the next")
  func order() {
    var pool = KeyPool(count: 3)
    #expect(next(pool) == [0, .min])
    pool.rest(0, for: nil, rest(50))
    #expect(next(pool) == [1, .min])
    pool.rest(1, for: nil, rest(40))
    #expect(next(pool) == [2, .min])
    pool.rest(2, for: nil, rest(60))
    #expect(next(pool) == [1, 40])
    #expect(next(pool, nil) == [1, 40])
  }

  @Test("Of keys that rest equally long the first is used")
  func ties() {
    var pool = KeyPool(count: 2)
    pool.rest(0, for: nil, rest(50))
    pool.rest(1, for: nil, rest(50))
    #expect(next(pool) == [0, 50])
  }

  @Test("A rest of one call leaves the others alone")
  func calls() {
    var pool = KeyPool(count: 1)
    pool.rest(0, for: "a", rest(50))
    #expect(next(pool, "a") == [0, 50])
    #expect(next(pool, "b") == [0, .min])
    #expect(next(pool, nil) == [0, .min])
    pool.rest(0, for: nil, rest(20))
    #expect(next(pool, "a") == [0, 50])
    #expect(next(pool, "b") == [0, 20])
  }

  @Test("A longer rest stays, a shorter one is made longer")
  func longer() {
    var pool = KeyPool(count: 1)
    pool.rest(0, for: nil, rest(50, "first"))
    pool.rest(0, for: nil, rest(40, "second"))
    #expect(next(pool) == [0, 50])
    #expect(pool.shortestRest(for: "a") == rest(50, "first"))
    pool.rest(0, for: nil, rest(60, "third"))
    #expect(pool.shortestRest(for: "a") == rest(60, "third"))
  }

  @Test("The rest that ends first is told, none where a key is free")
  func shortest() {
    var pool = KeyPool(count: 2)
    pool.rest(0, for: nil, rest(50, "first"))
    #expect(pool.shortestRest(for: "a") == nil)
    pool.rest(1, for: "a", rest(40, "second"))
    #expect(pool.shortestRest(for: "a")?.failure.message == "second")
    #expect(pool.shortestRest(for: "b") == nil)
  }

  @Test("A key that rests for ever is still told")
  func forEver() {
    var pool = KeyPool(count: 1)
    pool.rest(0, for: nil, rest(.max))
    #expect(next(pool) == [0, .max])
    #expect(pool.shortestRest(for: "a") == rest(.max))
  }
}
