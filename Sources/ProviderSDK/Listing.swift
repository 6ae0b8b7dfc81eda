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
