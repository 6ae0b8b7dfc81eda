import Testing

@testable import Analytics

@Suite("Sentiment totals")
struct SentimentTotalsTests {
  @Test("the rule about but gives the same for many words as for few")
  func sameForMany() {
    let seed = UInt64.random(in: 0...(.max))
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 1...120, using: &generator)
      let values = (0..<count).map { _ in
        [0, 1, 2, 0.5, -1, 1.5, 4, 3].randomElement(using: &generator)!
      }
      let place = Int.random(in: 0..<count, using: &generator)
      var (few, many) = (values, values)
      few.withUnsafeMutableBufferPointer {
        SentimentAfterBut.apply(to: $0, place: place, fewWords: .max)
      }
      many.withUnsafeMutableBufferPointer {
        SentimentAfterBut.apply(to: $0, place: place, fewWords: 0)
      }
      #expect(few == many)
    }
  }

  @Test("numbers are rounded by their exact value, a tie to the even one")
  func rounding() {
    // Times 1000, 0.0035 and 0.0045 both give a tie; exactly, the first lies above it and the second below. 0.0625 and
    // 0.1875 are ties exactly.
    #expect(SentimentTotals.rounded(0.0035, 1000) == 0.004)
    #expect(SentimentTotals.rounded(0.0045, 1000) == 0.004)
    #expect(SentimentTotals.rounded(0.0625, 1000) == 0.062)
    #expect(SentimentTotals.rounded(0.1875, 1000) == 0.188)
    #expect(SentimentTotals.rounded(-0.0625, 1000) == -0.062)
    #expect(SentimentTotals.rounded(0.2675, 1000) == 0.268)
    #expect(SentimentTotals.rounded(1, 1000) == 1)
    #expect(SentimentTotals.rounded(-0.0, 1000).sign == .plus)
  }
}
