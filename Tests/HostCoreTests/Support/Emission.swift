import HostCore
import MetricSchema

/// What a scripted plugin emits, as the bytes in which it crosses the boundary.
struct Emission {
  var records: [Record] = []
  var requests: [ProviderRequest] = []
  var diagnostics: [Diagnostic] = []
  var hints: [RateHint] = []
  var logs: [Log] = []

  /// Adds what a command says.
  mutating func take(_ words: [String]) {
    let date = words.count > 2 ? Timestamp(rfc3339: words[2])?.microseconds : nil
    switch words[0] {
    case "post":
      var post = Post()
      (post.id, post.postedAt) = (words[1], date)
      records.append(.post(post))
    case "join":
      var post = Post()
      post.id = words.dropFirst().joined()
      records.append(.post(post))
    case "nameless": records.append(.post(Post()))
    case "warn":
      var diagnostic = Diagnostic()
      diagnostic.failure = FailureClass(name: words[1])!
      diagnostic.message = words.dropFirst(2).joined(separator: " ")
      diagnostics.append(diagnostic)
    case "comment":
      var comment = Comment()
      (comment.id, comment.postedAt) = (words[1], date)
      records.append(.comment(comment))
    case "profile":
      var profile = Profile()
      profile.id = words[1]
      profile.identities = [Identity("sec_uid", "sec-" + words[1])]
      records.append(.profile(profile))
    case "page": requests.append(planned(.page, words[1]))
    case "detail": requests.append(planned(.detail, words[1]))
    case "log":
      var log = Log()
      log.level = Level(name: words[1])!
      log.message = words.dropFirst(2).joined(separator: " ")
      logs.append(log)
    case "left":
      var hint = RateHint()
      hint.remaining = Int64(words[1])
      hints.append(hint)
    default: preconditionFailure("no such command: \(words)")
    }
  }

  func output(_ result: Int32 = 0) -> CallOutput {
    var bytes: [UInt8] = []
    for record in records { bytes += frame(1, record.serialized()) }
    for request in requests { bytes += frame(2, request.serialized()) }
    for diagnostic in diagnostics { bytes += frame(3, diagnostic.serialized()) }
    for hint in hints { bytes += frame(4, hint.serialized()) }
    for log in logs { bytes += frame(5, log.serialized()) }
    return CallOutput(result: result, bytes: bytes)
  }

  private func frame(_ kind: UInt32, _ payload: [UInt8]) -> [UInt8] {
    [kind, UInt32(payload.count)].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    } + payload
  }
}

/// A request for a path; redirects below "/r" are followed, and hosts may stand before the path.
func planned(_ role: Role, _ place: String) -> ProviderRequest {
  var request = ProviderRequest()
  request.call = role == .detail ? "details" : "pages"
  request.role = role
  let path = place.drop { $0 != "/" }
  request.path = String(path)
  if !place.hasPrefix("/") { request.host = String(place.prefix { $0 != "/" }) }
  request.redirects = path.hasPrefix("/r") ? .followAllowed : .unspecified
  return request
}
