import Glibc
import MetricSchema

/// The measurements, and what they share.
struct Bench {
  let options: Options

  init(_ options: Options) { self.options = options }

  /// All pieces of work, in the order in which they are measured.
  static let works: [(name: String, measure: @Sendable (Bench) throws -> [Row])] = [
    ("collect", { try $0.collect() }), ("records", { try $0.records() }),
    ("call", { try $0.call() }), ("start", { try $0.start() }), ("memory", { try $0.memory() }),
    ("growth", { try $0.growth() }),
  ]

  /// A program that was built beside this one.
  static func program(_ name: String) -> String { programFolder + "/" + name }

  /// The library of the plugin that everything is measured with.
  static let library = program("libTikTokPlugin.so")

  /// The folder of this program.
  static let programFolder: String = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    let program = String(
      decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
  }()

  /// The plugin's manifest.
  static var manifestFile: String { get throws { try checkout + "/Plugins/TikTok/plugin.json" } }

  /// The checkout that the program was built in.
  static var checkout: String {
    get throws {
      guard let build = programFolder.ranges(of: "/.build/").first else {
        throw Failure("this program only runs from the checkout that it was built in")
      }
      return String(programFolder[..<build.lowerBound])
    }
  }

  /// The database of a name, without what an earlier round left there.
  func freshDatabase(_ name: String) throws -> String {
    let path = "\(options.folder)/\(name).db"
    for file in [path, path + "-wal", path + "-shm"] where unlink(file) != 0 && errno != ENOENT {
      throw Failure("cannot remove \(file)")
    }
    return path
  }
}

/// Seconds by the clock that no one sets.
func now() -> Double { seconds(of: CLOCK_MONOTONIC) }

/// Seconds that this thread has computed.
func threadTime() -> Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) }

private func seconds(of clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The machine's time.
func wallClock() -> Timestamp {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Timestamp(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
}

/// Seconds of processor time that this process used, all threads together.
func processorSeconds() -> Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

/// How long `body` took, in seconds.
func timed(_ body: () throws -> Void) rethrows -> Double {
  let start = now()
  try body()
  return now() - start
}

/// All bytes of a file.
func bytes(of path: String) throws -> [UInt8] {
  guard let file = fopen(path, "rb") else { throw Failure("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
  return bytes
}

/// Writes a file anew.
func write(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "wb") else { throw Failure("cannot write \(path)") }
  let written = fwrite(bytes, 1, bytes.count, file)
  guard fclose(file) == 0, written == bytes.count else { throw Failure("cannot write \(path)") }
}
