extension Definition {
  /// How alike what two creators post about is.
  public static let contentSimilarity = Definition("content_similarity", .score)
  /// The creators that post about the same as one.
  public static let similarCreators = Definition("similar_creators", .structure)
  /// Every definition about creators that are alike.
  public static let similarity: [Definition] = [
    .contentSimilarity, .similarCreators, .audienceOverlap, .creatorMatch, .collaborationScore,
  ]
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

  /// A sentence for each shared token named, and one for their number.
  public var reasons: [String] {
    top.map {
      "\($0.token) makes \(Shown.decimals($0.part, 2)) of \(Shown.decimals(similarity, 2))"
    }
      + ["\(sharedCount) words, hashtags and sounds are shared that both use more than others do"]
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
  /// - Parameter limit: How many at most.
  /// - Complexity: O(creators + uses of the creator's tokens by all + limit · log(creators)).
  public func mostSimilar(to creator: Int, limit: Int) -> Finding<[ContentSimilarity]> {
    Finding(.similarCreators) { () throws(Unknown) in
      try check(creator)
      let products = products(with: creator)
      var best = Best(limit: max(0, limit))
      for other in 0..<count
      where products[other] > 0 && other != creator && totals[other] >= Double(minimum) {
        best.offer(other, products[other] / norms[other])
      }
      return best.ordered.map { explained(creator, $0, products[$0]) }
    }
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

/// The best of what is offered: a heap with the worst of them on top.
private struct Best {
  let limit: Int
  private var kept: [(place: Int, score: Double)] = []

  init(limit: Int) { self.limit = limit }

  var ordered: [Int] { kept.sorted { isWorse($1, $0) }.map(\.place) }

  mutating func offer(_ place: Int, _ score: Double) {
    if kept.count < limit {
      kept.append((place, score))
      rise(kept.count - 1)
    } else if limit > 0, isWorse(kept[0], (place, score)) {
      kept[0] = (place, score)
      sink()
    }
  }

  private func isWorse(_ a: (place: Int, score: Double), _ b: (place: Int, score: Double)) -> Bool {
    (a.score, b.place) < (b.score, a.place)
  }

  private mutating func rise(_ from: Int) {
    var child = from
    while child > 0, isWorse(kept[child], kept[(child - 1) / 2]) {
      kept.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < kept.count {
      var child = 2 * parent + 1
      if child + 1 < kept.count, isWorse(kept[child + 1], kept[child]) { child += 1 }
      if !isWorse(kept[child], kept[parent]) { return }
      kept.swapAt(parent, child)
      parent = child
    }
  }
}
