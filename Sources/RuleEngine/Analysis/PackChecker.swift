import DocumentModel

/// Checks a resolved pack: names, types, and what can never match or win. Each step is in a file
/// of its own.
struct PackChecker {
  let declarations: Declarations
  let records: ResolvedRecords
  let lexicons: [Lexicon]
  let tokenizer: (any PhraseTokenizer)?
  let inflection: (any Inflection)?
  var log: DiagnosticLog
  let files: [RuleFile]

  var facts: PatternFacts
  var locator: Locator
  let lexiconsByName: [String: Int]
  let phraseNames: [String: Name]
  let recordSyntaxes: [String: RecordSyntax]
  /// For suggestions.
  let recordNames: [String]
  /// Names that something refers to.
  var usedLexicons: Set<String> = []
  var usedPhrases: Set<String> = []
  /// Fields that something fills, as `record.field` of the record that declares them.
  var usedFields: Set<String> = []

  init(
    declarations: Declarations, records: ResolvedRecords, lexicons: [Lexicon],
    tokenizer: (any PhraseTokenizer)?, inflection: (any Inflection)?, log: DiagnosticLog,
    files: [RuleFile]
  ) {
    self.declarations = declarations
    self.records = records
    self.lexicons = lexicons
    self.tokenizer = tokenizer
    self.inflection = inflection
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
  }

  mutating func check() {
    checkNames()
    // What follows opens phrases, which must end.
    guard checkPhrases() else { return }
    for rule in declarations.rules { checkRule(rule.syntax) }
    for rule in declarations.ignores { checkIgnore(rule.syntax) }
    for record in declarations.records { checkAlso(of: record.syntax) }
    checkLexicons()
    // A pack with errors would only repeat them here.
    if log.hasErrors { return }
    checkUnused()
    checkWinners()
  }

  /// A suggestion from names that are valid here, or what to do when none is near.
  func suggest(
    _ name: String, among names: some Sequence<String>, as form: (String) -> String = { "'\($0)'" },
    else other: String? = nil
  ) -> String? {
    Suggestion.nearest(to: name, among: names).map { "did you mean \(form($0))?" } ?? other
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
