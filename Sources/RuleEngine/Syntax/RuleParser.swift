import DocumentModel

extension RuleFileParser {
  static let skippable = [
    "parentheses", "dashes", "appositives", "relative-clauses", "quotes", "none",
  ]

  /// `rule NAME -> RECORD` or `ignore NAME`, and its lines.
  mutating func rule(
    _ start: LineCursor, _ block: SourceLines.Block, makes: Bool
  ) -> RuleSyntax? {
    var rule: RuleSyntax?
    let kind = makes ? "rule" : "ignore"
    attempt { (_) throws(Problem) in
      var head = start
      let name = try head.name(
        "the rule's name", example: "'\(kind) shot-down\(makes ? " -> munitions" : "")'")
      rule = RuleSyntax(name: name, lines: [], tests: [])
      head.skipSpace()
      if makes {
        guard head.take("->") else {
          throw head.unexpected(
            "expected '->' and the record that the rule makes",
            suggestion: "such as 'rule \(name.text) -> munitions'")
        }
        rule?.record = try head.name("the record that the rule makes", example: "'-> munitions'")
      } else if head.stands("->") {
        throw head.unexpected(
          "an 'ignore' makes no record", suggestion: "delete '->' or write 'rule'")
      }
      try head.expectEnd("the \(kind)'s head")
    }
    for line in block.body {
      attempt { (parser) throws(Problem) in
        var cursor = parser.cursor(line)
        guard let keyword = cursor.name() else {
          throw cursor.unexpected(
            "expected a line such as match or test",
            suggestion: "a line that goes on with the one above is indented deeper")
        }
        if keyword.text == "test" {
          let test = try parser.test(&cursor, keyword)
          rule?.tests.append(test)
        } else if let lines = try parser.line(keyword, &cursor, ignore: !makes) {
          rule?.lines.append(contentsOf: lines)
        }
      }
    }
    return rule
  }

  private mutating func line(
    _ keyword: Name, _ cursor: inout LineCursor, ignore: Bool
  ) throws(Problem) -> [RuleLine]? {
    let known = ignore ? ["match", "unless", "skip", "test"] : RuleFileParser.ruleKeywords
    guard known.contains(keyword.text) else {
      unknownLine(keyword, in: ignore ? "ignore" : "rule", known: known)
      return nil
    }
    switch keyword.text {
    case "match": return [.match(try PatternParser.whole(&cursor))]
    case "event": return [.event(try event(&cursor, keyword))]
    case "also": return [.also(try also(&cursor, keyword))]
    case "unless": return [.unless(try unless(&cursor, keyword))]
    case "set": return [try set(&cursor)]
    case "skip": return [.skip(try skip(&cursor))]
    case "take":
      let fields = try fieldList(&cursor, "take")
      let reference = try recordReference(&cursor, after: "from", keyword)
      return [.take(fields: fields, from: reference, keyword.place)]
    case "link":
      let field = try cursor.name(
        "the field that gets the record", example: "'link part_of to claim'")
      let reference = try recordReference(&cursor, after: "to", keyword)
      return [.link(field: field, to: reference, keyword.place)]
    default: return try yields(&cursor)
    }
  }

  private func event(
    _ cursor: inout LineCursor, _ keyword: Name
  ) throws(Problem) -> EventSyntax {
    cursor.skipSpace()
    var subject: PatternSyntax?
    if !cursor.stands("=[") {
      var parser = PatternParser(.subject)
      subject = try parser.parse(&cursor)
      cursor.skipSpace()
    }
    let opening = cursor.position
    guard cursor.take("=[") else {
      throw cursor.unexpected(
        "expected '=[' and the verbs", suggestion: "such as <actor> =[~rescue]=> figure:Quantity")
    }
    var verbs = PatternParser(.verbs)
    let verb = try verbs.parse(&cursor)
    cursor.skipSpace()
    guard cursor.take("]") else {
      throw cursor.isAtEnd || cursor.byte == UInt8(ascii: "=")
        ? Problem(
          .notClosed, "'=[' is not closed", at: cursor.place(opening, opening + 2),
          suggestion: "write ']=>' behind the verbs, or ']' when no object follows")
        : cursor.unexpected("expected ']' behind the verbs")
    }
    cursor.skipSpace()
    var object: PatternSyntax?
    if cursor.take("=>") {
      object = try PatternParser.whole(&cursor)
    } else if !cursor.isAtEnd {
      throw cursor.unexpected(
        "expected '=>' and the object, or the end of the line", suggestion: "write ']=>'")
    }
    if subject == nil && object == nil {
      throw Problem(
        .incomplete, "an event with neither subject nor object", at: keyword.place,
        suggestion: "put what is counted before '=[' or behind ']=>'")
    }
    return EventSyntax(subject: subject, verb: verb, object: object, place: keyword.place)
  }

  func also(_ cursor: inout LineCursor, _ keyword: Name) throws(Problem) -> AlsoSyntax {
    var parser = PatternParser(.beforeWithin)
    let pattern = try parser.parse(&cursor)
    guard let within = try distance(&cursor) else {
      try parser.expectEnd(&cursor)
      throw cursor.unexpected(
        "expected 'within N'",
        suggestion: "such as 'within 6 after': how far from the match it may stand")
    }
    let direction = try direction(&cursor)
    try cursor.expectEnd("'also'")
    return AlsoSyntax(pattern: pattern, within: within, direction: direction, place: keyword.place)
  }

  private func unless(
    _ cursor: inout LineCursor, _ keyword: Name
  ) throws(Problem) -> UnlessSyntax {
    var parser = PatternParser(.beforeWithin)
    let pattern = try parser.parse(&cursor)
    let within = try distance(&cursor)
    if within == nil { try parser.expectEnd(&cursor) }
    try cursor.expectEnd("'unless'")
    return UnlessSyntax(pattern: pattern, within: within, place: keyword.place)
  }

