import MetricSchema

/// Difficulties that were reported along the way, each once with how often; of many different ones the first.
struct Remarks {
  private static let most = 8

  private var counts: [(text: String, count: Int)] = []
  private var others = 0

  mutating func note(_ text: String) {
    if let index = counts.firstIndex(where: { $0.text == text }) {
      counts[index].count += 1
    } else if counts.count < Self.most {
      counts.append((text, 1))
    } else {
      others += 1
    }
  }

  /// A line for each.
  var lines: [String] {
    counts.map { $0.count == 1 ? $0.text : "\($0.text) (\($0.count) times)" }
      + (others == 0 ? [] : ["and \(others) other difficulties"])
  }
}

extension Diagnostic {
  /// What happened, and where in the answer.
  var sentence: String {
    ((message ?? failure.name) + (path.map { " at \($0)" } ?? "")).asSentence
  }
}

extension [OperationFailure] {
  /// Of the failures of several providers the one that passes by itself or that its reader can mend, with the earliest
  /// moment at which any of them ends.
  var telling: OperationFailure? {
    let order: [FailureClass] = [
      .transient, .rateLimited, .quota, .auth, .permission, .blocked, .schemaChanged,
    ]
    let ranks = map { order.firstIndex(of: $0.failure) ?? order.count }
    guard let best = ranks.min(), let index = ranks.firstIndex(of: best) else { return nil }
    var telling = self[index]
    let isLimit = telling.failure == .quota || telling.failure == .rateLimited
    telling.until = isLimit ? compactMap(\.until).min() : telling.until
    return telling
  }
}
