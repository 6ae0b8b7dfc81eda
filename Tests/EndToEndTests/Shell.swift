import FastJSON
import Foundation
import Testing

/// What a command printed, and how it ended.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of stdout.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Reads stdout as one JSON document.
  func json<R>(_ read: (JSON) throws -> R) throws -> R {
    try JSONParser.with(Array(output.utf8), read)
  }
}

/// A folder of its own with a configuration, a database and a simulator.
final class Bench {
  let folder: URL
  private(set) var simulator: Process?
  private(set) var address = ""
  var environment: [String: String]

  /// The folder with the built command.
  static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()

  static var command: URL {
    var folder = products
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: folder.appending(path: "patchbay").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: "patchbay")
  }

  /// Whether a sanitizer is at work, with which no process can be confined.
  static let isSanitized = ProcessInfo.processInfo.environment["PATCHBAY_SANITIZED"] != nil

  /// The carriers that can be tested.
  static let carriers = ["linked", "in-process"] + (isSanitized ? [] : ["confined"])

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patchbay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "RAPIDAPI_KEY": "secret-rapid-key",
      "YOUTUBE_KEY": "secret-youtube-key",
    ].merging(ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }) { $1 }
  }

  deinit {
    simulator?.terminate()
    simulator?.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Starts the simulator and writes a configuration whose providers all ask it.
  func start(
    _ arguments: String..., settings: String = "", carrier: String = Bench.carriers.last ?? "linked"
  ) throws {
    let process = Process()
    process.executableURL = Self.command
    process.arguments = ["simulator", "--port", "0", "--log", path("requests.jsonl")] + arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    simulator = process
    var line = Data()
    while !line.contains(0x0A) {
      let more = pipe.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the simulator ended before it said where it listens")
      line += more
    }
    address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    try configure(settings: settings, carrier: carrier)
  }

  /// Writes `providers.json`; `settings` go into every provider, `faults` is a part of the path such as `~html/`.
  func configure(
    settings: String = "", carrier: String = Bench.carriers.last ?? "linked",
    faults: [String: String] = [:],
    tiktok: [String] = ["tiktok.scraper7", "tiktok.api23", "tiktok.web"],
    youtube: [String] = ["youtube.data", "youtube.yt-api", "youtube.rss"]
  ) throws {
    let rapid = #""secrets": { "rapidapi_key": ["env:RAPIDAPI_KEY"] }"#
    let secrets = [
      "tiktok.scraper7": rapid, "tiktok.api23": rapid, "youtube.yt-api": rapid,
      "youtube.data": #""secrets": { "youtube_api_key": ["env:YOUTUBE_KEY"] }"#,
    ]
    let providers = (tiktok + youtube + ["bluesky.appview"]).map { id in
      let parts = [
        "\"base_url\": \"\(address)/\(faults[id].map { $0 + "/" } ?? "")\(id)\"",
        "\"carrier\": \"\(carrier)\"",
        secrets[id] ?? "", settings,
      ]
      return "\"\(id)\": { \(parts.filter { !$0.isEmpty }.joined(separator: ", ")) }"
    }
    let list = { (ids: [String]) in ids.map { "\"\($0)\"" }.joined(separator: ", ") }
    try write(
      """
      { "platforms": { "tiktok": { "use": [\(list(tiktok))] }, "youtube": { "use": [\(list(youtube))] },
                       "bluesky": { "use": ["bluesky.appview"] } },
        "providers": { \(providers.joined(separator: ",\n")) } }
      """, to: "providers.json")
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  /// A process of the command, not yet started.
  func process(_ arguments: [String], database: String = "test.db") -> Process {
    let process = Process()
    process.executableURL = Self.command
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment.merging(["PATCHBAY_DATABASE": "sqlite:" + path(database)]) {
      $1
    }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs the command to its end.
  @discardableResult
  func patchbay(_ arguments: String..., database: String = "test.db") throws -> Outcome {
    try run(arguments, database: database)
  }

  /// Runs the command with these words to its end; its stdout may go elsewhere. Past so many seconds it is ended, so
  /// that a test fails and does not hang.
  func run(
    _ arguments: [String], database: String = "test.db", into elsewhere: FileHandle? = nil,
    within seconds: Int? = nil
  ) throws -> Outcome {
    let process = process(arguments, database: database)
    if let seconds {
      process.executableURL = URL(filePath: "/usr/bin/timeout")
      process.arguments = ["-k", "1", "\(seconds)", Self.command.path] + arguments
    }
    let (output, errors) = (path("out-\(UUID().uuidString)"), path("err-\(UUID().uuidString)"))
    for file in [output, errors] { try Data().write(to: URL(filePath: file)) }
    process.standardOutput = try elsewhere ?? FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.run()
    process.waitUntilExit()
    let text = { (file: String) in (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }
    return Outcome(status: process.terminationStatus, output: text(output), errors: text(errors))
  }

  /// Runs the command on a terminal of its own, on which stdout and stderr are one.
  func onTerminal(_ words: String) throws -> Outcome {
    let process = process([])
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = ["-qec", "\(Self.command.path) \(words)", "/dev/null"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: output, errors: "")
  }

  /// The requests that the simulator logged, by provider.
  func sent() -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in read("requests.jsonl").split(separator: "\n") {
      let provider = try? JSONParser.with(Array(line.utf8)) { $0["provider"].text }
      if let provider = provider ?? nil { counts[provider, default: 0] += 1 }
    }
    return counts
  }

  /// The requests that the database counts, by provider.
  func metered(database: String = "test.db") throws -> [String: Int] {
    try patchbay("usage", "--json", database: database).json { rows in
      var counts: [String: Int] = [:]
      for row in rows.elements {
        counts[row["provider"].text ?? "", default: 0] += Int(row["requests"].int ?? 0)
      }
      return counts
    }
  }

  /// The ids of the stored posts of an account.
  func postIDs(_ platform: String, _ handle: String, database: String = "test.db") throws
    -> [String]
  {
    try patchbay("posts", platform, handle, "--limit", "100000", "--json", database: database).json
    { rows in
      rows.elements.compactMap { $0["id"].text }
    }
  }

  /// Compiles the plugin in C for an ABI, into the folder `foreign`.
  func compileForeign(major: Int = 1) throws {
    try FileManager.default.createDirectory(
      atPath: path("foreign"), withIntermediateDirectories: true)
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let headers = here.appending(path: "../../Sources/CProviderABI/include").standardized.path
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-std=c11", "-shared", "-fPIC", "-DMAJOR=\(major)", "-I", headers, "-o",
      path("foreign/libForeign.so"), here.appending(path: "Plugin/foreign.c").path,
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
  }
}
