extension Definition {
  /// How alike what two creators post about is.
  public static let contentSimilarity = Definition("content_similarity", .score)
  /// The creators that post about the same as one.
  public static let similarCreators = Definition("similar_creators", .structure)
}

/// How alike what two creators post about is, with what they share.
public struct ContentSimilarity: Sendable, Equatable {
  /// A token that both use more than expected.
  public struct Shared: Sendable, Equatable {
    /// The token.
    public let token: ContentToken
    /// Its part of the similarity; the parts of all shared tokens add up to it.
    public let part: Double
  }

  /// The place of the other creator in the index.
  public let creator: Int
  /// The cosine of the two rows of weights, 0 (nothing shared) to 1.
  public let similarity: Double
  /// The shared tokens that make most of it, up to five, the largest part first.
  public let top: [Shared]
  /// How many tokens are shared.
  public let sharedCount: Int

  /// What the similarity comes from: each shared token named, and how many there are.
  public var reasons: [String] {
    let named = top.map { shared in
      "\(Prose.capital(shared.token.description)) makes \(Prose.number(shared.part)) of \(Prose.number(similarity))."
    }
    return named + [
      "Words, hashtags and sounds that both use more than others do: \(sharedCount)."
    ]
  }
}

extension ContentIndex {
  /// How alike what two creators post about is: the cosine of their weights.
  ///
  /// Unknown where there is no such creator, where one has too few uses of tokens, and where nothing that one uses weighs
  /// anything.
  ///
  /// - Complexity: O(tokens of the two · log(creators)).
  public func similarity(_ a: Int, _ b: Int) -> Finding<ContentSimilarity> {
    Finding(.contentSimilarity) { () throws(Unknown) in
      try check(a)
      try check(b)
      var product = 0.0
      for token in tokenNumbers(of: a) { product += weight(Int(token), a) * weight(Int(token), b) }
      return explained(a, b, product)
    }
  }

  /// The creators whose posts are most like those of one, the most alike first; of equals the earlier in the index first.
  ///
  /// Creators with too few uses of tokens, and those that share nothing, are left out.
  ///
  /// - Parameters:
  ///   - creator: The place of the creator among the profiles.
  ///   - limit: How many at most.
  /// - Complexity: O(creators + uses of the creator's tokens by all + limit · log(creators)).
  public func mostSimilar(to creator: Int, limit: Int) -> Finding<[ContentSimilarity]> {
    Finding(.similarCreators) { () throws(Unknown) in
      try check(creator)
      let products = products(with: creator)
      // The worst of the best so far comes first, to leave for a better one.
      var best = Heap<Scored>(by: Self.isWorse)
      for other in 0..<count
      where products[other] > 0 && other != creator && totals[other] >= Double(minimum) {
        let next = (place: other, score: products[other] / norms[other])
        if best.elements.count >= limit {
          guard let worst = best.first, Self.isWorse(worst, next) else { continue }
          best.removeFirst()
        }
        best.insert(next)
      }
      return best.elements.sorted { Self.isWorse($1, $0) }
        .map { explained(creator, $0.place, products[$0.place]) }
    }
  }

  private typealias Scored = (place: Int, score: Double)

  private static func isWorse(_ a: Scored, _ b: Scored) -> Bool {
    (a.score, b.place) < (b.score, a.place)
  }

  private func check(_ creator: Int) throws(Unknown) {
    guard totals.indices.contains(creator) else {
      throw Unknown(.noData, "there is no such creator")
    }
    guard totals[creator] >= Double(minimum), totals[creator] > 0 else {
      throw .tooFew(
        Int(totals[creator]), needed: max(1, minimum), of: "uses of words, hashtags and sounds")
    }
    guard norms[creator] > 0 else {
      throw Unknown(.noVariation, "nothing is used more than by the other creators")
    }
  }

  private func explained(_ a: Int, _ b: Int, _ product: Double) -> ContentSimilarity {
    let scale = 1 / (norms[a] * norms[b])
    var shared: [ContentSimilarity.Shared] = []
    for token in tokenNumbers(of: a) {
      let part = weight(Int(token), a) * weight(Int(token), b) * scale
      if part > 0 { shared.append(.init(token: tokens[Int(token)], part: part)) }
    }
    let top = shared.sorted { ($1.part, $0.token) < ($0.part, $1.token) }.prefix(5)
    return ContentSimilarity(
      creator: b, similarity: min(1, product * scale), top: Array(top), sharedCount: shared.count)
  }
}
