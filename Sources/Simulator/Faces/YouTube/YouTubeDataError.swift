import MetricSchema

/// The errors of the Data API; callers tell them apart by `errors[0].reason`.
struct YouTubeDataError {
  var status: Int
  var reason: String
  var domain = "youtube.parameter"
  var message: String
  var state: String?

  static let badCredentials = YouTubeDataError(
    status: 401, reason: "authError", domain: "global", message: "Invalid Credentials",
    state: "UNAUTHENTICATED")
  static let noPermission = YouTubeDataError(
    status: 403, reason: "forbidden", domain: "youtube.common",
    message: "Access forbidden. The request may not be properly authorized.",
    state: "PERMISSION_DENIED")
  static let unregistered = YouTubeDataError(
    status: 403, reason: "forbidden", domain: "global",
    message: "Method doesn't allow unregistered callers (callers without established identity). "
      + "Please use API Key or other form of API consumer identity to call this API.",
    state: "PERMISSION_DENIED")
  static let rateLimited = YouTubeDataError(
    status: 429, reason: "rateLimitExceeded", domain: "usageLimits",
    message: "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute'.",
    state: "RESOURCE_EXHAUSTED")
  static let quotaExceeded = YouTubeDataError(
    status: 403, reason: "quotaExceeded", domain: "youtube.quota",
    message: "The request cannot be completed because you have exceeded your "
      + "<a href=\"/youtube/v3/getting-started#quota\">quota</a>.")
  static let unknownPath = YouTubeDataError(
    status: 404, reason: "notFound", domain: "global", message: "Not Found", state: "NOT_FOUND")
  static let backend = YouTubeDataError(
    status: 500, reason: "backendError", domain: "global", message: "Internal error encountered.",
    state: "INTERNAL")
  static let unavailable = YouTubeDataError(
    status: 503, reason: "backendError", domain: "global",
    message: "The service is currently unavailable.", state: "UNAVAILABLE")
  static let noFilter = YouTubeDataError(
    status: 400, reason: "missingRequiredParameter",
    message:
      "No filter selected. Expected one of: id, forHandle, forUsername, playlistId, videoId, "
      + "parentId, chart")
  static let badPageToken = YouTubeDataError(
    status: 400, reason: "invalidPageToken",
    message: "The request specifies an invalid page token.")
  static let tooManyIDs = YouTubeDataError(
    status: 400, reason: "invalidFilters", message: "The request specifies too many video ids.")
  static let videoNotFound = YouTubeDataError(
    status: 404, reason: "videoNotFound", domain: "youtube.video",
    message: "The video identified by the videoId parameter could not be found.")
  static let playlistNotFound = YouTubeDataError(
    status: 404, reason: "playlistNotFound", domain: "youtube.playlistItem",
    message: "The playlist identified with the request's playlistId parameter cannot be found.")
  static let commentNotFound = YouTubeDataError(
    status: 404, reason: "commentNotFound", domain: "youtube.comment",
    message: "The comment specified by the parentId parameter could not be found.")
  static let commentsDisabled = YouTubeDataError(
    status: 403, reason: "commentsDisabled", domain: "youtube.commentThread",
    message: "The video identified by the videoId parameter has disabled comments.")

  static func missing(_ parameter: String) -> YouTubeDataError {
    YouTubeDataError(
      status: 400, reason: "required", domain: "global",
      message: "Required parameter: \(parameter)")
  }

  var page: Page { page(status: status) }

  /// The same under HTTP 200.
  var insideSuccess: Page { page(status: 200) }

  private func page(status: Int) -> Page {
    Page(status: status, type: "application/json; charset=UTF-8") { root in
      root.object("error") { error in
        error.put("code", self.status)
        error.put("message", message)
        error.list("errors", [reason]) { entry, reason in
          entry.put("message", message)
          entry.put("domain", domain)
          entry.put("reason", reason)
        }
        if let state { error.put("status", state) }
      }
    }
  }
}
