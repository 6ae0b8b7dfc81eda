extension Int64? {
  /// The count as a number; `nil` where it is unknown, or negative, as some platforms answer for what they hide.
  var known: Double? { flatMap { $0 < 0 ? nil : Double($0) } }
}

extension Double? {
  /// The number; `nil` where it is unknown, negative or not finite.
  var known: Double? { flatMap { $0 >= 0 && $0 < .infinity ? $0 : nil } }
}
