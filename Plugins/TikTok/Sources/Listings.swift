import MetricSchema
import ProviderSDK

extension Output {
  /// Delivers the comments of a list, each as `read` makes it, and gives those that were answered. One without an id
  /// is reported as well.
  ///
  /// - Throws: `schemaChanged` where there is no list; `null` is one without comments.
  mutating func emit(
    commentsIn list: JSON, at path: String, _ read: (JSON) -> Comment
  ) throws(ProviderError) -> [Comment] {
    guard list.kind == .array || list.isNull else {
      throw ProviderError(.schemaChanged, "there is no list of comments", at: path)
    }
    var answered: [Comment] = []
    for item in list.elements {
      let comment = read(item)
      if comment.id == nil { diagnose(.schemaChanged, "a comment has no id", at: path) }
      if comment.id != nil, comment.metrics[.replies]?.count ?? 0 > 0 { answered.append(comment) }
      emit(comment)
    }
    return answered
  }
}

extension Request {
  /// The first page of a listing, as both vendors ask for one.
  func firstPage(of job: FetchJob = FetchJob(), atMost maximum: Int64) -> Request {
    setting("count", job.pageSize(atMost: maximum)).setting("cursor", "0")
  }
}
