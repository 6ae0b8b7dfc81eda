import HostCore
import Testing

@Suite("The nearest name")
struct NearestTests {
  @Test(
    "Is the one that differs least, of several the first",
    arguments: [
      ("tiktok.scraper", ["tiktok.web", "tiktok.scraper7"], "tiktok.scraper7"),
      ("tiktokk", ["youtube", "tiktok"], "tiktok"),
      ("youtube", ["youtube", "youtubr"], "youtube"),
      ("bat", ["cat", "rat"], "cat"),
      ("", ["a", "bb"], nil),
      ("x", ["id"], nil),
      ("ab", ["cd"], nil),
      ("i", ["id"], "id"),
      ("trending_audio", ["trending_posts"], nil),
      ("trending_post", ["trending_posts", "posts"], "trending_posts"),
      ("näme", ["name"], "name"),
      ("anything", [], nil),
    ] as [(String, [String], String?)])
  func nearest(name: String, known: [String], expected: String?) {
    #expect(HostCore.nearest(to: name, among: known) == expected)
  }
}
