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
