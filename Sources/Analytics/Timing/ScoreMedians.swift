extension PostScores {
  /// How many scores a group of lists has, and their median.
  struct Group {
    let count: Int
    /// The middle score, or the mean of the middle two; `nil` without scores.
    let median: Double?
  }

  /// The group of the hours of the week that `hours` holds, of the earlier posts alone or of all.
  func group(_ hours: some Sequence<Int>, earlierOnly: Bool) -> Group {
    var chosen: [Range<Int>] = []
    for hour in hours {
      if !earlierOnly { chosen.append(lists[hour * 2]) }
      chosen.append(lists[hour * 2 + 1])
    }
    chosen.removeAll(where: \.isEmpty)
    let count = chosen.reduce(0) { $0 + $1.count }
    guard count > 0 else { return Group(count: 0, median: nil) }
    let lower = Double(ordered: key(ofRank: (count - 1) / 2, in: chosen))
    guard count % 2 == 0 else { return Group(count: count, median: lower) }
    let upper = Double(ordered: key(ofRank: count / 2, in: chosen))
    return Group(count: count, median: (lower + upper) / 2)
  }

  /// The key of a rank in several ordered lists together, by halving the range of keys that it is in.
  private func key(ofRank rank: Int, in lists: [Range<Int>]) -> UInt64 {
    keys.withUnsafeBufferPointer { keys in
      var least = lists.map { keys[$0.lowerBound] }.min() ?? 0
      var greatest = lists.map { keys[$0.upperBound - 1] }.max() ?? 0
      // In each list, what is left of the range that the key may be in.
      var (lows, highs) = (lists.map(\.lowerBound), lists.map(\.upperBound))
      var places = lows
      while least < greatest {
        let middle = least + (greatest - least) / 2
        var below = 0
        for list in lists.indices {
          places[list] = keys[lows[list]..<highs[list]].bisect { $0 <= middle }
          below += places[list] - lists[list].lowerBound
        }
        if below > rank {
          (greatest, highs) = (middle, places)
        } else {
          (least, lows) = (middle + 1, places)
        }
      }
      return least
    }
  }
}
