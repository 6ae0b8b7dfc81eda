import Analytics
import Testing

@Suite("Sentiment")
struct SentimentTests {
  @Test("without the lexicon every sentiment is unknown, and says so")
  func notInstalled() {
    let unknown = Unknown(.notInstalled, "the sentiment lexicon is not installed")
    #expect(Sentiment.score("this is good", lexicon: nil).unknown == unknown)
    #expect(Sentiment.ofComments(["this is good"], lexicon: nil).unknown == unknown)
    #expect(
      Sentiment.ofComments([Sentiment.score("this is good", lexicon: nil)]).unknown == unknown)
  }

  @Test(
    "a text in English is scored, another is not",
    arguments: [
      ("this is good", nil), ("das ist wirklich gut", "the text is not in English"),
      ("😀😀", "the text does not tell which language it is in"),
    ] as [(String, String?)])
  func language(text: String, because: String?) throws {
    let finding = Sentiment.score(text, lexicon: try smallLexicon())
    #expect(finding.unknown?.because == because)
    #expect(finding.definition == .sentimentOfText)
    if because == nil { #expect(finding.value?.compound == 0.4588) }
  }

  @Test("comments are counted by class, with how many were scored")
  func summary() throws {
    let comments =
      Array(repeating: "this is good", count: 20) + Array(repeating: "this is bad", count: 10)
      + Array(repeating: "this is the house", count: 10)
      + Array(repeating: "das ist wirklich gut", count: 10)
    let summary = try #require(Sentiment.ofComments(comments, lexicon: try smallLexicon()).value)
    #expect(
      [summary.comments, summary.scored, summary.positive, summary.neutral, summary.negative] == [
        50, 40, 20, 10, 10,
      ])
    #expect(summary.coverage == 0.8)
    // good is 0.4588, bad is -0.5423
    #expect(abs(summary.mean - 0.093825) < 1e-12)
    #expect(abs(summary.interval.upperBound - summary.mean - 0.1294) < 0.0001)
    #expect(abs(summary.mean - summary.interval.lowerBound - 0.1294) < 0.0001)
    #expect(summary.reasons[0] == "40 of 50 comments are in English and have a score.")
    #expect(Sentiment.ofComments(comments.reversed(), lexicon: try smallLexicon()).value == summary)
  }

  @Test("fewer than 30 comments in English are too few")
  func tooFew() throws {
    let lexicon = try smallLexicon()
    let few =
      Array(repeating: "this is good", count: 29) + Array(repeating: "das ist gut", count: 100)
    #expect(
      Sentiment.ofComments(few, lexicon: lexicon).unknown
        == Unknown(.tooFew, "there are 29 comments in English, where 30 are needed"))
    #expect(Sentiment.ofComments([String](), lexicon: lexicon).unknown?.kind == .noData)
    let enough = Sentiment.ofComments(few + ["this is good"], lexicon: lexicon).value
    #expect(enough?.interval == 0.4588...0.4588)
  }
}
