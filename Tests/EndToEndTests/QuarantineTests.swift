import FastJSON
import Foundation
import Testing

@Suite(
  "Quarantine, end to end",
  .disabled(if: Bench.isSanitized, "a sanitizer cannot run in a confined process"))
struct QuarantineTests {
  @Test("One that died five times is refused by the next run, until it is rebuilt or let out")
  func quarantine() throws {
    let bench = try Foreign.install()
    try Foreign.route(bench, ["tiktok.crashes"])
    let fetch = { try bench.patchbay("fetch", "tiktok", "alice", "--operations", "posts") }
    // A call that dies is made twice.
    for _ in 0..<2 {
      let crashed = try fetch()
      #expect(crashed.status == 6)
      #expect(crashed.errors.contains("used a bad pointer"), "\(crashed.errors)")
    }
    _ = try fetch()
    let sent = bench.sent()
    let refused = try fetch()
    #expect(refused.status == 6)
    for part in ["in quarantine since 20", "died 5 times", "plugin unquarantine tiktok.crashes"] {
      #expect(refused.errors.contains(part), "\(refused.errors)")
    }
    #expect(bench.sent() == sent)

    let listed = try bench.patchbay("providers", "list", "tiktok", "--json")
    let states = try listed.json { rows in
      rows.elements.filter { $0["quarantined_since"].text != nil }.map {
        ($0["provider"].text ?? "", $0["state"].text ?? "")
      }
    }
    #expect(states.map(\.0) == ["tiktok.crashes"])
    #expect(states.first?.1.hasPrefix("in quarantine since") == true)
    let inspected = try bench.patchbay("plugin", "inspect", "foreign", "--json")
    #expect(
      try inspected.json { $0.elements.compactMap { $0["quarantine"].text }.count } == 1)

    let library = URL(filePath: bench.path("foreign/libForeign.so"))
    let built = try Data(contentsOf: library)
    try (built + Data([0])).write(to: library)
    #expect(try fetch().errors.contains("used a bad pointer"))
    try built.write(to: library)
    #expect(try fetch().errors.contains("in quarantine since"))

    let lifted = try bench.patchbay("plugin", "unquarantine", "tiktok.crashes", "--json")
    #expect(lifted.status == 0)
    #expect(
      try lifted.json { $0.elements.compactMap { $0["provider"].text } } == ["tiktok.crashes"])
    #expect(try fetch().errors.contains("used a bad pointer"))
    let again = try bench.patchbay("plugin", "unquarantine", "tiktok.crashes")
    #expect(again.status == 0 && again.errors.contains("not in quarantine"), "\(again.errors)")
    let unknown = try bench.patchbay("plugin", "unquarantine", "tiktok.crashs")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean"), "\(unknown.errors)")
  }
}
