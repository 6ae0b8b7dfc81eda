import MetricSchema

// A post, with its sound, its media and its tags.
extension TikTokNative {
  // MARK: - Posts

  func item(_ w: inout JSONWriter, _ post: Post, of author: [(String, Int64)]) {
    let clip = post.clip
    let caption = TikTokCaption(clip, in: world, at: now)
    w.put("id", ids.post(post))
    w.put("desc", caption.text)
    if isPage {
      w.put("createTime", String(post.postedAt.seconds))
    } else {
      w.put("createTime", post.postedAt.seconds)
    }
    w.put("AIGCDescription", "")
    w.put("CategoryType", 100 + post.creator.theme)
    w.object("author") { user(&$0, post.creator, isOwnPage: false) }
    w.object("authorStats") { stats in
      for (name, number) in author { stats.put(name, tikTokRounded(number)) }
    }
    w.object("authorStatsV2") { stats in
      for (name, number) in author { stats.put(name, String(tikTokRounded(number))) }
    }
    w.list("challenges", clip.tags) { challenge(&$0, $1) }
    w.key("contents")
    w.array { list in
      list.object { content in
        content.put("desc", caption.text)
        extras(&content, caption)
      }
    }
    stats(&w, post.numbers(at: now))
    w.object("music") { music(&$0, clip.sound) }
    if case .photos(let count) = clip.kind { photos(&w, count, post) }
    w.object("video") { video(&$0, clip, post) }
    extras(&w, caption)
    w.put("textLanguage", clip.language)
    flags(&w, post)
  }

  private func flags(_ w: inout JSONWriter, _ post: Post) {
    for flag in [
      "collected", "digged", "forFriend", "isReviewing", "officalItem", "originalItem",
      "privateItem", "secret",
    ] { w.put(flag, false) }
    for flag in ["duetEnabled", "shareEnabled", "stitchEnabled", "textTranslatable"] {
      w.put(flag, true)
    }
    w.put("itemCommentStatus", 0)
    w.object("item_control") { $0.put("can_repost", true) }
    // Absent where it is false.
    if post.isPinned { w.put("isPinnedItem", true) }
  }

  private func stats(_ w: inout JSONWriter, _ numbers: Numbers) {
    let counters = [
      ("commentCount", numbers.comments), ("diggCount", numbers.likes),
      ("playCount", numbers.views), ("shareCount", numbers.shares),
    ]
    w.object("stats") { stats in
      if isPage {
        stats.put("collectCount", String(numbers.saves))
      } else {
        stats.put("collectCount", tikTokRounded(numbers.saves))
      }
      for (name, number) in counters { stats.put(name, tikTokRounded(number)) }
    }
    w.object("statsV2") { stats in
      // Saves are the one exact number; the others are rounded although they are text.
      stats.put("collectCount", String(numbers.saves))
      for (name, number) in counters { stats.put(name, String(tikTokRounded(number))) }
      stats.put("repostCount", "0")
    }
  }

  func music(_ w: inout JSONWriter, _ sound: Sound) {
    let (title, author, isOriginal) = sound.credits(in: world, at: now)
    let media = world.root["sound media"][title]
    w.put("authorName", author)
    for size in ["coverLarge", "coverMedium", "coverThumb"] {
      w.put(size, TikTokMedia.image(size, media))
    }
    w.put("duration", sound.seconds(in: world))
    w.put("id", ids.sound(sound))
    w.put("isCopyrighted", !isOriginal)
    w.put("original", isOriginal)
    w.put("playUrl", TikTokMedia.audio(media))
    w.put("private", false)
    w.put("title", title)
  }

  private func photos(_ w: inout JSONWriter, _ count: Int, _ post: Post) {
    w.object("imagePost") { images in
      images.list("images", Array(0..<count)) { image, index in
        image.put("imageHeight", 1440)
        image.object("imageURL") {
          $0.member("urlList", [TikTokMedia.image("photo", post.draw["media"][index])])
        }
        image.put("imageWidth", 1080)
      }
      images.put("title", "")
    }
  }

  private func video(_ w: inout JSONWriter, _ clip: Clip, _ post: Post) {
    let media = post.draw["media"]
    let isVideo = clip.kind == .video
    let bitrate = 300_000 + media["bitrate"].below(1_800_000)
    w.put("id", isVideo ? ids.post(post) : "")
    w.put("bitrate", isVideo ? bitrate : 0)
    if isVideo {
      w.list("bitrateInfo", ["540p", "720p"]) { info, name in
        info.put("Bitrate", bitrate)
        info.put("CodecType", "h264")
        info.put("GearName", "normal_\(name)")
        info.object("PlayAddr") { address in
          address.put("DataSize", bitrate / 8 * clip.seconds)
          address.put("Uri", "v14044g50000\(hexText(media.bits))")
          address.member("UrlList", ["play", "backup"].map { TikTokMedia.video($0, media[name]) })
        }
        info.put("QualityType", 20)
      }
    }
    for image in ["cover", "dynamicCover", "originCover"] {
      w.put(image, TikTokMedia.image(image, media))
    }
    w.put("downloadAddr", isVideo ? TikTokMedia.video("download", media) : "")
    w.put("duration", clip.seconds)
    w.put("format", "mp4")
    w.put("height", isVideo ? 1024 : 0)
    w.put("playAddr", isVideo ? TikTokMedia.video("play", media) : "")
    w.put("ratio", "540p")
    w.put("width", isVideo ? 576 : 0)
  }

  // MARK: - Tags

  func challenge(_ w: inout JSONWriter, _ tag: String) {
    w.put("id", ids.tag(tag))
    w.put("title", tag)
    for name in [
      "coverLarger", "coverMedium", "coverThumb", "desc", "profileLarger", "profileMedium",
      "profileThumb",
    ] { w.put(name, "") }
  }

  private func extras(_ w: inout JSONWriter, _ caption: TikTokCaption) {
    w.list("textExtra", caption.marks) { extra, mark in
      extra.put("awemeId", "")
      extra.put("start", mark.start)
      extra.put("end", mark.end)
      extra.put("isCommerce", false)
      extra.put("subType", 0)
      switch mark.piece {
      case .mention(let person):
        extra.put("hashtagName", "")
        extra.put("type", 0)
        extra.put("userId", ids.user(person))
        extra.put("userUniqueId", People.name(person, in: world, at: now))
        extra.put("secUid", ids.secUID(person))
      case .tag(let tag):
        extra.put("hashtagName", tag)
        extra.put("type", 1)
      case .text: break
      }
    }
  }
}
