import MetricSchema
import Locks
import Testing

@testable import HostCore

/// A clock that stands until it is set.
final class ManualClock: Clock {
  private let moment: Mutex<Timestamp>

  init(_ text: String) { moment = Mutex(Timestamp(rfc3339: text) ?? Timestamp(0)) }

  var now: Timestamp { moment.withLock { $0 } }

  func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }
}

/// An engine with all that it needs, in which nothing is left to chance: the upstream answers when the engine waits,
/// and a wait for a moment sets the clock to it.
final class World {
  let store: MemoryStore
  let upstream = Upstream()
  let carriers = CarrierShop()
  let clock = ManualClock("2026-11-20T12:00:00Z")
  let secrets: KnownSecrets
  let engine: Engine
  private let waits: Waits

  private final class Waits {
    var moments: [Timestamp] = []
    var last = EngineProgress()
    var mostErrands = 0
    var jobs = 0
    var allowsLate: () -> Bool = { true }
    var event: (address: String, happen: () -> Void)?
    weak var engine: Engine?

    func note(_ progress: EngineProgress) {
      last = progress
      mostErrands = max(mostErrands, engine?.active.count ?? 0)
      if let until = progress.waitingUntil { moments.append(until) }
    }
  }

  /// - Parameters:
  ///   - use: The route of the platform "example".
  ///   - providers: Members of "providers" in `providers.json`; secrets of the first two are set anyway.
  ///   - secrets: By place; those of the first two where left out.
  ///   - edit: Changes the text of the manifest.
  init(
    use: [String] = ["example.free"], _ providers: String = "", secrets: [String: String]? = nil,
    store: MemoryStore = MemoryStore(), settings: Engine.Settings = Engine.Settings(),
    zones: ListedZones = .two,
    manifest edit: (String) -> String = { $0 }
  ) throws {
    let route = use.map { "\"\($0)\"" }.joined(separator: ",")
    let text = #"""
      { "platforms": { "example": { "use": [\#(route)] } },
        "providers": { \#(providers.isEmpty ? Self.usual : providers) } }
      """#
    let known = KnownSecrets(values: secrets ?? ["env:ONE": "first-key", "env:TWO": "second-key"])
    let manifest = try exampleManifest {
      edit(
        // The operations of example.free, and those of its call that serves them.
        $0.replacing(
          #""operations": ["posts"],"#,
          with: #""operations": ["profile","posts","post","comments"],"#))
    }
    let factory = try ProviderFactory(
      configuration(text), [manifest], secrets: known, zones: zones)
    let (clock, upstream, waits) = (clock, upstream, Waits())
    self.store = store
    self.secrets = known
    self.waits = waits
    engine = Engine(
      factory: factory, store: store, transport: upstream, carriers: carriers,
      signer: KnownSigner(), clock: clock,
      settings: settings
    ) { progress in
      waits.note(progress)
      if let event = waits.event, upstream.sent.contains(event.address) {
        waits.event = nil
        event.happen()
      }
      if let until = progress.waitingUntil { clock.set(until) }
      if store.jobs.count >= waits.jobs { upstream.release(late: waits.allowsLate()) }
    }
    waits.engine = engine
  }

  /// Lets something happen once, when a request to an address was sent and is not answered yet.
  func whenSent(_ address: String, _ event: @escaping () -> Void) {
    waits.event = (address, event)
  }

  /// Lets the upstream answer only once so many jobs were begun.
  func answerOnce(jobs: Int) { waits.jobs = jobs }

  /// Lets the upstream answer what is delayed only where `condition` holds.
  func answerLate(where condition: @escaping () -> Bool) { waits.allowsLate = condition }

  /// Settings with the secrets of the first two providers.
  static let usual = one() + "," + two()

  /// Settings of `example.one`; `more` are further members.
  static func one(_ keys: String = #""env:ONE""#, _ more: String = "") -> String {
    #""example.one": { "secrets": { "one_key": [\#(keys)] } \#(more.isEmpty ? "" : ", " + more) }"#
  }

  /// Settings of `example.two`.
  static func two() -> String {
    #""example.two": { "secrets": { "two_key": ["env:TWO"] } }"#
  }

  /// The moments that were waited for.
  var waitedUntil: [String] { waits.moments.map(\.description) }

  /// The most errands that were under way together.
  var mostErrands: Int { waits.mostErrands }

  /// The progress as it was told last.
  var progress: EngineProgress { waits.last }

  /// Runs errands.
  func run(_ errands: Errand...) throws(StoreError) -> [OperationResult] { try engine.run(errands) }

  /// Fetches the posts of alice.
  func posts(limit: Int64? = nil, since: String? = nil) throws -> OperationResult {
    let errand = errand("alice", limit: limit, since: since.flatMap { Timestamp(rfc3339: $0) })
    return try #require(try engine.run([errand]).first)
  }

  /// Ids of the posts that were stored, in their order.
  var storedPosts: [String] {
    store.commits.flatMap(\.records).compactMap {
      if case .post(let post) = $0 { post.id } else { nil }
    }
  }
}

/// An errand on the platform "example".
func errand(
  _ subject: String, _ operations: [Operation] = [.posts], limit: Int64? = nil,
  since: Timestamp? = nil
) -> Errand {
  Errand(
    platform: "example", subject: Subject(subject), operations: operations, limit: limit,
    since: since)
}

/// All that the engine gave to anybody but the transport, as text.
func told(_ world: World, _ results: [OperationResult]) -> String {
  var text = results.map { "\($0)" }
  for commit in world.store.commits {
    text.append("\(commit.settlement) \(commit.records) \(commit.requests)")
    guard let raw = commit.raw else { continue }
    text.append(
      "\(raw.request) \(raw.headers) \(String(decoding: raw.body.bytes, as: UTF8.self))")
  }
  text += world.store.jobs.map { "\($0)" }
  return text.joined(separator: "\n")
}
