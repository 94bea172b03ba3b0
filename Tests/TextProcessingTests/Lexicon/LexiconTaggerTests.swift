import DocumentModel
import Testing

@testable import TextProcessing

@Suite struct LexiconTaggerTests {
  /// Splits at spaces, so that a test depends on nothing but the trie.
  struct SpaceTokenizer: PhraseTokenizer {
    func tokenize(_ phrase: [UInt8]) -> [Span] {
      var spans: [Span] = []
      var start = 0
      for end in 0...phrase.count where end == phrase.count || phrase[end] == 0x20 {
        if end > start { spans.append(Span(start, end)) }
        start = end + 1
      }
      return spans
    }
  }

  static let weapons = Lexicon(
    name: "weapons", tag: "weapon", codes: ["missile", "drone"],
    entries: [
      LexiconEntry(term: "missile", code: 0), LexiconEntry(term: "cruise missile", code: 0),
      LexiconEntry(term: "drone", code: 1),
      LexiconEntry(term: "unmanned aerial vehicle", code: 1),
    ])
  static let verbs = Lexicon(
    name: "verbs", codes: ["killed", "both"],
    entries: [
      LexiconEntry(term: "~kill", code: 0), LexiconEntry(term: "~kill or ~injure", code: 1),
    ])
  static let exact = Lexicon(
    name: "exact", codes: ["x"], entries: [LexiconEntry(term: "drone", code: 0)], inflects: false)

  /// Entries with a hyphen and digits, which are cut as the documents are.
  static let types = Lexicon(
    name: "types", codes: ["s300", "uav"],
    entries: [
      LexiconEntry(term: "S-300 battery", code: 0), LexiconEntry(term: "attack-drone", code: 1),
    ])
  static let bare = Lexicon(
    name: "bare", codes: ["killed"], entries: [LexiconEntry(term: "~kill", code: 0)],
    inflects: false)
  static let short = Lexicon(
    name: "short", codes: ["cruise"], entries: [LexiconEntry(term: "cruise", code: 0)])

  private func hits(
    _ text: String, _ lexicons: [Lexicon], _ tokenizer: some PhraseTokenizer,
    sentences: [TokenRange]? = nil
  ) throws -> [String] {
    var words = Vocabulary()
    let tagger = LexiconTagger(
      lexicons: lexicons, tokenizer: tokenizer,
      inflection: try EnglishInflection(resources: .locate()), vocabulary: &words)
    words.freeze()
    var document = Document(id: "t", text: Array(text.utf8))
    for span in tokenizer.tokenize(document.text) {
      document.tokens.append(
        start: span.start, end: span.end, word: words.intern(document.text[span.start..<span.end]))
    }
    let all = TokenRange(0, document.tokens.count)
    document.sentences = (sentences ?? [all]).map {
      Sentence(span: Span(0, text.utf8.count), tokens: $0, block: 0)
    }
    var scratch = tagger.makeScratch()
    tagger.process(&document, &words, &scratch)
    return document.lexiconHits.map {
      let lexicon = lexicons[Int($0.lexicon)]
      return "\(lexicon.name):\(lexicon.codes[Int($0.code)]):\($0.tokens.start)-\($0.tokens.end)"
    }
  }

  /// Hits come by start, then longest first, then by lexicon.
  @Test(arguments: [
    (
      "22 Cruise Missiles and a drone",
      ["weapons:missile:1-3", "weapons:missile:2-3", "weapons:drone:5-6", "exact:x:5-6"]
    ),
    ("unmanned aerial vehicles", ["weapons:drone:0-3"]),
    ("unmanned aerial", []), ("aerial vehicles", []), ("unmanned vehicles", []),
    ("unmanneds aerial vehicle", []),
    ("drones", ["weapons:drone:0-1"]), ("DRONE", ["weapons:drone:0-1", "exact:x:0-1"]),
    ("they killed or injured nine", ["verbs:both:1-4"]),
    ("they killed or nine", ["verbs:killed:1-2"]),
    ("it kills", ["verbs:killed:1-2"]),
    ("killing or injuring", ["verbs:both:0-3"]),
    (
      "drone drone",
      [
        "weapons:drone:0-1", "exact:x:0-1", "weapons:drone:1-2", "exact:x:1-2",
      ]
    ),
    ("", []),
  ])
  func hits(text: String, expected: [String]) throws {
    let found = try hits(text, [Self.weapons, Self.verbs, Self.exact], SpaceTokenizer())
    #expect(found == expected)
  }

  /// A longer entry takes the place of a shorter one of its own lexicon alone.
  @Test func lexiconsDoNotHideEachOther() throws {
    #expect(
      try hits("cruise missile", [Self.short, Self.weapons], SpaceTokenizer())
        == ["weapons:missile:0-2", "short:cruise:0-1", "weapons:missile:1-2"])
    #expect(
      try hits("a cruise missile", [Self.weapons, Self.short], SpaceTokenizer())
        == ["weapons:missile:1-3", "short:cruise:1-2", "weapons:missile:2-3"])
  }

  @Test(arguments: [
    ("two S-300 batteries", ["types:s300:1-3"]), ("S-300s battery", []),
    ("an attack-drone", ["types:uav:1-4"]), ("two attack-drones", ["types:uav:1-4"]),
    ("attacks-drone", []), ("it killed", []), ("kill it", ["bare:killed:0-1"]),
  ])
  func hyphensAndDigits(text: String, expected: [String]) throws {
    let tokenizer = try TokenizerTests.tokenizer.get()
    #expect(try hits(text, [Self.types, Self.bare], tokenizer) == expected)
  }

  /// No hit reaches over the end of a sentence.
  @Test func sentencesPartHits() throws {
    #expect(
      try hits(
        "cruise missile", [Self.weapons], SpaceTokenizer(),
        sentences: [TokenRange(0, 1), TokenRange(1, 2)]) == ["weapons:missile:1-2"])
  }
}
