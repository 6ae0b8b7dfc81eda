import Foundation
import Testing

/// The protobuf compiler: another reading of the same schema and the same bytes.
enum Protoc {
  /// Where it is, `nil` where it is not installed.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/protoc" }.first(where: FileManager.default.isExecutableFile)
  }()

  /// Why the tests that need it do not run.
  static let missing: Comment = "protoc is not installed: apt-get install protobuf-compiler"

  /// The folder of the schema.
  static let schemas = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/MetricSchema").standardizedFileURL.path

  /// The messages of the schema, compiled.
  static func descriptors() throws -> [UInt8] {
    try withTemporaryFolder { folder in
      let set = folder.appending(path: "set")
      _ = try run(["--proto_path=\(schemas)", "--descriptor_set_out=\(set.path)", "schema.proto"])
      return [UInt8](try Data(contentsOf: set))
    }
  }

  /// Runs the compiler with `input` on its standard input, and gives what it wrote.
  ///
  /// - Throws: ``ProtocRefused`` with what it said.
  static func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    try withTemporaryFolder { folder in
      let files = ["in", "out", "err"].map { folder.appending(path: $0) }
      try Data(input).write(to: files[0])
      for file in files[1...] { try Data().write(to: file) }
      let process = Process()
      process.executableURL = URL(filePath: try #require(path))
      process.arguments = arguments
      process.standardInput = try FileHandle(forReadingFrom: files[0])
      process.standardOutput = try FileHandle(forWritingTo: files[1])
      process.standardError = try FileHandle(forWritingTo: files[2])
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw ProtocRefused(description: try String(contentsOf: files[2], encoding: .utf8))
      }
      return [UInt8](try Data(contentsOf: files[1]))
    }
  }
}

/// What the compiler said where it failed.
struct ProtocRefused: Error, CustomStringConvertible {
  let description: String
}

func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
