extension String {
  /// At most a thousand letters without line breaks and what would steer a terminal: plugins and upstreams write anything.
  var asSentence: String {
    let most = 1000
    guard utf8.count > most || unicodeScalars.contains(where: \.steersTerminals) else {
      return self
    }
    var sentence = ""
    for scalar in unicodeScalars.prefix(most) {
      sentence.unicodeScalars.append(scalar.steersTerminals ? " " : scalar)
    }
    return unicodeScalars.count > most ? sentence + "…" : sentence
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character, or changes the direction in which what follows is shown.
  public var steersTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
