public import CProviderABI
import ProviderSDK
import BlueskyProvider

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func patchbay_plugin_entry_v1() -> UnsafePointer<patchbay_plugin_t>! {
  ProviderTable.plugin(BlueskyProvider.providers)
}
