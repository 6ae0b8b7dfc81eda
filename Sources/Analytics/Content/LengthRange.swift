/// The ranges of length that videos are put into.
enum LengthRange {
  /// Where each range begins, in seconds; the last has no end.
  static let starts: [Double] = [0, 5, 10, 20, 30, 45, 60]

  /// Which range a length in seconds is in; `nil` where it is unknown, negative or not finite.
  static func index(of length: Double?) -> Int? {
    length.known.flatMap { length in starts.lastIndex { $0 <= length } }
  }

  /// Where a range ends, in seconds; `nil` for the last.
  static func end(of index: Int) -> Double? {
    index + 1 < starts.count ? starts[index + 1] : nil
  }
}
