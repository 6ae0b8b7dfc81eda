public import CProviderABI
import FastJSON
import MetricSchema
import Locks

/// A provider of a plugin: its id in the manifest and how to make one.
public struct ProviderEntry: Sendable {
  /// The id, as the manifest names it.
  public let id: String
  let make: @Sendable (Configuration) throws(ProviderError) -> any AnyInstance

  /// Creates an entry.
  public init<P: Provider>(_ id: String, _ type: P.Type) {
    self.id = id
    make = { configuration throws(ProviderError) in
      Instance(provider: try P(configuration))
    }
  }
}

/// The C face of Swift providers.
///
/// A plugin's entry point returns ``plugin(_:)``; a host that links providers registers them with ``register(_:)``
/// and calls ``provider`` as if it came from a library, so that linked and loaded providers run the same code.
public enum ProviderTable {
  private static let entries = Mutex<[String: ProviderEntry]>([:])

  /// Makes providers known to ``provider``.
  public static func register(_ providers: [ProviderEntry]) {
    entries.withLock { for entry in providers { $0[entry.id] = entry } }
  }

  /// The table that a plugin's entry point returns.
  public static func plugin(_ providers: [ProviderEntry]) -> UnsafePointer<patchbay_plugin_t> {
    register(providers)
    return plugin
  }

  /// The provider interface over what was registered.
  nonisolated(unsafe) public static let provider: UnsafePointer<patchbay_provider_t> = permanent(
    patchbay_provider_t(
      struct_size: UInt32(MemoryLayout<patchbay_provider_t>.size), reserved: 0,
      create: create, plan: plan, parse: parse, destroy: destroy))

  nonisolated(unsafe) private static let plugin: UnsafePointer<patchbay_plugin_t> = permanent(
    patchbay_plugin_t(
      magic: PATCHBAY_MAGIC, struct_size: UInt32(MemoryLayout<patchbay_plugin_t>.size),
      abi_major: UInt16(PATCHBAY_ABI_MAJOR), abi_minor: UInt16(PATCHBAY_ABI_MINOR), reserved: 0,
      get_interface: interface))

  private static func permanent<T>(_ value: T) -> UnsafePointer<T> {
    let place = UnsafeMutablePointer<T>.allocate(capacity: 1)
    place.initialize(to: value)
    return UnsafePointer(place)
  }

  fileprivate static func entry(_ id: String) -> ProviderEntry? { entries.withLock { $0[id] } }
}

private func interface(_ id: UnsafePointer<CChar>?) -> UnsafeRawPointer? {
  guard let id, String(cString: id) == PATCHBAY_PROVIDER_INTERFACE else { return nil }
  return UnsafeRawPointer(ProviderTable.provider)
}

private func create(
  _ host: UnsafePointer<patchbay_host_t>?, _ id: patchbay_bytes_t,
  _ configuration: patchbay_bytes_t,
  _ sink: UnsafePointer<patchbay_sink_t>?, _ out: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let sink, let out else { return PATCHBAY_FAILED }
  let name = String(decoding: id.raw, as: UTF8.self)
  do throws(ProviderError) {
    guard let entry = ProviderTable.entry(name) else {
      throw ProviderError(.invalidInput, "this plugin has no provider \(name)")
    }
    let settings = try Configuration(providerID: name, json: Array(configuration.raw))
    out.pointee = Unmanaged.passRetained(Box(try entry.make(settings))).toOpaque()
    return PATCHBAY_OK
  } catch {
    out.pointee = nil
    return fail(error, sink)
  }
}

private func plan(
  _ instance: UnsafeMutableRawPointer?, _ context: UnsafePointer<patchbay_context_t>?,
  _ job: patchbay_bytes_t, _ sink: UnsafePointer<patchbay_sink_t>?
) -> Int32 {
  guard let instance, let context, let sink else { return PATCHBAY_FAILED }
  do throws(ProviderError) {
    return try Box.at(instance).plan(try read(FetchJob.self, job), Context(context.pointee), sink)
  } catch {
    return fail(error, sink)
  }
}

private func parse(
  _ instance: UnsafeMutableRawPointer?, _ context: UnsafePointer<patchbay_context_t>?,
  _ job: patchbay_bytes_t, _ request: patchbay_bytes_t, _ answer: UnsafePointer<patchbay_answer_t>?,
  _ sink: UnsafePointer<patchbay_sink_t>?
) -> Int32 {
  guard let instance, let context, let answer, let sink else { return PATCHBAY_FAILED }
  do throws(ProviderError) {
    return try Box.at(instance).parse(
      answer.pointee, to: try read(ProviderRequest.self, request),
      of: try read(FetchJob.self, job), Context(context.pointee), sink)
  } catch {
    return fail(error, sink)
  }
}

private func destroy(_ instance: UnsafeMutableRawPointer?) {
  if let instance { Unmanaged<Box>.fromOpaque(instance).release() }
}

private func fail(_ error: ProviderError, _ sink: UnsafePointer<patchbay_sink_t>) -> Int32 {
  error.diagnostic.serialized().withUnsafeBufferPointer { bytes in
    let payload = patchbay_bytes_t(data: bytes.baseAddress, size: UInt64(bytes.count))
    _ = sink.pointee.emit(sink.pointee.context, PATCHBAY_DIAGNOSTIC.rawValue, payload)
    return PATCHBAY_FAILED
  }
}

private func read<M: Message>(_ type: M.Type, _ bytes: patchbay_bytes_t) throws(ProviderError) -> M
{
  do {
    return try ProtobufReader.read(type, from: bytes.raw)
  } catch {
    throw ProviderError(.invalidInput, "the host sent a message that is malformed at \(error)")
  }
}

extension patchbay_bytes_t {
  var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: Int(size)) }
}

extension Context {
  init(_ context: patchbay_context_t) {
    self.init(
      now: context.now_us, deadline: context.deadline_us, seed: context.seed,
      attempt: Int(context.attempt))
  }
}
