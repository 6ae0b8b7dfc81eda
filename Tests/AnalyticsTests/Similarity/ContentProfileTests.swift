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

  @Test("scripts without spaces count by pairs of characters")
  func pairs() {
    #expect(words("料理動画") == ["the word \"料理\"": 1, "the word \"理動\"": 1, "the word \"動画\"": 1])
  }

  @Test("a hashtag is the same with and without its sign, a sound is not a word")
  func kinds() {
    var profile = ContentProfile()
    profile.add(hashtag: "#Food")
    profile.add(hashtag: "food")
    profile.add(sound: "food")
    profile.add(hashtag: "#")
    profile.add(sound: "")
    #expect(profile.counts == [ContentToken(.hashtag, "food"): 2, ContentToken(.sound, "food"): 1])
    #expect(profile.total == 3)
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

  @Test(
    "a megabyte of anything is read",
    arguments: ["a", "a ", "#", "@", "料", "😀", "\u{301}", "://", "é "])
  func megabyte(part: String) {
    var profile = ContentProfile()
    profile.add(text: String(repeating: part, count: 1_000_000 / part.utf8.count))
    #expect(profile.counts.keys.allSatisfy { $0.text.unicodeScalars.count <= 64 })
  }
}
