import DocumentModel

/// Makes a `RulePack` of the blocks of all files: gathers declarations, resolves names, and lets
/// the checks look at the result.
struct Resolver<Source: RuleFileSource> {
  let source: Source
  let tokenizer: (any PhraseTokenizer)?
  let inflection: (any Inflection)?
  let warns: Bool
  var log: DiagnosticLog
  var files: [RuleFile]
  let packs: [PackFiles]
  /// Rows of all lexicon files so far.
  private var entryCount = 0
  private var lexiconFiles: [String: Int] = [:]
  private var bytesRead = 0

  init(
    reader: PackReader<Source>, source: Source, tokenizer: (any PhraseTokenizer)?,
    inflection: (any Inflection)?, warns: Bool
  ) {
    self.source = source
    self.tokenizer = tokenizer
    self.inflection = inflection
    self.warns = warns
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
      language: language(of: root), files: files, records: records.types,
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
      inflection: inflection, warns: warns, log: log, files: files)
    checker.check()
    log = checker.log
    return pack
  }

  /// What stands for several packs has the language of the first that tells one.
  private func language(of root: PackFiles) -> String {
    let all = root.folder.isEmpty ? root.imports.map { packs[$0] } : [root]
    return all.compactMap { $0.head?.language?.text }.first ?? "en"
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
    var codes = TextNumbers()
    func add(_ term: String, _ code: String?, _ place: SourcePlace) {
      // An entry that is its own code shares its bytes.
      let own =
        term.utf8.contains(UInt8(ascii: "~"))
        ? String(decoding: term.utf8.filter { $0 != UInt8(ascii: "~") }, as: UTF8.self) : term
      let index = codes.number(of: code ?? own, in: &lexicon.codes)
      lexicon.entries.append(LexiconEntry(term: term, code: index, place: place))
    }
    switch syntax.source {
    case .inline(let entries):
      for entry in entries { add(entry.term.text, entry.code?.text, entry.term.place) }
    case .file(let path, let options):
      let rows = entryCount
      read(
        path, options, of: packs[declared.pack].folder, beside: files[path.place.file].path,
        add)
      if rows <= PackLimits.entries, entryCount > PackLimits.entries {
        log.report(
          .tooLarge,
          "more than \(PackChecker.grouped(PackLimits.entries)) lines in the lexicon files of a pack",
          at: path.place, suggestion: "leave out what no article names")
      }
    }
    if lexicon.entries.isEmpty && !log.hasErrors {
      log.report(
        .incomplete, "the lexicon '\(syntax.name.text)' has no entries", at: syntax.name.place,
        suggestion: "write them on indented lines: missile | cruise missile -> missile")
    }
    return lexicon
  }

  /// Calls `add` with term, code and place of each row of a lexicon file.
  private mutating func read(
    _ path: Name, _ options: [(key: Name, value: Name)], of pack: String, beside rules: String,
    _ add: (String, String?, SourcePlace) -> Void
  ) {
    let full = PathText.joined(PathText.folder(of: rules), path.text)
    // A pack that comes from somebody else reads no file of the machine but its own.
    let place = source.resolved(full)
    let isInside =
      place.map { PathText.isBelow($0, source.resolved(pack) ?? pack) }
      ?? PathText.isBelow(full, PathText.normalized(pack))
    if !isInside {
      log.report(
        .outsidePack,
        "the lexicon file lies outside the folder of its pack: '\(place ?? full)'",
        at: path.place, suggestion: "put it into '\(pack)', or below it")
      return
    }
    guard let file = lexiconFile(full, path) else { return }
    let bytes = files[file].bytes
    // Many lexicons may name one file.
    bytesRead += bytes.count
    if bytesRead > PackLimits.lexiconBytes {
      log.report(
        .tooLarge,
        "the lexicon files have more than \(PackChecker.grouped(PackLimits.lexiconBytes)) bytes",
        at: path.place, suggestion: "leave out what no article names")
      return
    }
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
    var row: [LexiconTable.Cell] = []
    var header: [String]?
    if hasHeader, table.nextRow(into: &row) { header = row.map { table.text(of: $0) } }
    guard let termColumn = column(term, header),
      let codeColumn = code.map({ column($0, header) })
        ?? .some(nil)
    else { return }
    if code != nil && codeColumn == nil { return }
    var shortRows = 0
    while entryCount <= PackLimits.entries, table.nextRow(into: &row) {
      entryCount += 1
      let last = max(termColumn, codeColumn ?? 0)
      guard last < row.count else {
        shortRows += 1
        if shortRows == 1, let first = row.first, let end = row.last {
          log.report(
            .missingColumn,
            "this line has \(row.count) columns, and column \(last + 1) is asked for",
            at: SourcePlace(file: file, start: first.start, end: end.end),
            suggestion: "see '\(PathText.name(of: rules))', lexicon file '\(path.text)'")
        }
        continue
      }
      let term = table.text(of: row[termColumn])
      if term.isEmpty { continue }
      let code = codeColumn.map { table.text(of: row[$0]) }
      add(term, code?.isEmpty == true ? nil : code, table.place(of: row[termColumn]))
    }
    if let problem = table.problem { log.report(problem) }
  }

  /// The number of a lexicon file, read when it is first named; nil when it cannot be read.
  private mutating func lexiconFile(_ full: String, _ path: Name) -> Int? {
    if let known = lexiconFiles[full] { return known }
    do {
      let bytes = try source.read(full, limit: PackLimits.lexiconBytes)
      let file = files.count
      files.append(RuleFile(path: full, bytes: bytes))
      lexiconFiles[full] = file
      return file
    } catch {
      let folder = PathText.folder(of: full)
      let near = log.nearest(
        to: PathText.name(of: full),
        among: log.looksForNames ? (try? source.list(folder)) ?? [] : [])
      log.report(
        .unreadableFile, "cannot read the lexicon file '\(full)': \(error.reason)", at: path.place,
        suggestion: near.map { "did you mean '\($0)'?" }
          ?? "paths are relative to the folder of this file")
      return nil
    }
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
    let near = log.nearest(to: name.text, among: header)
    log.report(
      .missingColumn, "no column '\(name.text)' in the file", at: name.place,
      suggestion: near.map { "did you mean '\($0)'?" }
        ?? "its header has \(header.prefix(8).joined(separator: ", "))")
    return nil
  }
}

/// Numbers texts in the order in which they are first met, in less memory than a dictionary takes.
struct TextNumbers {
  /// A number plus one, and above it half of the text's hash; 0 where none is. A power of two.
  private var slots = [UInt64](repeating: 0, count: 16)

  /// The place of a text in a list, to which it is added when it is new.
  mutating func number(of text: String, in list: inout [String]) -> Int {
    if list.count * 4 >= slots.count * 3 { grow() }
    let mark = UInt64(UInt(bitPattern: text.hashValue)) << 32
    var slot = Int(mark >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      // The text itself is far away in memory.
      if slots[slot] ^ mark < 1 << 32 {
        let number = Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
        if list[number] == text { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    list.append(text)
    slots[slot] = mark | UInt64(list.count)
    return list.count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for item in old where item != 0 {
      var slot = Int(item >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = item
    }
  }
}
