public import CProviderABI
import CRunnerFrames
public import HostCore
public import MetricSchema

/// A provider in the host's own process, linked with it or loaded by it.
///
/// Only for plugins that the host trusts: what one breaks, it breaks for the host, and nothing stops an endless
/// call.
public final class TableCarrier: Carrier {
  private let table: patchbay_provider_t
  private let instance: UnsafeMutableRawPointer
  private let settings: CarrierSettings
  private let collector: OutputCollector
  private var messages = CallMessages()

  /// Creates the provider called `id` of a table that stays valid for good.
  ///
  /// - Parameter configuration: A JSON object; empty for none.
  /// - Throws: ``CarrierFailure`` of kind `refused`, with the plugin's reason.
  public init(
    _ table: UnsafePointer<patchbay_provider_t>, provider id: String, configuration: [UInt8] = [],
    settings: CarrierSettings = CarrierSettings()
  ) throws(CarrierFailure) {
    self.table = table.pointee
    self.settings = settings.clamped
    collector = OutputCollector(settings.clamped)
    var made: UnsafeMutableRawPointer?
    let create = self.table.create
    let result = collector.collect { sink in
      withBytes(Array(id.utf8)) { id in
        withBytes(configuration) { create?(hostTable, id, $0, sink, &made) ?? PATCHBAY_FAILED }
      }
    }
    guard result == PATCHBAY_OK, let made else { throw .notCreated(collector.bytes) }
    instance = made
  }

  deinit { table.destroy(instance) }

  /// Asks for the first requests of a job.
  public func plan(
    _ job: FetchJob, in context: CallContext
  ) throws(CarrierFailure) -> CallOutput {
    messages.set(plan: job, in: context)
    return try call(context) { inputs, context, sink in
      table.plan(instance, context, inputs.job, sink)
    }
  }

  /// Asks what an answer holds.
  public func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, in context: CallContext
  ) throws(CarrierFailure) -> CallOutput {
    messages.set(parse: answer, to: request, of: job, in: context)
    return try call(context) { inputs, context, sink in
      answer.body.withBytes { body in
        var received = inputs.answer
        received.body = patchbay_bytes_t(body)
        return table.parse(instance, context, inputs.job, inputs.request, &received, sink)
      }
    }
  }

  // MARK: - Private

  private func call(
    _ context: CallContext,
    _ body: (Inputs, UnsafePointer<patchbay_context_t>, UnsafePointer<patchbay_sink_t>) -> Int32
  ) throws(CarrierFailure) -> CallOutput {
    _ = try context.milliseconds(atMost: settings.callDeadlineMs)
    try messages.check(settings)
    let result = messages.bytes.withUnsafeBytes { bytes in
      let inputs = Inputs(bytes, messages.call)
      var world = patchbay_context_t(context)
      return collector.collect { body(inputs, &world, $0) }
    }
    if let excess = collector.excess { throw .excess(excess, settings) }
    return CallOutput(result: result, bytes: collector.take())
  }
}

/// The parts of a call's messages as the C interface takes them.
private struct Inputs {
  let job: patchbay_bytes_t
  let request: patchbay_bytes_t
  let answer: patchbay_answer_t

  init(_ bytes: UnsafeRawBufferPointer, _ call: pb_call) {
    var rest = bytes[CallMessages.prefix...]
    func take(_ size: UInt64) -> patchbay_bytes_t {
      defer { rest = rest.dropFirst(Int(size)) }
      return patchbay_bytes_t(UnsafeRawBufferPointer(rebasing: rest.prefix(Int(size))))
    }
    job = take(call.job)
    request = take(call.request)
    answer = patchbay_answer_t(
      struct_size: UInt32(MemoryLayout<patchbay_answer_t>.size), status: call.status,
      headers: take(call.headers), final_url: take(call.final_url),
      body: patchbay_bytes_t(data: nil, size: 0))
  }
}

extension patchbay_bytes_t {
  fileprivate init(_ bytes: UnsafeRawBufferPointer) {
    self.init(
      data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(bytes.count))
  }
}

extension patchbay_context_t {
  fileprivate init(_ context: CallContext) {
    self.init(
      struct_size: UInt32(MemoryLayout<patchbay_context_t>.size), attempt: context.attempt,
      now_us: context.now, deadline_us: context.deadline, seed: context.seed)
  }
}

private func withBytes<R>(_ bytes: [UInt8], _ body: (patchbay_bytes_t) -> R) -> R {
  bytes.withUnsafeBytes { body(patchbay_bytes_t($0)) }
}

/// What the host offers a plugin in its process: no interface yet. A plugin may keep it as long as it lives.
nonisolated(unsafe) private let hostTable: UnsafePointer<patchbay_host_t> = {
  let table = UnsafeMutablePointer<patchbay_host_t>.allocate(capacity: 1)
  table.initialize(
    to: patchbay_host_t(
      struct_size: UInt32(MemoryLayout<patchbay_host_t>.size),
      abi_major: UInt16(PATCHBAY_ABI_MAJOR), abi_minor: UInt16(PATCHBAY_ABI_MINOR), context: nil,
      get_interface: { _, _ in nil }))
  return UnsafePointer(table)
}()
