import MetricSchema
import ProviderSDK

extension Post {
  /// A post as other sites show it: who posted what with which sound, and no number.
  ///
  /// - Parameter url: The link that was asked for, which holds the id where an older answer does not.
  init(oEmbed answer: JSON, of url: String?) throws(ProviderError) {
    let quote = answer["html"].text
    let asked = try? PostName(Subject(url ?? ""))
    // A short link may lead to an account: then its handle stands here.
    let product = answer["embed_product_id"].id
    let named = product.flatMap { isID($0) ? $0 : nil }
    guard let id = named ?? asked?.id ?? quotedID(quote) else {
      if product != nil { throw ProviderError(.notFound, "the link leads to no post") }
      throw ProviderError(.schemaChanged, "the answer names no post", at: "/embed_product_id")
    }
    self.init()
    self.id = id
    caption = answer["title"].text
    thumbnailURL = answer["thumbnail_url"].filledText
    if answer["type"].text == "video", answer["embed_type"].text ?? "video" == "video" {
      mediaKind = .video
    }
    var author = Author()
    author.handle = answer["author_unique_id"].filledText ?? handle(answer["author_url"].text)
    author.name = answer["author_name"].filledText
    self.author = author
    audio = quotedSound(quote)
    for metric in [Metric.views, .likes, .comments, .shares, .saves] {
      metrics.set(metric, nil, otherwise: .unsupported)
    }
  }
}

private func handle(_ url: String?) -> String? {
  url.flatMap { try? AccountName(Subject($0)) }?.handle
}

private func quotedID(_ html: String?) -> String? {
  attributes("cite", of: "blockquote", in: html).first
    .flatMap { try? PostName(Subject($0)) }?.id
}

/// The sound that the quotation links to; its title and author stand in one text and cannot be told apart.
private func quotedSound(_ html: String?) -> Audio? {
  for link in attributes("href", of: "a", in: html) where link.contains("/music/") {
    guard let id = try? soundID(Subject(link)) else { continue }
    var audio = Audio()
    audio.id = id
    return audio
  }
  return nil
}

private func attributes(_ name: String, of element: String, in html: String?) -> [String] {
  guard var html else { return [] }
  let page = html.withUTF8 { try? Markup(html: UnsafeRawBufferPointer($0)) }
  return page?.root.all(element).compactMap { $0.attribute(name) } ?? []
}
