import DocumentModel
import RecordOutput
import Testing

@Suite struct TagWriterTests {
  /// "Ünal sold 12 goats.", two tokens wide names and all: offsets count scalars, not bytes.
  static func document(_ words: inout Vocabulary) -> Document {
    let text = "Ünal sold 12 goats."
    var document = Document(id: "a \"b\"", text: Array(text.utf8))
    var start = 0
    let tokens: [(String, Int, PartOfSpeech, String)] = [
      ("Ünal", 1, .propn, "ünal"), ("sold", 1, .verb, "sell"), ("12", 1, .num, "12"),
      ("goats", 0, .noun, "goat"), (".", 0, .punct, "."),
    ]
    for (word, space, pos, lemma) in tokens {
      let end = start + word.utf8.count
      document.tokens.append(start: start, end: end, word: words.intern(word))
      document.tokens.pos[document.tokens.count - 1] = pos
      document.tokens.lemma[document.tokens.count - 1] = words.intern(lemma)
      start = end + space
    }
    document.sentences = [Sentence(span: Span(0, 20), tokens: TokenRange(0, 5), block: 0)]
    document.entities = [Entity(kind: .person, tokens: TokenRange(0, 1), country: nil)]
    document.lexiconHits = [
      LexiconHit(lexicon: 1, tokens: TokenRange(3, 4), code: 0),
      LexiconHit(lexicon: 0, tokens: TokenRange(1, 2), code: 0),
      LexiconHit(lexicon: 1, tokens: TokenRange(0, 1), code: 0),
    ]
    var quantity = Quantity(
      kind: .count, tokens: TokenRange(2, 3), span: Span(11, 13), number: TokenRange(2, 3),
      value: 12, low: 12, high: nil, qualifier: .atLeast)
    quantity.noun = "goat"
    document.quantities = [quantity]
    return document
  }

  static let lexicons = [Lexicon(name: "plain"), Lexicon(name: "beasts", tag: "beast")]

  @Test func everythingThatTheStagesFound() {
    var words = Vocabulary()
    var document = Self.document(&words)
    document.dates = [
      DateMention(
        kind: .date, tokens: TokenRange(2, 3), span: Span(11, 13), value: "2025-05-05"),
      DateMention(
        kind: .dateRange, tokens: TokenRange(2, 3), span: Span(11, 13), value: "2025", end: "2026"),
      DateMention(kind: .dateRange, tokens: TokenRange(2, 3), span: Span(11, 13), value: "2025"),
      DateMention(kind: .dateRange, tokens: TokenRange(2, 3), span: Span(11, 13), value: nil),
      DateMention(kind: .set, tokens: TokenRange(2, 3), span: Span(11, 13), value: nil),
    ]
    let line = TagWriter(lexicons: Self.lexicons).line(document, words: words)
    #expect(
      String(decoding: line, as: UTF8.self) == """
        {"id":"a \\"b\\"","text":"Ünal sold 12 goats.","sentences":[[0,19]],"tokens":[\
        {"start":0,"end":4,"pos":"PROPN","lemma":"ünal"},{"start":5,"end":9,"pos":"VERB","lemma":"sell"},\
        {"start":10,"end":12,"pos":"NUM","lemma":"12"},{"start":13,"end":18,"pos":"NOUN","lemma":"goat"},\
        {"start":18,"end":19,"pos":"PUNCT","lemma":"."}],"entities":[[0,4,"BEAST"],[0,4,"PERSON"],\
        [13,18,"BEAST"]],"quantities":[{"start":10,"end":12,"kind":"count","value":12,"low":12,\
        "high":null,"qualifier":"at_least","unit":null,"noun":"goat"}],"dates":[\
        {"start":10,"end":12,"kind":"date","value":"2025-05-05"},\
        {"start":10,"end":12,"kind":"date_range","value":["2025","2026"]},\
        {"start":10,"end":12,"kind":"date_range","value":["2025",null]},\
        {"start":10,"end":12,"kind":"date_range","value":null},\
        {"start":10,"end":12,"kind":"set","value":null}]}

        """)
  }

  @Test func nothing() {
    let line = TagWriter().line(Document(id: "", text: []), words: Vocabulary())
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"id":"","text":"","sentences":[],"tokens":[],"entities":[],"quantities":[],"dates":[]}"#
        + "\n")
  }
}
