/// Writes the JSON of an answer anew, spoiled by a fault. The input is the simulator's own: compact and well-formed.
struct JSONRewriter {
  private let input: ArraySlice<UInt8>
  private let fault: Fault
  private let likeNames: Set<String>
  private var position: Int
  private var output: [UInt8] = []

  init(_ input: ArraySlice<UInt8>, fault: Fault, likeNames: Set<String>) {
    self.input = input
    self.fault = fault
    self.likeNames = likeNames
    position = input.startIndex
  }

  mutating func rewritten() -> [UInt8] {
    output.reserveCapacity(input.count)
    value()
    return output
  }

  // MARK: - Private

  private mutating func value() {
    switch input[position] {
    case UInt8(ascii: "{"): members()
    case UInt8(ascii: "["): elements()
    default: scalar()
    }
  }

  private mutating func members() {
    open()
    var isFirst = true
    while input[position] != UInt8(ascii: "}") {
      if input[position] == UInt8(ascii: ",") { position += 1 }
      let name = token()
      position += 1
      guard keeps(name) else {
        skip()
        continue
      }
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      output += fault == .schemaChanged ? renamed(name) : Array(name)
      output.append(UInt8(ascii: ":"))
      value()
    }
    close()
  }

  private mutating func elements() {
    open()
    while input[position] != UInt8(ascii: "]") {
      if input[position] == UInt8(ascii: ",") {
        output.append(UInt8(ascii: ","))
        position += 1
      }
      value()
    }
    close()
  }

  private mutating func open() {
    output.append(input[position])
    position += 1
  }

  private mutating func close() { open() }

  private mutating func scalar() {
    let token = token()
    let isText = token.first == UInt8(ascii: "\"")
    switch fault {
    case .nulls: output += Array("null".utf8)
    case .hugeNumbers where isNumber(token):
      let digits = Array("123456789012345678901234567890".utf8)
      output += isText ? [UInt8(ascii: "\"")] + digits + [UInt8(ascii: "\"")] : digits
    case .invalidUTF8 where isText:
      output += [UInt8(ascii: "\""), 0xFF, 0xC3, 0x28] + token.dropFirst()
    default: output += token
    }
  }

  /// Whether a member stays.
  private func keeps(_ name: ArraySlice<UInt8>) -> Bool {
    switch fault {
    case .missingFields: !startsNumber
    case .hiddenLikes:
      !likeNames.contains(String(decoding: name.dropFirst().dropLast(), as: UTF8.self))
    default: true
    }
  }

  private var startsNumber: Bool {
    let byte = input[position]
    return byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A number, or a text of nothing but digits.
  private func isNumber(_ token: ArraySlice<UInt8>) -> Bool {
    let digits = token.filter {
      $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".")
    }
    return !digits.isEmpty
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private func renamed(_ name: ArraySlice<UInt8>) -> [UInt8] {
    name.dropLast() + Array("_v2\"".utf8)
  }

  private mutating func skip() {
    var rest = JSONRewriter(input[position...], fault: .slow, likeNames: [])
    rest.value()
    position = rest.position
  }

  /// The text, number or word at this place, quotes included.
  private mutating func token() -> ArraySlice<UInt8> {
    let begin = position
    if input[position] == UInt8(ascii: "\"") {
      position += 1
      while input[position] != UInt8(ascii: "\"") {
        position += input[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    } else {
      while position < input.endIndex, !",]}".utf8.contains(input[position]) { position += 1 }
    }
    return input[begin..<position]
  }
}
