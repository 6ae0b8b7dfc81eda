import Foundation
import HostCore
import Testing

@testable import PluginLoader

@Suite("What a library says of itself without being run")
struct LibraryFileTests {
  static let platforms = ["Bluesky", "Template", "TikTok", "YouTube"]

  @Test(
    "Every plugin of this repository carries its plugin.json, byte for byte", arguments: platforms)
  func shipped(platform: String) throws {
    let folder = Compiler.root.appending(path: "../../Plugins/\(platform)").standardized
    let library = try LibraryFile(try built("lib\(platform)Plugin.so"))
    #expect(
      try library.manifest == Array(Data(contentsOf: folder.appending(path: "plugin.json"))))
  }

  @Test("No platform is left out of this test")
  func allPlatforms() throws {
    let plugins = Compiler.root.appending(path: "../../Plugins").standardized.path
    let folders = try FileManager.default.contentsOfDirectory(atPath: plugins)
    #expect(folders.filter { !$0.contains(".") }.sorted() == Self.platforms)
  }

  @Test(
    "A C author embeds the manifest with the header, and no linker drops it",
    arguments: ["c11", "c17", "c23"])
  func embedded(standard: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(#"{"manifest":1}"#.utf8).write(to: folder.appending(path: "plugin.json"))
    let source = folder.appending(path: "manifest.c")
    try Data(
      "#include <patchbay/manifest.h>\nPATCHBAY_MANIFEST = {\n#embed \"plugin.json\"\n};\n".utf8
    )
    .write(to: source)
    let library = folder.appending(path: "libExample.so").path
    let result = try run(
      "clang",
      [
        "-std=\(standard)", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O2", "-shared", "-fPIC",
        "-Wl,--gc-sections", "-I", Compiler.headers, "-o", library, source.path,
      ])
    #expect(result.code == 0, "\(result.text)")
    #expect(try LibraryFile(library).manifest == Array(#"{"manifest":1}"#.utf8))
  }

  @Test("In any other language objcopy puts it into the finished library")
  func added() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let manifest = folder.appending(path: "plugin.json")
    try Data(#"{"manifest":1}"#.utf8).write(to: manifest)
    let library = folder.appending(path: "libLines.so").path
    #expect(try LibraryFile(try compiled("lines")).manifest == nil)
    let result = try run(
      "objcopy",
      ["--add-section", ".patchbay.manifest=\(manifest.path)", try compiled("lines"), library])
    #expect(result.code == 0, "\(result.text)")
    #expect(try LibraryFile(library).manifest == Array(#"{"manifest":1}"#.utf8))
  }

  @Test("Reads the processor and the section, wherever they stand")
  func reads() throws {
    #expect(try read(Image()) == ("x86_64", Image.text))
    #expect(try read(Image { $0.machine = 183 }).0 == "aarch64")
    #expect(try read(Image { $0.machine = 243 }).0 == "machine-243")
    #expect(try read(Image { $0.name = ".other" }).1 == nil)
    // The name must be whole: neither a beginning nor a longer one.
    #expect(try read(Image { $0.name = ".patchbay" }).1 == nil)
    #expect(try read(Image { $0.name = ".patchbay.manifests" }).1 == nil)
    #expect(try read(Image { $0.table = 0 }).1 == nil)
    let largest = [UInt8](repeating: 0x20, count: 1 << 20)
    #expect(try read(Image { $0.content = largest }).1 == largest)
  }

  static let damages: [(String, @Sendable (inout Image) -> Void)] = [
    ("is not a shared library for Linux", { $0.magic = 0x7E }),
    ("is not a shared library for a processor of this kind", { $0.bits = 1 }),
    ("is not a shared library for a processor of this kind", { $0.order = 2 }),
    ("is not a shared library for a processor of this kind", { $0.kind = 2 }),
    ("is a damaged library: it has rows of 40 bytes in its table of sections", { $0.row = 40 }),
    (
      "is a damaged library: it has a table of 0 sections whose names are in number 0",
      { ($0.count, $0.names) = (0, 0) }
    ),
    (
      "is a damaged library: it has a table of 3 sections whose names are in number 3",
      { $0.names = 3 }
    ),
    (
      "is a damaged library: it has a table of 65280 sections whose names are in number 1",
      { $0.count = 0xFF00 }
    ),
    ("is a damaged library: it has no list of section names", { $0.names = 2 }),
    (
      "is a damaged library: it has an end before byte 18446744073709551615",
      { $0.table = .max - 192 }
    ),
    (
      "is a damaged library: it has an end before byte 4",
      {
        $0.contentOffset = .max; $0.contentSize = 5
      }
    ),
    (
      "is a damaged library: it has a section of 1048577 bytes where 1048576 are the most",
      { $0.contentSize = 1 << 20 | 1 }
    ),
    (
      "is a damaged library: it has a section .patchbay.manifest that does not hold its bytes as they are",
      { $0.contentSize = 0 }
    ),
    (
      "is a damaged library: it has a section .patchbay.manifest that does not hold its bytes as they are",
      { $0.type = 8 }
    ),
    (
      "is a damaged library: it has a section .patchbay.manifest that does not hold its bytes as they are",
      { $0.flags = 0x800 }
    ),
    ("is a damaged library: it has 2 sections .patchbay.manifest", { $0.isTwice = true }),
  ]

  @Test("Says what is wrong with a library", arguments: damages.indices)
  func damaged(index: Int) {
    let (sentence, change) = Self.damages[index]
    #expect(refusal(Image(change).bytes) == sentence)
  }

  @Test("A library that ends early, at any byte, is refused or lacks nothing that was looked for")
  func truncated() throws {
    let image = Image().bytes
    for count in 0..<image.count { #expect(refusal(Array(image[..<count])) != nil, "\(count)") }
    let real = Array(try Data(contentsOf: URL(filePath: try compiled("lines"))))
    // The table of sections stands at the end of what compilers write.
    for count in 0..<real.count { #expect(refusal(Array(real[..<count])) != nil, "\(count)") }
  }

  @Test("Bytes changed at random are read within their bounds, or refused")
  func mutated() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed of the damaged libraries: \(seed)")
    var state = seed
    let next = { (bound: Int) -> Int in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let image = Image().bytes
    var (refused, read) = (0, 0)
    for _ in 0..<50_000 {
      var bytes = image
      for _ in 0...next(4) {
        let choices = [UInt8(next(256)), 0xFF, 0, 0x80]
        bytes[next(bytes.count)] = choices[next(4)]
      }
      if refusal(bytes) == nil { read += 1 } else { refused += 1 }
    }
    #expect(refused > 1000 && read > 1000, "seed \(seed): \(refused) refused, \(read) read")
  }

  @Test("What is no file is refused, and a pipe is not waited for")
  func noFile() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appending(path: "pipe.so").path
    try #require(mkfifo(pipe, 0o600) == 0)
    for (path, sentence) in [
      (folder.path, "is not a file"), (pipe, "is not a file"), ("/dev/zero", "is not a file"),
      ("/nowhere/a.so", "cannot be opened: No such file or directory"),
    ] {
      #expect(
        failure { () throws(CarrierFailure) in _ = try LibraryFile(path) }?.description == sentence)
    }
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "library-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func read(_ image: Image) throws -> (String, [UInt8]?) {
    let file = try open(image.bytes)
    return (file.architecture, file.manifest)
  }

  /// Why a library is refused; `nil` where it is read.
  private func refusal(_ bytes: [UInt8]) -> String? {
    failure { () throws(CarrierFailure) in _ = try open(bytes) }?.description
  }

  private func open(_ bytes: [UInt8]) throws(CarrierFailure) -> LibraryFile {
    try LibraryFile(size: UInt64(bytes.count)) { offset, count in
      // Out of bounds this ends the tests.
      Array(bytes[offset..<(offset + count)])
    }
  }
}

