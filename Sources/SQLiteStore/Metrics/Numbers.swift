import MetricSchema

/// One number; absent where it is unknown.
enum Number: Equatable {
  case unknown
  case count(Int64)
  case ratio(Double)

  var count: Int64? { if case .count(let count) = self { count } else { nil } }
}

/// The numbers of one thing, in the order of a layout.
struct Numbers: Equatable {
  /// The numbers that have a column.
  private(set) var values: [Number]
  /// Why they are absent or inexact: see ``ProvenanceCode``.
  private(set) var provenance: UInt64 = 0
  /// The same from the seventeenth number on.
  private(set) var provenanceMore: UInt64 = 0
  /// Known numbers without a column, as a JSON object by name.
  private(set) var others: OtherNumbers
  /// Whether nothing was said of any number.
  private(set) var isEmpty = true

  /// Whether any number is known.
  var isKnown: Bool { values.contains { $0 != .unknown } || !others.numbers.isEmpty }

  init(_ layout: MetricLayout) {
    values = Array(repeating: .unknown, count: layout.metrics.count)
    others = OtherNumbers()
  }

  /// The numbers that a record carries.
  init(_ metrics: Metrics, _ layout: MetricLayout) {
    self.init(layout)
    for measure in metrics.measures where measure.metric != .unspecified {
      isEmpty = false
      let number = Number(measure)
      if let place = layout.place(of: measure.metric) {
        values[place] = number
        setCode(ProvenanceCode.code(of: measure.provenance), at: place)
      } else {
        others.set(measure.metric, number)
      }
    }
  }

  /// The count at a place.
  subscript(place: Int) -> Int64? { values[place].count }

  func code(at place: Int) -> UInt64 {
    (place < 16 ? provenance >> (4 * UInt64(place)) : provenanceMore >> (4 * UInt64(place - 16)))
      & 15
  }

  private mutating func setCode(_ code: UInt64, at place: Int) {
    if place < 16 {
      provenance = provenance & ~(15 << (4 * UInt64(place))) | code << (4 * UInt64(place))
    } else {
      let shift = 4 * UInt64(place - 16)
      provenanceMore = provenanceMore & ~(15 << shift) | code << shift
    }
  }

  /// Takes over what `newer` knows; what it does not know stays.
  ///
  /// A rounded number does not replace an exact one that it may be the rounding of, so that a change of providers does
  /// not read as a loss.
  mutating func update(with newer: Numbers) {
    for place in values.indices {
      let code = newer.code(at: place)
      if newer.values[place] == .unknown {
        if values[place] == .unknown && code != 0 { setCode(code, at: place) }
        continue
      }
      if agrees(newer.values[place], step: ProvenanceCode.step(of: code), at: place) { continue }
      values[place] = newer.values[place]
      setCode(code, at: place)
    }
    others.update(with: newer.others)
    isEmpty = isEmpty && newer.isEmpty
  }

  /// What is known with an answer's numbers, which are newer than these or came late: then they fill what these lack.
  func joined(with answer: Numbers, isNewest: Bool) -> Numbers {
    var joined = isNewest ? self : answer
    joined.update(with: isNewest ? answer : self)
    return joined
  }

  private func agrees(_ number: Number, step: Int64, at place: Int) -> Bool {
    guard step > 1, code(at: place) == 0, let old = self[place], let new = number.count else {
      return false
    }
    let (difference, overflow) = new.subtractingReportingOverflow(old)
    return !overflow && difference.magnitude < step.magnitude
  }

  /// A number that stands for all of it, the same on every machine.
  var digest: Int64 {
    var digest = Digest()
    for value in values {
      switch value {
      case .unknown: digest.add(0)
      case .count(let count): digest.add(UInt64(bitPattern: count) ^ 1 << 63)
      case .ratio(let ratio): digest.add(ratio.bitPattern)
      }
    }
    digest.add(provenance)
    digest.add(provenanceMore)
    if let json = others.json { digest.add(json) }
    return digest.value
  }

  // MARK: Rows: provenance, its second part, the columns of the layout, the others

  /// The columns that ``bind(to:)`` fills, in its order.
  static func columns(_ layout: MetricLayout, prefix: String = "") -> [String] {
    [prefix + "provenance", prefix + "provenance_more"] + layout.columns.map { prefix + $0 }
      + [prefix + "other_counts"]
  }

  func bind(to statement: Statement) {
    statement.bind(Int64(bitPattern: provenance))
    statement.bind(Int64(bitPattern: provenanceMore))
    for value in values {
      switch value {
      case .unknown: statement.bind(nil as Int64?)
      case .count(let count): statement.bind(count)
      case .ratio(let ratio): statement.bind(ratio)
      }
    }
    statement.bind(others.json)
  }

  init(_ row: inout Columns, _ layout: MetricLayout) {
    self.init(layout)
    provenance = UInt64(bitPattern: row.integer() ?? 0)
    provenanceMore = UInt64(bitPattern: row.integer() ?? 0)
    for (place, metric) in layout.metrics.enumerated() {
      if metric.isRatio {
        if let ratio = row.real() { values[place] = .ratio(ratio) }
      } else {
        if let count = row.integer() { values[place] = .count(count) }
      }
    }
    others = OtherNumbers(json: row.text())
    isEmpty = values.allSatisfy { $0 == .unknown } && provenance == 0 && provenanceMore == 0
  }

  /// The numbers as a record carries them.
  func metrics(_ layout: MetricLayout) -> Metrics {
    var metrics = Metrics()
    for (place, metric) in layout.metrics.enumerated() {
      let code = code(at: place)
      if values[place] == .unknown && code == 0 { continue }
      metrics.set(values[place].measure(of: metric, ProvenanceCode.provenance(of: code)))
    }
    for (metric, number) in others.numbers { metrics.set(number.measure(of: metric, .exact)) }
    return metrics
  }
}

extension Number {
  /// The number that a measure carries, in the form of its metric.
  init(_ measure: Measure) {
    if measure.metric.isRatio {
      let ratio = measure.ratio ?? measure.count.map { Double($0) }
      self = ratio.map { $0.isFinite ? .ratio($0) : .unknown } ?? .unknown
    } else {
      self = measure.count.map { .count($0) } ?? .unknown
    }
  }

  func measure(of metric: Metric, _ provenance: Provenance) -> Measure {
    switch self {
    case .unknown: Measure(metric, nil, provenance)
    case .count(let count): Measure(metric, count, provenance)
    case .ratio(let ratio): Measure(metric, nil, ratio: ratio, provenance)
    }
  }
}
