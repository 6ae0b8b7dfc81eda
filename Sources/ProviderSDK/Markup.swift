private import CMarkup

/// A parsed page or feed.
///
/// Names are compared without their namespace prefix. No entity is expanded beyond the five of XML, XML that defines
/// its own is refused; no other document is loaded, nesting is limited by the parser.
public final class Markup {
  private let document: UnsafeMutableRawPointer

  /// Parses HTML as browsers do: nothing is an error but an empty page.
  public convenience init(html bytes: UnsafeRawBufferPointer) throws(ProviderError) {
    try self.init(bytes, pm_parse_html)
  }

  /// Parses XML.
  ///
  /// - Throws: `blocked` for a page for browsers, `schemaChanged` for anything else that is not well formed.
  public convenience init(xml bytes: UnsafeRawBufferPointer) throws(ProviderError) {
    if bytes.prefix(512).map({ $0 | 0x20 }).firstRange(of: "<html".utf8) != nil {
      throw ProviderError(.blocked, "the answer is a page for browsers, not a feed")
    }
    try self.init(bytes, pm_parse_xml)
  }

  private init(
    _ bytes: UnsafeRawBufferPointer,
    _ parse: (UnsafePointer<UInt8>, Int32) -> UnsafeMutableRawPointer?
  ) throws(ProviderError) {
    guard let start = bytes.baseAddress, let size = Int32(exactly: bytes.count), size > 0 else {
      throw ProviderError(.transient, "the answer is empty")
    }
    guard let document = parse(start.assumingMemoryBound(to: UInt8.self), size) else {
      throw ProviderError(.schemaChanged, "the answer is not well-formed markup")
    }
    self.document = document
  }

  deinit { pm_free(document) }

  /// The outermost element.
  public var root: Element { Element(pm_root(document), of: self) }

  /// One element, or a missing one, so that paths chain.
  public struct Element {
    private let node: UnsafeRawPointer?
    private let owner: Markup

    fileprivate init(_ node: UnsafeRawPointer?, of owner: Markup) {
      self.node = node
      self.owner = owner
    }

    /// Whether the element is there.
    public var exists: Bool { node != nil }

    /// The name without prefix, empty for a missing element.
    public var name: String { node.map { String(cString: pm_name($0)) } ?? "" }

    /// The first child called `name`.
    public subscript(_ name: String) -> Element {
      children.first { $0.name == name } ?? Element(nil, of: owner)
    }

    /// The elements directly inside, in order.
    public var children: [Element] {
      var found: [Element] = []
      var child = node.flatMap { pm_first_child($0) }
      while let next = child {
        found.append(Element(next, of: owner))
        child = pm_next(next)
      }
      return found
    }

    /// All elements inside called `name`, in document order.
    public func all(_ name: String) -> [Element] {
      var found: [Element] = []
      var waiting = children.reversed() as [Element]
      while let next = waiting.popLast() {
        if next.name == name { found.append(next) }
        waiting += next.children.reversed()
      }
      return found
    }

    /// The text of the element and all inside it; `nil` for a missing element.
    public var text: String? { node.flatMap { copy(pm_text($0)) } }

    /// The value of an attribute, by its name without prefix.
    public func attribute(_ name: String) -> String? {
      node.flatMap { copy(pm_attribute($0, name)) }
    }
  }
}

private func copy(_ text: UnsafeMutablePointer<CChar>?) -> String? {
  guard let text else { return nil }
  defer { pm_free_text(text) }
  return String(cString: text)
}
