extension Definition {
  /// Which part of two creators' commenters are the same people.
  public static let audienceOverlap = Definition("audience_overlap", .ratio)
}

/// The people seen at a creator's posts, in little space, to be compared with those of another.
///
/// Up to ``size`` of them are kept exactly, as hashes of 64 bits; of more, those with the smallest hashes (the bottom sketch of
/// Broder 1997, a MinHash with one hash function).
public struct AudienceSketch: Sendable, Equatable {
  /// How many are kept.
  public static let size = 10_000

  /// How many different people were given.
  public let count: Int
  /// The smallest hashes, ascending.
  private let hashes: [UInt64]

  /// Creates a sketch of the people with these ids at one platform; repeated ids count once, and an empty one is nobody's.
  ///
  /// - Complexity: O(n · log(n)).
  public init(_ ids: some Sequence<String>) {
    var all = ids.compactMap { $0.isEmpty ? nil : Self.hash($0) }
    all.sort()
    var last: UInt64?
    all.removeAll { hash in
      defer { last = hash }
      return hash == last
    }
    count = all.count
    hashes = Array(all.prefix(Self.size))
  }

  /// How much of the audience of two creators is the same: `|A ∩ B| / |A ∪ B|` (Jaccard 1901).
  ///
  /// - Parameters:
  ///   - other: The audience of the other creator.
  ///   - minimum: How many people each needs.
  /// - Returns: The overlap; unknown where one of the two has fewer people.
  /// - Complexity: O(``size``).
  public func overlap(with other: Self, minimum: Int = 30) -> Finding<AudienceOverlap> {
    Finding(.audienceOverlap) { () throws(Unknown) in
      let smaller = min(count, other.count)
      guard smaller >= max(1, minimum) else {
        throw .tooFew(smaller, needed: max(1, minimum), of: "commenters of one of the two")
      }
      return overlap(other)
    }
  }

  private func overlap(_ other: Self) -> AudienceOverlap {
    let limit = min(reach, other.reach)
    let (shared, union) = merged(other, upTo: limit)
    let similarity = union == 0 ? 0 : Double(shared) / Double(union)
    if limit == .max {
      return AudienceOverlap(
        similarity: similarity, shared: Double(shared), sizes: [count, other.count],
        standardError: 0)
    }
    // No estimate has more people in both than there are in one of the two.
    let (smaller, larger) = (Double(min(count, other.count)), Double(max(count, other.count)))
    let possible = min(similarity, smaller / larger)
    return AudienceOverlap(
      similarity: possible, shared: min(smaller, possible * (smaller + larger) / (1 + possible)),
      sizes: [count, other.count], standardError: 0.5 / Double(union).squareRoot())
  }

  /// Up to which hash everyone is known.
  private var reach: UInt64 { count <= Self.size ? .max : hashes[hashes.count - 1] }

  private func merged(_ other: Self, upTo limit: UInt64) -> (shared: Int, union: Int) {
    let (a, b) = (hashes, other.hashes)
    var (i, j, shared, union) = (0, 0, 0, 0)
    while i < a.count || j < b.count {
      let one = i < a.count ? a[i] : .max
      let two = j < b.count ? b[j] : .max
      if min(one, two) > limit { break }
      union += 1
      if i < a.count, j < b.count, one == two { shared += 1 }
      if i < a.count, one <= two { i += 1 }
      if j < b.count, two <= one { j += 1 }
    }
    return (shared, union)
  }

  /// FNV-1a, its bits then mixed as in SplitMix64, so that the smallest are a fair sample. The same in every process.
  private static func hash(_ id: String) -> UInt64 {
    var hash = StableHash()
    hash.add(id)
    var generator = SeededGenerator(seed: hash.value)
    return generator.next()
  }
}

/// Which part of two creators' audience is the same people.
public struct AudienceOverlap: Sendable, Equatable {
  /// The Jaccard similarity, 0 to 1.
  public let similarity: Double
  /// How many people are in both: counted, or estimated where ``standardError`` is above 0.
  public let shared: Double
  /// How many people each of the two has.
  public let sizes: [Int]
  /// The standard error of the similarity: 0 where all people were compared, else at most this, 0.005 or less.
  public let standardError: Double

  /// What the overlap comes from.
  public var reasons: [String] {
    let number = Prose.number(shared, 0)
    let kind = standardError == 0 ? "are" : "are, by estimate,"
    return ["\(number) of \(sizes[0]) and \(sizes[1]) commenters \(kind) the same people."]
  }
}
