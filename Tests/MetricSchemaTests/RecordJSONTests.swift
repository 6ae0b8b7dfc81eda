import Foundation
@testable import MetricSchema
import Testing

@Suite("Records as JSON")
struct RecordJSONTests {
  private func json(_ record: Record) -> String {
    var writer = JSONWriter()
    record.write(to: &writer)
    return writer.text
  }

  @Test("A post has its fields in the order of the schema, times as RFC 3339")
  func post() {
    var post = Post()
    post.id = "7000000000000000001"
    var author = Author()
    author.handle = "alice"
    author.verified = false
    post.author = author
    post.caption = ""
    post.mediaKind = .audioOnly
    post.mediaURLs = ["https://cdn.example.com/1", "https://cdn.example.com/2"]
    post.durationMs = 17_000
    post.postedAt = 1_795_160_700_000_000
    post.hashtags = ["käse"]
    post.identities = [Identity("code", "x\"y")]
    post.extras.set("score", 0.5)
    post.extras.set("labels", "a,b")
    post.extras.set("rank", Int64(3))
    post.extras.set("shy", true)
    #expect(
      json(.post(post)) == #"{"record":"post","id":"7000000000000000001","#
        + #""author":{"handle":"alice","verified":false},"caption":"","media_kind":"audio_only","#
        + #""media_urls":["https://cdn.example.com/1","https://cdn.example.com/2"],"#
        + #""duration_ms":17000,"posted_at":"2026-11-20T07:45:00Z","hashtags":["käse"],"#
        + #""identities":[{"namespace":"code","value":"x\"y"}],"#
        + #""extras":{"score":0.5,"labels":"a,b","rank":3,"shy":true}}"#)
  }

  @Test("Numbers stand under metrics, and reasons under provenance unless they are exact")
  func metrics() {
    var post = Post()
    post.metrics.set(.likes, 0)
    post.metrics.set(.views, nil, otherwise: .hidden)
    post.metrics.set(.shares, nil)
    post.metrics.set(.comments, nil, otherwise: .notReported)
    post.metrics.set(Measure(.plays, 1_200_000, .rounded(step: 100_000)))
    post.metrics.set(Measure(.completionRate, nil, ratio: 0.25, .derived(n: 3, of: 5)))
    post.metrics.set(.likes, 12)
    #expect(
      json(.post(post)) == #"{"record":"post","metrics":{"likes":12,"views":null,"#
        + #""comments":null,"plays":1200000,"completion_rate":0.25},"provenance":{"#
        + #""views":"hidden","comments":"not_reported","plays":"rounded(100000)","#
        + #""completion_rate":"derived(3 of 5)"}}"#)
    #expect(post.metrics[.likes]?.count == 12)
    #expect(post.metrics[.shares] == nil)
  }

  @Test("No name stands twice, whatever a plugin sends: the last counts")
  func duplicates() throws {
    // Two counts of likes, two metrics that this version does not know, two extras of one name.
    let measure: (UInt8, UInt8) -> [UInt8] = { [0xA2, 0x01, 4, 0x08, $0, 0x10, $1] }
    let extra: (UInt8) -> [UInt8] = { [0xAA, 0x01, 5, 0x0A, 1, 0x61, 0x18, $0] }
    let likes = UInt8(Metric.likes.rawValue)
    let fields = measure(likes, 1) + measure(likes, 2) + measure(120, 3) + measure(121, 4)
    let profile = fields + extra(5) + extra(6)
    let record = try Record(from: [0x0A, UInt8(profile.count)] + profile)
    #expect(json(record) == #"{"record":"profile","metrics":{"likes":2},"extras":{"a":6}}"#)
  }

  @Test("A request shows what will be sent")
  func request() {
    var request = ProviderRequest()
    request.call = "posts.list"
    request.role = .page
    request.path = "/v1/posts"
    request.query = [Pair("after", "x y"), Pair("after", "z")]
    request.body = Array(#"{"a":1}"#.utf8)
    request.redirects = .followAllowed
    var writer = JSONWriter()
    request.write(to: &writer)
    #expect(
      writer.text == #"{"record":"request","call":"posts.list","role":"page","path":"/v1/posts","#
        + #""query":[{"name":"after","value":"x y"},{"name":"after","value":"z"}],"#
        + #""body":"{\"a\":1}","redirects":"follow_allowed"}"#)
    #expect(request.query("after") == "x y")
    #expect(request.query("before") == nil)
  }

  @Test("Every random record is one line of JSON", arguments: [8, 88])
  func valid(seed: UInt64) throws {
    var random = RandomFields(seed: seed)
    for _ in 0..<200 {
      let record = try #require(random.record().record)
      let text = json(record)
      #expect(!text.utf8.contains(0x0A))
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(read?["record"] as? String == record.kind, "seed \(seed)")
    }
  }
}
