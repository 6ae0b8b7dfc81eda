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
  /// - Parameters:
  ///   - profiles: What each creator uses.
  ///   - minimum: How many uses of tokens a creator needs to be compared.
  /// - Complexity: O(counts · log(counts)); 16 bytes for each count.
  public init(_ profiles: [ContentProfile], minimum: Int = ContentIndex.defaultMinimum) {
    self.minimum = minimum
    totals = profiles.map(\.total)
    let rows = Rows(profiles)
    let columns = Columns(rows, totals)
    (tokens, rowStarts, rowTokens) = (rows.names, rows.starts, rows.tokens)
    (starts, creators, weights, norms) = (
      columns.starts, columns.creators, columns.weights, columns.norms
    )
  }

  /// The tokens of a creator that weigh something, with their weights, in the order of ``tokens``; none where there is no
  /// such creator.
  public func weights(of creator: Int) -> [(token: ContentToken, weight: Double)] {
    guard totals.indices.contains(creator) else { return [] }
    return tokenNumbers(of: creator).compactMap { token in
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
    let place = creators[starts[token]..<starts[token + 1]].bisect { $0 < UInt32(creator) }
    return place < starts[token + 1] && creators[place] == UInt32(creator) ? weights[place] : 0
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
}

/// The counts by creator.
private struct Rows {
  /// The tokens, ordered; everywhere else a token is its place here.
  let names: [ContentToken]
  var starts = [0]
  var tokens: [UInt32] = []
  var counts: [Double] = []

  init(_ profiles: [ContentProfile]) {
    // Numbered as they are met, so that each is looked up once; the order of a dictionary does not reach the result.
    var numbers: [ContentToken: UInt32] = [:]
    var met: [UInt32] = []
    for profile in profiles {
      for token in profile.counts.keys {
        let number = numbers[token] ?? UInt32(numbers.count)
        if number == numbers.count { numbers[token] = number }
        met.append(number)
      }
    }
    let ordered = numbers.sorted { $0.key < $1.key }
    var place = [UInt32](repeating: 0, count: ordered.count)
    for (index, entry) in ordered.enumerated() { place[Int(entry.value)] = UInt32(index) }
    names = ordered.map(\.key)
    var next = 0
    for profile in profiles {
      var row: [(token: UInt32, count: Double)] = []
      for count in profile.counts.values {
        row.append((place[Int(met[next])], Double(count)))
        next += 1
      }
      row.sort { $0.token < $1.token }
      tokens += row.lazy.map(\.token)
      counts += row.lazy.map(\.count)
      starts.append(tokens.count)
    }
  }
}

/// The weights by token.
private struct Columns {
  var starts: [Int]
  var creators: [UInt32]
  var weights: [Double]
  var norms: [Double]

  init(_ rows: Rows, _ totals: [Double]) {
    let tokens = rows.names.count
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
        let lift = Association.lift(
          rows.counts[place], first: totals[creator], second: uses[token], of: all)
        let weight = Association.information(lift: lift)
        creators[next[token]] = UInt32(creator)
        weights[next[token]] = weight
        next[token] += 1
        norms[creator] += weight * weight
      }
      norms[creator] = norms[creator].squareRoot()
    }
  }
}
