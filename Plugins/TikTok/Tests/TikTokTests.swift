import MetricSchema
import ProviderTesting
import Testing
import TikTokProvider

@Suite("TikTok plugin")
struct TikTokTests {
  @Test("Makes of each recorded answer what is expected", arguments: CaseFolder.all())
  func cases(folder: CaseFolder) throws { try folder.expectExpected(providers) }

  @Test("Survives damaged answers", arguments: CaseFolder.all())
  func abuse(folder: CaseFolder) throws { try expectSurvivesAbuse(folder, providers) }

  @Test("Finds its cases")
  func findsCases() { #expect(CaseFolder.all().count == 79) }

  @Test("Passes on what the gateway says of the quota")
  func rateHint() throws {
    let profile = try #require(CaseFolder.all().first { $0.name == "scraper7-profile" })
    let hint = try #require(try profile.run(providers).hints.first)
    #expect(hint.limit == 300)
    #expect(hint.remaining == 299)
    #expect(hint.resetAfterMs == 2_592_000_000)
    #expect(hint.window == "month")
  }

  @Test(
    "Fetches replies unless told not to", arguments: ["scraper7-comments", "api23-comments"])
  func replies(name: String) throws {
    let question = try #require(CaseFolder.all().first { $0.name == name }).question()
    for (settings, calls) in [("{}", 2), (#"{"replies":false}"#, 1)] {
      let harness = try ProviderHarness(question.provider, of: providers, settings: settings)
      let emitted = harness.parse(
        try #require(question.answer), to: question.request, of: question.job)
      #expect(emitted.requests.count == calls, "\(settings)")
    }
  }

  @Test("Finds today's script among a page's others, and its JSON in a body by itself")
  func scripts() throws {
    let question = try #require(CaseFolder.all().first { $0.name == "web-post" }).question()
    let page = String(decoding: try #require(question.answer), as: UTF8.self)
    let start = try #require(page.firstRange(of: "{\"__DEFAULT"))
    let end = try #require(page.firstRange(of: "</script>"))
    let json = String(page[start.lowerBound..<end.lowerBound])
    let other = #"<html><script id="SIGI_STATE">{"a":"#
    let harness = try ProviderHarness("tiktok.web", of: providers)
    let expected = harness.parse(Array(page.utf8), to: question.request, of: question.job)
    #expect(expected.posts.map(\.id) == ["7500000000000000001"])
    for body in [json, "\n" + json, other + "1}</script>" + page] {
      let emitted = harness.parse(Array(body.utf8), to: question.request, of: question.job)
      #expect(emitted == expected)
    }
  }
}
