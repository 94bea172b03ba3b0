import DocumentModel
import Pipeline
import RuleEngine
import TextProcessing

/// A rule pack from memory: loading, all checks, compiling, and its rules over a few sentences.
///
/// The input is the rule file; behind a line `%%%% words.csv` a lexicon file follows, behind
/// `%%%% common` a pack that it may import.
struct PackTarget: FuzzTarget {
  static var pieces: [String] {
    [
      "pack fuzz \"of rules\"\n", "  import common\n", "record toll \"a toll\"\n",
      "record a is toll\n",
      "  figure quantity required\n", "  place  text\n", "  harm   enum(killed, injured)\n",
      "  kind   w\n", "phrase p = ", "phrase q = <p> <p>\n", "<p>", "<q> ", "lexicon words\n  ",
      "lexicon w : kind from \"words.csv\" term=term code=code\n", "rule r -> toll\n",
      "rule s -> a\n",
      "  match  ", "  match  figure:Quantity dead\n",
      "  match  figure:Quantity $words in place:Place\n",
      "  event  actor:<p>? =[~kill]=> each(figure:Quantity people)\n",
      "  also   in place:Place within 6\n",
      "  set    harm = killed\n", "  set    place = place.text\n", "  yields s\n", "  yields all\n",
      "  keeps  figure\n", "  link   first to toll\n", "ignore i\n", "attribution\n",
      "  said   ~say\n",
      "  test   \"12 people were killed.\" -> figure=12\n", "  test   \"Nobody\" -> none\n",
      "figure:Quantity", "[value>=100 & value<50]", "[pos=NOUN|ADJ]", "[lemma=die & pos=VERB]",
      "place:Place", "~kill", "$words", "harm:$words", "\"were killed\"", "killed", "in ",
      "/a+b/", "/(a|b)*c/", "{1,3}", "{0,200}", "?", "*", "+", " | ", "(", ")", "[", "]", " & ",
      "!",
      " ..3 ", "^", "each(", "<", ">", " = ", " -> killed\n",
      "~kill or ~injure | dead -> killed\n  ",
      "a | b c | d ", "\n", "\n  ", "\n%%%% words.csv\n", "term,code\n", "dead,killed\n",
      "\"a,b\",c\n",
      "\n%%%% common\n", "\n%%%% rules\n", "# ", "word ", "1", "99999999999", ",", ":", "\"", "\\",
      "Person", "Date", "Money", "claimed", "$", "~", "é", "\u{0}", "always", "never",
    ]
  }

  private let tools: LanguageTools
  private let vocabulary: Vocabulary
  private let document: Document

  private static let text = """
    At least 12 people were killed and 30 injured in Kyiv on Monday, officials said. "We lost three \
    tanks," the army's spokesman said. Nobody was hurt. Police detained 63 people in Belgrin.
    """

  init(resources: ResourceFolder, root: String) throws {
    tools = try LanguageTools(resources: resources)
    var words = Vocabulary()
    let segmenter = try Segmenter(resources: resources, vocabulary: &words)
    let partOfSpeech = try PartOfSpeechTagger(resources: resources, vocabulary: &words)
    let names = try NameTagger(resources: resources, vocabulary: &words)
    let dates = try DateTagger(resources: resources, vocabulary: &words)
    let quantities = try QuantityTagger(resources: resources, vocabulary: &words)
    var document = Document(id: "fuzz", text: Array(Self.text.utf8))
    document.blocks = MarkupReader.blocks(of: document.text)
    var scratch = (
      segmenter.makeScratch(), partOfSpeech.makeScratch(), names.makeScratch(),
      dates.makeScratch(), quantities.makeScratch()
    )
    segmenter.process(&document, &words, &scratch.0)
    partOfSpeech.process(&document, &words, &scratch.1)
    names.process(&document, &words, &scratch.2)
    dates.process(&document, &words, &scratch.3)
    quantities.process(&document, &words, &scratch.4)
    vocabulary = words
    self.document = document
  }

  mutating func run(_ input: [UInt8]) -> Int {
    let loaded = RulePackLoader.load(
      files: Self.files(input), root: "fuzz", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    var output = 0
    for diagnostic in loaded.diagnostics { output += diagnostic.rendered().utf8.count }
    guard let pack = loaded.pack else { return output }
    var words = vocabulary
    let lexicons = LexiconTagger(
      lexicons: pack.lexicons, tokenizer: tools.tokenizer, inflection: tools.inflection,
      vocabulary: &words)
    let (rules, found) = RuleSet.compile(
      pack, tokenizer: tools.tokenizer, inflection: tools.inflection, vocabulary: &words)
    for diagnostic in found { output += diagnostic.rendered().utf8.count }
    guard let rules else { return output }
    words.freeze()
    var document = document
    var hits = lexicons.makeScratch()
    lexicons.process(&document, &words, &hits)
    var scratch = rules.makeScratch()
    for record in rules.records(in: document, words, &scratch)
    where record.mention.end > document.text.count || record.mention.isEmpty {
      fail("record of \(record.rule) at \(record.mention)")
    }
    return output
  }

  private static func files(_ input: [UInt8]) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = [("fuzz/a.rules", [])]
    let heads = [
      "%%%% words.csv": "fuzz/words.csv", "%%%% common": "common/a.rules",
      "%%%% rules": "fuzz/b.rules",
    ]
    for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: [0x25, 0x25]),
        let path = heads[String(decoding: line, as: UTF8.self)],
        !files.contains(where: { $0.path == path })
      {
        files.append((path, []))
      } else {
        files[files.count - 1].bytes += line
        files[files.count - 1].bytes.append(0x0A)
      }
    }
    return files
  }
}
