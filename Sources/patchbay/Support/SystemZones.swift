import HostCore
import MetricSchema

/// Reads time zones where the C library does: in the folder `TZDIR`, else in `/usr/share/zoneinfo`.
struct SystemZones: ZoneSource {
  private let folder = environment("TZDIR") ?? "/usr/share/zoneinfo"

  func file(of zone: String) -> [UInt8]? {
    guard isZone(zone) else { return nil }
    return try? Files.read("\(folder)/\(zone)")
  }

  var names: [String] { names(below: "", depth: 3) }

  /// Zones begin with a capital. What does not is a list, or `localtime`, which is another zone on another machine.
  private func isZone(_ name: String) -> Bool {
    TimeZoneRules.isName(name) && name.first?.isUppercase == true
  }

  private func names(below prefix: String, depth: Int) -> [String] {
    Files.names(in: "\(folder)/\(prefix)").map { prefix + $0 }.filter(isZone).flatMap { name in
      let inner = depth > 1 ? names(below: name + "/", depth: depth - 1) : []
      return inner.isEmpty ? [name] : inner
    }
  }
}
