import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// Segmentation with part of speech and lemma, loaded once for all cases.
struct LanguageStages: Sendable {
  let vocabulary: Vocabulary
  let segmenter: Segmenter
  let tagger: PartOfSpeechTagger

  static let shared = Result { try LanguageStages() }

  init() throws {
    let resources = ResourceFolder(path: Program.root + "/Resources")
    var vocabulary = Vocabulary()
    segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    tagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  func segment(_ text: [UInt8], blocks: [Block] = []) -> Document {
    var document = Document(id: "test", text: text)
    document.blocks = blocks
    var words = vocabulary
    var scratch = segmenter.makeScratch()
    segmenter.process(&document, &words, &scratch)
    return document
  }

  /// The words with tag and lemma, such as `men/NOUN/man`.
  func tag(_ text: String) -> String {
    var document = Document(id: "test", text: Array(text.utf8))
    var words = vocabulary
    var first = segmenter.makeScratch()
    var second = tagger.makeScratch()
    segmenter.process(&document, &words, &first)
    tagger.process(&document, &words, &second)
    return (0..<document.tokens.count).map { token in
      document.string(document.tokens.span(token)) + "/" + document.tokens.pos[token].name + "/"
        + words.string(document.tokens.lemma[token])
    }.joined(separator: " ")
  }
}

@Suite struct SegmenterTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    /// Each sentence in brackets; see `MarkedText`.
    var marked: String

