import Glibc
import HostCore
import MetricSchema
import PluginLoader

extension Bench {
  /// What confinement adds to a call whose answer has 64 kB.
  ///
  /// Host and child take turns, so that one core serves both. On several cores each turn wakes another that sleeps, which
  /// is the machine's affair and takes an idle virtual one up to some hundred microseconds: that is told apart.
  func call() throws -> [Row] {
    let page = options.folder + "/page.json"
    let answer = try self.page("/user/posts?unique_id=user0&count=35")
    try write(answer, to: page)
    let calls = ["calls", page, String(options.rounds)]
    let (here, core) = (Self.program("patchbay-bench"), try firstCore())
    let one = try CallTimes(Program.run("/usr/bin/taskset", ["-c", core, here] + calls))
    let many = try CallTimes(Program.run(here, calls))
    let size = "an answer of \(answer.count / 1000) kB"
    return [
      Row(name: "in-process", value: one.inProcess, unit: "µs", comparison: size),
      Row(name: "confined, on one core", value: one.confined, unit: "µs", comparison: size),
      Row(
        name: "confined less in-process, on one core", value: one.confined - one.inProcess,
        unit: "µs", target: "≤ 60"),
      Row(
        name: "confined less in-process, on any core", value: many.confined - many.inProcess,
        unit: "µs", comparison: "with the waking of cores"),
    ]
  }

  /// The first core that this process may use.
  private func firstCore() throws -> String {
    let status = String(decoding: try bytes(of: "/proc/self/status"), as: UTF8.self)
    let list = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    guard let core = list?.split(whereSeparator: { !$0.isNumber }).first else {
      throw Failure("/proc/self/status does not tell the cores")
    }
    return String(core)
  }

  /// How long it takes until something runs.
  func start() throws -> [Row] {
    let page = options.folder + "/page.json"
    try write(try self.page("/user/posts?unique_id=user0&count=35"), to: page)
    let settings = options.folder + "/confined.json"
    try write(configuration("confined", options.simulator), to: settings)
    let run = [
      "plugin", "run", provider, "--operation", "posts", "--subject", "user0", "--response", page,
      "--carrier", "confined", "--config", settings,
    ]
    var (version, record, child) = ([Double](), [Double](), [Double]())
    for _ in 0..<4 * options.rounds {
      version.append(1e3 * (try Program.run(Self.program("patchbay"), ["--version"]).seconds))
      let first = try Program.run(Self.program("patchbay"), run).firstOutput
      guard let first else { throw Failure("plugin run printed no record") }
      record.append(1e3 * first)
      child.append(
        1e3
          * (try timed {
            try ConfinedCarrier(plugin: Self.library, provider: provider).start()
          }))
    }
    return [
      Row(name: "--version", value: median(version), unit: "ms", target: "≤ 12"),
      Row(
        name: "first record of a confined plugin run", value: median(record), unit: "ms",
        target: "≤ 40"),
      Row(
        name: "child spawned, confined, loaded, ready", value: median(child), unit: "ms",
        target: "≤ 6"),
    ]
  }

  /// What the host holds while it collects, and what a confined child keeps to itself.
  func memory() throws -> [Row] {
    let host = try peakOfHost(try freshDatabase("memory"))
    let reader = ConfinedCarrier(plugin: Self.library, provider: provider)
    try read(try page("/user/posts?unique_id=user0&count=35"), by: reader)
    guard let process = reader.process, let child = privateDirtyMemory(of: process) else {
      throw Failure("the memory of a confined child cannot be seen")
    }
    return [
      Row(
        name: "host that collects, peak", value: host, unit: "MB",
        comparison: "\(options.accounts) accounts", target: "≤ 60"),
      Row(
        name: "confined child, private", value: Double(child) / 1024, unit: "MB",
        comparison: "after an answer of 64 kB", target: "≤ 4"),
    ]
  }

  /// The most memory that the command held while it collected all accounts into a database, in MB.
  func peakOfHost(_ database: String) throws -> Double {
    let settings = options.folder + "/confined.json"
    try write(configuration("confined", options.simulator), to: settings)
    let handles = (0..<options.accounts).map { "user\($0)" }
    let host = try Program.run(
      Self.program("patchbay"),
      ["fetch", "tiktok"] + handles
        + ["--quiet", "--config", settings, "--database", "sqlite:" + database],
      environment: ["RAPIDAPI_KEY=benchmark"], looks: true)
    return Double(host.peakKB) / 1024
  }

  private func read(_ page: [UInt8], by carrier: any Carrier) throws {
    let job = FetchJob(.posts, [Subject("user0")], limit: 35)
    let requests = try carrier.plan(job, in: callContext()).delivery().requests
    guard let request = requests.first else { throw Failure("the provider plans nothing") }
    let answer = ReceivedAnswer(status: 200, body: Body(page))
    _ = try carrier.parse(answer, to: request, of: job, in: callContext())
  }
}

/// Medians of calls, in microseconds.
private struct CallTimes {
  let inProcess: Double
  let confined: Double

  /// Reads what ``callAndReport(_:)`` printed.
  init(_ program: Program) throws {
    let numbers = String(decoding: program.output, as: UTF8.self).split { $0 == " " || $0 == "\n" }
      .compactMap { Double($0) }
    guard numbers.count == 2 else { throw Failure("the times of calls cannot be read") }
    (inProcess, confined) = (numbers[0], numbers[1])
  }
}

/// Reads a page in this process and in a confined one by turns, and prints the medians.
func callAndReport(_ arguments: ArraySlice<String>) throws {
  guard let path = arguments.first, let rounds = arguments.last.flatMap({ Int($0) }) else {
    throw Failure("calls PAGE ROUNDS")
  }
  let page = try bytes(of: path)
  let (inProcess, confined) = (try PageReader(page, .inProcess), try PageReader(page, .confined))
  var (within, beyond) = ([Double](), [Double]())
  for round in 0..<100 * rounds {
    let one = try timed { _ = try inProcess.emitted() }
    let other = try timed { _ = try confined.emitted() }
    // The first ones fill caches.
    if round >= 10 {
      within.append(one * 1e6)
      beyond.append(other * 1e6)
    }
  }
  print(median(within), median(beyond))
}
