import DocumentModel
import TestSupport
import Testing
import TextProcessing

@Suite struct ContentSnifferTests {
  /// Bytes that look random, the same in every run.
  static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
  }

  static func zip(_ name: String) -> [UInt8] {
    [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 26) + Array(name.utf8)
  }

  static let refused: [(bytes: [UInt8], reason: String)] = [
    (
      Array("%PDF-1.7\n1 0 obj".utf8),
      "looks like a PDF document; convert it to HTML or text first"
    ),
    (
      Array(#"{\rtf1\ansi Text.}"#.utf8),
      "looks like an RTF document; convert it to HTML or text first"
    ),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "looks like a PNG image; leave it out"),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "looks like a JPEG image; leave it out"),
    (Array("GIF89a".utf8) + [1, 0, 1, 0], "looks like a GIF image; leave it out"),
    (Array("RIFF....WEBPVP8 ".utf8), "looks like a WebP image; leave it out"),
    (
      [0, 0, 0, 0x18] + Array("ftypmp42".utf8) + noise(200),
      "looks like a film, sound or image; leave it out"
    ),
    (zip("[Content_Types].xml"), "looks like an Office document; convert it to HTML or text first"),
    (
      zip("mimetypeapplication/vnd.oasis.opendocument.text"),
      "looks like an OpenDocument file; convert it to HTML or text first"
    ),
    (
      zip("mimetypeapplication/epub+zip"),
      "looks like an EPUB book; convert it to HTML or text first"
    ),
    (zip("a.html"), "looks like a zip archive; unpack it first"),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      "looks like an old Office document; convert it to HTML or text first"
    ),
    ([0x1F, 0x8B, 0x08, 0], "looks like gzip inside gzip; unpack it first"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "looks like an xz file; unpack it first"),
    (Array("BZh9".utf8) + noise(300), "looks like a bzip2 file; unpack it first"),
    (
      [UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8),
      "looks like a tar archive; unpack it first"
    ),
    ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1], "looks like a program; leave it out"),
    (Array("MZ".utf8) + noise(500), "looks like a program; leave it out"),
    (
      Array("SQLite format 3\0".utf8),
      "looks like an SQLite database; convert it to HTML or text first"
    ),
    ([UInt8](repeating: 0, count: 5000), "holds nothing but NUL bytes; leave it out"),
    (noise(100), "looks like binary data, not like text; leave it out"),
    (noise(300_000), "looks like binary data, not like text; leave it out"),
    (
      Array("<html><p>12 people".utf8) + noise(3_000),
      "looks like binary data, not like text; leave it out"
    ),
  ]

  @Test(arguments: refused)
  func whatIsNoTextIsRefusedWithAWayOut(bytes: [UInt8], reason: String) {
    #expect(ContentSniffer.refusal(bytes) == reason)
  }

  static let read: [(name: String, bytes: [UInt8])] = [
    ("nothing", []),
    ("a word", Array("MZ".utf8)),
    ("words like a beginning", Array("BZh is no word. wOFF neither. PKZIP was a program.".utf8)),
    ("a word that MP4 files begin with", Array("Swiftyp is a name.".utf8)),
    ("a page about PDF", Array("<p>A file begins with %PDF-1.7.</p>".utf8)),
    ("one NUL of few bytes", Array("12 dead\0\n".utf8)),
    ("NUL inside a tag", Array("<p cl\0ass=x>before</p>".utf8)),
    ("the end is NULs", Array("<p>12 people died.</p>".utf8) + [UInt8](repeating: 0, count: 9000)),
    (
      "a hole of NULs",
      Array("<p>12 people".utf8) + [UInt8](repeating: 0, count: 9000)
        + Array(" died.</p>".utf8)
    ),
    ("high bytes of no encoding", (0..<4000).map { UInt8(0x80 + $0 % 128) }),
    ("invalid UTF-8 throughout", (0..<4000).map { [0xC3, 0x28, 0x20][$0 % 3] }),
    ("colours of a terminal", Array(String(repeating: "\u{1B}[1m12\u{1B}[0m ", count: 99).utf8)),
    ("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x25, 0x4B, 0x1B, 0x28, 0x42]),
    ("overstrikes of a manual", Array(String(repeating: "N\u{8}NA\u{8}A ", count: 99).utf8)),
    (
      "page breaks and vertical tabs",
      Array(String(repeating: "12 people\u{C} died.\r\n", count: 99).utf8)
    ),
    ("UTF-16", [0xFF, 0xFE] + EncodingTests.utf16("12 людей", littleEndian: true)),
    (
      "UTF-16 without mark",
      EncodingTests.utf16("<p>12 people died in Lodva.</p>", littleEndian: false)
    ),
    ("UTF-32", EncodingTests.utf32("12 людей", littleEndian: true, mark: true)),
    (
      "UTF-32 without mark",
      EncodingTests.utf32("<p>12 people died.</p>", littleEndian: false, mark: false)
    ),
    ("a program's listing", Array(String(repeating: "\tif (a) {\r\n", count: 99).utf8)),
  ]

  @Test(arguments: read)
  func textInAnyStateIsRead(name: String, bytes: [UInt8]) {
    #expect(ContentSniffer.refusal(bytes) == nil, "\(name)")
  }

  static let pages: [(text: String, isPage: Bool)] = [
    ("<!DOCTYPE html><p>x", true), ("<!doctype HTML PUBLIC \"-//W3C//DTD\">", true),
    ("\u{FEFF} \n\t<HTML lang=en>", true), ("<html>", true),
    ("<!-- saved from --> <!-- again --><html >", true),
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE html>", true),
    ("", false), ("<", false), ("<html", false), ("<htmlx>", false), ("<!-- <html>", false),
    ("<?xml version=\"1.0\"?><rss>", false), ("A page begins with <html>.", false),
    ("<p>12 people died.</p>", false), ("<!doctype htmls>", false),
  ]

  @Test(arguments: pages)
  func aPageIsKnownByItsBeginning(text: String, isPage: Bool) {
    #expect(ContentSniffer.isPage(Array(text.utf8)) == isPage)
    let wide = [0xFF, 0xFE] + EncodingTests.utf16(text, littleEndian: true)
    #expect(ContentSniffer.isPage(wide) == isPage)
  }

  @Test func noPageOfTheCorpusIsRefused() throws {
    let folder = Program.root + "/Corpus/articles"
    for name in try FileSystem.list(folder) {
      #expect(ContentSniffer.refusal(try FileSystem.read(folder + "/" + name)) == nil, "\(name)")
    }
  }
}
