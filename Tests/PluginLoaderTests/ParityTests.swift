import Foundation
import HostCore
import MetricSchema
import PluginLoader
import ProviderSDK
import TemplateProvider
import Testing

@Suite("One provider through every carrier", .confined)
struct ParityTests {
  static let page = """
    p1 12 first words
    p2 -3 ünï çödé
    p3 9223372036854775807 \(String(repeating: "long ", count: 200))
    next cursor-2
    """

  @Test("A C plugin gives the same bytes in-process and confined")
  func equalFromC() throws {
    let path = try compiled("lines")
    let inProcess = try TableCarrier(
      LoadedLibrary.open(path).provider, provider: "example.lines")
    let confined = ConfinedCarrier(plugin: path, provider: "example.lines")
    for carrier in [inProcess, confined] as [any Carrier] {
      let planned = try carrier.plan(job, in: context).delivery().requests
      #expect(planned == [request("lines.list")])
    }
    for (text, status) in [(Self.page, 200), ("", 200), ("broken", 503)] {
      let output = try inProcess.parse(text, status: status)
      let other = try confined.parse(text, status: status)
      #expect(output.bytes == other.bytes)
      #expect(output.result == other.result)
    }
  }

  @Test("The C writer makes records that the schema reads")
  func recordsFromC() throws {
    let confined = ConfinedCarrier(plugin: try compiled("lines"), provider: "example.lines")
    let delivery = try confined.parse(Self.page).delivery()
    var post = Post()
    post.id = "p1"
    post.author = Author()
    post.author?.handle = "alice"
    post.author?.verified = true
    post.caption = "first words"
    post.mediaKind = .text
    post.postedAt = 1_700_000_000_000_000
    post.identities = [Identity("line", "p1")]
    post.metrics.set(.likes, 12)
    post.metrics.set(Measure(.views, 1_200_000, .rounded(step: 100_000)))
    post.metrics.set(Measure(.completionRate, nil, ratio: 0.25))
    post.metrics.set(Measure(.shares, nil, .hidden))
    #expect(delivery.records.count == 3)
    #expect(delivery.records.first == .post(post))
    var next = request("lines.list")
    next.query = [Pair("after", "cursor-2")]
    #expect(delivery.requests == [next])
  }

  @Test("The C writer gives the bytes that the Swift writer gives")
  func sameBytesFromBothWriters() throws {
    let carrier = try TableCarrier(
      LoadedLibrary.open(try compiled("lines")).provider, provider: "example.lines")
    let output = try carrier.parse(Self.page)
    var expected: [UInt8] = []
    for record in try output.delivery().records { expected += frame(1, record.serialized()) }
    for request in try output.delivery().requests { expected += frame(2, request.serialized()) }
    #expect(output.bytes == expected)
  }

  private func frame(_ kind: UInt32, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    withUnsafeBytes(of: kind.littleEndian) { bytes += Array($0) }
    withUnsafeBytes(of: UInt32(payload.count).littleEndian) { bytes += Array($0) }
    return bytes + payload
  }

  @Test("The template gives the same bytes linked, in-process and confined")
  func equalFromSwift() throws {
    ProviderTable.register(TemplateProvider.providers)
    let path = try built("libTemplatePlugin.so")
    let carriers: [any Carrier] = [
      try TableCarrier(ProviderTable.provider, provider: "example.feed"),
      try TableCarrier(LoadedLibrary.open(path).provider, provider: "example.feed"),
      ConfinedCarrier(plugin: path, provider: "example.feed"),
    ]
    let page = """
      {"posts":[{"id":1,"text":"hello","created_at":"2026-01-02T03:04:05Z","author":"bob","likes":3}],
       "next":"abc"}
      """
    for (text, status, result) in [(page, 200, 0), ("{}", 200, 1), ("[", 200, 1), ("", 404, 1)] {
      let outputs = try carriers.map { carrier in
        try carrier.parse(text, status: status, of: "posts.list")
      }
      #expect(outputs.allSatisfy { $0.bytes == outputs[0].bytes && !$0.bytes.isEmpty })
      #expect(outputs.allSatisfy { $0.result == result })
    }
    let delivery = try carriers[2].parse(page, of: "posts.list").delivery()
    guard case .post(let post) = try #require(delivery.records.first) else {
      Issue.record("no post")
      return
    }
    #expect(post.caption == "hello" && post.metrics[.likes]?.count == 3)
    #expect(delivery.requests.first?.query("after") == "abc")
  }

  @Test("A large output arrives whole, in several frames and in one of its own")
  func largeOutput() throws {
    let path = try compiled("lines")
    let inProcess = try TableCarrier(LoadedLibrary.open(path).provider, provider: "example.lines")
    let confined = ConfinedCarrier(plugin: path, provider: "example.lines")
    let text = (0..<20_000).map { "p\($0) \($0) words" }.joined(separator: "\n")
    let output = try confined.parse(text)
    #expect(output.bytes == (try inProcess.parse(text)).bytes)
    #expect(try output.delivery().records.count == 20_000)

    let hostile = try compiled("hostile")
    let large = try ConfinedCarrier(plugin: hostile, provider: "large").parse()
    #expect(large.bytes.count == 8 + 1 << 20)
    let table = try TableCarrier(LoadedLibrary.open(hostile).provider, provider: "large")
    #expect(try table.parse().bytes == large.bytes)
  }

  @Test("A body of 16 MB reaches a confined plugin whole, followed by zeros")
  func largeBody() throws {
    let carrier = ConfinedCarrier(plugin: try compiled("hostile"), provider: "sum")
    let body = Body([UInt8](repeating: 3, count: 16 << 20))
    let answer = ReceivedAnswer(status: 200, body: body)
    let output = try carrier.parse(answer, to: request("any"), of: job, in: context)
    #expect(try output.delivery().logs.first?.message == String(3 * 16 << 20))
    #expect(try carrier.logged("a") == ["97"])
  }
}
