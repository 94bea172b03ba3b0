import DocumentModel
import Testing

@testable import TextProcessing

/// The tables that are used as they lie in the model file.
@Suite struct ModelTableTests {
  private static let records: LemmaRecords = {
    var records = LemmaRecords()
    func rule(_ suffix: String, _ tag: PartOfSpeech, _ strip: Int, _ add: String) {
      records.rules.append(
        (Array(suffix.utf8), tag, LemmaTable.Rule(strip: strip, add: Array(add.utf8))))
    }
    rule("", .noun, 0, "")
    rule("ies", .noun, 3, "y")
    rule("s", .noun, 1, "")
    rule("s", .verb, 1, "")
    rule("ing", .verb, 3, "e")
    for (form, lemma) in [("went", "go"), ("was", "be"), ("went", "wend")] {
      records.exceptions.append((Array(form.utf8), .verb, Array(lemma.utf8)))
    }
    return records
  }()

  private static let noWords = WordList([:])

  private static func lemma(_ table: LemmaTable, _ form: String, _ tag: PartOfSpeech) -> String? {
    Array(form.utf8).withUnsafeBufferPointer { table.lemma(of: $0, tag, words: noWords) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("armies", PartOfSpeech.noun, "army"), ("dogs", .noun, "dog"), ("ies", .noun, "ie"),
      ("s", .noun, "s"), ("dog", .noun, "dog"), ("runs", .verb, "run"), ("making", .verb, "make"),
      ("was", .verb, "be"), ("was", .noun, "wa"), ("dogs", .adj, nil), ("", .noun, nil),
      // The last of equal forms counts.
      ("went", .verb, "wend"),
    ] as [(String, PartOfSpeech, String?)])
  func lemmasAsWrittenAndAsRead(_ form: String, _ tag: PartOfSpeech, _ lemma: String?) throws {
    let read = try #require(LemmaTable(bytes: Self.records.bytes[...]))
    #expect(Self.lemma(read, form, tag) == lemma)
    #expect(Self.lemma(Self.records.table, form, tag) == lemma)
    #expect(
      read.hasException(Array(form.utf8), tag) == (["went", "was"].contains(form) && tag == .verb))
  }

  @Test func manyLemmasAreAllFound() throws {
    var records = LemmaRecords()
    for i in 0..<5000 {
      records.exceptions.append((Array("form\(i)".utf8), .noun, Array("lemma\(i)".utf8)))
    }
    let read = try #require(LemmaTable(bytes: records.bytes[...]))
    let grown = records.table
    for i in 0..<5000 {
      #expect(Self.lemma(read, "form\(i)", .noun) == "lemma\(i)")
      #expect(Self.lemma(grown, "form\(i)", .noun) == "lemma\(i)")
    }
    #expect(Self.lemma(read, "form5000", .noun) == nil)
  }

  @Test func damagedLemmasAreRefused() {
    let whole = Self.records.bytes
    for count in 0..<whole.count { #expect(LemmaTable(bytes: whole.prefix(count)) == nil) }
    var tag = whole
    tag[4] = 99
    #expect(LemmaTable(bytes: tag[...]) == nil)
    var count = whole
    for i in 0..<4 { count[i] = 0xFF }
    #expect(LemmaTable(bytes: count[...]) == nil)
  }

  private static func list(_ dictionary: TagDictionary) -> [String] {
    var list: [String] = []
    dictionary.forEach { list.append("\(String(decoding: $0, as: UTF8.self)) \($1)") }
    return list
  }

  @Test func tagsComeBack() throws {
    var dictionary = TagDictionary()
    dictionary.add(Array("kyiv".utf8), mask: 0x1_0003, top: 5, sure: true)
    dictionary.add([], mask: 1, top: 0, sure: false)
    dictionary.add(Array(repeating: 0x61, count: 300), mask: 0, top: 31, sure: false)
    let list = [
      "kyiv \(3 | 5 << 16 | 1 << 21)", " 1", String(repeating: "a", count: 255) + " \(31 << 16)",
    ]
    #expect(Self.list(dictionary) == list)
    let bytes = dictionary.bytes
    let read = try #require(TagDictionary(bytes: ([9, 9] + bytes + [7])[2...]))
    #expect(Self.list(read) == list)
    #expect(read.bytes == bytes)
    for count in 0..<bytes.count { #expect(TagDictionary(bytes: bytes.prefix(count)) == nil) }
    #expect(Self.list(TagDictionary()) == [])
  }

  @Test func rowsOfNameWeights() {
    let rows = (0..<4).map { row in SIMD8<Int8>((0..<8).map { Int8(row * 8 + $0 - 16) }) }
    let model = NameModel(bits: 2, rows: rows)
    #expect(model.row(2) == SIMD8<Int16>((0..<8).map { Int16($0) }))
    // Only the row's own bits count, so that no number leads out of the table.
    #expect(model.row(.max) == model.row(3))
  }
}
