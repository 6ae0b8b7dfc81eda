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
    /// What the points are for, as a clause; `nil` where it is unknown.
    public let reason: String?

    /// What `read` makes of a value: points, and what they are for.
    init<Value>(
      _ name: String, upTo limit: Double, _ value: Value?, _ read: (Value) -> (Double, String)
    ) {
      (self.name, self.limit) = (name, limit)
      let known = value.map(read)
      (points, reason) = (known?.0, known?.1)
    }
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
      guard let points = sign.points, let reason = sign.reason else {
        return "\(Prose.capital(sign.name)): unknown."
      }
      return
        "\(Prose.capital(sign.name)): \(Prose.number(points)) of up to \(Prose.number(sign.limit)) points for \(reason)."
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
    let popularity = x.popularity.flatMap { (0...100).contains($0) ? $0 : nil }
    let releases = x.releases.flatMap { $0 < 0 ? nil : $0 }
    let followers = x.followers.flatMap { $0 < 0 ? nil : $0 }
    let genres = x.genres.flatMap { $0 < 0 ? nil : $0 }
    return [
      Sign("popularity", upTo: 20, popularity) {
        (min(20, $0 / 5), "an index of \(Prose.number($0)) of 100")
      },
      Sign("followers", upTo: 15, followers) { (points(followers: $0), "\($0) followers") },
      Sign("few releases", upTo: 10, releases) {
        ((1...3).contains($0) ? 10 : 0, Prose.count($0, "release"))
      },
      Sign("first release", upTo: 10, releases) {
        ($0 == 1 ? 10 : 0, Prose.count($0, "release"))
      },
      Sign("human origin", upTo: 15, x.isAIMade) {
        $0 ? (-20, "music made by a machine") : (15, "music made by people")
      },
      sound(x.energy, x.danceability),
      Sign("genres", upTo: 10, genres) {
        ($0 >= 2 ? 10 : Double($0) * 5, Prose.count($0, "genre"))
      },
      Sign("preview", upTo: 5, x.hasPreview) {
        $0 ? (5, "something to listen to") : (0, "nothing to listen to")
      },
    ]
  }

  private static func points(followers: Int64) -> Double {
    switch followers {
    case ..<1000: 5
    case ..<50_000: 15
    default: 0
    }
  }

  private static func sound(_ energy: Double?, _ danceability: Double?) -> Sign {
    var known: (energy: Double, danceability: Double)?
    if let energy, let danceability, (0...1).contains(energy), (0...1).contains(danceability) {
      known = (energy, danceability)
    }
    return Sign("sound", upTo: 15, known) {
      (
        (1 - abs(0.6 - $0.energy) - abs(0.6 - $0.danceability)) * 15,
        "an energy of \(Prose.number($0.energy)) and a danceability of \(Prose.number($0.danceability))"
      )
    }
  }
}
