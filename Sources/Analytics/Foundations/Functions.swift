// The one file that reaches the platform's mathematics, which the standard library lacks.
internal import Glibc

@inline(__always) func log(_ x: Double) -> Double { Glibc.log(x) }
@inline(__always) func log2(_ x: Double) -> Double { Glibc.log2(x) }
@inline(__always) func exp(_ x: Double) -> Double { Glibc.exp(x) }
@inline(__always) func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
@inline(__always) func cos(_ x: Double) -> Double { Glibc.cos(x) }
@inline(__always) func logGamma(_ x: Double) -> Double { Glibc.lgamma(x) }
@inline(__always) func errorFunctionComplement(_ x: Double) -> Double { Glibc.erfc(x) }
@inline(__always) func logOnePlus(_ x: Double) -> Double { Glibc.log1p(x) }
@inline(__always) func exponentialMinusOne(_ x: Double) -> Double { Glibc.expm1(x) }

/// A difference of logarithms as a ratio less 1, finite for every finite difference.
func relative(_ difference: Double) -> Double { exponentialMinusOne(min(difference, 700)) }
