import Glibc
import HostCore
import MetricSchema

/// Data on stdout: a table on a terminal, tab-separated lines in a pipe, JSON where asked.
struct Output {
  /// Whether JSON was asked for.
  let isJSON: Bool
  /// Whether notices are unwanted.
  let isQuiet: Bool
  /// Whether a person reads stdout.
  let isTerminal = isatty(data) == 1

  /// The program's standard output. What a plugin in this process prints goes to stderr instead, so that it cannot stand
  /// among the data.
  private static let data: Int32 = {
    let own = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard own >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return STDOUT_FILENO }
    return own
  }()

  /// Writes text to stdout; a reader that went away wanted no more, and changes nothing of what the command returns.
  ///
  /// - Throws: ``UserError`` where the text is lost, as on a full disk.
  func write(_ text: String) throws(UserError) {
    guard !Files.writeAll(Array(text.utf8), to: Self.data), errno != EPIPE else { return }
    throw UserError(
      "cannot write the output", which: "standard output", why: String(cString: strerror(errno)),
      remedy: "make room where it goes, or send it elsewhere", code: .unexpected)
  }

  /// Writes a line to stderr unless `--quiet`.
  func notice(_ text: String) {
    if !isQuiet { Self.tell(text) }
  }

  /// Writes a line to stderr, without what is not meant for a person's eyes.
  static func tell(_ text: String) {
    Files.writeAll(Array((plain(text, keepsLines: true) + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes one JSON document.
  func json(_ body: (inout JSONWriter) -> Void) throws(UserError) {
    var json = JSONWriter()
    body(&json)
    try write(json.text + "\n")
  }

  /// Writes rows under a heading, or one JSON array of the items.
  func list<Item>(
    _ items: [Item], _ columns: [Column<Item>], json member: (Item, inout JSONWriter) -> Void
  ) throws(UserError) {
    guard !isJSON else {
      return try json { json in
        json.array { json in
          for item in items { member(item, &json) }
        }
      }
    }
    let rows = items.map { item in columns.map { $0.cell(item) } }
    let heading = columns.map(\.title)
    try write(
      isTerminal ? table(heading, rows, columns.map(\.isNumber)) : tabSeparated(heading, rows))
  }

  private func tabSeparated(_ heading: [String], _ rows: [[String]]) -> String {
    ([heading] + rows).map { $0.map { plain($0) }.joined(separator: "\t") + "\n" }.joined()
  }

  private func table(_ heading: [String], _ rows: [[String]], _ isNumber: [Bool]) -> String {
    let cells = ([heading] + rows).map { $0.map { shortened(plain($0), 60) } }
    let widths = heading.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return isNumber[column] ? space + row[column] : row[column] + space
      }
      return trimmedEnd(padded.joined(separator: "  ")) + "\n"
    }.joined()
  }
}

/// One column of a table.
struct Column<Item> {
  let title: String
  let isNumber: Bool
  let cell: (Item) -> String

  init(_ title: String, number: Bool = false, _ cell: @escaping (Item) -> String?) {
    self.title = title
    isNumber = number
    self.cell = { cell($0) ?? "" }
  }

  /// A column of numbers; nothing is shown for an unknown one.
  static func count(_ title: String, _ value: @escaping (Item) -> Int64?) -> Column {
    Column(title, number: true) { value($0).map(String.init) }
  }
}

/// A text without what would break a column, command the terminal or turn round what it shows: much of it is what
/// strangers wrote.
private func plain(_ text: String, keepsLines: Bool = false) -> String {
  var plain = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let isLine = keepsLines && scalar == "\n"
    plain.append(scalar.steersTerminals && !isLine ? " " : scalar)
  }
  return String(plain)
}

private func shortened(_ text: String, _ width: Int) -> String {
  text.count <= width ? text : text.prefix(width - 1) + "…"
}

private func trimmedEnd(_ text: String) -> String {
  var text = text
  while text.last == " " { text.removeLast() }
  return text
}
