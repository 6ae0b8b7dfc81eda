import Foundation
@testable import MetricSchema
import Testing

/// A message of each kind, many times over.
private struct Batch: Message {
  var jobs: [FetchJob] = []
  var requests: [ProviderRequest] = []
  var headers: [Headers] = []
  var diagnostics: [Diagnostic] = []
  var hints: [RateHint] = []
  var logs: [Log] = []
  var records: [RecordMessage] = []

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.messages(1, "jobs", &jobs)
    visitor.messages(2, "requests", &requests)
    visitor.messages(3, "headers", &headers)
    visitor.messages(4, "diagnostics", &diagnostics)
    visitor.messages(5, "hints", &hints)
    visitor.messages(6, "logs", &logs)
    visitor.messages(7, "records", &records)
  }

  static func random(_ fields: inout RandomFields) -> Batch {
    var batch = Batch()
    for _ in 0..<100 {
      batch.jobs.append(fields.message(FetchJob.self))
      batch.requests.append(fields.message(ProviderRequest.self))
      batch.headers.append(fields.message(Headers.self))
      batch.diagnostics.append(fields.message(Diagnostic.self))
      batch.hints.append(fields.message(RateHint.self))
      batch.logs.append(fields.message(Log.self))
      batch.records.append(fields.record())
    }
    return batch
  }

  /// The same message in the language of the schema.
  static let schema = """
    syntax = "proto3";
    import "schema.proto";
    message Batch {
      repeated patchbay.v1.FetchJob jobs = 1;
      repeated patchbay.v1.Request requests = 2;
      repeated patchbay.v1.Headers headers = 3;
      repeated patchbay.v1.Diagnostic diagnostics = 4;
      repeated patchbay.v1.RateHint hints = 5;
      repeated patchbay.v1.Log logs = 6;
      repeated patchbay.v1.Record records = 7;
    }
    """
}

@Suite("Round trips")
struct RoundTripTests {
  @Test(
    "What is written is byte for byte what protoc writes of the same message",
    .enabled(if: Protoc.path != nil, Protoc.missing), arguments: [1, 20_261_120, UInt64.max])
  func sameBytes(seed: UInt64) throws {
    var random = RandomFields(seed: seed)
    let bytes = Batch.random(&random).serialized()
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "batch.proto")
      try Batch.schema.write(to: file, atomically: true, encoding: .utf8)
      let schemas = ["--proto_path=\(folder.path)", "--proto_path=\(Protoc.schemas)", file.path]
      let text = try Protoc.run(["--decode=Batch"] + schemas, input: bytes)
      let again = try Protoc.run(["--encode=Batch"] + schemas, input: text)
      #expect(bytes.count > 100_000)
      #expect(again == bytes, "seed \(seed)")
    }
  }

  @Test("Every message reads back as it was written", arguments: [2, 20_261_121, UInt64.max - 1])
  func sameValue(seed: UInt64) throws {
    var random = RandomFields(seed: seed)
    for type in allMessages {
      guard let type = type as? any (Message & Hashable).Type else { continue }
      try check(type, &random, seed)
    }
    for _ in 0..<200 {
      let record = try #require(random.record().record)
      #expect(try Record(from: record.serialized()) == record, "seed \(seed)")
    }
  }

  private func check<M: Message & Hashable>(
    _ type: M.Type, _ random: inout RandomFields, _ seed: UInt64
  ) throws {
    for round in 0..<100 {
      let message = random.message(type)
      let bytes = message.serialized()
      let read = try ProtobufReader.read(type, from: bytes)
      #expect(read == message, "\(type), seed \(seed), round \(round)")
    }
  }

  @Test("A message without fields is no bytes, and no bytes are a message without fields")
  func empty() throws {
    #expect(Post().serialized() == [])
    #expect(try ProtobufReader.read(Post.self, from: []) == Post())
  }

  @Test("Zero, empty and false are written where absence would mean unknown")
  func presence() {
    var extra = Extra()
    extra.text = ""
    extra.integer = 0
    extra.real = 0
    extra.flag = false
    #expect(extra.serialized() == [0x12, 0, 0x18, 0, 0x21, 0, 0, 0, 0, 0, 0, 0, 0, 0x28, 0])
  }

  @Test("Lengths of one, two and three bytes are right", arguments: [127, 128, 16_383, 16_384])
  func lengths(count: Int) throws {
    var post = Post()
    var author = Author()
    author.name = String(repeating: "x", count: count)
    post.author = author
    post.caption = "after"
    let read = try ProtobufReader.read(Post.self, from: post.serialized())
    #expect(read == post)
  }

  @Test("A writer that outgrows its room keeps what it has")
  func growth() {
    var writer = ProtobufWriter()
    writer.write(Pair("a", "b"))
    let long = Pair("c", String(repeating: "d", count: 1000))
    writer.write(long)
    writer.write(Pair("e", "f"))
    let (first, last) = (Pair("a", "b").serialized(), Pair("e", "f").serialized())
    #expect(writer.bytes == first + long.serialized() + last)
  }

  @Test("Clearing a writer keeps nothing")
  func clear() {
    var writer = ProtobufWriter(capacity: 16)
    writer.write(Pair("a", "b"))
    writer.clear()
    writer.write(Pair("c", ""))
    #expect(writer.bytes == [0x0A, 1, UInt8(ascii: "c")])
  }
}
