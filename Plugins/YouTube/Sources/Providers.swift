public import ProviderSDK

/// The providers of this plugin.
public let providers = [
  ProviderEntry("youtube.data", DataAPI.self),
  ProviderEntry("youtube.yt-api", YTAPI.self),
  ProviderEntry("youtube.rss", Feed.self),
]
