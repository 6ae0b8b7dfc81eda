public import CSimdjson

/// A value in a parsed JSON document.
///
/// A missing member gives a missing value, so that paths chain without ceremony. Nothing is copied until a text is
/// asked for. A value lives as long as its ``JSONParser`` parses nothing else.
public struct JSON {
  @usableFromInline var value: pj_value

  @inlinable init(_ value: pj_value) { self.value = value }

  /// A value that is not there.
  @inlinable public static var missing: JSON { JSON(pj_value(document: nil, index: 0)) }

  /// Whether the value is there, `null` included.
  @inlinable public var exists: Bool { value.document != nil }

  /// Whether the value is there and `null`.
  @inlinable public var isNull: Bool { exists && kind == .null }

  /// The kinds of values.
  public enum Kind: Int32, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case flag
    /// A whole number of at most 63 bits.
    case integer
    /// A whole number of 64 bits.
    case large
    /// Any other number.
    case real
    /// A string.
    case text
    /// An array.
    case array
    /// An object.
    case object
  }

  /// The kind of a value that is there; `null` for a missing one.
  @inlinable public var kind: Kind {
    exists ? Kind(rawValue: pj_kind_of(value)) ?? .null : .null
  }

  /// The member called `key`, missing where there is none or this is no object.
  @inlinable public subscript(_ key: StaticString) -> JSON {
    guard value.document != nil else { return .missing }
    let found = JSON(pj_find(value, key.utf8Start, UInt64(key.utf8CodeUnitCount)))
    if JSONTrace.isOn { JSONTrace.read(String(describing: key), of: self, found: found) }
    return found
  }

  /// The member called `key`, for names that are not known beforehand.
  public subscript(named key: String) -> JSON {
    guard value.document != nil else { return .missing }
    var name = key
    let found = JSON(name.withUTF8 { pj_find(value, $0.baseAddress, UInt64($0.count)) })
    if JSONTrace.isOn { JSONTrace.read(key, of: self, found: found) }
    return found
  }

  /// The element at `index`, missing where there is none.
  public subscript(_ index: Int) -> JSON {
    var position = 0
    for element in elements {
      if position == index { return element }
      position += 1
    }
    return .missing
  }

  /// The value of a string.
  @inlinable public var text: String? {
    guard value.document != nil else { return nil }
    return String(pj_text(value))
  }

  /// The value of a string that is not empty.
  @inlinable public var filledText: String? {
    guard value.document != nil else { return nil }
    let text = pj_text(value)
    return text.size == 0 ? nil : String(text)
  }

  /// Calls `body` with the bytes of a string, `nil` where this is none.
  @inlinable public func withUTF8<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard value.document != nil else { return nil }
    let text = pj_text(value)
    guard let bytes = text.bytes else { return nil }
    return body(UnsafeBufferPointer(start: bytes, count: Int(text.size)))
  }

  /// A whole number, also one sent as a string of digits or as `18552.0`; `nil` beyond 64 bits.
  @inlinable public var int: Int64? {
    guard value.document != nil else { return nil }
    var number: Int64 = 0
    if pj_int(value, &number) == 0 { return number }
    return lenientInt
  }

  @usableFromInline var lenientInt: Int64? {
    var real = 0.0
    if pj_real(value, &real) == 0 { return Int64(exactly: real) }
    return withUTF8 { Int64(String(decoding: $0, as: UTF8.self)) } ?? nil
  }

  /// A number, also one sent as a string.
  public var real: Double? {
    guard value.document != nil else { return nil }
    var number = 0.0
    if pj_real(value, &number) == 0 { return number }
    return text.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  /// A yes or no, also one sent as 0 or 1.
  @inlinable public var bool: Bool? {
    guard value.document != nil else { return nil }
    var flag: Int32 = 0
    if pj_bool(value, &flag) == 0 { return flag != 0 }
    guard let number = int, number == 0 || number == 1 else { return nil }
    return number == 1
  }

  /// An id: a string that is not empty, or the digits of a number that is not 0.
  public var id: String? {
    guard value.document != nil else { return nil }
    let text = pj_text(value)
    guard text.bytes == nil else { return text.size == 0 ? nil : String(text) }
    if let number = int { return number == 0 ? nil : String(number) }
    var large: UInt64 = 0
    return pj_uint(value, &large) == 0 ? String(large) : nil
  }

  /// The elements of an array; none for anything else.
  @inlinable public var elements: Elements { Elements(self) }

  /// The elements of an array.
  public struct Elements: Sequence, IteratorProtocol {
    @usableFromInline var iterator = pj_iterator()
    @usableFromInline let array: JSON

    @inlinable init(_ array: JSON) {
      self.array = array
      if array.value.document == nil || pj_iterate(array.value, UInt8(ascii: "["), &iterator) != 0 {
        iterator = pj_iterator()
      }
    }

    /// The next element.
    @inlinable public mutating func next() -> JSON? {
      guard iterator.at.document != nil else { return nil }
      var found = pj_value(document: nil, index: 0)
      guard pj_next(&iterator, &found) == 0 else { return nil }
      if JSONTrace.isOn { JSONTrace.read("*", of: array, found: JSON(found)) }
      return JSON(found)
    }
  }

  /// The members of an object in the order of the document; none for anything else.
  public var members: [(key: String, value: JSON)] {
    var iterator = pj_iterator()
    guard value.document != nil, pj_iterate(value, UInt8(ascii: "{"), &iterator) == 0 else {
      return []
    }
    var found: [(key: String, value: JSON)] = []
    var key = pj_string()
    var member = pj_value()
    while pj_next_member(&iterator, &key, &member) == 0 {
      if JSONTrace.isOn { JSONTrace.read("*", of: self, found: JSON(member)) }
      found.append((String(key) ?? "", JSON(member)))
    }
    return found
  }
}

extension String {
  /// A text of a document, `nil` where the value was none. The parser has checked it, so that it is only copied.
  @usableFromInline init?(_ text: pj_string) {
    guard let bytes = text.bytes else { return nil }
    let whole = UnsafeBufferPointer(start: bytes, count: Int(text.size))
    self.init(copying: unsafe UTF8Span(unchecked: whole.span, isKnownASCII: whole.isASCII))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether no byte has its highest bit set; `false` for fewer than 16, where a string looks for itself.
  fileprivate var isASCII: Bool {
    let bytes = UnsafeRawBufferPointer(self)
    guard count >= 16 else { return false }
    var all = bytes.loadUnaligned(fromByteOffset: count - 16, as: SIMD2<UInt64>.self)
    var place = 0
    while place < count - 16 {
      all |= bytes.loadUnaligned(fromByteOffset: place, as: SIMD2<UInt64>.self)
      place &+= 16
    }
    return (all.x | all.y) & 0x8080_8080_8080_8080 == 0
  }
}
