import FastJSON

/// Whether a document is what a JSON Schema says, for the words that the host's schemas use.
///
/// Written from the specification (draft 2020-12), not from the code under test; a word that it does not know is an
/// error, so that no schema passes for being read in part.
struct SchemaReader {
  struct UnknownWord: Error, Equatable {
    let word: String
  }

  func accepts(_ value: JSON, _ schema: JSON) throws -> Bool {
    for (word, wanted) in schema.members {
      guard try accepts(value, word, wanted, schema) else { return false }
    }
    return true
  }

  private func accepts(
    _ value: JSON, _ word: String, _ wanted: JSON, _ schema: JSON
  ) throws -> Bool {
    switch word {
    case "$schema", "title", "description": return true
    case "type":
      let names = wanted.text.map { [$0] } ?? wanted.elements.compactMap(\.text)
      return try names.contains { try isOfType($0, value) }
    case "enum": return wanted.elements.contains { $0.text == value.text && value.kind == .text }
    case "pattern":
      guard let text = value.text, let pattern = wanted.text else { return true }
      return try text.firstMatch(of: Regex(pattern)) != nil
    case "minimum": return number(value).map { $0 >= (number(wanted) ?? .nan) } ?? true
    case "maximum": return number(value).map { $0 <= (number(wanted) ?? .nan) } ?? true
    case "minItems": return value.kind != .array || Array(value.elements).count >= wanted.int ?? 0
    case "items": return try value.elements.allSatisfy { try accepts($0, wanted) }
    case "anyOf": return try wanted.elements.contains { try accepts(value, $0) }
    case "required":
      let names = Set(value.members.map(\.key))
      return value.kind != .object || wanted.elements.allSatisfy { names.contains($0.text ?? "") }
    case "properties":
      return try value.members.allSatisfy { key, member in
        try !wanted[named: key].exists || accepts(member, wanted[named: key])
      }
    case "additionalProperties":
      let others = value.members.filter { !schema["properties"][named: $0.key].exists }
      if wanted.kind == .flag { return wanted.bool == true || others.isEmpty }
      return try others.allSatisfy { try accepts($0.value, wanted) }
    default: throw UnknownWord(word: word)
    }
  }

  private func isOfType(_ name: String, _ value: JSON) throws -> Bool {
    switch name {
    case "string": value.kind == .text
    case "integer": value.kind == .integer || value.kind == .large
    case "number": number(value) != nil
    case "boolean": value.kind == .flag
    case "array": value.kind == .array
    case "object": value.kind == .object
    default: throw UnknownWord(word: name)
    }
  }

  private func number(_ value: JSON) -> Double? {
    [.integer, .large, .real].contains(value.kind) ? value.real : nil
  }
}
