import MetricSchema

// Both spellings of the status stand in every answer.
extension TikTokAPI23 {
  static var noContent: Page { Page(status: 204, type: "application/json", body: []) }

  func items(
    _ w: inout JSONWriter, _ posts: [Post], _ wire: TikTokNative, name: String = "itemList"
  ) {
    var counters: [Int: [(String, Int64)]] = [:]
    for post in posts where counters[post.creator.number] == nil {
      counters[post.creator.number] = wire.counters(post.creator)
    }
    w.list(name, posts) { wire.item(&$0, $1, of: counters[$1.creator.number] ?? []) }
  }

  func success(_ call: Call, _ body: (inout JSONWriter) -> Void) -> Page {
    Page { root in
      body(&root)
      status(&root, call)
    }
  }

  func refusal(
    _ call: Call, _ code: Int, _ reason: String, _ body: (inout JSONWriter) -> Void = { _ in }
  ) -> Page {
    Page { root in
      body(&root)
      status(&root, call, code: code, message: reason)
    }
  }

  func badParameters(_ call: Call) -> Page { refusal(call, 10011, "Invalid parameters") }

  func status(
    _ w: inout JSONWriter, _ call: Call, code: Int = 0, message: String = ""
  ) {
    w.object("extra") { extra in
      extra.member("fatal_item_ids", [])
      extra.put("logid", hexText(call.draw.bits).uppercased())
      extra.put("now", call.now.milliseconds)
    }
    w.object("log_pb") { $0.put("impr_id", hexText(call.draw.bits).uppercased()) }
    w.put("statusCode", code)
    w.put("status_code", code)
    w.put("status_msg", message)
  }
}
