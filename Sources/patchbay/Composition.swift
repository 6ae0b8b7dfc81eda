import BlueskyProvider
import Crypto
import CurlTransport
import HostCore
import MetricSchema
import PluginLoader
import ProviderSDK
import SQLiteStore
import TikTokProvider
import YouTubeProvider

/// The adapters that this program is made of. Nothing else names them.

/// Opens the database that an invocation names, and brings its schema up to date.
func openStore(_ invocation: Invocation) throws -> any Store & Queries {
  try SQLiteStore(Setup.databasePath(invocation))
}

/// Starts the transport.
func openTransport() throws -> CurlTransport {
  try CurlTransport(certificates: environment("PATCHBAY_CERTIFICATES"))
}

/// What signs with the operator's keys.
let signer: any Signer = KeySigner()

/// Makes carriers: linked for what ships with the program, in its process for bundled libraries, else confined.
struct CarrierShop: CarrierMaker {
  private static let linked =
    TikTokProvider.providers + YouTubeProvider.providers + BlueskyProvider.providers

  func make(
    _ provider: ProviderManifest, of plugin: PluginManifest, _ settings: ProviderSettings,
    allowsUnconfined: Bool
  ) throws(CarrierFailure) -> any Carrier {
    var caps = CarrierSettings()
    caps.allowUnconfined = allowsUnconfined
    switch settings.carrier {
    case .linked:
      guard Self.linked.contains(where: { $0.id == provider.id }) else {
        throw CarrierFailure(
          .refused, "\(provider.id) does not ship with this program; use the carrier confined")
      }
      ProviderTable.register(Self.linked)
      return try TableCarrier(
        ProviderTable.provider, provider: provider.id, configuration: settings.settings,
        settings: caps)
    case .inProcess:
      let library = try library(of: plugin)
      guard parentFolder(library) == Setup.executableFolder else {
        throw CarrierFailure(
          .refused,
          "\(library) is not bundled with this program, and only such plugins may run in its process; use the carrier confined"
        )
      }
      return try TableCarrier(
        LoadedLibrary.open(library).provider, provider: provider.id,
        configuration: settings.settings, settings: caps)
    case .confined:
      let id = provider.id
      return ConfinedCarrier(
        plugin: try library(of: plugin), provider: id, configuration: settings.settings,
        settings: caps
      ) { line in Files.writeAll(Array("\(id): \(line.text)\n".utf8), to: 2) }
    }
  }

  /// The library of a plugin: beside its manifest, or beside the program.
  private func library(of plugin: PluginManifest) throws(CarrierFailure) -> String {
    let name = "/lib\(plugin.library).so"
    let places = [plugin.folder + name, Setup.executableFolder + name]
    for place in places {
      if let path = Files.resolved(place) { return path }
    }
    throw CarrierFailure(
      .refused,
      "the library of the plugin \(plugin.plugin) is neither at \(places.joined(separator: " nor at "))"
    )
  }
}
