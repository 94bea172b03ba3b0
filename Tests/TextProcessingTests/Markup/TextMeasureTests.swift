import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// What characters, ends of sentences and damaged bytes are.
@Suite struct TextMeasureTests {
  @Test(arguments: [
    ("\u{A0}", "space 2"), ("\u{80}", "space 2"), ("\u{AD}", "invisible 2"), ("é", "visible 2"),
    ("\u{2000}", "space 3"), ("\u{200A}", "space 3"), ("\u{200B}", "invisible 3"),
    ("\u{200C}", "joiner 3"), ("\u{200D}", "joiner 3"), ("\u{200E}", "invisible 3"),
    ("\u{2010}", "visible 3"), ("\u{2028}", "space 3"), ("\u{2029}", "space 3"),
    ("\u{202A}", "invisible 3"), ("\u{202E}", "invisible 3"), ("\u{202F}", "space 3"),
    ("\u{205F}", "space 3"), ("\u{2060}", "invisible 3"), ("\u{2065}", "visible 3"),
    ("\u{206F}", "invisible 3"), ("\u{3000}", "space 3"), ("\u{3001}", "visible 3"),
    ("\u{FEFF}", "invisible 3"), ("世", "visible 3"), ("🙂", "visible 4"), ("a", "visible 1"),
  ])
  func characters(_ character: String, _ expected: String) {
    let bytes = Array(character.utf8)
    let found = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { TextMeasure.special($0, 0, bytes.count) }
    }
    #expect(found.map { "\($0.0) \($0.1)" } == expected)
  }

  @Test(arguments: [
    ("End.", true), ("End!", true), ("End?", true), ("End", false), ("End,", false),
    ("End.\"", true), ("End.)", true), ("End.'\")", true), ("End.”", true), ("End.]", true),
    ("End)", false), (".", true), ("", false), ("End: x", false), ("结束。", true), ("End’", false),
  ])
  func ends(_ text: String, _ isEnd: Bool) {
    let bytes = Array(text.utf8)
    #expect(TextMeasure.endsSentence(bytes, bytes.count) == isEnd)
  }

  /// Weight, commas and ends of sentences of a line.
  @Test(arguments: [
    ("a, b.", 5, 1, 1), ("3.5 of U.S. men", 15, 0, 1), ("a.b.c", 5, 0, 0), ("Why?! No.", 9, 0, 2),
    ("\"Yes.\" (No.) 'So!'", 18, 0, 3), ("世界，是。", 9, 1, 1), ("世、界！？", 8, 1, 2),
    ("لا، نعم؟", 8, 1, 1), ("वह गया।", 7, 0, 1), ("é 🙂", 3, 0, 0), ("", 0, 0, 0),
  ])
  func measures(_ text: String, _ weight: Int32, _ commas: Int32, _ ends: Int32) {
    let bytes = Array(text.utf8)
    var block = PageBlock(
      element: 0, start: 0, end: 0, firstRun: 0, weight: -1, linkWeight: 0, commas: -1,
      sentenceEnds: -1, kind: .paragraph, level: 0, row: -1)
    TextMeasure.measure(bytes, 0, bytes.count, &block)
    #expect([block.weight, block.commas, block.sentenceEnds] == [weight, commas, ends])
  }

  /// The length of the character at the start, and of what one U+FFFD stands for where it is none.
  @Test(
    arguments: [
      ([0xC2, 0x80], 2, 0), ([0xC1, 0x80], 0, 1), ([0xDF, 0xBF], 2, 0), ([0xC2], 0, 1),
      ([0xE0, 0xA0, 0x80], 3, 0), ([0xE0, 0x9F, 0x80], 0, 1), ([0xED, 0x9F, 0xBF], 3, 0),
      ([0xED, 0xA0, 0x80], 0, 1), ([0xEF, 0xBF, 0xBF], 3, 0), ([0xE2, 0x82], 0, 2),
      ([0xE2, 0x82, 0x41], 0, 2), ([0xF0, 0x90, 0x80, 0x80], 4, 0),
      ([0xF0, 0x8F, 0x80, 0x80], 0, 1),
      ([0xF4, 0x8F, 0xBF, 0xBF], 4, 0), ([0xF4, 0x90, 0x80, 0x80], 0, 1),
      ([0xF0, 0x9F, 0x99], 0, 3),
      ([0xF5, 0x80, 0x80, 0x80], 0, 1), ([0x80], 0, 1), ([0xFF], 0, 1),
    ] as [([UInt8], Int, Int)])
  func brokenCharacters(_ bytes: [UInt8], _ length: Int, _ malformed: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      #expect(UTF8Check.characterLength(base, 0, bytes.count) == length)
      if length == 0 { #expect(UTF8Check.malformedLength(base, 0, bytes.count) == malformed) }
    }
    let check = UTF8Check.check([0x41] + bytes + [0x42])
    #expect(check.isValid == (length > 0))
    #expect(check.characters == (length > 0 ? 1 : 0))
  }

  /// Runs of eight ASCII bytes are stepped over at once.
  @Test func validPrefixStopsAtTheFirstBadByte() {
    for place in 0..<20 {
      var bytes = [UInt8](repeating: 0x61, count: 20)
      bytes[place] = 0xFF
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        #expect(UTF8Check.validPrefix(base, 0, 20) == place)
        #expect(UTF8Check.validPrefix(base, 0, place) == place)
      }
      #expect(UTF8Check.check(bytes).errors == 1)
    }
  }

  /// Spans of pages that are not UTF-8: the first and last character, one between, and one of
  /// several bytes in the file.
  @Test(arguments: ["windows-1251", "shift_jis", "utf-16le", "utf-16be"])
  func spansInOtherEncodings(_ encoding: String) throws {
    let (source, text): ([UInt8], String) =
      switch encoding {
      case "windows-1251":
        (
          PageReading.encode("<meta charset=cp1251><p>Ще їжак — є!</p>", PageReading.windows1251),
          "Ще їжак — є!"
        )
      case "shift_jis":
        (
          Array("<meta charset=Shift_JIS><p>a".utf8) + [0x93, 0xFA, 0x96, 0x7B] + Array("b".utf8)
            + [0x8C, 0xEA] + Array("</p>".utf8), "a日本b語"
        )
      default:
        (
          (encoding == "utf-16le" ? [0xFF, 0xFE] : [0xFE, 0xFF])
            + EncodingTests.utf16("<p>Київ 🙂 a世</p>", littleEndian: encoding == "utf-16le"),
          "Київ 🙂 a世"
        )
      }
    let document = try PageReading.document(source)
    #expect(document.metadata.encoding == encoding)
    #expect(String(decoding: document.text, as: UTF8.self) == text)
    // Each character leads to its own bytes of the file, one behind the other.
    var at = 0
    var last: Int?
    for scalar in text.unicodeScalars {
      let width = String(scalar).utf8.count
      let span = try #require(document.offsets.source(of: Span(at, at + width)))
      if let last { #expect(span.start == last) }
      last = span.end
      let bytes = Array(source[span.start..<span.end])
      switch encoding {
      case "windows-1251":
        #expect(bytes == PageReading.encode(String(scalar), PageReading.windows1251))
      case "shift_jis": #expect(bytes.count == (scalar.isASCII ? 1 : 2))
      default:
        #expect(bytes == EncodingTests.utf16(String(scalar), littleEndian: encoding == "utf-16le"))
      }
      at += width
    }
  }

  @Test(arguments: [
    ("Read more", true), ("READ MORE!", true), ("— Advertisement —", false), ("(Share)", true),
    ("Read more: ten dead", true), ("Read more of this", false), ("Sharing", false), ("", true),
    ("* * *", true), ("Close", true), ("Closed", false), ("Close the door", false),
  ])
  func boilerplate(_ line: String, _ isBoilerplate: Bool) throws {
    let lines = try #require(PageReading.reader).lines
    #expect(lines.isBoilerplate(Array(line.utf8)[...]) == isBoilerplate)
  }

  /// Character references: value and how many bytes they take, in text and in an attribute.
  @Test(arguments: [
    ("&amp;", "& 5", "& 5"), ("&amp", "& 4", "& 4"), ("&ampx", "& 4", "none"),
    ("&amp=", "& 4", "none"), ("&amp;=", "& 5", "& 5"), ("&hellip", "none", "none"),
    ("&notin;", "∉ 7", "∉ 7"), ("&notit;", "¬ 4", "none"), ("&#65;", "A 5", "A 5"),
    ("&#65", "A 4", "A 4"), ("&#x41;", "A 6", "A 6"), ("&#X41;", "A 6", "A 6"),
    ("&#128;", "€ 6", "€ 6"), ("&#159;", "Ÿ 6", "Ÿ 6"), ("&#160;", "\u{A0} 6", "\u{A0} 6"),
    ("&#0;", "\u{FFFD} 4", "\u{FFFD} 4"), ("&#x10FFFF;", "\u{10FFFF} 10", "\u{10FFFF} 10"),
    ("&#x110000;", "\u{FFFD} 10", "\u{FFFD} 10"), ("&#;", "none", "none"), ("&", "none", "none"),
    ("&;", "none", "none"), ("&#xG;", "none", "none"),
  ])
  func references(_ text: String, _ inText: String, _ inAttribute: String) throws {
    let entities = try #require(PageReading.reader).entities
    let bytes = Array(text.utf8)
    for (isAttribute, expected) in [(false, inText), (true, inAttribute)] {
      var output: [UInt8] = []
      let length = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map {
          entities.decode($0, 0, bytes.count, inAttribute: isAttribute, into: &output)
        }
      }
      let found = length == 0 ? "none" : String(decoding: output, as: UTF8.self) + " \(length ?? 0)"
      #expect(found == expected)
    }
  }
}
