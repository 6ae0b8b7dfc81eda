import CRunnerFrames
import HostCore
import MetricSchema

/// The inputs of one call as bytes, behind room for what a frame puts before them.
///
/// The buffers are used again for the next call.
struct CallMessages: ~Copyable {
  /// The room at the beginning.
  static let prefix = MemoryLayout<pb_frame>.size + MemoryLayout<pb_call>.size

  /// The room, then job, request, headers and final URL.
  private(set) var bytes: [UInt8] = []
  /// The sizes of the parts and the rest of what a call says; the body's is for the carrier to set.
  private(set) var call = pb_call()
  private var writer = ProtobufWriter(capacity: 1024)

  mutating func set(plan job: FetchJob, in context: CallContext) {
    begin(job, context)
  }

  mutating func set(
    parse answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob,
    in context: CallContext
  ) {
    begin(job, context)
    call.status = UInt32(clamping: answer.status)
    call.request = append(request)
    call.headers = append(answer.headers)
    call.final_url = append(answer.finalURL)
    call.body = UInt64(answer.body.count)
  }

  /// Writes the frame and the sizes into the room.
  mutating func seal(kind: pb_frame_kind, call number: UInt64) {
    let size = bytes.count - MemoryLayout<pb_frame>.size + Int(call.body)
    let frame = pb_frame(
      magic: PB_FRAME_MAGIC, kind: kind.rawValue, call: number, size: UInt64(size))
    let sizes = call
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: frame, as: pb_frame.self)
      $0.storeBytes(of: sizes, toByteOffset: MemoryLayout<pb_frame>.size, as: pb_call.self)
    }
  }

  private mutating func begin(_ job: FetchJob, _ context: CallContext) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: Self.prefix))
    call = pb_call()
    call.attempt = context.attempt
    call.now_us = context.now
    call.deadline_us = context.deadline
    call.seed = context.seed
    call.job = append(job)
  }

  private mutating func append<M: Message>(_ message: M) -> UInt64 {
    writer.clear()
    writer.write(message)
    return writer.withBytes {
      bytes.append(contentsOf: $0)
      return UInt64($0.count)
    }
  }

  private mutating func append(_ text: String?) -> UInt64 {
    guard var text else { return 0 }
    return text.withUTF8 {
      bytes.append(contentsOf: $0)
      return UInt64($0.count)
    }
  }
}

extension CallContext {
  /// How long the call may take: the settings' time, or less where its own deadline is nearer.
  ///
  /// - Throws: ``CarrierFailure`` of kind `deadline` where no time is left.
  func milliseconds(atMost limit: Int) throws(CarrierFailure) -> Int {
    let (left, overflow) = deadline.subtractingReportingOverflow(now)
    guard !overflow else { return limit }
    guard left > 0 else {
      throw CarrierFailure(.deadline, "was not called, since the deadline had passed")
    }
    return Int(min(Int64(limit), (left - 1) / 1000 + 1))
  }
}

extension CallMessages {
  /// Checks the size of the whole input.
  ///
  /// - Throws: ``CarrierFailure`` of kind `excessive`.
  func check(_ settings: CarrierSettings) throws(CarrierFailure) {
    let size = bytes.count + Int(call.body)
    guard size <= settings.maximumInputBytes else {
      throw CarrierFailure(
        .excessive,
        "was not called, since the answer has \(size) bytes and \(settings.maximumInputBytes) are allowed"
      )
    }
  }
}
