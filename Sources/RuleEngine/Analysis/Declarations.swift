import DocumentModel

/// Everything that the packs declare, sorted by name, each name once.
struct Declarations {
  struct Declared<Syntax> {
    /// Index into the packs; 0 is the pack that was asked for.
    var pack: Int
    var syntax: Syntax
  }

  var records: [Declared<RecordSyntax>] = []
  var lexicons: [Declared<LexiconSyntax>] = []
  var phrases: [Declared<PhraseSyntax>] = []
  var rules: [Declared<RuleSyntax>] = []
  var ignores: [Declared<RuleSyntax>] = []
  var attributions: [Declared<AttributionSyntax>] = []
  /// Imported lexicons that another pack replaces.
  var replacedLexicons: [Declared<LexiconSyntax>] = []
  var packs: [PackFiles] = []

  static func gather(
    packs: [PackFiles], files: [RuleFile], log: inout DiagnosticLog
  ) -> Declarations {
    var all = Declarations()
    all.packs = packs
    for (index, pack) in packs.enumerated() {
      for file in pack.files {
        for block in files[file].blocks {
          switch block {
          case .pack: break
          case .record(let syntax): all.records.append(Declared(pack: index, syntax: syntax))
          case .lexicon(let syntax): all.lexicons.append(Declared(pack: index, syntax: syntax))
          case .phrase(let syntax): all.phrases.append(Declared(pack: index, syntax: syntax))
          case .rule(let syntax): all.rules.append(Declared(pack: index, syntax: syntax))
          case .ignore(let syntax): all.ignores.append(Declared(pack: index, syntax: syntax))
          case .attribution(let syntax):
            all.attributions.append(Declared(pack: index, syntax: syntax))
          }
        }
      }
    }
    var locator = Locator(files: files)
    all.replaceLexicons()
    all.records = unique(all.records, "record", \.name, &locator, &log)
    all.lexicons = unique(all.lexicons, "lexicon", \.name, &locator, &log)
    all.phrases = unique(all.phrases, "phrase", \.name, &locator, &log)
    // Rules and ignores share one space of names: both are named in `explain`.
    let rules = unique(
      all.rules.map { Declared(pack: $0.pack, syntax: ($0.syntax, true)) }
        + all.ignores.map { Declared(pack: $0.pack, syntax: ($0.syntax, false)) },
      "rule", \.0.name, &locator, &log)
    all.rules = rules.filter(\.syntax.1).map { Declared(pack: $0.pack, syntax: $0.syntax.0) }
    all.ignores = rules.filter { !$0.syntax.1 }.map { Declared(pack: $0.pack, syntax: $0.syntax.0) }
    all.inheritAlso(&log)
    // Attribution blocks have no name: their text orders them.
    let keys = all.attributions.map { (packs[$0.pack].name, PatternPrinter.text($0.syntax)) }
    all.attributions = keys.indices.sorted { keys[$0] < keys[$1] }.map { all.attributions[$0] }
    return all
  }

  /// Gives every rule the `also` lines of the record that it makes, after its own.
  private mutating func inheritAlso(_ log: inout DiagnosticLog) {
    let byName = Dictionary(records.map { ($0.syntax.name.text, $0.syntax) }) { first, _ in first }
    var inherited = 0
    for index in rules.indices {
      var seen: Set<String> = []
      var next = rules[index].syntax.record?.text
      while let name = next, seen.count <= PackLimits.recordDepth, seen.insert(name).inserted,
        let record = byName[name]
      {
        inherited += record.also.count * PackLimits.elementsOfLine
        if inherited > PackLimits.allElements {
          log.report(
            .tooLarge,
            "the pack is too large: rules inherit too many 'also' lines of records",
            at: rules[index].syntax.name.place,
            suggestion: "let fewer rules make records with many 'also' lines")
          return
        }
        rules[index].syntax.lines += record.also.map { .also($0) }
        next = record.base?.text
      }
    }
  }

  /// A lexicon named like an imported one replaces it, and keeps its tag unless it has its own.
  private mutating func replaceLexicons() {
    // For each name, the packs that have such a lexicon, each with the first tag by alphabet.
    var owners: [String: [Int: Name?]] = [:]
    for lexicon in lexicons {
      let old = owners[lexicon.syntax.name.text]?[lexicon.pack] ?? nil
      let tags = [old, lexicon.syntax.tag].compactMap { $0 }
      owners[lexicon.syntax.name.text, default: [:]][lexicon.pack] = .some(
        tags.min { $0.text < $1.text })
    }
    let reach = Reach(packs: packs)
    var known: [Int: Set<Int>] = [:]
    func imports(_ a: Int, _ b: Int) -> Bool {
      if known[a] == nil { known[a] = reach.packs(from: a) }
      return known[a]?.contains(b) == true
    }
    var kept: [Declared<LexiconSyntax>] = []
    for var lexicon in lexicons {
      let others = (owners[lexicon.syntax.name.text] ?? [:]).filter { $0.key != lexicon.pack }
      if others.keys.contains(where: { imports($0, lexicon.pack) }) {
        replacedLexicons.append(lexicon)
        continue
      }
      if lexicon.syntax.tag == nil {
        lexicon.syntax.tag =
          others.filter { imports(lexicon.pack, $0.key) }.compactMap(\.value)
          .min { $0.text < $1.text }
      }
      kept.append(lexicon)
    }
    lexicons = kept
  }

  /// What packs import, directly or not.
  private struct Reach {
    let packs: [PackFiles]

    func packs(from start: Int) -> Set<Int> {
      var seen: Set<Int> = []
      var waiting = packs[start].imports
      while let next = waiting.popLast() {
        if seen.insert(next).inserted { waiting.append(contentsOf: packs[next].imports) }
      }
      return seen
    }
  }

  /// Sorted by name; a name's second declaration is reported and left out.
  private static func unique<Syntax>(
    _ list: [Declared<Syntax>], _ kind: String, _ name: KeyPath<Syntax, Name>,
    _ locator: inout Locator, _ log: inout DiagnosticLog
  ) -> [Declared<Syntax>] {
    let sorted = list.enumerated().sorted {
      let left = $0.element.syntax[keyPath: name]
      let right = $1.element.syntax[keyPath: name]
      if left.text != right.text { return left.text < right.text }
      return (left.place.file, left.place.start) < (right.place.file, right.place.start)
    }.map(\.element)
    var result: [Declared<Syntax>] = []
    for declared in sorted {
      let this = declared.syntax[keyPath: name]
      if let last = result.last?.syntax[keyPath: name], last.text == this.text {
        log.report(
          .duplicateName, "a second \(kind) named '\(this.text)'", at: this.place,
          suggestion: "the first is in \(locator.short(last.place))")
      } else {
        result.append(declared)
      }
    }
    return result
  }
}
