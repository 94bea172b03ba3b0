import DocumentModel

/// Checks a resolved pack: names, types, and what can never match or win.
struct PackChecker {
  let declarations: Declarations
  let records: ResolvedRecords
  let lexicons: [Lexicon]
  let tokenizer: (any PhraseTokenizer)?
  let inflection: (any Inflection)?
  var log: DiagnosticLog
  let files: [RuleFile]

  mutating func check(_ pack: inout RulePack) {
  }
}
