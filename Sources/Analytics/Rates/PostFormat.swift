/// What a post is on its platform, with what is usual for one.
public enum PostFormat: String, Sendable, CaseIterable {
  /// A reel on Instagram.
  case instagramReel = "instagram_reel"
  /// A post on Instagram.
  case instagramPost = "instagram_post"
  /// A story on Instagram.
  case instagramStory = "instagram_story"
  /// A video on TikTok.
  case tiktokVideo = "tiktok_video"
  /// A short on TikTok.
  case tiktokShort = "tiktok_short"
  /// A short on YouTube.
  case youtubeShort = "youtube_short"
  /// A video on YouTube.
  case youtubeVideo = "youtube_video"
  /// A video on Facebook.
  case facebookVideo = "facebook_video"
  /// A post on Facebook.
  case facebookPost = "facebook_post"
  /// A post on Twitter.
  case tweet
  /// Anything else.
  case other

  /// The views that a post of this format is expected to have for each thousand followers.
  public var viewsPerThousandFollowers: Double { baseline.views }

  /// The interactions that are expected for each view.
  public var engagementRate: Double { baseline.rate }

  // The platform's table of the score's first version; it is part of the definition, not a measurement of ours.
  private var baseline: (views: Double, rate: Double) {
    switch self {
    case .instagramReel: (500, 0.05)
    case .instagramPost: (200, 0.03)
    case .instagramStory: (300, 0.02)
    case .tiktokVideo: (800, 0.08)
    case .tiktokShort: (600, 0.06)
    case .youtubeShort: (400, 0.04)
    case .youtubeVideo: (100, 0.02)
    case .facebookVideo: (150, 0.02)
    case .facebookPost: (100, 0.015)
    case .tweet: (200, 0.01)
    case .other: (200, 0.03)
    }
  }
}
