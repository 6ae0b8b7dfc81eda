/// Order statistics without sorting everything.
enum Selection {
  /// The median; `values` must not be empty and is reordered.
  static func median(_ values: UnsafeMutableBufferPointer<Double>) -> Double {
    let upper = select(values.count / 2, in: values)
    guard values.count.isMultiple(of: 2) else { return upper }
    // All that are not above the upper middle stand before it now.
    var lower = values[0]
    for i in 1..<max(values.count / 2, 1) { lower = max(lower, values[i]) }
    return lower + (upper - lower) / 2
  }

  /// The value that would stand at `index` after sorting; `values` is reordered around it. On average linear.
  ///
  /// Pieces that do not shrink as they should are sorted, so that no order of the values makes it slow.
  static func select(_ index: Int, in values: UnsafeMutableBufferPointer<Double>) -> Double {
    var (low, high) = (0, values.count - 1)
    var rounds = 0
    while high - low > 32 {
      rounds += 1
      guard rounds < 64 else { break }
      let pivot = middle(values[low], values[low + (high - low) / 2], values[high])
      let (left, right) = partition(values, low, high, around: pivot)
      if index <= left { high = left } else if index >= right { low = right } else { return pivot }
    }
    var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
    rest.sort()
    return values[index]
  }

  /// Moves values up to the pivot to the left; what lies between the returned places is the pivot (Hoare 1961).
  private static func partition(
    _ values: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int, around pivot: Double
  ) -> (left: Int, right: Int) {
    var (i, j) = (low, high)
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      guard i <= j else { break }
      values.swapAt(i, j)
      i += 1
      j -= 1
    }
    return (j, i)
  }

  private static func middle(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
