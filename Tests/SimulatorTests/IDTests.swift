import Testing

import struct MetricSchema.Timestamp

@testable import Simulator

@Suite("Ids and times")
struct IDTests {
  static let time = SimulatorOptions.usualTime
  let world = World(seed: 7, accounts: 20, start: Self.time)

  @Test("Mixing can be undone")
  func mixing() {
    var draw = Draw(seed: 99)
    for _ in 0..<1000 {
      let bits = draw.bits
      #expect(unmix64(mix64(bits)) == bits)
      #expect(unmix32(mix32(UInt32(truncatingIfNeeded: bits))) == UInt32(truncatingIfNeeded: bits))
      #expect(unmix52(mix52(bits)) == bits & (1 << 52 - 1))
      let text = Alphabet.base64.text(bits, count: 11)
      #expect(Alphabet.base64.number(text) == bits)
      #expect(Alphabet.base32.number(Alphabet.base32.text(bits, count: 13)) == bits)
      draw = draw["next"]
    }
  }

  @Test("A text that no number gives stands for none")
  func foreignText() {
    #expect(Alphabet.base64.number("!!!!!!!!!!!") == nil)
    // The last digit of eleven holds four bits.
    #expect(Alphabet.base64.number("AAAAAAAAAAB") == nil)
    #expect(Alphabet.base32.number(String(repeating: "a", count: 14)) == nil)
  }

  @Test("Every id leads back to what it stands for")
  func ids() throws {
    let tikTok = TikTokIDs(world: world)
    let youTube = YouTubeIDs(world: world)
    let bluesky = BlueskyIDs(world: world)
    for number in 0..<world.creatorCount {
      let creator = try #require(world.creator(number))
      #expect(tikTok.creator(id: tikTok.user(number))?.number == number)
      #expect(tikTok.creator(secUID: tikTok.secUID(number))?.number == number)
      #expect(tikTok.sound(id: tikTok.sound(.original(number))) == .original(number))
      #expect(youTube.creator(channel: youTube.channel(number))?.number == number)
      #expect(bluesky.creator(actor: bluesky.did(number), at: Self.time)?.number == number)
      for post in creator.posts(on: .tiktok, at: Self.time) {
        #expect(tikTok.post(tikTok.post(post), at: Self.time)?.number == post.number)
        for comment in post.comments(from: 0, count: 2, at: Self.time) {
          let found = tikTok.comment(tikTok.comment(comment), at: Self.time)
          #expect(found?.number == comment.number && found?.post.number == post.number)
        }
      }
      for post in creator.posts(on: .youtube, at: Self.time) {
        #expect(youTube.video(youTube.video(post), at: Self.time)?.number == post.number)
        for comment in post.comments(from: 0, count: 2, at: Self.time) {
          #expect(
            youTube.comment(youTube.comment(comment), at: Self.time)?.number == comment.number)
        }
      }
      for post in creator.posts(on: .bluesky, at: Self.time) {
        #expect(bluesky.post(bluesky.uri(post), at: Self.time)?.number == post.number)
      }
    }
    #expect(tikTok.tag(id: tikTok.tag("cats")) == "cats")
    #expect(tikTok.sound(id: tikTok.sound(.song(3))) == .song(3))
  }

  @Test("Ids have the form of their platform, and invented ones stand for nothing")
  func idForms() throws {
    let creator = try #require(world.creator(0))
    let post = Post(5, of: creator, on: .tiktok)
    let tikTok = TikTokIDs(world: world)
    let id = try #require(UInt64(tikTok.post(post)))
    #expect(String(id).count == 19)
    #expect(Int64(id >> 32) == post.postedAt.seconds)
    #expect(tikTok.post(String(id + 1), at: Self.time) == nil)
    #expect(tikTok.post("7", at: Self.time) == nil)
    let youTube = YouTubeIDs(world: world)
    #expect(youTube.video(post).count == 11 && youTube.channel(0).count == 24)
    #expect(youTube.video("AAAAAAAAAAA", at: Self.time) == nil)
    #expect(youTube.creator(channel: "UC" + String(repeating: "A", count: 22)) == nil)
    let bluesky = BlueskyIDs(world: world)
    #expect(bluesky.did(0).count == 32)
    let uri = bluesky.uri(Post(5, of: creator, on: .bluesky))
    #expect(uri.hasPrefix("at://\(bluesky.did(0))/app.bsky.feed.post/"))
    #expect(uri.split(separator: "/").last?.count == 13)
    #expect(bluesky.post(uri.dropLast() + (uri.hasSuffix("2") ? "3" : "2"), at: Self.time) == nil)
  }

  @Test("The clock stands, jumps and runs as told, and stays on the calendar")
  func clock() {
    let clock = SimulatedClock(now: Self.time)
    #expect(clock.now == Self.time && clock.standsStill)
    clock.advance(days: 1.5)
    #expect(clock.now == Self.time + 36 * Span.hour)
    clock.set(Self.time)
    clock.daysPerSecond = 1000
    #expect(!clock.standsStill)
    while clock.now == Self.time {}
    for pace in [.nan, .infinity, -.infinity, 1e300] {
      clock.daysPerSecond = pace
      #expect(abs(clock.daysPerSecond) <= 1e6)
      clock.advance(seconds: pace)
      #expect((1...9999).contains(clock.now.date.year))
    }
    clock.daysPerSecond = 0
    clock.advance(days: 1e12)
    #expect(clock.now.description == "9999-12-31T23:59:59Z")
  }
}
