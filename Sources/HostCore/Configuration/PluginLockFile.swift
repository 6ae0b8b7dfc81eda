import FastJSON
import MetricSchema

extension PluginLock {
  /// The shape of `providers.lock.json`.
  static let shape = Shape.object([
    .init("lock", .integer(1...1), required: true, "The version of this form."),
    .init("plugins", .map(of: pin), required: true, "What is pinned, by the plugin's name."),
  ])

  private static let pin = Shape.object([
    .init("version", .text(), required: true, "The plugin's version."),
    .init("manifest", .text(), "SHA-256 of its manifest."),
    .init("sha256", .map(of: .text()), required: true, "SHA-256 of its library, by processor."),
    .init("providers", .map(of: grant), required: true, "What its providers may do."),
  ])

  private static let grant = Shape.object([
    .init("hosts", .list(of: .text()), required: true, "The hosts that it may ask."),
    .init(
      "operations", .list(of: .text(values: Array(Operation.names.dropFirst()))), required: true,
      "What it may be asked for."),
  ])

  /// Reads `providers.lock.json`.
  ///
  /// - Throws: ``ConfigurationError`` with every problem, its place and the nearest match.
  public init(_ text: [UInt8], file: String) throws(ConfigurationError) {
    self = try checked(text, file: file, Self.shape) { PluginLock($0, file: file) }
    guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
  }

  private init(_ json: JSON, file: String) {
    self.init(file: file)
    for (name, pin) in json["plugins"].members { plugins[name] = Pin(pin) }
  }

  /// Hashes that no library can have: nothing would ever match them.
  private var problems: [ConfigurationProblem] {
    plugins.sorted { $0.key < $1.key }.flatMap { name, pin in
      let path = pointer("/plugins", name)
      let hashes =
        (pin.manifest.map { [(path + "/manifest", $0)] } ?? [])
        + pin.sha256.sorted { $0.key < $1.key }.map {
          (pointer(path + "/sha256", $0.key), $0.value)
        }
      return hashes.filter { !isSHA256($0.1) }.map { place, _ in
        ConfigurationProblem(place, "must be 64 hexadecimal digits in lower case")
      }
    }
  }

  private func isSHA256(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The text of the file, the same for the same pins, so that a review sees what changed and nothing else.
  public var text: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("lock", 1)
      json.key("plugins")
      json.object { json in
        for (name, pin) in plugins.sorted(by: { $0.key < $1.key }) {
          json.key(name)
          pin.write(to: &json)
        }
      }
    }
    return indented(json.bytes)
  }
}

extension PluginLock.Pin {
  fileprivate init(_ json: JSON) {
    self.init(
      version: json["version"].text ?? "", manifest: json["manifest"].text, sha256: [:],
      providers: [:])
    for (architecture, hash) in json["sha256"].members { sha256[architecture] = hash.text }
    for (id, grant) in json["providers"].members { providers[id] = PluginLock.Grant(grant) }
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("version", version)
      json.member("manifest", manifest)
      json.key("sha256")
      json.object { json in
        for (architecture, hash) in sha256.sorted(by: { $0.key < $1.key }) {
          json.member(architecture, hash)
        }
      }
      json.key("providers")
      json.object { json in
        for (id, grant) in providers.sorted(by: { $0.key < $1.key }) {
          json.key(id)
          grant.write(to: &json)
        }
      }
    }
  }
}

extension PluginLock.Grant {
  fileprivate init(_ json: JSON) {
    hosts = json["hosts"].elements.compactMap { $0.text?.lowercased() }
    operations = json["operations"].elements.compactMap { $0.text.flatMap(Operation.init(name:)) }
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("hosts", hosts)
      json.member("operations", operations.map(\.name))
    }
  }
}

/// Compact JSON with a line for each member and element, and one at its end.
private func indented(_ json: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  var (depth, isText) = (0, false)
  func newLine() { out += [0x0A] + [UInt8](repeating: 0x20, count: 2 * depth) }
  for (index, byte) in json.enumerated() {
    if isText {
      out.append(byte)
      // A quote ends a text unless an odd number of backslashes stands before it.
      let slashes = json[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if byte == UInt8(ascii: "\""), slashes % 2 == 0 { isText = false }
      continue
    }
    let previous = index > 0 ? json[index - 1] : 0
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      out.append(byte)
      depth += 1
      if !"}]".utf8.contains(json[index + 1]) { newLine() }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if !"{[".utf8.contains(previous) { newLine() }
      out.append(byte)
    case UInt8(ascii: ","):
      out.append(byte)
      newLine()
    case UInt8(ascii: ":"): out += [byte, 0x20]
    default:
      isText = byte == UInt8(ascii: "\"")
      out.append(byte)
    }
  }
  return out + [0x0A]
}
