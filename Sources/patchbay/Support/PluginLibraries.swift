import HostCore

/// The library of a plugin: the one that carries its manifest, or beside its `plugin.json`, or beside the program.
func pluginLibrary(of plugin: PluginManifest) throws(CarrierFailure) -> String {
  let name = "/lib\(plugin.library).so"
  let places =
    plugin.isInLibrary
    ? [plugin.file] : [plugin.folder + name, Setup.executableFolder + name]
  for place in places {
    if let path = Files.resolved(place) { return path }
  }
  throw CarrierFailure(
    .refused,
    "\(plugin.plugin) has no library: there is none at \(places.joined(separator: ", nor at "))"
  )
}

/// The quarantines that hold for libraries as they are now.
struct Quarantines {
  private let all: [Quarantine]

  /// Reads them; a database is not made for a look, and one that cannot be read is a notice.
  init(_ invocation: Invocation) throws(UserError) {
    let path = try Setup.databasePath(invocation)
    guard Files.exists(path) else {
      all = []
      return
    }
    do {
      all = try openStore(invocation).quarantines()
    } catch {
      all = []
      invocation.output.notice("patchbay: what is in quarantine is not known: \(error)")
    }
  }

  /// Why a provider must not run with its plugin's present library; `nil` where it may.
  ///
  /// Libraries are read only where a provider has a quarantine at all.
  func quarantine(of provider: ProviderManifest, _ plugin: PluginManifest) -> Quarantine? {
    let own = all.filter { $0.provider == provider.id && $0.library.abi == plugin.abi }
    guard !own.isEmpty, let library = try? pluginLibrary(of: plugin),
      let present = try? sha256(ofFile: library)
    else { return nil }
    return own.first { $0.library.sha256 == present }
  }
}
