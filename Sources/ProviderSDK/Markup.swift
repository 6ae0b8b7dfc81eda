private import CXML

/// A parsed page or feed.
///
/// Names are compared without their namespace prefix. No entity is expanded beyond the five of XML, no other
/// document is loaded, nesting is limited by the parser.
public final class Markup {
  private let document: UnsafeMutablePointer<xmlDoc>

  /// Parses HTML as browsers do: nothing is an error but an empty page.
  public convenience init(html bytes: UnsafeRawBufferPointer) throws(ProviderError) {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue
      | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
    try self.init(bytes) { htmlReadMemory($0, $1, nil, "UTF-8", Int32(options)) }
  }

  /// Parses XML.
  ///
  /// - Throws: `blocked` for a page for browsers, `schemaChanged` for anything else that is not well formed.
  public convenience init(xml bytes: UnsafeRawBufferPointer) throws(ProviderError) {
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NOCDATA.rawValue
    try self.init(bytes) { xmlReadMemory($0, $1, nil, nil, Int32(options)) }
    guard root.name.lowercased() == "html" else { return }
    throw ProviderError(.blocked, "the answer is a page for browsers, not a feed")
  }

  private init(
    _ bytes: UnsafeRawBufferPointer,
    _ parse: (UnsafePointer<CChar>, Int32) -> UnsafeMutablePointer<xmlDoc>?
  ) throws(ProviderError) {
    guard let start = bytes.baseAddress, let size = Int32(exactly: bytes.count), size > 0 else {
      throw ProviderError(.transient, "the answer is empty")
    }
    guard let document = parse(start.assumingMemoryBound(to: CChar.self), size) else {
      throw ProviderError(.schemaChanged, "the answer is not well-formed markup")
    }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// The outermost element.
  public var root: Element { Element(xmlDocGetRootElement(document), of: self) }

  /// One element, or a missing one, so that paths chain.
  public struct Element {
    private let node: UnsafeMutablePointer<xmlNode>?
    private let owner: Markup

    fileprivate init(_ node: UnsafeMutablePointer<xmlNode>?, of owner: Markup) {
      self.node = node
      self.owner = owner
    }

    /// Whether the element is there.
    public var exists: Bool { node != nil }

    /// The name without prefix, empty for a missing element.
    public var name: String { node.flatMap { string($0.pointee.name) } ?? "" }

    /// The first child called `name`.
    public subscript(_ name: String) -> Element {
      children.first { $0.name == name } ?? Element(nil, of: owner)
    }

    /// The elements directly inside, in order.
    public var children: [Element] {
      var found: [Element] = []
      var child = node?.pointee.children
      while let next = child {
        if next.pointee.type == XML_ELEMENT_NODE { found.append(Element(next, of: owner)) }
        child = next.pointee.next
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
    public var text: String? {
      guard let node, let content = xmlNodeGetContent(node) else { return nil }
      defer { patchbay_xml_free(content) }
      return string(content)
    }

    /// The value of an attribute, by its name without prefix.
    public func attribute(_ name: String) -> String? {
      guard let node, let content = xmlGetProp(node, name) else { return nil }
      defer { patchbay_xml_free(content) }
      return string(content)
    }
  }
}

private func string(_ text: UnsafePointer<xmlChar>?) -> String? {
  text.map { String(cString: $0) }
}
