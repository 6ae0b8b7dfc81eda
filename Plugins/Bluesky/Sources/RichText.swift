import ProviderSDK

/// What the text of a record points at.
struct RichText {
  /// Without "#", in the order of the text, then those outside it; each once.
  private(set) var hashtags: [String] = []
  /// The accounts mentioned, each once.
  private(set) var mentions: [Mention] = []
  /// The addresses linked, each once.
  private(set) var links: [String] = []
  /// What was added already: an answer may name thousands.
  private var seen: Set<String> = []

  /// Reads the facets of a record, whose places in the text are counted in bytes of UTF-8.
  init(_ record: JSON) {
    for facet in record["facets"].elements {
      for feature in facet["features"].elements {
        switch feature["$type"].text {
        case "app.bsky.richtext.facet#tag": add(tag: feature["tag"].id)
        case "app.bsky.richtext.facet#link": add(link: feature["uri"].id)
        case "app.bsky.richtext.facet#mention":
          add(mention: feature["did"].id, shownAs: slice(record["text"], facet["index"]))
        default: continue
        }
      }
    }
    for tag in record["tags"].elements { add(tag: tag.id) }
  }

  private mutating func add(tag: String?) {
    guard let tag, seen.insert("#" + tag).inserted else { return }
    hashtags.append(tag)
  }

  private mutating func add(link: String?) {
    guard let link, seen.insert("/" + link).inserted else { return }
    links.append(link)
  }

  /// The text shown need not be the handle: it is taken for one only where it looks like one.
  private mutating func add(mention did: String?, shownAs text: String?) {
    guard let did, seen.insert("@" + did).inserted else { return }
    var mention = Mention()
    mention.id = did
    if let text, text.hasPrefix("@"), let named = try? Reference(text: text), !named.hasDID {
      mention.handle = text.contains(".") ? named.actor : nil
    }
    mentions.append(mention)
  }
}

/// The part of a text between two byte offsets, `nil` where they are outside or cut a character.
private func slice(_ text: JSON, _ index: JSON) -> String? {
  guard let start = index["byteStart"].int, let end = index["byteEnd"].int else { return nil }
  let part: String?? = text.withUTF8 { bytes in
    guard 0 <= start, start < end, end <= bytes.count else { return nil }
    return String(validating: bytes[Int(start)..<Int(end)], as: UTF8.self)
  }
  return part ?? nil
}
