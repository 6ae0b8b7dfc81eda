extension SmoothingSensitivity {
  /// Fills ``errors`` and ``rows`` for a point where the model can follow the series.
  func differentiate(at point: [Double], from first: Int = 0) {
    let weights = space.weights(of: point)
    load(point)
    loadCarried()
    space.values.withUnsafeBufferPointer { values in
      if space.model.isMultiplicative {
        multiplicative(values, weights, point, first)
      } else {
        additive(values, weights, point, first)
      }
    }
  }

  /// The derivatives of the first state by itself: 1 for each number that is moved.
  private func loadCarried() {
    carried.update(repeating: .zero, count: (2 + period) * groups)
    for index in 4..<space.count {
      // Level, slope and the terms follow one another both in the point and in what is carried.
      carried[(index - 4) * groups + index / 4][index % 4] = 1
    }
  }

  private func additive(
    _ values: UnsafeBufferPointer<Double>, _ w: SmoothingWeights, _ point: [Double],
    _ first: Int
  ) {
    var (level, slope, phase) = (point[4], point[5], 0)
    let seasonal = space.model.season != .none
    let share = Four(0, 0, 1 - point[0], 0) - Four(point[2], 0, 0, 0)
    for index in values.indices {
      let previous = slope
      slope *= w.damping
      level += slope
      let error = values[index] - level - (seasonal ? seasons[phase] : 0)
      let direct = Direct(
        base: Four(0, 0, 0, previous), level: Four(error, 0, 0, 0),
        slope: Four(w.slope * error, w.level * error, 0, 0), term: share * error)
      carry(index, phase, first, w, direct)
      errors[index] = error
      level += w.level * error
      slope += w.level * w.slope * error
      seasons[phase] += w.season * error
      phase = phase + 1 == period ? 0 : phase + 1
    }
  }

  /// What depends on the weights at once, rather than by way of the state: only the first group holds weights.
  private struct Direct {
    let base: Four
    let level: Four
    let slope: Four
    let term: Four
  }

  @inline(__always)
  private func carry(
    _ index: Int, _ phase: Int, _ first: Int, _ w: SmoothingWeights, _ direct: Direct
  ) {
    let row = rows + index * groups
    let terms = carried + (2 + phase) * groups
    let slopeGain = w.level * w.slope
    for group in first..<groups {
      var slope = carried[groups + group] * w.damping
      if group == 0 { slope += direct.base }
      let base = carried[group] + slope
      let error = -(base + terms[group])
      row[group] = error
      carried[group] = base + error * w.level
      carried[groups + group] = slope + error * slopeGain
      terms[group] += error * w.season
    }
    carried[0] += direct.level
    carried[groups] += direct.slope
    terms[0] += direct.term
  }

  private func multiplicative(
    _ values: UnsafeBufferPointer<Double>, _ w: SmoothingWeights, _ point: [Double],
    _ first: Int
  ) {
    var (level, slope, phase) = (point[4], point[5], 0)
    let share = Four(0, 0, 1 - point[0], 0) - Four(point[2], 0, 0, 0)
    for index in values.indices {
      let previous = slope
      slope *= w.damping
      level += slope
      let term = seasons[phase]
      let error = values[index] - level * term
      let step = error / term
      let change = error / level
      let direct = Direct(
        base: Four(0, 0, 0, previous), level: Four(step, 0, 0, 0),
        slope: Four(w.slope * step, w.level * step, 0, 0), term: share * change)
      carry(index, phase, first, w, direct, level: level, term: term, step: step, change: change)
      errors[index] = error
      level += w.level * step
      slope += w.level * w.slope * step
      seasons[phase] = term + w.season * change
      phase = phase + 1 == period ? 0 : phase + 1
    }
  }

  @inline(__always)
  private func carry(
    _ index: Int, _ phase: Int, _ first: Int, _ w: SmoothingWeights, _ direct: Direct,
    level: Double, term: Double, step: Double, change: Double
  ) {
    let row = rows + index * groups
    let terms = carried + (2 + phase) * groups
    let slopeGain = w.level * w.slope
    let (perTerm, perLevel) = (1 / term, 1 / level)
    for group in first..<groups {
      var slope = carried[groups + group] * w.damping
      if group == 0 { slope += direct.base }
      let base = carried[group] + slope
      let factor = terms[group]
      let error = -(base * term + factor * level)
      let stepped = (error - factor * step) * perTerm
      row[group] = error
      carried[group] = base + stepped * w.level
      carried[groups + group] = slope + stepped * slopeGain
      terms[group] = factor + (error - base * change) * (perLevel * w.season)
    }
    carried[0] += direct.level
    carried[groups] += direct.slope
    terms[0] += direct.term
  }
}
