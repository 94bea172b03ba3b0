import DocumentModel

/// Compiles a pack into a rule set, step by step.
struct RuleSetBuilder {
  let pack: RulePack
  let grammar: Grammar
  private(set) var log = DiagnosticLog()
  private var compiler: PatternCompiler
  private var inliner: PhraseInliner
  private var set = RuleSetParts()
  private var typeNumbers: [String: Int] = [:]
  /// For each type its fields by name, and the types that are it or extend it.
  private var fieldNumbers: [[String: Int]] = []
  private var extendingTypes: [String: Set<Int>] = [:]

  init(
    pack: RulePack, grammar: Grammar, tokenizer: any PhraseTokenizer,
    inflection: any Inflection
  ) {
    self.pack = pack
    self.grammar = grammar
    let phrases = pack.phrases.merging(grammar.phrases) { own, _ in own }
    compiler = PatternCompiler(
      lexicons: pack.lexicons, phrases: phrases, tokenizer: tokenizer, inflection: inflection)
    inliner = PhraseInliner(phrases: pack.phrases)
  }

  mutating func build(_ words: inout Vocabulary) -> RuleSet {
    set.grammar = grammar
    types()
    set.lexiconTags = pack.lexicons.map(\.tag)
    set.lexiconNames = pack.lexicons.map(\.name)
    set.lexiconCodes = pack.lexicons.map(\.codes)
    let article = compiler.grammarPhrase("article", &words)
    let zero = compiler.grammarPhrase("zero", &words)
    // The order of files must not show anywhere.
    let rules = pack.rules.sorted {
      ($0.syntax.name.text, $0.pack) < ($1.syntax.name.text, $1.pack)
    }
    for rule in rules { add(rule, &words) }
    let ignores = pack.ignores.sorted { $0.syntax.name.text < $1.syntax.name.text }
    for rule in ignores {
      compiler.beginRule()
      for case .match(let pattern) in rule.syntax.lines {
        let program = compiler.program(inliner.inline(pattern), &words)
        set.ignores.append(compiled(program, rule: -1, isEvent: false))
      }
    }
    set.attribution = attribution(&words)
    let verbs = compiler.lexiconVerbForms(&words)
    let own = grammarWords(&words)
    var indefinite: [UInt32: Bool] = [:]
    for (name, isZero) in [("article", false), ("zero", true)] {
      guard let pattern = grammar.phrases[EventGrammar.name(name)] else { continue }
      for word in firstWords(of: pattern) { indefinite[words.comparable(word)] = isZero }
    }
    set.tables = RuleTables(
      tests: compiler.tests, conditions: compiler.conditions, phrases: compiler.phrasePrograms,
      phraseNames: compiler.phraseNames, articlePhrase: article, zeroPhrase: zero,
      ambiguousVerbs: verbs.ambiguous, finiteVerbs: verbs.finite, grammar: own,
      indefinite: indefinite)
    file(&words)
    return RuleSet(set)
  }

