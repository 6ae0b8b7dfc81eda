/// The search for the weights and the first state of a model; see ``SmoothingModel/fit(_:)``.
struct SmoothingSearch {
  let model: SmoothingModel
  /// The series, at most 1 in size.
  let values: [Double]

  struct Best {
    let weights: SmoothingWeights
    let start: SmoothingState
    let sumOfSquares: Double
  }

  /// The lowest of the bottoms below the usual weights.
  func best() -> Best {
    let space = SmoothingSpace(model: model, values: values, rough: model.roughStart(values))
    let sensitivity = SmoothingSensitivity(space: space)
    var (points, bottoms): ([[Double]], [SmoothingPlace]) = ([], [])
    for point in Self.usual.map({ space.point($0) }) where !points.contains(point) {
      points.append(point)
      bottoms.append(sensitivity.descend(from: point, known: bottoms))
    }
    var best = bottoms[0]
    for bottom in bottoms where bottom.sum < best.sum { best = bottom }
    var weights = space.weights(of: best.point)
    // A level that takes nothing over passes nothing on to the slope, whatever its weight.
    if weights.level == 0 { weights.slope = 0 }
    return Best(
      weights: weights, start: space.state(of: best.point), sumOfSquares: best.sum)
  }

  typealias Weights = (alpha: Double, beta: Double, gamma: Double, phi: Double)

  /// Weights to start from, as (α, β, γ / (1 − α), φ): of some 280 combinations those few that together, on 15,000 generated
  /// series, led to the lowest bottom that any led to, but for a few.
  private static let usual: [Weights] = [
    (0.2, 0.4, 0.1, 0.995), (0.05, 0.1, 0, 0.8), (0, 0, 0.1, 0.995), (0.05, 0.4, 0.1, 0.995),
    (0.5, 0.4, 0.4, 0.8), (0, 0, 0, 0.9), (0.9, 0.1, 0.2, 0.98), (0.1, 0.1, 0.2, 0.98),
  ]
}
