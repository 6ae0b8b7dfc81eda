import MetricSchema

/// Four bits that say why a number is absent or inexact.
///
/// 0 exact, 1 not reported, 2 hidden, 3 unsupported, 4 not synced, 5 derived, 6 to 15 rounded to 10^(code-5). With no
/// number, 0 says that nobody said anything.
enum ProvenanceCode {
  static func code(of provenance: Provenance) -> UInt64 {
    switch provenance {
    case .exact: 0
    case .notReported: 1
    case .hidden: 2
    case .unsupported: 3
    case .notSynced: 4
    case .derived: 5
    case .rounded(let step): step <= 1 ? 0 : 5 + exponent(atLeast: step)
    }
  }

  static func provenance(of code: UInt64) -> Provenance {
    switch code {
    case 0: .exact
    case 1: .notReported
    case 2: .hidden
    case 3: .unsupported
    case 4: .notSynced
    case 5: .derived(n: 0, of: 0)
    default: .rounded(step: step(of: code))
    }
  }

  /// The step that a code of rounding stands for, 1 for every other code.
  static func step(of code: UInt64) -> Int64 {
    guard code > 5 else { return 1 }
    return (6...min(code, 15)).reduce(1) { step, _ in step * 10 }
  }

  /// A step that is no power of ten counts as the next larger one, so that nothing seems more exact than it is.
  private static func exponent(atLeast step: Int64) -> UInt64 {
    var power: Int64 = 10
    var exponent: UInt64 = 1
    while power < step && exponent < 10 { (power, exponent) = (power * 10, exponent + 1) }
    return exponent
  }
}
