@_exported public import FastJSON
@_exported public import MetricSchema

/// A source of analytics of one upstream.
///
/// A provider plans requests and parses answers, and nothing else: it opens no socket or file, reads no clock,
/// starts no thread and keeps nothing between calls. The host sends what was planned, hands back what was answered,
/// and stores what was emitted. The same inputs must give the same output, byte for byte.
///
/// The manifest beside the code, `plugin.json`, says which operations, calls, hosts and secrets a provider has.
public protocol Provider: Sendable {
  /// The names of the upstream's calls, few and fixed: key of usage, limits and prices.
  associatedtype Call: RawRepresentable, CaseIterable, Sendable where Call.RawValue == String

  /// Creates a provider from its part of `providers.json`.
  init(_ configuration: Configuration) throws(ProviderError)

  /// The first requests of a job.
  ///
  /// - Throws: ``ProviderError`` of class `invalidInput` where the subject makes no sense to the upstream.
  func plan(_ job: FetchJob, in context: Context) throws(ProviderError) -> [Request<Call>]

  /// Emits what an answer holds: records, requests to follow, diagnostics.
  ///
  /// - Throws: ``ProviderError`` where the answer is a failure, also inside HTTP 200. What was emitted for this
  ///   answer is then discarded whole.
  func parse(
    _ answer: Answer<Call>, of job: FetchJob, in context: Context, into output: inout Output<Call>
  ) throws(ProviderError)
}

/// What a provider may know of the world.
public struct Context: Hashable, Sendable {
  /// The time of this call, microseconds since 1970, UTC.
  public var now: Int64
  /// When the host will stop the call, microseconds since 1970, UTC.
  public var deadline: Int64
  /// The only randomness there is.
  public var seed: UInt64
  /// 1 for the first try of a request.
  public var attempt: Int

  /// Creates a context.
  public init(now: Int64, deadline: Int64 = .max, seed: UInt64 = 0, attempt: Int = 1) {
    self.now = now
    self.deadline = deadline
    self.seed = seed
    self.attempt = attempt
  }
}

/// The settings of one provider: the `settings` object of its part of `providers.json`.
public struct Configuration: Hashable, Sendable {
  /// The id of the provider, as the manifest names it.
  public let providerID: String
  private let settings: [String: String]

  /// Creates a configuration from a JSON object; numbers and flags are kept as text.
  ///
  /// - Throws: ``ProviderError`` of class `invalidInput` where the text is no object, or a value is not flat.
  public init(providerID: String, json: [UInt8]) throws(ProviderError) {
    self.providerID = providerID
    do {
      settings = try json.isEmpty ? [:] : JSONParser.with(json, Self.settings)
    } catch let error as ProviderError {
      throw error
    } catch {
      throw ProviderError(.invalidInput, "the settings of \(providerID) are not JSON: \(error)")
    }
  }

  /// The value of a setting.
  public subscript(_ name: String) -> String? { settings[name] }

  /// A setting that is `true` or `false`, `otherwise` where it is absent.
  ///
  /// - Throws: ``ProviderError`` of class `invalidInput` for any other value.
  public func flag(_ name: String, otherwise: Bool) throws(ProviderError) -> Bool {
    guard let text = settings[name] else { return otherwise }
    guard let flag = Bool(text) else {
      throw ProviderError(.invalidInput, "the setting \(name) is neither true nor false")
    }
    return flag
  }

  private static func settings(of root: JSON) throws -> [String: String] {
    guard root.kind == .object else {
      throw ProviderError(.invalidInput, "the settings are not a JSON object")
    }
    var found: [String: String] = [:]
    for (key, value) in root.members {
      let number = value.int.map(String.init) ?? value.real.map { String($0) }
      guard let text = value.text ?? number ?? value.bool.map(String.init) else {
        throw ProviderError(
          .invalidInput, "a setting must be a text, number or flag", at: "/\(key)")
      }
      found[key] = text
    }
    return found
  }
}
