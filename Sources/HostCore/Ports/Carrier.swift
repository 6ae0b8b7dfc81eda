public import MetricSchema

/// One instance of a provider, wherever it runs: linked, in the host's process, or confined in its own.
///
/// One call at a time. The same call gives the same bytes through every carrier.
public protocol Carrier: AnyObject {
  /// Asks for the first requests of a job.
  func plan(_ job: FetchJob, in context: CallContext) throws(CarrierFailure) -> CallOutput

  /// Asks what an answer holds.
  func parse(
    _ answer: ReceivedAnswer, to request: ProviderRequest, of job: FetchJob, in context: CallContext
  ) throws(CarrierFailure) -> CallOutput
}

/// What a provider may know of the world.
public struct CallContext: Hashable, Sendable {
  /// The time of the call, microseconds since 1970, UTC.
  public var now: Int64
  /// When the call is stopped, microseconds since 1970, UTC.
  public var deadline: Int64
  /// The only randomness there is.
  public var seed: UInt64
  /// 1 for the first try of a request.
  public var attempt: UInt32

  /// Creates a context.
  public init(now: Int64, deadline: Int64, seed: UInt64 = 0, attempt: UInt32 = 1) {
    self.now = now
    self.deadline = deadline
    self.seed = seed
    self.attempt = attempt
  }
}

/// An answer as it was received, secrets scrubbed.
public struct ReceivedAnswer: Sendable {
  /// The HTTP status.
  public var status: Int
  /// Names in lower case.
  public var headers: Headers
  /// Where redirects ended; `nil` where there was none.
  public var finalURL: String?
  /// The body.
  public var body: Body

  /// Creates an answer.
  public init(status: Int, headers: Headers = Headers(), finalURL: String? = nil, body: Body) {
    self.status = status
    self.headers = headers
    self.finalURL = finalURL
    self.body = body
  }
}

/// Bytes followed by 64 readable ones, so that they can be parsed without a copy.
public struct Body: Sendable {
  /// How many readable bytes follow.
  public static let padding = 64

  /// How many bytes the body has.
  public let count: Int
  private let storage: [UInt8]

  /// Creates a body; costs a copy only where `bytes` has no room for the padding.
  public init(_ bytes: consuming [UInt8]) {
    count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    storage = bytes
  }

  /// Calls `body` with the bytes; 64 readable ones follow them.
  public func withBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try storage.withUnsafeBufferPointer { buffer throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] { Array(storage[..<count]) }
}

/// What a call emitted, as bytes until somebody asks.
public struct CallOutput: Sendable {
  /// What the plugin returned: 0, or failed, or stopped.
  public var result: Int32
  /// Any number of: kind as u32, size as u32, payload; little-endian.
  public var bytes: [UInt8]

  /// Creates an output.
  public init(result: Int32, bytes: [UInt8]) {
    self.result = result
    self.bytes = bytes
  }

  /// Whether the plugin reported success.
  public var isSuccess: Bool { result == 0 }

  /// Reads what was emitted; bytes of a plugin are hostile.
  ///
  /// - Throws: ``CarrierFailure`` of kind `malformed` where a payload is no message of its kind.
  public func delivery() throws(CarrierFailure) -> Delivery {
    var delivery = Delivery()
    let bytes = self.bytes
    do throws(MalformedMessage) {
      try bytes.withUnsafeBufferPointer { buffer throws(MalformedMessage) in
        var rest = UnsafeRawBufferPointer(buffer)
        delivery.records.reserveCapacity(Self.records(in: rest))
        while !rest.isEmpty { try delivery.take(&rest) }
      }
    } catch {
      throw CarrierFailure(.malformed, "emitted a message that is malformed at \(error)")
    }
    return delivery
  }

  /// How many records were emitted, as far as the frames are whole: records are large, and growing a list of them by and
  /// by costs as much as reading them.
  private static func records(in frames: UnsafeRawBufferPointer) -> Int {
    var (count, offset) = (0, 0)
    while frames.count - offset >= 8 {
      let kind = frames.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let size = frames.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      if UInt32(littleEndian: kind) == 1 { count += 1 }
      offset += 8 + Int(UInt32(littleEndian: size))
    }
    return count
  }
}

/// What a call emitted, read.
public struct Delivery: Sendable {
  /// The records, in the order they were emitted.
  public var records: [Record] = []
  /// The requests planned, or to follow.
  public var requests: [ProviderRequest] = []
  /// What did not work.
  public var diagnostics: [Diagnostic] = []
  /// What the upstream said of its limits.
  public var hints: [RateHint] = []
  /// Lines for the log.
  public var logs: [Log] = []

  /// Creates an empty delivery.
  public init() {}

  fileprivate mutating func take(_ rest: inout UnsafeRawBufferPointer) throws(MalformedMessage) {
    guard rest.count >= 8 else { throw MalformedMessage(at: 0, "a frame without its size") }
    let kind = UInt32(littleEndian: rest.loadUnaligned(as: UInt32.self))
    let size = Int(UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    guard rest.count - 8 >= size else { throw MalformedMessage(at: 8, "a frame beyond the end") }
    let payload = UnsafeRawBufferPointer(rebasing: rest[8..<8 + size])
    rest = UnsafeRawBufferPointer(rebasing: rest[(8 + size)...])
    switch kind {
    case 1: records.append(try Record(from: payload))
    case 2: requests.append(try ProtobufReader.read(ProviderRequest.self, from: payload))
    case 3: diagnostics.append(try ProtobufReader.read(Diagnostic.self, from: payload))
    case 4: hints.append(try ProtobufReader.read(RateHint.self, from: payload))
    case 5: logs.append(try ProtobufReader.read(Log.self, from: payload))
    default: throw MalformedMessage(at: 0, "an output of unknown kind \(kind)")
    }
  }
}

/// Why a provider could not be asked, or gave no answer that can be used.
public struct CarrierFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: String, Hashable, Sendable {
    /// The plugin cannot be loaded, or its provider not created.
    case refused
    /// The process that ran it ended.
    case died
    /// It did not return in time and was stopped.
    case deadline
    /// What it emitted is not what the contract says.
    case malformed
    /// It emitted more than the caps allow.
    case excessive
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What happened, to follow the plugin's name: "called openat, which a confined plugin may not".
  public let description: String

  /// Creates a failure.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
