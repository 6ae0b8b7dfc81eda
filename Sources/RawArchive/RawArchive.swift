import CZstd
import Crypto

/// Packs answers for keeping: one zstd frame, named by the SHA-256 of what is in it.
public enum RawArchive {
  /// An answer's body as it is kept.
  public struct Entry: Hashable, Sendable {
    /// The SHA-256 of the body: 32 bytes.
    public var hash: [UInt8]
    /// How many bytes the body has.
    public var size: Int
    /// The body as one zstd frame.
    public var compressed: [UInt8]

    /// Creates an entry from what was kept.
    public init(hash: [UInt8], size: Int, compressed: [UInt8]) {
      self.hash = hash
      self.size = size
      self.compressed = compressed
    }
  }

  /// Packs a body.
  ///
  /// - Throws: ``ArchiveError`` where memory is short.
  public static func pack(_ body: UnsafeRawBufferPointer) throws(ArchiveError) -> Entry {
    Entry(hash: SHA256.hash(body), size: body.count, compressed: try compress(body))
  }

  /// Unpacks a body, and checks that it is the one that was packed.
  ///
  /// - Throws: ``ArchiveError`` where the frame is damaged or holds something else.
  public static func unpack(_ entry: Entry) throws(ArchiveError) -> [UInt8] {
    let body = try decompress(entry.compressed, size: entry.size)
    guard SHA256.hash(body) == entry.hash else {
      throw ArchiveError("the archive holds another body than the one that was kept")
    }
    return body
  }

  /// The bytes as one zstd frame.
  public static func compress(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) -> [UInt8] {
    // Level 1: answers are JSON that shrinks well at any level, and a level more costs more than it saves.
    var size = 0
    let frame = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
      room, count in
      size = ZSTD_compress(room.baseAddress, room.count, bytes.baseAddress, bytes.count, 1)
      count = ZSTD_isError(size) == 0 ? size : 0
    }
    guard ZSTD_isError(size) == 0 else { throw ArchiveError(zstd: size) }
    return frame
  }

  /// What a frame holds, which is `size` bytes.
  ///
  /// - Throws: ``ArchiveError`` where the frame is damaged, or holds more or fewer bytes.
  public static func decompress(_ frame: [UInt8], size: Int) throws(ArchiveError) -> [UInt8] {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
      result = ZSTD_decompress(room.baseAddress, size, frame, frame.count)
      count = ZSTD_isError(result) == 0 ? result : 0
    }
    guard ZSTD_isError(result) == 0 else { throw ArchiveError(zstd: result) }
    guard bytes.count == size else {
      throw ArchiveError("the archive holds \(bytes.count) bytes where \(size) were kept")
    }
    return bytes
  }
}

/// Why a body could not be packed or unpacked.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, in words for a person.
  public let description: String

  init(_ description: String) { self.description = description }

  init(zstd code: Int) {
    self.init("the archive is damaged: \(String(cString: ZSTD_getErrorName(code)))")
  }
}
