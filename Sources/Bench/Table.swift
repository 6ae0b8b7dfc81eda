import MetricSchema

/// One measured figure.
struct Row {
  /// What was measured.
  var name: String
  /// The median of the rounds.
  var value: Double
  /// What the value counts.
  var unit: String
  /// What it is compared with, such as "94 % of the floor".
  var comparison = ""
  /// What it shall be, such as "≥ 90 %"; empty where nothing is wanted of it.
  var target = ""
}

/// The figures of one piece of work.
struct Section {
  var title: String
  var rows: [Row]
}

/// All figures, as text for people or JSON.
struct Table {
  var sections: [Section] = []

  var text: String {
    let header = ["", "median", "unit", "compared", "wanted"]
    let body = sections.map { section in
      section.rows.map {
        ["\(section.title): \($0.name)", rounded($0.value), $0.unit, $0.comparison, $0.target]
      }
    }
    let lines = [header] + body.joined()
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      var cells: [String] = []
      for (column, cell) in line.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        cells.append(column == 1 ? blanks + cell : cell + blanks)
      }
      var text = cells.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  var json: String {
    var json = JSONWriter()
    json.array { json in
      for section in sections {
        for row in section.rows {
          json.object { json in
            json.member("work", section.title)
            json.member("name", row.name)
            json.key("median")
            json.value(row.value)
            json.member("unit", row.unit)
            json.member("compared", row.comparison)
            json.member("wanted", row.target)
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// Three digits that matter, and groups of three before the point.
  private func rounded(_ value: Double) -> String {
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
    let scale = [1.0, 10, 100][decimals]
    let scaled = Int64((value * scale).rounded())
    let whole = String(scaled / Int64(scale))
    let grouped = whole.reversed().enumerated().map { ($0 > 0 && $0 % 3 == 0 ? " " : "", $1) }
      .reversed().map { "\($0.1)\($0.0)" }.joined()
    guard decimals > 0 else { return grouped }
    let rest = String(scaled % Int64(scale))
    return grouped + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

/// The middle one of some figures, the mean of both where there are two.
func median(_ figures: [Double]) -> Double {
  let sorted = figures.sorted()
  guard !sorted.isEmpty else { return .nan }
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// "94 %"
func percent(_ part: Double, of whole: Double) -> String {
  "\(Int((100 * part / whole).rounded())) %"
}

/// "12.3 ×"
func times(_ one: Double, _ other: Double) -> String {
  let tenths = Int((10 * one / other).rounded())
  return "\(tenths / 10).\(tenths % 10) ×"
}
