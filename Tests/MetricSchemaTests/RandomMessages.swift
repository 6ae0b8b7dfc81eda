@testable import MetricSchema
import ProviderTesting

/// Fills messages with whatever the schema allows, repeatably.
struct RandomFields: FieldVisitor {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// A message with some of its fields.
  mutating func message<M: Message>(_ type: M.Type) -> M {
    var message = M()
    message.fields(&self)
    return message
  }

  /// A record of any kind.
  mutating func record() -> RecordMessage {
    var record = RecordMessage()
    switch below(8) {
    case 0: record.profile = message(Profile.self)
    case 1: record.post = message(Post.self)
    case 2: record.comment = message(Comment.self)
    case 3: record.hashtag = message(Hashtag.self)
    case 4: record.audio = message(Audio.self)
    case 5: record.demographics = message(Demographics.self)
    case 6: record.insight = message(Insight.self)
    default: record.trend = message(TrendEntry.self)
    }
    return record
  }

  mutating func text(_ number: UInt32, _ name: StaticString, _ value: inout String?) {
    value = isThere() ? text() : nil
  }
  mutating func required(_ number: UInt32, _ name: StaticString, _ value: inout String) {
    value = text()
  }
  mutating func bytes(_ number: UInt32, _ name: StaticString, _ value: inout [UInt8]?) {
    let count = below(300)
    value = isThere() ? (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } : nil
  }
  mutating func integer(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    value = isThere() ? integer() : nil
  }
  mutating func time(_ number: UInt32, _ name: StaticString, _ value: inout Int64?) {
    value = isThere() ? integer() : nil
  }
  mutating func real(_ number: UInt32, _ name: StaticString, _ value: inout Double?) {
    let reals = [0, -0.0, 1, 0.1, -1.5e300, .leastNonzeroMagnitude, .infinity, -.infinity, .pi]
    value = isThere() ? reals[below(reals.count)] : nil
  }
  mutating func flag(_ number: UInt32, _ name: StaticString, _ value: inout Bool?) {
    value = isThere() ? isThere() : nil
  }
  mutating func choice<C: Choice>(_ number: UInt32, _ name: StaticString, _ value: inout C) {
    value = C.allCases.randomElement(using: &random) ?? value
  }
  mutating func texts(_ number: UInt32, _ name: StaticString, _ value: inout [String]) {
    value = (0..<below(4)).map { _ in text() }
  }
  mutating func message<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout M?) {
    value = isThere() ? message(M.self) : nil
  }
  mutating func messages<M: Message>(_ number: UInt32, _ name: StaticString, _ value: inout [M]) {
    value = (0..<below(4)).map { _ in message(M.self) }
    // A record holds one number for each metric that is known.
    guard let measures = value as? [Measure] else { return }
    var metrics: Set<Metric> = [.unspecified]
    value = measures.filter { metrics.insert($0.metric).inserted } as? [M] ?? []
  }

  // MARK: - Private

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
  private mutating func isThere() -> Bool { below(3) > 0 }

  /// Numbers of every length on the wire, both signs, and both ends.
  private mutating func integer() -> Int64 {
    let edges: [Int64] = [0, 1, -1, 127, 128, 16_383, 16_384, .max, .min, 253_402_300_799_999_999]
    let index = below(edges.count * 2)
    return index < edges.count
      ? edges[index] : Int64(bitPattern: random.next() >> UInt64(below(64)))
  }

  /// Texts of every length of length, of characters that need escapes or several bytes.
  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\u{0}", "\u{7F}", "ä", "\u{7FF}", "\u{800}", "\u{FFFD}", "\u{FFFF}",
      "👋", "\u{10FFFF}", "'", "?", "\u{2028}",
    ]
    let count = [0, 1, 5, 40, 200][below(5)]
    var text = String.UnicodeScalarView()
    for _ in 0..<count { text.append(scalars[below(scalars.count)]) }
    return String(text)
  }
}
