import FastJSON
import MetricSchema

/// The page with only those members of its posts that the plugin reads: what remains is all data.
func withoutBallast(_ page: [UInt8]) throws -> [UInt8] {
  try JSONParser.with(page) { root in
    var json = JSONWriter()
    json.object { json in
      json.key("code")
      json.value(0 as Int64)
      json.key("data")
      json.object { json in
        json.key("videos")
        json.array { json in
          for post in root["data"]["videos"].elements { copy(post, readMembers, to: &json) }
        }
        json.key("hasMore")
        json.value(root["data"]["hasMore"].bool)
        json.key("cursor")
        json.value(root["data"]["cursor"].text)
      }
    }
    return Array(json.text.utf8)
  }
}

private let readMembers: Set = [
  "video_id", "region", "title", "cover", "duration", "play", "music_info", "play_count",
  "digg_count", "comment_count", "share_count", "download_count", "collect_count", "create_time",
  "is_ad", "mentioned_users", "author", "images", "is_top",
]

private func copy(_ object: JSON, _ wanted: Set<String>?, to json: inout JSONWriter) {
  json.object { json in
    for (key, value) in object.members where wanted?.contains(key) ?? true {
      json.key(key)
      copy(value, to: &json)
    }
  }
}

private func copy(_ value: JSON, to json: inout JSONWriter) {
  switch value.kind {
  case .null: json.null()
  case .flag: json.value(value.bool)
  case .integer, .large: json.value(value.int)
  case .real: json.value(value.real)
  case .text: json.value(value.text)
  case .array: json.array { json in for element in value.elements { copy(element, to: &json) } }
  case .object: copy(value, nil, to: &json)
  }
}
