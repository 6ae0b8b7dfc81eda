import HostCore
import MetricSchema

/// Reads time zones where the C library does: in the folder `TZDIR`, else in `/usr/share/zoneinfo`.
struct SystemZones: ZoneSource {
  private let folder = environment("TZDIR") ?? "/usr/share/zoneinfo"

  func file(of zone: String) -> [UInt8]? {
    guard TimeZoneRules.isName(zone) else { return nil }
    return try? Files.read("\(folder)/\(zone)")
  }

  var names: [String] { names(below: "", depth: 3) }

  /// Names begin with a capital; what does not is a copy or a list.
  private func names(below prefix: String, depth: Int) -> [String] {
    Files.names(in: "\(folder)/\(prefix)").flatMap { part -> [String] in
      guard TimeZoneRules.isName(part), part.first?.isUppercase == true || !prefix.isEmpty else {
        return []
      }
      let inner = depth > 1 ? names(below: prefix + part + "/", depth: depth - 1) : []
      return inner.isEmpty ? [prefix + part] : inner
    }
  }
}
