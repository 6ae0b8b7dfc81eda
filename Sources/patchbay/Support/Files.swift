import Glibc

/// Files, without Foundation: it would double the time to start.
enum Files {
  /// All bytes of a file; "-" is standard input.
  static func read(_ path: String) throws(UserError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path) { bytes += $0 }
    return bytes
  }

  /// Hands out the bytes of a file piece by piece, for files that memory may not hold; "-" is standard input.
  static func read(
    _ path: String, _ take: (UnsafeRawBufferPointer) -> Void
  ) throws(UserError) {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot read the file", path) }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw failure("cannot read the file", path) }
      guard count > 0 else { return }
      chunk.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Writes a file beside the place and moves it there, so that nobody sees half of it.
  ///
  /// A link stays a link, and a file that was there stays as open or closed to others as it was.
  static func write(_ bytes: [UInt8], to path: String) throws(UserError) {
    let place = resolved(path) ?? path
    let mode = mode(of: place)
    let draft = "\(place).\(getpid()).new"
    // One that a killed process with the same number left.
    unlink(draft)
    // The draft must be new, so that its mode holds from the first byte on; what the mask takes away is given back.
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
    guard descriptor >= 0 else { throw failure("cannot write the file", path) }
    let isWritten =
      mode.map { fchmod(descriptor, $0) == 0 } ?? true && writeAll(bytes, to: descriptor)
      && fsync(descriptor) == 0
    let error = failure("cannot write the file", path)
    guard close(descriptor) == 0, isWritten, rename(draft, place) == 0 else {
      unlink(draft)
      throw error
    }
  }

  /// Writes all bytes to a descriptor; false where it does not take them.
  @discardableResult
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  /// Whether something is at the path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Who may do what with the regular file at the path; `nil` where there is none.
  static func mode(of path: String) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status.st_mode & 0o777
  }

  /// Whether a folder is at the path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted; none where it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(UserError) {
    guard !path.isEmpty, !exists(path) else { return }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for count in 1...parts.count {
      let folder = parts[..<count].joined(separator: "/")
      guard folder.isEmpty || mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw failure("cannot make the folder", path)
      }
    }
  }

  /// The path without links and dots; `nil` where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func failure(_ what: String, _ path: String) -> UserError {
    UserError(
      what, which: path, why: String(cString: strerror(errno)),
      remedy: "check the path and its permissions")
  }
}

/// The value of an environment variable; `nil` where it is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}
