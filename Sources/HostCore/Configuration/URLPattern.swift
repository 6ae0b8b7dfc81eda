import FastJSON
public import MetricSchema

/// A shape of addresses of a platform, such as `www.tiktok.com/@{handle}/video/{id}`.
public struct URLPattern: Hashable, Sendable {
  /// What an address of this shape is of.
  public let operation: Operation
  /// The pattern as the manifest gives it.
  public let text: String
  let subject: String
  private let host: String
  private let segments: [String]
  private let query: [Pair]

  /// What an address says.
  public struct Match: Hashable, Sendable {
    /// What the address is of.
    public var operation: Operation
    /// The subject, with all that the address tells as identities.
    public var subject: Subject
  }

  /// Creates a pattern.
  public init(_ text: String, operation: Operation, subject: String) {
    self.text = text
    self.operation = operation
    self.subject = subject
    let parts = AddressParts(text)
    host = parts.host
    segments = parts.segments
    query = parts.query
  }

  init?(_ json: JSON) {
    guard let text = json["pattern"].text, let subject = json["subject"].text,
      let operation = json["operation"].text.flatMap(Operation.init(name:))
    else { return nil }
    self.init(text, operation: operation, subject: subject)
  }

  /// What `address` says, `nil` where it is of another shape. Scheme, `www.`, `m.` and a slash at the end do not matter.
  public func match(_ address: String) -> Match? {
    let parts = AddressParts(address)
    guard parts.host == host, parts.segments.count == segments.count else { return nil }
    var found: [Identity] = []
    for (pattern, segment) in zip(segments, parts.segments) {
      guard let identity = Self.match(pattern, percentDecoded(segment)) else { return nil }
      found += identity
    }
    for wanted in query {
      guard let value = parts.query.first(where: { $0.name == wanted.name })?.value,
        let identity = Self.match(wanted.value, value)
      else { return nil }
      found += identity
    }
    guard let text = found.first(where: { $0.namespace == subject })?.value else { return nil }
    found.append(Identity("url", address))
    return Match(operation: operation, subject: Subject(text, identities: found))
  }

  /// Whether there is a host without placeholders, and no piece has more than one.
  var isWellFormed: Bool {
    !host.isEmpty && !host.contains { "{}".contains($0) }
      && pieces.allSatisfy { piece in
        let braces = piece.filter { "{}".contains($0) }
        return braces.isEmpty || braces == "{}" && !piece.contains("{}")
      }
  }

  /// The names of the placeholders.
  var placeholders: [String] {
    pieces.compactMap { Self.placeholder($0).map { String($0.name) } }
  }

  private var pieces: [String] { segments + query.map(\.value) }

  /// The placeholder of a piece, and the text before and after it.
  private static func placeholder(
    _ piece: String
  ) -> (before: Substring, name: Substring, after: Substring)? {
    guard let open = piece.firstIndex(of: "{"),
      let close = piece[open...].firstIndex(of: "}")
    else { return nil }
    return (
      piece[..<open], piece[piece.index(after: open)..<close], piece[piece.index(after: close)...]
    )
  }

  /// Matches a piece such as `@{handle}`: at most one placeholder, text before and after it.
  private static func match(_ pattern: String, _ text: String) -> [Identity]? {
    guard let (before, name, after) = placeholder(pattern) else {
      return pattern == text ? [] : nil
    }
    guard text.hasPrefix(before), text.hasSuffix(after), text.count > before.count + after.count
    else { return nil }
    let value = text.dropFirst(before.count).dropLast(after.count)
    return [Identity(String(name), String(value))]
  }
}

/// An address taken apart.
private struct AddressParts {
  var host = ""
  var segments: [String] = []
  var query: [Pair] = []

  init(_ address: String) {
    var rest = Substring(address)
    for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "#" }
    let path = rest.prefix { $0 != "?" }
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
    host = (pieces.first ?? "").lowercased()
    for prefix in ["www.", "m."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
    segments = pieces.dropFirst().filter { !$0.isEmpty }.map(String.init)
    for pair in rest.dropFirst(path.count + 1).split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      // What a form puts into a query has "+" for a space.
      let value = pair.dropFirst(name.count + 1).map { $0 == "+" ? " " : $0 }
      query.append(Pair(percentDecoded(String(name)), percentDecoded(String(value))))
    }
  }
}

/// A text with `%41` turned into bytes; kept as it is where that gives no UTF-8.
func percentDecoded(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  var out: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    let digits = rest.prefix(2)
    if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(isAlphanumeric),
      let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    {
      out.append(value)
      rest = rest.dropFirst(2)
    } else {
      out.append(byte)
    }
  }
  return String(validating: out, as: UTF8.self) ?? text
}
