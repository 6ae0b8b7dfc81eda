import FastJSON
import HostCore
import MetricSchema

/// One row of a `recordings.tsv`: a recorded answer, and what a person read in it.
struct Recording {
  let file: String
  let provider: String
  let operation: String
  let subject: String
  let call: String
  let query: [Pair]
  let status: Int
  let expectations: [String]

  /// Whether no operation reads this file.
  var isUnused: Bool { expectations == ["unused"] }

  /// Reads a table; lines that begin with "#" and the heading are left out.
  static func table(_ text: [UInt8], file: String) throws(UserError) -> [Recording] {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    var rows: [Recording] = []
    for (number, line) in lines.enumerated() where !line.hasPrefix("#") && !line.hasPrefix("file\t")
    {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 8, let status = Int(cells[6]) ?? (cells[6] == "-" ? 200 : nil) else {
        throw UserError(
          "a row of recordings cannot be read", which: "\(file):\(number + 1)",
          why: "it must be eight cells between tabs, the seventh a status or -: \(line)",
          remedy: "mend the row")
      }
      rows.append(Recording(cells, status))
    }
    return rows
  }

  private init(_ cells: [String], _ status: Int) {
    file = cells[0]
    provider = cells[1]
    operation = cells[2]
    subject = cells[3] == "-" ? "" : cells[3]
    call = cells[4]
    query =
      cells[5] == "-"
      ? []
      : cells[5].split(separator: "&").map { pair in
        let name = pair.prefix { $0 != "=" }
        return Pair(String(name), String(pair.dropFirst(name.count + 1)))
      }
    self.status = status
    expectations = cells[7].split(separator: " ").map(String.init)
  }

  /// Where what came differs from what was read.
  func deviations(_ delivery: Delivery, succeeded: Bool) -> [String] {
    let failure = delivery.diagnostics.last?.failure.name ?? "unspecified"
    let wantedClass = expectations.first { $0.hasPrefix("class=") }.map { String($0.dropFirst(6)) }
    guard succeeded else {
      return wantedClass == failure
        ? [] : ["failed as \(failure): \(delivery.diagnostics.last?.message ?? "")"]
    }
    if let wantedClass { return ["succeeded where \(wantedClass) was expected"] }
    return counts(delivery)
      + expectations.filter { $0.contains(".") }.compactMap { values($0, delivery) }
  }

  private func counts(_ delivery: Delivery) -> [String] {
    var wanted: [String: Int] = [:]
    for token in expectations where !token.prefix(while: { $0 != "=" }).contains(".") {
      let parts = token.split(separator: "=")
      if parts.count == 2 { wanted[String(parts[0])] = Int(parts[1]) }
    }
    var found: [String: Int] = [:]
    for record in delivery.records { found[record.kind, default: 0] += 1 }
    found["request"] = delivery.requests.count
    if wanted["diagnostic"] != nil { found["diagnostic"] = delivery.diagnostics.count }
    return Set(wanted.keys).union(found.keys).sorted().compactMap { kind in
      let (want, have) = (wanted[kind] ?? 0, found[kind] ?? 0)
      return want == have ? nil : "\(kind): \(have) instead of \(want)"
    }
  }

  /// Checks one `first.post.id=…`, `last.…=…` or `sum.…=…`; `nil` where it holds.
  private func values(_ token: String, _ delivery: Delivery) -> String? {
    let left = token.prefix { $0 != "=" }
    let wanted = String(token.dropFirst(left.count + 1))
    let parts = left.split(separator: ".").map(String.init)
    guard parts.count >= 3 else { return "cannot read the expectation \(token)" }
    let lines =
      parts[1] == "request"
      ? delivery.requests.map(\.line) : delivery.records.filter { $0.kind == parts[1] }.map(\.line)
    let path = Array(parts.dropFirst(2))
    let found: String
    switch parts[0] {
    case "first": found = lines.first.map { value(in: $0, at: path) } ?? "nothing"
    case "last": found = lines.last.map { value(in: $0, at: path) } ?? "nothing"
    case "sum":
      // Numbers of an answer are as large as its author likes.
      found = String(lines.compactMap { Int128(value(in: $0, at: path)) }.reduce(0, +))
    default: return "cannot read the expectation \(token)"
    }
    return found == wanted ? nil : "\(left): \(found) instead of \(wanted)"
  }

  /// The value at a path of names and indices in a JSON text, as text.
  private func value(in line: String, at path: [String]) -> String {
    let found = try? JSONParser.with(Array(line.utf8)) { root in
      var node = root
      for name in path { node = Int(name).map { node[$0] } ?? node[named: name] }
      if let text = node.text { return text }
      if let flag = node.kind == .flag ? node.bool : nil { return String(flag) }
      if let number = node.int { return String(number) }
      if let real = node.real { return String(real) }
      return node.exists ? "null" : "nothing"
    }
    return found ?? "nothing"
  }
}
