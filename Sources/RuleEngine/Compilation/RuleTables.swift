import DocumentModel

/// The tables of a rule set that matching reads. A class for the same reason as `RuleSet`.
final class RuleTables: Sendable {
  let tests: TestTable
  let conditions: [ValueCondition]
  let phrases: [Program]
  let phraseNames: [String]
  let articlePhrase: Int32
  let zeroPhrase: Int32
  /// Forms of verbs in lexicons that nouns share, and those that are no participles: sorted.
  let ambiguousVerbs: [UInt32]
  let finiteVerbs: [UInt32]
  let grammar: GrammarWords
  /// First words of the quantities 1 (false) and 0 (true) that are no numbers.
  let indefinite: [UInt32: Bool]

  init(
    tests: TestTable = TestTable(), conditions: [ValueCondition] = [], phrases: [Program] = [],
    phraseNames: [String] = [], articlePhrase: Int32 = -1, zeroPhrase: Int32 = -1,
    ambiguousVerbs: [UInt32] = [], finiteVerbs: [UInt32] = [],
    grammar: GrammarWords = GrammarWords(), indefinite: [UInt32: Bool] = [:]
  ) {
    self.tests = tests
    self.conditions = conditions
    self.phrases = phrases
    self.phraseNames = phraseNames
    self.articlePhrase = articlePhrase
    self.zeroPhrase = zeroPhrase
    self.ambiguousVerbs = ambiguousVerbs
    self.finiteVerbs = finiteVerbs
    self.grammar = grammar
    self.indefinite = indefinite
  }

  /// Whether test `number` holds for a token of the document.
  func test(
    _ number: Int32, _ token: Int, _ context: borrowing MatchContext,
    _ words: borrowing Vocabulary
  ) -> Bool {
    let test = tests.tests[Int(number)]
    switch test.kind {
    case .any: return true
    case .word: return context.view.lower[token] == test.a
    case .exact: return context.view.word[token] == test.a
    case .lemma: return context.view.lemma[token] == test.a
    case .inflected:
      return tests.contains(test.a, context.view.lower[token])
        || tests.contains(test.b, context.view.lemma[token])
    case .verb:
      let word = context.view.lower[token]
      guard tests.contains(test.a, word) else { return false }
      return !tests.contains(test.b, word)
        || context.view.posBit(token) & PosMask.verbal != 0
    case .pos: return context.view.posBit(token) & test.a != 0
    case .number:
      return context.view.tags[token] & SentenceView.numberBit != 0
        || context.view.isTagged(token, .num)
    case .entity: return UInt32(context.view.tags[token]) & test.a != 0
    case .not:
      return !self.test(Int32(test.a), token, context, words)
    case .and:
      for child in tests.members(test.a)
      where !self.test(Int32(child), token, context, words) {
        return false
      }
      return true
    case .or:
      for child in tests.members(test.a)
      where self.test(Int32(child), token, context, words) {
        return true
      }
      return false
    case .regex, .shape:
      let word = context.view.word[token]
      let key = UInt64(number) << 32 | UInt64(word)
      if let known = context.cache.memo[key] { return known }
      let holds: Bool
      if test.kind == .regex {
        holds = words.withBytes(of: word) { tests.expressions[Int(test.a)].matches($0) }
      } else {
        holds = words.withBytes(of: word) { TestTable.shape(of: $0) } == tests.shapes[Int(test.a)]
      }
      context.cache.memo[key] = holds
      return holds
    }
  }

  /// Whether the first token of a lexicon hit can be the verb of an event.
  func canBeVerb(_ token: Int, _ form: Int32, _ context: borrowing MatchContext) -> Bool {
    let word = context.view.lower[token]
    if form == VerbForm.participle.rawValue { return !RuleTables.has(finiteVerbs, word) }
    return !RuleTables.has(ambiguousVerbs, word)
      || context.view.posBit(token) & PosMask.verbal != 0
  }

  func isOf(_ word: UInt32) -> Bool { grammar.of.contains(word) }

  func isHyphen(_ word: UInt32) -> Bool { grammar.hyphens.contains(word) }

  static func has(_ sorted: [UInt32], _ word: UInt32) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == word
  }
}

/// Words that the engine itself asks for, from the grammar file of the language.
struct GrammarWords: Sendable {
  var of = WordSet()
  var hyphens = WordSet()
  var negators = WordSet()
  /// Verbs that turn what follows "to" into its opposite: fail, refuse.
  var negatingVerbs = WordSet()
  var disjunctions = WordSet()
  var pronouns = WordSet()
  var beForms = WordSet()
  var relatives = WordSet()
  var openQuotes = WordSet()
  var closeQuotes = WordSet()
  var openBrackets = WordSet()
  var closeBrackets = WordSet()
  var dashes = WordSet()
  var commas = WordSet()
  /// Conjunctions that end the reach of an attribution after a comma, and semicolons.
  var contrasts = WordSet()
  var stops = WordSet()
  var complementizers = WordSet()
  var additive = WordSet()
  var by = WordSet()
  var possessives = WordSet()
  /// Prepositions inside the name of a source: "officials in Oresk".
  var sourceLinks = WordSet()
  /// How the participle of what goes on ends.
  var gerundEnding: [UInt8] = []

  func isGerund(_ document: Document, _ token: Int) -> Bool {
    let span = document.tokens.span(token)
    let ending = gerundEnding
    guard !ending.isEmpty, span.count > ending.count + 2 else { return false }
    for (i, byte) in ending.enumerated()
    where document.text[span.end - ending.count + i] | 0x20 != byte {
      return false
    }
    return true
  }
}

extension Vocabulary {
  /// The id of the comparable form of a word, added if it is new. In two steps: the table may
  /// grow between them.
  mutating func comparable(_ word: String) -> UInt32 {
    let id = Int(intern(word))
    return lower[id]
  }
}
