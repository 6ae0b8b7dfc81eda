import CProviderABI
import Foundation
import MetricSchema
import Testing

@Suite("The headers for C, C++ and Rust")
struct HeaderTests {
  static let dialects = [
    ("clang", "c", "c11"), ("clang", "c", "c17"), ("clang", "c++", "c++17"),
    ("gcc", "c", "c11"), ("gcc", "c", "c17"), ("gcc", "c++", "c++17"),
  ]

  @Test("Compile without a warning", arguments: dialects)
  func compiles(compiler: String, language: String, standard: String) throws {
    let source = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).h-test")
    try """
    #include <patchbay/manifest.h>
    #include <patchbay/record.h>
    extern int32_t use(const patchbay_sink_t *sink);
    int32_t use(const patchbay_sink_t *sink) {
      return patchbay_fail(sink, PATCHBAY_ORIGIN_PLUGIN, PATCHBAY_FAILURE_GONE, NULL, "gone");
    }
    """.write(to: source, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: source) }
    let result = try run(
      compiler,
      [
        "-x", language, "-std=\(standard)", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
        "-fsyntax-only", "-I", Compiler.headers, source.path,
      ])
    #expect(result.code == 0, "\(result.text)")
  }

  @Test("The entry point is exported where all else is hidden", arguments: ["clang", "gcc"])
  func exported(compiler: String) throws {
    let library = try testFolder() + "/hidden-\(UUID()).so"
    defer { try? FileManager.default.removeItem(atPath: library) }
    let source = Compiler.root.appending(path: "Plugins/tables.c").path
    let result = try run(
      compiler,
      [
        "-shared", "-fPIC", "-std=gnu11", "-fvisibility=hidden", "-I", Compiler.headers, "-o",
        library, source,
      ])
    try #require(result.code == 0, "\(result.text)")
    let symbols = try run("nm", ["-D", "--defined-only", library])
    #expect(symbols.text.contains(" T patchbay_plugin_entry_v1"), "\(symbols.text)")
  }

  @Test("Every number of the schema stands in fields.h, and no other")
  func fieldsMatchSchema() throws {
    let root = Compiler.root.appending(path: "../..").standardized
    let schema = try String(
      contentsOf: root.appending(path: "Sources/MetricSchema/schema.proto"), encoding: .utf8)
    let header = try String(
      contentsOf: root.appending(path: "Sources/CProviderABI/include/patchbay/fields.h"),
      encoding: .utf8)
    let metrics = Metric.allCases.dropFirst().map {
      "PATCHBAY_METRIC_\($0.name.uppercased()) = \($0.rawValue)"
    }
    let expected = numbers(of: schema) + metrics
    let found = header.matches(of: /PATCHBAY_\w+ = \d+/).map { String($0.output) }
    #expect(expected.count > 200)
    #expect(found == expected)
  }

  @Test("A message too large is not sent, and its size is told")
  func doesNotSendHalf() {
    var memory = [UInt8](repeating: 0xEE, count: 40)
    memory.withUnsafeMutableBytes { bytes in
      var writer = patchbay_writer_on(bytes.baseAddress, 20)
      patchbay_begin(&writer, UInt32(PATCHBAY_RECORD_POST.rawValue))
      patchbay_string(&writer, 6, String(repeating: "x", count: 200))
      patchbay_end(&writer)
      #expect(writer.size == 1 + 2 + 1 + 2 + 200)
      #expect(patchbay_emit(nil, PATCHBAY_RECORD.rawValue, &writer) == PATCHBAY_UNSENDABLE)
      #expect(bytes[20...].allSatisfy { $0 == 0xEE })
    }
  }

  @Test("Begin without end, end without begin and too many begins are not sent")
  func doesNotSendMismatched() {
    var memory = [UInt8](repeating: 0, count: 256)
    for (begins, ends) in [(1, 0), (0, 1), (9, 9), (2, 1)] {
      memory.withUnsafeMutableBytes { bytes in
        var writer = patchbay_writer_on(bytes.baseAddress, 256)
        for _ in 0..<begins { patchbay_begin(&writer, 1) }
        for _ in 0..<ends { patchbay_end(&writer) }
        #expect(patchbay_emit(nil, PATCHBAY_RECORD.rawValue, &writer) == PATCHBAY_UNSENDABLE)
      }
    }
  }

  @Test("The reader stops at what is malformed")
  func readsWithinBounds() {
    for bytes: [UInt8] in [
      [0x0A], [0x0A, 5, 1], [0x08], [0x08, 0x80], [0x09, 1, 2], [0x0B], [0x80],
      [0x0A] + [UInt8](repeating: 0xFF, count: 10),
    ] {
      bytes.withUnsafeBufferPointer { buffer in
        var rest = patchbay_bytes_t(data: buffer.baseAddress, size: UInt64(buffer.count))
        var field = patchbay_field_t()
        #expect(patchbay_next(&rest, &field) == 0)
        #expect(rest.size == UInt64(bytes.count))
      }
    }
  }

  /// The constants that the schema asks for, in its order.
  private func numbers(of schema: String) -> [String] {
    var found: [String] = []
    var scope: String?
    for line in schema.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.prefix { $0 != "/" }
      if let match = text.firstMatch(of: /^(?:message|enum) (\w+) \{/) {
        scope = prefix(String(match.1))
      } else if text == "}" {
        scope = nil
      } else if let scope, let match = text.firstMatch(of: /(\w+) = (\d+);/),
        !match.1.hasSuffix("_UNSPECIFIED")
      {
        found.append("PATCHBAY_\(scope)_\(match.1.uppercased()) = \(match.2)")
      }
    }
    return found
  }

  private func prefix(_ name: String) -> String {
    let short = ["FailureClass": "FAILURE", "MediaKind": "MEDIA"]
    if let short = short[name] { return short }
    return name.replacing(/(.)([A-Z])/) { "\($0.1)_\($0.2)" }.uppercased()
  }
}
