import DocumentModel
import Testing

@testable import TextProcessing

/// Lemmas by exception, suffix rule and word list, each by the tag.
@Suite struct LemmaTableTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let words = WordList([
    bytes("hope"): WordList.verb | WordList.noun, bytes("hop"): WordList.verb,
    bytes("fast"): WordList.adjective, bytes("shell"): WordList.verb | WordList.noun,
    bytes("wolf"): WordList.noun, bytes("knife"): WordList.noun, bytes("die"): WordList.verb,
    bytes("happy"): WordList.adjective, bytes("visit"): WordList.verb, bytes("news"): WordList.noun,
    bytes("new"): WordList.noun,
  ])

  private static let table: LemmaTable = {
    var table = LemmaTable()
    table.addException(bytes("shot"), .verb, bytes("shoot"))
    table.addException(bytes("leaves"), .noun, bytes("leaf"))
    table.addRule(suffix: bytes("s"), .noun, LemmaTable.Rule(strip: 1, add: []))
    table.addRule(suffix: bytes("ss"), .noun, LemmaTable.Rule(strip: 0, add: []))
    table.addRule(suffix: bytes("ed"), .verb, LemmaTable.Rule(strip: 2, add: []))
    table.addRule(suffix: bytes("ied"), .verb, LemmaTable.Rule(strip: 3, add: bytes("y")))
    table.addRule(suffix: bytes("news"), .noun, LemmaTable.Rule(strip: 0, add: []))
    return table
  }()

  @Test(
    arguments: [
      ("shot", PartOfSpeech.verb, "shoot"), ("shot", .noun, nil), ("leaves", .noun, "leaf"),
      ("leaves", .verb, nil), ("zorgs", .noun, "zorg"), ("zorgss", .noun, "zorgss"),
      ("zorged", .verb, "zorg"), ("zorgied", .verb, "zorgy"), ("zorged", .noun, nil),
      // A rule that would leave nothing does not count.
      ("s", .noun, nil), ("ed", .verb, nil), ("ied", .verb, "i"),
      // The word list overrules the rules where it knows a base form that they do not give.
      ("hopped", .verb, "hop"), ("faster", .adj, "fast"),
      ("shelled", .verb, "shell"), ("wolves", .noun, "wolf"), ("knives", .noun, "knife"),
      ("dying", .verb, "die"), ("happiest", .adj, "happy"), ("visited", .verb, "visit"),
      ("news", .noun, "news"), ("zorg", .propn, nil), ("", .noun, nil),
    ] as [(String, PartOfSpeech, String?)])
  func lemmas(_ form: String, _ tag: PartOfSpeech, _ lemma: String?) {
    let bytes = Array(form.utf8)
    let found = bytes.withUnsafeBufferPointer {
      Self.table.lemma(of: $0, tag, words: Self.words)
    }
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == lemma)
  }

  /// What is stored comes back, and no part of it does.
  @Test func recordsComeBack() throws {
    var records = LemmaRecords()
    records.exceptions = [(Self.bytes("shot"), .verb, Self.bytes("shoot"))]
    records.rules = [(Self.bytes("s"), .noun, LemmaTable.Rule(strip: 1, add: []))]
    let bytes = records.bytes
    let read = try #require(LemmaTable(bytes: bytes[...]))
    #expect(read.hasException(Self.bytes("shot"), .verb))
    #expect(!read.hasException(Self.bytes("shot"), .noun))
    #expect(read.rule(for: Self.bytes("zorgs"), .noun) == LemmaTable.Rule(strip: 1, add: []))
    for count in 0..<bytes.count { #expect(LemmaTable(bytes: bytes.prefix(count)) == nil) }
  }

  @Test(
    arguments: [
      ("ies", InflectedClass.noun, WordList.Ending.s, ""), ("hopes", .noun, .s, "hope"),
      ("hops", .noun, .s, ""), ("hops", .verb, .s, "hop"), ("hoping", .verb, .ing, "hope hop"),
      ("hopping", .verb, .ing, "hop"), ("wolves", .noun, .s, "wolf"),
      ("knives", .noun, .s, "knife"),
      ("dying", .verb, .ing, "die"), ("fastest", .adj, .er, "fast"), ("faster", .adj, .er, "fast"),
      ("happier", .adj, .er, "happy"), ("visiting", .verb, .ing, "visit"), ("ing", .verb, .ing, ""),
      ("ed", .verb, .ed, ""), ("er", .adj, .er, ""), ("s", .noun, .s, ""),
    ] as [(String, InflectedClass, WordList.Ending, String)])
  func bases(
    _ form: String, _ kind: InflectedClass, _ ending: WordList.Ending, _ expected: String
  ) {
    let found = Self.words.bases(of: Array(form.utf8), kind, ending: ending)
    #expect(found.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") == expected)
  }
}
