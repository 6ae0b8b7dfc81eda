import MetricSchema

/// The objects of TikTok's own website, which `tiktok.api23` passes on and `tiktok.web` has in its pages.
struct TikTokNative {
  let world: World
  let now: Timestamp
  let ids: TikTokIDs
  /// Whether the objects stand in a page, where some numbers are text.
  let isPage: Bool

  init(_ call: Call, isPage: Bool) {
    world = call.world
    now = call.now
    ids = TikTokIDs(world: call.world)
    self.isPage = isPage
  }

  // MARK: - People

  func userInfo(_ w: inout JSONWriter, _ creator: Creator) {
    let counters = self.counters(creator)
    w.object("stats") { stats in
      for (name, number) in counters { stats.put(name, tikTokRounded(number)) }
    }
    w.object("statsV2") { stats in
      for (name, number) in counters { stats.put(name, String(number)) }
    }
    w.object("user") { user(&$0, creator, isOwnPage: true) }
  }

  func counters(_ creator: Creator) -> [(String, Int64)] {
    let hearts = creator.totals(on: .tiktok, at: now).likes
    // Visitors who are not logged in see no posts of a private account, and none counted.
    let posts = isPage && creator.isPrivate ? 0 : creator.visiblePosts(on: .tiktok, at: now)
    return [
      ("diggCount", creator.likesGiven(at: now)),
      ("followerCount", creator.followers(on: .tiktok, at: now)),
      ("followingCount", creator.following(at: now)),
      ("friendCount", creator.following(at: now) / 7),
      ("heart", hearts), ("heartCount", hearts), ("videoCount", Int64(posts)),
    ]
  }

  func user(_ w: inout JSONWriter, _ creator: Creator, isOwnPage: Bool) {
    w.put("id", ids.user(creator.number))
    w.put("shortId", "")
    w.put("uniqueId", creator.name(at: now))
    w.put("nickname", creator.displayName(at: now))
    for size in ["avatarLarger", "avatarMedium", "avatarThumb"] {
      w.put(size, TikTokMedia.image(size, creator.draw))
    }
    w.put("signature", creator.bio)
    w.put("createTime", creator.joinedAt.seconds)
    w.put("verified", creator.isVerified)
    w.put("secUid", ids.secUID(creator.number))
    w.put("ftc", false)
    w.put("relation", 0)
    w.put("openFavorite", false)
    for setting in ["commentSetting", "downloadSetting", "duetSetting", "stitchSetting"] {
      w.put(setting, 0)
    }
    w.put("privateAccount", creator.isPrivate)
    w.put("secret", creator.isPrivate)
    w.put("isADVirtual", false)
    w.put("isEmbedBanned", false)
    w.put("ttSeller", false)
    guard isOwnPage else { return }
    w.object("commerceUserInfo") { $0.put("commerceUser", false) }
    w.put("followingVisibility", 1)
    w.put("language", "en")
    w.put("region", creator.region)
  }
}
