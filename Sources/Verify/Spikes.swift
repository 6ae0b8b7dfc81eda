import Analytics
import MetricSchema

/// Answers for the areas of growth and spikes that Python computes too.
func verifySpikes(_ fields: [Substring]) throws -> String {
  switch fields[0] {
  case "modified": text(try Spikes.modifiedScores(of: numbers(fields[1])).result.get())
  case "adjusted": text(try Spikes.adjusted(numbers(fields[1])).result.get())
  case "outliers": try outliers(fields)
  case "latest": try latest(fields)
  case "quantile": try quantiles(fields)
  case "watch": try watch(fields)
  case let other: throw BadQuestion(description: "no such function: \(other)")
  }
}

/// The statistics, the critical values and the number of outliers, between tabs.
private func outliers(_ fields: [Substring]) throws -> String {
  let test = try Spikes.outliers(
    in: numbers(fields[1]), atMost: Int(number(fields[2])), significance: number(fields[3])
  ).result.get()
  let outliers = test.outliers.map(Double.init)
  return [text(test.steps.map(\.statistic)), text(test.steps.map(\.critical)), text(outliers)]
    .joined(separator: "\t")
}

/// The probabilities and the adjusted ones of counters that are counted at every midnight, one field each.
private func latest(_ fields: [Substring]) throws -> String {
  let series = try fields.dropFirst().map { field in
    let counts = try numbers(field)
    return CountSeries(
      counts.enumerated().map { CountSnapshot(day($0), Int64($1)) })
  }
  let tests = try Spikes.latest(in: series).result.get().tests
  return text(tests.map(\.probability)) + "\t" + text(tests.map(\.adjusted))
}

private func day(_ number: Int) -> Timestamp { Timestamp(Int64(number) * 86_400_000_000) }

/// The values above which the shares lie.
private func quantiles(_ fields: [Substring]) throws -> String {
  text(
    zip(try numbers(fields[1]), try numbers(fields[2])).map {
      StudentDistribution.upperQuantile($0, freedom: $1)
    })
}

/// The surprises of a series for each margin: `index score index score …`, between tabs.
private func watch(_ fields: [Substring]) throws -> String {
  let (times, values) = (try numbers(fields[3]), try numbers(fields[4]))
  let settings = try settings(fields[2])
  return try numbers(fields[1]).map { margin in
    var settings = settings
    settings.margin = margin
    var watch = SpikeWatch(settings)
    var found: [Double] = []
    for (index, (time, value)) in zip(times, values).enumerated() {
      guard let surprise = watch.observe(value, at: time) else { continue }
      found += [Double(index), surprise.score]
    }
    return text(found)
  }.joined(separator: "\t")
}

/// Settings as `name=number` between spaces, beyond those of the stream.
private func settings(_ field: Substring) throws -> SpikeSettings {
  var settings = SpikeSettings.stream
  for part in field.split(separator: " ") {
    let words = part.split(separator: "=")
    guard words.count == 2 else { throw BadQuestion(description: "not a setting: \(part)") }
    let value = try number(words[1])
    switch words[0] {
    case "window": settings.window = Int(value)
    case "tail": settings.tail = value
    case "average": settings.average = Int(value)
    case "spread": settings.spread = Int(value)
    case "period": settings.period = value > 0 ? value : nil
    case "quiet": settings.quietShare = value
    default: throw BadQuestion(description: "no such setting: \(part)")
    }
  }
  return settings
}
