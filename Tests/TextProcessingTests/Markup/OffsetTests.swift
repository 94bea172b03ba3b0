import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// Every run of the text is what the bytes of the file say at its place.
struct OffsetTests {
  static let pages: [String] = {
    let folder = Program.root + "/Corpus/articles"
    return ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".html") }.map {
      folder + "/" + $0
    }
  }()

  @Test func thereArePages() { #expect(OffsetTests.pages.count >= 12) }

  @Test(arguments: pages) func runsDecode(_ path: String) throws {
    let source = try FileSystem.read(path)
    let document = try PageReading.document(source)
    #expect(!document.offsets.runs.isEmpty)
    var expected = 0
    for run in document.offsets.runs {
      let start = Int(run.textStart)
      let end = start + Int(run.textLength)
      // Between runs stand the separators of blocks, and the space that a line break leaves.
      #expect(document.text[expected..<start].allSatisfy { [0x0A, 0x09, 0x20].contains($0) })
      expected = end
      let span = try #require(document.offsets.source(of: Span(start, end)))
      let bytes = Array(source[span.start..<span.end])
      let read = decode(bytes, document.metadata.encoding)
      #expect(read == document.string(Span(start, end)), "\(path) at \(span)")
    }
    #expect(expected == document.text.count)
  }

  /// An independent reading of a stretch of the file: charset, character references, white space.
  private func decode(_ bytes: [UInt8], _ encoding: String) -> String {
    var text = ""
    switch encoding {
    case "utf-16le":
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
      }
      text = String(decoding: units, as: UTF16.self)
    case "windows-1251":
      var back: [UInt8: Unicode.Scalar] = [:]
      for (scalar, byte) in PageReading.windows1251 { back[byte] = scalar }
      for byte in bytes {
        text.unicodeScalars.append(back[byte] ?? Unicode.Scalar(byte))
      }
    case "windows-1252":
      for byte in bytes {
        let code = 0x80..<0xA0 ~= byte ? HTMLBytes.windows1252[Int(byte) - 0x80] : UInt16(byte)
        text.unicodeScalars.append(Unicode.Scalar(code) ?? "?")
      }
    default: text = String(decoding: bytes, as: UTF8.self)
    }
    let named = [
      "&amp": "&", "&lt": "<", "&gt": ">", "&quot": "\"", "&nbsp": " ", "&eacute": "é",
      "&uuml": "ü", "&ouml": "ö", "&pound": "£", "&euro": "€", "&ndash": "–", "&mdash": "—",
      "&rsquo": "’", "&lsquo": "‘", "&ldquo": "“", "&rdquo": "”", "&copy": "©", "&Eacute": "É",
      "&hellip": "…", "&thinsp": " ", "&deg": "°", "&auml": "ä", "&szlig": "ß", "&apos": "'",
    ]
    if text.hasPrefix("&"), text.utf8.count > 1 {
      let name = text.hasSuffix(";") ? String(text.dropLast()) : text
      if let value = named[name] {
        text = value
      } else if name.hasPrefix("&#x"), let code = UInt32(name.dropFirst(3), radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        text = String(scalar)
      } else if name.hasPrefix("&#"), let code = UInt32(name.dropFirst(2)),
        let scalar = Unicode.Scalar(
          0x80..<0xA0 ~= code
            ? UInt32(HTMLBytes.windows1252[Int(code) - 0x80]) : code)
      {
        text = String(scalar)
      }
    }
    // White space comes out as one space, wherever it stands in a run.
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if result.unicodeScalars.last != " " || text.unicodeScalars.count == 1 { result += " " }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test func entityIsMappedAsAWhole() throws {
    let page = "<p>Tea &amp; bread &mdash; caf&eacute;\n  now</p>"
    let document = try PageReading.document(page)
    #expect(String(decoding: document.text, as: UTF8.self) == "Tea & bread — café now")
    let source = Array(page.utf8)
    func mapped(_ word: String) throws -> String {
      let bytes = Array(word.utf8)
      let start = try #require(
        document.text.indices.first { document.text[$0...].starts(with: bytes) })
      let span = try #require(document.offsets.source(of: Span(start, start + bytes.count)))
      return String(decoding: source[span.start..<span.end], as: UTF8.self)
    }
    #expect(try mapped("& bread") == "&amp; bread")
    #expect(try mapped("—") == "&mdash;")
    #expect(try mapped("café now") == "caf&eacute;\n  now")
    #expect(try mapped("now") == "now")
  }

  /// Bytes that are no UTF-8 become one character, which leads to all of them.
  @Test func placesBehindBrokenBytesAreRight() throws {
    // Long enough that two bad places do not make it another encoding.
    let words = String(repeating: "це місто ", count: 20)
    let source =
      Array("<meta charset=utf-8><p>\(words)A".utf8) + [0xE2, 0x82] + Array("B ".utf8) + [0xF0]
      + Array(" C</p>".utf8)
    let document = try PageReading.document(source)
    #expect(String(decoding: document.text, as: UTF8.self) == words + "A\u{FFFD}B \u{FFFD} C")
    func span(_ character: UInt8) throws -> [UInt8] {
      let start = try #require(document.text.firstIndex(of: character))
      let span = try #require(document.offsets.source(of: Span(start, start + 1)))
      return Array(source[span.start..<span.end])
    }
    #expect(try span(0x41) == [0x41] && span(0x42) == [0x42] && span(0x43) == [0x43])
    let first = try #require(document.text.firstIndex(of: 0xEF))
    let broken = try #require(document.offsets.source(of: Span(first, first + 3)))
    #expect(Array(source[broken.start..<broken.end]) == [0xE2, 0x82])
  }

  @Test func markupInsideAWordIsInItsSpan() throws {
    let page = "<p>Bak<b>hm</b>ut<!-- x --> fell</p>"
    let document = try PageReading.document(page)
    #expect(String(decoding: document.text, as: UTF8.self) == "Bakhmut fell")
    #expect(document.offsets.source(of: Span(0, 7)) == Span(3, 17))
  }
}
