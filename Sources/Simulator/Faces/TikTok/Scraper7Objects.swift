import MetricSchema

// What stands in the lists.
extension Scraper7Wire {
  func videos(_ data: inout JSONWriter, _ posts: [Post]) {
    data.list("videos", posts) { video(&$0, $1) }
  }

  func video(_ w: inout JSONWriter, _ post: Post, isDetail: Bool = false) {
    let clip = post.clip
    let caption = TikTokCaption(clip, in: call.world, at: now)
    let media = post.draw["media"]
    w.put("aweme_id", "v0f044gc0000d\(hexText(media.bits))")
    w.put(isDetail ? "id" : "video_id", ids.post(post))
    w.put("region", post.creator.region)
    w.put("title", caption.text)
    w.put("cover", TikTokMedia.image("cover", media))
    w.put("ai_dynamic_cover", TikTokMedia.image("dynamic", media))
    w.put("origin_cover", TikTokMedia.image("origin", media))
    w.put("duration", clip.seconds)
    files(&w, clip, media, isDetail: isDetail)
    w.object("music_info") { music(&$0, clip.sound) }
    counters(&w, post.numbers(at: now))
    w.put("create_time", post.postedAt.seconds)
    w.putNull("anchors")
    w.put("anchors_extras", "")
    w.put("is_ad", false)
    w.object("commerce_info") { info in
      info.put("adv_promotable", false)
      info.put("auction_ad_invited", false)
      info.put("branded_content_type", 0)
      info.put("with_comment_filter_words", false)
    }
    w.put("commercial_video_info", "")
    w.put("item_comment_settings", 0)
    w.put("mentioned_users", clip.mentions.map(ids.user).joined(separator: ","))
    w.object("author") { author(&$0, post.creator) }
    if case .photos(let count) = clip.kind {
      w.member("images", (0..<count).map { TikTokMedia.image("photo", media[$0]) })
    }
    w.put("is_top", post.isPinned ? 1 : 0)
  }

  private func files(_ w: inout JSONWriter, _ clip: Clip, _ media: Draw, isDetail: Bool) {
    let isVideo = clip.kind == .video
    let audio = TikTokMedia.audio(media)
    let size = 90_000 * max(1, clip.seconds)
    w.put("play", isVideo ? TikTokMedia.video("play", media) : audio)
    w.put("wmplay", isVideo ? TikTokMedia.video("wm", media) : audio)
    if isDetail { w.put("hdplay", isVideo ? TikTokMedia.video("hd", media) : audio) }
    w.put("size", isVideo ? size : 0)
    w.put("wm_size", isVideo ? size + size / 20 : 0)
    if isDetail { w.put("hd_size", isVideo ? size * 3 : 0) }
    w.put("music", audio)
  }

  private func counters(_ w: inout JSONWriter, _ numbers: Numbers) {
    w.put("play_count", numbers.views)
    w.put("digg_count", numbers.likes)
    w.put("comment_count", numbers.comments)
    w.put("share_count", numbers.shares)
    w.put("download_count", numbers.downloads)
    w.put("collect_count", numbers.saves)
  }

  private func author(_ w: inout JSONWriter, _ creator: Creator) {
    w.put("id", ids.user(creator.number))
    w.put("unique_id", creator.name(at: now))
    w.put("nickname", creator.displayName(at: now))
    w.put("avatar", TikTokMedia.image("avatar", creator.draw))
  }

  func music(_ w: inout JSONWriter, _ sound: Sound) {
    let (title, author, isOriginal) = sound.credits(in: call.world, at: now)
    let media = call.world.root["sound media"][title]
    w.put("id", ids.sound(sound))
    w.put("title", title)
    w.put("play", TikTokMedia.audio(media))
    w.put("cover", TikTokMedia.image("music", media))
    w.put("author", author)
    w.put("original", isOriginal)
    w.put("duration", sound.seconds(in: call.world))
    w.put("album", isOriginal ? "" : title)
  }

  func tag(_ w: inout JSONWriter, _ tag: String) {
    let standing = call.world.standing(ofTag: tag, at: now)
    w.put("id", ids.tag(tag))
    w.put("cha_name", tag)
    w.put("desc", "")
    w.put("user_count", standing.posts)
    w.put("view_count", standing.views)
    for name in ["is_pgcshow", "is_commerce", "is_challenge", "is_strong_music"] {
      w.put(name, false)
    }
    w.put("type", 1)
    w.put("cover", "")
  }

  func comment(_ w: inout JSONWriter, _ comment: Comment) {
    w.put("id", ids.comment(comment))
    w.put("video_id", ids.post(comment.post))
    w.put("text", comment.text)
    w.put("create_time", comment.writtenAt.seconds)
    w.put("digg_count", comment.likes(at: now))
    if comment.parent == nil { w.put("reply_total", comment.replies(at: now).count) }
    w.object("user") { user in
      let name = People.name(comment.person, in: call.world, at: now)
      user.put("id", ids.user(comment.person))
      user.put("region", call.world.creator(comment.person)?.region ?? "US")
      user.put("sec_uid", ids.secUID(comment.person))
      user.put("unique_id", name)
      user.put("nickname", People.displayName(comment.person, in: call.world, at: now))
      user.put("signature", "")
      user.put("avatar", TikTokMedia.image("avatar", call.world.root["person"][comment.person]))
      // The vendor leaves the counters of commenters at nought.
      for counter in ["aweme_count", "follower_count", "favoriting_count", "total_favorited"] {
        user.put(counter, 0)
      }
    }
    w.put("status", 1)
  }

  func profile(_ w: inout JSONWriter, _ creator: Creator) {
    w.object("user") { user in
      user.put("id", ids.user(creator.number))
      user.put("uniqueId", creator.name(at: now))
      user.put("nickname", creator.displayName(at: now))
      for size in ["avatarThumb", "avatarMedium", "avatarLarger"] {
        user.put(size, TikTokMedia.image(size, creator.draw))
      }
      user.put("signature", creator.bio)
      user.put("verified", creator.isVerified)
      user.put("secUid", ids.secUID(creator.number))
      user.put("secret", creator.isPrivate)
      user.put("ftc", false)
      user.put("relation", 0)
      user.put("openFavorite", false)
      for setting in ["commentSetting", "duetSetting", "stitchSetting"] { user.put(setting, 0) }
      user.put("privateAccount", creator.isPrivate)
      user.put("isADVirtual", false)
    }
    let hearts = tikTokRounded(creator.totals(on: .tiktok, at: now).likes)
    w.object("stats") { stats in
      stats.put("followingCount", tikTokRounded(creator.following(at: now)))
      stats.put("followerCount", tikTokRounded(creator.followers(on: .tiktok, at: now)))
      stats.put("heartCount", hearts)
      stats.put("videoCount", creator.visiblePosts(on: .tiktok, at: now))
      stats.put("diggCount", tikTokRounded(creator.likesGiven(at: now)))
      stats.put("heart", hearts)
    }
  }
}
