/// How much more often two things come together than they would by chance.
enum Association {
  /// The times they came together as a multiple of what chance gives, 1 being chance; the counts must be above 0.
  @inline(__always)
  static func lift(_ together: Double, first: Double, second: Double, of all: Double) -> Double {
    together * all / (first * second)
  }

  /// The positive pointwise mutual information of a lift, in bits; 0 below chance (Church and Hanks 1990).
  @inline(__always)
  static func information(lift: Double) -> Double { max(0, log2(lift)) }
}
