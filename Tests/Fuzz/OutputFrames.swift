// Built by `make fuzz` together with the sources of MetricSchema and Carrier.swift, under libFuzzer and AddressSanitizer.

/// Whatever a plugin emitted, reading it must end in a delivery or a failure.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOutputFrames(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  do throws(CarrierFailure) {
    let delivery = try CallOutput(result: 0, bytes: bytes).delivery()
    precondition(delivery.records.count * 8 <= size, "more records than frames")
  } catch {
    precondition(error.kind == .malformed, "an unexpected failure: \(error)")
  }
  return 0
}
