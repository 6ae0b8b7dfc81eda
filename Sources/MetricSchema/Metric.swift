/// The controlled list of numbers that platforms report.
///
/// The raw value is the number in `Measure.metric` and never changes; the name is the key in JSON.
public enum Metric: UInt8, Choice {
  /// Not said.
  case unspecified = 0
  /// Accounts that follow this one.
  case followers
  /// Accounts that this one follows.
  case following
  /// Posts of an account, or posts that use a hashtag or sound.
  case posts
  /// Subscribers of a channel.
  case subscribers
  /// Likes received.
  case likes
  /// Times it was seen, as the platform counts a view. Not plays.
  case views
  /// Times playback began.
  case plays
  /// Comments, with replies where the platform counts both.
  case comments
  /// Replies to a comment or post.
  case replies
  /// Times it was sent on.
  case shares
  /// Times it was posted again without words.
  case reposts
  /// Times it was posted again with words.
  case quotes
  /// Times it was saved or bookmarked.
  case saves
  /// Reactions of all kinds.
  case reactions
  /// Times it was shown, to anyone.
  case impressions
  /// Accounts it was shown to.
  case reach
  /// Accounts that viewed it.
  case uniqueViewers
  /// Seconds watched by all viewers together.
  case watchTime
  /// Share of views that reached the end, 0 to 1.
  case completionRate
  /// Mean part of the length that was watched, 0 to 1 and above for repeats.
  case averageWatchRatio
  /// Clicks on a link in it.
  case linkClicks
  /// Visits to the profile that came from it.
  case profileVisits
  /// Follows that came from it.
  case followsFromPost
  /// Times it was downloaded.
  case downloads
  /// Pins of an account, or times it was pinned.
  case pins
  /// Mutual connections of a member.
  case connections
  /// Accounts that listened within the platform's own window.
  case listeners
  /// Times it was added to a playlist.
  case playlistAdds
  /// The platform's own index, 0 to 100.
  case popularity
  /// Likes that the account gave to others.
  case likesGiven
  /// Boards or lists of an account.
  case boards
  /// Viewers of a live broadcast at this moment.
  case concurrentViewers
  /// Reactions of the kind like.
  case reactionLike
  /// Reactions of the kind love.
  case reactionLove
  /// Reactions of the kind care.
  case reactionCare
  /// Reactions of the kind haha.
  case reactionHaha
  /// Reactions of the kind wow.
  case reactionWow
  /// Reactions of the kind sad.
  case reactionSad
  /// Reactions of the kind angry.
  case reactionAngry
  /// Reactions of the kind celebrate.
  case reactionCelebrate
  /// Reactions of the kind support.
  case reactionSupport
  /// Reactions of the kind insightful.
  case reactionInsightful
  /// Reactions of the kind funny.
  case reactionFunny

  public static let names = [
    "unspecified", "followers", "following", "posts", "subscribers", "likes", "views", "plays",
    "comments", "replies", "shares", "reposts", "quotes", "saves", "reactions", "impressions",
    "reach", "unique_viewers", "watch_time", "completion_rate", "average_watch_ratio",
    "link_clicks", "profile_visits", "follows_from_post", "downloads", "pins", "connections",
    "listeners", "playlist_adds", "popularity", "likes_given", "boards", "concurrent_viewers",
    "reaction_like", "reaction_love", "reaction_care", "reaction_haha", "reaction_wow",
    "reaction_sad", "reaction_angry", "reaction_celebrate", "reaction_support",
    "reaction_insightful", "reaction_funny",
  ]
}
