import Foundation
import Testing

@Suite("Names of databases, end to end")
struct DatabaseNameTests {
  @Test(
    "A command that only reads makes no database of a name that was mistyped",
    arguments: [
      ["accounts"], ["posts"], ["top"], ["history", "tiktok", "alice"], ["usage"],
      ["plugin", "unquarantine", "tiktok.scraper7"], ["db", "check"],
    ])
  func mistyped(words: [String]) throws {
    let bench = try Bench()
    for name in ["typo.db", "sqlite:typo.db"] {
      let outcome = try bench.run(words + ["--database", name])
      #expect(outcome.status == 9, "\(outcome.output)")
      #expect(outcome.errors.contains("there is no database: typo.db\n  do:  "))
    }
    #expect(!FileManager.default.fileExists(atPath: bench.path("typo.db")))
  }

  @Test("Before the first fetch there is nothing to read, which is no error")
  func usual() throws {
    let bench = try Bench()
    #expect(try bench.patchbay("accounts").status == 0)
    #expect(try bench.patchbay("db", "migrate", "--database", "made.db").status == 0)
    #expect(try bench.patchbay("accounts", "--database", "made.db").status == 0)
  }

  @Test("An empty path is told as such", arguments: ["", "sqlite:"])
  func empty(name: String) throws {
    let outcome = try Bench().patchbay("accounts", "--database", name)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--database names no file: \"\(name)\""), "\(outcome.errors)")
  }
}
