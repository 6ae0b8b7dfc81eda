import MetricSchema

/// What follows from ids and handles on one platform.
struct PlatformRules: Sendable {
  var profileURL: @Sendable (_ handle: String?, _ id: String?) -> String? = { _, _ in nil }
  var postURL: @Sendable (Post) -> String? = { _ in nil }
  var hashtagURL: @Sendable (String) -> String? = { _ in nil }
  var timeOfID: @Sendable (String) -> Int64? = { _ in nil }
  var tagStyle = CaptionTags.Style.words

  static func named(_ platform: String) -> PlatformRules {
    switch platform {
    case "tiktok": tiktok
    case "youtube": youtube
    case "bluesky": bluesky
    default: PlatformRules()
    }
  }

  private static let tiktok = PlatformRules(
    profileURL: { handle, _ in handle.map { joined("https://www.tiktok.com/@", piece($0)) } },
    postURL: { post in
      guard let id = post.id else { return nil }
      let isPhoto = post.mediaKind == .carousel || post.mediaKind == .image
      return joined(
        "https://www.tiktok.com/@", piece(post.author?.handle ?? ""),
        isPhoto ? "/photo/" : "/video/",
        piece(id))
    },
    hashtagURL: { "https://www.tiktok.com/tag/\(piece($0))" },
    // The upper half of the id is the second it was made.
    timeOfID: { id in
      guard let number = UInt64(id), number >> 32 > 1_400_000_000 else { return nil }
      return Int64(number >> 32) * 1_000_000
    },
    tagStyle: .anywhere)

  private static let youtube = PlatformRules(
    profileURL: { handle, id in
      id.map { "https://www.youtube.com/channel/\(piece($0))" }
        ?? handle.map { "https://www.youtube.com/@\(piece($0))" }
    },
    postURL: { post in
      post.id.map {
        post.shortForm == true
          ? "https://www.youtube.com/shorts/\(piece($0))"
          : "https://www.youtube.com/watch?v=\(percentEncoded($0))"
      }
    },
    hashtagURL: { "https://www.youtube.com/hashtag/\(piece($0))" })

  private static let bluesky = PlatformRules(
    profileURL: { handle, id in
      (handle == "handle.invalid" ? id : handle ?? id).map {
        "https://bsky.app/profile/\(piece($0))"
      }
    },
    postURL: { post in
      guard let key = post.shortCode ?? post.id?.split(separator: "/").last.map(String.init) else {
        return nil
      }
      let handle = post.author?.handle == "handle.invalid" ? nil : post.author?.handle
      return (handle ?? post.author?.id).map {
        "https://bsky.app/profile/\(piece($0))/post/\(piece(key))"
      }
    },
    hashtagURL: { "https://bsky.app/hashtag/\(piece($0))" })
}

/// The texts one after the other, in one piece of memory: posts have such addresses by the thousand.
private func joined(_ a: String, _ b: String, _ c: String = "", _ d: String = "") -> String {
  var text = a
  text.reserveCapacity(a.utf8.count + b.utf8.count + c.utf8.count + d.utf8.count)
  text += b
  text += c
  text += d
  return text
}

/// A text as one piece of a path, so that no name of an upstream leads elsewhere; the ":" of a DID stays.
private func piece(_ text: String) -> String {
  var plain = text
  if plain.withUTF8({ $0.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: ":") } }) {
    return text
  }
  return text.split(separator: ":", omittingEmptySubsequences: false)
    .map { percentEncoded(String($0)) }.joined(separator: ":")
}
