import ProviderSDK

/// Adds what is embedded in a post: pictures, a video, a link card, another record.
///
/// Kinds that are not known leave a post of kind text.
func addEmbed(_ embed: JSON, to post: inout Post) {
  post.mediaKind = .text
  switch embed["$type"].text {
  case "app.bsky.embed.record#view": addRecord(embed["record"], to: &post)
  case "app.bsky.embed.recordWithMedia#view":
    addMedia(embed["media"], to: &post)
    addRecord(embed["record"]["record"], to: &post)
  default: addMedia(embed, to: &post)
  }
}

private func addMedia(_ embed: JSON, to post: inout Post) {
  switch embed["$type"].text {
  case "app.bsky.embed.images#view": addPictures(embed["images"], to: &post)
  case "app.bsky.embed.gallery#view": addPictures(embed["items"], to: &post)
  case "app.bsky.embed.video#view":
    post.mediaKind = .video
    post.mediaCount = 1
    post.thumbnailURL = embed["thumbnail"].id
    post.mediaURLs = [embed["playlist"].id].compactMap(\.self)
    post.extras.set("alt_text", embed["alt"].id)
  case "app.bsky.embed.external#view":
    let card = embed["external"]
    post.mediaKind = .link
    post.thumbnailURL = card["thumb"].id
    post.extras.set("link_url", card["uri"].id)
    post.extras.set("link_title", card["title"].id)
  default: return
  }
}

private func addPictures(_ pictures: JSON, to post: inout Post) {
  let pictures = Array(pictures.elements)
  guard let first = pictures.first else { return }
  post.mediaKind = pictures.count == 1 ? .image : .carousel
  post.mediaCount = Int64(pictures.count)
  post.thumbnailURL = first["thumb"].id ?? first["thumbnail"].id
  post.mediaURLs = pictures.compactMap { $0["fullsize"].id }
  let texts = pictures.compactMap { $0["alt"].id }
  post.extras.set("alt_text", texts.isEmpty ? nil : texts.joined(separator: "\n"))
}

/// A post that is embedded is quoted, also one that was deleted, blocked or detached since; a feed, list or starter
/// pack is only shown.
private func addRecord(_ record: JSON, to post: inout Post) {
  guard let uri = record["uri"].id else { return }
  let isPost = record["$type"].text == "app.bsky.embed.record#viewRecord"
  if isPost || uri.contains("/\(Reference.post)/") {
    post.quoteOf = uri
  } else {
    post.extras.set("embedded_record", uri)
  }
}
