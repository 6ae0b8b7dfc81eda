import CRunnerFrames
public import HostCore
public import MetricSchema

/// A provider in a process of its own, which can read and write nothing but its frames.
///
/// The process is started by the first call, and by the first after it ended. Nothing is tried twice: whether a
/// call is worth another child is for the caller to say, with a ``DeathRecord``.
public final class ConfinedCarrier: Carrier {
  private let plugin: String
  private let id: String
  private let configuration: [UInt8]
  private let settings: CarrierSettings
  private let onLine: (PrintedLine) -> Void
  private var messages = CallMessages()
  private var child: Child?
  private var calls: UInt64 = 0

  /// Creates a carrier; no process yet.
  ///
  /// - Parameters:
  ///   - plugin: The path of the library.
  ///   - id: The provider, as the manifest names it.
  ///   - configuration: A JSON object; empty for none.
  ///   - onLine: Called, during a call, with what the plugin prints.
  public init(
    plugin: String, provider id: String, configuration: [UInt8] = [],
    settings: CarrierSettings = CarrierSettings(),
    onLine: @escaping (PrintedLine) -> Void = { _ in }
  ) {
    self.plugin = plugin
    self.id = id
    self.configuration = configuration
    self.settings = settings.clamped
    self.onLine = onLine
  }

  /// The process, while there is one.
  public var process: Int32? { child?.process }

  /// Starts the process, unless it runs, and waits until the provider is created and confined.
  ///
  /// - Throws: ``CarrierFailure`` of kind `refused`, `died` or `deadline`.
  public func start() throws(CarrierFailure) { _ = try running() }

  /// Asks for the first requests of a job.
  public func plan(_ job: FetchJob, in context: CallContext) throws(CarrierFailure) -> CallOutput {
    messages.set(plan: job, in: context)
    return try call(PB_FRAME_PLAN, UnsafeRawBufferPointer(start: nil, count: 0), context)
  }

