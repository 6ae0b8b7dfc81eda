extension String {
  /// A copy of `bytes`, `nil` where they are not UTF-8. Most texts are ASCII, which is known after one look.
  ///
  /// By way of a span, since String(validating:as:) looks up its generic types at run time, for each text.
  init?(checking bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.isASCII {
      self.init(copying: unsafe UTF8Span(unchecked: bytes.span, isKnownASCII: true))
    } else if let text = try? UTF8Span(validating: bytes.span) {
      self.init(copying: text)
    } else {
      return nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether no byte has its highest bit set.
  fileprivate var isASCII: Bool {
    let bytes = UnsafeRawBufferPointer(self)
    guard count >= 16 else { return allSatisfy { $0 < 0x80 } }
    var all = bytes.loadUnaligned(fromByteOffset: count - 16, as: SIMD2<UInt64>.self)
    for place in stride(from: 0, to: count - 16, by: 16) {
      all |= bytes.loadUnaligned(fromByteOffset: place, as: SIMD2<UInt64>.self)
    }
    return (all.x | all.y) & 0x8080_8080_8080_8080 == 0
  }
}
