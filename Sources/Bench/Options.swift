/// What can be set for a run of the measurements.
struct Options {
  static let usage = """
    usage: patchbay-bench --simulator URL --folder FOLDER [--only NAMES] [--rounds N] [--accounts N] [--pages N]
      [--posts N] [--dlt PYTHON] [--json]

    NAMES are of: collect, records, call, start, memory, growth. The simulator has user0 to userN-1, and its clock
    stands still. Everything is written below FOLDER. PYTHON is one that has dlt, to load the same with.
    """

  /// Where `patchbay simulator` answers.
  var simulator = ""
  /// Where databases and configurations may be written.
  var folder = ""
  /// What to measure; empty for all.
  var only: [String] = []
  /// How often each measurement is repeated, interleaved with those that it is compared with.
  var rounds = 5
  /// How many accounts are collected.
  var accounts = 200
  /// How many pages of posts are collected of each account, 35 posts each.
  var pages = 2
  /// How many posts the larger of the two databases holds.
  var posts = 200_000
  /// A Python that has dlt; empty for a comparison without it.
  var dlt = ""
  /// Whether to print JSON.
  var json = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--json" {
        json = true
        continue
      }
      guard let value = rest.popFirst() else { throw Failure(Self.usage) }
      switch name {
      case "--simulator": simulator = value
      case "--folder": folder = value
      case "--only": only = value.split(separator: ",").map(String.init)
      case "--rounds": rounds = try Self.number(value)
      case "--accounts": accounts = try Self.number(value)
      case "--pages": pages = try Self.number(value)
      case "--dlt": dlt = value
      case "--posts": posts = try Self.number(value)
      default: throw Failure(Self.usage)
      }
    }
    let known = Bench.works.map(\.name)
    guard !simulator.isEmpty, !folder.isEmpty, only.allSatisfy(known.contains) else {
      throw Failure(Self.usage)
    }
  }

  func wants(_ name: String) -> Bool { only.isEmpty || only.contains(name) }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw Failure(usage) }
    return number
  }
}

/// What went wrong, in words.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
