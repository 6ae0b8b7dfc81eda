import MetricSchema

/// The tokens of a provider, by key and slot. A pure value; its caller passes the time in.
struct TokenShelf {
  /// Where a token stands.
  struct Place: Hashable {
    var key: Int
    var slot: String
  }

  private struct State {
    var token: String?
    var goodUntil = Timestamp(.min)
    var isAsked = false
    var tries = 0
    var refreshToken: String?
  }

  private var states: [Place: State] = [:]

  /// The token at a place, as long as it is good.
  func token(at place: Place, _ now: Timestamp) -> String? {
    guard let state = states[place], now < state.goodUntil else { return nil }
    return state.token
  }

  /// Whether a token is on its way to a place.
  func isAsked(_ place: Place) -> Bool { states[place]?.isAsked ?? false }

  /// Notes that a token is asked for.
  mutating func ask(_ place: Place) {
    states[place, default: State()].isAsked = true
    states[place]?.tries += 1
  }

  /// How often a token was asked for in a row.
  func tries(_ place: Place) -> Int { states[place]?.tries ?? 0 }

  /// Puts a token in its place.
  ///
  /// - Parameter lifetimeS: How long it is good, in seconds; `nil` until it is refused. Some of it is left unused, so
  ///   that a token does not end on its way.
  mutating func put(_ token: String, at place: Place, lifetimeS: Int64?, _ now: Timestamp) {
    var goodUntil = Timestamp(.max)
    if let lifetimeS {
      // At least a second, lest a token that ends at once is asked for without end; ten years are enough.
      let lifetime = min(max(1, lifetimeS), 315_360_000)
      goodUntil = Timestamp(now.microseconds + (lifetime - min(60, lifetime / 10)) * 1_000_000)
    }
    let refreshToken = states[place]?.refreshToken
    states[place] = State(token: token, goodUntil: goodUntil, refreshToken: refreshToken)
  }

  /// Notes that no token came; where `isFinal`, the tries begin anew.
  mutating func fail(_ place: Place, isFinal: Bool) {
    states[place]?.isAsked = false
    if isFinal { states[place]?.tries = 0 }
  }

  /// Takes the token away that was refused, if it is still the one in its place.
  mutating func discard(_ place: Place, if isRefused: (String) -> Bool) {
    if let token = states[place]?.token, isRefused(token) { states[place]?.token = nil }
  }

  /// The refresh token that took the place of the operator's and could not be stored.
  func refreshToken(at place: Place) -> String? { states[place]?.refreshToken }

  /// Keeps a refresh token that could not be stored, `nil` for none.
  mutating func keep(refreshToken: String?, at place: Place) {
    states[place, default: State()].refreshToken = refreshToken
  }

  /// Forgets what is on its way.
  mutating func forgetAsked() {
    for place in states.keys { states[place]?.isAsked = false }
  }
}
