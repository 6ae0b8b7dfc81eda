import MetricSchema
import ProviderSDK

extension Post {
  /// A post of the web shape, whichever of its ages: today's, the app's, or that of the lists of 2021.
  ///
  /// - Parameter inProfile: Whether it stands in the list of its account, where a mark that is absent means "not pinned".
  init(anyWeb item: JSON, inProfile: Bool) {
    let post = item["item"].kind == .object ? item["item"] : item
    if post["aweme_id"].exists {
      self.init(app: post)
    } else if post["itemInfos"].exists {
      self.init(list2021: post)
    } else {
      self.init(web: post)
    }
    if inProfile { pinned = pinned ?? false }
  }

  /// A post as today's web pages and the vendors behind them send it.
  init(web item: JSON) {
    self.init()
    id = item["id"].id
    author = Author(web: item["author"])
    caption = item["desc"].text
    postedAt = epochMicroseconds(item["createTime"].int)
    language = item["textLanguage"].filledText
    region = item["locationCreated"].filledText
    pinned = item["isPinnedItem"].bool
    ad = item["isAd"].bool ?? false
    if item["privateItem"].bool == true || item["secret"].bool == true { presence = .protected }
    audio = Audio(web: item["music"])
    let video = item["video"]
    thumbnailURL = video["cover"].filledText
    durationMs = milliseconds(ofSeconds: video["duration"].int)
    let pictures = item["imagePost"]["images"].elements.compactMap {
      $0["imageURL"]["urlList"][0].filledText
    }
    show(pictures: pictures, orVideo: video["playAddr"].filledText)
    readMarks(
      item["textExtra"], tag: "hashtagName", account: "userId", handle: "userUniqueId",
      tags: item["challenges"], name: "title")
    count(WebCounters(of: item))
    let labels = item["diversificationLabels"].elements.compactMap(\.filledText)
    extras.set("labels", labels.isEmpty ? nil : labels.joined(separator: ", "))
    extras.set("ai_generated", item["IsAigc"].bool)
  }

  /// A count of 0 reposts stands at posts of any size: it is no count.
  private mutating func count(_ counters: WebCounters) {
    counters.set(.views, "playCount", in: &metrics)
    counters.set(.likes, "diggCount", in: &metrics)
    counters.set(.comments, "commentCount", in: &metrics)
    counters.set(.shares, "shareCount", in: &metrics)
    counters.set(.saves, "collectCount", in: &metrics)
    if counters.value("repostCount") ?? 0 > 0 {
      counters.set(.reposts, "repostCount", in: &metrics)
    } else {
      metrics.set(.reposts, nil, otherwise: .notReported)
    }
  }

  /// Takes hashtags and mentions from the marks in the caption, or hashtags from the list of `tags` where no mark is
  /// one.
  mutating func readMarks(
    _ marks: JSON, tag: StaticString, account: StaticString, handle: StaticString?,
    tags: JSON, name: StaticString
  ) {
    for mark in marks.elements {
      if let name = mark[tag].filledText, !hashtags.contains(name) { hashtags.append(name) }
      guard let id = mark[account].id else { continue }
      var mention = Mention()
      mention.id = id
      mention.handle = handle.flatMap { mark[$0].filledText }
      if !mentions.contains(mention) { mentions.append(mention) }
    }
    guard hashtags.isEmpty else { return }
    for tag in tags.elements {
      if let name = tag[name].filledText, !hashtags.contains(name) { hashtags.append(name) }
    }
  }
}
