import CProviderABI
public import MetricSchema
public import ProviderSDK

/// Runs a provider as a host would, through its C table, and keeps what it emits.
public final class ProviderHarness {
  private let table = ProviderTable.provider
  private var instance: UnsafeMutableRawPointer?

  /// Creates an instance of the provider called `id`, with `settings` as JSON text.
  ///
  /// - Throws: ``ProviderRefused`` with what the provider said.
  public init(_ id: String, of providers: [ProviderEntry], settings: String = "{}") throws {
    ProviderTable.register(providers)
    let collector = Collector()
    let result = collector.withSink { sink in
      withBytes(id) { id in
        withBytes(settings) { table.pointee.create(nil, id, $0, sink, &instance) }
      }
    }
    guard result == PATCHBAY_OK, instance != nil else {
      throw ProviderRefused(diagnostics: collector.emitted.diagnostics)
    }
  }

  deinit { table.pointee.destroy(instance) }

  /// What the provider plans for a job.
  public func plan(_ job: FetchJob, now: Int64 = 0) -> Emitted {
    call(now) { context, sink in
      withBytes(job.serialized()) { table.pointee.plan(instance, context, $0, sink) }
    }
  }

  /// What the provider finds in an answer.
  public func parse(
    _ body: [UInt8], status: Int = 200, headers: Headers = Headers(), finalURL: String = "",
    to request: ProviderRequest, of job: FetchJob, now: Int64 = 0
  ) -> Emitted {
    let padded = body + [UInt8](repeating: 0, count: Int(PATCHBAY_BODY_PADDING))
    return call(now) { context, sink in
      withBytes(job.serialized()) { job in
        withBytes(request.serialized()) { request in
          withBytes(headers.serialized()) { headers in
            withBytes(finalURL) { url in
              withBytes(padded) { bytes in
                var answer = patchbay_answer_t(
                  struct_size: UInt32(MemoryLayout<patchbay_answer_t>.size),
                  status: UInt32(status), headers: headers, final_url: url,
                  body: patchbay_bytes_t(data: bytes.data, size: UInt64(body.count)))
                return table.pointee.parse(instance, context, job, request, &answer, sink)
              }
            }
          }
        }
      }
    }
  }

  private func call(
    _ now: Int64,
    _ body: (UnsafePointer<patchbay_context_t>, UnsafePointer<patchbay_sink_t>) -> Int32
  ) -> Emitted {
    let collector = Collector()
    var context = patchbay_context_t(
      struct_size: UInt32(MemoryLayout<patchbay_context_t>.size), attempt: 1, now_us: now,
      deadline_us: now + 10_000_000, seed: 1)
    let result = collector.withSink { body(&context, $0) }
    if result != PATCHBAY_OK {
      collector.emitted.records = []
      collector.emitted.requests = []
    }
    collector.emitted.succeeded = result == PATCHBAY_OK
    return collector.emitted
  }
}

/// What a call emitted; records and requests of a failed call are discarded, as a host does.
public struct Emitted: Hashable, Sendable {
  /// Whether the provider returned success.
  public var succeeded = false
  /// The records.
  public var records: [Record] = []
  /// The requests planned, or to follow.
  public var requests: [ProviderRequest] = []
  /// What did not work.
  public var diagnostics: [Diagnostic] = []
  /// What the upstream said of its limits.
  public var hints: [RateHint] = []

  /// The posts among the records.
  public var posts: [Post] {
    records.compactMap { if case .post(let post) = $0 { post } else { nil } }
  }

  /// Everything as JSON lines: records, then requests, then diagnostics.
  public var lines: [String] {
    var lines: [String] = []
    for record in records { lines.append(json { record.write(to: &$0) }) }
    for request in requests { lines.append(json { request.write(to: &$0) }) }
    for diagnostic in diagnostics { lines.append(json { $0.record("diagnostic", diagnostic) }) }
    return lines
  }

  private func json(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }
}

/// A provider that could not be created.
public struct ProviderRefused: Error, Hashable, Sendable {
  /// What it said.
  public let diagnostics: [Diagnostic]
}

/// Takes what a plugin emits.
private final class Collector {
  var emitted = Emitted()

  func withSink(_ body: (UnsafePointer<patchbay_sink_t>) -> Int32) -> Int32 {
    var sink = patchbay_sink_t(
      struct_size: UInt32(MemoryLayout<patchbay_sink_t>.size), reserved: 0,
      context: Unmanaged.passUnretained(self).toOpaque(), emit: take)
    return body(&sink)
  }

  func add(_ kind: UInt32, _ bytes: UnsafeRawBufferPointer) throws {
    switch kind {
    case PATCHBAY_RECORD.rawValue: emitted.records.append(try Record(from: bytes))
    case PATCHBAY_REQUEST.rawValue:
      emitted.requests.append(try ProtobufReader.read(ProviderRequest.self, from: bytes))
    case PATCHBAY_DIAGNOSTIC.rawValue:
      emitted.diagnostics.append(try ProtobufReader.read(Diagnostic.self, from: bytes))
    case PATCHBAY_RATE_HINT.rawValue:
      emitted.hints.append(try ProtobufReader.read(RateHint.self, from: bytes))
    default: break
    }
  }
}

private func take(
  _ context: UnsafeMutableRawPointer?, _ kind: UInt32, _ payload: patchbay_bytes_t
) -> Int32 {
  guard let context else { return 1 }
  let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: payload.data, count: Int(payload.size))
  do {
    try collector.add(kind, bytes)
    return 0
  } catch {
    preconditionFailure("the SDK wrote a message that cannot be read: \(error)")
  }
}

private func withBytes<R>(_ bytes: [UInt8], _ body: (patchbay_bytes_t) -> R) -> R {
  bytes.withUnsafeBufferPointer {
    body(patchbay_bytes_t(data: $0.baseAddress, size: UInt64($0.count)))
  }
}

private func withBytes<R>(_ text: String, _ body: (patchbay_bytes_t) -> R) -> R {
  withBytes(Array(text.utf8), body)
}
