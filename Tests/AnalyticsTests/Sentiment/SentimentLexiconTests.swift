import Analytics
import Testing

/// A small lexicon of our own; the real one is not part of the project.
func smallLexicon() throws -> SentimentLexicon {
  let words = """
    good\t1.9\t0.9\t[2, 1]\r
    great\t3.1\r
    happy\t2.7
    bad\t-2.5
    terrible\t-2.1
    no\t-1.2
    kind\t2.4
    die\t-2.9
    :)\t2.0
    good\t2.0
    Loud\t3.0
    fed up\t-1.8
    """
  let emoji = "😀\tgreat face\n❤️\tred heart\n💔\tbad luck\n#\tnumber"
  return try SentimentLexicon(lexicon: Array(words.utf8), emoji: Array(emoji.utf8))
}

@Suite("Sentiment lexicon")
struct SentimentLexiconTests {
  @Test("of two entries with the same word the last counts")
  func last() throws {
    // 2 / sqrt(2² + 15), which the reference would show as 0.4588
    #expect(try smallLexicon().score("good").compound == 0.4588)
  }

  @Test("an entry with capitals or a space is never found")
  func unreachable() throws {
    let lexicon = try smallLexicon()
    #expect(lexicon.score("loud").compound == 0)
    #expect(lexicon.score("fed up").compound == 0)
  }

  @Test(
    "a damaged file is named with its line",
    arguments: [
      ("good", "line 1 has no rating"), ("a\t1\ngood\tx", "line 2 has no rating"),
      ("good\tnan", "line 1 has no rating"), ("good\tinf", "line 1 has no rating"),
      ("good\t4.5", "line 1 has no rating"), ("", "it has no words"), ("\n \n", "it has no words"),
      ("Good\t1", "it has no words"),
    ])
  func damaged(text: String, because: String) {
    #expect {
      try SentimentLexicon(lexicon: Array(text.utf8), emoji: [])
    } throws: { error in
      let unknown = error as? Unknown
      return unknown?.kind == .notInstalled && unknown!.because.contains(because)
    }
  }

  @Test(
    "bytes that are not UTF-8, too many bytes, and a table of emoji without descriptions are refused"
  )
  func hostile() {
    #expect(throws: Unknown.self) { try SentimentLexicon(lexicon: [0xFF, 0x09, 0x31], emoji: []) }
    #expect(throws: Unknown.self) {
      try SentimentLexicon(lexicon: Array("a\t1".utf8), emoji: [0xF0, 0x9F])
    }
    #expect(throws: Unknown.self) {
      try SentimentLexicon(lexicon: Array("a\t1".utf8), emoji: Array("😀".utf8))
    }
    let large = [UInt8](repeating: 97, count: SentimentLexicon.largestFile + 1)
    #expect(throws: Unknown.self) { try SentimentLexicon(lexicon: large, emoji: []) }
  }

  @Test("random bytes are refused or read, and never trap")
  func random() {
    let seed = UInt64.random(in: 0...(.max))
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab1.-\t\t\n\r \u{0}é😀".utf8)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? alphabet.randomElement(using: &generator)!
          : UInt8.random(in: 0...255, using: &generator)
      }
      if let lexicon = try? SentimentLexicon(lexicon: bytes, emoji: bytes) {
        #expect(lexicon.score("a ab b 1 😀 é").compound.isFinite)
      }
    }
  }
}
