import CProviderABI
import FastJSON
import MetricSchema

/// One instance of a provider, seen from the C boundary.
protocol AnyInstance {
  func plan(
    _ job: FetchJob, _ context: Context, _ sink: UnsafePointer<patchbay_sink_t>
  ) throws(ProviderError) -> Int32
  func parse(
    _ answer: patchbay_answer_t, to request: ProviderRequest, of job: FetchJob, _ context: Context,
    _ sink: UnsafePointer<patchbay_sink_t>
  ) throws(ProviderError) -> Int32
}

struct Instance<P: Provider>: AnyInstance {
  /// Bodies from this size on leave nothing behind: a parser holds several times the size of its document.
  private static var large: UInt64 { 1 << 20 }

  let provider: P
  let parser = JSONParser()

  func plan(
    _ job: FetchJob, _ context: Context, _ sink: UnsafePointer<patchbay_sink_t>
  ) throws(ProviderError) -> Int32 {
    var output = Output<P.Call>(sink: sink)
    for request in try provider.plan(job, in: context) { output.follow(request) }
    return output.isStopped ? PATCHBAY_STOPPED : PATCHBAY_OK
  }

  func parse(
    _ answer: patchbay_answer_t, to request: ProviderRequest, of job: FetchJob, _ context: Context,
    _ sink: UnsafePointer<patchbay_sink_t>
  ) throws(ProviderError) -> Int32 {
    guard let typed = Request<P.Call>(request) else {
      throw ProviderError(
        .invalidInput, "this provider has no call \(request.call ?? "without a name")")
    }
    defer { if answer.body.size >= Self.large { parser.release() } }
    let finalURL = answer.final_url.raw
    let received = Answer(
      request: typed, status: Int(answer.status), headers: answer.headers.raw,
      finalURL: finalURL.isEmpty ? nil : String(decoding: finalURL, as: UTF8.self),
      body: answer.body.raw, parser: parser)
    var output = Output<P.Call>(sink: sink)
    try provider.parse(received, of: job, in: context, into: &output)
    return output.isStopped ? PATCHBAY_STOPPED : PATCHBAY_OK
  }
}

/// An instance as the one pointer that crosses the boundary.
final class Box {
  let instance: any AnyInstance

  init(_ instance: any AnyInstance) { self.instance = instance }

  static func at(_ pointer: UnsafeMutableRawPointer) -> any AnyInstance {
    Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue().instance
  }
}
