import COpenSSL

/// SHA-256 as FIPS 180-4 defines it, by OpenSSL, which uses the processor's own instructions for it.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Fetched once, since that takes longer than hashing a small text.
  nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  /// Creates a hash of nothing.
  public init() {
    guard let context = EVP_MD_CTX_new() else { fatalError("out of memory") }
    self.context = context
    Self.require(EVP_DigestInit_ex2(context, Self.algorithm, nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  /// The 32 bytes that stand for `bytes`.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { hash, count in
      require(EVP_Digest(bytes.baseAddress, bytes.count, hash.baseAddress, nil, algorithm, nil))
      count = 32
    }
  }

  /// The 32 bytes that stand for `bytes`.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { hash($0) } }

  /// Appends bytes to what is hashed.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    Self.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
  }

  /// The 32 bytes that stand for all that was appended.
  public consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { hash, count in
      Self.require(EVP_DigestFinal_ex(context, hash.baseAddress, nil))
      count = 32
    }
  }

  /// Only without memory, or without OpenSSL's own providers, does hashing fail.
  private static func require(_ result: Int32) {
    precondition(result == 1, "OpenSSL cannot compute SHA-256")
  }
}
