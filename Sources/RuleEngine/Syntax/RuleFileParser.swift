import DocumentModel

/// Parses one rule file. A mistake costs its line, or its block when it is in the head; everything
/// else is still read, so that one load shows every mistake.
struct RuleFileParser {
  static let keywords = [
    "pack", "record", "lexicon", "phrase", "rule", "ignore", "attribution",
  ]

  let file: Int
  let text: [UInt8]
  var log: DiagnosticLog

  /// The blocks of a file; `bytes` need not be valid UTF-8.
  static func parse(
    path: String, bytes: [UInt8], file: Int, log: inout DiagnosticLog
  ) -> RuleFile {
    let lines = SourceLines(file: file, bytes: bytes, log: &log)
    var parser = RuleFileParser(file: file, text: lines.text, log: log)
    // One owner only, or the first mistake would copy all before it.
    log = DiagnosticLog()
    var blocks: [BlockSyntax] = []
    for block in lines.blocks {
      if let syntax = parser.block(block) { blocks.append(syntax) }
    }
    log = parser.log
    return RuleFile(path: path, bytes: bytes, blocks: blocks)
  }

  func cursor(_ line: SourceLines.Line) -> LineCursor {
    LineCursor(text: text, file: file, line: line)
  }

  /// Runs a parser of one line; its mistake is reported and gives nil.
  mutating func attempt<T>(_ body: (inout RuleFileParser) throws(Problem) -> T) -> T? {
    do {
      return try body(&self)
    } catch {
      log.report(error)
      return nil
    }
  }

  private mutating func block(_ block: SourceLines.Block) -> BlockSyntax? {
    var head = cursor(block.head)
    guard let keyword = head.name() else {
      log.report(head.unexpected("expected a block", suggestion: "one of \(list)"))
      return nil
    }
    switch keyword.text {
    case "pack": return pack(head, block).map { .pack($0) }
    case "record": return record(head, block).map { .record($0) }
    case "lexicon": return lexicon(head, block).map { .lexicon($0) }
    case "phrase": return phrase(head, block).map { .phrase($0) }
    case "rule": return rule(head, block, makes: true).map { .rule($0) }
    case "ignore": return rule(head, block, makes: false).map { .ignore($0) }
    case "attribution": return attribution(head, block, keyword).map { .attribution($0) }
    default:
      let all = RuleFileParser.keywords + RuleFileParser.ruleKeywords
      let near = log.nearest(to: keyword.text, among: RuleFileParser.keywords)
      let inner = log.nearest(to: keyword.text, among: all)
      var suggestion = near.map { "did you mean '\($0)'?" } ?? "one of \(list)"
      if RuleFileParser.ruleKeywords.contains(keyword.text)
        || near == nil && inner.map(RuleFileParser.ruleKeywords.contains) == true
      {
        suggestion = "indent it to make it a line of the block above"
      }
      log.report(
        .unknownKeyword, "unknown block '\(keyword.text)'", at: keyword.place,
        suggestion: suggestion)
      return nil
    }
  }

  private var list: String { RuleFileParser.keywords.joined(separator: ", ") }

  /// The lines a `rule` may have; also used to tell a line that lost its indentation.
  static let ruleKeywords = [
    "match", "event", "also", "unless", "set", "skip", "take", "link", "yields", "test",
  ]

  mutating func unknownLine(_ keyword: Name, in block: String, known: [String]) {
    let near = log.nearest(to: keyword.text, among: known)
    log.report(
      .unknownLine, "unknown line '\(keyword.text)' in a \(block)", at: keyword.place,
      suggestion: near.map { "did you mean '\($0)'?" }
        ?? "one of \(known.joined(separator: ", "))")
  }

  private mutating func pack(_ start: LineCursor, _ block: SourceLines.Block) -> PackSyntax? {
    var pack: PackSyntax?
    attempt { (parser) throws(Problem) in
      var head = start
      let name = try head.name("the pack's name", example: "'pack conflict'")
      pack = PackSyntax(name: name, summary: try parser.summary(&head), imports: [])
      try head.expectEnd("the pack's name")
    }
    for line in block.body {
      attempt { (parser) throws(Problem) in
        var cursor = parser.cursor(line)
        guard let keyword = cursor.name() else {
          throw cursor.unexpected("expected version, language or import")
        }
        cursor.skipSpace()
        switch keyword.text {
        case "version", "language":
          guard let value = try parser.stringOrRun(&cursor) else {
            throw cursor.unexpected(
              "expected a value after '\(keyword.text)'",
              suggestion: keyword.text == "version" ? "such as 1.0" : "such as en")
          }
          try cursor.expectEnd("the value")
          if keyword.text == "version" { pack?.version = value } else { pack?.language = value }
        case "import":
          guard let value = try parser.stringOrRun(&cursor) else {
            throw cursor.unexpected("expected the name of a pack", suggestion: "such as common")
          }
          pack?.imports.append(value)
          while true {
            cursor.skipSpace()
            guard cursor.take(",") else { break }
            cursor.skipSpace()
            guard let value = try parser.stringOrRun(&cursor) else { break }
            pack?.imports.append(value)
          }
          try cursor.expectEnd("the pack's name")
        default:
          parser.unknownLine(keyword, in: "pack", known: ["version", "language", "import"])
        }
      }
    }
    return pack
  }

