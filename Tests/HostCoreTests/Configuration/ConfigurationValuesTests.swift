import HostCore
import Testing

@Suite("Values in providers.json")
struct ConfigurationValuesTests {
  private func problems(_ settings: String) -> [String] {
    HostCoreTests.problems { () throws(ConfigurationError) in
      try configuration(#"{"providers":{"example.one":{\#(settings)}}}"#)
    }
  }

  @Test(
    "An address that takes the place of a host may have a port and a path",
    arguments: [
      "http://127.0.0.1:1", "https://h", "http://h/", "http://h:65535/a/~html/b%20c",
      "http://[::1]:8080/x", "https://my_service.local",
    ])
  func goodBase(url: String) { #expect(problems(#""base_url":"\#(url)""#) == []) }

  @Test(
    "One that no request can begin with is refused by its name",
    arguments: [
      ("http://127.0.0.1:99999", "must have a port from 1 to 65535"),
      ("http://h:0", "must have a port from 1 to 65535"),
      ("http://h:", "must have a port from 1 to 65535"),
      ("http://h:+80", "must have a port from 1 to 65535"),
      ("http://[::1]80", "must have a port from 1 to 65535"),
      ("http://h/a b", "must have an encoded path, such as %20 for a space"),
      ("http://h/ä", "must have an encoded path, such as %20 for a space"),
      ("http://h/x?x=1", "must have no query and no fragment"),
      ("http://h#x", "must have no query and no fragment"),
      ("https:///x", "must name a host, such as http://127.0.0.1:8080"),
      ("http://:80", "must name a host, such as http://127.0.0.1:8080"),
      ("http://h h/", "must name a host, such as http://127.0.0.1:8080"),
      ("http://[]:80", "must name a host, such as http://127.0.0.1:8080"),
      (
        "http://me:secret@h/",
        #"must name no user: what proves who asks goes under "secrets""#
      ),
    ])
  func badBase(url: String, message: String) {
    #expect(problems(#""base_url":"\#(url)""#) == ["/providers/example.one/base_url \(message)"])
  }

  @Test(
    "A currency is three letters", arguments: [("EUR", true), ("dollars", false), ("€", false)])
  func currency(name: String, isRight: Bool) {
    let found = problems(#""cost":{"per_request":1,"currency":"\#(name)"}"#)
    #expect(
      found
        == (isRight
          ? [] : ["/providers/example.one/cost/currency must be three letters, such as EUR"]))
  }

  @Test("A byte order mark is called by its name")
  func byteOrderMark() {
    let found = HostCoreTests.problems { () throws(ConfigurationError) in
      try configuration("\u{FEFF}{}")
    }
    #expect(found == [" begins with a byte order mark; save it as UTF-8 without one"])
  }
}
