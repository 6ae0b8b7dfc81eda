import HostCore

/// Finds plugins: a `plugin.json` with its library, or a library that carries it. None of their code is run.
enum PluginFiles {
  /// The plugins in a folder or in those directly below it; where it has a `plugin.json` itself, only in it.
  static func plugins(in folder: String, _ output: Output) throws -> [PluginManifest] {
    let isPlugin = Files.exists(folder + "/plugin.json")
    let below =
      isPlugin ? [] : Files.names(in: folder).map { "\(folder)/\($0)" }.filter(Files.isFolder)
    return try ([folder] + below).flatMap { folder in
      let own = try plugin(in: folder)
      return try [own].compactMap { $0 }
        + libraries(in: folder, otherThan: own?.library, output)
    }
  }

  /// The plugins in a folder that are one file each; libraries without a manifest are something else.
  ///
  /// - Parameter named: The library of the `plugin.json` there, which is no plugin by itself.
  static func libraries(
    in folder: String, otherThan named: String? = nil, _ output: Output
  ) throws -> [PluginManifest] {
    let own = named.map { "lib\($0).so" }
    return try Files.names(in: folder).filter { $0.hasSuffix(".so") && $0 != own }.compactMap {
      name in
      let file = "\(folder)/\(name)"
      do {
        return try readLibrary(file).manifest.map { try PluginManifest($0, file: file) }
      } catch let error as CarrierFailure {
        output.notice("patchbay: \(file) is left out: it \(error)")
        return nil
      }
    }
  }

  /// The plugin whose manifest a library carries.
  static func plugin(inLibrary file: String) throws -> PluginManifest {
    do {
      if let bytes = try readLibrary(file).manifest { return try PluginManifest(bytes, file: file) }
    } catch let error as CarrierFailure {
      throw UserError(
        "the library cannot be read", which: file, why: "it \(error)",
        remedy: "name the library of a plugin, or the folder of its plugin.json")
    }
    throw UserError(
      "the library carries no manifest", which: file,
      why: "it has no section .patchbay.manifest",
      remedy: "name the folder of its plugin.json, or put it into the library: "
        + "objcopy --add-section .patchbay.manifest=plugin.json \(file)")
  }

  /// Holds a `plugin.json` against the manifest that its library carries, if any.
  ///
  /// - Throws: ``UserError`` where they differ: which one is right cannot be known.
  static func check(_ plugin: PluginManifest) throws {
    guard !plugin.isInLibrary, let library = try? pluginLibrary(of: plugin),
      let carried = try? readLibrary(library).manifest, try carried != Files.read(plugin.file)
    else { return }
    throw UserError(
      "a plugin has two manifests that differ", which: "\(plugin.file) and \(library)",
      why: "the library carries another manifest, and which one is right cannot be known",
      remedy: "build the library again, or remove \(plugin.file) to go by the library")
  }

  private static func plugin(in folder: String) throws -> PluginManifest? {
    let file = folder + "/plugin.json"
    return Files.exists(file) ? try PluginManifest(Files.read(file), file: file) : nil
  }
}
