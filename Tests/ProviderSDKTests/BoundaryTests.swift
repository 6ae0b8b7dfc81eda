import CProviderABI
import MetricSchema
import ProviderSDK
import ProviderTesting
import Testing

/// What a sink was given, and after how much it asks to stop.
private final class Sink {
  var kinds: [UInt32] = []
  var diagnostics: [Diagnostic] = []
  let stopsAfter: Int

  init(stopsAfter: Int = .max) { self.stopsAfter = stopsAfter }

  func call(_ body: (UnsafePointer<patchbay_sink_t>) -> Int32) -> Int32 {
    var sink = patchbay_sink_t(
      struct_size: UInt32(MemoryLayout<patchbay_sink_t>.size), reserved: 0,
      context: Unmanaged.passUnretained(self).toOpaque(), emit: take)
    return body(&sink)
  }
}

private func take(_ context: UnsafeMutableRawPointer?, _ kind: UInt32, _ payload: patchbay_bytes_t)
  -> Int32
{
  guard let context else { return 1 }
  let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
  sink.kinds.append(kind)
  let bytes = UnsafeRawBufferPointer(start: payload.data, count: Int(payload.size))
  if kind == PATCHBAY_DIAGNOSTIC.rawValue,
    let diagnostic = try? ProtobufReader.read(Diagnostic.self, from: bytes)
  {
    sink.diagnostics.append(diagnostic)
  }
  return sink.kinds.count >= sink.stopsAfter ? 1 : 0
}

@Suite("C boundary")
struct BoundaryTests {
  private let table = ProviderTable.provider.pointee
  private var context = patchbay_context_t(
    struct_size: UInt32(MemoryLayout<patchbay_context_t>.size), attempt: 1, now_us: 0,
    deadline_us: .max, seed: 0)

  init() { ProviderTable.register(probes) }

  private func bytes<R>(_ bytes: [UInt8], _ body: (patchbay_bytes_t) -> R) -> R {
    bytes.withUnsafeBufferPointer {
      body(patchbay_bytes_t(data: $0.baseAddress, size: UInt64($0.count)))
    }
  }

  private func create(
    _ id: String, _ settings: String = "{}", _ sink: Sink = Sink()
  ) -> UnsafeMutableRawPointer? {
    var instance: UnsafeMutableRawPointer?
    let result = sink.call { sink in
      bytes(Array(id.utf8)) { id in
        bytes(Array(settings.utf8)) { table.create(nil, id, $0, sink, &instance) }
      }
    }
    #expect((result == PATCHBAY_OK) == (instance != nil))
    return instance
  }

  private mutating func parse(
    _ instance: UnsafeMutableRawPointer?, job: [UInt8], request: [UInt8], headers: [UInt8] = [],
    _ sink: Sink
  ) -> Int32 {
    var context = context
    return sink.call { sink in
      bytes(job) { job in
        bytes(request) { request in
          bytes(headers) { headers in
            bytes([UInt8](repeating: 0, count: 64)) { padding in
              var answer = patchbay_answer_t(
                struct_size: UInt32(MemoryLayout<patchbay_answer_t>.size), status: 200,
                headers: headers, final_url: patchbay_bytes_t(data: nil, size: 0),
                body: patchbay_bytes_t(data: padding.data, size: 0))
              return table.parse(instance, &context, job, request, &answer, sink)
            }
          }
        }
      }
    }
  }

  @Test("The plugin's table says who it is, and offers one interface")
  func plugin() {
    let plugin = ProviderTable.plugin(probes).pointee
    #expect(plugin.magic == PATCHBAY_MAGIC)
    #expect(plugin.abi_major == 1)
    #expect(plugin.struct_size == MemoryLayout<patchbay_plugin_t>.size)
    #expect(plugin.get_interface("patchbay.provider/1") == UnsafeRawPointer(ProviderTable.provider))
    #expect(plugin.get_interface("patchbay.provider/2") == nil)
    #expect(plugin.get_interface("") == nil)
    #expect(plugin.get_interface(nil) == nil)
  }

  @Test("A provider that is unknown or refuses its settings is not created")
  func refused() {
    for (id, settings) in [
      ("test.none", "{}"), ("", "{}"), ("test.probe", "["), ("test.probe", #"{"refuse":"no"}"#),
    ] {
      let sink = Sink()
      #expect(create(id, settings, sink) == nil)
      #expect(sink.diagnostics.map(\.failure) == [.invalidInput], "\(id) \(settings)")
    }
    table.destroy(nil)
  }

  @Test("A call without an instance, a sink or an answer fails")
  func nulls() {
    let sink = Sink()
    let none = patchbay_bytes_t(data: nil, size: 0)
    var context = context
    #expect(table.create(nil, none, none, nil, nil) == PATCHBAY_FAILED)
    #expect(sink.call { table.plan(nil, &context, none, $0) } == PATCHBAY_FAILED)
    #expect(sink.call { table.parse(nil, &context, none, none, nil, $0) } == PATCHBAY_FAILED)
    let instance = create("test.probe")
    defer { table.destroy(instance) }
    #expect(table.plan(instance, &context, none, nil) == PATCHBAY_FAILED)
    #expect(sink.call { table.plan(instance, nil, none, $0) } == PATCHBAY_FAILED)
    #expect(sink.call { table.parse(instance, &context, none, none, nil, $0) } == PATCHBAY_FAILED)
    #expect(sink.kinds.isEmpty)
  }

  @Test("Messages of the host that are malformed are refused with a word")
  mutating func malformed() {
    let instance = create("test.probe")
    defer { table.destroy(instance) }
    let job = FetchJob(.post, [Subject("x")]).serialized()
    let request = Request<Probe.Call>(.json, "/").message.serialized()
    for (job, request) in [
      ([0x0A], request), (job, [0x0A]), (job, []), (job, ProviderRequest().serialized()),
    ] {
      let sink = Sink()
      #expect(parse(instance, job: job, request: request, sink) == PATCHBAY_FAILED)
      #expect(sink.diagnostics.map(\.failure) == [.invalidInput])
    }
    let sink = Sink()
    let header = Request<Probe.Call>(.header, "/").message.serialized()
    #expect(parse(instance, job: job, request: header, headers: [0xFF], sink) == PATCHBAY_OK)
  }

  @Test("After the sink asks to stop, nothing more comes", arguments: [1, 2, 999])
  mutating func stops(after: Int) {
    let instance = create("test.probe")
    defer { table.destroy(instance) }
    let job = FetchJob(.post, [Subject("x")]).serialized()
    let many = Request<Probe.Call>(.many, "/").message.serialized()
    let sink = Sink(stopsAfter: after)
    #expect(parse(instance, job: job, request: many, sink) == PATCHBAY_STOPPED)
    #expect(sink.kinds == [UInt32](repeating: PATCHBAY_RECORD.rawValue, count: after))
  }

  @Test("Everything comes in the order it was given")
  mutating func order() {
    let instance = create("test.probe")
    defer { table.destroy(instance) }
    let job = FetchJob(.post, [Subject("x")]).serialized()
    let many = Request<Probe.Call>(.many, "/").message.serialized()
    let sink = Sink()
    #expect(parse(instance, job: job, request: many, sink) == PATCHBAY_OK)
    let last = [PATCHBAY_REQUEST, PATCHBAY_LOG, PATCHBAY_DIAGNOSTIC].map(\.rawValue)
    #expect(sink.kinds == [UInt32](repeating: PATCHBAY_RECORD.rawValue, count: 1000) + last)
    #expect(sink.diagnostics.first?.path == "/x")
  }
}
