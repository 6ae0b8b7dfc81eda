import HostCore
import MetricSchema

/// One call to one provider.
final class Trial {
  private(set) var succeeded = true
  private let provider: ProviderManifest
  private let carrier: any Carrier
  private let job: FetchJob
  private let context: CallContext
  private let answer: ReceivedAnswer?
  private let call: String?
  private let query: [Pair]
  private let settings: ProviderSettings

  init(_ invocation: Invocation, _ setup: Setup) throws {
    let factory = setup.factory
    let found = try findProvider(invocation.argument(0, "a provider"), factory)
    provider = found.provider
    var settings = factory.settings(provider.id)
    settings.carrier = try invocation.carrier() ?? settings.carrier
    self.settings = settings
    guard let name = invocation.value("operation") else {
      throw UserError(
        "--operation is missing",
        remedy: "use one of \(provider.operations.map(\.name).joined(separator: ", "))")
    }
    let wanted = try operation(name)
    let identities = try invocation.all("identity").map { text throws(UserError) in
      let pair = try split(text, "=", "--identity")
      return Identity(pair.name, pair.value)
    }
    job = FetchJob(
      wanted, invocation.all("subject").map { Subject($0, identities: identities) },
      limit: try invocation.integer("limit", in: 1...1_000_000), region: invocation.value("region"))
    query = try invocation.all("query").map { text throws(UserError) in
      try split(text, "=", "--query")
    }
    let now = try invocation.moment("now") ?? Timestamp(1_767_225_600_000_000)
    context = CallContext(now: now.microseconds, deadline: now.microseconds + 10_000_000)
    answer = try Self.answer(invocation)
    guard (answer != nil) != invocation.has("plan") else {
      throw UserError(
        answer == nil ? "nothing to do" : "there is too much to do",
        why: answer == nil
          ? "neither --plan nor --response is given" : "both --plan and --response are given",
        remedy: "patchbay plugin run --help")
    }
    call = answer == nil ? nil : try Self.call(invocation, provider, wanted)
    carrier = try setup.carriers(for: [found.plugin]).make(
      provider, of: found.plugin, settings,
      allowsUnconfined: factory.configuration.allowsUnconfined, admit: { _ in })
  }

  /// What the provider makes of it.
  func run() throws -> Delivery {
    let planned = try carrier.plan(job, in: context)
    guard let answer else { return try deliver(planned) }
    // The host takes no answer that is larger than the provider's cap, wherever it comes from.
    guard answer.body.count <= settings.maximumBytes else {
      succeeded = false
      let (size, most) = (answer.body.count, settings.maximumBytes)
      let reason = "the answer has \(size) bytes, more than the \(most) of maximum_bytes"
      var delivery = Delivery()
      delivery.diagnostics = [Diagnostic(ofHost: .schemaChanged, reason)]
      return delivery
    }
    var request = (try? planned.delivery().requests.first { $0.call == call }) ?? ProviderRequest()
    request.call = call
    for pair in query {
      request.query.removeAll { $0.name == pair.name }
      request.query.append(pair)
    }
    return try deliver(carrier.parse(answer, to: request, of: job, in: context))
  }

  private func deliver(_ output: CallOutput) throws -> Delivery {
    var delivery = try output.delivery()
    succeeded = output.isSuccess
    if !succeeded { (delivery.records, delivery.requests) = ([], []) }
    let builder = RequestBuilder(provider, settings)
    for request in delivery.requests {
      do throws(RefusedRequest) {
        _ = try builder.build(request, [])
      } catch {
        succeeded = false
        delivery.diagnostics.append(
          Diagnostic(ofHost: .blocked, "the plugin \(error); it is not sent"))
      }
    }
    return delivery
  }

  private static func answer(_ invocation: Invocation) throws -> ReceivedAnswer? {
    guard let file = invocation.value("response") else { return nil }
    let headers = try invocation.all("header").map { text throws(UserError) in
      let pair = try split(text, ":", "--header")
      return Pair(pair.name.lowercased(), String(pair.value.drop { $0 == " " }))
    }
    var all = Headers()
    all.headers = headers
    return ReceivedAnswer(
      status: Int(try invocation.integer("status", in: 100...599) ?? 200), headers: all,
      body: Body(try Files.read(file)))
  }

  private static func call(
    _ invocation: Invocation, _ provider: ProviderManifest, _ operation: Operation
  ) throws(UserError) -> String {
    let known = provider.calls.map(\.name)
    if let name = invocation.value("call") {
      guard known.contains(name) else {
        throw .unknown("\(provider.id) has no such call", name, among: known)
      }
      return name
    }
    let fitting = provider.calls.filter { $0.operations.contains(operation) }.map(\.name)
    guard fitting.count == 1 else {
      throw UserError(
        "--call is needed", which: "\(provider.id) \(operation.name)",
        why: fitting.isEmpty
          ? "the provider has no such operation"
          : "the operation has the calls \(fitting.joined(separator: ", "))",
        remedy: fitting.first.map { "name the call that was answered, such as --call \($0)" }
          ?? "patchbay providers inspect \(provider.id)")
    }
    return fitting[0]
  }
}

extension Invocation {
  /// The value of `--carrier`.
  func carrier() throws(UserError) -> CarrierKind? {
    guard let name = value("carrier") else { return nil }
    guard let kind = CarrierKind(rawValue: name) else {
      throw .unknown(
        "there is no such carrier", name, among: CarrierKind.allCases.map(\.rawValue))
    }
    return kind
  }
}

private func split(_ text: String, _ separator: Character, _ option: String) throws(UserError)
  -> Pair
{
  let name = text.prefix { $0 != separator }
  guard name.count < text.count, !name.isEmpty else {
    throw UserError(
      "\(option) must be a name, \(separator) and a value", which: text,
      remedy: "such as \(option) 'name\(separator)value'")
  }
  return Pair(String(name), String(text.dropFirst(name.count + 1)))
}
