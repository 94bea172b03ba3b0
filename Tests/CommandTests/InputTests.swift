import DocumentModel
import Glibc
import TestSupport
import Testing

/// What comes in by the command line, whatever it is.
@Suite struct InputTests {
  static let page = "<p>12 people died in Lodva.</p>"

  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.path + "/pipe.html", 0o600)
    let sparse = open(folder.path + "/sparse.html", O_CREAT | O_WRONLY, 0o600)
    ftruncate(sparse, 1 << 40)
    close(sparse)
    try folder.write("good.html", Self.page)
    let result = try Program.run(
      ["text", "pipe.html", "sparse.html", "/dev/zero", "good.html"], in: folder.path)
    #expect(result.status == 1)
    #expect(result.output == "12 people died in Lodva.\n")
    #expect(
      result.errors == """
        tally: pipe.html: read: a named pipe, not a file; use - to read a stream
        tally: /dev/zero: read: a device, not a file; use - to read a stream
        tally: sparse.html: read: larger than 67108864 bytes; --max-size sets the limit

        """)
  }

  @Test func theLimitIsAnOption() throws {
    let result = try Program.run(["text", "--max-size", "10", "-"], input: Array(Self.page.utf8))
    #expect(result.status == 1)
    #expect(
      result.errors == "tally: -: read: larger than 10 bytes; --max-size sets the limit\n")
    #expect(
      try Program.run(["text", "--max-size", "1k"], input: Array(Self.page.utf8)).status == 0)
  }

  /// The name that a shell gives the stream is the document's.
  @Test func standardInputByItsPath() throws {
    let result = try Program.run(
      ["extract", "--rules", "Rules/figures", "--format", "ndjson", "/dev/stdin"],
      input: Array(Self.page.utf8))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\"document\":\"/dev/stdin\""))
  }

  @Test(arguments: ["csv", "json", "ndjson"])
  func aNameThatIsNotUTF8IsShownWithEscapes(format: String) throws {
    let folder = try TemporaryFolder()
    let bad = FilePath.string(Array("bad".utf8) + [0xFF] + Array(".html".utf8))
    let names = [bad, #"bad\xFF.html"#, #"plain\name.html"#]
    for name in names { try folder.write(name, Self.page) }
    let result = try Program.run(
      ["extract", "--quiet", "--rules", Program.root + "/Rules/figures", "--format", format] + names
        + [FilePath.string([0x67, 0xFE])], in: folder.path)
    #expect(result.status == 1)
    #expect(result.errors == #"tally: g\xFE: read: no such file or folder"# + "\n")
    let shown = [#"bad\xFF.html"#, #"bad\\xFF.html"#, #"plain\name.html"#].map {
      format == "csv" ? ",\($0)," : "\"\($0.replacing("\\", with: "\\\\"))\""
    }
    for name in shown { #expect(result.output.contains(name), "\(result.output)") }
  }

  /// The id hashes the page, not its path.
  @Test func equalPagesShareTheirIds() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.html", Self.page)
    try folder.write("b/b.html", Self.page)
    try folder.write("c.html", Self.page + " ")
    let result = try Program.run(
      [
        "extract", "--rules", Program.root + "/Rules/figures", "--format", "ndjson", "a.html",
        "./a.html", "b", "c.html",
      ], in: folder.path)
    let rows = try result.output.split(separator: "\n").map { try JSONValue.parse($0.utf8) }
    let ids = rows.map { $0["record_id"]?.string ?? "" }
    #expect(
      rows.compactMap { $0["document"]?.string } == ["a.html", "./a.html", "b/b.html", "c.html"])
    #expect(Set(ids[..<3]).count == 1 && ids[3] != ids[0])
    for id in ids {
      #expect(id.utf8.count == 17 && id.hasPrefix("r"))
      #expect(id.dropFirst().allSatisfy { "0123456789abcdef".contains($0) })
    }
  }
}
