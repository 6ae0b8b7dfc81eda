/// The rules that make the rating of a word the sentiment of its place in the text.
///
/// The order of the steps and of the operations on numbers is that of the reference, so that results are equal to the last
/// digit that is shown.
struct SentimentRules {
  let words: UnsafeBufferPointer<SentimentWord>
  let phrases: SentimentPhrases
  /// Whether some words, but not all, are in capitals.
  let capitalsStandOut: Bool

  /// The sentiment of the word at `index`; 0 where the word has none.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  func sentiment(at index: Int) -> Double {
    let word = words[index]
    guard word.has(.rated), !word.has(.degree) else { return 0 }
    if word.has(.kind), follows(index, .of) { return 0 }
    return sentiment(of: word, at: index)
  }

  private func sentiment(of word: SentimentWord, at index: Int) -> Double {
    var valence = word.valence
    if word.has(.no), follows(index, .rated) { valence = 0 }
    if noPrecedes(index) { valence = word.valence * SentimentRuleWords.negation }
    if word.has(.capitals), capitalsStandOut {
      valence += valence > 0 ? SentimentRuleWords.capitals : -SentimentRuleWords.capitals
    }
    for distance in 1...3 where index >= distance && !words[index - distance].has(.rated) {
      valence += degree(words[index - distance], distance, valence)
      valence = negated(valence, index, distance)
      if distance == 3 { valence = phrased(valence, index) }
    }
    return afterLeast(valence, index)
  }

  private func follows(_ index: Int, _ trait: SentimentTraits) -> Bool {
    index + 1 < words.count && words[index + 1].has(trait)
  }

  private func noPrecedes(_ index: Int) -> Bool {
    if index >= 1, words[index - 1].has(.no) { return true }
    if index >= 2, words[index - 2].has(.no) { return true }
    return index >= 3 && words[index - 3].has(.no) && words[index - 1].has(.orNor)
  }

  /// What a word that raises or lowers adds: less with the distance, more in capitals, away from zero where it raises.
  private func degree(_ word: SentimentWord, _ distance: Int, _ valence: Double) -> Double {
    guard word.has(.degree) else { return 0 }
    var degree = word.has(.raises) ? SentimentRuleWords.degree : -SentimentRuleWords.degree
    if valence < 0 { degree = -degree }
    if word.has(.capitals), capitalsStandOut {
      degree += valence > 0 ? SentimentRuleWords.capitals : -SentimentRuleWords.capitals
    }
    switch distance {
    case 2: return degree * 0.95
    case 3: return degree * 0.9
    default: return degree
    }
  }

  /// Turns a sentiment round after a negation, but strengthens it after "never so" and leaves it after "without doubt".
  ///
  /// At three words' distance, "so" or "this" right before the word strengthens it whatever precedes: so the reference.
  private func negated(_ valence: Double, _ index: Int, _ distance: Int) -> Double {
    let far = words[index - distance]
    switch distance {
    case 2:
      if far.has(.never), words[index - 1].has(.soOrThis) { return valence * 1.25 }
      if far.has(.without), words[index - 1].has(.doubt) { return valence }
    case 3:
      if words[index - 1].has(.soOrThis) { return valence * 1.25 }
      if far.has(.never), words[index - 2].has(.soOrThis) { return valence * 1.25 }
      if far.has(.without), words[index - 2].has(.doubt) || words[index - 1].has(.doubt) {
        return valence
      }
    default: break
    }
    return far.has(.negates) ? valence * SentimentRuleWords.negation : valence
  }

  /// Replaces a sentiment within a phrase that has one of its own, and lowers it after "kind of" and its like.
  private func phrased(_ valence: Double, _ index: Int) -> Double {
    let (here, one) = (words[index].phraseWord, words[index - 1].phraseWord)
    let (two, three) = (words[index - 2].phraseWord, words[index - 3].phraseWord)
    var result =
      phrases.rating(one, here) ?? phrases.rating(two, one, here) ?? phrases.rating(two, one)
      ?? phrases.rating(three, two, one) ?? phrases.rating(three, two) ?? valence
    if here != 0, index + 1 < words.count {
      let next = words[index + 1].phraseWord
      if let rating = phrases.rating(here, next) { result = rating }
      if index + 2 < words.count,
        let rating = phrases.rating(here, next, words[index + 2].phraseWord)
      {
        result = rating
      }
    }
    result += phrases.degree(three, two) ?? 0
    return result + (phrases.degree(two, one) ?? 0)
  }

  /// Turns a sentiment round after "least", except in "at least" and "very least".
  private func afterLeast(_ valence: Double, _ index: Int) -> Double {
    guard index >= 1, words[index - 1].has(.least), !words[index - 1].has(.rated) else {
      return valence
    }
    if index >= 2, words[index - 2].has(.atOrVery) { return valence }
    return valence * SentimentRuleWords.negation
  }
}
