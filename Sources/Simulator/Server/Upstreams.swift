import MetricSchema
import MicroHTTPServer
internal import Locks

/// The upstreams, and what they remember: pages already written, and how much of a month's quota is spent.
final class Upstreams: Sendable {
  static let faces: [any Face] = [
    TikTokScraper7(), TikTokAPI23(), TikTokWeb(), YouTubeData(), YTAPI(), YouTubeRSS(),
    BlueskyAppView(), ExampleFeed(),
  ]

  let world: World
  private let monthlyQuota: Int
  private let cache = PageCache()
  private let used = Mutex<[String: (month: Int, requests: Int)]>([:])
  private let byID = Dictionary(uniqueKeysWithValues: faces.map { ($0.id, $0) })

  init(world: World, monthlyQuota: Int) {
    self.world = world
    self.monthlyQuota = monthlyQuota
  }

  func face(_ id: String) -> (any Face)? { byID[id] }

  /// Answers a request, with a fault where a rule says so.
  func answer(
    _ call: Call, _ face: any Face, _ rule: FaultPlan.Rule?, isStanding: Bool
  ) -> OutgoingResponse {
    if let failure = rule?.fault.failure {
      return response(metered(face.failure(failure, call), failure, face, call))
    }
    guard face.credential.isShown(by: call) else {
      return response(face.credential.refusal(face, call))
    }
    let page = metered(page(call, face, isStanding: isStanding), nil, face, call)
    guard let rule else { return response(page) }
    return Spoiling(rule: rule, likeNames: face.likeNames).response(page)
  }

  // MARK: - Private

  private func page(_ call: Call, _ face: any Face, isStanding: Bool) -> Page {
    guard isStanding, call.method == "GET" else { return face.answer(call) }
    // A page may depend on one header beside the address.
    let key = "\(face.id)\(call.key)\n\(call.header("x-token") ?? "")"
    if let page = cache.page(key, at: call.now) { return page }
    let page = face.answer(call)
    cache.keep(page, key, at: call.now)
    return page
  }

  /// The page with the gateway's word on the quota, or the gateway's refusal where the quota is spent.
  private func metered(
    _ page: Page, _ failure: Failure?, _ face: any Face, _ call: Call
  ) -> Page {
    guard case .rapidAPI = face.credential else { return page }
    // The gateway does not count for callers whom it does not let in.
    if failure == .unauthorized || failure == .forbidden { return page }
    var page = page
    var spent = spend(face.id, at: call.now)
    if spent > monthlyQuota { page = face.failure(.quota, call) }
    if failure == .quota { spent = monthlyQuota }
    page.headers += RapidGateway.quotaHeaders(limit: monthlyQuota, used: spent, at: call.now)
    return page
  }

  private func spend(_ id: String, at now: Timestamp) -> Int {
    let (year, month, _) = now.date
    return used.withLock { used in
      var spent = used[id] ?? (0, 0)
      if spent.month != year * 12 + month { spent = (year * 12 + month, 0) }
      spent.requests += 1
      used[id] = spent
      return spent.requests
    }
  }

  private func response(_ page: Page) -> OutgoingResponse {
    OutgoingResponse(status: page.status, headers: page.headers, body: page.body)
  }
}

extension Credential {
  /// What a caller gets who shows nothing.
  func refusal(_ face: any Face, _ call: Call) -> Page {
    switch self {
    // Google tells a missing key from a wrong one.
    case .google: YouTubeDataError.unregistered.page
    case .none, .rapidAPI: face.failure(.unauthorized, call)
    }
  }
}

/// Pages already written. They are good for one moment, so all are forgotten once the time changes.
final class PageCache: Sendable {
  private struct State {
    var time: Timestamp?
    var pages: [String: Page] = [:]
    var bytes = 0
  }

  private static let mostBytes = 512 << 20
  private let state = Mutex(State())

  func page(_ key: String, at time: Timestamp) -> Page? {
    state.withLock { $0.time == time ? $0.pages[key] : nil }
  }

  func keep(_ page: Page, _ key: String, at time: Timestamp) {
    state.withLock { state in
      if state.time != time || state.bytes > Self.mostBytes {
        state = State(time: time)
      }
      state.bytes += page.body.count + key.utf8.count + 200
      state.pages[key] = page
    }
  }
}
