/// A function that is straight between corners and flat beyond the outer two; it has no jumps by construction.
struct PiecewiseLinear: Sendable {
  /// The corners by rising x, at least one.
  let corners: [(x: Double, y: Double)]

  init(_ corners: (x: Double, y: Double)...) { self.corners = corners }

  /// The value at `x`, exact at the corners.
  func callAsFunction(_ x: Double) -> Double {
    guard let right = corners.firstIndex(where: { $0.x >= x }) else {
      return corners[corners.count - 1].y
    }
    let end = corners[right]
    guard right > 0, end.x > x else { return end.y }
    let start = corners[right - 1]
    return start.y + (x - start.x) / (end.x - start.x) * (end.y - start.y)
  }
}
