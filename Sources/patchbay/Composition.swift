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
///
/// - Parameter isRead: Whether only what is there is of use: of a name that was mistyped no database is made.
func openStore(_ invocation: Invocation, isRead: Bool = false) throws -> any Store & Queries {
  let mustExist = isRead && invocation.has("database")
  let path = try mustExist ? Setup.existingDatabasePath(invocation) : Setup.databasePath(invocation)
  return try SQLiteStore(path) { tell($0, invocation.output) }
}

/// Says that a database is about to be changed, which may take minutes.
func tell(_ migration: MigrationReport, _ output: Output) {
  output.notice(
    "patchbay: bringing the database from version \(migration.from) to \(migration.to)"
      + (migration.backup.map { "; as it was it stays at \($0)" } ?? ""))
}

/// Starts the transport, which trusts the certificates that `PATCHBAY_CERTIFICATES` names beside those of the system.
func openTransport() throws -> CurlTransport {
  guard let file = environment("PATCHBAY_CERTIFICATES") else { return try CurlTransport() }
  do {
    return try CurlTransport(certificates: file)
  } catch {
    throw UserError(
      "the certificates of PATCHBAY_CERTIFICATES cannot be used", which: file,
      why: error.description, remedy: "name a readable file of certificates in PEM form")
  }
}

/// What signs with the operator's keys.
let signer: any Signer = KeySigner()

/// Makes carriers: linked for what ships with the program, in its process for bundled or pinned libraries, else
/// confined.
struct CarrierShop: CarrierMaker {
  /// What is pinned: every library is held against it before it is opened.
  let lock: PluginLock

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
      guard isBundled(library) || lock.plugins[plugin.plugin] != nil else {
        throw CarrierFailure(
          .refused,
          "\(library) is not bundled with this program nor pinned, and only such plugins may run in its process; `\(lockCommand(plugin))` pins it, or use the carrier confined"
        )
      }
      try admit(try pinnedStamp(library, of: plugin))
      return try TableCarrier(
        LoadedLibrary.open(library).provider, provider: provider.id,
        configuration: settings.settings, settings: caps)
    case .confined:
      let id = provider.id
      let library = try pluginLibrary(of: plugin)
      try admit(try pinnedStamp(library, of: plugin))
      return ConfinedCarrier(
        plugin: library, provider: id, configuration: settings.settings,
        settings: caps
      ) { line in Output.tell("\(id): \(line.text)") }
    }
  }

  /// What tells the library from others, once it is what was pinned, if anything was.
  private func pinnedStamp(
    _ library: String, of plugin: PluginManifest
  ) throws(CarrierFailure) -> LibraryStamp {
    do {
      let hash = try sha256(ofFile: library)
      let isPinned = lock.plugins[plugin.plugin] != nil
      let build =
        isPinned
        ? PluginLock.Build(architecture: try readLibrary(library).architecture, sha256: hash) : nil
      let objections = lock.objections(to: plugin, build)
      guard objections.isEmpty else {
        throw CarrierFailure(
          .refused,
          "is not what \(lock.file) pins: \(objections.joined(separator: "; ")); `\(lockCommand(plugin))` pins it anew"
        )
      }
      return LibraryStamp(sha256: hash, abi: plugin.abi)
    } catch let error as CarrierFailure {
      throw error
    } catch {
      throw CarrierFailure(.refused, "cannot be read: \(library): \(error)")
    }
  }
}

/// The processor of a library and the manifest that it carries, if any; none of it is run.
func readLibrary(
  _ path: String
) throws(CarrierFailure) -> (architecture: String, manifest: [UInt8]?) {
  let file = try LibraryFile(path)
  return (file.architecture, file.manifest)
}

/// SHA-256 of a regular file, 64 hexadecimal digits; of others some never end.
func sha256(ofFile path: String) throws(UserError) -> String {
  guard Files.mode(of: path) != nil else {
    throw UserError(
      "cannot read the library", which: path, why: "it is no regular file",
      remedy: "put the library itself there, or a link to it")
  }
  // A library is somebody else's, and may be larger than memory.
  var hash = SHA256()
  try Files.read(path) { hash.update($0) }
  return hexadecimal(hash.finish())
}

/// SHA-256 of bytes, 64 hexadecimal digits.
func sha256(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(bytes)) }

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
