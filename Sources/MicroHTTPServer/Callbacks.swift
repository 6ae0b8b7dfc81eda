internal import CMicroHTTPD

// The library calls these on its own threads, so they are plain functions. What it hands back as state is the
// exchange of the request, retained from the first line of the request until it is completed.

/// The first line of a request has arrived.
func onTarget(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?,
  _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  let exchange = Exchange(target: target.map { String(cString: $0) } ?? "")
  return Unmanaged.passRetained(exchange).toOpaque()
}

/// The head, a part of the body or the end of a request has arrived, in one call each.
func onRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ url: UnsafePointer<CChar>?, _ method: UnsafePointer<CChar>?,
  _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
  _ uploadSize: UnsafeMutablePointer<Int>?,
  _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let context, let connection, let method, let uploadSize, let state = state?.pointee else {
    return .NO
  }
  let desk = Unmanaged<FrontDesk>.fromOpaque(context).takeUnretainedValue()
  let exchange = Unmanaged<Exchange>.fromOpaque(state).takeUnretainedValue()
  if case .arriving = exchange.phase {
    return desk.begin(exchange, method: String(cString: method), on: connection)
  }
  guard uploadSize.pointee > 0, let upload else { return desk.answer(exchange, on: connection) }
  desk.receive(UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee), for: exchange)
  uploadSize.pointee = 0
  return .YES
}

/// A request is over, answered or not.
func onCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ how: MHD_RequestTerminationCode
) {
  guard let exchange = state?.pointee else { return }
  Unmanaged<Exchange>.fromOpaque(exchange).release()
  state?.pointee = nil
}

/// The headers of a request, names in lower case.
func receivedHeaders(of connection: OpaquePointer) -> [(name: String, value: String)] {
  var headers: [(name: String, value: String)] = []
  withUnsafeMutablePointer(to: &headers) { headers in
    _ = MHD_get_connection_values(connection, .HEADER_KIND, onHeader, headers)
  }
  return headers
}

private func onHeader(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ value: UnsafePointer<CChar>?
) -> MHD_Result {
  guard let context, let name else { return .NO }
  context.assumingMemoryBound(to: [(name: String, value: String)].self).pointee.append(
    (String(cString: name).lowercased(), value.map { String(cString: $0) } ?? ""))
  return .YES
}
