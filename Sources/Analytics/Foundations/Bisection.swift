extension RandomAccessCollection where Index == Int {
  /// The first index whose element does not stand before what is looked for; `endIndex` where all do.
  ///
  /// Logarithmic in the number of elements, of which those that stand before must come first.
  @inline(__always)
  func bisect(_ standsBefore: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if standsBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
