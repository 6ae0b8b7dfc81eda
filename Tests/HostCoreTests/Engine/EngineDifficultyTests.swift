@testable import HostCore
import MetricSchema
import Testing

@Suite("Engine: answers that are good in part", .timeLimit(.minutes(10)))
struct EngineDifficultyTests {
  private let page = "api.free.example/1"

  @Test("A difficulty that did not spoil the answer is told once, with how often")
  func told() throws {
    let world = try World()
    world.upstream.set(
      page, .ok("post a", "warn schema_changed no title", "post b", "warn schema_changed no title"))
    let result = try world.posts()
    #expect(result.failure == nil)
    #expect(result.notices == ["example.free: no title (2 times)"])
    #expect(world.storedPosts == ["a", "b"])
  }

  @Test("Of many different difficulties the first are told, and how many others there are")
  func many() throws {
    let world = try World()
    let warnings = (0..<20).map { "warn schema_changed number \($0)" }
    world.upstream.set(page, .answer(200, [:], (["post a"] + warnings).joined(separator: "\n")))
    let notices = try world.posts().notices
    #expect(notices.count == 9)
    #expect(notices.first == "example.free: number 0")
    #expect(notices.last == "and 12 other difficulties")
  }

  @Test("Lines of a plugin that warn are told")
  func warnings() throws {
    let world = try World()
    world.upstream.set(page, .ok("post a", "log warning the key ends soon", "log info hello"))
    #expect(try world.posts().notices == ["example.free: the key ends soon"])
  }

  @Test("Posts without an id are neither kept nor counted")
  func nameless() throws {
    let world = try World()
    world.upstream.set(page, .ok("nameless", "nameless", "post a", "nameless", "post b", "post c"))
    let result = try world.posts(limit: 2)
    #expect(result.records == [RecordCount(kind: "post", count: 2)])
    #expect(world.storedPosts == ["a", "b"])
    #expect(
      result.notices == ["example.free: 3 of 6 records have no id, the first is a post"])
    #expect(world.store.uses.first?.settlement?.records == 2)
  }

  @Test("An answer of which nothing can be used is no success")
  func nothingUsable() throws {
    let world = try World(use: ["example.one", "example.free"])
    world.upstream.set("api.one.example/1", .ok("nameless"))
    world.upstream.set(page, .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(result.notices == ["example.one: 1 of 1 records have no id, the first is a post"])
    #expect(world.store.uses.first?.settlement?.failure == .schemaChanged)
  }

  @Test("A difficulty alone is a failure of its class")
  func alone() throws {
    let world = try World()
    world.upstream.set(page, .ok("warn private comments are hidden"))
    let result = try world.posts()
    #expect(result.failure?.failure == .private)
    #expect(result.failure?.message == "example.free: comments are hidden")
  }

  @Test("A listing that was stopped by what passes goes on where it stood, once")
  func resumed() throws {
    let world = try World()
    world.upstream.set(page, .ok("post a", "page /2"))
    let away = Upstream.Reply.answer(500, [:], "away")
    world.upstream.set("api.free.example/2", away, away, away, away, away, away, .ok("post b"))
    #expect(try world.posts().failure?.failure == .transient)
    #expect(world.store.jobs.first?.ending == .suspended("example.free: away"))
    // The second run stands still, so that the third begins anew.
    let second = try world.posts()
    #expect(second.isResumed)
    #expect(second.failure?.failure == .transient)
    #expect(world.store.jobs.first?.ending == .failed("example.free: away"))
    let third = try world.posts()
    #expect(third.failure == nil)
    #expect(!third.isResumed)
    #expect(third.records == [RecordCount(kind: "post", count: 2)])
  }

  @Test("Records are counted of the provider that brought them last")
  func counted() throws {
    let world = try World(use: ["example.one", "example.free"])
    world.upstream.set("api.one.example/1", .ok("post a", "post b", "page /2"))
    world.upstream.set("api.one.example/2", .answer(403, [:], "a challenge"))
    world.upstream.set(page, .ok("post a", "post b", "post c"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(result.records == [RecordCount(kind: "post", count: 3)])
    #expect(result.newPosts == 3)
  }

  @Test("What plugins say is one line without what steers a terminal, and not endless")
  func sentences() {
    let hostile = "\u{1B}[2Jred\u{7}\n  do:  x\u{202E}y"
    #expect(OperationFailure(.blocked, hostile).message == " [2Jred    do:  x y")
    #expect(ProviderFailure(.blocked, hostile).message == " [2Jred    do:  x y")
    let long = OperationFailure(.blocked, String(repeating: "é", count: 5000)).message
    #expect(long == String(repeating: "é", count: 1000) + "…")
    #expect("plain, ümläut 😀".asSentence == "plain, ümläut 😀")
  }

  @Test("A plugin that asks for a flood of requests is at fault")
  func flood() throws {
    let world = try World(use: ["example.one", "example.free"])
    let pages = (0...10_000).map { "page /\($0)" }.joined(separator: "\n")
    world.upstream.set("api.one.example/1", .answer(200, [:], pages))
    world.upstream.set(page, .ok("post a"))
    let result = try world.posts()
    #expect(result.provider == "example.free")
    #expect(
      result.notices == [
        "example.one: the plugin asked for 10001 requests at once, and 10000 are allowed"
      ])
  }

  @Test("What is kept of every kind needs something that tells it from the others")
  func identified() {
    var (profile, comment, audio, hashtag) = (Profile(), Comment(), Audio(), Hashtag())
    let nothing: [Record] = [
      .profile(profile), .post(Post()), .comment(comment), .audio(audio), .hashtag(hashtag),
    ]
    #expect(nothing.allSatisfy { !$0.isIdentified })
    profile.handle = "alice"
    comment.identities = [Identity("cid", "1")]
    (audio.id, hashtag.name) = ("1", "cats")
    let named: [Record] = [
      .profile(profile), .comment(comment), .audio(audio), .hashtag(hashtag), .trend(TrendEntry()),
    ]
    #expect(named.allSatisfy { $0.isIdentified })
    (profile.handle, audio.id, hashtag.name) = ("", "", "")
    let empty: [Record] = [.profile(profile), .audio(audio), .hashtag(hashtag)]
    #expect(empty.allSatisfy { !$0.isIdentified })
  }
}
