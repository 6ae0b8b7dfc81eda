import CRunnerFrames
import Glibc
import HostCore

/// Everything a confined plugin finds in its environment.
private let environment = ["SWIFT_BACKTRACE=enable=no", "SWIFT_DETERMINISTIC_HASHING=1"]

/// Starts a program with a channel on descriptor 3, streams for its logs, and nothing else of the host's.
///
/// - Returns: Its process id.
/// - Throws: ``CarrierFailure`` of kind `refused`.
func spawn(
  _ program: String, _ arguments: [String], channel: Descriptor, output: Descriptor,
  errors: Descriptor
) throws(CarrierFailure) -> pid_t {
  let descriptors = [(output.number, Int32(1)), (errors.number, 2), (channel.number, 3)]
  let result = SpawnThread.shared.run { start(program, arguments, descriptors) }
  withExtendedLifetime((channel, output, errors)) {}
  guard result > 0 else {
    throw CarrierFailure(
      .refused, "cannot be started: \(program): \(String(cString: strerror(-result)))")
  }
  return result
}

/// The process id, or a negative errno.
@Sendable private func start(
  _ program: String, _ arguments: [String], _ descriptors: [(Int32, Int32)]
) -> Int32 {
  var actions = posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  guard posix_spawn_file_actions_init(&actions) == 0 else { return -ENOMEM }
  defer { posix_spawn_file_actions_destroy(&actions) }
  guard posix_spawnattr_init(&attributes) == 0 else { return -ENOMEM }
  defer { posix_spawnattr_destroy(&attributes) }

  var code = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  for (from, to) in descriptors where code == 0 {
    code = posix_spawn_file_actions_adddup2(&actions, from, to)
  }
  if code == 0 { code = setSignals(&attributes) }
  guard code == 0 else { return -code }

  var process = pid_t()
  code = withCStrings([program] + arguments) { arguments in
    withCStrings(environment) {
      posix_spawn(&process, program, &actions, &attributes, arguments, $0)
    }
  }
  return code == 0 ? process : -code
}

/// No signal blocked or ignored, and a group of its own, so that a terminal's interrupt is the host's alone.
private func setSignals(_ attributes: inout posix_spawnattr_t) -> Int32 {
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
  var code = posix_spawnattr_setsigmask(&attributes, &none)
  if code == 0 { code = posix_spawnattr_setsigdefault(&attributes, &all) }
  if code == 0 { code = posix_spawnattr_setpgroup(&attributes, 0) }
  return code == 0 ? posix_spawnattr_setflags(&attributes, Int16(flags)) : code
}

private func withCStrings<R>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
) -> R {
  let copies = texts.map { strdup($0) } + [nil]
  defer { for copy in copies { free(copy) } }
  return body(copies)
}
