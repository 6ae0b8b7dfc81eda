import HostCore
import MetricSchema
import StoreTesting
import Testing

@Suite("One account and one post, however many ids")
struct IdentityContract {
  @Test("A post is found by any of its ids", arguments: Conformer.all)
  func anyID(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([post("77", identities: [Identity("shortcode", "AbC")])])
    let known = try store.commit([post(nil, views: 9, identities: [Identity("shortcode", "AbC")])])
    #expect(known.knownPosts == 1)
    try store.commit([
      post(nil, identities: [Identity("shortcode", "AbC"), Identity("graph", "g1")])
    ])
    #expect(try store.commit([post(nil, identities: [Identity("graph", "g1")])]).newPosts == 0)
    #expect(try store.allPosts().map(\.id) == ["77"])
    #expect(try store.allPosts().first?.metrics[.views]?.count == 9)
    #expect(
      try store.identities(platform: "tiktok", operation: .comments, handle: "AbC")
        == [Identity("graph", "g1"), Identity("id", "77"), Identity("shortcode", "AbC")])
  }

  @Test(
    "The same id on another platform or in another namespace is another post",
    arguments: Conformer.all)
  func namespaces(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([post("77")])
    let job = try store.job("x").id
    #expect(try store.commit([post("77")], job: job, platform: "youtube").newPosts == 1)
    #expect(try store.commit([post(nil, identities: [Identity("code", "77")])]).newPosts == 1)
    #expect(try store.allPosts().count == 3)
  }

  @Test(
    "Two posts that turn out to be one become one, with the history of both",
    arguments: Conformer.all)
  func mergesPosts(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([post("77", views: 10, likes: 3) { $0.caption = "a walk" }], 0)
    try store.commit(
      [post("g1", views: 20, by: nil) { $0.language = "en" }], 10, provider: "tiktok.two")
    #expect(try store.allPosts().count == 2)
    try store.commit([post("77", identities: [Identity("id", "g1")])], 20)
    let rows = try store.allPosts()
    #expect(rows.map(\.id) == ["77"])
    let row = try #require(rows.first)
    #expect(row.caption == "a walk")
    #expect(row.handle == "alice")
    #expect(row.metrics[.views]?.count == 20)
    #expect(row.metrics[.likes]?.count == 3)
    #expect(try store.commit([post("g1")]).knownPosts == 1)
    #expect(try store.accounts(platform: nil).map(\.storedPosts) == [1])
  }

  @Test("Ids that differ by NUL alone are one, and stop nobody's run", arguments: Conformer.all)
  func idsWithNUL(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let twice = [("a", "1"), ("a\0", "1"), ("a", "1\0"), ("a", "\0")].map { Identity($0, $1) }
    try store.commit([
      post("1", identities: twice), post("1\0", views: 5),
      profile("alice", id: "5", identities: twice), profile("alice\0", id: "5\0"),
    ])
    #expect(try store.allPosts().map(\.id) == ["1"])
    #expect(try store.allPosts().first?.metrics[.views]?.count == 5)
    let accounts = try store.accounts(platform: nil)
    #expect(accounts.map(\.handle) == ["alice"])
    #expect(accounts.first?.identities == [Identity("a", "1"), Identity("id", "5")])
  }

  @Test("A post without any id is left out", arguments: Conformer.all)
  func withoutID(_ conformer: Conformer) throws {
    let store = try conformer.make()
    let outcome = try store.commit([
      post(nil, views: 1), post("", views: 1), profile(nil), post("1"),
    ])
    #expect(outcome.newPosts == 1)
    #expect(try store.allPosts().count == 1)
  }

  @Test(
    "An account found by its handle alone gets its ids when they come", arguments: Conformer.all)
  func idsLater(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([post("1", by: author("alice"))], 0)
    try store.commit([profile("alice", id: "500", identities: [Identity("sec_uid", "S")])], 1)
    try store.commit([post("2", by: author(nil, id: "500"))], 2)
    let accounts = try store.accounts(platform: nil)
    #expect(accounts.map(\.handle) == ["alice"])
    #expect(accounts.first?.identities == [Identity("id", "500"), Identity("sec_uid", "S")])
    #expect(accounts.first?.storedPosts == 2)
    #expect(
      try store.identities(platform: "tiktok", operation: .posts, handle: "@Alice")
        == [Identity("id", "500"), Identity("sec_uid", "S")])
  }

  @Test(
    "A renamed account keeps its history and is found by both handles", arguments: Conformer.all)
  func renames(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([profile("alice", id: "500", followers: 10)], 0)
    try store.commit([profile("alice.new", id: "500", followers: 12)], days(1))
    #expect(try store.accounts(platform: nil).map(\.handle) == ["alice.new"])
    #expect(try store.history(platform: "tiktok", handle: "alice.new").count == 2)
    #expect(try store.history(platform: "tiktok", handle: "alice").count == 2)
    // What is fetched by a handle is whoever has it now.
    let ids = try store.identities(platform: "tiktok", operation: .posts, handle: "alice.new")
    #expect(ids == [Identity("id", "500")])
    #expect(try store.identities(platform: "tiktok", operation: .posts, handle: "alice") == [])
  }

  @Test(
    "A handle that moves to another account leaves the first one with its posts",
    arguments: Conformer.all)
  func movesHandle(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit(
      [profile("alice", id: "500", followers: 10), post("1", by: author("alice", id: "500"))], 0)
    try store.commit(
      [profile("alice", id: "600", followers: 70), post("2", by: author("alice", id: "600"))], 10)
    let accounts = try store.accounts(platform: nil)
    #expect(accounts.map(\.handle) == ["alice", ""])
    #expect(accounts.map(\.identities) == [[Identity("id", "600")], [Identity("id", "500")]])
    #expect(accounts.map(\.storedPosts) == [1, 1])
    #expect(try store.allPosts { $0.handle = "alice" }.map(\.id) == ["2"])
    // An answer from before does not give the handle back.
    try store.commit([profile("alice", id: "500", followers: 11)], 5)
    #expect(try store.accounts(platform: nil).map(\.handle) == ["alice", ""])
    try store.commit([post("3", by: author("alice"))], 20)
    #expect(try store.allPosts { $0.handle = "alice" }.map(\.id) == ["3", "2"])
  }

  @Test(
    "Two accounts that turn out to be one become one, with posts and days of both",
    arguments: Conformer.all)
  func mergesAccounts(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit(
      [profile("alice", id: "500", followers: 10), post("1", by: author("alice", id: "500"))], 0)
    try store.commit(
      [
        profile(nil, followers: 12, identities: [Identity("sec_uid", "S")]),
        post("2", by: author("b")),
      ], days(1))
    try store.commit(
      [
        profile("alice", id: "500", identities: [Identity("sec_uid", "S")]) { $0.bio = "hello" }
      ], days(2))
    let accounts = try store.accounts(platform: nil)
    #expect(accounts.map(\.handle) == ["alice", "b"])
    #expect(accounts.first?.metrics[.followers]?.count == 12)
    #expect(
      try store.history(platform: "tiktok", handle: "alice").map { $0.metrics[.followers]?.count }
        == [10, 12])
    // b turns out to be the same person, under a new name.
    try store.commit([profile("b", id: "500")], days(3))
    #expect(try store.accounts(platform: nil).map(\.handle) == ["b"])
    #expect(try store.accounts(platform: nil).map(\.storedPosts) == [2])
    #expect(Set(try store.allPosts { $0.handle = "b" }.map(\.id)) == ["1", "2"])
  }

  @Test("A handle that many accounts show is no handle", arguments: Conformer.all)
  func invalidHandle(_ conformer: Conformer) throws {
    let store = try conformer.make()
    try store.commit([
      post("1", by: author("handle.invalid", id: "did:1")),
      post("2", by: author("handle.invalid", id: "did:2")),
    ])
    #expect(try store.accounts(platform: nil).map(\.storedPosts) == [1, 1])
  }

  @Test("Ids of hashtags and sounds are known once they were seen", arguments: Conformer.all)
  func otherIDs(_ conformer: Conformer) throws {
    let store = try conformer.make()
    var tag = Hashtag()
    (tag.id, tag.name) = ("h9", "#Summer")
    var audio = Audio()
    audio.id = "m1"
    try store.commit([.hashtag(tag), .audio(audio)])
    let known = { (operation, name) in
      try store.identities(platform: "tiktok", operation: operation, handle: name)
    }
    #expect(try known(.hashtag, "summer") == [Identity("id", "h9")])
    #expect(try known(.audioPosts, "m1") == [Identity("id", "m1")])
    #expect(try known(.audio, "m2").isEmpty)
    #expect(try known(.posts, "nobody").isEmpty)
    #expect(try known(.search, "summer").isEmpty)
  }
}
