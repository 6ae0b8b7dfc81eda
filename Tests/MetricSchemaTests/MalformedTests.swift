import Foundation
import MetricSchema
import ProviderTesting
import Testing

@Suite("Malformed messages")
struct MalformedTests {
  @Test("A message cut anywhere is refused, or is what stood before the cut", arguments: [3, 33])
  func truncation(seed: UInt64) {
    var random = RandomFields(seed: seed)
    let bytes = random.message(Post.self).serialized()
    var refused = 0
    for end in bytes.indices {
      let part = Array(bytes[..<end])
      guard let read = try? ProtobufReader.read(Post.self, from: part) else {
        refused += 1
        continue
      }
      #expect(read.serialized() == part, "seed \(seed), cut at \(end)")
    }
    #expect(refused > bytes.count / 2)
  }

  @Test("Nothing is read beyond the end", arguments: [4, 44])
  func overrun(seed: UInt64) {
    // A page that may not be read lies behind the bytes: one step too far ends the test run.
    let page = Int(getpagesize())
    let memory = mmap(nil, page * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      Issue.record("no memory")
      return
    }
    defer { munmap(memory, page * 2) }
    #expect(mprotect(memory + page, page, PROT_NONE) == 0)
    var random = RandomFields(seed: seed)
    let bytes = random.message(Post.self).serialized().prefix(page)
    for count in 0...bytes.count {
      let start = memory + page - count
      bytes.prefix(count).withUnsafeBytes { part in
        if let base = part.baseAddress { memcpy(start, base, count) }
      }
      _ = try? ProtobufReader.read(
        Post.self, from: UnsafeRawBufferPointer(start: start, count: count))
    }
  }

