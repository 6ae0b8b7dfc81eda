/// A question that cannot be read: a mistake of the one who compares, never a result.
struct BadQuestion: Error, CustomStringConvertible {
  let description: String
}

/// The numbers of a field, between spaces.
func numbers(_ field: Substring) throws -> [Double] {
  try field.split(separator: " ").map { word in
    guard let number = Double(word) else { throw BadQuestion(description: "not a number: \(word)") }
    return number
  }
}

/// The one number of a field.
func number(_ field: Substring) throws -> Double {
  guard let number = Double(field) else { throw BadQuestion(description: "not a number: \(field)") }
  return number
}

/// Numbers as a field, each with every digit that tells it from its neighbours.
func text(_ numbers: some Sequence<Double>) -> String {
  numbers.map { "\($0)" }.joined(separator: " ")
}
