import MetricSchema
import Testing

@testable import HostCore

@Suite("The guide to plugin.json")
struct ManifestGuideTests {
  @Test("Names every member that a manifest may have, and whether it is needed, and no other")
  func members() throws {
    let guide = String(decoding: try shippedFile("Plugins/Template/README.md"), as: UTF8.self)
    let part = try #require(guide.firstRange(of: "## plugin.json")).upperBound
    let rows = guide[part...].matches(of: /\n\| `([^`]+)` \| (yes )?\|/).map { row in
      "\(row.1)\(row.2 == nil ? "" : " yes")"
    }
    #expect(rows == members(of: PluginManifest.shape, at: ""))
  }

  /// The members below a place, in the order of the shape. Slots for secrets have a guide of their own, and batches a
  /// member for each operation.
  private func members(of shape: Shape, at place: String) -> [String] {
    switch shape {
    case .list(let element, _): members(of: element, at: place + "[]")
    case .map(let value): members(of: value, at: place + ".*")
    case .object(let all) where all.map(\.name) != Array(Operation.names.dropFirst()):
      all.flatMap { member in
        let name = place.isEmpty ? member.name : "\(place).\(member.name)"
        return [name + (member.isRequired ? " yes" : "")] + members(of: member.shape, at: name)
      }
    default: []
    }
  }
}
