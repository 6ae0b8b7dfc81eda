import ProviderSDK

/// What is known of an account: what the caller typed and what the host knew already.
///
/// People type "alice", "@alice", a link to a profile or to one of its posts, a numeric id or a sec_uid; old links
/// carry an id or a sec_uid where the handle stands.
struct AccountName {
  private(set) var handle: String?
  private(set) var id: String?
  private(set) var secUID: String?

  init(_ subject: Subject) throws(ProviderError) {
    id = subject.known("id")
    secUID = subject.known("sec_uid")
    let typed = subject.name
    var name = typed[...]
    if let link = Link(typed) {
      guard isTikTok(link), let part = link.path.first(where: { $0.hasPrefix("@") }) else {
        throw ProviderError(.invalidInput, "this is no link to a TikTok account: \(typed)")
      }
      name = part[...]
    }
    if name.hasPrefix("@") { name.removeFirst() }
    switch name {
    case _ where isID(name): id = id ?? String(name)
    case _ where name.hasPrefix("MS4wLjAB"): secUID = secUID ?? String(name)
    case _ where name.isEmpty || !name.allSatisfy(isPartOfHandle): break
    default: handle = String(name)
    }
    guard handle ?? id ?? secUID != nil else {
      throw ProviderError(.invalidInput, "this is no TikTok account: \(typed)")
    }
  }
}

/// What is known of a post: its id, or the code of a short link that only the platform can resolve.
struct PostName {
  private(set) var id: String?
  /// The handle in the link, which may be one that the account had earlier.
  private(set) var handle: String?
  private(set) var shortCode: String?

  init(_ subject: Subject) throws(ProviderError) {
    id = subject.known("id")
    handle = subject.known("handle")
    let typed = subject.name
    if let link = Link(typed), isTikTok(link) { read(link) }
    shortCode = subject.known("short") ?? shortCode
    if isID(typed) { id = id ?? typed }
    guard id ?? shortCode != nil else {
      throw ProviderError(.invalidInput, "this is no TikTok post: \(typed)")
    }
  }

  /// The short link, of whichever kind it was.
  var shortLink: String? { shortCode.map { "https://vm.tiktok.com/\(pathComponent($0))/" } }

  /// The post that a request was about, from the parameter that named it.
  init(of parameter: String?, _ subject: Subject) {
    id = parameter.flatMap { isID($0) ? $0 : nil } ?? subject.known("id")
    handle = subject.known("handle") ?? (try? PostName(subject))?.handle
  }

  private mutating func read(_ link: Link) {
    if let part = link.path.first, part.hasPrefix("@"), part.count > 1 {
      handle = String(part.dropFirst())
    }
    if let kind = link.path.firstIndex(where: { ["video", "photo", "v"].contains($0) }),
      kind + 1 < link.path.count
    {
      let digits = link.path[kind + 1].prefix(while: \.isWholeNumber)
      id = isID(digits) ? String(digits) : id
    } else if let last = link.path.last, isID(last),
      ["embed", "player"].contains(link.path.first)
    {
      id = last
    } else if let code = link.path.last,
      ["vm.tiktok.com", "vt.tiktok.com"].contains(link.host) || link.path.first == "t"
    {
      shortCode = code
    }
  }
}

/// The name of a hashtag, from "dance", "#dance" or a link.
func tagName(_ subject: Subject) throws(ProviderError) -> String {
  var name = subject.name
  if let link = Link(name), isTikTok(link), link.path.first == "tag", link.path.count > 1 {
    name = link.path[1]
  }
  if name.hasPrefix("#") { name.removeFirst() }
  guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "/" }) else {
    throw ProviderError(.invalidInput, "this is no hashtag: \(subject.name)")
  }
  return name
}

/// The id of a sound, from the id, the last part of a link ("Some-song-6956990112127585029") or a link.
func soundID(_ subject: Subject) throws(ProviderError) -> String {
  if let id = subject.known("id") { return id }
  let name = Link(subject.name).flatMap { isTikTok($0) ? $0.path.last : nil } ?? subject.name
  let digits = name.split(separator: "-").last ?? ""
  guard isID(digits) else {
    throw ProviderError(.invalidInput, "this is no TikTok sound: \(subject.name)")
  }
  return String(digits)
}

/// The words to search for.
func searchWords(_ subject: Subject) throws(ProviderError) -> String {
  guard subject.name.contains(where: { !$0.isWhitespace }) else {
    throw ProviderError(.invalidInput, "a search needs words")
  }
  return subject.name
}

/// Ids are digits only, which a handle never is.
func isID(_ text: some StringProtocol) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
}

private func isPartOfHandle(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || "._-".contains(character)
}

private func isTikTok(_ link: Link) -> Bool {
  link.isAt("tiktok.com") || link.isAt("tiktokv.com")
}
