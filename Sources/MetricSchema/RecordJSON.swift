extension Record {
  /// Appends the record as one JSON object: `{"record":"post",…}` with the fields of the schema.
  ///
  /// Absent fields are left out. Numbers stand under `metrics`, a number known to be absent as `null`; reasons
  /// stand under `provenance` unless the number is exact. Times are RFC 3339 in UTC.
  public func write(to json: inout JSONWriter) {
    switch self {
    case .profile(let it): json.record(kind, it)
    case .post(let it): json.record(kind, it)
    case .comment(let it): json.record(kind, it)
    case .hashtag(let it): json.record(kind, it)
    case .audio(let it): json.record(kind, it)
    case .demographics(let it): json.record(kind, it)
    case .insight(let it): json.record(kind, it)
    case .trend(let it): json.record(kind, it)
    }
  }
}

extension ProviderRequest {
  /// Appends the request as one JSON object: `{"record":"request",…}`.
  public func write(to json: inout JSONWriter) {
    json.record("request", self)
  }
}

extension JSONWriter {
  /// Writes a message as one object that begins with what it is: `{"record":"diagnostic",…}`.
  public mutating func record<M: Message>(_ kind: String, _ message: M) {
    object { json in
      json.member("record", kind)
      json.members(of: message)
    }
  }

  /// Writes the fields of a message as members of the object that is open.
  public mutating func members<M: Message>(of message: M) {
    var printer = FieldPrinter(json: self)
    var copy = message
    copy.fields(&printer)
    self = printer.json
  }

  /// Writes a message as an object.
  public mutating func value<M: Message>(_ message: M) {
    if let extra = message as? Extra { return value(extra) }
    object { $0.members(of: message) }
  }

  private mutating func value(_ extra: Extra) {
    if let text = extra.text { return value(text) }
    if let integer = extra.integer { return value(integer) }
    if let real = extra.real { return value(real) }
    value(extra.flag)
  }

  /// Writes the members `metrics` and, where a number is absent or inexact, `provenance`.
  public mutating func metrics(_ metrics: Metrics) { self.metrics(metrics.measures) }

  fileprivate mutating func metrics(_ measures: [Measure]) {
    key("metrics")
    object { json in
      for measure in measures {
        json.key(measure.metric.name)
        if let ratio = measure.ratio { json.value(ratio) } else { json.value(measure.count) }
      }
    }
    let inexact = measures.filter { $0.provenance != .exact }
    guard !inexact.isEmpty else { return }
    key("provenance")
    object { json in
      for measure in inexact { json.member(measure.metric.name, measure.provenance.description) }
    }
  }

  /// Of several extras of one name the last is written: a plugin may send what it likes, JSON names stand once.
  fileprivate mutating func extras(_ extras: [Extra]) {
    let last = Dictionary(extras.indices.map { (extras[$0].name, $0) }, uniquingKeysWith: max)
    key("extras")
    object { json in
      for (index, extra) in extras.enumerated() where last[extra.name] == index {
        json.key(extra.name)
        json.value(extra)
      }
    }
  }
}

extension Provenance: CustomStringConvertible {
  /// The reason in words that a program can read: `hidden`, `rounded(100000)`, `derived(3 of 5)`.
  public var description: String {
    switch self {
    case .exact: "exact"
    case .notReported: "not_reported"
    case .hidden: "hidden"
    case .unsupported: "unsupported"
    case .notSynced: "not_synced"
    case .rounded(let step): "rounded(\(step))"
    case .derived(let n, let of): "derived(\(n) of \(of))"
    }
  }
}

/// Shows fields as members of a JSON object.
private struct FieldPrinter: FieldVisitor {
  var json: JSONWriter

  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    json.member("\(name)", value)
  }
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    json.member("\(name)", value)
  }
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    json.member("\(name)", value.map { String(decoding: $0, as: UTF8.self) })
  }
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    json.member("\(name)", value)
  }
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    json.member("\(name)", value.map { Timestamp($0).description })
  }
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    guard let value else { return }
    json.key("\(name)")
    json.value(value)
  }
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    guard let value else { return }
    json.key("\(name)")
    json.value(value)
  }
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C) {
    if value.rawValue != 0 { json.member("\(name)", value.name) }
  }
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    if !value.isEmpty { json.member("\(name)", value) }
  }
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?) {
    guard let value else { return }
    json.key("\(name)")
    json.value(value)
  }
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M]) {
    guard !value.isEmpty else { return }
    if let measures = value as? [Measure] { return json.metrics(measures) }
    if let extras = value as? [Extra] { return json.extras(extras) }
    json.key("\(name)")
    json.array { json in
      for message in value { json.value(message) }
    }
  }
}
