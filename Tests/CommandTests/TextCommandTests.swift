import Glibc
import TestSupport
import Testing

@Suite struct TextCommandTests {
  /// Inputs that have broken other programs; each must give an answer, and the good page beside it
  /// must still be read.
  static let hostile: [(name: String, bytes: [UInt8])] = [
    ("empty", []),
    ("binary", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }),
    ("truncated UTF-8", Array("<p>Kyiv \u{2014} caf".utf8) + [0xC3]),
    ("3,000 nested divs", Array((String(repeating: "<div>", count: 3000) + "deep").utf8)),
    ("50,000 attributes", Array(("<p " + (0..<50000).map { "a\($0)=1 " }.joined() + ">many").utf8)),
    ("NUL inside a tag", Array("<p cl\0ass=x>before</p><p>after the tag</p>".utf8)),
    ("unclosed script", Array("<p>Shown.</p><script>var x = 1;<p>more".utf8)),
    ("long text node", Array("<p>".utf8) + [UInt8](repeating: 0x78, count: 2_000_000)),
  ]

  @Test func hostilePagesNeverStopTheOthers() throws {
    let folder = try TemporaryFolder()
    let page =
      "<html><body><article><p>\(String(repeating: "A plain good page, with a comma. ", count: 20))</p></article></body></html>"
    for (name, bytes) in Self.hostile {
      try folder.write("in/\(name).html", bytes)
    }
    try folder.write("in/zz good.html", page)
    try folder.write("in/locked/page.html", page)
    symlink("/nowhere", folder.path + "/in/dangling.html")
    chmod(folder.path + "/in/locked", 0)
    let result = try Program.run(["text", "--output", folder.path + "/out", folder.path + "/in"])
    #expect(result.status == 1)
    #expect(result.errors.contains("in/dangling.html: read: the link leads nowhere"))
    if getuid() != 0 {
      #expect(result.errors.contains("in/locked: read: Permission denied"))
    }
    let good = try Program.run(["text", folder.path + "/in/zz good.html"])
    #expect(good.status == 0)
    #expect(good.output.contains("A plain good page, with a comma."))
  }

  @Test func offsetsLeadToTheBytesOfTheFile() throws {
    let page = "<html><body><p>Caf\u{E9} &amp; bar.</p></body></html>"
    let result = try Program.run(["text", "--offsets"], input: Array(page.utf8))
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(!lines.isEmpty)
    for line in lines {
      let start = try #require(Int(line[2]))
      let end = try #require(Int(line[3]))
      let source = String(decoding: Array(page.utf8)[start..<end], as: UTF8.self)
      #expect(source == line[4] || (source == "&amp;" && line[4] == "&"))
    }
  }
}
