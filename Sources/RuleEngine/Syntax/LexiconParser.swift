import DocumentModel

extension RuleFileParser {
  static let lexiconOptions = ["no-inflection", "always", "never"]
  static let tableOptions = ["term", "code", "header", "delimiter"]

  /// `lexicon NAME [: TAG] [options] [from "file" term=1 code=2]` and its entries.
  mutating func lexicon(_ start: LineCursor, _ block: SourceLines.Block) -> LexiconSyntax? {
    var head = start
    var lexicon: LexiconSyntax?
    var table: (path: Name, options: [(key: Name, value: Name)])?
    attempt { (parser) throws(Problem) in
      let name = try head.name("the lexicon's name", example: "'lexicon weapons : weapon'")
      lexicon = LexiconSyntax(name: name, options: [], source: .inline([]))
      if name.text == "end" {
        throw Problem(
          .duplicateName, "a lexicon cannot be named 'end'", at: name.place,
          suggestion: "'$end' is the end of the sentence; choose another name")
      }
      head.skipSpace()
      if head.take(":") {
        lexicon?.tag = try head.name("the lexicon's tag after ':'", example: "': weapon'")
      }
      while true {
        head.skipSpace()
        if head.isAtEnd { break }
        guard let word = head.name() else {
          throw head.unexpected("expected an option, 'from' or the end of the line")
        }
        if word.text == "from" {
          head.skipSpace()
          guard head.byte == UInt8(ascii: "\"") else {
            throw head.unexpected(
              "expected a file in quotes after 'from'",
              suggestion: "such as \"lexicons/people.csv\"")
          }
          table = (try head.quoted(), [])
          if let last = block.body.last { head.end = last.end }
          table?.options = try parser.tableOptions(&head)
          break
        }
        guard RuleFileParser.lexiconOptions.contains(word.text) else {
          let known = RuleFileParser.lexiconOptions + ["from"]
          throw Problem(
            .unexpected, "unknown option '\(word.text)' of a lexicon", at: word.place,
            suggestion: Suggestion.nearest(to: word.text, among: known).map {
              "did you mean '\($0)'?"
            } ?? "one of \(known.joined(separator: ", "))")
        }
        lexicon?.options.append(word)
      }
    }
    if let table {
      lexicon?.source = .file(path: table.path, options: table.options)
      return lexicon
    }
    var entries: [LexiconSyntax.Entry] = []
    for line in block.body {
      do {
        try LexiconLine.parse(cursor(line), into: &entries)
      } catch {
        log.report(error)
      }
    }
    lexicon?.source = .inline(entries)
    return lexicon
  }

  private func tableOptions(
    _ cursor: inout LineCursor
  ) throws(Problem) -> [(key: Name, value: Name)] {
    var options: [(key: Name, value: Name)] = []
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd { return options }
      guard let key = cursor.name() else {
        throw cursor.unexpected("expected an option such as term=1")
      }
      guard RuleFileParser.tableOptions.contains(key.text) else {
        throw Problem(
          .unexpected, "unknown option '\(key.text)' of a lexicon file", at: key.place,
          suggestion: Suggestion.nearest(to: key.text, among: RuleFileParser.tableOptions).map {
            "did you mean '\($0)'?"
          } ?? "one of \(RuleFileParser.tableOptions.joined(separator: ", "))")
      }
      cursor.skipSpace()
      guard cursor.take("=") else { throw cursor.unexpected("expected '=' after '\(key.text)'") }
      guard let value = try stringOrRun(&cursor) else {
        throw cursor.unexpected(
          "expected a column after '\(key.text)='", suggestion: "its number from 1, or its header")
      }
      options.append((key, value))
    }
  }
}

/// One line of entries: `cruise missile | "G/5" | ~shoot down -> code`. An entry is everything
/// between the bars, white space inside it counting as one space; quotes are needed only around
/// `|`, `->`, ` #` and `"`.
enum LexiconLine {
  static func parse(
    _ start: LineCursor, into entries: inout [LexiconSyntax.Entry]
  ) throws(Problem) {
    var cursor = start
    var terms: [Name] = []
    var code: Name?
    while true {
      guard let term = try entry(&cursor) else {
        throw cursor.unexpected(
          terms.isEmpty ? "expected an entry" : "expected an entry after '|'",
          suggestion: terms.isEmpty ? nil : "delete the '|' that is too many")
      }
      terms.append(term)
      cursor.skipSpace()
      if cursor.take("|") { continue }
      if cursor.take("->") {
        guard let name = try entry(&cursor) else {
          throw cursor.unexpected("expected a code after '->'", suggestion: "such as -> missile")
        }
        code = name
        cursor.skipSpace()
      }
      guard cursor.isAtEnd else {
        throw cursor.unexpected(
          code == nil ? "expected '|' or '->'" : "expected the end of the line after the code",
          suggestion: code == nil ? nil : "one line has one code")
      }
      break
    }
    for term in terms { entries.append(LexiconSyntax.Entry(term: term, code: code)) }
  }

  private static func entry(_ cursor: inout LineCursor) throws(Problem) -> Name? {
    cursor.skipSpace()
    if cursor.byte == UInt8(ascii: "\"") {
      var name = try cursor.quoted()
      name.text = normalized(name.text)
      return name.text.isEmpty ? nil : name
    }
    let from = cursor.position
    var to = from
    var plain = true
    while !cursor.isAtEnd, cursor.byte != UInt8(ascii: "|"), !cursor.stands("->") {
      if cursor.byte == 0x20 || cursor.byte == 0x09 {
        if cursor.byte(ahead: 1) == 0x20 || cursor.byte(ahead: 1) == 0x09 || cursor.byte == 0x09 {
          plain = false
        }
      } else {
        to = cursor.position + 1
      }
      cursor.position += 1
    }
    guard to > from else { return nil }
    let text = cursor.string(from, to)
    return Name(plain ? text : normalized(text), cursor.place(from, to))
  }

  /// White space at both ends taken off, and made one space inside.
  static func normalized(_ text: String) -> String { normalized(Array(text.utf8)[...]) }

  static func normalized(_ text: ArraySlice<UInt8>) -> String {
    var isNormal = true
    var before: UInt8 = 0x20
    for byte in text {
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if isSpace && (byte != 0x20 || before == 0x20) {
        isNormal = false
        break
      }
      before = byte
    }
    if isNormal, before != 0x20 || text.isEmpty { return String(decoding: text, as: UTF8.self) }
    return text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
