import CProviderABI
import CRunnerFrames

/// The sink of a table in this process: collects what a call emits.
final class OutputCollector {
  @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
  /// Which cap was met; the plugin has been asked to stop.
  private(set) var excess: pb_cap?
  @exclusivity(unchecked) private var outputs = 0
  private let maximumBytes: Int
  private let maximumOutputs: Int
  private static let kept = 1 << 20

  init(_ settings: CarrierSettings) {
    maximumBytes = settings.maximumOutputBytes
    maximumOutputs = settings.maximumOutputs
  }

  /// Gives away what was collected; the next call finds as much room as this one needed.
  func take() -> [UInt8] {
    var taken: [UInt8] = []
    taken.reserveCapacity(min(bytes.count, Self.kept))
    swap(&taken, &bytes)
    return taken
  }

  /// Calls `body` with a sink that collects here.
  func collect(_ body: (UnsafePointer<patchbay_sink_t>) -> Int32) -> Int32 {
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.kept)
    excess = nil
    outputs = 0
    var sink = patchbay_sink_t(
      struct_size: UInt32(MemoryLayout<patchbay_sink_t>.size), reserved: 0,
      context: Unmanaged.passUnretained(self).toOpaque(), emit: emit)
    return body(&sink)
  }

  fileprivate func take(_ kind: UInt32, _ payload: patchbay_bytes_t) -> Int32 {
    guard excess == nil else { return 1 }
    guard outputs < maximumOutputs else { return refuse(PB_CAP_OUTPUTS) }
    let size = payload.data == nil ? 0 : payload.size
    let room = maximumBytes - bytes.count - 8
    guard room >= 0, size <= UInt64(room) else { return refuse(PB_CAP_BYTES) }
    outputs += 1
    withUnsafeBytes(of: (kind.littleEndian, UInt32(size).littleEndian)) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: payload.data, count: Int(size)))
    return 0
  }

  private func refuse(_ cap: pb_cap) -> Int32 {
    excess = cap
    return 1
  }
}

private func emit(
  _ context: UnsafeMutableRawPointer?, _ kind: UInt32, _ payload: patchbay_bytes_t
) -> Int32 {
  guard let context else { return 1 }
  return Unmanaged<OutputCollector>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.take(kind, payload)
  }
}
