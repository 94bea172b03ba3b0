import DocumentModel
import Pipeline
import Testing
import TextProcessing

@testable import RuleEngine

/// The order of conflicts, `yields`, `unless`, `ignore`, and time that is linear in the sentence.
@Suite struct EngineTests {
  /// The stages without rules, loaded once: models take longer to load than a pack.
  static let stages: StandardPipeline? = {
    var diagnostics: [Diagnostic] = []
    guard let resources = try? ResourceFolder.locate() else { return nil }
    return try? StandardPipeline(resources: resources, diagnostics: &diagnostics)
  }()

  /// A text with its annotations and a pack compiled against its words; lexicons are left out.
  static func compiled(
    _ rules: String, _ text: String
  ) throws -> (set: RuleSet, document: Document, words: Vocabulary) {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let (pack, found) = RulePackLoader.load(
      files: [("sentences/a.rules", Array(rules.utf8))], root: "sentences",
      tokenizer: tools.tokenizer, inflection: tools.inflection)
    #expect(found.filter { $0.severity == .error }.map { $0.rendered() } == [])
    let worker = try #require(stages).makeWorker()
    let document = PackTester.annotated(text, published: nil, worker)
    // The words of the rules come after those of the text: the ids of both agree.
    var words = worker.words
    let (set, _) = RuleSet.compile(
      try #require(pack), tokenizer: tools.tokenizer, inflection: tools.inflection,
      vocabulary: &words)
    return (try #require(set), document, words)
  }

  /// The rules that a text fires with a pack, each with the words of its mention.
  static func fired(_ rules: String, _ text: String) throws -> [String] {
    let (set, document, words) = try compiled(rules, text)
    var scratch = set.makeScratch()
    return set.records(in: document, words, &scratch).map {
      "\($0.rule): \(document.string($0.mention))"
    }
  }

  static let head = """
    record one
      figure quantity required
      note text
    record two
      figure quantity required

    """

  static let conflicts: [(rules: String, text: String, fired: [String])] = [
    // more tokens matched
    (
      "rule a -> one\n  match figure:Quantity\nrule b -> one\n  match figure:Quantity goats\n",
      "It has 12 goats.", ["b: 12 goats"]
    ),
    // gaps do not count
    (
      "rule a -> one\n  match figure:Quantity ..3 here\nrule b -> one\n  match figure:Quantity old goats\n",
      "It has 12 old goats here.", ["b: 12 old goats"]
    ),
    // more fields filled
    (
      "rule a -> one\n  match figure:Quantity goats\nrule b -> one\n  match figure:Quantity note:goats\n",
      "It has 12 goats.", ["b: 12 goats"]
    ),
    // then the name
    (
      "rule b -> one\n  match figure:Quantity goats\nrule a -> one\n  match figure:Quantity goats\n",
      "It has 12 goats.", ["a: 12 goats"]
    ),
    // yields beats all of it
    (
      "rule b -> one\n  match figure:Quantity\nrule a -> one\n  match figure:Quantity old goats\n  yields b\n",
      "It has 12 old goats.", ["b: 12 old goats"]
    ),
    // types do not compete
    (
      "rule a -> one\n  match figure:Quantity\nrule b -> two\n  match figure:Quantity goats\n",
      "It has 12 goats.", ["a: 12 goats", "b: 12 goats"]
    ),
    // but for `yields all`
    (
      "rule a -> one\n  match figure:Quantity\n  yields all\nrule b -> two\n  match figure:Quantity goats\n",
      "It has 12 goats and 13 sheep.", ["b: 12 goats", "a: 13 sheep"]
    ),
    (
      "rule a -> one\n  match figure:Quantity\n  yields two\nrule b -> two\n  match figure:Quantity goats\n",
      "It has 12 goats.", ["b: 12 goats"]
    ),
    // unless
    (
      "rule a -> one\n  match figure:Quantity goats\n  unless toy within 3\n",
      "It has 12 toy goats.", []
    ),
    (
      "rule a -> one\n  match figure:Quantity goats\n  unless toy within 3\n",
      "It has 12 goats and, far away from them, a toy.", ["a: 12 goats"]
    ),
    (
      "rule a -> one\n  match figure:Quantity goats\n  unless toy\n",
      "It has 12 goats and, far away from them, a toy.", []
    ),
    // ignored words are in no capture
    (
      "rule a -> one\n  match figure:Quantity ..3 goats\nignore plan\n  match Number \"goats\"\n",
      "It has 12 goats.", []
    ),
    // two figures far apart: each its own match
    (
      "rule a -> one\n  match figure:Quantity ..9 dead\n",
      "There were nine men and 12 boys dead.", ["a: nine men", "a: 12 boys"]
    ),
  ]

  @Test(arguments: conflicts) func decides(rules: String, text: String, fired: [String]) throws {
    #expect(try Self.fired(Self.head + rules, text) == fired)
  }

  /// Patterns that cost a backtracking matcher exponential time; node visits a token must not
  /// grow with the sentence.
  @Test(arguments: [
    [String](repeating: "aa?", count: 40).joined(separator: " ") + " bb",
    "((aa+ cc?)+ dd?)+ bb",
    "aa ..100 cc ..100 dd ..100 bb",
    "(aa | aa aa | aa aa aa)* bb",
  ])
  func visitsAreLinear(pattern: String) throws {
    var visits: [Double] = []
    for length in [100, 400] {
      let rules = "record hit\n  what text\nrule r -> hit\n  match \(pattern)\n"
      let text = [String](repeating: "aa cc dd", count: length / 3).joined(separator: " ") + " bb"
      let (set, document, words) = try Self.compiled(rules, text)
      var scratch = set.makeScratch()
      _ = set.records(in: document, words, &scratch)
      visits.append(Double(scratch.runner.visits) / Double(document.tokens.count))
    }
    #expect(visits[0] > 0)
    // A longer gap has more places to be in until the sentence is longer than the gaps.
    #expect(visits[1] <= visits[0] * 3)
  }

  @Test func strangeDocumentsDoNotTrap() throws {
    let (_, pipeline) = try SentenceTableTests.pipeline(SentenceTableTests.files())
    let worker = pipeline.makeWorker()
    for text in [
      "", " ", "12", ",,,,", "“", "“ ” ( ) [ ] - - -", "killed", "12 12 12 12", "or kill",
      "said", "according to", ", said", "He said", "\u{0}\u{1}", "no no no",
    ] {
      let document = PackTester.annotated(text, published: nil, worker)
      _ = worker.records(in: document)
    }
  }
}
