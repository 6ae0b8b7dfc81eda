import Foundation
import Glibc
import HostCore
import PluginLoader
import Locks
import Testing

@Suite("Hostile plugins", .confined)
struct HostileTests {
  static let forbidden = "which a confined plugin may not"

  static let deaths: [(String, CarrierFailure.Kind, String)] = [
    ("null", .died, "used a bad pointer or overflowed its stack"),
    ("overflow", .died, "used a bad pointer or overflowed its stack"),
    ("abort", .died, "aborted: an allocation failed or an assertion did not hold"),
    (
      "trap", .died,
      "stopped itself: a Swift precondition or trap; its last words: "
        + "Feed.swift:12: Fatal error: Index out of range"
    ),
    ("beyond-memory", .died, "used a bad pointer or overflowed its stack"),
    ("exit", .died, "exited with code 3 instead of returning"),
    ("leave", .died, "exited instead of returning"),
    ("open", .died, "called openat, \(forbidden)"),
    ("create", .died, "called openat, \(forbidden)"),
    ("socket", .died, "called socket, \(forbidden)"),
    ("fork", .died, "called clone to start a thread or process, \(forbidden)"),
    ("thread", .died, "called clone3 to start a thread or process, \(forbidden)"),
    ("exec", .died, "called execve, \(forbidden)"),
    ("kill", .died, "called kill, \(forbidden)"),
    ("kill-self", .died, "called kill, \(forbidden)"),
    ("close", .died, "called close, \(forbidden)"),
    ("sleep", .died, "called clock_nanosleep to sleep, \(forbidden)"),
    ("code", .died, "called mmap for executable memory, \(forbidden)"),
    ("read", .died, "called read on a descriptor of its own, \(forbidden)"),
    ("poison", .died, "called madvise, \(forbidden)"),
    ("masked", .died, "called openat, \(forbidden)"),
    (
      "bytes-on-channel", .malformed, "wrote bytes of its own where only the runner writes"
    ),
    ("frame-too-large", .malformed, "wrote bytes of its own where only the runner writes"),
    (
      "frame-of-another-call", .malformed, "wrote frames of its own where only the runner writes"
    ),
    ("frame-of-the-host", .malformed, "wrote frames of its own where only the runner writes"),
    // Frames that add nothing to what is counted must not keep the host reading for ever.
    ("empty-frames", .malformed, "wrote frames of its own where only the runner writes"),
    ("trap-frames", .malformed, "wrote bytes of its own where only the runner writes"),
  ]

  @Test("Each death has its cause, and the next call a fresh process", arguments: deaths)
  func dies(name: String, kind: CarrierFailure.Kind, sentence: String) throws {
    let carrier = try carrier(name)
    #expect(try carrier.logged(status: 204) == ["alive"])
    let first = try #require(carrier.process)
    let failure = failure { () throws(CarrierFailure) in _ = try carrier.parse() }
    #expect(failure?.kind == kind)
    #expect(failure?.description.hasPrefix(sentence) == true, "\(failure?.description ?? "worked")")
    #expect(carrier.process == nil)
    #expect(kill(first, 0) == -1 && errno == ESRCH)
    #expect(try carrier.logged(status: 204) == ["alive"])
    #expect(carrier.process != first)
  }

  @Test("Endless allocation ends at the limit of memory, with the peak in the sentence")
  func allocates() throws {
    let carrier = try carrier("allocate") { $0.memoryMB = 1024 }
    let failure = failure { () throws(CarrierFailure) in _ = try carrier.parse() }
    let text = failure?.description ?? ""
    #expect(failure?.kind == .died)
    #expect(text.hasPrefix("aborted: an allocation failed"), "\(text)")
    #expect(text.hasSuffix("and may address 1024)"), "\(text)")
    #expect(try carrier.logged(status: 204) == ["alive"])
  }

