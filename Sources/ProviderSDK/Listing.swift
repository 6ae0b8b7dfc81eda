public import FastJSON
public import MetricSchema

extension FetchJob {
  /// How many records to ask for on one page: what the job wants, at least 1, at most what the upstream gives.
  public func pageSize(atMost maximum: Int64) -> String {
    String(min(max(limit ?? maximum, 1), maximum))
  }
}

extension Output {
  /// Delivers a post unless it was published before what the job wants.
  ///
  /// - Returns: Whether a listing that is newest first goes on behind it: `false` for a post that is too old,
  ///   unless it is pinned and so stands out of order.
  @discardableResult
  public mutating func emit(_ post: consuming Post, of job: FetchJob) -> Bool {
    if let since = job.since, let posted = post.postedAt, posted < since {
      return post.pinned == true
    }
    emit(post)
    return true
  }

  /// Delivers the posts of a list, each as `read` makes it; one without an id is reported as well.
  ///
  /// - Returns: Whether a listing that is newest first goes on behind this page.
  /// - Throws: `schemaChanged` where there is no list; an empty one or `null` is a list without posts.
  @discardableResult
  public mutating func emit(
    postsIn list: JSON, at path: String, of job: FetchJob, _ read: (JSON) -> Post
  ) throws(ProviderError) -> Bool {
    guard list.kind == .array || list.isNull else {
      throw ProviderError(.schemaChanged, "there is no list of posts", at: path)
    }
    var goesOn = true
    for item in list.elements {
      let post = read(item)
      if post.id == nil { diagnose(.schemaChanged, "a post has no id", at: path) }
      if !emit(post, of: job) { goesOn = false }
    }
    return goesOn
  }

  /// Asks for the page of a listing that begins at `cursor`, the new value of the query parameter `name`.
  ///
  /// Nothing follows where the cursor is absent, empty or the one just answered: an upstream that stands still ends
  /// the listing.
  public mutating func followPage(
    of request: Request<Call>, _ name: String, _ cursor: String?
  ) {
    guard let cursor, !cursor.isEmpty, cursor != request.query(name) else { return }
    follow(request.setting(name, cursor))
  }
}
