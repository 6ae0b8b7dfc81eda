/// A position in a listing as an opaque text; `mark` tells one kind of listing from another.
func pageToken(_ mark: String, _ position: Int) -> String {
  Alphabet.base64.text(mix64(UInt64(position) ^ Draw(seed: 0)[mark].bits), count: 11)
}

/// What a text of ``pageToken(_:_:)`` stands for; `nil` where it is none.
func pagePosition(_ token: String, _ mark: String) -> Int? {
  guard token.utf8.count == 11, let number = Alphabet.base64.number(token) else { return nil }
  let position = unmix64(number) ^ Draw(seed: 0)[mark].bits
  return position < 1 << 32 ? Int(position) : nil
}

/// Several positions of several listings in one text, for replies that are asked for by nothing but a token.
func pageToken(_ mark: String, _ text: String, _ position: Int) -> String {
  "\(pageToken(mark, position))_\(text)"
}

/// What a text of ``pageToken(_:_:_:)`` stands for.
func pagePosition(_ token: String, naming mark: String) -> (text: String, position: Int)? {
  guard token.utf8.count > 12, let position = pagePosition(String(token.prefix(11)), mark) else {
    return nil
  }
  return (String(token.dropFirst(12)), position)
}
