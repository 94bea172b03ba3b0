import DocumentModel
import Testing
import TextProcessing

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

  @Test(arguments: [
    (
      "22 Cruise Missiles and a drone",
      ["weapons:missile:1-3", "weapons:missile:2-3", "exact:x:5-6", "weapons:drone:5-6"]
    ),
    ("unmanned aerial vehicles", ["weapons:drone:0-3"]),
    ("unmanned aerial", []),
    ("drones", ["weapons:drone:0-1"]),
    ("they killed or injured nine", ["verbs:both:1-4"]),
    ("it kills", ["verbs:killed:1-2"]),
    ("", []),
  ])
  func hits(text: String, expected: [String]) throws {
    var words = Vocabulary()
    let lexicons = [Self.weapons, Self.verbs, Self.exact]
    let tagger = LexiconTagger(
      lexicons: lexicons, tokenizer: SpaceTokenizer(),
      inflection: try EnglishInflection(resources: .locate()), vocabulary: &words)
    words.freeze()
    var document = Document(id: "t", text: Array(text.utf8))
    for span in SpaceTokenizer().tokenize(document.text) {
      document.tokens.append(
        start: span.start, end: span.end, word: words.intern(document.text[span.start..<span.end]))
    }
    let all = TokenRange(0, document.tokens.count)
    document.sentences = [Sentence(span: Span(0, text.utf8.count), tokens: all, block: 0)]
    var scratch = tagger.makeScratch()
    tagger.process(&document, &words, &scratch)
    let found = document.lexiconHits.map {
      let lexicon = lexicons[Int($0.lexicon)]
      return "\(lexicon.name):\(lexicon.codes[Int($0.code)]):\($0.tokens.start)-\($0.tokens.end)"
    }
    #expect(found.sorted() == expected.sorted())
  }
}
