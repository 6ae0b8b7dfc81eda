public import FastJSON
import Glibc

extension Answer {
  /// The JSON inside the page's element `<script id="…">`; a body that is JSON by itself is taken as it is.
  ///
  /// - Throws: `blocked` where the page has no such element, otherwise as ``json``.
  public func scriptJSON(id: String) throws(ProviderError) -> JSON {
    guard body.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return try json }
    guard let tag = body.offset(of: "id=\"\(id)\"", from: 0),
      let start = body.offset(of: ">", from: tag),
      let end = body.offset(of: "</script", from: start)
    else { throw ProviderError(.blocked, "the page has no script \(id)") }
    do {
      // What follows in the page, and behind it, is readable as the parser wants it.
      return try parser.parse(
        UnsafeRawBufferPointer(rebasing: body[(start + 1)..<end]), padded: true)
    } catch {
      throw ProviderError(.schemaChanged, "the script \(id) is not JSON: \(error)")
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Where `text` stands first at or behind `start`.
  fileprivate func offset(of text: String, from start: Int) -> Int? {
    let sought = Array(text.utf8)
    guard let base = baseAddress else { return nil }
    var index = start
    while index + sought.count <= count,
      let next = memchr(base + index, Int32(sought[0]), count - index - sought.count + 1)
    {
      index = UnsafeRawPointer(next) - base
      if memcmp(next, sought, sought.count) == 0 { return index }
      index += 1
    }
    return nil
  }
}
