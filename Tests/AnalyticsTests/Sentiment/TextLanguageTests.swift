import Testing

@testable import Analytics

@Suite("Language of a text")
struct TextLanguageTests {
  private func shares(_ samples: String) -> [TextLanguage: Int] {
    samples.split(separator: "\n").reduce(into: [:]) {
      $0[TextLanguage.of(String($1)), default: 0] += 1
    }
  }

  @Test("of 70 comments in English, 69 are recognised and none is taken for another language")
  func english() {
    #expect(shares(LanguageSamples.english) == [.english: 69, .unknown: 1])
  }

  @Test(
    "of 15 comments in each of ten other languages, and of others, none is taken for English",
    arguments: LanguageSamples.others.map(\.key))
  func others(name: String) {
    let samples = LanguageSamples.others.first { $0.key == name }!.value
    #expect(shares(samples) == [.other: samples.split(separator: "\n").count])
  }

  @Test(
    "a text without letters of a language does not tell one",
    arguments: [
      "", " ", "😍😍😍", "!!!", "12:30", "ok", "@alice @bob", "#love #summer",
      "https://example.org/the/best/video", "❤️🔥", "¯\\_(   )_/¯", "𝐠𝐨𝐨𝐝",
    ])
  func unknown(text: String) {
    #expect(TextLanguage.of(text) == .unknown)
  }

  @Test(
    "what stands around a text does not change its language",
    arguments: LanguageSamples.others.map(\.key))
  func around(name: String) {
    for text in LanguageSamples.others.first(where: { $0.key == name })!.value.split(
      separator: "\n")
    {
      #expect(
        TextLanguage.of("@alice \(text) 😀 #love https://example.org/the/best/of/all")
          == TextLanguage.of(String(text)))
    }
  }

  @Test("stressed letters are read as one")
  func stressed() {
    #expect(TextLanguage.of("sooooooo goood") == .english)
    #expect(TextLanguage.of("LOOOOVE THIIIIIS") == .english)
  }

  @Test("a marked letter that is repeated says no more", arguments: [3, 513, 514, 600, 700, 2000])
  func repeatedMarks(count: Int) {
    let text = "tres bien merci beaucoup caf"
    #expect(TextLanguage.of(text + String(repeating: "é", count: count)) == .other)
    // Where letters are left out a word gets shorter again, and yet comes to its end.
    let waves = String(repeating: "xaaá", count: count)
    var reader = LanguageReader(.shared)
    for scalar in (text + waves).unicodeScalars { reader.read(scalar.value) }
    reader.endWord()
    #expect(reader.lead < 0)
  }

  @Test("a text in two scripts is English where most of its letters are")
  func scripts() {
    #expect(TextLanguage.of("I love this song so much 사랑") == .english)
    #expect(TextLanguage.of("love 이 노래 정말 좋아요 사랑해요") == .other)
  }

  @Test(
    "a megabyte of anything is done",
    arguments: ["a", "é", "the ", "я", "😀", "'", "#", "\u{301}", "a:", "thé"])
  func megabyte(part: String) {
    let text = String(repeating: part, count: 1_000_000 / part.utf8.count)
    #expect(TextLanguage.allCases.contains(TextLanguage.of(text)))
    #expect(
      TextLanguage.of("the people love this " + text) != .unknown || part == "é" || part == "я"
        || part == "thé")
  }

  @Test(
    "no word of a list is longer than the look-up takes, and every language is found by its name")
  func lists() {
    for (name, words) in LanguageWords.all {
      #expect(LanguageWords.bits(name).nonzeroBitCount == 1)
      for word in words.split(whereSeparator: \.isWhitespace) {
        #expect(word.count <= 17, "\(word)")
      }
    }
    #expect(LanguageWords.all.count <= 16)
  }
}
