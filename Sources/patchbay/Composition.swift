import BlueskyProvider
import Crypto
import CurlTransport
import HostCore
import MetricSchema
import PluginLoader
import ProviderSDK
import RawArchive
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
    allowsUnconfined: Bool, admit: (LibraryStamp) throws(CarrierFailure) -> Void
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
      let library = try pluginLibrary(of: plugin)
      guard parentFolder(library) == Setup.executableFolder else {
        throw CarrierFailure(
          .refused,
          "\(library) is not bundled with this program, and only such plugins may run in its process; use the carrier confined"
        )
      }
      try admit(try stamp(library, of: plugin))
      return try TableCarrier(
        LoadedLibrary.open(library).provider, provider: provider.id,
        configuration: settings.settings, settings: caps)
    case .confined:
      let id = provider.id
      let library = try pluginLibrary(of: plugin)
      try admit(try stamp(library, of: plugin))
      return ConfinedCarrier(
        plugin: library, provider: id, configuration: settings.settings,
        settings: caps
      ) { line in Files.writeAll(Array("\(id): \(line.text)\n".utf8), to: 2) }
    }
  }

  private func stamp(
    _ library: String, of plugin: PluginManifest
  ) throws(CarrierFailure) -> LibraryStamp {
    do throws(UserError) {
      return LibraryStamp(sha256: try sha256(ofFile: library), abi: plugin.abi)
    } catch {
      throw CarrierFailure(.refused, "cannot be read: \(error.which ?? ""): \(error.why ?? "")")
    }
  }
}

/// The manifest that a library carries; `nil` where it carries none.
func carriedManifest(_ library: String) throws(CarrierFailure) -> [UInt8]? {
  try LibraryFile(library).manifest
}

/// SHA-256 of a file, 64 hexadecimal digits.
func sha256(ofFile path: String) throws(UserError) -> String {
  SHA256.hash(try Files.read(path)).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
