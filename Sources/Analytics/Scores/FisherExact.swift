/// Fisher's exact test of a table of two by two.
enum FisherExact {
  /// The two-sided p of a table: the probability, with the margins as they are, of tables no likelier than this one.
  ///
  ///                 with   without
  ///     first       a      b
  ///     second      c      d
  ///
  /// Linear in the smallest margin. The counts must not be negative.
  static func twoSided(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    // The table without the rarer trait is the same test, and so gives the same digits.
    guard a + c <= b + d else { return twoSided(b, a, d, c) }
    let (first, second, with) = (a + b, c + d, a + c)
    let lowest = max(0, with - second)
    let highest = min(first, with)
    guard lowest < highest else { return 1 }
    let whole = choose(first + second, with)
    func chance(_ x: Int) -> Double {
      exp(choose(first, x) + choose(second, with - x) - whole)
    }
    // Tables of equal probability may differ by the rounding of their logarithms.
    let limit = chance(a) * (1 + 1e-7)
    var sum = 0.0
    for x in lowest...highest {
      let p = chance(x)
      if p <= limit { sum += p }
    }
    return min(1, sum)
  }

  /// The logarithm of the number of ways to take `k` of `n`.
  private static func choose(_ n: Int, _ k: Int) -> Double {
    logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
  }
}
