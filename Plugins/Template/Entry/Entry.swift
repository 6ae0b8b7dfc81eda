public import CProviderABI
import ProviderSDK
import TemplateProvider

// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func patchbay_plugin_entry_v1() -> UnsafePointer<patchbay_plugin_t>! {
  ProviderTable.plugin(TemplateProvider.providers)
}
