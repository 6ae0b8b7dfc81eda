import MetricSchema

/// An answer before it travels.
struct Page: Sendable {
  var status = 200
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// Where in the body JSON stands; `nil` where there is none.
  var json: Range<Int>?

  /// Creates a page of any type.
  init(status: Int = 200, type: String, body: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    self.body = body
  }

  /// Creates a page of JSON that is one object.
  init(
    status: Int = 200, type: String = "application/json; charset=utf-8",
    _ write: (inout JSONWriter) -> Void
  ) {
    var writer = JSONWriter()
    writer.object(write)
    self.init(status: status, type: type, body: writer.bytes)
    json = 0..<body.count
  }

  /// Creates a page for people.
  init(status: Int = 200, html: String) {
    self.init(status: status, type: "text/html; charset=utf-8", body: Array(html.utf8))
  }

  /// The page with one more header.
  func with(_ name: String, _ value: String) -> Page {
    var page = self
    page.headers.append((name, value))
    return page
  }
}

extension JSONWriter {
  mutating func put(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  mutating func put(_ name: String, _ number: Int64) {
    key(name)
    value(number)
  }

  mutating func put(_ name: String, _ number: Int) { put(name, Int64(number)) }

  mutating func put(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  mutating func put(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  mutating func putNull(_ name: String) {
    key(name)
    null()
  }

  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void = { _ in }) {
    key(name)
    object(body)
  }

  /// An array of objects.
  mutating func list<T>(_ name: String, _ items: [T], _ body: (inout JSONWriter, T) -> Void) {
    key(name)
    array { list in
      for item in items { list.object { body(&$0, item) } }
    }
  }
}
