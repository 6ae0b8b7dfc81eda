import MetricSchema

// The part of google/protobuf/descriptor.proto that says what a schema holds.

struct FileSet: Message {
  var files: [File] = []

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) { visitor.messages(1, "file", &files) }
}

struct File: Message {
  var package: String?
  var messages: [MessageType] = []
  var choices: [ChoiceType] = []

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(2, "package", &package)
    visitor.messages(4, "message_type", &messages)
    visitor.messages(5, "enum_type", &choices)
  }
}

struct MessageType: Message {
  var name: String?
  var fields: [FieldType] = []

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "name", &name)
    visitor.messages(2, "field", &fields)
  }
}

struct FieldType: Message {
  var name: String?
  var number: Int64?
  var label: Int64?
  var type: Int64?
  var typeName: String?
  var oneof: Int64?

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "name", &name)
    visitor.integer(3, "number", &number)
    visitor.integer(4, "label", &label)
    visitor.integer(5, "type", &type)
    visitor.text(6, "type_name", &typeName)
    visitor.integer(9, "oneof_index", &oneof)
  }
}

struct ChoiceType: Message {
  var name: String?
  var values: [ChoiceValue] = []

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "name", &name)
    visitor.messages(2, "value", &values)
  }
}

struct ChoiceValue: Message {
  var name: String?
  var number: Int64?

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.text(1, "name", &name)
    visitor.integer(2, "number", &number)
  }
}

/// A field as both the schema and the Swift code describe it.
struct Field: Hashable, CustomStringConvertible {
  /// The types of fields, numbered as in descriptor.proto.
  enum Kind: Int64 {
    case real = 1
    case integer = 3
    case flag = 8
    case text = 9
    case message = 11
    case bytes = 12
    case small = 13
    case choice = 14
  }

  var number: Int64
  var name: String
  var kind: Kind?
  var type: String
  var isRepeated: Bool
  /// Whether absence differs from zero and from empty.
  var hasPresence: Bool

  var description: String {
    let kind = kind.map { "\($0)" } ?? "unknown type"
    let notes = [isRepeated ? "repeated" : "", hasPresence ? "optional" : "", kind, type]
    return notes.filter { !$0.isEmpty }.joined(separator: " ") + " \(name) = \(number)"
  }
}

extension Field {
  init(_ field: FieldType) {
    let type = field.typeName.flatMap { $0.split(separator: ".").last.map(String.init) }
    self.init(
      number: field.number ?? 0, name: field.name ?? "", kind: field.type.flatMap(Kind.init),
      type: type ?? "", isRepeated: field.label == 3, hasPresence: field.oneof != nil)
  }
}

/// Notes the fields that a message shows.
struct Describer: FieldVisitor {
  var fields: [Field] = []

  private mutating func note(
    _ number: UInt32, _ name: StaticString, _ kind: Field.Kind, _ type: String = "",
    isRepeated: Bool = false, hasPresence: Bool = true
  ) {
    fields.append(
      Field(
        number: Int64(number), name: "\(name)", kind: kind, type: type, isRepeated: isRepeated,
        hasPresence: hasPresence && !isRepeated))
  }

  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    note(number, name, .text)
  }
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    note(number, name, .text, hasPresence: false)
  }
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    note(number, name, .bytes)
  }
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    note(number, name, .integer)
  }
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    note(number, name, .integer)
  }
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    note(number, name, .real)
  }
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    note(number, name, .flag)
  }
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C) {
    // The list of metrics grows without the schema: there it is a number.
    let isMetric = C.self == Metric.self
    note(number, name, isMetric ? .small : .choice, isMetric ? "" : "\(C.self)", hasPresence: false)
  }
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    note(number, name, .text, isRepeated: true)
  }
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?) {
    note(number, name, .message, schemaName(M.self))
  }
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M]) {
    note(number, name, .message, schemaName(M.self), isRepeated: true)
  }
}

/// The name that the schema has for a Swift type.
func schemaName<M: Message>(_ type: M.Type) -> String {
  switch "\(type)" {
  case "ProviderRequest": "Request"
  case "RecordMessage": "Record"
  case let name: name
  }
}