  /// `within N`, or nil when it does not stand here.
  private func distance(_ cursor: inout LineCursor) throws(Problem) -> Int? {
    cursor.skipSpace()
    guard cursor.take("within") else { return nil }
    cursor.skipSpace()
    let start = cursor.position
    guard let count = cursor.number() else {
      throw cursor.unexpected("expected a number of tokens after 'within'", suggestion: "such as 6")
    }
    if count == 0 || count > PatternParser.countLimit {
      throw Problem(
        .badNumber, "a distance of \(count) tokens", at: cursor.place(from: start),
        suggestion: "write a number from 1 to \(PatternParser.countLimit)")
    }
    return count
  }

  private func direction(_ cursor: inout LineCursor) throws(Problem) -> Direction? {
    cursor.skipSpace()
    if cursor.isAtEnd { return nil }
    guard let word = cursor.name() else {
      throw cursor.unexpected("expected 'before', 'after' or the end of the line")
    }
    guard let direction = Direction(rawValue: word.text) else {
      throw Problem(
        .unexpected, "expected 'before', 'after' or the end of the line, found '\(word.text)'",
        at: word.place,
        suggestion: Suggestion.nearest(to: word.text, among: ["before", "after"]).map {
          "did you mean '\($0)'?"
        })
    }
    return direction
  }

  private func set(_ cursor: inout LineCursor) throws(Problem) -> RuleLine {
    let field = try cursor.name("a field", example: "'set action = intercepted'")
    cursor.skipSpace()
    guard cursor.take("=") else {
      throw cursor.unexpected(
        "expected '=' after '\(field.text)'", suggestion: "such as 'set \(field.text) = …'")
    }
    guard let value = try stringOrRun(&cursor) else {
      throw cursor.unexpected("expected a value after '='")
    }
    cursor.skipSpace()
    if !cursor.isAtEnd {
      throw cursor.unexpected(
        "expected the end of the line after the value",
        suggestion: "put a value of several words in quotes; one 'set' a line")
    }
    return .set(field: field, value: value)
  }

  private func skip(_ cursor: inout LineCursor) throws(Problem) -> [Name] {
    var names: [Name] = []
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd { break }
      let name = try cursor.name("what may be skipped", example: "'skip parentheses quotes'")
      guard RuleFileParser.skippable.contains(name.text) else {
        throw Problem(
          .unexpected, "nothing to skip is called '\(name.text)'", at: name.place,
          suggestion: Suggestion.nearest(to: name.text, among: RuleFileParser.skippable).map {
            "did you mean '\($0)'?"
          } ?? "one of \(RuleFileParser.skippable.joined(separator: ", "))")
      }
      names.append(name)
      cursor.skipSpace()
      _ = cursor.take(",")
    }
    if names.isEmpty {
      throw cursor.unexpected(
        "expected what may be skipped",
        suggestion: "one of \(RuleFileParser.skippable.joined(separator: ", "))")
    }
    return names.filter { $0.text != "none" }
  }

  private func fieldList(
    _ cursor: inout LineCursor, _ keyword: String
  ) throws(Problem) -> [Name] {
    var fields = [try cursor.name("a field", example: "'\(keyword) place, date from claim'")]
    while true {
      cursor.skipSpace()
      guard cursor.take(",") else { return fields }
      fields.append(try cursor.name("a field after ','", example: "'place, date'"))
    }
  }

  /// `from R[cumulative=true] before`.
  private func recordReference(
    _ cursor: inout LineCursor, after word: StaticString, _ keyword: Name
  ) throws(Problem) -> RecordReference {
    cursor.skipSpace()
    let start = cursor
    guard let found = cursor.name(), found.text == "\(word)" else {
      throw start.unexpected(
        "expected '\(word)' and a record type",
        suggestion: keyword.text == "take"
          ? "such as 'take place, date from casualties before'"
          : "such as 'link part_of to casualties before'")
    }
    let type = try cursor.name("a record type after '\(word)'", example: "'\(word) casualties'")
    var conditions: [(field: Name, value: Name)] = []
    if cursor.take("[") {
      let opening = cursor.position - 1
      while true {
        let field = try cursor.name("a field", example: "'[cumulative=true]'")
        cursor.skipSpace()
        guard cursor.take("=") else {
          throw cursor.unexpected("expected '=' after '\(field.text)'")
        }
        cursor.skipSpace()
        let value =
          cursor.byte == UInt8(ascii: "\"")
          ? try cursor.quoted()
          : cursor.run(stops: [UInt8(ascii: "]"), UInt8(ascii: "&"), UInt8(ascii: ",")])
        guard let value else { throw cursor.unexpected("expected a value after '='") }
        conditions.append((field, value))
        cursor.skipSpace()
        if cursor.take("]") { break }
        if cursor.take("&") || cursor.take(",") { continue }
        throw cursor.isAtEnd
          ? Problem(
            .notClosed, "'[' is not closed", at: cursor.place(opening, opening + 1),
            suggestion: "put ']' behind the condition")
          : cursor.unexpected("expected '&' or ']'")
      }
    }
    let direction = try direction(&cursor)
    try cursor.expectEnd("the line")
    return RecordReference(type: type, conditions: conditions, direction: direction)
  }

  private func yields(_ cursor: inout LineCursor) throws(Problem) -> [RuleLine] {
    var lines: [RuleLine] = []
    repeat {
      lines.append(
        .yields(try cursor.name("a rule, a record type or 'all'", example: "'yields all'")))
      cursor.skipSpace()
      _ = cursor.take(",")
      cursor.skipSpace()
    } while !cursor.isAtEnd
    return lines
  }
}
