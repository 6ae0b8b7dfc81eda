// Answers questions about the analytics for `make verify`: one line in, one line out, so that any language can compare.
// A question is fields between tabs, the first of which names the function; numbers within a field stand between spaces.

/// The areas and what answers for each: the fields of a question in, the answer's line out.
let areas: KeyValuePairs<String, ([Substring]) throws -> String> = [
  "sentiment": SentimentAnswers.answer, "bench-sentiment": SentimentBench.answer,
  "similarity": SimilarityAnswers.answer, "bench-similarity": SimilarityBench.answer,
  "timing": timing, "bench-timing": benchTiming, "content": content, "bench-content": benchContent,
  "rates": rates, "scores": scores, "bench-rates": benchRates, "bench-scores": benchScores,
  "bench-spikes": benchSpikes, "growth": verifyGrowth, "spikes": verifySpikes,
  "forecasts": forecasts, "bench-forecasts": benchForecasts, "change-points": changePoints,
]

guard CommandLine.arguments.count == 2,
  let area = areas.first(where: { $0.key == CommandLine.arguments[1] })
else {
  print("usage: patchbay-verify \(areas.map(\.key).joined(separator: "|")) < questions")
  fatalError("no such area")
}
while let line = readLine() {
  print(try area.value(line.split(separator: "\t", omittingEmptySubsequences: false)))
}
