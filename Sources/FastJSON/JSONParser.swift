import CSimdjson

/// Why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reason in a sentence.
  public let description: String
}

/// A parser and the memory of the document it parsed last.
///
/// Make one for a thread and use it again: its buffers grow to the largest document. Nesting is limited to 1,024
/// levels, whole numbers to 64 bits, a text must be UTF-8. Half a surrogate pair, which JavaScript leaves where it
/// cuts a text within an emoji, reads as U+FFFD.
public final class JSONParser {
  private var raw: UnsafeMutableRawPointer

  /// Creates a parser.
  public init() { raw = Self.make() }

  deinit { pj_parser_destroy(raw) }

  /// Gives back the buffers; values of the document before become invalid.
  public func release() {
    pj_parser_destroy(raw)
    raw = Self.make()
  }

  private static func make() -> UnsafeMutableRawPointer {
    guard let raw = pj_parser_create() else { fatalError("out of memory") }
    return raw
  }

  /// Parses `body`; values of the document before become invalid.
  ///
  /// - Parameter padded: Whether 64 readable bytes follow, which saves a copy.
  public func parse(_ body: UnsafeRawBufferPointer, padded: Bool = false) throws(JSONError) -> JSON
  {
    var root = pj_value(document: nil, index: 0)
    let bytes = body.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard let bytes, !body.isEmpty else { throw JSONError(description: "the text is empty") }
    var code = pj_parse(raw, bytes, UInt64(body.count), padded ? 1 : 0, &root)
    if code != 0, let repaired = replacingLoneSurrogates(in: body) {
      // The document keeps no pointer into the text.
      code = repaired.withUnsafeBufferPointer {
        pj_parse(raw, $0.baseAddress, UInt64($0.count), 0, &root)
      }
    }
    guard code == 0 else { throw JSONError(description: String(cString: pj_error(code))) }
    if JSONTrace.isOn { JSONTrace.begin(JSON(root)) }
    return JSON(root)
  }

  /// Parses `text` and calls `body` with its root.
  public static func with<R>(_ text: [UInt8], _ body: (JSON) throws -> R) throws -> R {
    let parser = JSONParser()
    return try text.withUnsafeBytes { try body(try parser.parse($0)) }
  }
}
