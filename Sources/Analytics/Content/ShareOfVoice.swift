extension Definition {
  /// How much of what is said about a set of names is about one of them.
  public static let shareOfVoice = Definition("share_of_voice", .ratio)
  /// By how much a share of voice is above the share of the market.
  public static let excessShareOfVoice = Definition("excess_share_of_voice", .ratio)
}

/// How much of what is said about a name and its competitors is about the name.
///
/// A share changes when the competitors change, so it names them, and two shares can be compared only where the
/// fingerprints of their competitors are equal.
public struct ShareOfVoice: Hashable, Sendable {
  /// What is counted.
  public enum Basis: String, Sendable, CaseIterable {
    /// Posts and comments that name it.
    case mentions
    /// Accounts that were reached.
    case reach
    /// Likes, comments, shares and saves.
    case engagements
  }

  /// What is said about one name.
  public struct Voice: Hashable, Sendable {
    /// The name's id.
    public var id: String
    /// How much; `nil` where unknown.
    public var amount: Double?

    /// Creates one.
    public init(id: String, amount: Double?) { (self.id, self.amount) = (id, amount) }
  }

  /// The share of one name.
  public struct Part: Hashable, Sendable {
    /// The name's id.
    public let id: String
    /// Its share, 0 to 1.
    public let share: Double
  }

  /// What is counted.
  public let basis: Basis
  /// The share of the name itself, 0 to 1.
  public let share: Double
  /// The shares of all, the largest first, and equal ones in the order of their ids.
  public let parts: [Part]
  /// How much there is in all.
  public let total: Double
  /// The competitors' ids, in the order of their UTF-8.
  public let competitors: [String]
  /// The fingerprint of the competitors; see ``fingerprint(of:)``.
  public let fingerprint: String

  /// What the share comes from, with up to five competitors named.
  public var reasons: [String] {
    return [
      "It has \(Prose.percent(share)) of \(Prose.number(total, 0)) \(basis.rawValue).",
      "Competitors are \(Prose.few(competitors)); another set of them (fingerprint \(fingerprint)) gives another share.",
    ]
  }

  /// Computes the share of `own` among itself and its competitors, own / (own + competitors).
  ///
  /// Amounts of the same id are added. Unknown where a name's amount is unknown, negative or not finite, where `own` or every
  /// competitor is missing, and where nothing is said about any. Cost: that of sorting.
  public static func of(
    _ own: String, among voices: [Voice], by basis: Basis
  ) -> Finding<ShareOfVoice> {
    Finding(.shareOfVoice) { () throws(Unknown) in
      let amounts = try amounts(voices, basis)
      guard let mine = amounts[own] else {
        throw Unknown(.noData, "the name itself is not among those counted")
      }
      guard amounts.count > 1 else { throw .tooFew(0, needed: 1, of: "competitors") }
      // Ascending, so that the sum does not depend on the order given.
      let total = amounts.values.sorted().reduce(0, +)
      guard total > 0 else { throw Unknown(.noDenominator, "there are no \(basis.rawValue)") }
      guard total.isFinite else { throw Unknown(.outOfRange, "the amounts are too large to add") }
      let parts = amounts.map { Part(id: $0.key, share: $0.value / total) }
        .sorted { (-$0.share, $0.id) < (-$1.share, $1.id) }
      let competitors = sortedByBytes(amounts.keys.filter { $0 != own })
      return ShareOfVoice(
        basis: basis, share: mine / total, parts: parts, total: total, competitors: competitors,
        fingerprint: fingerprint(of: competitors))
    }
  }

  /// The share less the share of the market; above 0 a name is heard more than its size would tell (Binet and Field 2013).
  ///
  /// Unknown where the market share is, or is not within 0 to 1.
  public func excess(overMarketShare market: Double?) -> Finding<Double> {
    Finding(.excessShareOfVoice) { () throws(Unknown) in
      guard let market else { throw Unknown(.noData, "the share of the market is unknown") }
      guard market >= 0, market <= 1 else {
        throw Unknown(.outOfRange, "a share of the market is within 0 and 1")
      }
      return share - market
    }
  }

  /// The fingerprint of a set of ids, 16 hexadecimal digits: FNV-1a of 64 bits over the different ids in the order of their
  /// UTF-8, each followed by the byte FF, which no text contains.
  public static func fingerprint(of ids: some Sequence<String>) -> String {
    var hash = StableHash()
    for id in sortedByBytes(
      Set(ids.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) })
    {
      hash.add(id)
      hash.add(0xFF)
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func amounts(
    _ voices: [Voice], _ basis: Basis
  ) throws(Unknown) -> [String: Double] {
    var amounts: [String: Double] = [:]
    // In one order, so that neither a sum nor the spelling that is kept of equal ids depends on the order given.
    for voice in voices.sorted(by: stands) {
      guard let amount = voice.amount else {
        throw Unknown(
          .noDenominator, "the \(basis.rawValue) of \(Prose.quoted(voice.id)) are unknown")
      }
      guard amount >= 0, amount.isFinite else {
        throw Unknown(
          .outOfRange, "the \(basis.rawValue) of \(Prose.quoted(voice.id)) are no count")
      }
      amounts[voice.id, default: 0] += amount
    }
    return amounts
  }

  private static func stands(_ a: Voice, before b: Voice) -> Bool {
    if a.id.utf8.elementsEqual(b.id.utf8) { return (a.amount ?? 0) < (b.amount ?? 0) }
    return a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
  }

  private static func sortedByBytes(_ ids: some Sequence<String>) -> [String] {
    ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
