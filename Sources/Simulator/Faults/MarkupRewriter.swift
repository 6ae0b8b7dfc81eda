/// Writes the XML or HTML of an answer anew, spoiled by a fault.
struct MarkupRewriter {
  let fault: Fault
  let likeNames: Set<String>

  func rewritten(_ body: [UInt8]) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    switch fault {
    case .schemaChanged:
      return Array(
        text.replacing("<media:", with: "<m:").replacing("</media:", with: "</m:")
          .replacing("<yt:", with: "<y:").replacing("</yt:", with: "</y:").utf8)
    case .missingFields:
      return Array(without(["media:starRating", "media:statistics"], in: text).utf8)
    case .hiddenLikes: return Array(without(likeNames, in: text).utf8)
    case .nulls: return Array(replacingValues(in: text) { _ in "" }.utf8)
    case .hugeNumbers:
      return Array(
        replacingValues(in: text) { value in
          value.allSatisfy(\.isNumber) ? "123456789012345678901234567890" : String(value)
        }.utf8)
    case .invalidUTF8:
      return text.utf8.flatMap { $0 == UInt8(ascii: ">") ? [$0, 0xFF, 0xC3, 0x28] : [$0] }
    default: return body
    }
  }

  /// The lines that hold none of the elements.
  private func without(_ elements: Set<String>, in text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !elements.contains { line.contains("<\($0)") } }.joined(separator: "\n")
  }

  /// The text with other values of attributes, those of names of namespaces excepted.
  private func replacingValues(in text: String, _ replace: (Substring) -> String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard !line.contains("xmlns") else { return String(line) }
      return line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .map { $0 % 2 == 1 ? replace($1) : String($1) }.joined(separator: "\"")
    }.joined(separator: "\n")
  }
}
