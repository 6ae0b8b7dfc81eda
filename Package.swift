// swift-tools-version: 6.2
import PackageDescription

/// The platforms that ship with the host: one folder each under `Plugins`.
let platforms = ["Bluesky", "Template", "TikTok", "YouTube"]

/// The Debian packages behind each system library.
let systemLibraries = [
  "CCurl": ("libcurl", "libcurl4-openssl-dev"),
  "CMicroHTTPD": ("libmicrohttpd", "libmicrohttpd-dev"),
  "COpenSSL": ("libcrypto", "libssl-dev"),
  "CSQLite": ("sqlite3", "libsqlite3-dev"),
  "CXML": ("libxml-2.0", "libxml2-dev"),
  "CZstd": ("libzstd", "libzstd-dev"),
]

/// The Swift modules and what each may import; the architecture test holds the code to it.
let modules: KeyValuePairs<String, [String]> = [
  // contract
  "Locks": [],
  "MetricSchema": [],
  "FastJSON": ["CSimdjson"],
  "ProviderSDK": ["CMarkup", "CProviderABI", "FastJSON", "Locks", "MetricSchema"],
  "ProviderTesting": ["CProviderABI", "FastJSON", "MetricSchema", "ProviderSDK"],
  // core
  "Analytics": ["MetricSchema"],
  "HostCore": ["FastJSON", "Locks", "MetricSchema"],
  // adapters
  "PluginLoader": ["CProviderABI", "CRunnerFrames", "HostCore", "Locks", "MetricSchema"],
  "CurlTransport": ["CCurl", "HostCore", "Locks", "MetricSchema"],
  "Crypto": ["COpenSSL", "HostCore"],
  "RawArchive": ["CZstd", "Crypto"],
  "SQLiteStore": ["CSQLite", "Crypto", "HostCore", "Locks", "MetricSchema", "RawArchive"],
  "MicroHTTPServer": ["CMicroHTTPD", "Locks"],
  // upstreams
  "Simulator": ["Locks", "MetricSchema", "MicroHTTPServer"],
]