  @Test("Bytes that are no message are refused where they go wrong")
  func refused() {
    let cases: [(String, [UInt8], Int)] = [
      ("a number of eleven bytes", [0x18] + [UInt8](repeating: 0xFF, count: 10) + [1], 11),
      ("a number without an end", [0x18, 0x80], 2),
      ("a tag without a value", [0x18], 1),
      ("field 0", [0x00, 0x01], 1),
      ("a field number beyond 29 bits", [0xF8, 0xFF, 0xFF, 0xFF, 0x1F, 5], 5),
      ("a length beyond the end", [0x2A, 2, 0x64], 2),
      ("a length of 2^63", [0x2A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], 11),
      ("a length of 2^64 - 1", [0x2A] + [UInt8](repeating: 0xFF, count: 9) + [1], 11),
      ("a number where a text is expected", [0x28, 5], 1),
      ("a text where a number is expected", [0x1A, 1, 0x61], 1),
      ("eight bytes where a number is expected", [0x19, 1, 2, 3, 4, 5, 6, 7, 8], 1),
      ("text that is not UTF-8", [0x2A, 2, 0xC3, 0x28], 2),
      ("a surrogate in UTF-8", [0x2A, 3, 0xED, 0xA0, 0x80], 2),
      ("the beginning of a group", [0xA3, 0x06, 0xA4, 0x06], 2),
      ("the end of a group", [0x1C], 1),
      ("wire type 6", [0xA6, 0x06], 2),
      ("wire type 7", [0xA7, 0x06], 2),
      ("an unknown field of eight bytes that are not there", [0xA1, 0x06, 1, 2, 3], 2),
      ("an unknown field of four bytes that are not there", [0xA5, 0x06, 1, 2, 3], 2),
      ("a message whose inside is broken", [0x12, 2, 0x0A, 9], 4),
    ]
    for (name, bytes, offset) in cases {
      let error = #expect(throws: MalformedMessage.self, "\(name)") {
        try ProtobufReader.read(FetchJob.self, from: bytes)
      }
      #expect(error?.offset == offset, "\(name): \(error?.description ?? "")")
    }
  }

  @Test("Numbers longer than they need to be are read")
  func overlong() throws {
    #expect(try ProtobufReader.read(FetchJob.self, from: [0x18, 0x80, 0x80, 0x00]).limit == 0)
    #expect(try ProtobufReader.read(FetchJob.self, from: [0x98, 0x80, 0x00, 0x05]).limit == 5)
    let minusOne = [0x18] + [UInt8](repeating: 0xFF, count: 9) + [0x01]
    #expect(try ProtobufReader.read(FetchJob.self, from: minusOne).limit == -1)
  }

  @Test("Unknown fields of every wire type are skipped")
  func unknownFields() throws {
    let unknown: [UInt8] = [
      0xA0, 0x06, 0x05,  // field 100, a number
      0xA1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8,
      0xA2, 0x06, 3, 0xFF, 0xFE, 0xFD,
      0xA5, 0x06, 1, 2, 3, 4,
      0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 0x05,  // the largest field number
    ]
    let job = FetchJob(.posts, [Subject("alice")], limit: 5, region: "DE")
    let known = job.serialized()
    #expect(try ProtobufReader.read(FetchJob.self, from: unknown + known) == job)
    #expect(try ProtobufReader.read(FetchJob.self, from: known + unknown) == job)
    #expect(try ProtobufReader.read(FetchJob.self, from: unknown) == FetchJob())
  }

  @Test("Cases and metrics of a later version read as absent")
  func unknownCases() throws {
    let values: [[UInt8]] = [[200, 1], [0xFF, 1], [0x80, 0x80, 0x80, 0x80, 0x10]]
    for value in values + [[UInt8](repeating: 0xFF, count: 9) + [1]] {
      #expect(
        try ProtobufReader.read(FetchJob.self, from: [0x08] + value).operation == .unspecified)
      #expect(try ProtobufReader.read(Measure.self, from: [0x08] + value).metric == .unspecified)
    }
  }

  @Test("The last of a single field wins, and messages inside are merged")
  func repeated() throws {
    #expect(try ProtobufReader.read(FetchJob.self, from: [0x18, 1, 0x18, 2]).limit == 2)
    #expect(try ProtobufReader.read(Extra.self, from: [0x28, 2]).flag == true)
    let halves: [UInt8] = [0x12, 3, 0x0A, 1, 0x61, 0x12, 3, 0x12, 1, 0x62]
    let author = try ProtobufReader.read(Post.self, from: halves).author
    #expect(author?.id == "a")
    #expect(author?.handle == "b")
  }

  @Test("Fields come in any order", arguments: [5, 55, 555])
  func order(seed: UInt64) throws {
    var random = RandomFields(seed: seed)
    var order = SplitMix64(state: seed)
    for _ in 0..<50 {
      let post = random.message(Post.self)
      let groups = Dictionary(grouping: fields(of: post.serialized()), by: \.number)
      let shuffled = groups.values.shuffled(using: &order).flatMap(\.self).flatMap(\.bytes)
      #expect(try ProtobufReader.read(Post.self, from: shuffled) == post, "seed \(seed)")
    }
  }

  @Test("A record is of exactly one kind")
  func oneKind() throws {
    let profile: [UInt8] = [0x0A, 3, 0x0A, 1, 0x61]
    let post: [UInt8] = [0x12, 3, 0x0A, 1, 0x62]
    #expect(try Record(from: profile).kind == "profile")
    #expect(try Record(from: post).kind == "post")
    for bytes in [[], [0xA0, 0x06, 0x05], profile + post, post + profile] {
      #expect(throws: MalformedMessage.self) { try Record(from: bytes) }
    }
  }

  @Test(
    "What is read of damaged bytes, protoc reads too",
    .enabled(if: Protoc.path != nil, Protoc.missing), arguments: [6, 66])
  func damaged(seed: UInt64) throws {
    var random = RandomFields(seed: seed)
    var damage = SplitMix64(state: seed)
    var accepted = 0
    var all: [UInt8] = []
    for _ in 0..<2000 {
      var bytes = random.message(Subject.self).serialized()
      guard !bytes.isEmpty else { continue }
      for _ in 0...Int(damage.next() % 3) {
        bytes[Int(damage.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: damage.next())
      }
      guard (try? ProtobufReader.read(Subject.self, from: bytes)) != nil else { continue }
      accepted += 1
      // A job's field 2 is a list of subjects.
      all += Container(bytes: bytes).serialized()
    }
    #expect(accepted > 100, "seed \(seed)")
    #expect(try ProtobufReader.read(FetchJob.self, from: all).subjects.count == accepted)
    let arguments = ["--decode=patchbay.v1.FetchJob", "--proto_path=\(Protoc.schemas)"]
    _ = try Protoc.run(arguments + ["schema.proto"], input: all)
  }
}

/// Bytes as field 2.
private struct Container: Message {
  var bytes: [UInt8]?

  init() {}
  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) { visitor.bytes(2, "bytes", &bytes) }
}

/// The fields of a well-formed message, each with its tag.
private func fields(of message: [UInt8]) -> [(number: UInt64, bytes: [UInt8])] {
  var found: [(number: UInt64, bytes: [UInt8])] = []
  var index = 0
  func varint() -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = message[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
    }
    return value
  }
  while index < message.count {
    let start = index
    let tag = varint()
    switch tag & 7 {
    case 0: _ = varint()
    case 1: index += 8
    default:
      let length = Int(varint())
      index += length
    }
    found.append((tag >> 3, Array(message[start..<index])))
  }
  return found
}
