import MetricSchema

/// TikTok's website as `tiktok.web` reads it: pages with their data in a script, and oEmbed.
struct TikTokWeb: Face {
  let id = "tiktok.web"
  let credential = Credential.none
  let likeNames: Set = ["diggCount", "heartCount", "heart"]

  func answer(_ call: Call) -> Page {
    let wire = TikTokNative(call, isPage: true)
    let parts = call.path.split(separator: "/").map(String.init)
    if parts == ["oembed"] { return oEmbed(call, wire) }
    guard let first = parts.first, first.hasPrefix("@") else { return Self.missingPage }
    if parts.count == 1 { return profile(String(first.dropFirst()), call, wire) }
    guard parts.count == 3, ["video", "photo"].contains(parts[1]) else { return Self.missingPage }
    return post(parts[2], call, wire)
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    switch failure {
    case .unauthorized: Page(status: 401, html: notice("Log in to continue"))
    case .forbidden: Page(status: 403, html: notice("Access Denied"))
    case .rateLimited:
      Page(status: 429, html: notice("Too many requests")).with("retry-after", "1")
    case .quota: Page(status: 429, html: notice("Too many requests")).with("retry-after", "86400")
    case .notFound: Self.missingPage
    case .serverError: Page(status: 500, html: notice("Something went wrong"))
    case .unavailable:
      Page(status: 503, html: notice("Service unavailable")).with("retry-after", "30")
    // A page without the part that should hold the data: what a visitor taken for a robot gets.
    case .insideSuccess: page(call, scope: nil) { _ in }
    case .private: privatePage(call)
    case .deleted where call.path == "/oembed": Self.noEmbed
    case .deleted: refusal(call, scope: "webapp.video-detail", 10204, "item doesn't exist")
    }
  }

  // MARK: - Pages

  private func profile(_ name: String, _ call: Call, _ wire: TikTokNative) -> Page {
    let scope = "webapp.user-detail"
    guard let creator = call.world.creator(named: name, at: call.now) else {
      return refusal(call, scope: scope, 10202, "user doesn't exist")
    }
    return page(call, scope: scope) { detail in
      detail.object("userInfo") { info in
        wire.userInfo(&info, creator)
        // The page never lists posts: the site loads them later with signed requests.
        info.member("itemList", [])
      }
      detail.object("shareMeta") { meta in
        meta.put("title", "\(creator.displayName(at: call.now)) on TikTok")
        meta.put("desc", "@\(creator.name(at: call.now))")
      }
      detail.put("statusCode", creator.isPrivate ? 10222 : 0)
      detail.put("statusMsg", "")
      detail.put("needFix", false)
    }
  }

  private func post(_ id: String, _ call: Call, _ wire: TikTokNative) -> Page {
    let scope = "webapp.video-detail"
    guard let post = wire.ids.post(id, at: call.now), !post.isDeleted(at: call.now) else {
      return refusal(call, scope: scope, 10204, "item doesn't exist")
    }
    guard !post.creator.isPrivate else {
      return refusal(call, scope: scope, 10216, "item is private")
    }
    return page(call, scope: scope) { detail in
      detail.object("itemInfo") { info in
        info.object("itemStruct") { wire.item(&$0, post, of: wire.counters(post.creator)) }
      }
      detail.object("shareMeta") { meta in
        meta.put("title", "\(post.creator.displayName(at: call.now)) on TikTok")
        meta.put("desc", post.clip.title)
      }
      detail.put("statusCode", 0)
      detail.put("statusMsg", "")
    }
  }

  private func privatePage(_ call: Call) -> Page {
    call.path.contains("/video/") || call.path.contains("/photo/")
      ? refusal(call, scope: "webapp.video-detail", 10216, "item is private")
      : refusal(call, scope: "webapp.user-detail", 10222, "user is private")
  }

  private func refusal(_ call: Call, scope: String, _ code: Int, _ reason: String) -> Page {
    page(call, scope: scope) { detail in
      if scope == "webapp.user-detail" { detail.object("userInfo") }
      detail.put("statusCode", code)
      detail.put("statusMsg", reason)
    }
  }

  private func page(
    _ call: Call, scope: String?, _ detail: (inout JSONWriter) -> Void
  ) -> Page {
    var writer = JSONWriter()
    writer.object { root in
      root.object("__DEFAULT_SCOPE__") { scopes in
        scopes.object("webapp.app-context") { context in
          context.put("language", "en")
          context.put("region", "US")
          context.put("appId", 1233)
          context.put("botType", "others")
          context.put("requestId", String(call.draw.bits))
        }
        scopes.object("webapp.i18n-translation") { $0.put("title", "TikTok - Make Your Day") }
        if let scope { scopes.object(scope, detail) }
      }
    }
    return page(around: writer.bytes)
  }

  private func page(around json: [UInt8]) -> Page {
    let head = """
      <!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>TikTok - Make Your Day</title>\
      <meta property="og:site_name" content="TikTok"><meta property="og:image" content="">\
      <meta property="og:image:width" content="undefined"></head><body>\
      <div id="app"></div>\
      <script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">
      """
    var page = Page(html: head)
    let begin = page.body.count
    page.body += json
    page.json = begin..<page.body.count
    page.body += Array("</script></body></html>\n".utf8)
    return page
  }

  private func notice(_ text: String) -> String {
    "<!DOCTYPE html><html><head><title>\(text)</title></head><body><h1>\(text)</h1></body></html>\n"
  }

  private static var missingPage: Page {
    Page(
      status: 404,
      html: "<!DOCTYPE html><html><head><title>TikTok</title></head>"
        + "<body>Couldn't find this page</body></html>\n")
  }

  // MARK: - oEmbed

  private static let noEmbed = Page(status: 400) { root in
    root.put("code", 400)
    root.put("message", "Something went wrong")
  }

  private func oEmbed(_ call: Call, _ wire: TikTokNative) -> Page {
    guard let id = call.query["url"].flatMap(tikTokPostID),
      let post = wire.ids.post(id, at: call.now), !post.isDeleted(at: call.now),
      !post.creator.isPrivate
    else {
      return Self.noEmbed
    }
    let name = post.creator.name(at: call.now)
    let address = "https://www.tiktok.com/@\(name)"
    let caption = TikTokCaption(post.clip, in: call.world, at: call.now).text
    return Page { root in
      root.put("version", "1.0")
      root.put("type", "video")
      root.put("title", caption)
      root.put("author_url", address)
      root.put("author_name", post.creator.displayName(at: call.now))
      root.put("width", "100%")
      root.put("height", "100%")
      root.put(
        "html",
        "<blockquote class=\"tiktok-embed\" cite=\"\(address)/video/\(id)\" data-video-id=\"\(id)\">"
          + "<section>\(markupEscaped(caption))</section></blockquote>")
      root.put("thumbnail_width", 576)
      root.put("thumbnail_height", 1024)
      root.put("thumbnail_url", TikTokMedia.image("cover", post.draw["media"]))
      root.put("provider_url", "https://www.tiktok.com")
      root.put("provider_name", "TikTok")
      root.put("author_unique_id", name)
      root.put("embed_product_id", id)
      root.put("embed_type", "video")
    }
  }
}
