import Analytics
import MetricSchema

/// Answers for the area of growth: times in seconds since 1970 and counts in, numbers out.
func verifyGrowth(_ fields: [Substring]) throws -> String {
  let series = try countSeries(fields[1], fields[2])
  switch fields[0] {
  case "robust":
    let growth = try Growth.robust(series, confidence: number(fields[3])).result.get()
    return text([growth.perDay, growth.interval.lowerBound, growth.interval.upperBound])
  case "linear": return try interpolated(series, fields[3], .linear)
  case "log": return try interpolated(series, fields[3], .logLinear)
  case "days": return text(try Growth.dailyGains(series).result.get().days.map(\.gain))
  case let other: throw BadQuestion(description: "no such function: \(other)")
  }
}

/// A series of times in seconds and counts.
func countSeries(_ times: Substring, _ counts: Substring) throws -> CountSeries {
  CountSeries(
    zip(try numbers(times), try numbers(counts)).map {
      CountSnapshot(Timestamp(Int64($0 * 1e6)), Int64($1))
    })
}

private func interpolated(
  _ series: CountSeries, _ times: Substring, _ method: CountInterpolation
) throws -> String {
  text(
    try numbers(times).map {
      try Growth.count(at: Timestamp(Int64($0 * 1e6)), in: series, by: method).result.get()
    })
}
