import DocumentModel
import TestSupport

@testable import TextProcessing

/// One reader for all tests of this folder.
enum PageReading {
  static let resources = ResourceFolder(path: Program.root + "/Resources")
  static let reader = try? MarkupReader(resources: resources)

  enum Failure: Error { case noReader }

  static func document(_ page: [UInt8]) throws -> Document {
    guard let reader else { throw Failure.noReader }
    var scratch = reader.makeScratch()
    return reader.html(page, id: "test.html", &scratch)
  }

  static func document(_ page: String) throws -> Document { try document(Array(page.utf8)) }

  /// The text of every block of a page, before the choice of content, parted by `¶`.
  static func allText(_ page: [UInt8]) throws -> String {
    guard let reader else { throw Failure.noReader }
    var scratch = reader.makeScratch()
    _ = reader.html(page, id: "test.html", &scratch)
    let read = scratch.builder.page
    return read.blocks.map {
      String(decoding: read.bytes($0.start, $0.end), as: UTF8.self)
    }.joined(separator: "¶")
  }

  static func allText(_ page: String) throws -> String { try allText(Array(page.utf8)) }

  /// A page in a single-byte code; what is not in `table` must be ASCII.
  static func encode(_ text: String, _ table: [Unicode.Scalar: UInt8]) -> [UInt8] {
    text.unicodeScalars.map { table[$0] ?? UInt8(truncatingIfNeeded: $0.value) }
  }

  /// windows-1251, as far as Ukrainian and Russian need it.
  static let windows1251: [Unicode.Scalar: UInt8] = {
    var table: [Unicode.Scalar: UInt8] = [
      "і": 0xB3, "І": 0xB2, "ї": 0xBF, "Ї": 0xAF, "є": 0xBA, "Є": 0xAA, "ґ": 0xB4, "Ґ": 0xA5,
      "—": 0x97,
      "ё": 0xB8, "«": 0xAB, "»": 0xBB, "’": 0x92,
    ]
    for code in UInt32(0x410)...0x44F {
      if let scalar = Unicode.Scalar(code) { table[scalar] = UInt8(code - 0x410 + 0xC0) }
    }
    return table
  }()

  /// KOI8-U, the same.
  static let koi8u: [Unicode.Scalar: UInt8] = {
    var table: [Unicode.Scalar: UInt8] = [
      "і": 0xA6, "ї": 0xA7, "є": 0xA4, "ґ": 0xAD, "Ґ": 0xBD, "ё": 0xA3,
    ]
    let lower = Array("юабцдефгхийклмнопярстужвьызшэщчъ".unicodeScalars)
    let upper = Array("ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ".unicodeScalars)
    for i in 0..<32 {
      table[lower[i]] = UInt8(0xC0 + i)
      table[upper[i]] = UInt8(0xE0 + i)
    }
    return table
  }()
}
