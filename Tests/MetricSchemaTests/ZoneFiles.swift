import Foundation
import MetricSchema

/// The file of a zone on this machine.
func zoneFile(_ name: String) throws -> [UInt8] {
  try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
}

/// A zone of this machine.
func zone(_ name: String) throws -> TimeZoneRules {
  try TimeZoneRules(name: name, file: zoneFile(name))
}

/// Writes TZif files, from the specification (RFC 9636, 3).
struct ZoneFileWriter {
  var version = "2"
  /// When a type of time begins, and its number.
  var changes: [(second: Int64, type: UInt8)] = []
  /// Seconds east of UTC, for each type of time.
  var offsets: [Int32] = [0]
  /// What holds after the last change.
  var rule = ""
  var leapSeconds = 0

  var bytes: [UInt8] {
    let isFirst = version == "\0"
    return block(timeSize: 4)
      + (isFirst ? [] : block(timeSize: 8) + Array("\n\(rule)\n".utf8))
  }

  private func block(timeSize: Int) -> [UInt8] {
    var bytes = Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, changes.count, offsets.count, 4] {
      bytes += bigEndian(Int64(count), 4)
    }
    for change in changes { bytes += bigEndian(change.second, timeSize) }
    bytes += changes.map(\.type)
    for offset in offsets { bytes += bigEndian(Int64(offset), 4) + [0, 0] }
    return bytes + Array("ABC\0".utf8)
      + [UInt8](repeating: 0, count: leapSeconds * (timeSize + 4))
  }

  private func bigEndian(_ value: Int64, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
