/// Signs with the operator's keys; the core has no cryptography of its own.
public protocol Signer: Sendable {
  /// The ECDSA signature of a message with SHA-256 and the curve P-256, as JSON Web Signature has it (RFC 7518, 3.4).
  ///
  /// - Parameter privateKey: The key as PEM, PKCS #8 or SEC 1, without a passphrase.
  /// - Returns: The numbers r and s, 32 bytes each, the most significant first.
  /// - Throws: ``SigningFailure`` where the key is none.
  func es256(_ message: [UInt8], privateKey: String) throws(SigningFailure) -> [UInt8]
}

/// Why nothing was signed.
public struct SigningFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the key, to follow "the key"; never a part of it.
  public let description: String

  /// Creates a failure.
  public init(_ description: String) { self.description = description }
}
