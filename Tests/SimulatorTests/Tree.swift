import Foundation

/// Parsed JSON, to walk through without ceremony.
struct Tree: Sendable {
  nonisolated(unsafe) private let value: Any?

  private init(_ value: Any?) { self.value = value }

  init(json: [UInt8]) throws {
    value = try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
  }

  subscript(_ name: String) -> Tree { Tree((value as? [String: Any])?[name]) }
  subscript(_ index: Int) -> Tree { Tree(list.indices.contains(index) ? list[index].value : nil) }

  var exists: Bool { value != nil }
  var isNull: Bool { value is NSNull }
  var text: String? { value as? String }
  var int: Int? { value is String ? nil : (value as? NSNumber)?.intValue }
  var flag: Bool? { (value as? NSNumber)?.boolValue }
  var list: [Tree] { (value as? [Any])?.map { Tree($0) } ?? [] }
  var names: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
}
