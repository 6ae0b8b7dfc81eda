import FastJSON
import Glibc
import HostCore
import MetricSchema
import SQLiteStore

/// One collection: how many posts, and what they took.
private struct Collection {
  var posts: Double
  var seconds: Double
  /// Of the program that collects; its children and the simulator are not in it.
  var processorSeconds: Double

  init(_ output: [UInt8]) throws {
    (posts, seconds, processorSeconds) = try JSONParser.with(output) { json in
      guard let posts = json["posts"].int, let seconds = json["seconds"].real,
        let processor = json["processor_seconds"].real
      else { throw Failure("a collection printed something else than its figures") }
      return (Double(posts), seconds, processor)
    }
  }
}

extension Bench {
  /// Collects accounts from the simulator: with the floor, then through each carrier, round after round.
  func collect() throws -> [Row] {
    let carriers = ["in-process", "confined", "linked"]
    // The simulator writes each page once and keeps it.
    _ = try collect("linked")
    var (floors, loads) = ([Collection](), [Collection]())
    var collections = carriers.map { _ in [Collection]() }
    for round in 1...options.rounds {
      say("collect, round \(round) of \(options.rounds)")
      let floor = try floor()
      floors.append(floor.figures)
      if !options.dlt.isEmpty { loads.append(try dlt()) }
      for (place, carrier) in carriers.enumerated() {
        let own = try collect(carrier)
        collections[place].append(own.figures)
        try requireSameContent(floor.database, own.database)
      }
    }
    let speed = median(floors.map(\.postsPerSecond))
    let cost = median(floors.map(\.processorMicroseconds))
    var rows = [Row(name: "floor", value: speed, unit: "posts/s")]
    for (carrier, runs) in zip(carriers, collections) {
      let own = median(runs.map(\.postsPerSecond))
      let target = ["in-process": "≥ 90 %", "confined": "≥ 75 %"][carrier] ?? ""
      rows.append(
        Row(
          name: carrier, value: own, unit: "posts/s",
          comparison: "\(percent(own, of: speed)) of the floor", target: target))
    }
    if !loads.isEmpty {
      let own = median(loads.map(\.postsPerSecond))
      rows.append(
        Row(
          name: "dlt, merged by id into fewer columns", value: own, unit: "posts/s",
          comparison: "\(percent(own, of: speed)) of the floor"))
    }
    rows.append(Row(name: "floor, processor time", value: cost, unit: "µs/post"))
    for (carrier, runs) in zip(carriers, collections) {
      let own = median(runs.map(\.processorMicroseconds))
      rows.append(
        Row(
          name: "\(carrier), processor time of the host", value: own, unit: "µs/post",
          comparison: "\(percent(own, of: cost)) of the floor's"))
    }
    return rows
  }

  /// The same accounts and pages, loaded with dlt.
  private func dlt() throws -> Collection {
    let script = try Self.checkout + "/.ci/bench-dlt.py"
    let run = try Program.run(
      options.dlt,
      [
        "-W", "ignore", script, options.simulator, "\(options.accounts)", "\(options.pages)",
        options.folder,
      ])
    return try Collection(run.output)
  }

  private func floor() throws -> (figures: Collection, database: String) {
    let database = try freshDatabase("floor")
    _ = try SQLiteStore.migrate(database)
    let run = try Program.run(
      Self.program("patchbay-floor"),
      [
        "\(options.simulator)/\(provider)", "\(options.accounts)", "\(options.pages)", database,
        "\(ProviderSettings().parallel)",
      ])
    return (try Collection(run.output), database)
  }

  private func collect(_ carrier: String) throws -> (figures: Collection, database: String) {
    let database = try freshDatabase(carrier)
    let run = try Program.run(
      Self.program("patchbay-bench"),
      [
        "collect", carrier, options.simulator, "\(options.accounts)", "\(options.pages)", database,
      ])
    return (try Collection(run.output), database)
  }
}

extension Collection {
  var postsPerSecond: Double { posts / seconds }
  var processorMicroseconds: Double { processorSeconds / posts * 1e6 }
}

/// Collects in this process, and prints as JSON what it took: what the measuring process starts.
///
/// - Parameter arguments: Carrier, simulator, accounts, pages, database.
func collectAndReport(_ arguments: ArraySlice<String>) throws {
  let words = Array(arguments)
  guard words.count == 5, let accounts = Int(words[2]), let pages = Int64(words[3]) else {
    throw Failure("collect CARRIER SIMULATOR ACCOUNTS PAGES DATABASE")
  }
  let engine = try makeEngine(
    configuration(words[0], words[1]), try SQLiteStore(words[4]))
  let errands = (0..<accounts).map {
    Errand(
      platform: "tiktok", subject: Subject("user\($0)"), operations: [.profile, .posts],
      limit: pages * 35)
  }
  let (start, processorStart) = (now(), processorSeconds())
  let results = try engine.run(errands)
  let (seconds, processor) = (now() - start, processorSeconds() - processorStart)
  if let failure = results.compactMap(\.failure).first { throw Failure(failure.message) }
  var json = JSONWriter()
  json.object { json in
    json.member("posts", Int64(results.map(\.newPosts).reduce(0, +)))
    json.key("seconds")
    json.value(seconds)
    json.key("processor_seconds")
    json.value(processor)
  }
  print(json.text)
}
