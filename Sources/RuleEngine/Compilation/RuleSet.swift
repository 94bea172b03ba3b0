import DocumentModel

/// What a compiled rule pack consists of, while it is being put together.
struct RuleSetParts {
  var schema = RecordSchema(types: [])
  var tables = RuleTables()
  var types: [CompiledType] = []
  var rules: [CompiledRule] = []
  var patterns: [CompiledPattern] = []
  var ignores: [CompiledPattern] = []
  var preconditions: [Precondition] = []
  var features = FeatureIndex()
  var attribution = CompiledAttribution()
  /// Tags of lexicons, for fields of that type.
  var lexiconTags: [String?] = []
  var lexiconCodes: [[String]] = []
  var lexiconNames: [String] = []
  /// What `expansion` writes out: the events of each rule that has some.
  var events: [String: [(event: EventSyntax, subjectField: String?)]] = [:]
  var grammar = Grammar()
}

/// A rule pack compiled for matching. Immutable; shared by all workers.
///
/// A class, since it is many tables that are handed around for every match and never copied.
public final class RuleSet: Sendable {
  /// The types that rules make, sorted by name; the fields of the type that one extends first.
  public let schema: RecordSchema

  let tables: RuleTables
  let types: [CompiledType]
  let rules: [CompiledRule]
  let patterns: [CompiledPattern]
  let ignores: [CompiledPattern]
  let preconditions: [Precondition]
  let features: FeatureIndex
  let attribution: CompiledAttribution
  let lexiconTags: [String?]
  let lexiconCodes: [[String]]
  let lexiconNames: [String]
  let events: [String: [(event: EventSyntax, subjectField: String?)]]
  let grammar: Grammar
  /// How many helping patterns, `also` and `unless`, there are.
  let helpers: Int

  init(_ parts: RuleSetParts) {
    schema = parts.schema
    tables = parts.tables
    types = parts.types
    var numbered = parts.rules
    var helpers = 0
    for rule in numbered.indices {
      for line in numbered[rule].alsos.indices {
        numbered[rule].alsos[line].number = helpers
        helpers += 1
      }
      for line in numbered[rule].unless.indices {
        numbered[rule].unless[line].number = helpers
        helpers += 1
      }
    }
    rules = numbered
    self.helpers = helpers
    patterns = parts.patterns
    ignores = parts.ignores
    preconditions = parts.preconditions
    features = parts.features
    attribution = parts.attribution
    lexiconTags = parts.lexiconTags
    lexiconCodes = parts.lexiconCodes
    lexiconNames = parts.lexiconNames
    events = parts.events
    grammar = parts.grammar
  }

  /// Compiles a pack.
  ///
  /// - Parameters:
  ///   - tokenizer: splits phrases as documents are split.
  ///   - vocabulary: takes the words of the rules; freeze it afterwards.
  /// - Returns: the rule set, and what was found out about the rules on the way. Mistakes in the
  ///   pack are found by `RulePackLoader`; here only the language's own grammar can be missing.
  /// - Complexity: linear in the size of the expanded patterns.
  public static func compile(
    _ pack: RulePack, tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary
  ) -> (RuleSet?, [Diagnostic]) {
    var log = DiagnosticLog()
    let grammar = Grammar.load(language: pack.language, log: &log)
    if log.hasErrors { return (nil, log.finish(files: pack.files, of: pack.name)) }
    var builder = RuleSetBuilder(
      pack: pack, grammar: grammar, tokenizer: tokenizer, inflection: inflection)
    let set = builder.build(&vocabulary)
    return (set, builder.log.finish(files: pack.files, of: pack.name))
  }

  /// The patterns that the events of a rule stand for, one a line behind the name of its voice;
  /// nil when there is no such rule.
  public func expansion(of rule: String) -> String? {
    guard rules.contains(where: { $0.name == rule }) else { return nil }
    var text = ""
    let expansion = EventExpansion(grammar: grammar)
    for (event, field) in events[rule] ?? [] {
      for voice in expansion.patterns(of: event, subjectField: field) {
        text += "\(voice.voice)\n  match  \(EventExpansion.readable(voice.pattern))\n"
      }
    }
    return text
  }

  public func makeScratch() -> MatchScratch { MatchScratch(self) }
}

/// Which features a token brings into a sentence, and which patterns a feature may begin.
struct FeatureIndex: Sendable {
  var count = 0
  /// For each word id, the features that it is a member of by comparable form, form and lemma:
  /// compressed rows.
  var byLower = Rows()
  var byExact = Rows()
  var byLemma = Rows()
  /// For words that are their own lemma: both rows in one.
  var byBoth = Rows()
  var byLexicon = Rows()
  var byEntity = Rows()
  var byQuantity: [Int32] = []
  var byDate: [Int32] = []
  /// For each feature, the patterns that it anchors, each with another feature that it needs (or
  /// the anchor again), side by side.
  var patterns = Rows()
  var second: [Int32] = []
  /// Whether a feature anchors anything.
  var isAnchor: [Bool] = []
  /// For each pattern what must be in a sentence before its program is looked at, in one array:
  /// the features that it needs, the rarest first, and how many tokens may stand before them.
  var required: [Necessary] = []
  var filters: [Filter] = []
  /// Patterns with nothing to anchor on.
  var unanchored: [Int32] = []
  var ignorePatterns = Rows()
  var unanchoredIgnores: [Int32] = []

  struct Filter: Sendable {
    var requiredStart: Int32
    var requiredCount: Int32
  }

  /// Rows of numbers, one row a key, in one array.
  struct Rows: Sendable {
    var starts: [Int32] = [0]
    var items: [Int32] = []

    init() {}

    init(_ pairs: [(key: Int, item: Int32)], count: Int) {
      starts = [Int32](repeating: 0, count: count + 1)
      for pair in pairs { starts[pair.key + 1] += 1 }
      for i in 0..<count { starts[i + 1] += starts[i] }
      var next = starts
      items = [Int32](repeating: 0, count: pairs.count)
      for pair in pairs {
        items[Int(next[pair.key])] = pair.item
        next[pair.key] += 1
      }
    }

    @inline(__always)
    func range(_ key: Int) -> Range<Int> {
      key + 1 < starts.count ? Int(starts[key])..<Int(starts[key + 1]) : 0..<0
    }
  }

  init() {}

  init(_ table: FeatureTable, vocabularyCount: Int, lexicons: Int) {
    count = table.members.count
    var lower: [(key: Int, item: Int32)] = []
    var exact: [(key: Int, item: Int32)] = []
    var lemma: [(key: Int, item: Int32)] = []
    var lexicon: [(key: Int, item: Int32)] = []
    var entity: [(key: Int, item: Int32)] = []
    for (index, atoms) in table.members.enumerated() {
      let feature = Int32(index)
      for atom in atoms {
        switch atom {
        case .lower(let id): lower.append((Int(id), feature))
        case .exact(let id): exact.append((Int(id), feature))
        case .lemma(let id): lemma.append((Int(id), feature))
        case .lexicon(let id): lexicon.append((Int(id), feature))
        case .entity(let kind): entity.append((Int(kind.rawValue), feature))
        case .quantity: byQuantity.append(feature)
        case .date: byDate.append(feature)
        }
      }
    }
    byLower = Rows(lower, count: vocabularyCount)
    byExact = Rows(exact, count: vocabularyCount)
    byLemma = Rows(lemma, count: vocabularyCount)
    byBoth = Rows(lower + lemma, count: vocabularyCount)
    byLexicon = Rows(lexicon, count: lexicons)
    byEntity = Rows(entity, count: EntityKind.allCases.count)
  }
}
