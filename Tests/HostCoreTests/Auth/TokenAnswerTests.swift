import MetricSchema
import Testing

@testable import HostCore

@Suite("Answers of token endpoints")
struct TokenAnswerTests {
  private func answer(_ status: Int, _ text: String, retryAfter: String? = nil) -> HTTPAnswer {
    HTTPAnswer(
      status: status, headers: Headers(retryAfter.map { [("retry-after", $0)] } ?? []),
      body: Body(Array(text.utf8)))
  }

  private func refusal(_ answer: HTTPAnswer) throws -> TokenRefusal {
    try #require(throws: TokenRefusal.self) { try TokenAnswer(answer) }
  }

  @Test("Token, lifetime and new refresh token are read")
  func full() throws {
    let read = try TokenAnswer(
      answer(
        200,
        #"{"access_token":"abc","token_type":"Bearer","expires_in":3600,"refresh_token":"next"}"#))
    #expect(read.token == "abc")
    #expect(read.lifetimeS == 3600)
    #expect(read.refreshToken == "next")
  }

  @Test("A token alone will do, and so do other members")
  func alone() throws {
    let read = try TokenAnswer(answer(201, #"{"error":"","scope":"a","access_token":"abc"}"#))
    #expect(read.token == "abc")
    #expect(read.lifetimeS == nil)
    #expect(read.refreshToken == nil)
  }

  @Test(
    "What is no answer, or holds no token that can be sent, is a change of the upstream",
    arguments: [
      (#"{}"#, "its answer holds no access token"), ("", "its answer holds no access token"),
      ("<html>", "its answer holds no access token"), ("[]", "its answer holds no access token"),
      (#"{"access_token":""}"#, "its answer holds no access token"),
      (#"{"access_token":7}"#, "its answer holds no access token"),
      (#"{"access_token":"a\r\nHost: evil.example"}"#, "its answer holds no access token"),
      (#"{"access_token":"ä"}"#, "its answer holds no access token"),
      (
        #"{"access_token":"abc","token_type":"mac"}"#, "its token is of the type mac, no bearer"
      ),
    ])
  func broken(text: String, reason: String) throws {
    let refusal = try refusal(answer(200, text))
    #expect(refusal == TokenRefusal(.schemaChanged, reason))
  }

  @Test("A refresh token that cannot be one is not kept")
  func badRefreshToken() throws {
    let text = #"{"access_token":"abc","refresh_token":"a\nb"}"#
    #expect(try TokenAnswer(answer(200, text)).refreshToken == nil)
  }

  @Test(
    "Errors are told by their names, then by the status",
    arguments: [
      (400, "invalid_grant", FailureClass.auth), (401, "invalid_client", .auth),
      (400, "invalid_scope", .auth), (200, "invalid_client", .auth),
      (400, "temporarily_unavailable", .transient), (400, "server_error", .transient),
      (503, "anything", .transient), (429, "anything", .rateLimited),
    ])
  func errors(status: Int, code: String, failure: FailureClass) throws {
    let refusal = try refusal(
      answer(status, #"{"error":"\#(code)","error_description":"No.\u001b[2J"}"#))
    #expect(refusal.failure == failure)
    #expect(refusal.code == code)
    #expect(refusal.reason == "it answered \(code) (No. [2J)")
  }

  @Test(
    "Without a name the status tells",
    arguments: [
      (400, FailureClass.auth), (403, .auth), (404, .auth), (302, .blocked), (408, .transient),
      (500, .transient), (599, .transient), (429, .rateLimited),
    ])
  func statuses(status: Int, failure: FailureClass) throws {
    let refusal = try refusal(answer(status, #"{"errors":[{"code":99}]}"#))
    #expect(refusal == TokenRefusal(failure, "it answered HTTP status \(status)"))
  }

  @Test(
    "A pause is taken over, none that is absurd",
    arguments: [
      ("7", 7000), ("-1", 0), ("99999999999999", 31_622_400_000), ("soon", nil), (nil, nil),
    ] as [(String?, Int64?)])
  func pause(text: String?, milliseconds: Int64?) throws {
    #expect(try refusal(answer(429, "", retryAfter: text)).retryAfterMs == milliseconds)
  }

  @Test("A long description is cut")
  func long() throws {
    let text = String(repeating: "a", count: 5000)
    let refusal = try refusal(answer(400, #"{"error":"\#(text)","error_description":"\#(text)"}"#))
    #expect(refusal.reason.count < 450)
  }
}
