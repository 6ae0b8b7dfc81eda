import Analytics
import Testing

/// What the words of a text add up to, before it is brought into −1 to 1.
private func sum(_ compound: Double) -> Double {
  (15 * compound * compound / (1 - compound * compound)).squareRoot()
}

@Suite("Sentiment rules")
struct SentimentRulesTests {
  /// Texts with the sum of the sentiments of their words.
  private static let rules: [(String, Double)] = [
    ("it is good", 2.0), ("it is very good", 2.293), ("very it good", 2 + 0.293 * 0.95),
    ("very it is good", 2 + 0.293 * 0.9), ("it is hardly good", 2 - 0.293), ("it is bad", -2.5),
    ("it is very bad", -2.793), ("it is GOOD", 2.733), ("IT IS GOOD", 2),
    ("it is VERY good", 3.026), ("it is not good", -1.48), ("it isn't good", -1.48),
    ("it ISN'T far from good", -1.48), ("never so good", 2.293 * 1.25), ("without doubt good", 2),
    ("without any good", -1.48), ("least good", -1.48), ("at least good", 2),
    ("the least good", -1.48), ("good but bad", 2 * 0.5 - 2.5 * 1.5), ("it is good!!", 2.584),
    ("it is good!!!!!!", 3.168), ("it is good??", 2.36), ("it is good?", 2),
    ("it is good????", 2.96), ("no good", -1.48), ("good no", 0.8),
    ("one two sort of good", 2 - 0.293), ("a car is bad ass", 1.5), (":)", 2),
    ("good\u{3000}good", 4), ("(good)", 2), ("a 😀 b", 3.1), ("a😀", 3.1), ("😀b", 3.1), ("💔💔", -5),
    ("kind of good", 2), ("a kind man", 2.4), ("\u{212A}ind", 2.4), ("café GOOD", 2.733),
    ("CAFÉ GOOD", 2),
  ]

  @Test("each rule changes the rating of the word as published", arguments: rules)
  func rule(text: String, expected: Double) throws {
    let compound = try smallLexicon().score(text).compound
    let other = (expected / (expected * expected + 15).squareRoot() * 10000).rounded() / 10000
    #expect(compound == other, "\(text): \(sum(compound))")
  }

  @Test("the shares of a text add up to the parts of it")
  func shares() throws {
    let score = try smallLexicon().score("the good the bad")
    // 2 + 1, 2.5 + 1 and two words of 1: of 8.5
    #expect(score == (try smallLexicon().score("the bad the good")))
    #expect(score.positive == 0.353)
    #expect(score.negative == 0.412)
    #expect(score.neutral == 0.235)
  }

  @Test("a text without words scores nothing", arguments: ["", "   ", "\n\t\u{2003}"])
  func empty(text: String) throws {
    let score = try smallLexicon().score(text)
    #expect([score.negative, score.neutral, score.positive, score.compound] == [0, 0, 0, 0])
    #expect(score.sentiment == .neutral)
  }

  @Test("classes begin at 0.05 and -0.05")
  func classes() throws {
    let lexicon = try SentimentLexicon(
      lexicon: Array("up\t0.195\ndown\t-0.195\nbit\t0.19".utf8), emoji: [])
    #expect(lexicon.score("up").sentiment == .positive)
    #expect(lexicon.score("down").sentiment == .negative)
    #expect(lexicon.score("bit").sentiment == .neutral)
  }

  @Test("of equal sentiments around but, the first is changed again, as in the reference")
  func equalAroundBut() throws {
    // 2, 1 before "but" by the ratings: 2 becomes 1, then the first 1 becomes 0.5 and the second stays 1.
    let lexicon = try SentimentLexicon(lexicon: Array("two\t2\none\t1".utf8), emoji: [])
    let expected = (1.5 / (1.5 * 1.5 + 15).squareRoot() * 10000).rounded() / 10000
    #expect(lexicon.score("two one but").compound == expected)
  }

  @Test(
    "a megabyte of anything is done, whatever repeats in it",
    arguments: [
      "good ", "n't ", "😀", "é", "!", "(", "good bad kind die great happy ",
    ])
  func megabyte(part: String) throws {
    let text = "but " + String(repeating: part, count: 1_000_000 / part.utf8.count)
    let score = try smallLexicon().score(text)
    #expect((-1...1).contains(score.compound))
    #expect(abs(score.negative + score.neutral + score.positive - 1) <= 0.002)
  }

  @Test("bytes that are not UTF-8 are repaired, and random texts stay in range")
  func random() throws {
    let lexicon = try smallLexicon()
    let seed = UInt64.random(in: 0...(.max))
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let score = lexicon.score(String(decoding: bytes, as: UTF8.self))
      #expect((-1...1).contains(score.compound))
      #expect([score.negative, score.neutral, score.positive].allSatisfy { (0...1).contains($0) })
    }
  }
}
