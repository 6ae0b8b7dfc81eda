/// What only one platform has, kept under its own name with its type.
public struct Extra: Message, Hashable {
  /// The name shown.
  public var name: String = ""
  /// Text.
  public var text: String?
  /// Integer.
  public var integer: Int64?
  /// Real.
  public var real: Double?
  /// Flag.
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
  /// Adds a text where there is one.
  public mutating func add(_ name: String, _ text: String?) {
    if let text { append(name) { $0.text = text } }
  }
  /// Adds a whole number where there is one.
  public mutating func add(_ name: String, _ integer: Int64?) {
    if let integer { append(name) { $0.integer = integer } }
  }
  /// Adds a fraction where there is one.
  public mutating func add(_ name: String, _ real: Double?) {
    if let real { append(name) { $0.real = real } }
  }
  /// Adds a yes or no where there is one.
  public mutating func add(_ name: String, _ flag: Bool?) {
    if let flag { append(name) { $0.flag = flag } }
  }

  private mutating func append(_ name: String, _ fill: (inout Extra) -> Void) {
    var extra = Extra()
    extra.name = name
    fill(&extra)
    append(extra)
  }
}
