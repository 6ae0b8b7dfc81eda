import Analytics
import MetricSchema

/// Times growth and spikes on generated data: what, how many and a seed in, milliseconds out.
func benchSpikes(_ fields: [Substring]) throws -> String {
  let count = Int(try number(fields[1]))
  let values = generated(count, seed: UInt64(try number(fields[2])))
  switch fields[0] {
  case "watch": return "\(try milliseconds { watched(values) })"
  case "order": return "\(try milliseconds { ordered(values) })"
  case "robust":
    let series = CountSeries(
      values.enumerated().map {
        CountSnapshot(Timestamp(Int64($0) * 86_400_000_000), Int64($1 * 1e4) + 1)
      })
    return "\(try milliseconds { try Growth.robust(series).result.get().perDay })"
  case let other: throw BadQuestion(description: "no such bench: \(other)")
  }
}

/// A day's wave with noise and a rare jump, one value every five minutes; above 0.
private func generated(_ count: Int, seed: UInt64) -> [Double] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { index in
    let phase = Double(index % 288) / 288
    let wave = 16 * phase * (1 - phase)
    let noise = Double(generator.next() % 1_000_000) / 1e6
    return 1 + wave + noise * (generator.next() % 5_000 == 0 ? 30 : 1)
  }
}

private func watched(_ values: [Double]) -> Double {
  var settings = SpikeSettings.stream
  settings.window = 2_016
  var watch = SpikeWatch(settings)
  var sum = 0.0
  var time = 0.0
  for value in values {
    sum += watch.observe(value, at: time)?.score ?? 0
    time += 300
  }
  return sum
}

private func ordered(_ values: [Double]) -> Double {
  var order = RollingOrder(window: 2_016)
  var sum = 0.0
  for value in values {
    order.push(value)
    sum += (order.median ?? 0) + (order.quantile(0.02) ?? 0) + (order.quantile(0.98) ?? 0)
  }
  return sum
}
