import FastJSON
import MetricSchema

extension PluginManifest {
  /// The shape of `plugin.json`.
  public static let shape = Shape.object([
    .init("manifest", .integer(1...1), required: true, "The version of this form."),
    .init("plugin", .text(), required: true, "The plugin's name."),
    .init("version", .text(), required: true, "The plugin's version."),
    .init("platform", .text(), required: true, "The platform that its providers serve."),
    .init("library", .text(), required: true, "The library's name, without lib and .so."),
    .init("license", .text(), required: true, "The licence's SPDX name."),
    .init("abi", .integer(1...1), required: true, "The ABI's major version."),
    .init("urls", .list(of: url), "Addresses of the platform, the more specific first."),
    .init("providers", .list(of: provider, atLeast: 1), required: true, "Its providers."),
  ])

  private static let operation = Shape.text(values: Array(Operation.names.dropFirst()))

  private static let url = Shape.object([
    .init("pattern", .text(), required: true, "Host, path and query with {placeholders}."),
    .init("operation", operation, required: true, "What the address is of."),
    .init("subject", .text(), required: true, "The placeholder that is the subject."),
  ])

  static let limit = Shape.object([
    .init("requests", .integer(1...1_000_000_000_000), required: true, "How many units."),
    .init(
      "per", .text(values: LimitWindow.allCases.map(\.rawValue)), required: true,
      "In which window."),
    .init("margin", .number(0.001...1), "The part that may be used."),
    .init("call", .text(), "The call it is for; all together where absent."),
    .init(
      "zone", .text(),
      "The time zone whose days or months count, such as America/Los_Angeles. Default UTC."),
  ])

  private static let provider = Shape.object([
    .init("id", .text(), required: true, "<platform>.<upstream>."),
    .init(
      "kind", .text(values: ["vendor", "official", "keyless"]), required: true,
      "What kind of upstream."),
    .init("description", .text(), required: true, "A sentence."),
    .init("hosts", .list(of: .text(), atLeast: 1), required: true, "The hosts that may be asked."),
    .init("headers", .map(of: .text()), "Headers that are the same for all requests."),
    .init("auth", .map(of: AuthSlot.shape), "Where secrets go."),
    .init("operations", .list(of: operation, atLeast: 1), required: true, "What it offers."),
    .init("calls", .map(of: call), required: true, "The upstream's calls."),
    .init("batch", batch, "Operations that take several subjects."),
    .init("limits", .list(of: limit), "The vendor's own limits."),
  ])

  private static let batch = Shape.object(
    Operation.names.dropFirst().map { name in
      .init(name, .integer(1...1000), "The most subjects of one job of \(name).")
    })

  private static let call = Shape.object([
    .init("units", .integer(0...1_000_000), required: true, "What a request costs."),
    .init(
      "operations", .list(of: operation, atLeast: 1), required: true, "The operations that use it."),
  ])

  /// Reads a manifest.
  ///
  /// - Parameter sha256: The hash of `text`, without which no lock lets the plugin pass.
  /// - Throws: ``ConfigurationError`` with every problem, its place and the nearest match.
  public init(
    _ text: [UInt8], file: String, sha256: String? = nil
  ) throws(ConfigurationError) {
    self = try checked(text, file: file, Self.shape) {
      PluginManifest($0, file: file)
    }
    self.sha256 = sha256
    guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
  }

  private init(_ json: JSON, file: String) {
    plugin = json["plugin"].text ?? ""
    version = json["version"].text ?? ""
    let platform = json["platform"].text ?? ""
    self.platform = platform
    library = json["library"].text ?? ""
    abi = json["abi"].int ?? 1
    urls = json["urls"].elements.compactMap(URLPattern.init)
    providers = json["providers"].elements.map { ProviderManifest($0, platform: platform) }
    self.file = file
  }
}

extension ProviderManifest {
  fileprivate init(_ json: JSON, platform: String) {
    id = json["id"].text ?? ""
    self.platform = platform
    kind = json["kind"].text ?? ""
    about = json["description"].text ?? ""
    hosts = json["hosts"].elements.compactMap { $0.text?.lowercased() }
    headers = json["headers"].members.map { Pair($0.key, $0.value.text ?? "") }
    auth = json["auth"].members.map { AuthSlot($0.key, $0.value) }
    operations = json["operations"].elements.compactMap(operation)
    calls = json["calls"].members.map { name, call in
      CallManifest(
        name: name, units: call["units"].int ?? 1,
        operations: call["operations"].elements.compactMap(operation))
    }
    batch = [:]
    for (name, size) in json["batch"].members {
      if let operation = Operation(name: name) { batch[operation] = size.int.map(Int.init) }
    }
    limits = json["limits"].elements.map(LimitSetting.init)
  }
}

extension LimitSetting {
  init(_ json: JSON) {
    requests = json["requests"].int ?? 1
    window = json["per"].text.flatMap(LimitWindow.init) ?? .day
    margin = json["margin"].real
    call = json["call"].text
    zone = json["zone"].text
  }
}

private func operation(_ json: JSON) -> Operation? { json.text.flatMap(Operation.init(name:)) }

/// Parses and checks a document, and reads it where nothing is wrong.
func checked<T>(
  _ text: [UInt8], file: String, _ shape: Shape, _ read: (JSON) -> T
) throws(ConfigurationError) -> T {
  guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else {
    throw ConfigurationError(
      file: file,
      [ConfigurationProblem("", "begins with a byte order mark; save it as UTF-8 without one")])
  }
  let parser = JSONParser()
  let result: Result<T, ConfigurationError> = text.withUnsafeBytes { bytes in
    do {
      let json = try parser.parse(bytes)
      let problems = shape.problems(of: json)
      guard problems.isEmpty else { return .failure(ConfigurationError(file: file, problems)) }
      return .success(read(json))
    } catch {
      let place = JSONFault.place(in: text).map { " at line \($0.line), column \($0.column)" }
      return .failure(
        ConfigurationError(
          file: file, [ConfigurationProblem("", "is not JSON\(place ?? ""): \(error)")]))
    }
  }
  return try result.get()
}
