import MetricSchema
import MicroHTTPServer

/// An upstream as its callers see it.
protocol Face: Sendable {
  /// The id of the provider that reads this upstream, and the first part of the path.
  var id: String { get }
  /// What a caller must show.
  var credential: Credential { get }
  /// The names of the members that hold likes, for the fault that hides them.
  var likeNames: Set<String> { get }

  /// Answers a request, in the shape of the upstream; an unknown path gets the upstream's own answer to that.
  func answer(_ call: Call) -> Page
  /// A failure, in the shape of the upstream.
  func failure(_ failure: Failure, _ call: Call) -> Page
}

/// What an upstream asks of its callers.
enum Credential: Sendable {
  case none
  /// A key in `x-rapidapi-key`; the answers carry the gateway's quota headers.
  case rapidAPI
  /// A key in the query or in `x-goog-api-key`, or a bearer token.
  case google

  /// Whether a request shows something; what it shows is not checked.
  func isShown(by call: Call) -> Bool {
    switch self {
    case .none: true
    case .rapidAPI: !(call.header("x-rapidapi-key") ?? "").isEmpty
    case .google:
      !(call.query["key"] ?? call.header("x-goog-api-key") ?? call.bearer ?? "").isEmpty
    }
  }
}

/// The failures that every upstream has in a shape of its own.
enum Failure: Sendable {
  case unauthorized
  case forbidden
  /// Too many requests in a short time; trying again later helps.
  case rateLimited
  /// The budget is spent; trying again does not help.
  case quota
  /// The path or thing does not exist.
  case notFound
  case serverError
  /// For a short time; the answer says how long.
  case unavailable
  /// A failure that travels as HTTP 200 where the upstream does such things.
  case insideSuccess
  /// The account or post is private.
  case `private`
  /// The account or post was there and is no longer.
  case deleted
}

/// A request to an upstream.
struct Call: Sendable {
  let world: World
  let now: Timestamp
  let method: String
  /// The path below the provider id, decoded, with its first slash and without a last one.
  let path: String
  let query: Query
  let request: IncomingRequest

  func header(_ name: String) -> String? { request.header(name) }

  var bearer: String? {
    guard let value = header("authorization"), value.lowercased().hasPrefix("bearer ") else {
      return nil
    }
    return String(value.dropFirst(7))
  }

  /// What the request asks for, whatever fault stands before it.
  var key: String { "\(path)\(request.target[request.path.endIndex...])" }

  /// A choice that is the same for the same request.
  var draw: Draw { world.root["call"][key] }
}

/// The members of a query.
struct Query: Sendable {
  let members: [(name: String, value: String)]

  /// The first value of a name that is not empty.
  subscript(_ name: String) -> String? {
    members.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// Every value of a name, also where it is written `name[]`.
  func all(_ name: String) -> [String] {
    members.filter { $0.name == name || $0.name == "\(name)[]" }.map(\.value)
  }

  /// Every value of a name, split at commas.
  func list(_ name: String) -> [String] {
    all(name).flatMap { $0.split(separator: ",") }.map { String($0.drop { $0 == " " }) }
  }

  /// A number brought into a range, or `usual` where it is absent or none.
  func count(_ name: String, usual: Int, in range: ClosedRange<Int>) -> Int {
    self[name].flatMap { Int($0) }.map { min(max($0, range.lowerBound), range.upperBound) } ?? usual
  }

  /// A position from 0, 0 where it is absent or none.
  func position(_ name: String) -> Int { count(name, usual: 0, in: 0...1_000_000) }
}
