import Glibc
import Testing

@testable import PluginLoader

@Suite("How a child ended, in words")
struct DeathTests {
  static let sentences: [(Int32, Int?, String?, String)] = [
    (SIGILL, nil, nil, "stopped itself: a Swift precondition or trap"),
    (SIGTRAP, 90, nil, "stopped itself: a Swift precondition or trap"),
    (
      SIGABRT, 700, nil,
      "aborted: an allocation failed or an assertion did not hold"
        + " (it held up to 700 MiB, and may address 768)"
    ),
    (
      SIGKILL, nil, nil,
      "was killed from outside, most likely since the machine was out of memory"
    ),
    (SIGSEGV, nil, nil, "used a bad pointer or overflowed its stack"),
    (SIGBUS | 0x80, nil, nil, "used a bad pointer or overflowed its stack"),
    (SIGFPE, nil, nil, "divided by zero"),
    (SIGSYS, nil, nil, "made a system call that a confined plugin may not"),
    (SIGTERM, nil, nil, "was ended by signal 15"),
    (0, 90, nil, "exited instead of returning"),
    (7 << 8, nil, "bye", "exited with code 7 instead of returning; its last words: bye"),
  ]

  @Test("Each status has its sentence", arguments: sentences)
  func names(status: Int32, peakMB: Int?, lastWords: String?, sentence: String) {
    let death = Death(
      status: status, trapped: nil, peakMB: peakMB, memoryMB: 768, lastWords: lastWords)
    #expect(death.sentence == sentence)
  }

  @Test("A system call without a name keeps its number")
  func namesUnknownCalls() {
    let death = Death(
      status: 159 << 8, trapped: 99_999, peakMB: nil, memoryMB: 768, lastWords: nil)
    #expect(death.sentence == "called system call 99999, which a confined plugin may not")
  }
}
