/// What only one platform has, kept under its own name with its type.
public struct Extra: Message, Hashable {
  /// The name shown.
  public var name: String = ""
  /// What it says.
  public var text: String?
  /// The value, if it is a whole number.
  public var integer: Int64?
  /// The value, if it is a fraction.
  public var real: Double?
  /// The value, if it is a yes or no.
  public var flag: Bool?

  /// Creates one of which nothing is known.
  public init() {}

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
    visitor.required(1, "name", &name)
    visitor.text(2, "text", &text)
    visitor.integer(3, "integer", &integer)
    visitor.real(4, "real", &real)
    visitor.flag(5, "flag", &flag)
  }
}

extension [Extra] {
  /// Adds a text, unless there is none.
  public mutating func set(_ name: String, _ value: String?) {
    if value != nil { add(name) { $0.text = value } }
  }

  /// Adds a whole number, unless there is none.
  public mutating func set(_ name: String, _ value: Int64?) {
    if value != nil { add(name) { $0.integer = value } }
  }

  /// Adds a fraction, unless there is none.
  public mutating func set(_ name: String, _ value: Double?) {
    if value != nil { add(name) { $0.real = value } }
  }

  /// Adds a yes or no, unless there is none.
  public mutating func set(_ name: String, _ value: Bool?) {
    if value != nil { add(name) { $0.flag = value } }
  }

  private mutating func add(_ name: String, _ fill: (inout Extra) -> Void) {
    var extra = Extra()
    extra.name = name
    fill(&extra)
    append(extra)
  }
}
