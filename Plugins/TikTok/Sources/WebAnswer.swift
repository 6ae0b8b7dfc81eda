import MetricSchema
import ProviderSDK

/// An answer in TikTok's web shape, which vendors wrap differently from call to call.
struct WebAnswer {
  private let root: JSON
  /// What the vendor wrapped.
  let data: JSON

  init(_ root: JSON) {
    self.root = root
    data = root["data"].kind == .object ? root["data"] : root
  }

  /// Throws where the wrapping or what is in it says that it failed.
  func checkStatus() throws(ProviderError) {
    try checkWebStatus(root)
    try checkWebStatus(data)
  }

  var hasAccount: Bool { data["userInfo"]["user"]["id"].exists || data["user"]["uid"].exists }

  func account() throws(ProviderError) -> Profile {
    data["userInfo"].exists
      ? try Profile(web: data["userInfo"]) : try Profile(app: data["user"])
  }

  /// The list of posts, missing where there is none.
  var posts: JSON {
    let lists = [data["itemList"], data["item_list"], data["aweme_list"], root["data"]]
    return lists.first { $0.kind == .array } ?? .missing
  }

  /// An account without posts has no list of them, but says that there is no more.
  var isEndOfPosts: Bool { !posts.exists && moreIsSaid != nil && !hasMore }

  func post() throws(ProviderError) -> Post {
    let found =
      data["itemInfo"]["itemStruct"].exists
      ? Post(web: data["itemInfo"]["itemStruct"])
      : Post(anyWeb: data["aweme_details"][0], inProfile: false)
    guard found.id != nil else { throw ProviderError(.notFound, "the answer holds no post") }
    return found
  }

  /// A sound by itself, in today's shape or that of the app, which counts accounts instead of posts.
  func sound() throws(ProviderError) -> Audio {
    let info = data["musicInfo"].exists ? data["musicInfo"] : data["music_info"]
    guard var audio = Audio(web: info["music"]) ?? Audio(app: info) else {
      throw ProviderError(.schemaChanged, "the answer holds no sound", at: "/musicInfo/music/id")
    }
    let counters = WebCounters(of: info)
    counters.set(.posts, "videoCount", in: &audio.metrics)
    audio.extras.set("user_count", info["user_count"].int)
    return audio
  }

  var hasMore: Bool { moreIsSaid == true }

  var cursor: String? { data["cursor"].id ?? data["max_cursor"].id }

  /// What ties the pages of one search together.
  var searchID: String? { data["search_id"].id ?? data["log_pb"]["impr_id"].id }

  private var moreIsSaid: Bool? { data["hasMore"].bool ?? data["has_more"].bool }
}
