import Testing

@testable import Analytics

@Suite("Numbers in sentences")
struct ProseTests {
  @Test("of many names five are told, each cut")
  func few() {
    #expect(Prose.few(["alice", "bob"]) == "alice and bob")
    #expect(Prose.few((1...7).map { "p\($0)" }) == "p1, p2, p3, p4, p5 and 2 more")
    #expect(Prose.few([String(repeating: "a", count: 99)]).count == 61)
    #expect(Prose.few([]) == "nothing")
  }

  @Test("numbers in sentences have no useless zeros and never trap")
  func prose() {
    #expect(Prose.number(1250) == "1250")
    #expect(Prose.number(0.5) == "0.5")
    #expect(Prose.number(-0.001) == "0")
    #expect(Prose.number(-1.005, 1) == "-1")
    #expect(Prose.number(7.6, 0) == "8")
    #expect(Prose.number(.nan) == "unlimited")
    #expect(Prose.number(1e300) == "1e+300")
    #expect(Prose.percent(0.0523) == "5.2 %")
    #expect(Prose.list(["a", "b", "c"]) == "a, b and c")
    #expect(Prose.capital("") == "")
    #expect(Prose.number(0.005, 2) == "0.01")
    #expect(Prose.number(-1.25, 1) == "-1.3")
    #expect(Prose.number(3.07, 3) == "3.07")
    #expect(Prose.change(0.123) == "+12 %")
    #expect(Prose.change(-0.001) == "+0 %")
    #expect(Prose.change(-0.5) == "-50 %")
  }
}
