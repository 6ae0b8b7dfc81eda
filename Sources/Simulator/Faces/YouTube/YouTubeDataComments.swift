import MetricSchema

// Comments, alone and as the head of a thread.
extension YouTubeDataWire {
  func thread(_ w: inout JSONWriter, _ comment: Comment) {
    let replies = comment.replies(at: now)
    head(&w, "commentThread", comment.draw)
    w.put("id", ids.comment(comment))
    w.object("snippet") { snippet in
      snippet.put("channelId", ids.channel(comment.post.creator.number))
      snippet.put("videoId", ids.video(comment.post))
      snippet.object("topLevelComment") { self.comment(&$0, comment) }
      snippet.put("canReply", true)
      snippet.put("totalReplyCount", replies.count)
      snippet.put("isPublic", true)
    }
    guard parts.contains("replies"), !replies.isEmpty else { return }
    w.object("replies") { inner in
      inner.list("comments", replies) { self.comment(&$0, $1) }
    }
  }

  func comment(_ w: inout JSONWriter, _ comment: Comment) {
    head(&w, "comment", comment.draw)
    w.put("id", ids.comment(comment))
    w.object("snippet") { snippet in
      let channel = ids.channel(comment.person)
      snippet.put("channelId", ids.channel(comment.post.creator.number))
      snippet.put("videoId", ids.video(comment.post))
      snippet.put("textDisplay", isPlain ? comment.text : markupEscaped(comment.text))
      snippet.put("textOriginal", comment.text)
      if comment.parent != nil {
        snippet.put("parentId", String(ids.comment(comment).prefix(26)))
      }
      snippet.put("authorDisplayName", "@\(People.name(comment.person, in: call.world, at: now))")
      snippet.put(
        "authorProfileImageUrl",
        YouTubeMedia.avatar(call.world.root["person"][comment.person], size: 48))
      snippet.put("authorChannelUrl", "http://www.youtube.com/channel/\(channel)")
      snippet.object("authorChannelId") { $0.put("value", channel) }
      snippet.put("canRate", true)
      snippet.put("viewerRating", "none")
      snippet.put("likeCount", comment.likes(at: now))
      snippet.put("publishedAt", comment.writtenAt.wholeSeconds.description)
      snippet.put("updatedAt", comment.writtenAt.wholeSeconds.description)
    }
  }
}
