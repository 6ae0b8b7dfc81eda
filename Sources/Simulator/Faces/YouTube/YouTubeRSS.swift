import MetricSchema

/// The public feed of a channel and oEmbed as `youtube.rss` reads them.
struct YouTubeRSS: Face {
  let id = "youtube.rss"
  let credential = Credential.none
  let likeNames: Set = ["media:starRating"]

  func answer(_ call: Call) -> Page {
    switch call.path {
    case "/feeds/videos.xml": feed(call)
    case "/oembed": oEmbed(call)
    default: Self.missingPage
    }
  }

  func failure(_ failure: Failure, _ call: Call) -> Page {
    switch failure {
    case .unauthorized: plain(401, "Unauthorized")
    case .forbidden, .private: plain(403, "Forbidden")
    case .rateLimited: sorry(429).with("retry-after", "1")
    case .quota: sorry(429).with("retry-after", "86400")
    case .notFound, .deleted: Self.missingPage
    case .serverError: Page(status: 500, html: Self.errorPage("500", "Internal Server Error"))
    case .unavailable:
      Page(status: 503, html: Self.errorPage("503", "Service Unavailable"))
        .with("retry-after", "30")
    // A visitor from some countries gets a question instead of what was asked for.
    case .insideSuccess:
      Page(
        html: "<!DOCTYPE html><html><head><title>Before you continue to YouTube</title></head>"
          + "<body><form action=\"https://consent.example/save\"></form></body></html>\n")
    }
  }

  // MARK: - Feed

  private func feed(_ call: Call) -> Page {
    guard let (creator, posts, link) = subject(call) else { return Self.missingPage }
    let ids = YouTubeIDs(world: call.world)
    let channel = ids.channel(creator.number)
    let name = markupEscaped(creator.displayName(at: call.now))
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" \
      xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
       <link rel="self" href="http://www.youtube.com/feeds/videos.xml?\(link)"/>
       <id>yt:channel:\(channel.dropFirst(2))</id>
       <yt:channelId>\(channel.dropFirst(2))</yt:channelId>
       <title>\(name)</title>
       <link rel="alternate" href="https://www.youtube.com/channel/\(channel)"/>
      \(author(name, channel))
       <published>\(atomTime(creator.joinedAt))</published>

      """
    for post in posts.prefix(15) { xml += entry(post, ids, name, channel, call.now) }
    xml += "</feed>\n"
    return Page(type: "text/xml; charset=UTF-8", body: Array(xml.utf8))
  }

  /// Whose feed is asked for, and what the feed's address says of it.
  private func subject(_ call: Call) -> (Creator, [Post], String)? {
    let ids = YouTubeIDs(world: call.world)
    if let list = call.query["playlist_id"], let (creator, posts) = ids.uploads(list, at: call.now)
    {
      return (creator, posts, "playlist_id=\(list)")
    }
    let creator =
      call.query["channel_id"].map { ids.creator(channel: $0) }
      ?? call.query["user"].map { call.world.creator(named: $0, at: call.now) } ?? nil
    guard let creator else { return nil }
    let link = "channel_id=\(ids.channel(creator.number))"
    return (creator, creator.posts(on: .youtube, at: call.now), link)
  }

  private func entry(
    _ post: Post, _ ids: YouTubeIDs, _ name: String, _ channel: String, _ now: Timestamp
  ) -> String {
    let id = ids.video(post)
    let words = post.words(at: now)
    let title = markupEscaped(words.title)
    let numbers = post.numbers(at: now)
    let address = post.isShort ? "shorts/\(id)" : "watch?v=\(id)"
    let rating =
      post.hidesLikes
      ? ""
      : "    <media:starRating count=\"\(numbers.likes)\" average=\"5.00\" min=\"1\" max=\"5\"/>\n"
    return """
       <entry>
        <id>yt:video:\(id)</id>
        <yt:videoId>\(id)</yt:videoId>
        <yt:channelId>\(channel)</yt:channelId>
        <title>\(title)</title>
        <link rel="alternate" href="https://www.youtube.com/\(address)"/>
       \(author(name, channel))
        <published>\(atomTime(post.postedAt))</published>
        <updated>\(atomTime(post.postedAt + 7 * Span.hour))</updated>
        <media:group>
         <media:title>\(title)</media:title>
         <media:content url="https://www.youtube.com/v/\(id)?version=3" \
      type="application/x-shockwave-flash" width="640" height="390"/>
         <media:thumbnail url="\(YouTubeMedia.thumbnail(id, "hqdefault"))" width="480" height="360"/>
         <media:description>\(markupEscaped(words.description))</media:description>
         <media:community>
      \(rating)    <media:statistics views="\(numbers.views)"/>
         </media:community>
        </media:group>
       </entry>

      """
  }

  private func author(_ name: String, _ channel: String) -> String {
    """
     <author>
      <name>\(name)</name>
      <uri>https://www.youtube.com/channel/\(channel)</uri>
     </author>
    """
  }

  private func atomTime(_ time: Timestamp) -> String {
    time.wholeSeconds.description.dropLast() + "+00:00"
  }

  // MARK: - oEmbed

  private func oEmbed(_ call: Call) -> Page {
    let ids = YouTubeIDs(world: call.world)
    guard let url = call.query["url"], let id = youTubeVideoID(in: url),
      let post = ids.video(id, at: call.now)
    else { return plain(404, "Not Found") }
    guard !post.isDeleted(at: call.now) else { return plain(404, "Not Found") }
    let title = post.words(at: call.now).title
    return Page(type: "application/json") { root in
      root.put("title", title)
      root.put("author_name", post.creator.displayName(at: call.now))
      root.put("author_url", "https://www.youtube.com/@\(post.creator.name(at: call.now))")
      root.put("type", "video")
      root.put("height", 113)
      root.put("width", 200)
      root.put("version", "1.0")
      root.put("provider_name", "YouTube")
      root.put("provider_url", "https://www.youtube.com/")
      root.put("thumbnail_height", 360)
      root.put("thumbnail_width", 480)
      root.put("thumbnail_url", YouTubeMedia.thumbnail(id, "hqdefault"))
      root.put(
        "html",
        "<iframe width=\"200\" height=\"113\" src=\"https://www.youtube.com/embed/\(id)?feature=oembed\""
          + " frameborder=\"0\" allowfullscreen title=\"\(markupEscaped(title))\"></iframe>")
    }
  }

  // MARK: - Errors

  /// Plain words under the type of JSON.
  private func plain(_ status: Int, _ text: String) -> Page {
    Page(status: status, type: "application/json", body: Array(text.utf8))
  }

  private func sorry(_ status: Int) -> Page {
    Page(
      status: status, html: Self.errorPage("Sorry...", "We're sorry... automated queries"))
  }

  private static var missingPage: Page {
    Page(status: 404, html: errorPage("404", "The requested URL was not found on this server."))
  }

  private static func errorPage(_ title: String, _ text: String) -> String {
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error \(title)</title>\n<p>\(text)</p>\n</html>\n"
  }
}
