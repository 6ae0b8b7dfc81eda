internal import Locks

/// The faults that are to come, in the order in which they were planned.
public final class FaultPlan: Sendable {
  /// A fault, and when it strikes.
  public struct Rule: Hashable, Sendable {
    /// What happens.
    public var fault: Fault
    /// The id of the provider whose upstream it happens to; `nil` for all.
    public var provider: String?
    /// The path of the upstream that it happens on; ending in `*`, every path that begins so; `nil` for all.
    public var path: String?
    /// How many matching requests pass before it strikes.
    public var after = 0
    /// How many requests it strikes; `nil` for all.
    public var times: Int?
    /// The argument of the fault, where it takes one.
    public var argument: Int?

    /// Creates a rule that strikes every request.
    public init(_ fault: Fault) { self.fault = fault }

    func matches(_ provider: String, _ path: String) -> Bool {
      guard self.provider == nil || self.provider == provider else { return false }
      guard let wanted = self.path else { return true }
      return wanted.hasSuffix("*") ? path.hasPrefix(wanted.dropLast()) : path == wanted
    }
  }

  private let planned = Mutex<[Rule]>([])

  /// Creates a plan without faults.
  public init() {}

  /// The rules that can still strike, with what is left of their counts.
  public var rules: [Rule] { planned.withLock { $0 } }

  /// Adds a rule behind the others.
  public func add(_ rule: Rule) { planned.withLock { $0.append(rule) } }

  /// Forgets every rule.
  public func removeAll() { planned.withLock { $0 = [] } }

  /// The rule that strikes a request, which is counted by every rule that it matches up to that one.
  func strike(_ provider: String, _ path: String) -> Rule? {
    planned.withLock { rules in
      for index in rules.indices where rules[index].matches(provider, path) {
        if rules[index].after > 0 {
          rules[index].after -= 1
          continue
        }
        let rule = rules[index]
        if let times = rule.times {
          if times > 1 { rules[index].times = times - 1 } else { rules.remove(at: index) }
        }
        return rule
      }
      return nil
    }
  }
}

extension FaultPlan.Rule {
  /// Reads a rule from a query: `kind` (see ``Fault``), and as far as wanted `provider`, `call`, `after`, `times`, `arg`.
  init(_ query: Query) throws(BadRequest) {
    try query.check(["kind", "provider", "call", "after", "times", "arg"])
    guard let kind = query["kind"], let fault = Fault(rawValue: kind) else {
      let kinds = Fault.allCases.map(\.rawValue).joined(separator: " ")
      throw BadRequest("kind must be one of: \(kinds)")
    }
    self.init(fault)
    provider = query["provider"]
    path = query["call"].map { $0.hasPrefix("/") ? $0 : "/\($0)" }
    after = try Self.number(query, "after") ?? 0
    times = try Self.number(query, "times")
    argument = try Self.number(query, "arg")
  }

  /// Reads the part of a path after `~`: the name of a fault, and its argument after a colon.
  init?(prefix text: some StringProtocol) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let fault = Fault(rawValue: String(parts[0])) else { return nil }
    self.init(fault)
    guard parts.count == 2 else { return }
    guard let number = Int(parts[1]), number >= 0 else { return nil }
    argument = number
  }

  private static func number(_ query: Query, _ name: String) throws(BadRequest) -> Int? {
    guard let text = query[name] else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw BadRequest("\(name) must be a number from 0, not \"\(text)\"")
    }
    return number
  }
}

extension Query {
  /// Refuses what nobody would look at: a slip of the pen would plan something else than was meant.
  func check(_ known: [String]) throws(BadRequest) {
    guard let other = members.first(where: { !known.contains($0.name) }) else { return }
    throw BadRequest("\"\(other.name)\" is not known; known are: \(known.joined(separator: " "))")
  }
}

/// What is wrong with a request to the simulator itself.
struct BadRequest: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
