import Crypto
import CurlTransport
import Dispatch
import HostCore
import MetricSchema
import PluginLoader
import ProviderSDK
import SQLiteStore
import Synchronization
import TikTokProvider

/// The adapters that are measured. What the command composes in `patchbay/Composition.swift` is composed here too.

/// The provider that everything is measured with.
let provider = "tiktok.scraper7"

/// Makes carriers for a provider of the plugin that was built beside this program.
struct BenchCarriers: CarrierMaker {
  func make(
    _ provider: ProviderManifest, of plugin: PluginManifest, _ settings: ProviderSettings,
    allowsUnconfined: Bool
  ) throws(CarrierFailure) -> any Carrier {
    try Self.make(settings.carrier)
  }

  static func make(_ kind: CarrierKind) throws(CarrierFailure) -> any Carrier {
    switch kind {
    case .linked:
      ProviderTable.register(TikTokProvider.providers)
      return try TableCarrier(ProviderTable.provider, provider: provider)
    case .inProcess:
      return try TableCarrier(LoadedLibrary.open(Bench.library).provider, provider: provider)
    case .confined: return ConfinedCarrier(plugin: Bench.library, provider: provider)
    }
  }
}

/// The one secret there is.
private struct BenchSecrets: SecretSource {
  func secret(at source: String) -> String? { "benchmark" }

  func replace(at source: String, with secret: String) -> Bool { false }
}

/// The machine's clock.
private struct BenchClock: Clock {
  var now: Timestamp { wallClock() }
}

/// An engine over a new database.
func makeEngine(_ configuration: [UInt8], _ store: SQLiteStore) throws -> Engine {
  let configuration = try HostConfiguration(configuration, file: "providers.json")
  let file = try Bench.manifestFile
  let factory = try ProviderFactory(
    configuration, [try PluginManifest(bytes(of: file), file: file)], secrets: BenchSecrets())
  return Engine(
    factory: factory, store: store, transport: try CurlTransport(), carriers: BenchCarriers(),
    signer: KeySigner(), clock: BenchClock())
}

extension Bench {
  /// A page of the simulated upstream.
  func page(_ path: String) throws -> [UInt8] {
    let request = HTTPRequest(
      method: "GET", url: "\(options.simulator)/\(provider)\(path)",
      headers: [
        Pair("x-rapidapi-key", "benchmark"),
        Pair("x-rapidapi-host", "tiktok-scraper7.p.rapidapi.com"),
      ], body: nil, timeoutMs: 10_000, maximumBytes: 1 << 24, proxy: nil)
    let transport = try CurlTransport()
    let result = Mutex<Result<HTTPAnswer, TransportFailure>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    transport.send(request) { answer in
      result.withLock { $0 = answer }
      isDone.signal()
    }
    isDone.wait()
    guard let answer = try result.withLock({ $0 })?.get(), answer.status == 200 else {
      throw Failure("the simulator does not answer \(path)")
    }
    return answer.body.bytes
  }
}

/// A configuration that asks the simulator through one carrier, with limits that count and never hold up.
func configuration(_ carrier: String, _ simulator: String) -> [UInt8] {
  Array(
    """
    {
      "platforms": { "tiktok": { "use": ["\(provider)"] } },
      "providers": {
        "\(provider)": {
          "base_url": "\(simulator)/\(provider)",
          "secrets": { "rapidapi_key": ["env:RAPIDAPI_KEY"] },
          "limits": [ { "requests": 1000000000, "per": "month" }, { "requests": 1000000, "per": "second" } ],
          "request_cap": 1000000000,
          "carrier": "\(carrier)"
        }
      }
    }
    """.utf8)
}
