import ProviderSDK

/// What a caller means by a channel.
enum ChannelReference: Hashable {
  /// The id: "UC" and 22 characters.
  case id(String)
  /// The handle, without "@".
  case handle(String)
  /// The name in a `/user/` address, from the time before handles.
  case user(String)
  /// The name in a `/c/` address or a bare one, which only the address itself leads to.
  case custom(String)

  /// Reads a handle, channel id, uploads list (UU…) or address; ids known to the host come first.
  init(_ subject: Subject) throws(ProviderError) {
    if let known = subject.known("id") ?? subject.known("uploads") {
      guard let id = channelID(known) else {
        throw ProviderError(.invalidInput, "\"\(known)\" is no id of a channel")
      }
      self = .id(id)
    } else if let handle = subject.known("handle") {
      self = .handle(handle.withoutAt)
    } else if let user = subject.known("username") {
      self = .user(user)
    } else if let name = subject.known("custom") {
      self = .custom(name)
    } else if let found = Self.read(subject.name) {
      self = found
    } else {
      throw ProviderError(
        .invalidInput,
        "\"\(subject.name)\" names no channel: give its @handle, its id (UC…) or its address")
    }
  }

  /// The address of the channel.
  var url: String {
    switch self {
    case .id(let id): channelURL(id)
    case .handle(let handle): handleURL(handle)
    case .user(let name): "https://www.youtube.com/user/\(pathComponent(name))"
    case .custom(let name): "https://www.youtube.com/c/\(pathComponent(name))"
    }
  }

  private static func read(_ text: String) -> ChannelReference? {
    if let link = Link(text) { return isYouTube(link) ? read(link) : nil }
    if let id = channelID(text) { return .id(id) }
    let name = text.withoutAt
    let isHandle =
      !name.isEmpty && name.utf8.count <= 120
      && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.·".contains($0) }
    return isHandle ? .handle(name) : nil
  }

  private static func read(_ link: Link) -> ChannelReference? {
    if let id = link.query("list").flatMap(channelID) { return .id(id) }
    guard let first = link.path.first else { return nil }
    let second = link.path.dropFirst().first
    if first.hasPrefix("@") { return .handle(first.withoutAt) }
    switch first {
    case "channel", "browse": return second.flatMap(channelID).map { .id($0) }
    case "user": return second.map { .user($0) }
    case "c": return second.map { .custom($0) }
    default: return pages.contains(first) ? nil : .custom(first)
    }
  }

  /// First components of addresses that are no channel.
  private static let pages: Set<String> = [
    "clip", "course", "embed", "feed", "gaming", "hashtag", "live", "news", "playlist", "post",
    "premium", "results", "search", "shorts", "source", "v", "watch",
  ]
}

/// The id of the channel that a channel id (UC…) or uploads list (UU…) belongs to.
func channelID(_ text: String) -> String? {
  guard text.utf8.count == 24, text.hasPrefix("UC") || text.hasPrefix("UU"), isToken(text) else {
    return nil
  }
  return "UC" + text.dropFirst(2)
}

/// The list of everything that a channel published, which has the channel's id but for the first two letters.
func uploadsID(_ channelID: String) -> String { "UU" + channelID.dropFirst(2) }

/// The id of the video that a subject means: an id of 11 characters, or any address of a video.
func videoID(_ subject: Subject) throws(ProviderError) -> String {
  let text = subject.known("id") ?? subject.name
  if let link = Link(text), isYouTube(link), let id = videoID(link) { return id }
  if isVideoID(text) { return text }
  throw ProviderError(
    .invalidInput, "\"\(text)\" names no video: give its id (11 characters) or its address")
}

/// The tag that a subject means, without "#".
func tagName(_ subject: Subject) throws(ProviderError) -> String {
  var text = subject.known("tag") ?? subject.name
  if let link = Link(text), isYouTube(link), link.path.first == "hashtag", link.path.count > 1 {
    text = link.path[1]
  }
  let tag = String(text.drop { $0 == "#" })
  if tag.isEmpty { throw ProviderError(.invalidInput, "no hashtag was given") }
  return tag
}

/// The words that a job searches for.
func searchTerm(_ subject: Subject) throws(ProviderError) -> String {
  if subject.name.isEmpty { throw ProviderError(.invalidInput, "no words to search for") }
  return subject.name
}

/// The address of a video.
func videoURL(_ id: String) -> String { "https://www.youtube.com/watch?v=\(id)" }

/// The address of a short.
func shortURL(_ id: String) -> String { "https://www.youtube.com/shorts/\(id)" }

/// The address of a channel by its id.
func channelURL(_ id: String) -> String { "https://www.youtube.com/channel/\(id)" }

/// The address of a channel by its handle.
func handleURL(_ handle: String) -> String {
  "https://www.youtube.com/@\(pathComponent(handle))"
}

private func videoID(_ link: Link) -> String? {
  let path = link.path
  if link.host == "youtu.be" { return path.first.flatMap { isVideoID($0) ? $0 : nil } }
  let named = path.count > 1 && ["shorts", "live", "embed", "v"].contains(path[0]) ? path[1] : nil
  return (link.query("v") ?? named).flatMap { isVideoID($0) ? $0 : nil }
}

/// `embed/live_stream?channel=` names a channel with a word that has the length of an id.
private func isVideoID(_ text: String) -> Bool {
  text.utf8.count == 11 && isToken(text) && text != "live_stream"
}

private func isYouTube(_ link: Link) -> Bool {
  let hosts = [
    "www.youtube.com", "youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be",
    "www.youtubekids.com", "www.youtube-nocookie.com",
  ]
  return hosts.contains(link.host)
}

private func isToken(_ text: String) -> Bool {
  text.utf8.allSatisfy {
    switch $0 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// The texts of a list as one, separated by commas; `nil` where there are none.
func joined(_ list: JSON) -> String? {
  let texts = list.elements.compactMap(\.filledText)
  return texts.isEmpty ? nil : texts.joined(separator: ",")
}

extension String {
  /// A handle without its "@".
  var withoutAt: String { hasPrefix("@") ? String(dropFirst()) : self }
}

extension Author {
  /// The owner of a channel, `nil` where nothing is known; a handle may begin with "@".
  init?(channel id: String?, name: String?, handle: String? = nil) {
    if id == nil, name == nil, handle == nil { return nil }
    self.init()
    self.id = id
    self.name = name
    self.handle = handle?.withoutAt
    url = id.map(channelURL) ?? self.handle.map(handleURL)
  }
}
