import Foundation
import MetricSchema
import ProviderSDK

/// What a provider would do that reads pages with Foundation's JSONDecoder: the same records in the same wire form.
struct DecodedReader {
  private let page: Data

  init(_ page: [UInt8]) { self.page = Data(page) }

  /// The posts as JSONDecoder reads them.
  func decoded() throws -> [DecodedPost] {
    try JSONDecoder().decode(DecodedPage.self, from: page).data.videos
  }

  /// The wire form of each record, as the plugin emits it.
  func emitted() throws -> [[UInt8]] {
    var writer = ProtobufWriter(capacity: 4096)
    return try decoded().map { item in
      writer.clear()
      Record.write(item.post, to: &writer)
      return writer.bytes
    }
  }
}

struct DecodedPage: Decodable {
  var data: DecodedList
}

struct DecodedList: Decodable {
  var videos: [DecodedPost]
  var hasMore: Bool
}

/// The members that the plugin reads.
struct DecodedPost: Decodable {
  var videoID: String
  var region: String
  var title: String
  var cover: String
  var duration: Int64
  var play: String
  var musicInfo: DecodedSound
  var playCount: Int64
  var diggCount: Int64
  var commentCount: Int64
  var shareCount: Int64
  var downloadCount: Int64
  var collectCount: Int64
  var createTime: Int64
  var isAd: Bool
  var mentionedUsers: String?
  var author: DecodedAuthor
  var images: [String]?
  var isTop: Int

  enum CodingKeys: String, CodingKey {
    case region, title, cover, duration, play, author, images
    case videoID = "video_id"
    case musicInfo = "music_info"
    case playCount = "play_count"
    case diggCount = "digg_count"
    case commentCount = "comment_count"
    case shareCount = "share_count"
    case downloadCount = "download_count"
    case collectCount = "collect_count"
    case createTime = "create_time"
    case isAd = "is_ad"
    case mentionedUsers = "mentioned_users"
    case isTop = "is_top"
  }

  /// The record, as the plugin makes it.
  var post: Post {
    var post = Post()
    post.id = videoID
    post.region = filled(region)
    post.caption = title
    post.thumbnailURL = filled(cover)
    post.durationMs = milliseconds(ofSeconds: duration)
    post.audio = musicInfo.audio
    post.metrics.set(.views, playCount)
    post.metrics.set(.likes, diggCount)
    post.metrics.set(.comments, commentCount)
    post.metrics.set(.shares, shareCount)
    post.metrics.set(.downloads, downloadCount)
    post.metrics.set(.saves, collectCount)
    post.postedAt = epochMicroseconds(createTime)
    post.ad = isAd
    post.mentions = (mentionedUsers ?? "").split(separator: ",").map { id in
      var mention = Mention()
      mention.id = String(id)
      return mention
    }
    post.author = author.author
    post.pinned = isTop == 1
    guard let images, !images.isEmpty else {
      post.mediaKind = .video
      post.mediaURLs = [play]
      return post
    }
    post.mediaKind = images.count > 1 ? .carousel : .image
    post.mediaCount = Int64(images.count)
    post.mediaURLs = images
    post.durationMs = nil
    return post
  }
}

struct DecodedSound: Decodable {
  var id: String
  var title: String
  var play: String
  var cover: String
  var author: String
  var original: Bool
  var duration: Int64
  var album: String

  enum CodingKeys: String, CodingKey {
    case id, title, play, cover, author, original, duration, album
  }

  var audio: Audio {
    var audio = Audio()
    audio.id = id
    audio.title = filled(title)
    audio.playURL = filled(play)
    audio.coverURL = filled(cover)
    audio.authorName = filled(author)
    audio.original = original
    audio.durationMs = milliseconds(ofSeconds: duration)
    audio.album = filled(album)
    return audio
  }
}

struct DecodedAuthor: Decodable {
  var id: String
  var uniqueID: String
  var nickname: String
  var avatar: String

  enum CodingKeys: String, CodingKey {
    case id, nickname, avatar
    case uniqueID = "unique_id"
  }

  var author: Author {
    var author = Author()
    author.id = id
    author.handle = filled(uniqueID)
    author.name = nickname
    author.avatarURL = filled(avatar)
    return author
  }
}

private func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
