internal import CMicroHTTPD

/// Hands a body to the library piece by piece: slowly, in part, or without a copy of the whole.
final class BodyReader {
  private let body: [UInt8]
  private let delivery: OutgoingResponse.Delivery
  private let connection: OpaquePointer
  private let pauses: Pauses
  private var hasWaited = false

  init(_ response: OutgoingResponse, connection: OpaquePointer, pauses: Pauses) {
    body = response.body
    delivery = response.delivery
    self.connection = connection
    self.pauses = pauses
  }

  /// A response that owns this reader.
  func response() -> OpaquePointer? {
    let reader = Unmanaged.passRetained(self)
    let response = MHD_create_response_from_callback(
      UInt64(body.count), 64 << 10, onBody, reader.toOpaque(), onBodyEnd)
    if response == nil { reader.release() }
    return response
  }

  /// Copies the bytes from `position` on that are due.
  ///
  /// - Returns: How many; 0 where the connection waits, negative where it ends.
  func read(from position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var end = body.count
    switch delivery {
    case .plain, .slow: break
    case .cut(let bytes):
      end = min(end, max(0, bytes))
      if position >= end { return patchbay_mhd_broken() }
    case .dripping(let bytes, let milliseconds):
      if position > 0, !hasWaited, pauses.pause(connection, milliseconds: milliseconds) {
        hasWaited = true
        return 0
      }
      hasWaited = false
      end = min(end, position + max(1, bytes))
    }
    let count = min(end - position, buffer.count)
    guard count > 0 else { return patchbay_mhd_broken() }
    body.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    return count
  }
}

private func onBody(
  _ reader: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ size: Int
) -> Int {
  guard let reader, let buffer else { return patchbay_mhd_broken() }
  return Unmanaged<BodyReader>.fromOpaque(reader).takeUnretainedValue()
    .read(from: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

private func onBodyEnd(_ reader: UnsafeMutableRawPointer?) {
  guard let reader else { return }
  Unmanaged<BodyReader>.fromOpaque(reader).release()
}
