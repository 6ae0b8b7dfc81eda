import Glibc
public import HostCore

/// What a plugin's library says of itself without being run: its processor, and the manifest that it carries.
///
/// The file is hostile: it is read as bytes, every number in it is held against the file's size, and no more of it is
/// read than tables of sections and the manifest.
public struct LibraryFile: Hashable, Sendable {
  /// The section that holds `plugin.json`, as `manifest.h` names it.
  public static let section = ".patchbay.manifest"
  /// The largest manifest, and the longest list of section names, in bytes.
  static let mostBytes: UInt64 = 1 << 20

  /// The processor: `x86_64`, `aarch64`, or `machine-` and ELF's number of another one.
  public let architecture: String
  /// The bytes of `plugin.json`; `nil` where the library carries none.
  public let manifest: [UInt8]?

  /// Reads the library at `path`.
  ///
  /// - Throws: ``CarrierFailure`` of kind `refused` with a sentence where the file is no library or is damaged.
  public init(_ path: String) throws(CarrierFailure) {
    // A pipe would not let go of whoever opens it.
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw .unreadable("opened") }
    let file = Descriptor(number)
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw .unreadable("read") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .noLibrary("is not a file") }
    try self.init(size: UInt64(status.st_size)) { offset, count in
      Self.read(file.number, offset, count)
    }
  }

  /// Reads a library of `size` bytes; `read` gives the bytes at an offset, fewer than asked for where it cannot.
  init(
    size: UInt64, read: @escaping (_ offset: Int, _ count: Int) -> [UInt8]
  ) throws(CarrierFailure) {
    let image = Image(size: size, read: read)
    let header = try image.header()
    architecture = Self.name(header.machine)
    manifest = try image.section(Self.section, header)
  }

  private static func name(_ machine: UInt16) -> String {
    switch machine {
    case 62: "x86_64"
    case 183: "aarch64"
    default: "machine-\(machine)"
    }
  }

  private static func read(_ file: Int32, _ offset: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let got = pread(file, buffer.baseAddress! + done, count - done, off_t(offset + done))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else { return }
        done += got
      }
    }
  }
}

/// The bytes of an ELF file for 64 bits, the lowest byte first.
private struct Image {
  let size: UInt64
  let read: (Int, Int) -> [UInt8]

  /// What the file's header says of its sections.
  struct Header {
    var machine: UInt16
    var table: UInt64
    var count: UInt16
    var names: UInt16
  }

  /// One row of the table of sections.
  struct Section {
    static let size: UInt16 = 64
    /// The type of a section whose bytes are in the file, and of a list of names.
    static let (bytes, names): (UInt32, UInt32) = (1, 3)
    static let compressed: UInt64 = 0x800

    var name: UInt32
    var type: UInt32
    var flags: UInt64
    var offset: UInt64
    var size: UInt64

    init(_ row: ArraySlice<UInt8>) {
      name = row.number(at: 0)
      type = row.number(at: 4)
      flags = row.number(at: 8)
      offset = row.number(at: 24)
      size = row.number(at: 32)
    }
  }

  func header() throws(CarrierFailure) -> Header {
    guard size >= 64 else { throw .noLibrary("is not a shared library for Linux") }
    let bytes = try self.bytes(at: 0, 64)
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      throw .noLibrary("is not a shared library for Linux")
    }
    // 64 bits, lowest byte first, version 1; a shared object.
    let type: UInt16 = bytes[...].number(at: 16)
    guard bytes[4] == 2, bytes[5] == 1, bytes[6] == 1, type == 3 else {
      throw .noLibrary("is not a shared library for a processor of this kind")
    }
    let row: UInt16 = bytes[...].number(at: 58)
    let header = Header(
      machine: bytes[...].number(at: 18), table: bytes[...].number(at: 40),
      count: bytes[...].number(at: 60), names: bytes[...].number(at: 62))
    guard header.table == 0 || row == Section.size else {
      throw .damaged("rows of \(row) bytes in its table of sections")
    }
    return header
  }

  /// The bytes of the section called `name`; `nil` where there is none.
  func section(_ name: String, _ header: Header) throws(CarrierFailure) -> [UInt8]? {
    guard header.table > 0 else { return nil }
    // From 0xff00 on the numbers mean something else, which no plugin needs.
    guard header.count < 0xFF00, header.names < header.count else {
      throw .damaged(
        "a table of \(header.count) sections whose names are in number \(header.names)")
    }
    let table = try bytes(at: header.table, UInt64(header.count) * UInt64(Section.size))
    let sections = (0..<Int(header.count)).map { index in
      Section(table[(index * 64)..<(index * 64 + 64)])
    }
    let list = sections[Int(header.names)]
    guard list.type == Section.names else { throw .damaged("no list of section names") }
    let names = try bytes(of: list)
    let wanted = Array(name.utf8) + [0]
    let found = sections.filter { section in
      section.name < names.count && names[Int(section.name)...].starts(with: wanted)
    }
    guard found.count < 2 else { throw .damaged("\(found.count) sections \(name)") }
    guard let section = found.first else { return nil }
    guard section.type == Section.bytes, section.flags & Section.compressed == 0, section.size > 0
    else { throw .damaged("a section \(name) that does not hold its bytes as they are") }
    return try bytes(of: section)
  }

  private func bytes(of section: Section) throws(CarrierFailure) -> [UInt8] {
    guard section.size <= LibraryFile.mostBytes else {
      throw .damaged(
        "a section of \(section.size) bytes where \(LibraryFile.mostBytes) are the most")
    }
    return try bytes(at: section.offset, section.size)
  }

  private func bytes(at offset: UInt64, _ count: UInt64) throws(CarrierFailure) -> [UInt8] {
    guard offset <= size, count <= size - offset, let start = Int(exactly: offset) else {
      throw .damaged("an end before byte \(offset.addingReportingOverflow(count).partialValue)")
    }
    let bytes = read(start, Int(count))
    guard bytes.count == Int(count) else { throw .noLibrary("cannot be read to its end") }
    return bytes
  }
}

extension ArraySlice<UInt8> {
  /// The number at an offset, lowest byte first.
  fileprivate func number<N: FixedWidthInteger>(at offset: Int) -> N {
    let start = startIndex + offset
    return self[start..<(start + N.bitWidth / 8)].reversed().reduce(0) { $0 << 8 | N($1) }
  }
}

extension CarrierFailure {
  fileprivate static func unreadable(_ what: String) -> CarrierFailure {
    CarrierFailure(.refused, "cannot be \(what): \(String(cString: strerror(errno)))")
  }

  fileprivate static func noLibrary(_ what: String) -> CarrierFailure {
    CarrierFailure(.refused, what)
  }

  fileprivate static func damaged(_ what: String) -> CarrierFailure {
    CarrierFailure(.refused, "is a damaged library: it has \(what)")
  }
}
