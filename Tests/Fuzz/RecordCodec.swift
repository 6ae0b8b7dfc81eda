// Built by `make fuzz` together with the sources of MetricSchema, under libFuzzer and AddressSanitizer.

/// Whatever the bytes are, reading them must end in a record or an error; a record must survive the way back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecordCodec(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = UnsafeRawBufferPointer(start: data, count: size)
  if let record = try? Record(from: bytes) {
    guard let again = try? Record(from: record.serialized()) else {
      fatalError("a record cannot be read back")
    }
    var (first, second) = (JSONWriter(), JSONWriter())
    record.write(to: &first)
    again.write(to: &second)
    precondition(first.bytes == second.bytes, "a record changed on the way")
  }
  _ = try? ProtobufReader.read(ProviderRequest.self, from: bytes)
  _ = try? ProtobufReader.read(Diagnostic.self, from: bytes)
  return 0
}
