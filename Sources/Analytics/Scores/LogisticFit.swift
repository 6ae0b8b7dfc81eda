/// The minimisation behind a logistic regression, in flat memory: features by rows, with a 1 for the intercept at each end.
struct LogisticFit {
  private let size: Int
  private let values: [Double]
  private let targets: [Double]
  private let penalty: Double
  private var gradient: [Double]
  private var hessian: [Double]

  init(_ rows: [[Double]], _ targets: [Double], columns: Int, penalty: Double) {
    size = columns + 1
    var values: [Double] = []
    values.reserveCapacity(rows.count * (columns + 1))
    for row in rows {
      values += row
      values.append(1)
    }
    self.values = values
    self.targets = targets
    self.penalty = penalty
    gradient = [Double](repeating: 0, count: columns + 1)
    hessian = [Double](repeating: 0, count: (columns + 1) * (columns + 1))
  }

  /// The best weights, the intercept last.
  mutating func minimise() throws(Unknown) -> [Double] {
    var weights = [Double](repeating: 0, count: size)
    var loss = differentiate(at: weights)
    // Without a penalty separated outcomes would drive the weights on and on, one unit of log-odds a round.
    for _ in 0..<(penalty > 0 ? 100 : 20) {
      guard let step = choleskySolution(hessian, gradient) else {
        throw Unknown(.noVariation, "the features do not vary, or separate the outcomes entirely")
      }
      let gain = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      // This near, each step doubles the number of right digits: one more has them all.
      if gain <= 1e-12 * (loss + 1) { return zip(weights, step).map { $0 - $1 } }
      var scale = 1.0
      var (next, nextLoss) = (weights, loss)
      repeat {
        next = zip(weights, step).map { $0 - scale * $1 }
        nextLoss = differentiate(at: next)
        scale /= 2
      } while !(nextLoss <= loss) && scale > 1e-10
      // Below the rounding of the loss no step helps any more: the last weights are as good as they get.
      guard nextLoss <= loss else { return weights }
      (weights, loss) = (next, nextLoss)
    }
    throw Unknown(
      .noVariation, "no finite coefficients are best: the features separate the outcomes")
  }

  /// Sets gradient and lower half of the Hessian at `weights`; returns the penalised loss.
  private mutating func differentiate(at weights: [Double]) -> Double {
    var loss = 0.0
    for index in gradient.indices { gradient[index] = 0 }
    for index in hessian.indices { hessian[index] = 0 }
    let (size, targets) = (size, targets)
    values.withUnsafeBufferPointer { values in
      gradient.withUnsafeMutableBufferPointer { gradient in
        hessian.withUnsafeMutableBufferPointer { hessian in
          for row in 0..<targets.count {
            let start = row * size
            var z = 0.0
            for i in 0..<size { z += values[start + i] * weights[i] }
            let e = exp(-abs(z))
            let p = z >= 0 ? 1 / (1 + e) : e / (1 + e)
            loss += log(1 + e) + max(z, 0) - targets[row] * z
            let error = p - targets[row]
            let weight = p * (1 - p)
            for i in 0..<size {
              gradient[i] += error * values[start + i]
              let scaled = weight * values[start + i]
              for j in 0...i { hessian[i * size + j] += scaled * values[start + j] }
            }
          }
        }
      }
    }
    for i in 0..<size - 1 {
      loss += penalty / 2 * weights[i] * weights[i]
      gradient[i] += penalty * weights[i]
      hessian[i * size + i] += penalty
    }
    return loss
  }
}

/// The solution of a symmetric positive definite system, of which the lower half is read (Cholesky).
///
/// - Returns: `nil` where the matrix is not positive definite as far as rounding lets see.
func choleskySolution(_ matrix: [Double], _ right: [Double]) -> [Double]? {
  let size = right.count
  var factor = matrix
  for i in 0..<size {
    for j in 0...i {
      var sum = matrix[i * size + j]
      for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
      if i == j {
        guard sum > 1e-14 * matrix[i * size + i], sum.isFinite else { return nil }
        factor[i * size + i] = sum.squareRoot()
      } else {
        factor[i * size + j] = sum / factor[j * size + j]
      }
    }
  }
  var solution = right
  for i in 0..<size {
    for k in 0..<i { solution[i] -= factor[i * size + k] * solution[k] }
    solution[i] /= factor[i * size + i]
  }
  for i in stride(from: size - 1, through: 0, by: -1) {
    for k in (i + 1)..<max(size, i + 1) { solution[i] -= factor[k * size + i] * solution[k] }
    solution[i] /= factor[i * size + i]
  }
  return solution.allSatisfy(\.isFinite) ? solution : nil
}
