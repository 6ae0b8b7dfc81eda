import Testing

@testable import Analytics

@Suite("Share of voice")
struct ShareOfVoiceTests {
  private func makeVoices(_ amounts: [(String, Double?)]) -> [ShareOfVoice.Voice] {
    amounts.map { ShareOfVoice.Voice(id: $0, amount: $1) }
  }

  @Test("a share is one's own among one's own and the competitors'")
  func share() throws {
    let voices = makeVoices([("us", 30), ("them", 50), ("others", 20)])
    let found = try #require(ShareOfVoice.of("us", among: voices, by: .mentions).value)
    #expect(found.share == 0.3)
    #expect(found.parts.map(\.id) == ["them", "us", "others"])
    #expect(found.competitors == ["others", "them"])
    #expect(found.total == 100)
    #expect(
      found.reasons == [
        "It has 30 % of 100 mentions.",
        "Competitors are others and them; another set of them (fingerprint \(found.fingerprint)) gives another share.",
      ])
    let excess = found.excess(overMarketShare: 0.25)
    #expect(try abs(#require(excess.value) - 0.05) < 1e-12)
    #expect(excess.definition == .excessShareOfVoice)
  }

  @Test("the fingerprint is FNV-1a of 64 bits, and depends on the set alone")
  func fingerprint() {
    #expect(ShareOfVoice.fingerprint(of: []) == "cbf29ce484222325")
    #expect(ShareOfVoice.fingerprint(of: ["a"]) == "089bc907b544c769")
    #expect(
      ShareOfVoice.fingerprint(of: ["b", "a", "b"]) == ShareOfVoice.fingerprint(of: ["a", "b"]))
    #expect(ShareOfVoice.fingerprint(of: ["ab"]) != ShareOfVoice.fingerprint(of: ["a", "b"]))
  }

  @Test("another competitor is another fingerprint, and another amount is not")
  func sets() throws {
    let first = makeVoices([("us", 1), ("a", 2)])
    func mark(_ voices: [ShareOfVoice.Voice]) -> String? {
      ShareOfVoice.of("us", among: voices, by: .reach).value?.fingerprint
    }
    #expect(mark(first) == mark(makeVoices([("a", 7), ("us", 9)])))
    #expect(mark(first) != mark(first + makeVoices([("b", 0)])))
  }

  @Test(
    "the order given makes no difference, for amounts of one name and for two spellings of it too")
  func order() throws {
    let voices = makeVoices([
      ("us", 0.1), ("us", 0.2), ("us", 1e16), ("caf\u{e9}", 1), ("cafe\u{301}", 2),
    ])
    let found = ShareOfVoice.of("us", among: voices, by: .reach)
    #expect(found.value != nil)
    let other = ShareOfVoice.of("us", among: voices.reversed(), by: .reach)
    #expect(found == other)
    #expect(found.value?.fingerprint == other.value?.fingerprint)
  }

  @Test("the scale of amounts makes no difference, and amounts of one name are added")
  func scale() throws {
    let voices = makeVoices([("us", 10), ("us", 20), ("them", 50), ("others", 20)])
    let scaled = voices.map { ShareOfVoice.Voice(id: $0.id, amount: $0.amount! * 8) }
    let found = try #require(ShareOfVoice.of("us", among: voices, by: .reach).value)
    #expect(found.share == 0.3)
    #expect(ShareOfVoice.of("us", among: scaled, by: .reach).value?.parts == found.parts)
    #expect(abs(found.parts.reduce(0) { $0 + $1.share } - 1) < 1e-12)
  }

  @Test(
    "what is unknown makes the share unknown",
    arguments: [
      ([("us", 1), ("them", nil)], Unknown.Kind.noDenominator),
      ([("us", 0), ("them", 0)], .noDenominator),
      ([("us", 1)], .noData), ([("them", 1), ("others", 2)], .noData), ([], .noData),
      ([("us", -1), ("them", 1)], .outOfRange), ([("us", .nan), ("them", 1)], .outOfRange),
      ([("us", 1e308), ("them", 1e308)], .outOfRange),
    ] as [([(String, Double?)], Unknown.Kind)])
  func unknown(amounts: [(String, Double?)], kind: Unknown.Kind) {
    let found = ShareOfVoice.of("us", among: makeVoices(amounts), by: .engagements)
    #expect(found.unknown?.kind == kind)
    let long = ShareOfVoice.Voice(id: String(repeating: "u", count: 5000), amount: nil)
    let unknown = ShareOfVoice.of("us", among: [long], by: .reach).unknown
    #expect((unknown?.because.count ?? 0) < 100)
  }

  @Test("a market share that is unknown or impossible gives no excess")
  func market() throws {
    let voices = makeVoices([("us", 1), ("them", 1)])
    let found = try #require(ShareOfVoice.of("us", among: voices, by: .mentions).value)
    #expect(found.excess(overMarketShare: nil).unknown?.kind == .noData)
    for share in [-0.1, 1.1, .nan] {
      #expect(found.excess(overMarketShare: share).unknown?.kind == .outOfRange)
    }
  }
}
