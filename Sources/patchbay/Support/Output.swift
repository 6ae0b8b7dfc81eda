import Glibc
import MetricSchema

/// Data on stdout: a table on a terminal, tab-separated lines in a pipe, JSON where asked.
struct Output {
  /// Whether JSON was asked for.
  let isJSON: Bool
  /// Whether notices are unwanted.
  let isQuiet: Bool
  /// Whether a person reads stdout.
  let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Writes text to stdout; a reader that went away ends the program quietly.
  func write(_ text: String) {
    if !Files.writeAll(Array(text.utf8), to: STDOUT_FILENO) { exit(ExitCode.success.rawValue) }
  }

  /// Writes a line to stderr unless `--quiet`.
  func notice(_ text: String) {
    if !isQuiet { Files.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO) }
  }

  /// Writes one JSON document.
  func json(_ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    body(&json)
    write(json.text + "\n")
  }

  /// Writes rows under a heading, or one JSON array of the items.
  func list<Item>(
    _ items: [Item], _ columns: [Column<Item>], json member: (Item, inout JSONWriter) -> Void
  ) {
    guard !isJSON else {
      return json { json in
        json.array { json in
          for item in items { member(item, &json) }
        }
      }
    }
    let rows = items.map { item in columns.map { $0.cell(item) } }
    let heading = columns.map(\.title)
    write(isTerminal ? table(heading, rows, columns.map(\.isNumber)) : tabSeparated(heading, rows))
  }

  private func tabSeparated(_ heading: [String], _ rows: [[String]]) -> String {
    ([heading] + rows).map { $0.map(oneLine).joined(separator: "\t") + "\n" }.joined()
  }

  private func table(_ heading: [String], _ rows: [[String]], _ isNumber: [Bool]) -> String {
    let cells = ([heading] + rows).map { $0.map { shortened(oneLine($0), 60) } }
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

extension JSONWriter {
  /// Writes a member that is a list of texts.
  mutating func list(_ name: String, _ texts: [String]) {
    key(name)
    array { json in
      for text in texts { json.value(text) }
    }
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

/// A text without what would break a line, a column or the terminal.
private func oneLine(_ text: String) -> String {
  String(
    text.unicodeScalars.map {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : Character($0)
    })
}

private func shortened(_ text: String, _ width: Int) -> String {
  text.count <= width ? text : text.prefix(width - 1) + "…"
}

private func trimmedEnd(_ text: String) -> String {
  var text = text
  while text.last == " " { text.removeLast() }
  return text
}
