import CRunnerFrames
import HostCore
import MetricSchema

/// The failures that every carrier words alike.
extension CarrierFailure {
  static func excess(_ cap: pb_cap, _ settings: CarrierSettings) -> CarrierFailure {
    let most =
      cap == PB_CAP_OUTPUTS
      ? "\(settings.maximumOutputs) outputs" : "\(settings.maximumOutputBytes) bytes"
    return CarrierFailure(.excessive, "emitted more than the \(most) that a call may")
  }

  /// The failure to create a provider, with what the plugin itself said of it.
  static func notCreated(_ emitted: [UInt8]) -> CarrierFailure {
    let delivery = try? CallOutput(result: 1, bytes: emitted).delivery()
    let said = delivery?.diagnostics.compactMap(\.message).first
    return CarrierFailure(
      .refused, "did not create its provider" + (said.map { ": \(printable($0, 500))" } ?? ""))
  }
}

/// A text of a plugin in one line: without control characters, at most `limit` characters.
func printable(_ text: String, _ limit: Int) -> String {
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) {
    let isControl = scalar.value < 32 || (127..<160).contains(scalar.value)
    line.append(isControl ? " " : scalar)
  }
  return String(line)
}