  /// Asks what an answer holds.
  public func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, in context: CallContext
  ) throws(CarrierFailure) -> CallOutput {
    messages.set(parse: answer, to: request, of: job, in: context)
    return try answer.body.withBytes { body throws(CarrierFailure) in
      try call(PB_FRAME_PARSE, body, context)
    }
  }

  // MARK: - Private

  private func call(
    _ kind: pb_frame_kind, _ body: UnsafeRawBufferPointer, _ context: CallContext
  ) throws(CarrierFailure) -> CallOutput {
    let limit = try context.milliseconds(atMost: settings.callDeadlineMs)
    try messages.check(settings)
    calls += 1
    messages.seal(kind: kind, call: calls)
    do throws(CarrierFailure) {
      let (child, deadline) = try sent(body, within: limit)
      defer { child.drainLog() }
      return try answer(of: child, until: deadline)
    } catch {
      if child?.isEnded == true { child = nil }
      throw error
    }
  }

  /// Sends the call; to a fresh child where the old one ended while it was idle.
  private func sent(
    _ body: UnsafeRawBufferPointer, within limit: Int
  ) throws(CarrierFailure) -> (Child, Deadline) {
    for _ in 0..<2 {
      let child = try running()
      child.beginCall()
      let deadline = Deadline(milliseconds: limit)
      if try child.send(messages.bytes, body, until: deadline) { return (child, deadline) }
      self.child = nil
    }
    throw CarrierFailure(.died, "ended twice before it took a call")
  }

  private func running() throws(CarrierFailure) -> Child {
    if let child { return child }
    let started = try launch()
    child = started
    return started
  }

  /// Collects the outputs of a call until it ends.
  ///
  /// No frame of outputs is empty: such frames meet no cap, and may keep the host reading past the deadline.
  private func answer(
    of child: Child, until deadline: Deadline
  ) throws(CarrierFailure) -> CallOutput {
    var output = Collected(settings)
    while true {
      let frame = try child.receive(until: deadline)
      guard frame.call == calls else { break }
      if frame.kind == PB_FRAME_OUTPUT, !frame.payload.isEmpty {
        if let cap = output.add(frame.payload) {
          let failure = CarrierFailure.excess(cap, settings)
          throw child.fail(failure.kind, failure.description)
        }
      } else if frame.kind == PB_FRAME_DONE, let result = frame.number(Int32.self) {
        return CallOutput(result: result, bytes: output.bytes)
      } else if frame.kind == PB_FRAME_EXCESS, let cap = frame.number(UInt32.self) {
        throw .excess(pb_cap(cap), settings)
      } else {
        break
      }
    }
    throw child.fail(.malformed, "wrote frames of its own where only the runner writes")
  }

  private func launch() throws(CarrierFailure) -> Child {
    if !settings.allowUnconfined, let missing = Confinement.missing {
      throw CarrierFailure(.refused, "cannot be confined: \(missing)")
    }
    let child = try Child(plugin: plugin, settings: settings, onLine: onLine)
    let deadline = Deadline(milliseconds: settings.startDeadlineMs)
    let noBody = UnsafeRawBufferPointer(start: nil, count: 0)
    guard try child.send(createFrame, noBody, until: deadline) else {
      throw child.fail(.refused, "cannot be started: its process ended at once")
    }
    try awaitReady(child, until: deadline)
    child.drainLog()
    return child
  }

  private func awaitReady(_ child: Child, until deadline: Deadline) throws(CarrierFailure) {
    var output = Collected(settings)
    while true {
      let frame = try child.receive(until: deadline)
      guard frame.call == 0 else { break }
      if frame.kind == PB_FRAME_OUTPUT, !frame.payload.isEmpty {
        guard output.add(frame.payload) == nil else { break }
      } else if frame.kind == PB_FRAME_READY, let bits = frame.number(UInt32.self) {
        guard bits == PB_CONFINED_FULLY.rawValue || settings.allowUnconfined else { break }
        return
      } else if frame.kind == PB_FRAME_REFUSED {
        throw child.fail(.refused, reason(frame.payload, output.bytes))
      } else {
        break
      }
    }
    throw child.fail(.malformed, "wrote frames of its own while it was loaded")
  }

  private func reason(_ payload: UnsafeRawBufferPointer, _ emitted: [UInt8]) -> String {
    let text = printable(String(decoding: payload.prefix(1024), as: UTF8.self), 1024)
    return emitted.isEmpty ? text : CarrierFailure.notCreated(emitted).description
  }

  private var createFrame: [UInt8] {
    let name = Array(id.utf8)
    let frame = pb_frame(
      magic: PB_FRAME_MAGIC, kind: PB_FRAME_CREATE.rawValue, call: 0,
      size: UInt64(8 + name.count + configuration.count))
    var bytes: [UInt8] = []
    withUnsafeBytes(of: frame) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: UInt64(name.count).littleEndian) { bytes.append(contentsOf: $0) }
    return bytes + name + configuration
  }
}

/// The outputs of a call as they come, held to the caps: the child may be hostile.
private struct Collected {
  private(set) var bytes: [UInt8] = []
  private var outputs = 0
  private let settings: CarrierSettings

  init(_ settings: CarrierSettings) { self.settings = settings }

  /// Takes the payload of one frame; returns the cap that was met, if any.
  mutating func add(_ payload: UnsafeRawBufferPointer) -> pb_cap? {
    guard payload.count <= settings.maximumOutputBytes - bytes.count else { return PB_CAP_BYTES }
    outputs += Self.count(payload, atMost: settings.maximumOutputs)
    guard outputs <= settings.maximumOutputs else { return PB_CAP_OUTPUTS }
    if bytes.isEmpty { bytes = Array(payload) } else { bytes.append(contentsOf: payload) }
    return nil
  }

  /// How many outputs a frame holds; whether each is well formed is for its reader to say.
  private static func count(_ payload: UnsafeRawBufferPointer, atMost limit: Int) -> Int {
    var (count, offset) = (0, 0)
    while offset + 8 <= payload.count, count <= limit {
      let size = payload.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      offset += 8 + Int(UInt32(littleEndian: size))
      count += 1
    }
    return count
  }
}
