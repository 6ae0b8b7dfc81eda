import Glibc

/// A program run to its end.
struct Program {
  /// What it wrote on standard output.
  var output: [UInt8] = []
  /// From its start to the first byte on standard output; `nil` where there was none.
  var firstOutput: Double?
  /// From its start to its end, in seconds.
  var seconds = 0.0
  /// The most memory that it held, in kB, as last seen before its end; 0 where nobody looked.
  var peakKB = 0

  /// Runs a program whose standard error is this one's.
  ///
  /// - Parameter looks: Whether to look at its memory each few milliseconds.
  /// - Throws: ``Failure`` where it does not end with success.
  static func run(
    _ path: String, _ arguments: [String], environment: [String] = [], looks: Bool = false
  ) throws -> Program {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 else {
      throw Failure("cannot make a pipe")
    }
    let start = now()
    let process = try spawn(path, arguments, environment, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    var program = Program()
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      let ready = poll(&polled, 1, looks ? 2 : -1)
      if looks { program.peakKB = peakMemory(of: process) ?? program.peakKB }
      guard ready != 0 else { continue }
      let count = read(ends[0], &part, part.count)
      guard count > 0 else { break }
      program.firstOutput = program.firstOutput ?? now() - start
      program.output += part[..<count]
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    program.seconds = now() - start
    guard status == 0 else {
      throw Failure("\(path) \(arguments.joined(separator: " ")) ended with status \(status)")
    }
    return program
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String], output: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addclose(&actions, output)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, path, &actions, nil, words, variables) == 0 else {
      throw Failure("cannot start \(path)")
    }
    return process
  }
}

/// The most memory that a running process held, in kB.
func peakMemory(of process: pid_t) -> Int? { statusKB(of: process, "status", "VmHWM:") }

/// Memory of a process that nobody shares and that it wrote to, in kB.
func privateDirtyMemory(of process: pid_t) -> Int? {
  statusKB(of: process, "smaps_rollup", "Private_Dirty:")
}

private func statusKB(of process: pid_t, _ file: String, _ name: String) -> Int? {
  guard let text = try? bytes(of: "/proc/\(process)/\(file)") else { return nil }
  for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
  where line.hasPrefix(name) {
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
  return nil
}
