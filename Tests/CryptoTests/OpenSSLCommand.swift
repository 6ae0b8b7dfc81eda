import Foundation
import Testing

/// Keys and verdicts of the `openssl` command, which the tests compare with.
struct OpenSSLCommand: ~Copyable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "crypto-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A new private key, PKCS #8 in PEM; `form` are further arguments of `genpkey`.
  func privateKey(curve: String = "P-256", _ form: String...) throws -> String {
    try run(
      ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(curve)"] + form)
    return try text("out")
  }

  /// A new private key in the older form, SEC 1 in PEM, which begins with the parameters of the curve.
  func olderPrivateKey() throws -> String {
    try run(["ecparam", "-name", "prime256v1", "-genkey"])
    return try text("out")
  }

  /// A new key that is none of a curve.
  func otherKey(_ algorithm: String) throws -> String {
    try run(["genpkey", "-algorithm", algorithm])
    return try text("out")
  }

  /// Whether a signature, in DER, is one of a message with SHA-256 and the public half of a key.
  func verifies(_ der: [UInt8], of message: [UInt8], privateKey: String) throws -> Bool {
    try write(Array(privateKey.utf8), "key.pem")
    try run(["pkey", "-in", path("key.pem"), "-pubout"])
    try write(Array(text("out").utf8), "public.pem")
    try write(der, "signature")
    try write(message, "message")
    return try status([
      "dgst", "-sha256", "-verify", path("public.pem"), "-signature", path("signature"),
      path("message"),
    ]) == 0
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  private func run(_ arguments: [String]) throws { try #require(try status(arguments) == 0) }

  private func status(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    try write([], "out")
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path("out")))
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

/// A signature of r and s, 32 bytes each, as DER (X.690): two positive integers in a sequence.
func der(_ raw: [UInt8]) -> [UInt8] {
  let numbers = [raw[..<32], raw[32...]].flatMap { half -> [UInt8] in
    let digits = Array(half.drop { $0 == 0 })
    let number = digits.first.map { $0 > 0x7F } ?? true ? [0] + digits : digits
    return [0x02, UInt8(number.count)] + number
  }
  return [0x30, UInt8(numbers.count)] + numbers
}
