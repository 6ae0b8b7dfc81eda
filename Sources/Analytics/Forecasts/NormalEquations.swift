/// The equations JᵀJ·x = −Jᵀe of a least squares step, and their solution by Cholesky's factors.
struct NormalEquations: ~Copyable {
  typealias Four = SIMD4<Double>

  /// Unknowns, a multiple of four.
  let size: Int
  /// JᵀJ, its upper triangle by rows.
  let matrix: UnsafeMutablePointer<Double>
  /// Jᵀe.
  let gradient: UnsafeMutablePointer<Double>
  /// The step that was solved for.
  let step: UnsafeMutablePointer<Double>
  private let factor: UnsafeMutablePointer<Double>

  init(size: Int) {
    self.size = size
    matrix = .allocate(capacity: size * size)
    factor = .allocate(capacity: size * size)
    gradient = .allocate(capacity: size)
    step = .allocate(capacity: size)
    matrix.initialize(repeating: 0, count: size * size)
    factor.initialize(repeating: 0, count: size * size)
    gradient.initialize(repeating: 0, count: size)
    step.initialize(repeating: 0, count: size)
  }

  deinit {
    matrix.deallocate()
    factor.deallocate()
    gradient.deallocate()
    step.deallocate()
  }

  /// Sums the products of `count` rows of derivatives (groups of four) and errors.
  func sum(
    rows: UnsafePointer<Four>, errors: UnsafePointer<Double>, count: Int, from first: Int = 0
  ) {
    let groups = size / 4
    for left in first..<groups {
      for right in left..<groups { block(left, right, rows, count) }
      var total = Four.zero
      for index in 0..<count { total += rows[index * groups + left] * errors[index] }
      for lane in 0..<4 { gradient[left * 4 + lane] = total[lane] }
    }
  }

  /// Four rows and four columns of the matrix.
  private func block(
    _ left: Int, _ right: Int, _ rows: UnsafePointer<Four>, _ count: Int, from first: Int = 0
  ) {
    let groups = size / 4
    var (a, b, c, d) = (Four.zero, Four.zero, Four.zero, Four.zero)
    var row = rows
    for _ in 0..<count {
      let x = row[left]
      let y = row[right]
      a += y * x.x
      b += y * x.y
      c += y * x.z
      d += y * x.w
      row += groups
    }
    for lane in 0..<4 {
      let at = right * 4 + lane
      matrix[(left * 4) * size + at] = a[lane]
      matrix[(left * 4 + 1) * size + at] = b[lane]
      matrix[(left * 4 + 2) * size + at] = c[lane]
      matrix[(left * 4 + 3) * size + at] = d[lane]
    }
  }

  /// Solves for ``step`` with the diagonal raised by the part `damping` of itself; unknowns that `isFixed` stay.
  ///
  /// - Returns: false where the matrix is not positive definite.
  func solve(damping: Double, isFixed: (Int) -> Bool) -> Bool {
    for i in 0..<size {
      let fixed = isFixed(i)
      for j in i..<size { factor[i * size + j] = fixed ? 0 : matrix[i * size + j] }
      if fixed {
        for j in 0..<i { factor[j * size + i] = 0 }
        factor[i * size + i] = 1
      } else {
        factor[i * size + i] *= 1 + damping
        factor[i * size + i] += 1e-300
      }
      step[i] = fixed ? 0 : -gradient[i]
    }
    return factorise() && substitute()
  }

  /// Replaces `factor` by U with UᵀU = it.
  private func factorise() -> Bool {
    for i in 0..<size {
      let pivot = factor[i * size + i]
      guard pivot > 0 else { return false }
      let inverse = 1 / pivot.squareRoot()
      for j in i..<size { factor[i * size + j] *= inverse }
      for k in (i + 1)..<max(size, i + 1) {
        let f = factor[i * size + k]
        guard f != 0 else { continue }
        for j in k..<size { factor[k * size + j] -= f * factor[i * size + j] }
      }
    }
    return true
  }

  private func substitute() -> Bool {
    for i in 0..<size {
      let value = step[i] / factor[i * size + i]
      step[i] = value
      for j in (i + 1)..<max(size, i + 1) { step[j] -= factor[i * size + j] * value }
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      var value = step[i]
      for j in (i + 1)..<max(size, i + 1) { value -= factor[i * size + j] * step[j] }
      step[i] = value / factor[i * size + i]
      guard step[i].isFinite else { return false }
    }
    return true
  }
}
