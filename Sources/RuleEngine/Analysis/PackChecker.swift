import DocumentModel

/// Checks a resolved pack: names, types, and what can never match or win. Each step is in a file
/// of its own.
struct PackChecker {
  let declarations: Declarations
  let records: ResolvedRecords
  let lexicons: [Lexicon]
  let tokenizer: (any PhraseTokenizer)?
  let inflection: (any Inflection)?
  /// Whether warnings are looked for.
  let warns: Bool
  var log: DiagnosticLog
  let files: [RuleFile]

  var facts: PatternFacts
  var locator: Locator
  let lexiconsByName: [String: Int]
  let phraseNames: [String: Name]
  let recordSyntaxes: [String: RecordSyntax]
  /// For suggestions.
  let recordNames: [String]
  let ruleNames: Set<String>
  /// Names of lexicons by their tag.
  let lexiconsByTag: [String: Set<String>]
  /// Places of the `also` lines that stand in records, which their rules inherit.
  let recordAlsos: Set<SourcePlace>
  /// Elements of all patterns so far, written out.
  var elements = 0
  /// Whether they are more than a pack may have; it is said once.
  var isTooLarge = false
  /// The codes of all lexicons with a tag, once they have been asked for.
  var codesByTag: [String: Set<String>] = [:]
  /// Codes that a field does not declare, by lexicon and field: the first, and how many.
  var foreignCodes: [String: (first: String, count: Int)?] = [:]
  /// Names that something refers to.
  var usedLexicons: Set<String> = []
  var usedPhrases: Set<String> = []
  /// Fields that something fills, as `record.field` of the record that declares them.
  var usedFields: Set<String> = []

  init(
    declarations: Declarations, records: ResolvedRecords, lexicons: [Lexicon],
    tokenizer: (any PhraseTokenizer)?, inflection: (any Inflection)?, warns: Bool,
    log: DiagnosticLog, files: [RuleFile]
  ) {
    self.declarations = declarations
    self.records = records
    self.lexicons = lexicons
    self.tokenizer = tokenizer
    self.inflection = inflection
    self.warns = warns
    self.log = log
    self.files = files
    facts = PatternFacts(
      phrases: Dictionary(
        declarations.phrases.map { ($0.syntax.name.text, $0.syntax.pattern) },
        uniquingKeysWith: { first, _ in first }))
    locator = Locator(files: files)
    lexiconsByName = Dictionary(
      lexicons.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    phraseNames = Dictionary(
      declarations.phrases.map { ($0.syntax.name.text, $0.syntax.name) },
      uniquingKeysWith: { first, _ in first })
    recordSyntaxes = Dictionary(
      declarations.records.map { ($0.syntax.name.text, $0.syntax) },
      uniquingKeysWith: { first, _ in first })
    recordNames = declarations.records.map(\.syntax.name.text)
    ruleNames = Set(declarations.rules.map(\.syntax.name.text))
    var byTag: [String: Set<String>] = [:]
    for lexicon in lexicons {
      if let tag = lexicon.tag { byTag[tag, default: []].insert(lexicon.name) }
    }
    lexiconsByTag = byTag
    recordAlsos = Set(declarations.records.flatMap { $0.syntax.also.map(\.place) })
  }

  mutating func check() {
    checkNames()
    // What follows opens phrases, which must end.
    guard checkPhrases() else { return }
    for rule in declarations.rules { checkRule(rule.syntax) }
    for rule in declarations.ignores { checkIgnore(rule.syntax) }
    for record in declarations.records { checkAlso(of: record.syntax) }
    guard warns else { return }
    checkLexicons()
    // A pack with errors would only repeat them here.
    if log.hasErrors { return }
    checkUnused()
    checkWinners()
  }

  /// A suggestion from names that are valid here, or what to do when none is near.
  mutating func suggest(
    _ name: String, among names: some Collection<String>, else other: String? = nil
  ) -> String? {
    log.nearest(to: name, among: names).map { "did you mean '\($0)'?" } ?? other
  }

  /// The patterns of a line, in order.
  static func patterns(_ line: RuleLine) -> [PatternSyntax] {
    switch line {
    case .match(let pattern): [pattern]
    case .event(let event): [event.subject, event.verb, event.object].compactMap { $0 }
    case .also(let also): [also.pattern]
    case .unless(let unless): [unless.pattern]
    default: []
    }
  }
}