    init(_ name: String, _ marked: String) {
      self.name = name
      self.marked = marked
    }

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case("plain", "[He left.] [She stayed!] [Did they?] [Yes.]"),
    Case("title", "[Gen. Ana Petrik met Dr. Roe and Mr. Li.] [They spoke.]"),
    Case("initials", "[J. K. Rowling met John F. Kennedy Jr. in Kyiv.] [It rained.]"),
    Case("acronym inside", "[The U.S. Army and U.S. President Roe agreed.]"),
    Case("acronym at the end", "[He lives in the U.S.] [She does not.]"),
    Case("company", "[Acme Inc. said so.] [It left Acme Inc.] [The rest stayed.]"),
    Case("number", "[It is No. 5 on p. 7.] [I said no.] [Then he left.]"),
    Case("month", "[On Jan. 5 and Sept. 7 it rained.] [It stopped.]"),
    Case(
      "times of day", "[It began at 6 a.m. Monday in Kyiv.] [It ended at 9 p.m.] [Guests left.]"),
    Case("inner", "[Some, e.g. Ana, i.e. the boss, saw Kyiv vs. Lviv.]"),
    Case("decimal", "[It grew 3.5 percent.] [Prices fell 1.2 percent.]"),
    Case("closing quote", "[“We won.”] [He left.] [\"It is over.\"] [She agreed.]"),
    Case("quote goes on", "[\"Who is there?\" he asked.]"),
    Case("citation", "[It was found.{{12}}] [The rest is known.{{a}} {{3}}] [So it is.]"),
    Case("brackets inside", "[The town (He was born there. It is small.) fell.]"),
    Case("sentence in brackets", "[He left.] [(She did not.)] [It rained.]"),
    Case("ellipsis", "[He waited ... and left.] [It was late...] [The end.]"),
    Case("lower case start", "[thanks for all.] [i will call you.]"),
    Case("lost space", "[It ended.] [The next day came.]"),
    Case("list", "[1. The first item] [2. The second item] [3. The third item]"),
    Case("lettered list", "[a) The first item] [b) The second item]"),
    Case("numbered heading", "[3. Results of the count]"),
    Case("bullets", "[• one thing] [• another thing]"),
    Case("credit", "[A drone over Kyiv] [Image: Example Agency]"),
    Case("rule of signs", "[Before it] [*****] [After it]"),
    Case("lines", "[A heading]\n[A sentence. ]\n[Two]"),
    Case("Cyrillic", "[Він пішов.] [Вона лишилась!]"),
    Case("Chinese", "[你好。][再见。]"),
    Case("Hindi", "[वह गया।] [वह रुकी।]"),
  ])
  func ends(_ item: Case) throws {
    let wanted = MarkedText(item.marked.replacing(". ]", with: ".]"))
    let document = try LanguageStages.shared.get().segment(wanted.bytes)
    let spans = document.sentences.map(\.span)
    #expect(MarkedText.mark(wanted.bytes, spans) == MarkedText.mark(wanted.bytes, wanted.spans))
  }

  @Test func lostSpaceBetweenSentences() throws {
    let text = Array("It ended.The next day came.".utf8)
    let document = try LanguageStages.shared.get().segment(text)
    #expect(document.sentences.map(\.span) == [Span(0, 9), Span(9, 27)])
  }

  @Test func aSentenceNeverCrossesABlock() throws {
    let text = Array("One two\nthree. Four".utf8)
    let blocks = [
      Block(span: Span(0, 7), kind: .heading, level: 1),
      Block(span: Span(8, 19), kind: .paragraph),
    ]
    let document = try LanguageStages.shared.get().segment(text, blocks: blocks)
    #expect(document.sentences.map(\.span) == [Span(0, 7), Span(8, 14), Span(15, 19)])
    #expect(document.sentences.map(\.block) == [0, 1, 1])
    #expect(document.sentenceOfToken == [0, 0, 1, 1, 2])
  }

  struct Hostile: CustomTestStringConvertible, Sendable {
    var name: String
    var unit: String
    var count: Int

    init(_ name: String, _ unit: String, _ count: Int) {
      self.name = name
      self.unit = unit
      self.count = count
    }

    var testDescription: String { name }
  }

  /// Texts that no one would write, which must neither trap nor lose a byte.
  @Test(arguments: [
    Hostile("a megabyte without a space", "a", 1 << 20),
    Hostile("a quarter megabyte of periods", ".", 1 << 18),
    Hostile("brackets that stay open", "(", 1 << 13),
    Hostile("brackets in brackets", "a (b) ", 1 << 11),
    Hostile("apostrophes", "'", 1 << 13),
    Hostile("signs of an address", "a@", 1 << 12),
    Hostile("hyphens", "a-", 1 << 12),
    Hostile("initials", "A.", 1 << 12),
    Hostile("digits and marks", "1,2.3:4/5-", 1 << 11),
    Hostile("spaces alone", " ", 1 << 14),
    Hostile("list markers", "1. 2. ", 1 << 10),
    Hostile("slashes", "a/", 1 << 12),
  ])
  func hostile(_ item: Hostile) throws {
    let unit = Array(item.unit.utf8)
    var text: [UInt8] = []
    for _ in 0..<item.count { text += unit }
    try Self.check(text)
  }

  /// Texts in which each piece once looked on to the end of the block or chunk.
  @Test(arguments: [
    Hostile("list markers that begin again", "1. x. ", 1500),
    Hostile("list markers of letters", "a) x. ", 1500),
    Hostile("periods apart", ". ", 2500),
    Hostile("marks without words", "? . ", 1500),
    Hostile("sentences without spaces", "12人死亡。", 300),
    Hostile("hyphens up to a mark", "a-b_c.", 600),
    Hostile("parts of a host name", "ab.aB.", 1000),
    Hostile("short words with periods", "ab.cd.", 1000),
  ])
  func costGrowsWithTheText(_ item: Hostile) throws {
    let stages = try LanguageStages.shared.get()
    let growth = Cost.growth(from: item.count) { count in
      var text: [UInt8] = []
      for _ in 0..<count { text += item.unit.utf8 }
      _ = stages.segment(text)
    }
    #expect(growth < 8)
  }

  @Test func aListMayBeginAnew() throws {
    let text = "Old. 1. x. 1. One tank. 2. Two tanks."
    let document = try LanguageStages.shared.get().segment(Array(text.utf8))
    #expect(
      document.sentences.map { document.string($0.tokens) }
        == ["Old.", "1. x.", "1. One tank.", "2. Two tanks."])
  }

  @Test func randomBytesMadeValid() throws {
    var state: UInt64 = 7
    for _ in 0..<60 {
      var raw: [UInt8] = []
      for _ in 0..<400 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 56)
        raw.append(byte & 0x80 == 0 || state >> 40 & 3 == 0 ? byte : byte & 0x3F)
      }
      try Self.check(Array(String(decoding: raw, as: UTF8.self).utf8))
    }
  }

  /// Tokens are in order, inside the text, apart, on character borders, and hold every byte that
  /// is not white space; every token is in just one sentence.
  private static func check(_ text: [UInt8]) throws {
    let stages = try LanguageStages.shared.get()
    var document = stages.segment(text)
    var words = stages.vocabulary
    var scratch = stages.segmenter.makeScratch()
    stages.segmenter.process(&document, &words, &scratch)
    var tagging = stages.tagger.makeScratch()
    stages.tagger.process(&document, &words, &tagging)
    var done = 0
    for token in 0..<document.tokens.count {
      let span = document.tokens.span(token)
      #expect(span.start >= done && span.end > span.start && span.end <= text.count)
      guard span.start >= done, span.end <= text.count else { return }
      #expect(text[span.start] & 0xC0 != 0x80)
      let gap = String(decoding: text[done..<span.start], as: UTF8.self)
      #expect(gap.unicodeScalars.allSatisfy { $0.value <= 0x20 || $0.value >= 0x7F })
      done = span.end
    }
    var next = 0
    for (index, sentence) in document.sentences.enumerated() {
      #expect(sentence.tokens.start == next && sentence.tokens.end > next)
      next = sentence.tokens.end
      #expect(document.sentenceOfToken[sentence.tokens.start] == Int32(index))
    }
    #expect(next == document.tokens.count)
    #expect(document.sentenceOfToken.count == document.tokens.count)
  }
}
