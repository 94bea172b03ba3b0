import DocumentModel
import Testing

@Suite struct VisibleTextTests {
  /// Text, as one line, as lines.
  static let cases: [(text: String, line: String, lines: String)] = [
    ("", "", ""),
    ("a\u{E9}\u{1F600} \\", "a\u{E9}\u{1F600} \\", "a\u{E9}\u{1F600} \\"),
    ("a\nb\tc\r\nd", "a\\nb\\tc\\r\\nd", "a\nb\tc\r\nd"),
    ("a\rb\r", "a\\rb\\r", "a\\rb\\r"),
    ("\0\u{7}\u{1B}[31m\u{7F}", "\\u{0}\\u{7}\\u{1B}[31m\\u{7F}", "\\u{0}\\u{7}\\u{1B}[31m\\u{7F}"),
    ("\u{80}\u{9B}x\u{9F}\u{A0}", "\\u{80}\\u{9B}x\\u{9F}\u{A0}", "\\u{80}\\u{9B}x\\u{9F}\u{A0}"),
    ("\u{61B}\u{61C}\u{61D}", "\u{61B}\\u{61C}\u{61D}", "\u{61B}\\u{61C}\u{61D}"),
    (
      "\u{200D}\u{200E}\u{200F}\u{2010}", "\u{200D}\\u{200E}\\u{200F}\u{2010}",
      "\u{200D}\\u{200E}\\u{200F}\u{2010}"
    ),
    ("\u{2027}\u{2028}\u{2029}", "\u{2027}\\u{2028}\\u{2029}", "\u{2027}\\u{2028}\\u{2029}"),
    ("\u{202A}\u{202E}\u{202F}", "\\u{202A}\\u{202E}\u{202F}", "\\u{202A}\\u{202E}\u{202F}"),
    (
      "\u{2065}\u{2066}\u{2069}\u{206A}", "\u{2065}\\u{2066}\\u{2069}\u{206A}",
      "\u{2065}\\u{2066}\\u{2069}\u{206A}"
    ),
    // Bytes of a path that are not UTF-8.
    (FilePath.string([0x61, 0xFF, 0x80]), "a\\xFF\\x80", "a\\xFF\\x80"),
    ("\u{10FE7F}\u{10FDFF}", "\u{10FE7F}\u{10FDFF}", "\u{10FE7F}\u{10FDFF}"),
  ]

  @Test(arguments: cases)
  func whatSteersATerminalIsShown(text: String, line: String, lines: String) {
    #expect(VisibleText.line(text) == line)
    #expect(VisibleText.lines(text) == lines)
  }

  @Test func brokenUTF8EndsNothing() {
    for bytes: [UInt8] in [
      [0xC2], [0xE2], [0xE2, 0x80], [0xF4, 0x8F, 0xBA], [0x80, 0xFF], [0xD8],
    ] {
      #expect(VisibleText.lines(bytes) == bytes)
    }
  }

  @Test(arguments: [
    ("a", true), ("\u{E9}", true), ("\n", false), ("\0", false), ("\u{202E}", false),
  ])
  func visibleScalars(scalar: Unicode.Scalar, isVisible: Bool) {
    #expect(VisibleText.isVisible(scalar) == isVisible)
  }
}
