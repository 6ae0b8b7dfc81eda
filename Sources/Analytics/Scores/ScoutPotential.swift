extension Definition {
  /// How promising an unknown artist looks.
  public static let scoutPotential = Definition("scout_potential", .score)
}

/// How promising an unknown artist looks, 0 to 100: 50 points and more for each sign, of up to 100 points together.
///
/// A sign of which nothing is known gives and takes nothing: the points of the others are scaled up to its share, and
/// ``coverage`` says how much is known.
public struct ScoutPotential: Equatable, Sendable {
  /// The part of the 100 points whose signs must be known.
  public static let minimumCoverage = 0.5

  /// What is known of an artist; `nil` is unknown.
  public struct Inputs: Equatable, Sendable {
    /// The platform's index, 0 to 100.
    public var popularity: Double?
    /// Followers.
    public var followers: Int64?
    /// Releases so far.
    public var releases: Int?
    /// Whether the music is made by a machine.
    public var isAIMade: Bool?
    /// How energetic the music is, 0 to 1.
    public var energy: Double?
    /// How well one can dance to it, 0 to 1.
    public var danceability: Double?
    /// How many genres the artist is filed under.
    public var genres: Int?
    /// Whether there is something to listen to.
    public var hasPreview: Bool?

    /// Creates inputs of which nothing is known.
    public init() {}
  }

  /// One sign.
  public struct Sign: Equatable, Sendable {
    /// Its name, such as `followers`.
    public let name: String
    /// The most points it can give.
    public let limit: Double
    /// The points it gives; `nil` where it is unknown.
    public let points: Double?
  }

  /// The score.
  public let value: Double
  /// The signs in a fixed order.
  public let signs: [Sign]
  /// The share of the 100 points whose signs are known.
  public let coverage: Double

  /// What each sign gives.
  public var reasons: [String] {
    let lines = signs.map { sign in
      sign.points.map {
        "\(Prose.capital(sign.name)): \(Prose.number($0)) of up to \(Prose.number(sign.limit)) points."
      } ?? "\(Prose.capital(sign.name)): unknown."
    }
    return coverage < 1
      ? lines + [
        "Signs of \(Prose.percent(coverage, 0)) of the points are known and stand for all."
      ]
      : lines
  }

  /// Scores an artist.
  ///
  /// - Returns: The score; unknown where signs of less than half of the points are known.
  public static func of(_ inputs: Inputs) -> Finding<Self> {
    Finding(.scoutPotential) { () throws(Unknown) in
      let signs = signs(inputs)
      let known = signs.filter { $0.points != nil }
      let limit = known.reduce(0) { $0 + $1.limit }
      guard limit >= 100 * minimumCoverage else {
        let missing = signs.filter { $0.points == nil }.map(\.name)
        throw Unknown(
          limit > 0 ? .tooFew : .noData,
          "signs of \(Prose.number(limit)) of the 100 points are known; unknown are \(Prose.list(missing))"
        )
      }
      let points = known.reduce(0) { $0 + ($1.points ?? 0) } * 100 / limit
      return Self(
        value: min(max(50 + points, 0), 100), signs: signs, coverage: limit / 100)
    }
  }

  // MARK: - Private

  private static func signs(_ x: Inputs) -> [Sign] {
    let popularity = x.popularity.flatMap { (0...100).contains($0) ? min(20, $0 / 5) : nil }
    let releases = x.releases.flatMap { $0 < 0 ? nil : $0 }
    return [
      Sign(name: "popularity", limit: 20, points: popularity),
      Sign(name: "followers", limit: 15, points: x.followers.flatMap(followers)),
      Sign(name: "few releases", limit: 10, points: releases.map { (1...3).contains($0) ? 10 : 0 }),
      Sign(name: "first release", limit: 10, points: releases.map { $0 == 1 ? 10 : 0 }),
      Sign(name: "human origin", limit: 15, points: x.isAIMade.map { $0 ? -20 : 15 }),
      Sign(name: "sound", limit: 15, points: sound(x.energy, x.danceability)),
      Sign(
        name: "genres", limit: 10,
        points: x.genres.flatMap { $0 < 0 ? nil : $0 >= 2 ? 10 : Double($0) * 5 }),
      Sign(name: "preview", limit: 5, points: x.hasPreview.map { $0 ? 5 : 0 }),
    ]
  }

  private static func followers(_ count: Int64) -> Double? {
    switch count {
    case ..<0: nil
    case ..<1000: 5
    case ..<50_000: 15
    default: 0
    }
  }

  private static func sound(_ energy: Double?, _ danceability: Double?) -> Double? {
    guard let energy, let danceability, (0...1).contains(energy), (0...1).contains(danceability)
    else { return nil }
    return (1 - abs(0.6 - energy) - abs(0.6 - danceability)) * 15
  }
}
