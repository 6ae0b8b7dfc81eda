import MetricSchema
import ProviderSDK

/// The counters of a thing in the web shape: `stats`, numbers that are rounded above 10,000, and `statsV2`, texts
/// that are exact for accounts and hashtags and as rounded for posts.
struct WebCounters {
  let stats: JSON
  let statsV2: JSON

  init(of parent: JSON) {
    stats = parent["stats"]
    statsV2 = parent["statsV2"]
  }

  /// Sets a metric: exact where the two disagree, which only rounding explains.
  func set(_ metric: Metric, _ key: StaticString, in metrics: inout Metrics) {
    let shown = stats[key].int
    let counted = statsV2[key].int
    if let counted, counted != shown {
      metrics.set(metric, counted)
    } else {
      metrics.set(metric, abbreviated: shown, otherwise: .notReported)
    }
  }

  /// The best number there is, without its provenance.
  func value(_ key: StaticString) -> Int64? { statsV2[key].int ?? stats[key].int }
}

extension Profile {
  /// An account: `user` with `stats` and, at most upstreams, `statsV2` beside it.
  init(web info: JSON) throws(ProviderError) {
    let user = info["user"]
    guard let id = user["id"].id else {
      throw ProviderError(.schemaChanged, "the answer holds no account", at: "/user/id")
    }
    self.init()
    self.id = id
    handle = user["uniqueId"].filledText
    name = user["nickname"].text
    bio = user["signature"].text
    avatarURL = user["avatarLarger"].filledText ?? user["avatarMedium"].filledText
    website = user["bioLink"]["link"].filledText
    region = user["region"].filledText
    language = user["language"].filledText
    category = user["commerceUserInfo"]["category"].filledText
    business = user["commerceUserInfo"]["commerceUser"].bool
    verified = user["verified"].bool
    isPrivate = user["privateAccount"].bool ?? user["secret"].bool
    createdAt = epochMicroseconds(user["createTime"].int)
    if let secUID = user["secUid"].filledText { identities = [Identity("sec_uid", secUID)] }
    count(WebCounters(of: info), likesAreOpen: user["openFavorite"].bool)
    extras.set("seller", user["ttSeller"].bool)
    extras.set("live_room_id", user["roomId"].filledText)
  }

  /// `heartCount` is likes received, `diggCount` likes given. Where the list of those is closed a 0 is no count,
  /// and nor are the posts of a private account.
  private mutating func count(_ counters: WebCounters, likesAreOpen: Bool?) {
    counters.set(.followers, "followerCount", in: &metrics)
    counters.set(.following, "followingCount", in: &metrics)
    counters.set(.likes, "heartCount", in: &metrics)
    if isPrivate == true, counters.value("videoCount") == 0 {
      metrics.set(.posts, nil, otherwise: .hidden)
    } else {
      counters.set(.posts, "videoCount", in: &metrics)
    }
    if likesAreOpen == false, counters.value("diggCount") == 0 {
      metrics.set(.likesGiven, nil, otherwise: .hidden)
    } else if counters.value("diggCount") != nil {
      counters.set(.likesGiven, "diggCount", in: &metrics)
    }
    extras.set("friends", counters.value("friendCount"))
  }
}

extension Author {
  /// The author of a post, `nil` where there is none.
  init?(web user: JSON) {
    guard let id = user["id"].id else { return nil }
    self.init()
    self.id = id
    handle = user["uniqueId"].filledText
    name = user["nickname"].text
    avatarURL = user["avatarLarger"].filledText ?? user["avatarMedium"].filledText
    verified = user["verified"].bool
    if let secUID = user["secUid"].filledText { identities = [Identity("sec_uid", secUID)] }
  }
}

extension Audio {
  /// A sound, `nil` where there is none.
  init?(web music: JSON) {
    guard let id = music["id"].id else { return nil }
    self.init()
    self.id = id
    title = music["title"].filledText
    authorName = music["authorName"].filledText
    album = music["album"].filledText
    durationMs = milliseconds(ofSeconds: music["duration"].int)
    original = music["original"].bool
    playURL = music["playUrl"].filledText
    coverURL = music["coverLarge"].filledText
  }
}

extension Hashtag {
  /// A hashtag: `challenge` with `stats` and `statsV2` beside it. `stats` shows 0 posts where it knows none.
  init(web info: JSON) throws(ProviderError) {
    guard let id = info["challenge"]["id"].id else {
      throw ProviderError(
        .schemaChanged, "the answer holds no hashtag", at: "/challengeInfo/challenge/id")
    }
    self.init()
    self.id = id
    name = info["challenge"]["title"].filledText
    description = info["challenge"]["desc"].filledText
    let counters = WebCounters(of: info)
    counters.set(.views, "viewCount", in: &metrics)
    if counters.value("videoCount") == 0, counters.value("viewCount") != 0 {
      metrics.set(.posts, nil, otherwise: .notReported)
    } else {
      counters.set(.posts, "videoCount", in: &metrics)
    }
    extras.set("commercial", info["challenge"]["isCommerce"].bool)
  }
}
