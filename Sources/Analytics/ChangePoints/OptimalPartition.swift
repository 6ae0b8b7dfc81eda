/// The partition of a series into pieces of constant mean with the least penalised cost: PELT (Killick, Fearnhead and
/// Eckley, "Optimal Detection of Changepoints With a Linear Computational Cost", 2012).
///
/// The cost of a piece is the sum of the squared differences from its mean (L2); each piece adds the penalty. The result
/// is the exact optimum. Cost: O(n) where changes are many, O(n²) where there are none.
public enum OptimalPartition {
  /// The index of the first value of every piece but the first, ascending.
  ///
  /// - Parameters:
  ///   - values: Values below 10¹⁰⁰ in size; with others there are no changes.
  ///   - penalty: What a further piece costs, at least 0.
  ///   - least: Values of a piece at least.
  public static func changes(in values: [Double], penalty: Double, least: Int = 2) -> [Int] {
    let least = max(least, 1)
    guard values.count / 2 >= least, areDivisible(values), penalty >= 0 else { return [] }
    var search = PartitionSearch(values, penalty: penalty, least: least)
    for end in least...values.count { search.advance(to: end) }
    return search.changes()
  }

  /// The penalised cost of a partition, by its definition; the penalty is not counted for the first piece.
  ///
  /// - Parameters:
  ///   - changes: The index of the first value of every piece but the first, as ``changes(in:penalty:least:)`` gives them, in
  ///     any order; what is there twice counts once, and what is not from 1 to below `values.count` begins no piece.
  ///   - values: Finite values; with others the cost is not finite.
  ///   - penalty: What a further piece costs, at least 0.
  public static func cost(of changes: [Int], in values: [Double], penalty: Double) -> Double {
    let starts = Set(changes.filter { $0 > 0 && $0 < values.count }).sorted()
    let bounds = [0] + starts + [values.count]
    let squares = zip(bounds, bounds.dropFirst()).map { Moments(values[$0..<$1]).squares }
    return squares.reduce(penalty * Double(starts.count), +)
  }

  /// The usual penalty, 3·σ²·ln n: three times what the Bayesian criterion asks for one more mean, so that chance is seldom
  /// taken for a change.
  public static func penalty(noise: Double, count: Int) -> Double {
    3 * noise * noise * log(Double(max(count, 1)))
  }

  /// The standard deviation σ of the noise around pieces of constant mean, by the differences of neighbours: that of normal
  /// noise with the same median absolute deviation of them. Where this is less than a tenth of their mean absolute
  /// deviation, as in a count that stands still on most days, that of noise with the same mean square.
  ///
  /// 0 where all differences are equal, for fewer than 2 values, and for such as ``changes(in:penalty:least:)`` does not
  /// divide.
  public static func noise(of values: [Double]) -> Double {
    guard values.count > 1, areDivisible(values) else { return 0 }
    let differences = zip(values.dropFirst(), values).map { $0 - $1 }
    let centre = Order.median(differences)
    let distances = differences.map { abs($0 - centre) }
    let median = Order.median(distances)
    let count = Double(distances.count)
    // Not only a median of 0: the steps of a logarithm that come from equal gains differ by a trace.
    guard median * 10 < distances.reduce(0, { $0 + $1 / count }) else {
      return median * 1.482602218505602 / 2.0.squareRoot()
    }
    return (distances.reduce(0) { $0 + $1 * $1 / count } / 2).squareRoot()
  }

  /// Whether the squares of all values, and their sums, are numbers.
  private static func areDivisible(_ values: [Double]) -> Bool {
    values.allSatisfy { abs($0) < 1e100 }
  }
}
