import Foundation
import MicroHTTPServer
import Testing

@Suite("What the command prints, end to end")
struct OutputTests {
  @Test("Output that is lost is an error; a reader that went away is none")
  func lostOutput() throws {
    let bench = try Bench()
    for words in [["posts", "--json"], ["accounts"], ["help"], ["db", "migrate"]] {
      let lost = try bench.run(words, into: full())
      #expect(lost.status == 1, "\(words)")
      #expect(lost.errors.contains("No space left on device"), "\(lost.errors)")
      let left = try bench.run(words, into: unread())
      #expect(left.status == 0 && left.errors.isEmpty, "\(words) \(left.errors)")
    }
  }

  @Test("What a fetch returns and says of failures does not depend on who reads its table")
  func lostReport() throws {
    let bench = try Bench()
    try bench.start()
    let fetch = ["fetch", "tiktok", "nobody_here", "--operations", "profile"]
    for (sink, isFull) in [(try full(), true), (try unread(), false)] {
      let fetched = try bench.run(fetch, into: sink)
      #expect(fetched.status == 8, "\(fetched.errors)")
      #expect(fetched.errors.contains("could not fetch profile"), "\(fetched.errors)")
      #expect(fetched.errors.contains("cannot write the output") == isFull, "\(fetched.errors)")
    }
    #expect(try bench.run(["fetch", "tiktok", "alice"], into: full()).status == 1)
  }

  @Test("What an upstream says cannot command the terminal")
  func hostileText() throws {
    let said =
      #"{"message":"\u001b]0;title\u0007 \u001b[31mred \u009b2J \u202etxt\u2066 \u200fend"}"#
    let server = HTTPServer { _ in
      OutgoingResponse(status: 403, text: said, type: "application/json")
    }
    let address = "http://127.0.0.1:\(try server.start())"
    defer { server.stop() }
    let bench = try Bench()
    try bench.write(
      """
      { "platforms": { "tiktok": { "use": ["tiktok.scraper7"] } }, "providers": { "tiktok.scraper7": {
          "base_url": "\(address)", "carrier": "linked", "secrets": { "rapidapi_key": ["env:RAPIDAPI_KEY"] } } } }
      """, to: "providers.json")
    let fetched = try bench.patchbay("fetch", "tiktok", "alice", "--operations", "profile")
    #expect(fetched.status == 4, "\(fetched.errors)")
    for text in [fetched.errors, fetched.output] {
      #expect(text.contains("]0;title   [31mred  2J  txt   end"), "\(text)")
      let left = text.unicodeScalars.filter { scalar in
        [.control, .format].contains(scalar.properties.generalCategory)
          && !["\n", "\t"].contains(scalar)
      }
      #expect(left.isEmpty, "\(left.map(\.value))")
    }
  }

  /// A disk without room.
  private func full() throws -> FileHandle {
    try #require(FileHandle(forWritingAtPath: "/dev/full"))
  }

  /// A pipe whose reader went away.
  private func unread() throws -> FileHandle {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    return pipe.fileHandleForWriting
  }
}
