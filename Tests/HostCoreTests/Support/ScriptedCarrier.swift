import HostCore
import MetricSchema
import Locks

/// A provider that does what the upstream's answer says, one command a line:
///
///     post ID [DATE]          emits a post
///     join WORDS              emits a post whose id is the words without spaces
///     nameless                emits a post without an id
///     warn CLASS TEXT         reports a difficulty and goes on
///     comment ID [DATE]       emits a comment
///     profile ID              emits a profile
///     page PATH               follows a page
///     detail PATH             follows a detail
///     log LEVEL TEXT          writes a line to the log
///     left NUMBER             hints at what is left of the quota
///     fail CLASS [MS]         fails, and may ask for a pause
///     die                     ends the process that runs the plugin
///     hang                    does not return in time
///     garbage                 emits what is no message
///     echo                    emits a post whose caption is all that the plugin was given
///
/// A status other than 200 fails with the class that fits, and Retry-After asks for a pause.
final class ScriptedCarrier: Carrier {
  private let shop: CarrierShop
  private let provider: String

  init(_ provider: String, _ shop: CarrierShop) {
    self.provider = provider
    self.shop = shop
  }

  func plan(_ job: FetchJob, in context: CallContext) throws(CarrierFailure) -> CallOutput {
    shop.note(job, of: provider)
    switch shop.plan(of: provider) {
    case .requests(let requests): return Emission(requests: requests).output()
    case .failure(let failure): return Emission(diagnostics: [diagnostic(failure)]).output(-1)
    case .carrier(let failure): throw failure
    }
  }

  func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, in context: CallContext
  ) throws(CarrierFailure) -> CallOutput {
    shop.note(context, of: provider)
    let text = String(decoding: answer.body.bytes, as: UTF8.self)
    if let failure = failure(of: answer) {
      return Emission(diagnostics: [diagnostic(failure, text, answer)]).output(-1)
    }
    var emission = Emission()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "fail":
        let said = diagnostic(FailureClass(name: words[1])!, retryAfterMs: number(words))
        return Emission(records: emission.records, diagnostics: [said]).output(-1)
      case "die":
        if shop.mayDie(provider) { throw CarrierFailure(.died, "crashed") }
      case "hang": throw CarrierFailure(.deadline, "did not return in time")
      case "garbage": return CallOutput(result: 0, bytes: [1, 0, 0, 0, 2, 0, 0, 0, 255, 255])
      case "echo": emission.records.append(.post(echo(answer, text)))
      default: emission.take(words)
      }
    }
    return emission.output()
  }

  private func echo(_ answer: ReceivedAnswer, _ text: String) -> Post {
    var post = Post()
    post.id = "echo"
    let headers = answer.headers.headers.map { "\($0.name)=\($0.value)" }
    post.caption = ([text, answer.finalURL ?? "no redirect"] + headers).joined(separator: "|")
    return post
  }

  private func failure(of answer: ReceivedAnswer) -> FailureClass? {
    switch answer.status {
    case 401: .auth
    case 402: .quota
    case 403: .blocked
    case 404: .notFound
    case 410: .gone
    case 429: .rateLimited
    case 500...599: .transient
    default: nil
    }
  }

  private func diagnostic(
    _ failure: FailureClass, _ text: String, _ answer: ReceivedAnswer
  ) -> Diagnostic {
    let pause = answer.headers["retry-after"].flatMap { Int64($0) }.map { $0 * 1000 }
    var said = diagnostic(failure, retryAfterMs: pause)
    if !text.isEmpty { said.message = text }
    return said
  }

  private func diagnostic(_ failure: FailureClass, retryAfterMs: Int64? = nil) -> Diagnostic {
    var said = Diagnostic()
    said.failure = failure
    said.message = "said \(failure.name)"
    said.retryAfterMs = retryAfterMs
    return said
  }

  private func number(_ words: [String]) -> Int64? { words.count > 2 ? Int64(words[2]) : nil }
}

/// Makes scripted carriers, and keeps what they were asked.
final class CarrierShop: CarrierMaker {
  /// What a provider plans.
  enum Plan {
    case requests([ProviderRequest])
    case failure(FailureClass)
    case carrier(CarrierFailure)
  }

  private struct State {
    var plans: [String: Plan] = [:]
    var refused: Set<String> = []
    var libraries: [String: LibraryStamp] = [:]
    var onMade: @Sendable () -> Void = {}
    var deaths: [String: Int] = [:]
    var jobs: [String: [FetchJob]] = [:]
    var contexts: [String: [CallContext]] = [:]
  }

  private let state = Mutex(State())

  func make(
    _ provider: ProviderManifest, of plugin: PluginManifest, _ settings: ProviderSettings,
    allowsUnconfined: Bool, admit: (LibraryStamp) throws(CarrierFailure) -> Void
  ) throws(CarrierFailure) -> any Carrier {
    if let library = state.withLock({ $0.libraries[provider.id] }) { try admit(library) }
    state.withLock({ $0.onMade })()
    guard state.withLock({ !$0.refused.contains(provider.id) }) else {
      throw CarrierFailure(.refused, "cannot be loaded")
    }
    return ScriptedCarrier(provider.id, self)
  }

  /// Lets a provider plan something else than the page "/1".
  func set(_ plan: Plan, for provider: String) { state.withLock { $0.plans[provider] = plan } }

  /// Lets a provider not be made.
  func refuse(_ provider: String) { state.withLock { _ = $0.refused.insert(provider) } }

  /// Lets a provider come from a library; it is linked otherwise.
  func set(_ library: LibraryStamp, for provider: String) {
    state.withLock { $0.libraries[provider] = library }
  }

  /// Does something once a carrier was admitted.
  func onMade(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.onMade = body } }

  /// How often `die` kills.
  func allowDeaths(_ count: Int, of provider: String) {
    state.withLock { $0.deaths[provider] = count }
  }

  /// The jobs that a provider planned.
  func jobs(of provider: String) -> [FetchJob] { state.withLock { $0.jobs[provider] ?? [] } }

  /// The contexts in which a provider parsed.
  func contexts(of provider: String) -> [CallContext] {
    state.withLock { $0.contexts[provider] ?? [] }
  }

  fileprivate func plan(of provider: String) -> Plan {
    state.withLock { $0.plans[provider] ?? .requests([planned(.page, "/1")]) }
  }

  fileprivate func mayDie(_ provider: String) -> Bool {
    state.withLock { state in
      let left = state.deaths[provider] ?? 0
      state.deaths[provider] = left - 1
      return left > 0
    }
  }

  fileprivate func note(_ job: FetchJob, of provider: String) {
    state.withLock { $0.jobs[provider, default: []].append(job) }
  }

  fileprivate func note(_ context: CallContext, of provider: String) {
    state.withLock { $0.contexts[provider, default: []].append(context) }
  }
}
