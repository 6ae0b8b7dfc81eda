/// A message of `schema.proto`.
///
/// One description of the fields serves writing, reading, printing and checking: `fields` shows every field to a
/// ``FieldVisitor``, in ascending order of number, and the visitor does what it is for.
public protocol Message: Sendable {
  /// Creates a message without any field.
  init()

  /// Shows every field, in ascending order of number, to `visitor`.
  mutating func fields<V: FieldVisitor>(_ visitor: inout V)

  /// Appends the fields to what `writer` has. Every message brings its own, compiled for it alone: other modules only
  /// see a visitor of a type that is not known before the program runs, which takes five times as long.
  mutating func append(to writer: inout ProtobufWriter)

  /// Takes the fields that `reader` finds; see ``append(to:)`` for why every message brings its own.
  mutating func take(from reader: inout ProtobufReader)
}

extension Message {
  public mutating func append(to writer: inout ProtobufWriter) { writer.append(&self) }
  public mutating func take(from reader: inout ProtobufReader) { reader.readAll(into: &self) }

  /// The message in its wire form.
  public consuming func serialized() -> [UInt8] {
    var writer = ProtobufWriter()
    writer.write(self)
    return writer.bytes
  }
}

/// What is done to the fields of a message, one after the other.
///
/// An absent field is `nil`, an empty list or, for a choice, the case numbered 0.
public protocol FieldVisitor {
  /// Visits a text.
  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?)
  /// Visits a text that is always there; empty stands for absent.
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String)
  /// Visits bytes.
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?)
  /// Visits a whole number.
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?)
  /// Visits a time in microseconds since 1970, UTC.
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?)
  /// Visits a fraction.
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?)
  /// Visits a yes or no.
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?)
  /// Visits one of a list of cases.
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C)
  /// Visits several texts.
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String])
  /// Visits a message inside this one.
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?)
  /// Visits several messages inside this one.
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M])
}

/// One of a list of cases, numbered as in `schema.proto`; 0 is the case of an absent field.
public protocol Choice: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == UInt8 {
  /// The names of the cases in the order of their numbers, in snake case, as JSON and tables show them.
  static var names: [String] { get }
}

extension Choice {
  /// The case of an absent field.
  public static var absent: Self { allCases[allCases.startIndex] }

  /// The name of the case, in snake case.
  public var name: String { Self.names[Int(rawValue)] }

  /// The case with this name, or `nil` where there is none.
  public init?(name: String) {
    guard let number = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(number))
  }
}

/// What is wrong with the bytes of a message.
public struct MalformedMessage: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the bytes, from 0.
  public var offset: Int
  /// What was expected there.
  public var reason: String

  /// Creates an error.
  public init(at offset: Int, _ reason: String) {
    self.offset = offset
    self.reason = reason
  }

  /// The place and the reason.
  public var description: String { "byte \(offset): \(reason)" }
}
