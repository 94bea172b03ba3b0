import DocumentModel
import Testing

@testable import TextProcessing

/// Which encoding a file is read in, and that its text comes out right.
struct EncodingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var page: [UInt8]
    var encoding: String
    var text: String
    var testDescription: String { name }
  }

  static let ukrainian =
    "Уночі рятувальники евакуювали сім’ї з підтоплених будинків, повідомила її речниця. "
    + "Ґанки та подвір’я ще під водою, але електрику вже повернули до двох сіл."
  static let ukrainianKOI = ukrainian.split(separator: "’").joined(separator: "'")

  static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return littleEndian ? [low, high] : [high, low]
    }
  }

  static func utf32(_ text: String, littleEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).unicodeScalars.flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
      return littleEndian ? bytes : bytes.reversed()
    }
  }

  static func page(_ head: String, _ text: String, _ table: [Unicode.Scalar: UInt8]) -> [UInt8] {
    PageReading.encode("\(head)<body><p>\(text)</p>", table)
  }

  static let cases: [Case] = {
    let old = PageReading.windows1251
    let koi = PageReading.koi8u
    let long = String(repeating: "<!-- filler of the head -->", count: 200)
    return [
      Case(
        name: "UTF-8 beats a label that says something else",
        page: Array("<meta charset=windows-1251><p>Київ — це місто</p>".utf8), encoding: "utf-8",
        text: "Київ — це місто"),
      Case(
        name: "one bad byte costs one character",
        page: Array("<p>Київ ".utf8) + [0xFF] + Array(" — це місто</p>".utf8), encoding: "utf-8",
        text: "Київ \u{FFFD} — це місто"),
      Case(
        name: "a character cut off at the end", page: Array("<p>Київ — місто".utf8.dropLast()),
        encoding: "utf-8", text: "Київ — міст\u{FFFD}"),
      Case(
        name: "windows-1251 declared in meta charset",
        page: page("<meta charset='windows-1251'>", ukrainian, old), encoding: "windows-1251",
        text: ukrainian),
      Case(
        name: "windows-1251 declared in http-equiv after 5 KB",
        page: page(
          long + "<meta http-equiv=Content-Type content=\"text/html; charset=cp1251\">", ukrainian,
          old), encoding: "windows-1251", text: ukrainian),
      Case(
        name: "windows-1251 that says utf-8", page: page("<meta charset=utf-8>", ukrainian, old),
        encoding: "windows-1251", text: ukrainian),
      Case(
        name: "windows-1251 that says nothing", page: page("", ukrainian, old),
        encoding: "windows-1251", text: ukrainian),
      Case(
        name: "KOI8-U declared", page: page("<meta charset=koi8-u>", ukrainianKOI, koi),
        encoding: "koi8-u", text: ukrainianKOI),
      Case(
        name: "KOI8-U that says nothing, which the detector takes for Russian",
        page: page("", ukrainianKOI, koi), encoding: "koi8-u", text: ukrainianKOI),
      Case(
        name: "iso-8859-1 is windows-1252",
        page: Array("<meta charset=iso-8859-1><p>".utf8) + [0x93] + Array("caf".utf8)
          + [0xE9, 0x94, 0x20, 0x80, 0x35, 0x20, 0x96] + Array(" a</p>".utf8),
        encoding: "windows-1252", text: "“café” €5 – a"),
      Case(
        name: "UTF-8 byte order mark", page: [0xEF, 0xBB, 0xBF] + Array("<p>é</p>".utf8),
        encoding: "utf-8", text: "é"),
      Case(
        name: "UTF-16 with byte order mark",
        page: [0xFF, 0xFE] + utf16("<p>Київ 🙂</p>", littleEndian: true), encoding: "utf-16le",
        text: "Київ 🙂"),
      Case(
        name: "UTF-16 big-endian without one",
        page: utf16("<html><body><p>Kyiv is a city</p></body></html>", littleEndian: false),
        encoding: "utf-16be", text: "Kyiv is a city"),
      Case(
        name: "UTF-32 with byte order mark, which begins like that of UTF-16",
        page: utf32("<p>Київ 🙂</p>", littleEndian: true, mark: true), encoding: "utf-32le",
        text: "Київ 🙂"),
      Case(
        name: "UTF-32 big-endian with byte order mark and label",
        page: utf32("<meta charset=utf-32><p>Київ 🙂</p>", littleEndian: false, mark: true),
        encoding: "utf-32be", text: "Київ 🙂"),
      Case(
        name: "UTF-32 that only its label names",
        page: utf32("<meta charset=utf-32><p>Київ</p>", littleEndian: true, mark: false),
        encoding: "utf-32le", text: "Київ"),
      Case(
        name: "UTF-32 big-endian without a word about it",
        page: utf32("<p>Kyiv — is a city</p>", littleEndian: false, mark: false),
        encoding: "utf-32be", text: "Kyiv — is a city"),
      Case(
        name: "UTF-8 that says utf-32", page: Array("<meta charset=utf-32><p>Київ</p>".utf8),
        encoding: "utf-8", text: "Київ"),
      Case(
        name: "windows-1251 that says utf-32",
        page: page("<meta charset=utf-32>", ukrainian, old), encoding: "windows-1251",
        text: ukrainian),
      Case(
        name: "UTF-32 cut inside a character, and one beyond Unicode",
        page: utf32("<p>Kyiv", littleEndian: true, mark: true) + [0, 0, 0x11, 0, 0x20, 0],
        encoding: "utf-32le", text: "Kyiv\u{FFFD}\u{FFFD}"),
      Case(
        name: "Shift_JIS declared",
        page: Array("<meta charset=Shift_JIS><p>".utf8) + [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA]
          + Array("</p>".utf8), encoding: "shift_jis", text: "日本語"),
      Case(
        name: "GB2312 is read as its superset",
        page: Array("<meta charset=gb2312><p>".utf8) + [0xD6, 0xD0, 0xCE, 0xC4]
          + Array("</p>".utf8), encoding: "gbk", text: "中文"),
      Case(
        name: "label in an XML declaration",
        page: Array("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><p>".utf8)
          + [0x9D, 0xE8, 0x20, 0xB3] + Array("</p>".utf8), encoding: "iso-8859-2", text: "č ł"),
      Case(
        name: "ASCII is UTF-8", page: Array("<meta charset=koi8-r><p>a</p>".utf8),
        encoding: "utf-8", text: "a"),
    ]
  }()

  @Test(arguments: cases) func decodes(_ test: Case) throws {
    let document = try PageReading.document(test.page)
    #expect(document.metadata.encoding == test.encoding)
    #expect(String(decoding: document.text, as: UTF8.self) == test.text)
  }

  /// The title stands before the label that says how to read it.
  @Test func titleBeforeTheLabel() throws {
    let page = PageReading.encode(
      "<title>Штормова ніч</title><meta charset=windows-1251><p>\(Self.ukrainian)</p>",
      PageReading.windows1251)
    #expect(try PageReading.document(page).metadata[.title] == "Штормова ніч")
  }

  /// A span of the text leads to the bytes of the file, whatever the file's encoding.
  @Test func offsetsIntoOtherEncodings() throws {
    let text = "Уночі — сім’ї"
    let old = PageReading.encode(
      "<p>\(text)</p>\n<p>\(Self.ukrainian)</p>", PageReading.windows1251)
    let document = try PageReading.document(old)
    let word = Array("сім’ї".utf8)
    let start = try #require(
      document.text.indices.first { document.text[$0...].starts(with: word) })
    let span = try #require(document.offsets.source(of: Span(start, start + word.count)))
    #expect(
      Array(old[span.start..<span.end]) == PageReading.encode("сім’ї", PageReading.windows1251))
  }

  @Test(arguments: [true, false]) func offsetsIntoUTF32(littleEndian: Bool) throws {
    let page = Self.utf32(
      "<p>a 🙂 сім’ї</p>\n<p>é🙂b</p>", littleEndian: littleEndian, mark: true)
    let document = try PageReading.document(page)
    for word in ["🙂", "сім’ї", "é🙂b", "b"] {
      let bytes = Array(word.utf8)
      let start = try #require(
        document.text.indices.first { document.text[$0...].starts(with: bytes) })
      let span = try #require(document.offsets.source(of: Span(start, start + bytes.count)))
      #expect(
        Array(page[span.start..<span.end])
          == Self.utf32(word, littleEndian: littleEndian, mark: false))
    }
  }

  /// No NUL goes on; each place still leads to the bytes of the file.
  @Test func ofPlainTextNULsBecomeReplacementCharacters() throws {
    let reader = try #require(PageReading.reader)
    var scratch = reader.makeScratch()
    let source = Array("\0a\0\0é\nb\0".utf8)
    for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
      let document = reader.plain(mark + source, id: "a.txt", &scratch)
      #expect(document.string(Span(0, document.text.count)) == "�a��é\nb�")
      #expect(
        document.findings == [Finding(stage: "markup", message: "4 NUL characters; read as U+FFFD")]
      )
      func place(_ start: Int, _ end: Int) -> Span? {
        document.offsets.source(of: Span(start, end)).map {
          Span($0.start - mark.count, $0.end - mark.count)
        }
      }
      #expect(place(0, 3) == Span(0, 1))
      #expect(place(3, 4) == Span(1, 2))
      #expect(place(4, 10) == Span(2, 4))
      #expect(place(10, 12) == Span(4, 6))
      #expect(place(13, 14) == Span(7, 8))
      #expect(place(14, 17) == Span(8, 9))
      #expect(place(0, 17) == Span(0, 9))
    }
    let wide = reader.plain(
      Self.utf32("a\0b", littleEndian: true, mark: true), id: "a.txt", &scratch)
    #expect(wide.offsets.source(of: Span(4, 5)) == Span(12, 16))
    #expect(wide.offsets.source(of: Span(1, 4)) == Span(8, 12))
  }

  @Test func findingsSayWhatWasLost() throws {
    let page = Array("<p>Київ ".utf8) + [0xFF] + Array(" — це місто</p>".utf8)
    #expect(
      try PageReading.document(page).findings == [
        Finding(stage: "markup", message: "1 places are not utf-8; read as U+FFFD")
      ])
  }

  @Test func plainTextKeepsItsOffsets() throws {
    let reader = try #require(PageReading.reader)
    var scratch = reader.makeScratch()
    let source = Array("  One line.\r\n\n\tTwo — lines.  \n".utf8)
    let document = reader.plain(source, id: "a.txt", &scratch)
    #expect(document.text == source)
    #expect(document.blocks.map { document.string($0.span) } == ["One line.", "Two — lines."])
    #expect(document.offsets.source(of: Span(3, 7)) == Span(3, 7))
    #expect(document.metadata.textOrigin == "input")

    let marked = reader.plain([0xEF, 0xBB, 0xBF] + Array("ab".utf8), id: "a.txt", &scratch)
    #expect(marked.text == Array("ab".utf8))
    #expect(marked.offsets.source(of: Span(0, 2)) == Span(3, 5))

    let old = PageReading.encode(Self.ukrainian, PageReading.windows1251)
    let decoded = reader.plain(old, id: "a.txt", &scratch)
    #expect(String(decoding: decoded.text, as: UTF8.self) == Self.ukrainian)
    #expect(decoded.offsets.source(of: Span(0, 10)) == Span(0, 5))
  }
}
