import HostCore
import MetricSchema

extension Bench {
  /// Turns pages into records, normalises them, and makes the same records with Foundation's JSONDecoder.
  func records() throws -> [Row] {
    let recorded = try page("/user/posts?unique_id=user0&count=35")
    let dense = try withoutBallast(recorded)
    return try measureReading(recorded, "page as the upstream sends it")
      + measureReading(
        dense, "dense page", wanted: ("≥ 600 000", "≥ 250 000", "≥ 10 ×"))
  }

  private func measureReading(
    _ page: [UInt8], _ name: String, wanted: (String, String, String) = ("", "", "")
  ) throws -> [Row] {
    let reader = try PageReader(page)
    let posts = Double(try reader.normalised().count)
    let decoder = DecodedReader(page)
    guard try decoder.emitted() == reader.emittedRecords(), posts > 0 else {
      throw Failure("JSONDecoder does not lead to the same records")
    }
    var rates: [[Double]] = [[], [], [], []]
    // Short turns, and ratios of those that follow each other: a machine shared with others changes its pace.
    for _ in 0..<options.rounds * 10 {
      rates[0].append(try rate(of: posts) { _ = try reader.emitted() })
      rates[1].append(try rate(of: posts) { _ = try reader.normalised() })
      rates[2].append(try rate(of: posts) { _ = try decoder.emitted() })
      rates[3].append(try rate(of: posts) { _ = try decoder.decoded() })
    }
    let (records, normalised) = (median(rates[0]), median(rates[1]))
    let (decodedRecords, decoded) = (median(rates[2]), median(rates[3]))
    let slower = (2...3).map { other in
      "\(times(median(zip(rates[0], rates[other]).map { $0 / $1 }), 1)) slower"
    }
    let size = "\(page.count / Int(posts)) bytes a post"
    return [
      Row(
        name: "\(name), to records", value: records, unit: "posts/s",
        comparison: size, target: wanted.0),
      Row(
        name: "\(name), to normalised records", value: normalised, unit: "posts/s",
        target: wanted.1),
      Row(
        name: "\(name), the same records by JSONDecoder", value: decodedRecords, unit: "posts/s",
        comparison: slower[0], target: wanted.2),
      Row(
        name: "\(name), JSONDecoder to its structs alone", value: decoded, unit: "posts/s",
        comparison: slower[1]),
    ]
  }

  /// Posts a second of a core where one run of `body` reads `posts` of them; it is run for a fortieth of a second. What
  /// other processes take of the core does not count.
  private func rate(of posts: Double, _ body: () throws -> Void) throws -> Double {
    try body()
    var runs = 0.0
    let start = threadTime()
    while threadTime() - start < 0.025 {
      for _ in 0..<4 { try body() }
      runs += 4
    }
    return posts * runs / (threadTime() - start)
  }
}

/// Reads one page again and again, through the linked carrier.
struct PageReader {
  private let carrier: any Carrier
  private let answer: ReceivedAnswer
  private let request: ProviderRequest
  private let job = FetchJob(.posts, [Subject("user0")], limit: 35)
  private let normaliser = Normaliser(platform: "tiktok")

  init(_ page: [UInt8], _ kind: CarrierKind = .linked) throws {
    carrier = try BenchCarriers.make(kind)
    answer = ReceivedAnswer(
      status: 200, headers: Headers([("content-type", "application/json")]), body: Body(page))
    guard let planned = try carrier.plan(job, in: callContext()).delivery().requests.first else {
      throw Failure("the provider plans nothing")
    }
    request = planned
  }

  /// What the plugin emits: records in their wire form.
  func emitted() throws -> CallOutput {
    try carrier.parse(answer, to: request, of: job, in: callContext())
  }

  /// The wire forms of the records alone.
  func emittedRecords() throws -> [[UInt8]] {
    try emitted().delivery().records.map { $0.serialized() }
  }

  /// The records, read from their wire form and completed.
  func normalised() throws -> [Record] {
    var delivery = try emitted().delivery()
    if let failure = delivery.diagnostics.first?.message { throw Failure(failure) }
    return normaliser.normalise(exchange(&delivery.records, with: []))
  }
}

func callContext() -> CallContext {
  let moment = wallClock().microseconds
  return CallContext(now: moment, deadline: moment + 10_000_000)
}
