import CProviderABI
public import MetricSchema

/// Where a provider puts what it found.
///
/// Everything is copied out at once; after the host asked to stop, nothing more is taken.
public struct Output<Call: RawRepresentable & Sendable>: ~Copyable where Call.RawValue == String {
  /// Whether the host wants nothing more; a long loop may look at it.
  public private(set) var isStopped = false

  private let sink: UnsafePointer<patchbay_sink_t>
  private var writer = ProtobufWriter(capacity: 4096)

  init(sink: UnsafePointer<patchbay_sink_t>) { self.sink = sink }

  /// Delivers an account.
  public mutating func emit(_ record: consuming Profile) { emit(.profile(record)) }
  /// Delivers a post.
  public mutating func emit(_ record: consuming Post) {
    guard !isStopped else { return }
    writer.clear()
    Record.write(record, to: &writer)
    send(PATCHBAY_RECORD.rawValue)
  }
  /// Delivers a comment.
  public mutating func emit(_ record: consuming Comment) { emit(.comment(record)) }
  /// Delivers a hashtag.
  public mutating func emit(_ record: consuming Hashtag) { emit(.hashtag(record)) }
  /// Delivers a sound.
  public mutating func emit(_ record: consuming Audio) { emit(.audio(record)) }
  /// Delivers a bucket of an audience.
  public mutating func emit(_ record: consuming Demographics) { emit(.demographics(record)) }
  /// Delivers numbers of a period.
  public mutating func emit(_ record: consuming Insight) { emit(.insight(record)) }
  /// Delivers a place in a list of trends.
  public mutating func emit(_ record: consuming TrendEntry) { emit(.trend(record)) }

  /// Delivers a record.
  public mutating func emit(_ record: consuming Record) {
    guard !isStopped else { return }
    writer.clear()
    record.write(to: &writer)
    send(PATCHBAY_RECORD.rawValue)
  }

  /// Asks for another request.
  public mutating func follow(_ request: Request<Call>) {
    send(PATCHBAY_REQUEST.rawValue, request.message)
  }

  /// Reports a difficulty that did not spoil the whole answer.
  public mutating func diagnose(_ failure: FailureClass, _ message: String, at path: String? = nil)
  {
    diagnose(ProviderError(failure, message, at: path))
  }

  /// Reports an error; the host hears of it, the records of the answer stay.
  public mutating func diagnose(_ error: ProviderError) {
    send(PATCHBAY_DIAGNOSTIC.rawValue, error.diagnostic)
  }

  /// Reports what the upstream said of its limits.
  public mutating func hint(_ hint: RateHint) { send(PATCHBAY_RATE_HINT.rawValue, hint) }

  /// Writes a line to the host's log: `patchbay plugin run` prints all, and with the result of a fetch warnings are told.
  public mutating func log(_ level: Level, _ message: String) {
    var line = Log()
    line.level = level
    line.message = message
    send(PATCHBAY_LOG.rawValue, line)
  }

  private mutating func send<M: Message>(_ kind: UInt32, _ message: M) {
    guard !isStopped else { return }
    writer.clear()
    writer.write(message)
    send(kind)
  }

  private mutating func send(_ kind: UInt32) {
    isStopped = writer.withBytes { bytes in
      let payload = patchbay_bytes_t(data: bytes.baseAddress, size: UInt64(bytes.count))
      return sink.pointee.emit(sink.pointee.context, kind, payload) != 0
    }
  }
}
