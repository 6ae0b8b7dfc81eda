import Glibc
import HostCore
import MetricSchema
import Simulator

let simulatorCommand = CommandSpec(
  "simulator", "", "Serve the upstreams' wire shapes on loopback, from one invented world",
  details: """
    Each provider is served below http://127.0.0.1:PORT/<provider-id>/, which its base_url may point at. The handles
    alice, bob, carol, dave, erin and frank exist on every platform.

    Upstreams fail where they are asked to: with ~FAULT before the provider's id in base_url, such as
    http://127.0.0.1:8080/~html/tiktok.web or ~slow:500, or for a while with a request to /_faults, whose query names
    kind, and as far as wanted provider, call, after, times and arg; DELETE forgets all. The faults are
    \(faultLines)
    /_clock tells the world's time; now, days, seconds and days_per_second in a POST change it.
    """,
  options: [
    .init("port", "N", "Where to listen. Default 8080; 0 takes any free port and prints it."),
    .init("accounts", "N", "Add user0 to userN-1. Default 0."),
    .init("posts", "N", "Posts of an account. Default 60."),
    .init("seed", "N", "Another world. Default 1."),
    .init("now", "TIME", "When the world's clock starts. Default now."),
    .init("days-per-second", "X", "How fast the world's clock runs. Default 0: it stands still."),
    .init("log", "FILE", "Append one JSON line for each request, before it is answered."),
  ],
  examples: [
    "patchbay simulator --port 8080",
    "curl -X POST 'http://127.0.0.1:8080/_faults?kind=quota&provider=tiktok.scraper7&after=10'",
    "patchbay simulator --port 0 --accounts 200 --now 2026-11-20T00:00:00Z --days-per-second 0.1 --log requests.jsonl",
  ]
) { invocation in
  var options = SimulatorOptions()
  options.port = UInt16(try invocation.integer("port", in: 0...65_535) ?? 8080)
  options.accounts = Int(try invocation.integer("accounts", in: 0...500_000) ?? 0)
  options.postsPerAccount = Int(try invocation.integer("posts", in: 1...1000) ?? 60)
  options.seed = UInt64(try invocation.integer("seed", in: 0...Int64.max) ?? 1)
  options.now = try invocation.moment("now") ?? SystemClock().now
  if let text = invocation.value("days-per-second") {
    guard let speed = Double(text), speed >= 0, speed.isFinite else {
      throw UserError(
        "--days-per-second must be a number that is not negative", which: text,
        remedy: "such as --days-per-second 0.1")
    }
    options.daysPerSecond = speed
  }
  options.logPath = invocation.value("log")
  let server = try started(options)
  let (output, address) = (invocation.output, "http://127.0.0.1:\(server.port)")
  if output.isJSON {
    try output.json { $0.object { $0.member("address", address) } }
  } else {
    try output.write(address + "\n")
  }
  waitForSignal()
  server.simulator.stop()
  return .success
}

/// A simulator that listens, and on which port.
private func started(
  _ options: SimulatorOptions
) throws(UserError) -> (simulator: SimulatorServer, port: UInt16) {
  do {
    let server = try SimulatorServer(options: options)
    return (server, try server.start())
  } catch {
    throw UserError(
      "the simulator cannot start", why: "\(error)",
      remedy: "name another --port or --log; --port 0 takes any that is free")
  }
}

/// The names of all faults, eight a line.
private var faultLines: String {
  let names = Fault.allCases.map(\.rawValue)
  let lines = stride(from: 0, to: names.count, by: 8).map { start in
    names[start..<min(start + 8, names.count)].joined(separator: ", ")
  }
  return lines.joined(separator: ",\n") + "."
}

/// Returns when the program is asked to end.
private func waitForSignal() {
  var signals = sigset_t()
  sigemptyset(&signals)
  for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
  pthread_sigmask(SIG_BLOCK, &signals, nil)
  var received: Int32 = 0
  sigwait(&signals, &received)
}
