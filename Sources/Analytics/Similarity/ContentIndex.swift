/// Creators by what they post about: how much more often than expected each uses each word, hashtag and sound.
///
/// The weight of a token for a creator is its positive pointwise mutual information, `max(0, log2(n·N / (nᵢ·nₜ)))`, of the
/// count `n`, all counts `N`, the creator's `nᵢ` and the token's `nₜ` (Church and Hanks 1990). What everyone uses weighs
/// nothing. The weights are kept by token, so that a search reads only the creators that share one.
public struct ContentIndex: Sendable {
  /// How many uses of tokens a creator needs, where the caller does not say: with fewer, one shared word decides.
  public static let defaultMinimum = 20

  /// The tokens, ordered.
  public let tokens: [ContentToken]
  let minimum: Int
  /// The uses of tokens of each creator.
  let totals: [Double]
  /// The length of each creator's row of weights.
  let norms: [Double]
  /// The tokens of each creator, ascending: those from `rowStarts[creator]`.
  private let rowStarts: [Int]
  private let rowTokens: [UInt32]
  /// The creators of each token, ascending, with their weights: those from `starts[token]`.
  private let starts: [Int]
  private let creators: [UInt32]
  private let weights: [Double]

  /// The number of creators.
  public var count: Int { totals.count }

  /// Creates an index; a creator is from now on its place in `profiles`.
  ///
  /// - Parameter minimum: How many uses of tokens a creator needs to be compared.
  /// - Complexity: O(counts · log(counts)); 16 bytes for each count.
  public init(_ profiles: [ContentProfile], minimum: Int = ContentIndex.defaultMinimum) {
    self.minimum = minimum
    let numbered = Self.numbered(profiles)
    tokens = numbered.tokens
    totals = profiles.map(\.total)
    var rowStarts = [0]
    var rowTokens: [UInt32] = []
    var rowCounts: [Double] = []
    for profile in profiles {
      let row = profile.counts.map { (numbered.numbers[$0.key]!, Double($0.value)) }.sorted {
        $0.0 < $1.0
      }
      for (token, count) in row {
        rowTokens.append(token)
        rowCounts.append(count)
      }
      rowStarts.append(rowTokens.count)
    }
    let rows = Rows(starts: rowStarts, tokens: rowTokens, counts: rowCounts)
    let columns = Columns(rows, totals, tokens: tokens.count)
    (starts, creators, weights, norms) = (
      columns.starts, columns.creators, columns.weights, columns.norms
    )
    (self.rowStarts, self.rowTokens) = (rowStarts, rowTokens)
  }

  /// The tokens of a creator that weigh something, with their weights, in the order of ``tokens``.
  public func weights(of creator: Int) -> [(token: ContentToken, weight: Double)] {
    tokenNumbers(of: creator).compactMap { token in
      let weight = weight(Int(token), creator)
      return weight > 0 ? (tokens[Int(token)], weight) : nil
    }
  }

  /// The numbers of a creator's tokens, ascending.
  func tokenNumbers(of creator: Int) -> ArraySlice<UInt32> {
    rowTokens[rowStarts[creator]..<rowStarts[creator + 1]]
  }

  /// The weight of a token for a creator; 0 where the creator does not use it.
  ///
  /// - Complexity: O(log(creators of the token)).
  func weight(_ token: Int, _ creator: Int) -> Double {
    var (low, high) = (starts[token], starts[token + 1])
    while low < high {
      let middle = (low + high) / 2
      if creators[middle] < UInt32(creator) { low = middle + 1 } else { high = middle }
    }
    return low < starts[token + 1] && creators[low] == UInt32(creator) ? weights[low] : 0
  }

  /// The sum of products of weights of a creator with every creator.
  ///
  /// - Complexity: O(creators + uses of the creator's tokens by all).
  func products(with creator: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      creators.withUnsafeBufferPointer { creators in
        weights.withUnsafeBufferPointer { weights in
          for token in tokenNumbers(of: creator) {
            let own = weight(Int(token), creator)
            if own == 0 { continue }
            for place in starts[Int(token)]..<starts[Int(token) + 1] {
              sums[Int(creators[place])] += own * weights[place]
            }
          }
        }
      }
    }
    return sums
  }

  private static func numbered(_ profiles: [ContentProfile]) -> (
    tokens: [ContentToken], numbers: [ContentToken: UInt32]
  ) {
    var seen: Set<ContentToken> = []
    for profile in profiles { seen.formUnion(profile.counts.keys) }
    let tokens = seen.sorted()
    return (tokens, Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, UInt32($0)) }))
  }
}

/// The counts by creator.
private struct Rows {
  var starts: [Int]
  var tokens: [UInt32]
  var counts: [Double]
}

/// The weights by token.
private struct Columns {
  var starts: [Int]
  var creators: [UInt32]
  var weights: [Double]
  var norms: [Double]

  init(_ rows: Rows, _ totals: [Double], tokens: Int) {
    var uses = [Double](repeating: 0, count: tokens)
    starts = [Int](repeating: 0, count: tokens + 1)
    for (token, count) in zip(rows.tokens, rows.counts) {
      uses[Int(token)] += count
      starts[Int(token) + 1] += 1
    }
    for token in 0..<tokens { starts[token + 1] += starts[token] }
    creators = [UInt32](repeating: 0, count: rows.tokens.count)
    weights = [Double](repeating: 0, count: rows.tokens.count)
    norms = [Double](repeating: 0, count: totals.count)
    let all = totals.reduce(0, +)
    var next = starts
    for creator in totals.indices {
      for place in rows.starts[creator]..<rows.starts[creator + 1] {
        let token = Int(rows.tokens[place])
        let weight = max(0, log2(rows.counts[place] * all / (totals[creator] * uses[token])))
        creators[next[token]] = UInt32(creator)
        weights[next[token]] = weight
        next[token] += 1
        norms[creator] += weight * weight
      }
      norms[creator] = norms[creator].squareRoot()
    }
  }
}
