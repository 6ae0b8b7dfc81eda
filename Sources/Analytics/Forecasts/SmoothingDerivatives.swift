extension SmoothingSensitivity {
  /// Fills ``errors`` and ``rows`` for a point where the model can follow the series: the exact derivatives, carried along
  /// the recursion (forward differentiation), four numbers at a time. Single precision is enough for a direction; whether a
  /// step is good is for ``sums()`` to say.
  func differentiate(at point: [Double]) {
    for (index, term) in space.rough.seasons.enumerated() {
      terms[index] = index + 6 < space.count ? point[index + 6] : term
    }
    if space.model.isMultiplicative {
      differentiate(at: point, MultiplicativeJoint.self)
    } else {
      differentiate(at: point, AdditiveJoint.self)
    }
  }

  /// The derivatives of the first step's level and slope, and of each term of the season.
  private func loadCarried(_ point: [Double]) {
    carried.update(repeating: .zero, count: (2 + period) * groups)
    for index in 4..<space.count {
      // Level, slope and the terms follow one another both in the point and in what is carried.
      carried[(index - 4) * groups + index / 4][index % 4] = 1
    }
    let damping = Float(point[3])
    for row in 0..<2 {
      carried[row * groups].w = Float(point[5])
      carried[row * groups + 1].y = damping
    }
  }

  @inline(never)
  private func differentiate<Joint: SmoothingJoint>(at point: [Double], _: Joint.Type) {
    loadCarried(point)
    let w = space.weights(of: point)
    let slopeGain = w.level * w.slope
    let single = (
      level: Float(w.level), slope: Float(slopeGain * w.damping), season: Float(w.season),
      damping: Float(w.damping)
    )
    // What depends on the weights at once, rather than by way of the state; only the first group holds weights.
    let slopeShare = Four(Float(w.slope), Float(w.level), 0, 0) * single.damping
    let termShare = Four(-Float(point[2]), 0, 1 - Float(w.level), 0)
    var slope = point[5] * w.damping
    var (level, phase, row) = (point[4] + slope, 0, rows)
    // The first group's derivatives of level and slope are all that the next step waits for.
    var (levels, slopes) = (carried[0], carried[groups])
    for (index, value) in space.values.enumerated() {
      let miss = Joint.miss(value, level, terms[phase])
      let undamped = slope + slopeGain * miss.step
      let seasons = carried + (2 + phase) * groups
      let moved = Joint.derivatives(levels, seasons[0], miss.place)
      row[0] = moved.error
      slopes =
        slopes * single.damping + moved.step * single.slope
        + (slopeShare * Float(miss.step) + Four(0, 0, 0, Float(undamped)))
      levels += moved.step * single.level + Four(Float(miss.step), 0, 0, 0)
      levels += slopes
      seasons[0] += moved.share * single.season + termShare * Float(miss.share)
      for group in 1..<groups {
        let level = carried[group]
        let term = seasons[group]
        let moved = Joint.derivatives(level, term, miss.place)
        let slope = carried[groups + group] * single.damping + moved.step * single.slope
        carried[groups + group] = slope
        carried[group] = (level + moved.step * single.level) + slope
        seasons[group] = term + moved.share * single.season
        row[group] = moved.error
      }
      errors[index] = Float(miss.error)
      slope = undamped * w.damping
      level += w.level * miss.step + slope
      terms[phase] += w.season * miss.share
      row += groups
      phase = phase + 1 == period ? 0 : phase + 1
    }
  }
}
