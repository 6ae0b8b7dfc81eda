import MetricSchema
import ProviderSDK

extension Post {
  /// A post of the lists that web pages had in 2021: `itemInfos` with author, sound and hashtags beside it.
  init(list2021 item: JSON) {
    self.init()
    let info = item["itemInfos"]
    id = info["id"].id
    author = Author(list2021: item["authorInfos"])
    caption = info["text"].text
    postedAt = epochMicroseconds(info["createTime"].int)
    if info["secret"].bool == true { presence = .protected }
    audio = Audio(list2021: item["musicInfos"])
    thumbnailURL = info["covers"][0].filledText
    let video = info["video"]
    durationMs = milliseconds(ofSeconds: video["videoMeta"]["duration"].int)
    show(pictures: [], orVideo: video["urls"][0].filledText)
    readMarks(
      item["textExtra"], tag: "HashtagName", account: "UserId", handle: nil,
      tags: item["challengeInfoList"], name: "challengeName")
    metrics.set(.views, info["playCount"].int, otherwise: .notReported)
    metrics.set(.likes, info["diggCount"].int, otherwise: .notReported)
    metrics.set(.comments, info["commentCount"].int, otherwise: .notReported)
    metrics.set(.shares, info["shareCount"].int, otherwise: .notReported)
  }
}

extension Author {
  fileprivate init?(list2021 user: JSON) {
    guard let id = user["userId"].id else { return nil }
    self.init()
    self.id = id
    handle = user["uniqueId"].filledText
    name = user["nickName"].text
    avatarURL = user["coversLarger"][0].filledText
    verified = user["verified"].bool
    if let secUID = user["secUid"].filledText { identities = [Identity("sec_uid", secUID)] }
  }
}

extension Audio {
  fileprivate init?(list2021 music: JSON) {
    guard let id = music["musicId"].id else { return nil }
    self.init()
    self.id = id
    title = music["musicName"].filledText
    authorName = music["authorName"].filledText
    original = music["original"].bool
    playURL = music["playUrl"][0].filledText
    coverURL = music["coversLarger"][0].filledText
  }
}
