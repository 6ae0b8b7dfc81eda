/// Student's t distribution, for degrees of freedom above 0. What lies outside its parameters is not a number.
public enum StudentDistribution {
  /// The share of the distribution above `t` for `freedom` degrees of freedom.
  public static func tail(_ t: Double, freedom: Double) -> Double {
    guard isDefined(freedom), !t.isNaN else { return .nan }
    let outer = incompleteBeta(t * t, freedom) / 2
    return t >= 0 ? outer : 1 - outer
  }

  /// The value above which the share `p` lies, for a `p` between 0 and 1.
  ///
  /// Newton's method on the logarithm of the tail, held between bounds that close in.
  public static func upperQuantile(_ p: Double, freedom: Double) -> Double {
    guard p > 0, p < 1, isDefined(freedom) else { return .nan }
    guard p != 0.5 else { return 0 }
    guard p < 0.5 else { return -upperQuantile(1 - p, freedom: freedom) }
    var (low, high) = (0.0, 1.0)
    while tail(high, freedom: freedom) > p, high < 1e300 { (low, high) = (high, high * 2) }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let share = tail(t, freedom: freedom)
      if share > p { low = t } else { high = t }
      let step = (log(share) - log(p)) * share / density(t, freedom: freedom)
      let next = t + step
      let inside = next > low && next < high
      let better = inside ? next : (low + high) / 2
      defer { t = better }
      if abs(better - t) <= 4e-16 * t { break }
    }
    return t
  }

  private static func isDefined(_ freedom: Double) -> Bool { freedom > 0 && freedom < .infinity }

  /// How many standard errors around an estimate hold the truth in 95 of 100 cases.
  static func reach95(freedom: Double) -> Double { upperQuantile(0.025, freedom: freedom) }

  private static func density(_ t: Double, freedom: Double) -> Double {
    let power = exp(-(freedom + 1) / 2 * logOnePlus(t * t / freedom))
    return gammaRatio(freedom / 2) / (freedom * Double.pi).squareRoot() * power
  }

  /// Γ(x + 1/2) / Γ(x); by its expansion where the logarithms would cancel.
  private static func gammaRatio(_ x: Double) -> Double {
    guard x >= 60 else { return exp(logGamma(x + 0.5) - logGamma(x)) }
    let terms = [
      869.0 / 4_194_304, -399.0 / 262_144, -21.0 / 32_768, 5.0 / 1024, 1.0 / 128, -1.0 / 8, 1,
    ]
    return x.squareRoot() * terms.reduce(0) { $0 / x + $1 }
  }

  /// The regularised incomplete beta function with x = freedom / (freedom + square), a = freedom / 2 and b = 1/2, by the
  /// continued fraction that converges faster (DLMF 8.17.22).
  private static func incompleteBeta(_ square: Double, _ freedom: Double) -> Double {
    guard square > 0 else { return 1 }
    guard square < .infinity else { return 0 }
    let (a, b) = (freedom / 2, 0.5)
    let part = freedom / (freedom + square)
    let rest = square / (freedom + square)
    // x^a (1-x)^b / B(a, b)
    let power = exp(-a * logOnePlus(square / freedom))
    let front = gammaRatio(a) / Double.pi.squareRoot() * power * rest.squareRoot()
    if part < (a + 1) / (a + b + 2) { return front / a * fraction(part, a, b) }
    return 1 - front / b * fraction(rest, b, a)
  }

  /// Lentz's method as Thompson and Barnett (1986) changed it.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var value = d
    for m in 1..<20_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      for term in [even, odd] {
        d = 1 + term * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + term / c
        c = abs(c) < tiny ? tiny : c
        value *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
    }
    return value
  }
}
