public import ProviderSDK

/// The providers of this plugin.
public let providers = [
  ProviderEntry("tiktok.scraper7", Scraper7.self),
  ProviderEntry("tiktok.api23", API23.self),
  ProviderEntry("tiktok.web", WebPages.self),
]
