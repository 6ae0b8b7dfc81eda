import MetricSchema
import ProviderSDK
import ProviderTesting
import Testing

@Suite("Answers")
struct AnswerTests {
  @Test(
    "A status is the failure that it means",
    arguments: [
      (200, nil), (204, nil), (304, nil), (399, nil), (400, .invalidInput), (401, .auth),
      (402, .quota),
      (403, .permission), (404, .notFound), (405, .invalidInput), (407, .auth), (410, .gone),
      (413, .invalidInput),
      (422, .invalidInput), (429, .rateLimited), (451, .gone), (418, .transient), (500, .transient),
      (502, .transient),
      (503, .transient), (599, .transient), (100, .transient), (0, .transient), (999, .transient),
    ] as [(Int, FailureClass?)])
  func statuses(status: Int, failure: FailureClass?) throws {
    #expect(FailureClass(status: status) == failure)
    let emitted = try parsed(.status, "", status: status)
    #expect(emitted.diagnostics.map(\.failure) == [failure].compactMap(\.self))
    #expect(emitted.succeeded == (failure == nil))
  }

  @Test("Retry-After is passed on where it is a sensible number of seconds")
  func retryAfter() throws {
    let cases: [(String, Int64?)] = [
      ("30", 30_000), ("0", 0), ("-1", nil), ("x", nil), ("Fri, 20 Nov 2026 07:45:00 GMT", nil),
      ("9223372036854775807", nil),
    ]
    for (text, milliseconds) in cases {
      let emitted = try parsed(.status, "", status: 429, headers: [("Retry-After", text)])
      #expect(emitted.diagnostics.first?.retryAfterMs == milliseconds, "\(text)")
    }
  }

  @Test(
    "A body that is not JSON is the failure that it shows",
    arguments: [
      ("", 200, .transient), ("<html>", 200, .blocked), ("\n <!DOCTYPE html>", 403, .blocked),
      ("oops", 200, .schemaChanged),
      (#"{"text":"#, 200, .schemaChanged), ("", 503, .transient), ("<html>", 404, .notFound),
      ("oops", 429, .rateLimited),
      ("\u{FEFF}x", 200, .schemaChanged),
    ] as [(String, Int, FailureClass)])
  func notJSON(body: String, status: Int, failure: FailureClass) throws {
    let emitted = try parsed(.json, body, status: status)
    #expect(emitted.diagnostics.map(\.failure) == [failure])
    #expect(emitted.records.isEmpty)
  }

  @Test("JSON, HTML and XML are read from the same body")
  func bodies() throws {
    #expect(try parsed(.json, #"{"text":"a\u0000b"}"#).posts.first?.caption == "a\u{0}b")
    #expect(try parsed(.html, "<p>a<b>b").posts.first?.caption == "ab")
    #expect(try parsed(.xml, "<r>a<b>b</b></r>").posts.first?.caption == "ab")
    #expect(try parsed(.xml, "<r>").diagnostics.map(\.failure) == [.schemaChanged])
  }

  @Test("Headers are found by their names in lower case, the first counts")
  func headers() throws {
    let emitted = try parsed(
      .header, "", headers: [("A", "1"), ("a", "2")], finalURL: "https://example.com/x")
    #expect(emitted.posts.map(\.caption) == ["1", nil, "https://example.com/x"])
    #expect(try parsed(.header, "").posts.map(\.caption) == [nil, nil, nil])
  }

  @Test(
    "The RapidAPI gateway's own answers are told from the vendor's",
    arguments: [
      (200, "{}", nil), (204, "", .private), (401, #"{"message":"Invalid API key."}"#, .auth),
      (403, #"{"message":"You are not subscribed to this API."}"#, .permission),
      (404, #"{"message":"Endpoint '/x' does not exist"}"#, .schemaChanged), (404, "{}", .notFound),
      (429, #"{"message":"Too many requests"}"#, .rateLimited),
      (429, #"{"message":"You have exceeded the MONTHLY quota for Requests"}"#, .quota),
      (502, "<html>", .transient), (504, "", .transient),
    ] as [(Int, String, FailureClass?)])
  func rapidAPI(status: Int, body: String, failure: FailureClass?) throws {
    let emitted = try parsed(.rapid, body, status: status)
    #expect(emitted.diagnostics.map(\.failure) == [failure].compactMap(\.self))
  }

  @Test("The gateway's headers say what is left of the month")
  func rapidAPIHint() throws {
    let prefix = "X-RateLimit-Requests-"
    let headers = [
      (prefix + "Limit", "500"), (prefix + "Remaining", "498"), (prefix + "Reset", "86400"),
    ]
    let hint = try #require(try parsed(.rapid, "{}", headers: headers).hints.first)
    #expect(hint.limit == 500)
    #expect(hint.remaining == 498)
    #expect(hint.resetAfterMs == 86_400_000)
    #expect(hint.window == "month")
    #expect(try parsed(.rapid, "{}").hints.isEmpty)
    #expect(try parsed(.rapid, "{}", headers: [(prefix + "Remaining", "many")]).hints.isEmpty)
  }
}