  @Test(
    "A call that does not end is stopped at its deadline",
    arguments: ["loop", "deaf-forever", "print-forever"])
  func loops(name: String) throws {
    let carrier = try carrier(name) { $0.callDeadlineMs = 300 }
    #expect(
      failure { () throws(CarrierFailure) in _ = try carrier.parse() }
        == CarrierFailure(.deadline, "did not answer within 300 ms and was stopped"))
    #expect(carrier.process == nil)
  }

  @Test("The call's own deadline counts where it is nearer, and the next call works")
  func nearerDeadline() throws {
    let carrier = try carrier("loop")
    let answer = ReceivedAnswer(status: 200, body: Body([]))
    for (left, sentence) in [
      (Int64(1_500), "did not answer within 2 ms and was stopped"),
      (0, "was not called, since the deadline had passed"),
    ] {
      try carrier.start()
      let near = CallContext(now: now, deadline: now + left)
      let failure = failure { () throws(CarrierFailure) in
        _ = try carrier.parse(answer, to: request("any"), of: job, in: near)
      }
      #expect(failure == CarrierFailure(.deadline, sentence))
    }
    #expect(try carrier.logged(status: 204) == ["alive"])
  }

  @Test(
    "Output that is no message is malformed, and the process lives on",
    arguments: ["garbage", "unknown-kind", "null-payload"])
  func babbles(name: String) throws {
    let confined = try carrier(name)
    let table = try TableCarrier(LoadedLibrary.open(compiled("hostile")).provider, provider: name)
    for carrier in [confined, table] as [any Carrier] {
      let output = try carrier.parse()
      #expect(output.isSuccess)
      let failure = failure { () throws(CarrierFailure) in _ = try output.delivery() }
      #expect(failure?.kind == .malformed)
      #expect(try carrier.logged(status: 204) == ["alive"])
    }
    #expect(confined.process != nil)
  }

  @Test(
    "Too much output fails the call in the same words, and the process lives on",
    arguments: [
      ("many-bytes", "emitted more than the 2000000 bytes that a call may"),
      ("endless-size", "emitted more than the 2000000 bytes that a call may"),
      ("deaf", "emitted more than the 2000000 bytes that a call may"),
      ("many-outputs", "emitted more than the 1000 outputs that a call may"),
    ])
  func emitsTooMuch(name: String, sentence: String) throws {
    var settings = CarrierSettings()
    settings.maximumOutputBytes = 2_000_000
    settings.maximumOutputs = 1_000
    let confined = try carrier(name) { $0 = settings }
    let table = try TableCarrier(
      LoadedLibrary.open(compiled("hostile")).provider, provider: name, settings: settings)
    for carrier in [confined, table] as [any Carrier] {
      let failure = failure { () throws(CarrierFailure) in _ = try carrier.parse() }
      #expect(failure == CarrierFailure(.excessive, sentence))
    }
    let process = confined.process
    #expect(try confined.logged(status: 204) == ["alive"])
    #expect(process != nil && confined.process == process)
  }

  @Test("A body beyond the cap is not sent")
  func refusesLargeBody() throws {
    let carrier = try carrier("sum")
    let answer = ReceivedAnswer(status: 200, body: Body([UInt8](repeating: 1, count: 64 << 20)))
    let failure = failure { () throws(CarrierFailure) in
      _ = try carrier.parse(answer, to: request("any"), of: job, in: context)
    }
    #expect(failure?.kind == .excessive)
    #expect(failure?.description.hasSuffix("67108864 are allowed") == true)
    #expect(try carrier.logged("a") == ["97"])
  }

  @Test("What a plugin prints comes as lines, without control characters")
  func prints() throws {
    let lines = Mutex<[PrintedLine]>([])
    let carrier = ConfinedCarrier(plugin: try compiled("hostile"), provider: "print") { line in
      lines.withLock { $0.append(line) }
    }
    #expect(try carrier.parse().isSuccess)
    let first = lines.withLock { $0 }
    #expect(first.map(\.text) == ["one", "three"])
    #expect(first.map(\.stream) == [.output, .error])
    #expect(try carrier.parse().isSuccess)
    #expect(lines.withLock { $0.map(\.text) } == ["one", "three", "two [31mone", "three"])
  }

  @Test("A plugin that prints without end is cut short")
  func printsForever() throws {
    let count = Mutex(0)
    var settings = CarrierSettings()
    settings.callDeadlineMs = 200
    let carrier = ConfinedCarrier(
      plugin: try compiled("hostile"), provider: "print-forever", settings: settings
    ) { _ in count.withLock { $0 += 1 } }
    #expect(failure { () throws(CarrierFailure) in _ = try carrier.parse() }?.kind == .deadline)
    #expect(count.withLock { $0 } == 1_001)
  }

  @Test("The environment holds two variables and nothing of the host's")
  func environment() throws {
    setenv("PATCHBAY_TEST_SECRET", "s3cret", 1)
    #expect(
      try carrier("environment").logged()
        == ["SWIFT_BACKTRACE=enable=no", "SWIFT_DETERMINISTIC_HASHING=1"])
  }

  private func carrier(
    _ name: String, _ change: (inout CarrierSettings) -> Void = { _ in }
  ) throws -> ConfinedCarrier {
    var settings = CarrierSettings()
    change(&settings)
    return ConfinedCarrier(
      plugin: try compiled("hostile"), provider: name, settings: settings)
  }
}
