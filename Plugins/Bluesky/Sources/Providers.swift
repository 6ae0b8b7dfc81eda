public import ProviderSDK

/// The providers of this plugin.
public let providers = [ProviderEntry("bluesky.appview", AppView.self)]
