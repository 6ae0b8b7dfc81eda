import CRunnerFrames
import Glibc

/// How a child ended, and the sentence that names the cause.
struct Death {
  /// What `wait4` returned.
  var status: Int32
  /// The system call that the second filter refused.
  var trapped: Int32?
  /// The most memory it held, in MiB; `nil` where the system's figure may be the host's own.
  var peakMB: Int?
  /// How much address space it was given, in MiB.
  var memoryMB: Int
  /// The last line on its standard error.
  var lastWords: String?

  /// What happened, to follow the plugin's name.
  var sentence: String { cause + said }

  private var signal: Int32? { status & 0x7f == 0 ? nil : status & 0x7f }
  private var code: Int32 { (status >> 8) & 0xff }

  private var cause: String {
    if let trapped { return Self.forbidden(trapped) }
    switch signal {
    case nil:
      return code == 0
        ? "exited instead of returning" : "exited with code \(code) instead of returning"
    case SIGILL, SIGTRAP:
      return "stopped itself: a Swift precondition or trap"
    case SIGABRT:
      return "aborted: an allocation failed or an assertion did not hold\(memory)"
    case SIGKILL:
      return "was killed from outside, most likely since the machine was out of memory\(memory)"
    case SIGSEGV, SIGBUS:
      return "used a bad pointer or overflowed its stack\(memory)"
    case SIGFPE:
      return "divided by zero"
    case SIGSYS:
      return "made a system call that a confined plugin may not"
    case .some(let number):
      return "was ended by signal \(number)"
    }
  }

  private static func forbidden(_ number: Int32) -> String {
    let name = pb_syscall_name(number).map { String(cString: $0) }
    let hint =
      switch name {
      case "clone", "clone3", "fork", "vfork": " to start a thread or process"
      case "clock_nanosleep", "nanosleep": " to sleep"
      case "mmap", "mprotect": " for executable memory"
      case "read", "write", "writev": " on a descriptor of its own"
      default: ""
      }
    return "called \(name ?? "system call \(number)")\(hint), which a confined plugin may not"
  }

  private var memory: String {
    peakMB.map { " (it held up to \($0) MiB, and may address \(memoryMB))" } ?? ""
  }

  private var said: String { lastWords.map { "; its last words: \(printable($0, 300))" } ?? "" }
}
