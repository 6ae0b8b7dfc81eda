import HostCore
import MetricSchema

let pluginLock = CommandSpec(
  "plugin lock", "[plugin]…",
  "Pin plugins as they are: version, manifest, library, hosts and operations",
  details: """
    Writes providers.lock.json beside the configuration. A pinned plugin whose manifest or library has another hash, or
    that wants more hosts or operations, is not loaded until it is pinned anew; a pinned plugin may also run in-process.
    Without a name all plugins of the configured folders are pinned, and pins of plugins that are gone are removed; those
    that ship with the program are pinned only by name. Where a manifest cannot be used, the command ends before it
    changes a pin. What a plugin is newly granted is printed: read it.
    """,
  options: [
    .init(
      "library", "FILE",
      "The one plugin's library for another processor, to be pinned too; may be given several times."
    )
  ],
  examples: [
    "patchbay plugin lock", "patchbay plugin lock example",
    "patchbay plugin lock example --library arm64/libExample.so",
  ]
) { invocation in
  let setup = try Setup(invocation)
  var lock = try setup.lock()
  let plugins = try pluginsToPin(invocation, setup)
  if plugins.isEmpty {
    invocation.output.notice(
      "patchbay: there is nothing to pin: \(setup.factory.configuration.file) names no folder with a "
        + "plugin, and those that ship with the program are pinned by name")
  }
  if invocation.positional.isEmpty {
    let names = plugins.map(\.plugin)
    for gone in lock.plugins.keys.sorted() where !names.contains(gone) {
      // One that ships with the program was pinned by name.
      guard !setup.factory.manifests.contains(where: { $0.plugin == gone && isBundled($0) }) else {
        continue
      }
      lock.plugins[gone] = nil
      invocation.output.notice("patchbay: \(gone) is gone and no longer pinned")
    }
  }
  for plugin in plugins {
    let builds = try [libraryBuild(of: plugin)] + otherBuilds(invocation, plugin)
    for line in lock.news(of: plugin, builds[0]) {
      invocation.output.notice("patchbay: \(plugin.plugin): \(line)")
    }
    lock.pin(plugin, builds)
  }
  try Files.write(lock.text, to: lock.file)
  try show(lock, invocation.output)
  return .success
}

extension PluginLock {
  /// What pinning a plugin now allows that was not allowed before.
  fileprivate func news(of plugin: PluginManifest, _ build: Build) -> [String] {
    guard plugins[plugin.plugin] == nil else {
      return objections(to: plugin, build).map { $0 + "; now accepted" }
    }
    return plugin.providers.map { provider in
      let operations = provider.operations.map(\.name).joined(separator: ", ")
      return
        "\(provider.id) may reach \(provider.hosts.joined(separator: ", ")) and do \(operations)"
    }
  }
}

/// The plugins that are named, or all that do not ship with the program.
private func pluginsToPin(_ invocation: Invocation, _ setup: Setup) throws -> [PluginManifest] {
  let all = setup.factory.manifests
  guard invocation.positional.count == 1 || !invocation.has("library") else {
    throw UserError(
      "--library needs one plugin", why: "each library is of one plugin",
      remedy: "patchbay plugin lock example --library arm64/libExample.so")
  }
  guard !invocation.positional.isEmpty else {
    // Else the pin of a plugin that was only left out would be removed as that of one that is gone.
    try PluginFiles.requireUsable(setup.factory.configuration)
    return all.filter { plugin in
      guard let library = try? pluginLibrary(of: plugin) else {
        invocation.output.notice("patchbay: \(plugin.plugin) has no library to be pinned")
        return false
      }
      return !isBundled(library)
    }
  }
  return try invocation.positional.map { name in
    if let found = all.first(where: { $0.plugin == name }) { return found }
    try PluginFiles.requireUsable(setup.factory.configuration)
    throw UserError.unknown(
      "there is no such plugin", name, among: all.map(\.plugin),
      otherwise: "patchbay plugin inspect")
  }
}

/// The builds that are given for other processors.
private func otherBuilds(
  _ invocation: Invocation, _ plugin: PluginManifest
) throws -> [PluginLock.Build] {
  try invocation.all("library").map { file in
    let carried = try readLibrary(file).manifest.map {
      try PluginFiles.manifest($0, file: plugin.file)
    }
    guard carried == nil || carried == plugin else {
      throw UserError(
        "the library is of another plugin or version", which: file,
        why: "its manifest is not that of \(plugin.plugin) \(plugin.version)",
        remedy: "build it from the same source")
    }
    return try libraryBuild(file)
  }
}

private func show(_ lock: PluginLock, _ output: Output) throws(UserError) {
  let rows = lock.plugins.sorted { $0.key < $1.key }.flatMap { name, pin in
    pin.sha256.sorted { $0.key < $1.key }.map { (name, pin.version, $0.key, $0.value) }
  }
  try output.list(
    rows,
    [
      Column("plugin") { $0.0 }, Column("version") { $0.1 }, Column("processor") { $0.2 },
      Column("sha256") { $0.3 },
    ]
  ) { row, json in
    json.object { json in
      json.member("plugin", row.0)
      json.member("version", row.1)
      json.member("processor", row.2)
      json.member("sha256", row.3)
    }
  }
  output.notice("patchbay: wrote \(lock.file)")
}
