import MetricSchema

/// Known numbers whose metric has no column, stored as `{"reaction_love":12}`.
struct OtherNumbers: Equatable {
  /// The numbers, in the order of their metrics' numbers.
  private(set) var numbers: [(metric: Metric, number: Number)] = []

  init() {}

  mutating func set(_ metric: Metric, _ number: Number) {
    guard number != .unknown else { return }
    let place = numbers.firstIndex { $0.metric.rawValue >= metric.rawValue } ?? numbers.count
    if place < numbers.count && numbers[place].metric == metric {
      numbers[place].number = number
    } else {
      numbers.insert((metric, number), at: place)
    }
  }

  mutating func update(with newer: OtherNumbers) {
    for (metric, number) in newer.numbers { set(metric, number) }
  }

  static func == (a: Self, b: Self) -> Bool {
    a.numbers.elementsEqual(b.numbers) { $0.metric == $1.metric && $0.number == $1.number }
  }

  /// The object; `nil` where there are none.
  var json: String? {
    guard !numbers.isEmpty else { return nil }
    var writer = JSONWriter()
    writer.object { writer in
      for (metric, number) in numbers {
        writer.key(metric.name)
        switch number {
        case .unknown: writer.value(nil as Int64?)
        case .count(let count): writer.value(count)
        case .ratio(let ratio): writer.value(ratio)
        }
      }
    }
    return writer.text
  }

  /// Reads what ``json`` wrote; names of metrics hold neither quotes nor commas.
  init(json: String?) {
    for member in (json ?? "").drop(while: { $0 == "{" }).split(separator: ",") {
      let parts = member.split(separator: ":")
      guard parts.count == 2, let metric = Metric(name: parts[0].filter { $0 != "\"" }) else {
        continue
      }
      let text = parts[1].filter { $0 != "}" }
      if metric.isRatio {
        Double(text).map { set(metric, .ratio($0)) }
      } else {
        Int64(text).map { set(metric, .count($0)) }
      }
    }
  }
}
