import COpenSSL
public import HostCore

/// Signs by OpenSSL.
public struct KeySigner: Signer {
  /// Creates a signer.
  public init() {}

  public func es256(_ message: [UInt8], privateKey: String) throws(SigningFailure) -> [UInt8] {
    // What goes wrong is told by the results; OpenSSL's own queue would grow in a process that lives long.
    defer { ERR_clear_error() }
    let key = try PrivateKey(pem: privateKey)
    guard key.isP256 else { throw SigningFailure("is not of the curve P-256") }
    return try rawSignature(key.sign(message))
  }
}

/// A private key in OpenSSL's hands.
private struct PrivateKey: ~Copyable {
  private let key: OpaquePointer

  init(pem: String) throws(SigningFailure) {
    let text = Array(pem.utf8)
    guard let count = Int32(exactly: text.count) else { throw SigningFailure("is too long") }
    let key = text.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let source = BIO_new_mem_buf(bytes.baseAddress, count) else { return nil }
      defer { BIO_free(source) }
      return PEM_read_bio_PrivateKey(source, nil, noPassphrase, nil)
    }
    guard let key else { throw SigningFailure("is no private key in PEM form without passphrase") }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  var isP256: Bool {
    guard EVP_PKEY_is_a(key, "EC") == 1 else { return false }
    var name = [CChar](repeating: 0, count: 64)
    var length = 0
    guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return false }
    return String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      == "prime256v1"
  }

  /// The signature in DER, as OpenSSL writes it.
  func sign(_ message: [UInt8]) throws(SigningFailure) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw SigningFailure("cannot be used: no memory") }
    defer { EVP_MD_CTX_free(context) }
    let size = EVP_PKEY_get_size(key)
    guard size > 0, EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else {
      throw SigningFailure("cannot sign")
    }
    var signature = [UInt8](repeating: 0, count: Int(size))
    var length = signature.count
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
      throw SigningFailure("cannot sign")
    }
    return Array(signature[..<length])
  }
}

/// The numbers r and s of a signature in DER, 32 bytes each.
private func rawSignature(_ der: [UInt8]) throws(SigningFailure) -> [UInt8] {
  let signature = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
    var cursor = bytes.baseAddress
    return d2i_ECDSA_SIG(nil, &cursor, bytes.count)
  }
  guard let signature else { throw SigningFailure("gave no signature") }
  defer { ECDSA_SIG_free(signature) }
  var raw = [UInt8](repeating: 0, count: 64)
  let isWhole = raw.withUnsafeMutableBufferPointer { raw in
    guard let start = raw.baseAddress else { return false }
    return BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, 32) == 32
      && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + 32, 32) == 32
  }
  guard isWhole else { throw SigningFailure("gave no signature of 64 bytes") }
  return raw
}

/// Without this OpenSSL would ask at the terminal for the passphrase of a key that has one.
private func noPassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isWriting: Int32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 { -1 }
