import Foundation
import HostCore
import MetricSchema
import PluginLoader
import Locks
import Testing

/// A C plugin below `Plugins`, compiled once for each set of definitions.
///
/// - Returns: The path of the library.
func compiled(_ name: String, _ definitions: [String: String] = [:]) throws -> String {
  try Compiler.shared.withLock { try $0.compile(name, definitions) }
}

extension Trait where Self == ConditionTrait {
  /// For tests that run a confined process: a sanitizer maps more memory and makes more calls than one may.
  static var confined: Self {
    .disabled(
      if: ProcessInfo.processInfo.environment["PATCHBAY_SANITIZED"] != nil,
      "a sanitizer cannot run in a confined process")
  }
}

/// Compiles into a folder beside the tests' own program, each plugin once in a process.
struct Compiler {
  static let shared = Mutex(Compiler())
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
  static let headers = root.appending(path: "../../Sources/CProviderABI/include").standardized.path

  private var done: [String: String] = [:]
  mutating func compile(_ name: String, _ definitions: [String: String]) throws -> String {
    let options = definitions.sorted { $0.key < $1.key }.map { "-D\($0.key)=\($0.value)" }
    let key = ([name] + options).joined(separator: " ")
    if let path = done[key] { return path }
    let path = try testFolder() + "/" + String(key.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    // Another process may use the same plugin at this moment.
    let fresh = path + "-\(ProcessInfo.processInfo.processIdentifier)"
    let source = Self.root.appending(path: "Plugins/\(name).c").path
    let result = try run(
      "cc",
      (name == "without-landlock" ? [] : ["-shared"]) + [
        "-fPIC", "-std=gnu11", "-O1", "-Wall", "-Werror", "-I", Self.headers,
      ]
        + options + ["-o", fresh, source, "-lpthread"])
    guard result.code == 0 else { throw CompilerError(description: result.text) }
    defer { unlink(fresh) }
    // The same library is not replaced: a child that may read the old file, and meets the new one, is refused.
    let files = FileManager.default
    guard
      link(fresh, path) == 0 || files.contentsEqual(atPath: fresh, andPath: path)
        || rename(fresh, path) == 0
    else { throw CompilerError(description: "cannot name \(path)") }
    done[key] = path
    return path
  }
}

struct CompilerError: Error, CustomStringConvertible {
  let description: String
}

/// Runs a program of the search path: how it ended, and all that it printed.
func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String) {
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: text, as: UTF8.self))
}

/// A file beside the program that runs the tests: plugins, and the runner.
func built(_ name: String) throws -> String {
  let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  return URL(filePath: program).deletingLastPathComponent().appending(path: name).path
}

/// A folder for what the tests make.
func testFolder() throws -> String {
  let folder = try built("plugin-loader-tests")
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}

let now: Int64 = 1_700_000_000_000_000
let context = CallContext(now: now, deadline: now + 60_000_000, seed: 7)

var job: FetchJob {
  var subject = Subject()
  subject.text = "alice"
  var job = FetchJob()
  job.operation = .posts
  job.subjects = [subject]
  return job
}

/// A request as a provider would have planned it.
func request(_ call: String) -> ProviderRequest {
  var request = ProviderRequest()
  request.call = call
  request.path = "/lines/alice"
  request.role = .page
  return request
}

extension Carrier {
  /// Parses an answer to the call `name`.
  func parse(
    _ text: String = "", status: Int = 200, of name: String = "lines.list"
  ) throws(CarrierFailure) -> CallOutput {
    let headers = Headers([("Content-Type", "text/plain")])
    let answer = ReceivedAnswer(
      status: status, headers: headers, finalURL: "https://api.example.com/lines",
      body: Body(Array(text.utf8)))
    return try parse(answer, to: request(name), of: job, in: context)
  }

  /// The lines that an answer makes the plugin log.
  func logged(_ text: String = "", status: Int = 200) throws(CarrierFailure) -> [String] {
    try parse(text, status: status).delivery().logs.map { $0.message ?? "" }
  }
}

/// The failure of a call; `nil` where it worked.
func failure(_ body: () throws(CarrierFailure) -> Void) -> CarrierFailure? {
  do throws(CarrierFailure) {
    try body()
    return nil
  } catch {
    return error
  }
}
