internal import CMicroHTTPD

/// Receives requests from the library, lets the handler answer, and sends the answers.
final class FrontDesk: Sendable {
  let handler: HTTPServer.Handler
  let maximumBody: Int
  let pauses = Pauses()

  init(handler: @escaping HTTPServer.Handler, maximumBody: Int) {
    self.handler = handler
    self.maximumBody = maximumBody
  }

  /// The head has arrived: refuses what announces too long a body, and lets the rest come.
  func begin(_ exchange: Exchange, method: String, on connection: OpaquePointer) -> MHD_Result {
    exchange.method = method
    exchange.headers = receivedHeaders(of: connection)
    exchange.phase = .receiving
    let announced = exchange.headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
    guard let announced, announced > maximumBody else { return .YES }
    return send(tooLong, for: exchange, on: connection)
  }

  func receive(_ bytes: UnsafeRawBufferPointer, for exchange: Exchange) {
    guard !exchange.isTooLong else { return }
    exchange.isTooLong = exchange.body.count + bytes.count > maximumBody
    if exchange.isTooLong { exchange.body = [] } else { exchange.body.append(contentsOf: bytes) }
  }

  /// The request is complete, or a wait before its answer is over.
  func answer(_ exchange: Exchange, on connection: OpaquePointer) -> MHD_Result {
    if case .waiting(let response) = exchange.phase {
      return send(response, for: exchange, on: connection)
    }
    let response = exchange.isTooLong ? tooLong : handler(exchange.request)
    guard case .slow(let milliseconds) = response.delivery else {
      return send(response, for: exchange, on: connection)
    }
    exchange.phase = .waiting(response)
    guard pauses.pause(connection, milliseconds: milliseconds) else {
      return send(response, for: exchange, on: connection)
    }
    return .YES
  }

  // MARK: - Private

  private var tooLong: OutgoingResponse {
    OutgoingResponse(status: 413, text: "the body is longer than \(maximumBody) bytes\n")
  }

  private func send(
    _ response: OutgoingResponse, for exchange: Exchange, on connection: OpaquePointer
  ) -> MHD_Result {
    exchange.phase = .answered
    guard let prepared = prepare(response, on: connection) else { return .NO }
    defer { MHD_destroy_response(prepared) }
    for (name, value) in response.headers {
      guard MHD_add_response_header(prepared, name, value) == .YES else { return .NO }
    }
    return MHD_queue_response(connection, UInt32(clamping: response.status), prepared)
  }

  private func prepare(_ response: OutgoingResponse, on connection: OpaquePointer) -> OpaquePointer?
  {
    let isWhole =
      switch response.delivery {
      case .plain, .slow: response.body.count <= 1 << 20
      case .dripping, .cut: false
      }
    guard isWhole else {
      return BodyReader(response, connection: connection, pauses: pauses).response()
    }
    return response.body.withUnsafeBytes { bytes in
      // The library only reads from a buffer that it copies.
      let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      return MHD_create_response_from_buffer(bytes.count, start, .RESPMEM_MUST_COPY)
    }
  }
}

/// One request and where it stands. Only the thread of its connection touches it.
final class Exchange {
  enum Phase {
    case arriving
    case receiving
    case waiting(OutgoingResponse)
    case answered
  }

  let target: String
  var phase = Phase.arriving
  var method = ""
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var isTooLong = false

  init(target: String) { self.target = target }

  var request: IncomingRequest {
    IncomingRequest(method: method, target: target, headers: headers, body: body)
  }
}
