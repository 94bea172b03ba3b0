import Glibc
import Testing

@testable import DocumentModel

@Suite struct FilePathTests {
  /// Names as the system has them, and as they are shown.
  static let names: [(bytes: [UInt8], shown: String)] = [
    (Array("page.html".utf8), "page.html"),
    (Array("caf\u{E9} \u{1F600}.html".utf8), "caf\u{E9} \u{1F600}.html"),
    (Array("bad".utf8) + [0xFF] + Array(".html".utf8), #"bad\xFF.html"#),
    (Array(#"bad\xFF.html"#.utf8), #"bad\\xFF.html"#),
    (Array(#"bad\\xFF.html"#.utf8), #"bad\\\\xFF.html"#),
    (Array(#"folder\name.html"#.utf8), #"folder\name.html"#),
    ([0x80, 0x5C, 0x61], #"\x80\\a"#),
    // Truncated, overlong, a surrogate, beyond Unicode.
    ([0xE2, 0x82], #"\xE2\x82"#),
    ([0xC0, 0xAF], #"\xC0\xAF"#),
    ([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#),
    ([0xF4, 0x90, 0x80, 0x80], #"\xF4\x90\x80\x80"#),
    // The scalar that stands for the byte 0xFF, as a name's own.
    (Array("\u{10FEFF}".utf8), #"\xF4\x8F\xBB\xBF"#),
    (Array("\u{10FDFF}".utf8), "\u{10FDFF}"),
    (Array("e\u{301}".utf8) + [0xCC], "e\u{301}" + #"\xCC"#),
  ]

  @Test(arguments: names)
  func everyNameComesBackAndIsShown(bytes: [UInt8], shown: String) {
    let path = FilePath.string(bytes)
    #expect(FilePath.bytes(path) == bytes)
    #expect(FilePath.shown(path) == shown)
  }

  @Test func noTwoNamesAreShownAlike() {
    let parts: [[UInt8]] = [[0xFF], [0x5C], [0x78], Array("FF".utf8), [0xC3], [0xA9]]
    var names: [[UInt8]] = [[]]
    for _ in 0..<5 { names += names.flatMap { name in parts.map { name + $0 } } }
    let distinct = Set(names)
    #expect(
      Set(distinct.map { Array(FilePath.shown(FilePath.string($0)).utf8) }).count == distinct.count)
  }
}

@Suite struct FileSystemTests {
  private static func temporaryFolder() -> String {
    var template = Array("/tmp/tally-test-XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? ""
  }

  private static func outcome(_ path: String, limit: Int = .max - 1) -> String {
    do throws(FileError) {
      return String(decoding: try FileSystem.read(path, limit: limit), as: UTF8.self)
    } catch {
      return "! \(error)"
    }
  }

  @Test func namesThatAreNotUTF8AreListedWrittenAndRead() throws {
    let folder = Self.temporaryFolder()
    let name = FilePath.string([0x62, 0xFF, 0x2E, 0x74])
    try FileSystem.makeFolder(folder + "/" + FilePath.string([0xFE]))
    let path = folder + "/" + FilePath.string([0xFE]) + "/" + name
    try FileSystem.write(Array("x".utf8), to: path)
    #expect(try FileSystem.list(folder).map(FilePath.shown) == [#"\xFE"#])
    #expect(try FileSystem.list(folder + "/" + FilePath.string([0xFE])) == [name])
    #expect(Self.outcome(path) == "x")
    #expect(
      Self.outcome(path + "y") == "! " + folder + #"/\xFE/b\xFF.ty: No such file or directory"#)
    _ = FileSystem.withSystemPath(path) { unlink($0) }
    _ = FileSystem.withSystemPath(folder + "/" + FilePath.string([0xFE])) { rmdir($0) }
    rmdir(folder)
  }

  @Test func onlyRegularFilesUpToTheLimitAreRead() throws {
    let folder = Self.temporaryFolder()
    let path = folder + "/file"
    try FileSystem.write(Array("12345".utf8), to: path)
    mkfifo(folder + "/pipe", 0o600)
    let sparse = open(folder + "/sparse", O_CREAT | O_WRONLY, 0o600)
    ftruncate(sparse, 1 << 40)
    close(sparse)
    #expect(Self.outcome(path, limit: 5) == "12345")
    #expect(
      Self.outcome(path, limit: 4) == "! \(path): larger than 4 bytes, the most that is read")
    #expect(
      Self.outcome(folder + "/sparse", limit: 1000)
        == "! \(folder)/sparse: larger than 1000 bytes, the most that is read")
    #expect(Self.outcome(folder + "/pipe") == "! \(folder)/pipe: not a regular file")
    #expect(Self.outcome("/dev/zero") == "! /dev/zero: not a regular file")
    #expect(Self.outcome(folder) == "! \(folder): Is a directory")
    // Its size is said to be 0.
    #expect(Self.outcome("/proc/self/stat", limit: 1 << 20).contains("("))
    for name in ["file", "pipe", "sparse"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  @Test func ofAStreamOneByteBeyondTheLimitIsReadAtMost() throws {
    let zero = open("/dev/zero", O_RDONLY)
    defer { close(zero) }
    #expect(throws: FileError(path: "-", reason: "larger than 100000 bytes, the most that is read"))
    {
      try FileSystem.read(descriptor: zero, name: "-", limit: 100_000)
    }
  }
}