let package = Package(
  name: "patchbay",
  products: [.executable(name: "patchbay", targets: ["patchbay"])],
  targets: [
    .target(name: "CProviderABI"),
    .target(name: "CMarkup", dependencies: ["CXML"]),
    .target(
      name: "CRunnerFrames", dependencies: ["CProviderABI"], cSettings: [.define("_GNU_SOURCE")]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .executableTarget(
      name: "ProviderRunner", dependencies: ["CProviderABI", "CRunnerFrames"],
      cSettings: [.define("_GNU_SOURCE")],
      // The runner lends its search path to the plugins it opens, which only the older tag does.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--disable-new-dtags"]), .linkedLibrary("dl")]),
  ],
  cLanguageStandard: .c11,
  cxxLanguageStandard: .cxx17)

for (library, (pkgConfig, debian)) in systemLibraries.sorted(by: { $0.key < $1.key }) {
  package.targets.append(
    .systemLibrary(
      name: library, path: "Sources/\(library)", pkgConfig: pkgConfig, providers: [.apt([debian])]))
}

for (module, imports) in modules {
  package.targets.append(
    .target(
      name: module, dependencies: imports.map { .byName(name: $0) },
      exclude: module == "MetricSchema" ? ["schema.proto"] : []))
}

let exports = "\(Context.packageDirectory)/Plugins/exports.map"

for platform in platforms {
  let provider = "\(platform)Provider"
  let plugin = "\(platform)Plugin"
  let manifest = "\(platform)Manifest"
  package.products.append(.library(name: plugin, type: .dynamic, targets: [plugin]))
  package.targets += [
    .target(
      name: provider, dependencies: ["MetricSchema", "ProviderSDK"],
      path: "Plugins/\(platform)/Sources"),
    // The exported symbol stands in a target of its own: one executable holds the code of all tests.
    .target(
      name: plugin,
      dependencies: [
        "CProviderABI", "ProviderSDK", .byName(name: provider), .byName(name: manifest),
      ],
      path: "Plugins/\(platform)/Entry", exclude: ["manifest.c"],
      linkerSettings: [
        .unsafeFlags([
          "-Xlinker", "--version-script=\(exports)", "-Xlinker", "-z", "-Xlinker", "nodelete",
          "-Xlinker", "-z", "-Xlinker", "now", "-Xlinker", "-Bsymbolic",
          "-Xlinker", "--disable-new-dtags", "-Xlinker", "--as-needed",
          "-no-toolchain-stdlib-rpath",
        ])
      ]),
    // `plugin.json` as a section of the library; C alone can take up a file.
    .target(
      name: manifest, dependencies: ["CProviderABI"], path: "Plugins/\(platform)/Entry",
      sources: ["manifest.c"], publicHeadersPath: "."),
    .testTarget(
      name: "\(provider)Tests", dependencies: [.byName(name: provider), "ProviderTesting"],
      path: "Plugins/\(platform)/Tests"),
  ]
}

// Where the programs get memory. A sanitizer brings its own.
package.targets.append(
  .target(
    name: "CAllocator",
    linkerSettings: Context.environment["PATCHBAY_SANITIZED"] == nil
      ? [.linkedLibrary("jemalloc")] : []))

/// Every module of the host, which only the command may name together.
let adapters = modules.map(\.key).filter { $0 != "ProviderTesting" }
package.targets.append(
  .executableTarget(
    name: "patchbay",
    dependencies: (adapters + platforms.filter { $0 != "Template" }.map { "\($0)Provider" }).map {
      .byName(name: $0)
    }
      + ["CAllocator", "ProviderRunner"]))

// What `make bench` measures with, and what it compares with: C++ without an abstraction.
package.targets += [
  .executableTarget(
    name: "patchbay-bench",
    dependencies: (adapters + ["CAllocator", "CSQLite", "TikTokProvider"]).map {
      .byName(name: $0)
    },
    path: "Sources/Bench"),
  .executableTarget(
    name: "patchbay-floor", path: "Sources/Floor",
    linkerSettings: ["crypto", "curl", "simdjson", "sqlite3", "zstd"].map { .linkedLibrary($0) }),
]

// What `make verify` asks, to compare the analytics with independent references.
package.targets.append(
  .executableTarget(
    name: "patchbay-verify", dependencies: ["Analytics", "MetricSchema"], path: "Sources/Verify"))

// Records and answers for the tests of stores.
package.targets.append(
  .target(
    name: "StoreTesting", dependencies: ["HostCore", "MetricSchema"], path: "Tests/StoreTesting"))

/// The test suites and what each may import.
let suites: KeyValuePairs<String, [String]> = [
  "AnalyticsTests": ["Analytics", "MetricSchema"],
  "ArchitectureTests": [],
  "CryptoTests": ["Crypto", "FastJSON", "HostCore", "MetricSchema"],
  "CurlTransportTests": ["CurlTransport", "HostCore", "Locks", "MetricSchema"],
  "EndToEndTests": ["CSQLite", "FastJSON", "Locks", "MicroHTTPServer", "patchbay"],
  "HostCoreTests": ["FastJSON", "HostCore", "Locks", "MetricSchema"],
  "MetricSchemaTests": ["MetricSchema", "ProviderTesting"],
  "ProviderSDKTests": [
    "CProviderABI", "FastJSON", "MetricSchema", "ProviderSDK", "ProviderTesting",
  ],
  "RawArchiveTests": ["Crypto", "RawArchive"],
  "SQLiteStoreTests": [
    "CSQLite", "HostCore", "MetricSchema", "RawArchive", "SQLiteStore", "StoreTesting",
  ],
  "SimulatorTests": ["MetricSchema", "MicroHTTPServer", "Simulator"],
  "StoreContractTests": ["HostCore", "MetricSchema", "SQLiteStore", "StoreTesting"],
]

for (suite, imports) in suites {
  package.targets.append(
    .testTarget(
      name: suite, dependencies: imports.map { .byName(name: $0) },
      exclude: suite == "EndToEndTests" ? ["Plugin"] : []))
}

package.targets.append(
  .testTarget(
    name: "PluginLoaderTests",
    dependencies: [
      "CProviderABI", "CRunnerFrames", "HostCore", "Locks", "MetricSchema", "PluginLoader",
      "ProviderSDK", "TemplateProvider",
    ],
    // C plugins that the tests compile when they run.
    exclude: ["Plugins"]))

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .treatAllWarnings(as: .error),
      .treatWarning("DeprecatedDeclaration", as: .warning),
    ] + (Context.environment["PATCHBAY_TSAN"] == nil ? [] : [.define("PATCHBAY_TSAN")])
  target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
  target.cxxSettings = (target.cxxSettings ?? []) + [.treatAllWarnings(as: .error)]
}
