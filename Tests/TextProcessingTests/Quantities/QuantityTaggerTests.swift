import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// The stages that quantities need, loaded once for all cases.
struct QuantityBench: Sendable {
  let segmenter: Segmenter
  let tagger: PartOfSpeechTagger
  let quantities: QuantityTagger
  let vocabulary: Vocabulary

  static let shared = Result { try QuantityBench() }

  init(vagueBounds: [(words: String, low: Double)] = []) throws {
    let resources = ResourceFolder(path: Program.root + "/Resources")
    var vocabulary = Vocabulary()
    segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    tagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    quantities = try QuantityTagger(
      resources: resources, vocabulary: &vocabulary, vagueBounds: vagueBounds)
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  func document(_ text: [UInt8], dates: [TokenRange] = []) -> Document {
    var document = Document(id: "test", text: text)
    document.blocks = [Block(span: Span(0, text.count), kind: .paragraph)]
    var words = vocabulary
    var segments = segmenter.makeScratch()
    segmenter.process(&document, &words, &segments)
    var tags = tagger.makeScratch()
    tagger.process(&document, &words, &tags)
    for date in dates {
      document.dates.append(
        DateMention(
          kind: .dateRange, tokens: date, span: document.tokens.span(date), value: nil))
    }
    var scratch = quantities.makeScratch()
    quantities.process(&document, &words, &scratch)
    return document
  }

  func lines(_ text: String) -> String {
    let document = document(Array(text.utf8))
    return document.quantities.map { line($0, document) }.joined(separator: "; ")
  }

  /// As in `QuantityCases`.
  func line(_ quantity: Quantity, _ document: Document) -> String {
    let value =
      switch quantity.qualifier {
      case .between: number(quantity.low) + ".." + number(quantity.high)
      case .vague: number(quantity.low) + ".."
      default: number(quantity.value)
      }
    var line =
      "[\(document.string(quantity.span))] \(quantity.kind.rawValue) "
      + "\(quantity.qualifier.rawValue) \(value)"
    if let unit = quantity.unit { line += " " + unit }
    if let noun = quantity.noun { line += " /" + noun }
    return line
  }

  /// Six significant digits, without a fraction where there is none.
  private func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    var scale = 1.0
    while abs(value) * scale < 100_000 { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
}

@Suite struct QuantityTaggerTests {
  @Test(arguments: QuantityCases.all)
  func phrase(_ line: Substring) throws {
    let bench = try QuantityBench.shared.get()
    let marker = " =>"
    let parts = line.split(separator: marker, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let expected = parts[1].drop { $0 == " " }
    #expect(bench.lines(String(parts[0])) == expected, "\(parts[0])")
  }

  @Test func thereAreEnoughPhrases() {
    #expect(QuantityCases.all.count >= 400)
  }

  /// Value, low and high of each row of the table in the output contract; both ways of writing a
  /// bound.
  @Test(
    arguments: [
      ("5 people", 5, 5, 5), ("at least 5 people", 5, 5, nil), ("5 or more people", 5, 5, nil),
      ("no fewer than 5 people", 5, 5, nil), ("5 people or more", 5, 5, nil),
      ("over 5 people", 5, 5, nil), ("more than 5 people", 5, 5, nil), ("5-plus people", 5, 5, nil),
      ("upwards of 5 people", 5, 5, nil), ("up to 5 people", 5, nil, 5),
      ("as many as 5 people", 5, nil, 5), ("at most 5 people", 5, nil, 5),
      ("5 people at most", 5, nil, 5), ("under 5 people", 5, nil, 5),
      ("fewer than 5 people", 5, nil, 5), ("less than 5 percent", 5, nil, 5),
      ("nearly 5 people", 5, nil, 5), ("almost 5 people", 5, nil, 5),
      ("close to 5 people", 5, nil, 5), ("about 5 people", 5, nil, nil),
      ("some 5 people", 5, nil, nil), ("an estimated 5 people", 5, nil, nil),
      ("5 people or so", 5, nil, nil), ("between 5 and 6 people", nil, 5, 6),
      ("5 to 6 people", nil, 5, 6), ("5-6 people", nil, 5, 6), ("about 5 to 6 people", nil, 5, 6),
      ("five or six people", nil, 5, 6), ("more than 5 and less than 6 people", nil, 5, 6),
      ("tens of people", nil, 10, nil), ("dozens of people", nil, 12, nil),
      ("hundreds of people", nil, 100, nil), ("tens of thousands of people", nil, 10_000, nil),
      ("several hundred people", nil, 300, nil), ("about several hundred people", nil, 300, nil),
      ("at least dozens of people", nil, 12, nil), ("a man in his 40s", nil, 40, 49),
      ("first", 1, 1, 1), ("half of the people", 0.5, 0.5, 0.5), ("twice as many", 2, 2, 2),
      ("at least about 5 people", 5, 5, nil), ("up to about 5 people", 5, nil, 5),
      ("about at least 5 people", 5, 5, nil), ("minus 5 degrees", -5, -5, -5),
    ] as [(String, Double?, Double?, Double?)])
  func boundsFollowTheQualifier(
    _ text: String, _ value: Double?, _ low: Double?, _ high: Double?
  ) throws {
    let document = try QuantityBench.shared.get().document(Array(text.utf8))
    let quantity = try #require(document.quantities.first)
    #expect(document.quantities.count == 1)
    #expect([quantity.value, quantity.low, quantity.high] == [value, low, high])
  }

  /// The number's own tokens, without what bounds it and what it counts.
  @Test(
    arguments: [
      ("at least 5 people", "5", "people"), ("up to $5 million in aid", "5 million", nil),
      ("between 5 and 6 large houses", "5 and 6", "large houses"),
      ("more than 5 and less than 6 people", "5 and less than 6", "people"),
      ("dozens of new Russian drones", "dozens", "new Russian drones"),
      ("12 of the 30 soldiers", "12", "soldiers"), ("some 5 km of road", "5", nil),
    ] as [(String, String, String?)])
  func numberAndPhraseAreTold(_ text: String, _ number: String, _ phrase: String?) throws {
    let document = try QuantityBench.shared.get().document(Array(text.utf8))
    let quantity = try #require(document.quantities.first)
    #expect(document.string(quantity.number) == number)
    #expect(quantity.nounPhrase.map { document.string($0) } == phrase)
  }

  @Test func nounPhraseLeavesOutTheNumber() throws {
    let bench = try QuantityBench.shared.get()
    let document = bench.document(Array("Over 20 new Russian attack drones fell.".utf8))
    let quantity = try #require(document.quantities.first)
    let phrase = try #require(quantity.nounPhrase)
    let noun = try #require(quantity.nounToken)
    #expect(document.string(phrase) == "new Russian attack drones")
    #expect(document.string(TokenRange(noun, noun + 1)) == "drones")
    #expect(document.string(quantity.tokens) == "Over 20")
    #expect(document.string(quantity.number) == "20")
  }

  @Test func dateHoldsItsWordsButForDurations() throws {
    let bench = try QuantityBench.shared.get()
    let held = bench.document(Array("the 12 in the past 24 hours".utf8), dates: [TokenRange(1, 7)])
    #expect(held.quantities.map { held.string($0.span) } == ["24 hours"])
    #expect(held.quantities.first?.kind == .duration)
  }

  @Test func ruleLexiconOverridesVagueBounds() throws {
    let bench = try QuantityBench(vagueBounds: [("dozens", 24), ("swarms", 50), ("dozens", 36)])
    let document = bench.document(Array("Dozens of people and swarms of drones".utf8))
    #expect(document.quantities.map(\.low) == [36, 50])
    #expect(document.quantities.map(\.qualifier) == [.vague, .vague])
  }

  @Test(arguments: [
    "", " ", "-", "- -", "$", "$$$$", "1" + String(repeating: "0", count: 400), "1.", ".5.", "5-",
    "-5-", "1,", ",1", "1/0", "0/0", "1/2/3", "½½", "2½½", "one hundred hundred hundred", "and",
    "a a a a", "one and one and one", "between", "between 5", "between 5 and", "from 5 to",
    "5 to to 6", "at least at least at least", "or more or more", "half half half", "% % 5 %",
    "\u{0}\u{1}5\u{0}", "５ people", "𝟓 people", "5\u{301} people", "((((5))))", "[[5]]",
    "1-2-3-4-5",
    "million million million million", "999999999999999999999 999999999999999999999",
    "thousands of thousands of thousands of", "of of of 5 of of", "'s 5 's", "\"5\" \"six\"",
    "5\t6\t7", "one-", "-one", "twenty-", "twenty--five", "1e400", "5'6\"", "€", "5 €€€", "°5°",
  ])
  func hostileTextIsSurvived(_ text: String) throws {
    let bench = try QuantityBench.shared.get()
    let document = bench.document(Array(text.utf8))
    var last = 0
    for quantity in document.quantities {
      #expect(quantity.span.start >= last && quantity.span.end <= document.text.count)
      #expect(!quantity.span.isEmpty && !quantity.tokens.isEmpty)
      #expect(quantity.value?.isFinite ?? true)
      last = quantity.span.end
    }
  }

  /// Numbers that count each other's nouns were once read one inside the other, to the stack's end.
  @Test(arguments: ["12 of ", "12 Bakima, "])
  func numbersInNumbersAreSurvived(_ unit: String) throws {
    let bench = try QuantityBench.shared.get()
    var document = Document(
      id: "test", text: Array((String(repeating: unit, count: 20_000) + "tanks").utf8))
    var words = bench.vocabulary
    var segments = bench.segmenter.makeScratch()
    bench.segmenter.process(&document, &words, &segments)
    // One sentence, however long the segmenter lets them be.
    document.sentences = [
      Sentence(
        span: Span(0, document.text.count), tokens: TokenRange(0, document.tokens.count), block: 0)
    ]
    var scratch = bench.quantities.makeScratch()
    bench.quantities.process(&document, &words, &scratch)
    #expect(document.quantities.count == 20_000)
  }

  /// Every run of a few pieces that mean something to the parser, whatever they add up to.
  @Test func pieceSoupIsSurvived() throws {
    let bench = try QuantityBench.shared.get()
    let pieces = [
      "5", "-", "one", "hundred", "and", "a", "half", "$", "m", "to", "between", "at least", "%",
      "km", "year", "old", "of", "the", "dozens", ",", "(", ")", "1,000", ".", "third", "in", "per",
    ]
    var state: UInt64 = 88_172_645_463_325_252
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    var text = ""
    for _ in 0..<1500 {
      for _ in 0..<(2 + random(7)) {
        text += pieces[random(pieces.count)] + (random(3) == 0 ? "" : " ")
      }
      text += "\n"
    }
    let document = bench.document(Array(text.utf8))
    #expect(!document.quantities.isEmpty)
    for (a, b) in zip(document.quantities, document.quantities.dropFirst()) {
      #expect(a.span.end <= b.span.start)
    }
  }
}
