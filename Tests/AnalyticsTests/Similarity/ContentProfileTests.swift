import Analytics
import Testing

@Suite("Content profiles")
struct ContentProfileTests {
  private func words(_ text: String) -> [String: Int] {
    var profile = ContentProfile()
    profile.add(text: text)
    return Dictionary(uniqueKeysWithValues: profile.counts.map { ("\($0.key)", $0.value) })
  }

  @Test("words count in lower case, hashtags apart from them")
  func words() {
    #expect(
      words("Baking bread, baking #Bread with élan!") == [
        "the word \"baking\"": 2, "the word \"bread\"": 1, "the hashtag #bread": 1,
        "the word \"with\"": 1,
        "the word \"élan\"": 1,
      ])
  }

  @Test("addresses, mentions, numbers and single letters are left out")
  func leftOut() {
    #expect(words("@alice https://example.org/bread www.example.org 2026 a 😀 #") == [:])
  }

  @Test(
    "no part of a handle or of an address of mail is a word",
    arguments: [
      "@bob.baker", "@my-name.bsky.social", "@carol@example.org", "(@alice.b, @bob)",
      "alice.baker@example.org", "<alice+bread@mail.example.org>", "WWW.example.org/bread",
      "(Www.Example.org)",
    ])
  func addresses(text: String) {
    #expect(words(text) == [:])
  }

  @Test("what stands around a mention counts")
  func aroundMentions() {
    #expect(
      words("bread,@bob.b:butter #cake@alice ...jam...") == [
        "the word \"bread\"": 1, "the word \"butter\"": 1, "the hashtag #cake": 1,
        "the word \"jam\"": 1,
      ])
    #expect(words("料理@alice.b") == ["the word \"料理\"": 1])
  }

  @Test("a word of a script with spaces is whole among those of scripts without")
  func mixedScripts() {
    #expect(
      words("今日Vlog2026人々 本") == [
        "the word \"今日\"": 1, "the word \"vlog2026\"": 1, "the word \"人々\"": 1,
      ])
    #expect(words("東京2026") == ["the word \"東京\"": 1])
  }

  @Test("scripts without spaces count by pairs of characters")
  func pairs() {
    #expect(words("料理動画") == ["the word \"料理\"": 1, "the word \"理動\"": 1, "the word \"動画\"": 1])
  }

  @Test("a hashtag is the same with and without its sign, a sound is not a word")
  func kinds() {
    var profile = ContentProfile()
    profile.add(hashtag: "#Food")
    profile.add(hashtag: "food")
    profile.add(hashtag: " ##FOOD ")
    profile.add(sound: "food")
    profile.add(hashtag: "#")
    profile.add(sound: "")
    #expect(profile.counts == [ContentToken(.hashtag, "food"): 3, ContentToken(.sound, "food"): 1])
    #expect(profile.total == 4)
  }

  @Test("a token is named in a short sentence, however long it is")
  func longNames() {
    let token = ContentToken(.sound, String(repeating: "tune", count: 100_000))
    #expect(token.description.hasPrefix("the sound tunetune"))
    #expect(token.description.hasSuffix("…") && token.description.count < 80)
  }

  @Test("counts stay at the largest number, and those below 1 change nothing")
  func counts() {
    var profile = ContentProfile()
    let token = ContentToken(.word, "bread")
    profile.add(token, count: 0)
    profile.add(token, count: -3)
    #expect(profile == ContentProfile())
    profile.add(token, count: .max)
    profile.add(token, count: .max)
    #expect(profile.counts == [token: .max])
  }

  @Test("the total is exact, whatever the order of the tokens")
  func exactTotal() {
    var profile = ContentProfile()
    profile.add(ContentToken(.word, "bread"), count: 1 << 53)
    for index in 0..<1000 { profile.add(ContentToken(.sound, "tune\(index)")) }
    #expect(profile.total == Double(1 << 53 + 1000))
  }

  @Test(
    "a megabyte of anything is read",
    arguments: ["a", "a ", "#", "@", "a.", "a@", "料a", "料", "😀", "\u{301}", "://", "é "])
  func megabyte(part: String) {
    var profile = ContentProfile()
    profile.add(text: String(repeating: part, count: 1_000_000 / part.utf8.count))
    #expect(profile.counts.keys.allSatisfy { $0.text.unicodeScalars.count <= 64 })
  }
}
