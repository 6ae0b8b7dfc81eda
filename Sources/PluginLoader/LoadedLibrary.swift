public import CProviderABI
import CRunnerFrames
public import HostCore

/// A plugin in the host's own process. It is never unloaded: Swift images do not survive that.
public struct LoadedLibrary: @unchecked Sendable {
  /// Where it was loaded from.
  public let path: String
  /// Its provider interface, valid for good.
  public let provider: UnsafePointer<patchbay_provider_t>

  /// Loads the library at `path`, which runs its code, and checks what its entry point returns.
  ///
  /// - Throws: ``CarrierFailure`` of kind `refused`, with the loader's reason and what helps.
  public static func open(_ path: String) throws(CarrierFailure) -> LoadedLibrary {
    var reason = [CChar](repeating: 0, count: 1024)
    guard let provider = pb_open_plugin(path, &reason, reason.count) else {
      throw CarrierFailure(.refused, text(of: reason))
    }
    return LoadedLibrary(path: path, provider: provider)
  }

  private static func text(of reason: [CChar]) -> String {
    String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
