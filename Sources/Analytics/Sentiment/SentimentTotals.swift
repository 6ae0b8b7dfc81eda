/// The sentiments of a text's words put together.
struct SentimentTotals {
  private var sum = 0.0
  private var positive = 0.0
  private var negative = 0.0
  private var neutral = 0

  /// Adds up the sentiments of the words, in their order.
  init(_ sentiments: UnsafeMutableBufferPointer<Double>) {
    for sentiment in sentiments {
      sum += sentiment
      if sentiment > 0 {
        positive += sentiment + 1
      } else if sentiment < 0 {
        negative += sentiment - 1
      } else {
        neutral += 1
      }
    }
  }

  /// The score: marks strengthen what prevails, and the sum is brought into −1 to 1.
  func score(exclamations: Int, questions: Int) -> SentimentScore {
    let emphasis = Double(min(exclamations, 4)) * 0.292 + Self.emphasis(questions: questions)
    let sum = self.sum > 0 ? self.sum + emphasis : self.sum < 0 ? self.sum - emphasis : 0
    var (positive, negative) = (self.positive, self.negative)
    if positive > -negative {
      positive += emphasis
    } else if positive < -negative {
      negative -= emphasis
    }
    let total = positive - negative + Double(neutral)
    return SentimentScore(
      negative: Self.rounded(-negative / total, 1000),
      neutral: Self.rounded(Double(neutral) / total, 1000),
      positive: Self.rounded(positive / total, 1000),
      compound: Self.rounded(sum / (sum * sum + 15).squareRoot(), 10000))
  }

  private static func emphasis(questions: Int) -> Double {
    switch questions {
    case ..<2: 0
    case 2, 3: Double(questions) * 0.18
    default: 0.96
    }
  }

  /// `x`, from −1 to 1, rounded to a fraction of `steps` by its exact value, a tie to the even one: as the reference rounds.
  static func rounded(_ x: Double, _ steps: Double) -> Double {
    let scaled = x * steps
    var nearest = scaled.rounded(.toNearestOrEven)
    if abs(scaled - scaled.rounded(.towardZero)) == 0.5 {
      let error = (-scaled).addingProduct(x, steps)
      if error != 0 { nearest = scaled.rounded(error > 0 ? .up : .down) }
    }
    return nearest == 0 ? 0 : nearest / steps
  }
}

/// The rule about "but": what precedes it counts half, what follows it one and a half times.
///
/// The reference finds the place of each sentiment by its value, so that of equal ones the first may change twice and another
/// not at all. This is kept, in less time.
enum SentimentAfterBut {
  /// Applies the rule; `place` is that of the first "but".
  ///
  /// - Complexity: O(words²) up to `fewWords` of them, O(words · log(words)) beyond.
  static func apply(
    to sentiments: UnsafeMutableBufferPointer<Double>, place: Int, fewWords: Int = 64
  ) {
    if sentiments.count <= fewWords {
      for index in sentiments.indices where sentiments[index] != 0 {
        let first = sentiments.firstIndex(of: sentiments[index])!
        sentiments[first] *= factor(first, place)
      }
      return
    }
    var places: [Double: Heap<Int>] = [:]
    for index in sentiments.indices where sentiments[index] != 0 {
      let value = sentiments[index]
      places[value, default: Heap(by: <)].insert(index)
      let first = places[value]?.first ?? index
      sentiments[first] *= factor(first, place)
      if sentiments[first] == value { continue }
      places[value]?.removeFirst()
      if sentiments[first] != 0 { places[sentiments[first], default: Heap(by: <)].insert(first) }
    }
  }

  private static func factor(_ index: Int, _ place: Int) -> Double {
    index < place ? 0.5 : index > place ? 1.5 : 1
  }
}
