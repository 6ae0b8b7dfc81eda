import ProviderSDK

/// What a subject names: an account, and perhaps one of its records.
///
/// Read from a handle with or without "@", a DID, an `at://` URI, an address of bsky.app or one of its mirrors, or from
/// the identities that the host knows.
struct Reference {
  /// A DID, or a handle in lower case.
  let actor: String
  /// Where in the account's repository the record is, such as `app.bsky.feed.post/3abc`; `nil` for an account.
  let record: String?

  static let post = "app.bsky.feed.post"
  static let feed = "app.bsky.feed.generator"

  /// Whether the account is named by its permanent id.
  var hasDID: Bool { actor.hasPrefix("did:") }

  init(_ subject: Subject) throws(ProviderError) {
    if let id = subject.known("id"), id.hasPrefix("at://") || id.hasPrefix("did:") {
      try self.init(text: id)
    } else if let handle = subject.known("handle"), let key = subject.known("rkey") {
      try self.init(actor: handle, collection: Self.post, key: key)
    } else if let handle = subject.known("handle"), let key = subject.known("feed") {
      try self.init(actor: handle, collection: Self.feed, key: key)
    } else {
      try self.init(text: subject.name)
    }
  }

  init(text: String) throws(ProviderError) {
    let path = Self.path(text)
    guard let actor = path.first else {
      throw ProviderError(.invalidInput, "the subject names no account")
    }
    guard path.count >= 3 else {
      try self.init(actor: actor)
      return
    }
    try self.init(actor: actor, collection: Self.collections[path[1]] ?? path[1], key: path[2])
  }

  private init(
    actor: String, collection: String? = nil, key: String? = nil
  ) throws(ProviderError) {
    self.actor = try Self.normalised(actor)
    guard let collection, let key else {
      record = nil
      return
    }
    guard Self.isKey(collection), Self.isKey(key) else {
      throw ProviderError(.invalidInput, "the subject is no record of Bluesky: \(key)")
    }
    record = "\(collection)/\(key)"
  }

  /// The `at://` URI of a record of `collection`, with the account's `did` where it has become known.
  func uri(in collection: String, of did: String? = nil) throws(ProviderError) -> String {
    guard let record, record.hasPrefix(collection + "/") else {
      throw ProviderError(.invalidInput, "the subject names no \(collection)")
    }
    return "at://\(did ?? actor)/\(record)"
  }

  /// The tag that a subject means: `name`, `#name`, or the address of a hashtag's page.
  static func tag(_ subject: Subject) throws(ProviderError) -> String {
    let text = subject.name.trimmed
    let path = Link(text)?.path ?? []
    let tag = path.count == 2 && path[0] == "hashtag" ? path[1] : text
    let name = String(tag.drop { $0 == "#" || $0 == "＃" })
    guard !name.isEmpty else { throw ProviderError(.invalidInput, "the subject names no hashtag") }
    return name
  }

  // MARK: - Private

  /// The short names that bsky.app's addresses have for collections.
  private static let collections = ["post": post, "feed": feed, "lists": "app.bsky.graph.list"]

  /// Account, collection and key, as far as the text names them.
  private static func path(_ text: String) -> [String] {
    let text = text.trimmed
    if text.hasPrefix("at://") { return text.dropFirst(5).split(separator: "/").map(String.init) }
    if let link = Link(text), link.path.first == "profile" { return Array(link.path.dropFirst()) }
    return text.isEmpty ? [] : [text]
  }

  /// The account as the AppView takes it; a name without a dot is one of bsky.social's.
  private static func normalised(_ actor: String) throws(ProviderError) -> String {
    let name = actor.hasPrefix("@") ? String(actor.dropFirst()) : actor
    if name.hasPrefix("did:"), isKey(name) { return name }
    let handle = name.lowercased()
    let isHandle = handle.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x2E }
    guard isHandle, (1...253).contains(handle.utf8.count), !handle.hasPrefix(".") else {
      throw ProviderError(.invalidInput, "this is no handle of Bluesky: \(name)")
    }
    return handle.contains(".") ? handle : handle + ".bsky.social"
  }

  private static func isKey(_ text: String) -> Bool {
    (1...2048).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0.isLetterOrDigit || ".-_:~%".utf8.contains($0) }
  }
}

extension String {
  /// The text without blanks at either end.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
