import Glibc
import HostCore

/// Finds plugins: a `plugin.json` with its library, or a library that carries it. None of their code is run.
enum PluginFiles {
  /// The largest `plugin.json`, in bytes; a library carries none that is larger either.
  private static let mostBytes = 1 << 20

  /// The folders that a configuration names.
  static func folders(_ configuration: HostConfiguration) -> [String] {
    let base = parentFolder(configuration.file)
    return configuration.pluginFolders.map { $0.hasPrefix("/") ? $0 : base + "/" + $0 }
  }

  /// The plugins in a folder or in those directly below it; where it has a `plugin.json` itself, only in it.
  ///
  /// - Parameter isStrict: Whether a manifest that cannot be used is an error; else its plugin is left out.
  static func plugins(
    in folder: String, _ output: Output, isStrict: Bool = false
  ) throws -> [PluginManifest] {
    let isPlugin = Files.exists(folder + "/plugin.json")
    let below =
      isPlugin ? [] : Files.names(in: folder).map { "\(folder)/\($0)" }.filter(Files.isFolder)
    return try ([folder] + below).flatMap { folder in
      let own = try plugin(in: folder, output, isStrict)
      return try [own].compactMap { $0 }
        + libraries(in: folder, otherThan: own?.library, output, isStrict: isStrict)
    }
  }

  /// The plugins in a folder that are one file each; libraries without a manifest are something else.
  ///
  /// - Parameter named: The library of the `plugin.json` there, which is no plugin by itself.
  static func libraries(
    in folder: String, otherThan named: String? = nil, _ output: Output, isStrict: Bool = false
  ) throws -> [PluginManifest] {
    let own = named.map { "lib\($0).so" }
    return try Files.names(in: folder).filter { $0.hasSuffix(".so") && $0 != own }.compactMap {
      name in
      let file = "\(folder)/\(name)"
      return try usable(file, output, isStrict) {
        try readLibrary(file).manifest.map { try manifest($0, file: file) }
      }
    }
  }

  /// Refuses what a look at the plugins of all folders leaves out, once it was said.
  static func requireUsable(_ configuration: HostConfiguration) throws {
    let silent = Output(isJSON: false, isQuiet: true)
    for folder in folders(configuration) { _ = try plugins(in: folder, silent, isStrict: true) }
  }

  /// The plugin whose manifest a library carries.
  static func plugin(inLibrary file: String) throws -> PluginManifest {
    do {
      if let bytes = try readLibrary(file).manifest { return try manifest(bytes, file: file) }
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

  /// The manifest that bytes hold, with their hash, so that a lock can tell them from others.
  static func manifest(
    _ bytes: [UInt8], file: String
  ) throws(ConfigurationError) -> PluginManifest {
    try PluginManifest(bytes, file: file, sha256: sha256(of: bytes))
  }

  /// Holds a `plugin.json` against the manifest that its library carries, if any.
  ///
  /// - Throws: ``UserError`` where they differ: which one is right cannot be known.
  static func check(_ plugin: PluginManifest) throws {
    guard !plugin.isInLibrary, let library = try? pluginLibrary(of: plugin),
      let carried = try? readLibrary(library).manifest, sha256(of: carried) != plugin.sha256
    else { return }
    throw UserError(
      "a plugin has two manifests that differ", which: "\(plugin.file) and \(library)",
      why: "the library carries another manifest, and which one is right cannot be known",
      remedy: "build the library again, or remove \(plugin.file) to go by the library")
  }

  // MARK: - Private

  private static func plugin(
    in folder: String, _ output: Output, _ isStrict: Bool
  ) throws -> PluginManifest? {
    let file = folder + "/plugin.json"
    guard Files.exists(file) else { return nil }
    return try usable(file, output, isStrict) { try manifest(bytes(of: file), file: file) }
  }

  /// What a manifest says; where it cannot be used, a notice, so that one plugin does not stop all others.
  private static func usable(
    _ file: String, _ output: Output, _ isStrict: Bool, _ read: () throws -> PluginManifest?
  ) throws -> PluginManifest? {
    do {
      return try read()
    } catch let error as CarrierFailure {
      output.notice("patchbay: \(file) is left out: it \(error)")
    } catch let error as ConfigurationError where !isStrict {
      let problems = error.problems.map { "\($0.path.isEmpty ? "/" : $0.path) \($0.message)" }
      output.notice(
        "patchbay: \(file) is left out, since its manifest cannot be used: "
          + problems.joined(separator: "; "))
    }
    return nil
  }

  /// The bytes of a `plugin.json`, which is somebody else's: a pipe would not let go of whoever reads it, and other
  /// files have no end.
  private static func bytes(of file: String) throws(ConfigurationError) -> [UInt8] {
    func fault(_ what: String) -> ConfigurationError {
      ConfigurationError(file: file, [ConfigurationProblem("", what)])
    }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw fault("cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw fault("is not a file")
    }
    // One byte more than there may be, so that a file which grows meanwhile is found out too.
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), mostBytes) + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + count, $0.count - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw fault("cannot be read: \(String(cString: strerror(errno)))") }
      guard got > 0 else { break }
      count += got
    }
    guard count <= mostBytes else { throw fault("has more than \(mostBytes) bytes") }
    return Array(bytes[..<count])
  }
}
