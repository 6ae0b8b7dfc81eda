import Locks
import MicroHTTPServer

/// An upstream on loopback that wants tokens, and the endpoint that issues them for a refresh token that is good once.
final class TokenServer: Sendable {
  struct State {
    var refreshToken = "refresh-0-secret"
    var issued = 0
    var token: String?
    var asked: [String] = []
    var bearers: [String] = []
    var lifetime = 3600
  }

  private final class Desk: Sendable {
    let state = Mutex(State())
  }

  private let desk = Desk()
  private let server: HTTPServer
  let address: String

  init() throws {
    server = HTTPServer { [desk] request in
      desk.state.withLock { state in
        request.path == "/oauth/token" ? state.issue(request) : state.answer(request)
      }
    }
    address = "http://127.0.0.1:\(try server.start())"
  }

  deinit { server.stop() }

  func with<R: Sendable>(_ body: (inout State) -> R) -> R { desk.state.withLock { body(&$0) } }
}

extension TokenServer.State {
  fileprivate mutating func issue(_ request: IncomingRequest) -> OutgoingResponse {
    let body = String(decoding: request.body, as: UTF8.self)
    asked.append("\(request.method) \(request.header("authorization") ?? "-") \(body)")
    guard formDecoded(body).contains(where: { $0 == ("refresh_token", refreshToken) }) else {
      let text = #"{"error":"invalid_grant","error_description":"not \#(refreshToken)"}"#
      return OutgoingResponse(status: 400, text: text, type: "application/json")
    }
    issued += 1
    token = "token-\(issued)-secret"
    refreshToken = "refresh-\(issued)-secret"
    return OutgoingResponse(
      text: #"""
        {"access_token":"token-\#(issued)-secret","token_type":"Bearer","expires_in":\#(lifetime),
         "refresh_token":"\#(refreshToken)"}
        """#, type: "application/json")
  }

  /// What a bearer gets, with its token in it; any token of three parts is good.
  fileprivate mutating func answer(_ request: IncomingRequest) -> OutgoingResponse {
    let bearer = String((request.header("authorization") ?? "-").drop { $0 != " " }.dropFirst())
    bearers.append(bearer)
    guard bearer == token || bearer.split(separator: ".").count == 3 else {
      return OutgoingResponse(status: 401, text: "not \(bearer)")
    }
    return OutgoingResponse(text: #"{"for":"\#(bearer)"}"#, type: "application/json")
  }
}
