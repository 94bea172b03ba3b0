import DocumentModel

/// Makes a `RulePack` of the blocks of all files: gathers declarations, resolves names, and lets
/// the checks look at the result.
struct Resolver<Source: RuleFileSource> {
  let source: Source
  let tokenizer: (any PhraseTokenizer)?
  let inflection: (any Inflection)?
  var log: DiagnosticLog
  var files: [RuleFile]
  let packs: [PackFiles]

  init(
    reader: PackReader<Source>, source: Source, tokenizer: (any PhraseTokenizer)?,
    inflection: (any Inflection)?
  ) {
    self.source = source
    self.tokenizer = tokenizer
    self.inflection = inflection
    log = reader.log
    files = reader.files
    packs = reader.packs
  }

  mutating func resolve() -> RulePack? {
    guard let root = packs.first else { return nil }
    let declarations = Declarations.gather(packs: packs, files: files, log: &log)
    var lexicons: [Lexicon] = []
    for index in declarations.lexicons.indices {
      let lexicon = lexicon(declarations.lexicons[index])
      lexicons.append(lexicon)
    }
    let records = RecordResolver.resolve(declarations, lexicons: lexicons, log: &log)
    let pack = RulePack(
      name: root.name, version: root.head?.version?.text ?? "",
      language: root.head?.language?.text ?? "en", files: files, records: records.types,
      lexicons: lexicons,
      phrases: Dictionary(
        declarations.phrases.map { ($0.syntax.name.text, $0.syntax.pattern) },
        uniquingKeysWith: { first, _ in first }),
      rules: declarations.rules.map { RulePack.Rule(pack: packs[$0.pack].name, syntax: $0.syntax) },
      ignores: declarations.ignores.map {
        RulePack.Rule(pack: packs[$0.pack].name, syntax: $0.syntax)
      },
      attribution: declarations.attributions.map(\.syntax))
    var checker = PackChecker(
      declarations: declarations, records: records, lexicons: lexicons, tokenizer: tokenizer,
      inflection: inflection, log: log, files: files)
    checker.check()
    log = checker.log
    return pack
  }

  /// The entries of a lexicon, from its block or its file.
  private mutating func lexicon(_ declared: Declarations.Declared<LexiconSyntax>) -> Lexicon {
    let syntax = declared.syntax
    var lexicon = Lexicon(name: syntax.name.text, tag: syntax.tag?.text)
    for option in syntax.options {
      switch option.text {
      case "no-inflection": lexicon.inflects = false
      case "always", "never":
        let override: Lexicon.Override = option.text == "always" ? .always : .never
        if let other = lexicon.override, other != override {
          log.report(
            .unexpected, "both 'always' and 'never'", at: option.place, suggestion: "keep one")
        }
        lexicon.override = override
      default: break
      }
    }
    var codes: [String: Int] = [:]
    func add(_ term: String, _ code: String?, _ place: SourcePlace) {
      let code =
        code ?? String(decoding: term.utf8.filter { $0 != UInt8(ascii: "~") }, as: UTF8.self)
      let index: Int
      if let found = codes[code] {
        index = found
      } else {
        index = lexicon.codes.count
        codes[code] = index
        lexicon.codes.append(code)
      }
      lexicon.entries.append(LexiconEntry(term: term, code: index, place: place))
    }
    switch syntax.source {
    case .inline(let entries):
      for entry in entries { add(entry.term.text, entry.code?.text, entry.term.place) }
    case .file(let path, let options):
      for (term, code) in table(path, options, beside: files[path.place.file].path) {
        add(term.text, code, term.place)
      }
    }
    if lexicon.entries.isEmpty && !log.hasErrors {
      log.report(
        .incomplete, "the lexicon '\(syntax.name.text)' has no entries", at: syntax.name.place,
        suggestion: "write them on indented lines: missile | cruise missile -> missile")
    }
    return lexicon
  }

  private mutating func table(
    _ path: Name, _ options: [(key: Name, value: Name)], beside rules: String
  ) -> [(term: LexiconTable.Cell, code: String?)] {
    let full = PathText.joined(PathText.folder(of: rules), path.text)
    let bytes: [UInt8]
    do {
      bytes = try source.read(full)
    } catch {
      let folder = PathText.folder(of: full)
      let near = Suggestion.nearest(
        to: PathText.name(of: full), among: (try? source.list(folder)) ?? [])
      log.report(
        .unreadableFile, "cannot read the lexicon file '\(full)': \(error.reason)", at: path.place,
        suggestion: near.map { "did you mean '\($0)'?" }
          ?? "paths are relative to the folder of this file")
      return []
    }
    let file = files.count
    files.append(RuleFile(path: full, bytes: bytes))
    func option(_ name: String) -> Name? { options.last { $0.key.text == name }?.value }
    var delimiter = UInt8(ascii: full.hasSuffix(".tsv") ? "\t" : ",")
    if let name = option("delimiter") {
      switch name.text {
      case "tab": delimiter = 0x09
      case "comma": delimiter = UInt8(ascii: ",")
      case "semicolon": delimiter = UInt8(ascii: ";")
      default:
        log.report(
          .unexpected, "unknown delimiter '\(name.text)'", at: name.place,
          suggestion: "one of comma, semicolon, tab")
      }
    }
    let term = option("term") ?? Name("1", path.place)
    let code = option("code")
    let named = Int(term.text) == nil || code.map { Int($0.text) == nil } == true
    let hasHeader = option("header").map { $0.text == "yes" } ?? named
    var table = LexiconTable(file: file, bytes: bytes, delimiter: delimiter)
    var header: [String]?
    if hasHeader { header = table.nextRow()?.map(\.text) }
    var result: [(term: LexiconTable.Cell, code: String?)] = []
    guard let termColumn = column(term, header),
      let codeColumn = code.map({ column($0, header) })
        ?? .some(nil)
    else { return [] }
    if code != nil && codeColumn == nil { return [] }
    var shortRows = 0
    while let row = table.nextRow() {
      let last = max(termColumn, codeColumn ?? 0)
      guard last < row.count else {
        shortRows += 1
        if shortRows == 1, let first = row.first, let end = row.last {
          log.report(
            .missingColumn,
            "this line has \(row.count) columns, and column \(last + 1) is asked for",
            at: SourcePlace(file: file, start: first.place.start, end: end.place.end),
            suggestion: "see '\(PathText.name(of: rules))', lexicon file '\(path.text)'")
        }
        continue
      }
      if row[termColumn].text.isEmpty { continue }
      let code = codeColumn.map { row[$0].text }
      result.append((row[termColumn], code?.isEmpty == true ? nil : code))
    }
    if let problem = table.problem { log.report(problem) }
    return result
  }

  /// The index of a column given by number from 1 or by header.
  private mutating func column(_ name: Name, _ header: [String]?) -> Int? {
    if let number = Int(name.text) {
      if number >= 1 && number <= 10_000 { return number - 1 }
      log.report(
        .missingColumn, "there is no column \(name.text)", at: name.place,
        suggestion: "columns count from 1")
      return nil
    }
    guard let header else {
      log.report(
        .missingColumn, "a column by name in a file without header", at: name.place,
        suggestion: "give its number, or delete 'header=no'")
      return nil
    }
    if let index = header.firstIndex(of: name.text) { return index }
    let near = Suggestion.nearest(to: name.text, among: header)
    log.report(
      .missingColumn, "no column '\(name.text)' in the file", at: name.place,
      suggestion: near.map { "did you mean '\($0)'?" }
        ?? "its header has \(header.prefix(8).joined(separator: ", "))")
    return nil
  }
}
