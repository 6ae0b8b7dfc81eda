import MetricSchema

/// Zones by their POSIX rule, in the smallest TZif file that can hold it.
func makeZone(_ name: String, _ rule: String, offset: Int32) throws -> TimeZoneRules {
  func block(_ offset: Int32) -> [UInt8] {
    var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    for count: UInt8 in [0, 0, 0, 0, 1, 4] { bytes += [0, 0, 0, count] }
    bytes += withUnsafeBytes(of: offset.bigEndian, Array.init) + [0, 0]
    return bytes + Array("LMT\0".utf8)
  }
  return try TimeZoneRules(
    name: name, file: block(offset) + block(offset) + Array("\n\(rule)\n".utf8))
}

func makeBerlin() throws -> TimeZoneRules {
  try makeZone("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", offset: 3600)
}

/// The moment that a date and a time of day name in UTC.
func moment(
  _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0
) -> Timestamp {
  Timestamp(year: year, month: month, day: day, hour: hour, minute: minute)!
}
