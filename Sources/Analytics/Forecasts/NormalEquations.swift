/// The equations JᵀJ·x = −Jᵀe of a least squares step, and their solutions for four dampings by Cholesky's factors.
struct NormalEquations: ~Copyable {
  typealias Lanes = SIMD4<Double>
  typealias Four = SIMD4<Float>

  /// Unknowns, a multiple of four.
  let size: Int
  /// JᵀJ, its upper triangle by rows.
  let matrix: UnsafeMutablePointer<Double>
  /// Jᵀe.
  let gradient: UnsafeMutablePointer<Double>
  /// The steps that were solved for, one in each lane.
  let steps: UnsafeMutablePointer<Lanes>
  private let factor: UnsafeMutablePointer<Lanes>

  init(size: Int) {
    self.size = size
    matrix = .allocate(capacity: size * size)
    gradient = .allocate(capacity: size)
    steps = .allocate(capacity: size)
    factor = .allocate(capacity: size * size)
    matrix.initialize(repeating: 0, count: size * size)
    gradient.initialize(repeating: 0, count: size)
    steps.initialize(repeating: .zero, count: size)
    factor.initialize(repeating: .zero, count: size * size)
  }

  deinit {
    matrix.deallocate()
    gradient.deallocate()
    steps.deallocate()
    factor.deallocate()
  }

  /// Sums the products of `count` rows of derivatives (groups of four) and errors.
  func sum(rows: UnsafePointer<Four>, errors: UnsafePointer<Float>, count: Int) {
    for left in 0..<size / 4 {
      for right in left..<size / 4 { block(left, right, rows, errors, count) }
    }
  }

  /// Four rows and four columns of the matrix, and the columns' part of the gradient: five sums that do not wait for one
  /// another.
  private func block(
    _ left: Int, _ right: Int, _ rows: UnsafePointer<Four>, _ errors: UnsafePointer<Float>,
    _ count: Int
  ) {
    var (a, b, c, d, e) = (Four.zero, Four.zero, Four.zero, Four.zero, Four.zero)
    var row = rows
    for index in 0..<count {
      let x = row[left]
      let y = row[right]
      a += y * x.x
      b += y * x.y
      c += y * x.z
      d += y * x.w
      e += y * errors[index]
      row += size / 4
    }
    var at = matrix + left * 4 * size + right * 4
    for sums in [a, b, c, d] {
      for lane in 0..<4 { at[lane] = Double(sums[lane]) }
      at += size
    }
    for lane in 0..<4 { gradient[right * 4 + lane] = Double(e[lane]) }
  }

  /// Solves for ``steps`` with the diagonal raised by the parts `dampings` of itself; unknowns that `isFixed` stay. A lane
  /// whose matrix is not positive definite comes out as not a number.
  func solve(dampings: Lanes, isFixed: (Int) -> Bool) {
    for i in 0..<size {
      let fixed = isFixed(i)
      for j in i..<size {
        factor[i * size + j] = Lanes(repeating: fixed ? 0 : matrix[i * size + j])
      }
      if fixed {
        for j in 0..<i { factor[j * size + i] = .zero }
        factor[i * size + i] = .one
      } else {
        factor[i * size + i] *= 1 + dampings
        factor[i * size + i] += 1e-300
      }
      steps[i] = Lanes(repeating: fixed ? 0 : -gradient[i])
    }
    factorise()
    substitute()
  }

  /// Replaces `factor` by U with UᵀU = it, and the diagonal by its inverse.
  private func factorise() {
    for i in 0..<size {
      let row = factor + i * size
      let inverse = 1 / row[i].squareRoot()
      row[i] = inverse
      for j in (i + 1)..<max(size, i + 1) { row[j] *= inverse }
      for k in (i + 1)..<max(size, i + 1) {
        let f = row[k]
        guard f != .zero else { continue }
        let other = factor + k * size
        for j in k..<size { other[j] -= f * row[j] }
      }
    }
  }

  private func substitute() {
    for i in 0..<size {
      let row = factor + i * size
      let value = steps[i] * row[i]
      steps[i] = value
      for j in (i + 1)..<max(size, i + 1) { steps[j] -= row[j] * value }
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      let row = factor + i * size
      var value = steps[i]
      for j in (i + 1)..<max(size, i + 1) { value -= row[j] * steps[j] }
      steps[i] = value * row[i]
    }
  }
}
