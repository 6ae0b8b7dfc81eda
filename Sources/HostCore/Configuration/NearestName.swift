/// The name among `known` that differs least from `name`, of several the first; `nil` where none is near.
public func nearest(to name: String, among known: [String]) -> String? {
  let distances = known.map { (name: $0, distance: distance($0, name)) }
  guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  // Two short names without a common letter are as far apart as names can be.
  let isNear =
    best.distance <= max(2, name.count / 3) && best.distance < max(name.count, best.name.count)
  return isNear || best.name == name ? best.name : nil
}

/// How many insertions, deletions and replacements make one text the other (Levenshtein).
private func distance(_ a: String, _ b: String) -> Int {
  let target = Array(b)
  var row = Array(0...target.count)
  for (i, character) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in target.indices {
      let cost = diagonal + (character == target[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(cost, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
