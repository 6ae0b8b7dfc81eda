/// How much a provider may take, and how long.
public struct CarrierSettings: Hashable, Sendable {
  /// The address space of a confined provider, libraries and all, in MiB.
  ///
  /// simdjson takes about 14 bytes for each byte of a document: the default parses 16 MiB with room to spare.
  /// At most 1 TiB.
  public var memoryMB = 768
  /// The most that one call is given, in bytes; the body is nearly all of it.
  public var maximumInputBytes = 64 << 20
  /// The most that one call may emit, in bytes, with 8 for each output; at most 2 GiB.
  public var maximumOutputBytes = 32 << 20
  /// The most records, requests, diagnostics, hints and lines together that one call may emit.
  public var maximumOutputs = 500_000
  /// How long one call may take, in milliseconds; less where the call's own deadline is nearer.
  ///
  /// Only a confined provider can be stopped.
  public var callDeadlineMs = 10_000
  /// How long loading the library and creating the provider may take, in milliseconds.
  public var startDeadlineMs = 10_000
  /// Whether to run a provider with what confinement the kernel offers, where it does not offer all.
  ///
  /// The log then says what is missing.
  public var allowUnconfined = false
  /// The runner's path; `nil` for the one beside the running program.
  public var runner: String?

  /// Creates the default settings.
  public init() {}

  /// The settings within what numbers and the machine can hold: they may come from a file.
  var clamped: CarrierSettings {
    var settings = self
    settings.memoryMB = min(max(memoryMB, 1), 1 << 20)
    settings.maximumInputBytes = min(max(maximumInputBytes, 0), 2 << 30)
    settings.maximumOutputBytes = min(max(maximumOutputBytes, 0), 2 << 30)
    settings.maximumOutputs = min(max(maximumOutputs, 0), 2 << 30)
    settings.callDeadlineMs = min(max(callDeadlineMs, 0), Int(Int32.max))
    settings.startDeadlineMs = min(max(startDeadlineMs, 0), Int(Int32.max))
    return settings
  }
}
