import HostCore
import MetricSchema

let usageCommand = CommandSpec(
  "usage", "", "Show what every provider used, by call",
  details:
    "Requests are counted before they are sent. Unsettled are those whose end nobody saw, as after a kill.",
  options: [.init("since", "DATE", "Only requests at or after this moment.")],
  examples: ["patchbay usage", "patchbay usage --since 2026-11-01 --json"]
) { invocation in
  let configuration = try Setup.configuration(invocation)
  let rows = try openStore(invocation, isRead: true).usage(since: invocation.moment("since"))
  let cost: (UsageSummary) -> ProviderSettings.Cost? = {
    configuration.providers[$0.provider]?.cost
  }
  try invocation.output.list(
    rows,
    [
      Column("provider") { $0.provider }, Column("call") { $0.call },
      .count("key") { Int64($0.key) },
      .count("requests") { $0.requests }, .count("ok") { $0.successes },
      Column("failed") {
        $0.failures.map { "\($0.count) \($0.failure.name)" }.joined(separator: ", ")
      },
      .count("unsettled") { $0.unsettled }, .count("units") { $0.units },
      .count("records") { $0.records },
      .count("bytes") { $0.bytes },
      Column("mean ms", number: true) { $0.meanLatencyMs.map { String(Int64($0.rounded())) } },
      .count("left") { $0.remaining },
      Column("cost", number: true) { row in
        cost(row).map { "\(decimal(Double(row.units) * $0.perUnit, places: 4)) \($0.currency)" }
      },
    ]
  ) { row, json in
    json.object { json in
      json.member("provider", row.provider)
      json.member("platform", row.platform)
      json.member("call", row.call)
      json.member("key", Int64(row.key))
      json.member("requests", row.requests)
      json.member("successes", row.successes)
      json.key("failures")
      json.object { json in
        for failure in row.failures { json.member(failure.failure.name, failure.count) }
      }
      json.member("unsettled", row.unsettled)
      json.member("units", row.units)
      json.member("bytes", row.bytes)
      json.member("records", row.records)
      json.key("mean_latency_ms")
      json.value(row.meanLatencyMs)
      json.key("remaining")
      json.value(row.remaining)
      json.key("cost")
      json.value(cost(row).map { Double(row.units) * $0.perUnit })
      json.key("currency")
      json.value(cost(row)?.currency)
    }
  }
  return .success
}

/// A number with so many places after the point; one that is too large for that in its shortest form.
func decimal(_ value: Double, places: Int) -> String {
  guard value < 1e14 else { return String(value) }
  let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
  let rounded = Int64((value * scale).rounded())
  let digits = String(rounded % Int64(scale))
  return "\(rounded / Int64(scale))." + String(repeating: "0", count: places - digits.count)
    + digits
}