  /// A string in quotes, or characters up to a space or comma.
  func stringOrRun(_ cursor: inout LineCursor) throws(Problem) -> Name? {
    cursor.skipSpace()
    if cursor.byte == UInt8(ascii: "\"") { return try cursor.quoted() }
    if cursor.standsCurlyQuote { throw cursor.unexpected("expected a value") }
    return cursor.run(stops: [UInt8(ascii: ","), UInt8(ascii: "\"")])
  }

  /// A text in double quotes, or nothing.
  func summary(_ cursor: inout LineCursor) throws(Problem) -> String {
    cursor.skipSpace()
    return cursor.byte == UInt8(ascii: "\"") ? try cursor.quoted().text : ""
  }

  private mutating func record(_ start: LineCursor, _ block: SourceLines.Block) -> RecordSyntax? {
    var record: RecordSyntax?
    attempt { (parser) throws(Problem) in
      var head = start
      let name = try head.name("the record's name", example: "'record casualties'")
      record = RecordSyntax(name: name, summary: "", fields: [])
      head.skipSpace()
      var ahead = head
      if let word = ahead.name() {
        guard word.text == "is" else {
          throw head.unexpected(
            "expected 'is' or the end of the line", suggestion: "such as 'record a is b'")
        }
        record?.base = try ahead.name(
          "the name of the record that this one extends", example: "'is claim'")
        head = ahead
      }
      record?.summary = try parser.summary(&head)
      try head.expectEnd("the record's head")
    }
    for line in block.body {
      var keyword = cursor(line)
      if let name = keyword.name(), name.text == "also" {
        let also = attempt { (parser) throws(Problem) in try parser.also(&keyword, name) }
        if let also { record?.also.append(also) }
        continue
      }
      let field = attempt { (parser) throws(Problem) in try parser.field(parser.cursor(line)) }
      if let field { record?.fields.append(field) }
    }
    return record
  }

  private func field(_ start: LineCursor) throws(Problem) -> RecordSyntax.Field {
    var cursor = start
    let name = try cursor.name("a field's name", example: "'place text'")
    let type = try cursor.name(
      "the type of field '\(name.text)'", example: "quantity, text or date")
    var syntax = FieldTypeSyntax.named(type)
    cursor.skipSpace()
    if type.text == "enum" {
      guard cursor.take("(") else {
        throw cursor.unexpected(
          "expected '(' after 'enum'", suggestion: "such as enum(killed, injured)")
      }
      var values: [Name] = []
      while true {
        cursor.skipSpace()
        if cursor.take(")") { break }
        guard let value = cursor.run(stops: [UInt8(ascii: ","), UInt8(ascii: ")")]) else {
          throw cursor.isAtEnd
            ? Problem(
              .notClosed, "'enum(' is not closed", at: type.place, suggestion: "put ')' at its end")
            : cursor.unexpected("expected a value or ')'")
        }
        values.append(value)
        cursor.skipSpace()
        _ = cursor.take(",") || cursor.take("|")
      }
      if values.isEmpty {
        throw Problem(
          .incomplete, "an enum without values", at: type.place,
          suggestion: "such as enum(killed, injured)")
      }
      syntax = .enumeration(values, cursor.place(from: type.place.start))
    }
    cursor.skipSpace()
    var required = false
    if let word = cursor.name() {
      guard word.text == "required" else {
        throw Problem(
          .unexpected, "expected 'required' or the end of the line, found '\(word.text)'",
          at: word.place,
          suggestion: Suggestion.nearest(to: word.text, among: ["required"]).map {
            "did you mean '\($0)'?"
          })
      }
      required = true
    }
    try cursor.expectEnd("the field")
    return RecordSyntax.Field(name: name, type: syntax, required: required)
  }

  private mutating func phrase(_ start: LineCursor, _ block: SourceLines.Block) -> PhraseSyntax? {
    attempt { (_) throws(Problem) in
      var head = start
      // A phrase has no lines of its own: all that is indented goes on with the pattern.
      if let last = block.body.last { head.end = last.end }
      let name = try head.name("the phrase's name", example: "'phrase actor = …'")
      head.skipSpace()
      guard head.take("=") else {
        throw head.unexpected("expected '=' after the phrase's name")
      }
      return PhraseSyntax(name: name, pattern: try PatternParser.whole(&head))
    }
  }

  private mutating func attribution(
    _ start: LineCursor, _ block: SourceLines.Block, _ keyword: Name
  ) -> AttributionSyntax? {
    var attribution = AttributionSyntax(statuses: [], source: nil, place: keyword.place)
    attempt { (_) throws(Problem) in
      var head = start
      try head.expectEnd("'attribution'")
    }
    for line in block.body {
      attempt { (parser) throws(Problem) in
        var cursor = parser.cursor(line)
        guard let status = cursor.name() else {
          throw cursor.unexpected("expected a status or 'source'", suggestion: "such as reported")
        }
        if status.text == "source" {
          if attribution.source != nil {
            throw Problem(
              .duplicateName, "a second 'source' line", at: status.place,
              suggestion: "join the two patterns with '|'")
          }
          attribution.source = try PatternParser.whole(&cursor)
          return
        }
        let known = Status.allCases.map(\.rawValue).filter { $0 != "stated" }
        if !known.contains(status.text) {
          let near = Suggestion.nearest(to: status.text, among: known + ["source"])
          throw Problem(
            .unknownStatus, "unknown status '\(status.text)'", at: status.place,
            suggestion: near.map { "did you mean '\($0)'?" }
              ?? "one of \((known + ["source"]).joined(separator: ", "))")
        }
        attribution.statuses.append((status, try PatternParser.whole(&cursor, .verbs)))
      }
    }
    return attribution
  }
}