/// A small ELF file: header, names, content, table of sections.
struct Image {
  static let text = Array(#"{"manifest":1}"#.utf8)

  var magic: UInt8 = 0x7F
  var bits: UInt8 = 2
  var order: UInt8 = 1
  var kind: UInt16 = 3
  var machine: UInt16 = 62
  /// Where the table of sections is said to be, where not at its place.
  var table: UInt64?
  var row: UInt16 = 64
  var count: UInt16 = 3
  var names: UInt16 = 1
  var name = ".patchbay.manifest"
  var type: UInt32 = 1
  var flags: UInt64 = 0
  var content = Image.text
  var contentOffset: UInt64?
  var contentSize: UInt64?
  var isTwice = false

  init(_ change: (inout Image) -> Void = { _ in }) { change(&self) }

  var bytes: [UInt8] {
    let list = Array("\0.shstrtab\0\(name)\0".utf8)
    let place = UInt64(64 + list.count + content.count)
    var bytes: [UInt8] =
      [magic, 0x45, 0x4C, 0x46, bits, order, 1] + [UInt8](repeating: 0, count: 9)
    bytes += little(kind) + little(machine) + little(UInt32(1)) + [UInt8](repeating: 0, count: 16)
    bytes += little(table ?? place) + little(UInt32(0)) + little(UInt16(64)) + little(UInt32(0))
    bytes += little(row) + little(count) + little(names)
    let manifest = section(
      11, type, flags, contentOffset ?? UInt64(64 + list.count),
      contentSize ?? UInt64(content.count))
    return bytes + list + content
      + (isTwice ? manifest : [UInt8](repeating: 0, count: 64))
      + section(1, 3, 0, 64, UInt64(list.count)) + manifest
  }

  private func section(
    _ name: UInt32, _ type: UInt32, _ flags: UInt64, _ offset: UInt64, _ size: UInt64
  ) -> [UInt8] {
    little(name) + little(type) + little(flags) + little(UInt64(0)) + little(offset)
      + little(size) + [UInt8](repeating: 0, count: 24)
  }

  private func little<N: FixedWidthInteger>(_ number: N) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