  private mutating func types() {
    let made = pack.records.filter(\.isMade).map(\.name.text).sorted()
    let schemaNumbers = Dictionary(
      made.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let byName = Dictionary(
      pack.records.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    let bases = Dictionary(
      pack.records.map { ($0.name.text, $0.base) }, uniquingKeysWith: { first, _ in first })
    for record in pack.records.sorted(by: { $0.name.text < $1.name.text }) {
      var lineage: Set<String> = [record.name.text]
      var base = record.base
      while let name = base, lineage.insert(name).inserted { base = bases[name] ?? nil }
      let number = set.types.count
      typeNumbers[record.name.text] = number
      fieldNumbers.append(
        Dictionary(
          record.fields.enumerated().map { ($1.name, $0) },
          uniquingKeysWith: { first, _ in first }))
      for name in lineage { extendingTypes[name, default: []].insert(number) }
      set.types.append(
        CompiledType(
          name: record.name.text, hasFigure: record.hasFigure,
          figureRequired: record.figureRequired, figureType: record.figureType,
          fields: record.fields, schemaIndex: schemaNumbers[record.name.text] ?? -1,
          lineage: lineage))
    }
    set.schema = RecordSchema(
      types: made.compactMap { name in
        guard let record = byName[name] else { return nil }
        return RecordSchema.RecordType(
          name: name, summary: record.summary, hasFigure: record.hasFigure,
          fields: record.fields)
      })
  }

  // MARK: Rules

  private mutating func add(_ rule: RulePack.Rule, _ words: inout Vocabulary) {
    let syntax = rule.syntax
    guard let record = syntax.record, let type = typeNumbers[record.text] else { return }
    compiler.beginRule()
    let index = set.rules.count
    var compiled = CompiledRule(name: syntax.name.text, pack: rule.pack, type: type)
    var skipMask: Int32 = 0
    for case .skip(let names) in syntax.lines {
      for name in names { skipMask |= SkipKind.named(name.text) }
    }
    var programs: [(program: Program, isEvent: Bool, precondition: Int32)] = []
    for line in syntax.lines {
      switch line {
      case .match(let pattern):
        let inlined = inliner.inline(pattern)
        programs.append((compiler.program(inlined, skipping: skipMask, &words), false, -1))
      case .event(let event):
        let inlined = inliner.inline(event)
        let field = subjectField(inlined.subject, type)
        if let field { compiled.subjectField = fieldIndex(field, type) }
        let voices = EventExpansion(grammar: grammar).patterns(of: inlined, subjectField: field)
        set.events[syntax.name.text, default: []].append((inlined, field))
        var active: Int32 = -1
        for voice in voices {
          if voice.isActive, active < 0,
            let core = EventExpansion(grammar: grammar).core(of: inlined)
          {
            active = Int32(set.preconditions.count)
            let program = compiler.program(core, &words)
            set.preconditions.append(
              Precondition(program: program, required: compiler.byRarity(program.anchors)))
          }
          programs.append(
            (compiler.program(voice.pattern, &words), true, voice.isActive ? active : -1))
        }
      case .also(let also):
        compiled.alsos.append(
          CompiledRule.Also(
            program: compiler.program(inliner.inline(also.pattern), &words),
            within: also.within, direction: also.direction))
      case .unless(let unless):
        compiled.unless.append(
          CompiledRule.Unless(
            program: compiler.program(inliner.inline(unless.pattern), &words),
            within: unless.within))
      case .set(let field, let value): assign(field.text, value.text, &compiled)
      case .take(let fields, let from, _):
        guard let reference = reference(from) else { continue }
        let pairs = fields.compactMap { name in
          fieldIndex(name.text, type).map { (own: $0, name: name.text) }
        }
        compiled.takes.append(CompiledRule.Take(fields: pairs, from: reference))
      case .link(let field, let to, _):
        guard let reference = reference(to), let own = fieldIndex(field.text, type) else {
          continue
        }
        compiled.links.append((own, reference))
      case .yields(let name): compiled.yields.append(name.text)
      case .skip: continue
      }
    }
    compiled.slots = compiler.slots
    compiled.slotLexicons = compiler.slotLexicons
    compiled.targets = compiler.slots.map { target($0, type) }
    set.rules.append(compiled)
    for (program, isEvent, precondition) in programs {
      var pattern = self.compiled(program, rule: index, isEvent: isEvent)
      pattern.precondition = precondition
      set.patterns.append(pattern)
    }
  }

  private func target(_ slot: String, _ type: Int) -> SlotTarget {
    switch slot {
    case "figure" where set.types[type].hasFigure: .figure
    case "status": fieldIndex(slot, type).map { .field($0) } ?? .status
    case "claimed_by": fieldIndex(slot, type).map { .field($0) } ?? .claimedBy
    case "!verb", "!participle": .verb
    default: fieldIndex(slot, type).map { .field($0) } ?? .none
    }
  }

  private func fieldIndex(_ name: String, _ type: Int) -> Int? {
    fieldNumbers[type][name]
  }

  /// The field of a subject that a pronoun could stand for: the first that takes words.
  private func subjectField(_ subject: PatternSyntax?, _ type: Int) -> String? {
    guard let subject else { return nil }
    var found: String?
    _ = Ellipsis.holds(subject) { name in
      guard let index = fieldIndex(name, type) else { return false }
      switch set.types[type].fields[index].type {
      case .text, .entity:
        found = name
        return true
      default: return false
      }
    }
    return found
  }

  private func assign(_ field: String, _ value: String, _ rule: inout CompiledRule) {
    guard let index = fieldIndex(field, rule.type) else {
      if field == "status" { rule.status = Status(rawValue: value) }
      if field == "claimed_by" { rule.claimedBy = value }
      return
    }
    let constant: FieldValue
    switch set.types[rule.type].fields[index].type {
    case .bool: constant = .bool(value != "false")
    case .quantity: constant = Double(value).map { .number($0) } ?? .text(value)
    default: constant = .text(value)
    }
    rule.sets.append((index, constant))
  }

  private func reference(_ syntax: RecordReference) -> CompiledRule.Reference? {
    guard let type = typeNumbers[syntax.type.text] else { return nil }
    let types = extendingTypes[syntax.type.text] ?? []
    let conditions = syntax.conditions.compactMap { condition in
      fieldIndex(condition.field.text, type).map { (field: $0, value: condition.value.text) }
    }
    return CompiledRule.Reference(
      type: type, types: types, conditions: conditions, direction: syntax.direction)
  }

  // MARK: Anchors

  /// Chooses what a pattern is filed under: the rarest of what it needs.
  private func compiled(_ program: Program, rule: Int, isEvent: Bool) -> CompiledPattern {
    let required = compiler.byRarity(program.anchors)
    return CompiledPattern(
      rule: rule, program: program, anchor: required.first?.feature ?? -1,
      required: required, isEvent: isEvent)
  }

  private mutating func file(_ words: inout Vocabulary) {
    var index = FeatureIndex(
      compiler.features, vocabularyCount: words.count, lexicons: pack.lexicons.count)
    var filed: [(key: Int, item: Int32)] = []
    for (number, pattern) in set.patterns.enumerated() {
      if pattern.anchor >= 0 {
        filed.append((Int(pattern.anchor), Int32(number)))
      } else {
        index.unanchored.append(Int32(number))
      }
    }
    index.patterns = FeatureIndex.Rows(filed, count: index.count)
    for pattern in set.patterns {
      index.filters.append(
        FeatureIndex.Filter(
          requiredStart: Int32(index.required.count),
          requiredCount: Int32(pattern.required.count)))
      index.required += pattern.required
    }
    index.isAnchor = [Bool](repeating: false, count: index.count)
    for pattern in set.patterns + set.ignores where pattern.anchor >= 0 {
      index.isAnchor[Int(pattern.anchor)] = true
    }
    index.second = index.patterns.items.map {
      let required = set.patterns[Int($0)].required
      return required.count > 1 ? required[1].feature : required[0].feature
    }
    filed = []
    for (number, pattern) in set.ignores.enumerated() {
      if pattern.anchor >= 0 {
        filed.append((Int(pattern.anchor), Int32(number)))
      } else {
        index.unanchoredIgnores.append(Int32(number))
      }
    }
    index.ignorePatterns = FeatureIndex.Rows(filed, count: index.count)
    set.features = index
  }

  // MARK: The language's own words

  private mutating func firstWords(of pattern: PatternSyntax) -> [String] {
    switch pattern {
    case .word(let name), .exact(let name), .phrase(let name):
      return compiler.pieces(name.text).prefix(1).map { $0 }
    case .choice(let parts): return parts.flatMap { firstWords(of: $0) }
    case .sequence(let parts): return parts.first.map { firstWords(of: $0) } ?? []
    default: return []
    }
  }

  private func grammarWords(_ words: inout Vocabulary) -> GrammarWords {
    func list(_ name: String, _ words: inout Vocabulary) -> WordSet {
      WordSet(EventGrammar.words(name, grammar.phrases, &words))
    }
    var result = GrammarWords()
    result.of = list("step-of", &words)
    result.hyphens = list("hyphens", &words)
    result.negators = list("negators", &words)
    result.negatingVerbs = list("negating-verbs", &words)
    result.disjunctions = list("disjunctions", &words)
    result.pronouns = list("personal-pronoun", &words)
    result.beForms = list("be-words", &words)
    result.relatives = list("relatives", &words)
    result.openQuotes = list("open-quotes", &words)
    result.closeQuotes = list("close-quotes", &words)
    result.openBrackets = list("open-brackets", &words)
    result.closeBrackets = list("close-brackets", &words)
    result.dashes = list("dashes", &words)
    result.commas = list("commas", &words)
    result.stops = list("stops", &words)
    result.contrasts = list("contrasts", &words)
    result.complementizers = list("complementizers", &words)
    result.additive = list("additives", &words)
    result.by = list("by-words", &words)
    result.possessives = list("possessives", &words)
    result.sourceLinks = list("source-links", &words)
    result.gerundEnding = Array(EventGrammar.gerund.utf8)
    return result
  }

  private mutating func attribution(_ words: inout Vocabulary) -> CompiledAttribution {
    var result = CompiledAttribution()
    var byStatus: [(status: Status, patterns: [PatternSyntax])] = []
    var sources: [PatternSyntax] = []
    for block in pack.attribution {
      if let source = block.source { sources.append(source) }
      for (name, pattern) in block.statuses {
        guard let status = Status(rawValue: name.text) else { continue }
        // As a verb where it is one: "reports" the noun says nothing.
        let marked = PatternSyntax.capture(Name("!verb", name.place), pattern)
        if let index = byStatus.firstIndex(where: { $0.status == status }) {
          byStatus[index].patterns.append(marked)
        } else {
          byStatus.append((status, [marked]))
        }
      }
    }
    byStatus.sort { $0.status.rawValue < $1.status.rawValue }
    for (status, patterns) in byStatus {
      compiler.beginRule()
      let pattern = patterns.count == 1 ? patterns[0] : .choice(patterns)
      result.cues.append((status, compiler.program(pattern, &words)))
    }
    if !sources.isEmpty {
      compiler.beginRule()
      let pattern = sources.count == 1 ? sources[0] : .choice(sources)
      result.source = compiler.phrase("!source", pattern, &words)
    }
    return result
  }
}
