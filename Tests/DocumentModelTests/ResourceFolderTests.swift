import Testing

@testable import DocumentModel

@Suite struct ResourceFolderTests {
  private static let folder = ResourceFolder(path: "/tmp/tally-resource-tests")

  private static func written(_ name: String, _ bytes: [UInt8]) throws -> ResourceFolder {
    try FileSystem.makeFolder(folder.path)
    try FileSystem.write(bytes, to: folder.path + "/" + name)
    return folder
  }

  @Test(
    arguments: [
      ("", []), ("\n\n", []), ("# only a comment", []), ("one", ["one"]),
      ("one\r\n  two # said\n\t\n three\t\n#\n a b ", ["one", "two", "three", "a b"]),
      ("\u{85}\né #", ["\u{85}", "é"]),
    ] as [(String, [String])])
  func lines(_ text: String, _ lines: [String]) throws {
    let name = "lines-\(text.utf8.count)"
    #expect(try Self.written(name, Array(text.utf8)).lines(name) == lines)
  }

  @Test func brokenUTF8IsRepairedInItsLine() throws {
    let folder = try Self.written("broken", [0x61, 0xE2, 0x80, 0x0A, 0xC3, 0x23, 0x62, 0x0A, 0xFF])
    #expect(try folder.lines("broken") == ["a\u{FFFD}", "\u{FFFD}", "\u{FFFD}"])
  }

  @Test func wholeFilesAreRead() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(try Self.written("whole", bytes).read("whole") == bytes)
    #expect(try Self.written("empty", []).read("empty") == [])
    #expect(throws: FileError.self) { try Self.folder.read("missing") }
    #expect(throws: FileError.self) { try ResourceFolder(path: "/").read("tmp") }
  }

  @Test(
    arguments: [
      ("", []), (" ", []), ("a", ["a"]), ("  a  bc d ", ["a", "bc", "d"]),
      ("a\u{301} b", ["a\u{301}", "b"]),
    ] as [(String, [String])])
  func fields(_ line: String, _ fields: [String]) {
    #expect(line.fields.map { String($0) } == fields)
  }
}
