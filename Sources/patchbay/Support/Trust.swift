import HostCore

extension Setup {
  /// What is pinned beside the configuration; nothing where there is no such file.
  func lock() throws -> PluginLock {
    let file = PluginLock.file(beside: factory.configuration.file)
    return Files.exists(file)
      ? try PluginLock(Files.read(file), file: file) : PluginLock(file: file)
  }

  /// Makes carriers for plugins, once each of them is held against what is pinned.
  ///
  /// - Throws: ``UserError`` that names the command which pins the plugin anew.
  func carriers(for plugins: [PluginManifest]) throws -> CarrierShop {
    let lock = try lock()
    for plugin in plugins {
      guard let objections = lock.refusal(of: plugin) else { continue }
      throw UserError(
        "a plugin is not what was pinned", which: "\(plugin.plugin) in \(lock.file)",
        why: objections.joined(separator: "\n"),
        remedy: "put back the build that was pinned, or, where you trust this one, "
          + "`\(lockCommand(plugin))`")
    }
    return CarrierShop(lock: lock)
  }
}

extension PluginLock {
  /// Why a plugin is not loaded; `nil` where it is not pinned, or is what was pinned.
  func refusal(of plugin: PluginManifest) -> [String]? {
    guard plugins[plugin.plugin] != nil else { return nil }
    let objections = objections(to: plugin)
    return objections.isEmpty ? nil : objections
  }

  /// Why a pinned plugin is not what was pinned; where its library is missing, only its manifest can tell.
  private func objections(to plugin: PluginManifest) -> [String] {
    guard let library = try? pluginLibrary(of: plugin) else { return objections(to: plugin, nil) }
    do {
      return objections(to: plugin, try libraryBuild(library))
    } catch {
      return ["its library \((error as? CarrierFailure)?.description ?? "cannot be read")"]
    }
  }
}

/// The command that pins a plugin as it is.
func lockCommand(_ plugin: PluginManifest) -> String { "patchbay plugin lock \(plugin.plugin)" }

/// Whether a plugin ships with the program, as far as its library is there.
func isBundled(_ plugin: PluginManifest) -> Bool {
  (try? pluginLibrary(of: plugin)).map(isBundled) ?? false
}

/// Whether a library stands beside the program, as what ships with it does.
func isBundled(_ library: String) -> Bool { parentFolder(library) == Setup.executableFolder }

/// The processor and hash of a plugin's library.
func libraryBuild(of plugin: PluginManifest) throws -> PluginLock.Build {
  try libraryBuild(pluginLibrary(of: plugin))
}

/// The processor and hash of a library.
func libraryBuild(_ library: String) throws -> PluginLock.Build {
  PluginLock.Build(
    architecture: try readLibrary(library).architecture, sha256: try sha256(ofFile: library))
}
