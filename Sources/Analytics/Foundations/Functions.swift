// The one file that reaches the platform's mathematics, which the standard library lacks.
internal import Glibc

@inline(__always) func log(_ x: Double) -> Double { Glibc.log(x) }
@inline(__always) func log2(_ x: Double) -> Double { Glibc.log2(x) }
@inline(__always) func exp(_ x: Double) -> Double { Glibc.exp(x) }
@inline(__always) func errorFunctionComplement(_ x: Double) -> Double { Glibc.erfc(x) }
@inline(__always) func logOnePlus(_ x: Double) -> Double { Glibc.log1p(x) }
@inline(__always) func exponentialMinusOne(_ x: Double) -> Double { Glibc.expm1(x) }

/// The logarithm of the gamma function of a number above 0. (The plain function writes its sign to a global variable.)
func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return Glibc.lgamma_r(x, &sign)
}

/// A difference of logarithms as a ratio less 1, finite for every finite difference.
func relative(_ difference: Double) -> Double { exponentialMinusOne(min(difference, 700)) }
