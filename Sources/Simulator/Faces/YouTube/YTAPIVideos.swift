import MetricSchema

// A video as the vendor describes it in different places.
extension YTAPIWire {
  func listed(_ w: inout JSONWriter, _ post: Post) {
    w.put("type", "video")
    w.put("videoId", ids.video(post))
    let (title, description) = post.words(at: now)
    w.put("title", title)
    owner(&w, post.creator)
    w.put("description", description)
    w.put("viewCount", String(post.numbers(at: now).views))
    w.put("publishedTimeText", relativeText(post.postedAt, at: now))
    dates(&w, post)
    w.put("lengthText", clockText(post.videoSeconds))
    thumbnails(&w, post)
    w.putNull("richThumbnail")
  }

  /// The vendor knows no time in listings and guesses one from the words, at midnight.
  private func dates(_ w: inout JSONWriter, _ post: Post) {
    let seconds = (now.microseconds - post.postedAt.microseconds) / Span.second
    let unit: Int64 =
      switch seconds {
      case 31_536_000...: 31_536_000
      case 2_592_000...: 2_592_000
      case 604_800...: 604_800
      default: 86_400
      }
    let guess = Timestamp(now.microseconds - seconds / unit * unit * Span.second)
    w.put("publishDate", guess.dateText)
    w.put("publishedAt", guess.dateText + "T00:00:00Z")
  }

  func short(_ w: inout JSONWriter, _ post: Post) {
    let id = ids.video(post)
    w.put("type", "shorts")
    w.put("videoId", id)
    w.put("title", post.words(at: now).title)
    w.put("viewCountText", "\(shortText(post.numbers(at: now).views, digits: 2)) views")
    w.list("thumbnail", [(405, 720)]) {
      image(&$0, YouTubeMedia.thumbnail(id, "oardefault"), $1.0, $1.1)
    }
    w.put("isOriginalAspectRatio", true)
    w.put("params", "CAUwAg%3D%3D")
    w.put("playerParams", "8AEBoAMByAMkuAQF")
    w.put("sequenceParams", "Cgt\(id)KhgF")
  }

  func tagged(_ w: inout JSONWriter, _ post: Post) {
    w.put("videoId", ids.video(post))
    w.put("title", post.words(at: now).title)
    owner(&w, post.creator)
    w.put("description", "")
    w.put("viewCount", String(post.numbers(at: now).views))
    w.put("publishedText", relativeText(post.postedAt, at: now))
    w.put("lengthText", post.isShort ? "SHORTS" : clockText(post.videoSeconds))
    thumbnails(&w, post)
    w.putNull("richThumbnail")
  }

  func info(_ w: inout JSONWriter, _ post: Post) {
    let (title, description) = post.words(at: now)
    w.put("id", ids.video(post))
    w.put("title", title)
    w.put("lengthSeconds", String(post.videoSeconds))
    w.member("keywords", post.clip.tags)
    w.put("channelTitle", post.creator.displayName(at: now))
    w.put("channelId", ids.channel(post.creator.number))
    w.put("description", description)
    thumbnails(&w, post)
    w.put("allowRatings", !post.hidesLikes)
    w.put("viewCount", String(post.numbers(at: now).views))
    for flag in ["isPrivate", "isUnpluggedCorpus", "isLiveContent"] { w.put(flag, false) }
    w.put("isCrawlable", true)
    w.put("isFamilySafe", true)
    w.member("availableCountries", ["AD", "AE", "BR", "CA", "DE", "FR", "GB", "JP", "US"])
    w.put("isUnlisted", false)
    w.put("category", "People & Blogs")
    for name in ["publishDate", "publishedAt", "uploadDate"] { w.put(name, pacific(post.postedAt)) }
    w.put("isShortsEligible", post.isShort)
    w.put("playableInEmbed", true)
    // Likes and comments cost a unit more.
    guard call.query["extend"] != nil else { return }
    extended(&w, post)
  }

  private func extended(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    if !post.hidesLikes { w.put("likeCount", String(numbers.likes)) }
    if !post.refusesComments {
      w.put("commentCountText", shortText(numbers.comments, digits: 2))
      w.put("commentCount", numbers.comments)
    }
    w.put("channelHandle", "@\(post.creator.name(at: now))")
    if let subscribers = subscribers(post.creator) {
      w.put("subscriberCountText", "\(shortText(subscribers)) subscribers")
      w.put("subscriberCount", subscribers)
    }
    w.put("publishedTimeText", relativeText(post.postedAt, at: now))
    w.putNull("superTitle")
  }

  func metadata(_ w: inout JSONWriter, _ post: Post) {
    let numbers = post.numbers(at: now)
    w.put("videoId", ids.video(post))
    w.put("title", post.words(at: now).title)
    w.put("viewCount", String(numbers.views))
    if !post.hidesLikes {
      w.put("likeCount", numbers.likes)
      w.put("likeCountText", shortText(numbers.likes, digits: 2))
    }
    w.put("publishDate", post.postedAt.dateText)
  }

  /// A time with the offset of the site's home, eight hours west.
  private func pacific(_ time: Timestamp) -> String {
    let local = (time + -8 * Span.hour).wholeSeconds.description
    return local.dropLast() + "-08:00"
  }

  private func thumbnails(_ w: inout JSONWriter, _ post: Post) {
    let id = ids.video(post)
    w.list("thumbnail", [(168, 94), (336, 188)]) {
      image(&$0, YouTubeMedia.thumbnail(id, "hqdefault"), $1.0, $1.1)
    }
  }

  func image(_ w: inout JSONWriter, _ url: String, _ width: Int, _ height: Int) {
    w.put("url", url)
    w.put("width", width)
    w.put("height", height)
  }
}
