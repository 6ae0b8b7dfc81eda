import HostCore
import Testing

@Suite("Hashtags and mentions of captions")
struct CaptionTagsTests {
  @Test(
    "Hashtags run over letters, marks, digits and underscores of any script",
    arguments: [
      ("#fun", ["fun"]), ("a #Fun, #more.", ["Fun", "more"]), ("(#a)[#b]", ["a", "b"]),
      ("#a_b #_c #2024goals #x2", ["a_b", "_c", "2024goals", "x2"]),
      ("#สวัสดี #น้ำ", ["สวัสดี", "น้ำ"]),
      ("#हिन्दी #क्ष", ["हिन्दी", "क्ष"]),
      ("#العربية #مرحبا", ["العربية", "مرحبا"]),
      ("#می\u{200C}خواهم", ["می\u{200C}خواهم"]),
      ("#日本語 #ラーメン #たのしい！", ["日本語", "ラーメン", "たのしい"]),
      ("＃東京", ["東京"]),
      ("#한국어 #українська #ελληνικά #æøå", ["한국어", "українська", "ελληνικά", "æøå"]),
      ("#五 #一二三", ["五", "一二三"]), ("#cafe\u{301}", ["cafe\u{301}"]),
      ("#love❤️", ["love"]), ("#love❤️#hate", ["love", "hate"]), ("#go🚀now", ["go"]),
      ("#a-b", ["a"]), ("#a.b", ["a"]), ("#a #b\n#c\t#d", ["a", "b", "c", "d"]),
      ("\"#a\" '#b'", ["a", "b"]), ("##a", ["a"]), ("#a, #a #A", ["a", "A"]),
    ])
  func hashtags(caption: String, tags: [String]) {
    #expect(CaptionTags(caption).hashtags == tags)
  }

  @Test(
    "What only looks like a hashtag is none",
    arguments: [
      "", "#", "# a", "#1", "#2024", "#1_2", "#__", "#१२३", "#!", "#❤️", "#1️⃣", "1️⃣", "a#b", "1#b",
      "_#b", "é#b", "日#本", "&#39;", "&#x27;", "C#", "C# is", "#\u{200D}", "/#a",
      "https://example.com/#part", "https://example.com/page#part", "http://example.com/?a=#part",
      "https://example.com/a-#part", "https://example.com/a.#part,#more",
    ])
  func none(caption: String) { #expect(CaptionTags(caption).hashtags == []) }

  @Test("A tag right after another is part of the text before it, as after any word")
  func adjoining() { #expect(CaptionTags("#a#b #c").hashtags == ["a", "c"]) }

  @Test(
    "Where tags stand anywhere one begins at any #, ends at the next, and keeps its emoji",
    arguments: [
      ("#viral#fun", ["viral", "fun"]), ("夕焼けの海#sunset #旅🚅", ["sunset", "旅🚅"]),
      ("ok#go", ["go"]), ("2#go.", ["go"]), ("#love❤️ #love❤️#hate", ["love❤️", "hate"]),
      ("#الشام🇸🇾 #go🚀now", ["الشام🇸🇾", "go🚀now"]), ("#hi👋🏽, #no1️⃣!", ["hi👋🏽", "no1️⃣"]),
      ("🎉#a-b #c", ["a", "c"]), ("ok＃東京", ["東京"]),
    ])
  func anywhere(caption: String, tags: [String]) {
    #expect(CaptionTags(caption, style: .anywhere).hashtags == tags)
  }

  @Test(
    "Also where tags stand anywhere entities, numbers, emoji and parts of addresses are none",
    arguments: ["&#39;", "C# is", "a#1", "#❤️", "/#a", "https://example.com/page#part", "##"])
  func noneAnywhere(caption: String) {
    #expect(CaptionTags(caption, style: .anywhere).hashtags == [])
  }

  @Test(
    "Mentions run over letters, digits, dots, hyphens and underscores, in lower case",
    arguments: [
      ("@alice", ["alice"]), ("with @Bob_1 and @carol.d-e!", ["bob_1", "carol.d-e"]),
      ("thanks @alice.", ["alice"]), ("@alice... @bob.-", ["alice", "bob"]),
      ("@alice.bsky.social.", ["alice.bsky.social"]), ("(@alice)", ["alice"]),
      ("@@alice", ["alice"]),
      ("@alice's", ["alice"]), ("@alice @ALICE", ["alice"]), ("@alice❤️", ["alice"]),
      ("@müller @josé! @Éva", ["müller", "josé", "éva"]), ("@jose\u{301}a", ["jose\u{301}a"]),
      ("@шеф.", ["шеф"]), ("@aliceさん @bob님 @cem\u{20E3}", ["alice", "bob", "cem"]),
      ("@alice@bob", ["alice"]), ("👋@alice", ["alice"]), ("@a\n@b", ["a", "b"]),
    ])
  func mentions(caption: String, handles: [String]) {
    #expect(CaptionTags(caption).mentions == handles)
  }

  @Test(
    "E-mail addresses and what stands in addresses are no mentions",
    arguments: [
      "", "@", "@ alice", "@.", "@...", "@-", "bob@example.com", "b.ob@example.com",
      "bob1@example.com", "https://www.tiktok.com/@alice", "https://example.com/?u=@alice",
      "www.tiktok.com/@alice", "é@alice",
    ])
  func noMentions(caption: String) { #expect(CaptionTags(caption).mentions == []) }

  @Test("Both are found side by side, behind an address too")
  func both() {
    let tags = CaptionTags("#a @b https://example.com/#c?@d #e @f")
    #expect(tags.hashtags == ["a", "e"])
    #expect(tags.mentions == ["b", "f"])
  }

  @Test("A hashtag and a mention of one name are two things")
  func sameName() {
    let tags = CaptionTags("#alice @alice")
    #expect(tags.hashtags == ["alice"])
    #expect(tags.mentions == ["alice"])
  }

  @Test("A hundred thousand tags are each found once")
  func many() {
    let caption = (0..<100_000).map { "#t\($0) @u\($0)" }.joined(separator: " ")
    let tags = CaptionTags(caption + " " + caption)
    #expect(tags.hashtags.count == 100_000)
    #expect(tags.mentions.count == 100_000)
    #expect(tags.hashtags.last == "t99999")
  }
}
