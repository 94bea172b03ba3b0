import DocumentModel

/// Reads `[pos=NOUN & !lemma=people|person]`.
///
///     or   = and ("|" and)*
///     and  = unary ("&" unary)*
///     unary = "!" unary | "(" or ")" | key operation value ("|" value)*
///
/// `|` before something that is no test goes on with the values of the test before it.
struct ConditionParser {
  private var depth = 0

  /// From the `[` here to behind its `]`.
  static func parse(_ cursor: inout LineCursor) throws(Problem) -> ConditionSyntax {
    let start = cursor.position
    cursor.position += 1
    var parser = ConditionParser()
    let condition = try parser.or(&cursor)
    cursor.skipSpace()
    guard cursor.take("]") else {
      if cursor.isAtEnd {
        throw Problem(
          .notClosed, "'[' is not closed", at: cursor.place(start, start + 1),
          suggestion: "put ']' where the condition ends")
      }
      throw cursor.unexpected("expected '&', '|' or ']'")
    }
    return condition
  }

  private mutating func or(_ cursor: inout LineCursor) throws(Problem) -> ConditionSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > PatternParser.depthLimit {
      throw Problem(
        .nestedTooDeep, "brackets are nested more than \(PatternParser.depthLimit) deep",
        at: cursor.here)
    }
    var parts = [try and(&cursor)]
    while true {
      cursor.skipSpace()
      guard cursor.take("|") else { break }
      parts.append(try and(&cursor))
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func and(_ cursor: inout LineCursor) throws(Problem) -> ConditionSyntax {
    var parts = [try unary(&cursor)]
    while true {
      cursor.skipSpace()
      guard cursor.take("&") else { break }
      parts.append(try unary(&cursor))
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func unary(_ cursor: inout LineCursor) throws(Problem) -> ConditionSyntax {
    var negations = 0
    cursor.skipSpace()
    while cursor.take("!") {
      negations += 1
      cursor.skipSpace()
    }
    var condition: ConditionSyntax
    if cursor.byte == UInt8(ascii: "(") {
      let start = cursor.position
      cursor.position += 1
      condition = try or(&cursor)
      cursor.skipSpace()
      guard cursor.take(")") else {
        throw Problem(.notClosed, "'(' is not closed", at: cursor.place(start, start + 1))
      }
    } else {
      condition = try test(&cursor)
    }
    if negations % 2 == 1 { condition = .not(condition) }
    return condition
  }

  private func test(_ cursor: inout LineCursor) throws(Problem) -> ConditionSyntax {
    guard let key = cursor.name() else {
      throw cursor.unexpected("expected a test", suggestion: "such as [pos=NOUN & lemma=war]")
    }
    cursor.skipSpace()
    guard let operation = operation(&cursor) else {
      throw cursor.unexpected(
        "expected '=' or '!=' after '\(key.text)'", suggestion: "such as \(key.text)=…")
    }
    var values = [try value(&cursor)]
    while true {
      var ahead = cursor
      ahead.skipSpace()
      guard ahead.take("|") else { break }
      if startsTest(ahead) { break }
      values.append(try value(&ahead))
      cursor = ahead
    }
    return .test(key: key, operation: operation, values: values)
  }

  private func startsTest(_ cursor: LineCursor) -> Bool {
    var ahead = cursor
    ahead.skipSpace()
    if ahead.byte == UInt8(ascii: "!") || ahead.byte == UInt8(ascii: "(") { return true }
    guard ahead.name() != nil else { return false }
    ahead.skipSpace()
    return operation(&ahead) != nil
  }

  private func operation(_ cursor: inout LineCursor) -> ConditionSyntax.Operation? {
    if cursor.take("!=") { return .notEqual }
    if cursor.take("<=") { return .lessOrEqual }
    if cursor.take(">=") { return .greaterOrEqual }
    if cursor.take("=") { return .equal }
    if cursor.take("<") { return .less }
    if cursor.take(">") { return .greater }
    return nil
  }

  private func value(_ cursor: inout LineCursor) throws(Problem) -> Name {
    cursor.skipSpace()
    if cursor.byte == UInt8(ascii: "\"") || cursor.byte == UInt8(ascii: "'") {
      return try cursor.quoted()
    }
    let stops: [UInt8] = [
      UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "]"), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "="), UInt8(ascii: "\""),
    ]
    if !cursor.standsCurlyQuote, let value = cursor.run(stops: stops) { return value }
    throw cursor.unexpected("expected a value", suggestion: "such as NOUN, or \"…\" in quotes")
  }
}
