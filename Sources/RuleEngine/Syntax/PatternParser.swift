import DocumentModel

/// Reads a pattern from a line.
///
///     choice   = sequence ("|" sequence)*
///     sequence = element+
///     element  = [field ":"] primary [repetition]
///
/// `field:a?` leaves the whole capture out; `field:a+`, `field:a*` and `field:a{m,n}` capture all
/// repetitions together.
struct PatternParser {
  /// Brackets and groups inside each other.
  static let depthLimit = 50
  /// The largest number in `{m,n}`, `..n` and `within n`.
  static let countLimit = 200

  /// What the pattern stands in.
  enum Setting {
    case plain
    /// Ends before `within N`.
    case beforeWithin
    /// Ends before `=[`.
    case subject
    /// Words behind a lemma are its particle.
    case verbs
  }

  let setting: Setting
  private var depth = 0

  init(_ setting: Setting) { self.setting = setting }

  /// The pattern here; what follows it is left to the caller.
  mutating func parse(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    try choice(&cursor)
  }

  /// A pattern and then the end of the line.
  static func whole(
    _ cursor: inout LineCursor, _ setting: Setting = .plain
  ) throws(Problem) -> PatternSyntax {
    var parser = PatternParser(setting)
    let pattern = try parser.parse(&cursor)
    try parser.expectEnd(&cursor)
    return pattern
  }

  func expectEnd(_ cursor: inout LineCursor) throws(Problem) {
    cursor.skipSpace()
    if cursor.isAtEnd { return }
    switch cursor.byte {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "}"):
      throw Problem(
        .notClosed,
        "'\(cursor.string(cursor.position, cursor.position + 1))' closes nothing",
        at: cursor.here, suggestion: "delete it, or open the bracket before")
    default: throw cursor.unexpected("expected the end of the pattern")
    }
  }

  private mutating func choice(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > PatternParser.depthLimit {
      throw Problem(
        .nestedTooDeep, "brackets are nested more than \(PatternParser.depthLimit) deep",
        at: cursor.here, suggestion: "name a part of the pattern with 'phrase'")
    }
    var alternatives = [try sequence(&cursor)]
    while true {
      cursor.skipSpace()
      guard cursor.take("|") else { break }
      alternatives.append(try sequence(&cursor))
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    var elements: [PatternSyntax] = []
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd || isStop(cursor) { break }
      elements.append(try element(&cursor))
    }
    guard let first = elements.first else {
      throw cursor.unexpected("expected a pattern", suggestion: "such as ~rescue or Quantity")
    }
    return elements.count == 1 ? first : .sequence(elements)
  }

  private func isStop(_ cursor: LineCursor) -> Bool {
    switch cursor.byte {
    case UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "="),
      UInt8(ascii: "}"), UInt8(ascii: ">"):
      return true
    case UInt8(ascii: "w"):
      guard setting == .beforeWithin, depth == 1, cursor.stands("within") else { return false }
      var ahead = cursor
      ahead.position += 6
      let gap = ahead.position
      ahead.skipSpace()
      return ahead.position > gap
        && (LineCursor.isDigit(ahead.byte) || ahead.byte == UInt8(ascii: "-"))
        || ahead.isAtEnd
    default: return false
    }
  }

  private mutating func element(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    var field: Name?
    var ahead = cursor
    if let name = ahead.name(), ahead.byte == UInt8(ascii: ":") {
      ahead.position += 1
      if ahead.isAtEnd || ahead.byte == 0x20 || ahead.byte == 0x09 {
        throw ahead.unexpected(
          "expected a pattern right after '\(name.text):'",
          suggestion:
            "write '\(name.text):' and what it captures without a space, or \":\" in quotes")
      }
      field = name
      cursor = ahead
    }
    let primary = try primary(&cursor, afterField: field != nil)
    return try repeated(primary, field: field, &cursor)
  }

  private func repeated(
    _ primary: PatternSyntax, field: Name?, _ cursor: inout LineCursor
  ) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    var range: (min: Int, max: Int?)?
    switch cursor.byte {
    case UInt8(ascii: "?"): range = (0, 1)
    case UInt8(ascii: "*"): range = (0, nil)
    case UInt8(ascii: "+"): range = (1, nil)
    case UInt8(ascii: "{"): range = try counts(&cursor)
    default: break
    }
    guard let range else {
      return field.map { .capture($0, primary) } ?? primary
    }
    if cursor.position == start { cursor.position += 1 }
    let place = cursor.place(from: start)
    if [UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{")]
      .contains(cursor.byte)
    {
      throw cursor.unexpected(
        "a repetition of a repetition", suggestion: "put the inner one in brackets: (a+)?")
    }
    guard let field else {
      return .repetition(primary, min: range.min, max: range.max, place)
    }
    if range.max == 1 && range.min == 0 {
      return .repetition(.capture(field, primary), min: 0, max: 1, place)
    }
    if range.min > 0 {
      return .capture(field, .repetition(primary, min: range.min, max: range.max, place))
    }
    return .repetition(
      .capture(field, .repetition(primary, min: 1, max: range.max, place)), min: 0, max: 1, place)
  }

  private func counts(_ cursor: inout LineCursor) throws(Problem) -> (Int, Int?) {
    let start = cursor.position
    cursor.position += 1
    cursor.skipSpace()
    guard let low = cursor.number() else {
      throw cursor.unexpected("expected a number", suggestion: "such as {2,4}")
    }
    var high: Int? = low
    cursor.skipSpace()
    if cursor.take(",") {
      cursor.skipSpace()
      high = cursor.number()
      cursor.skipSpace()
    }
    guard cursor.take("}") else {
      throw Problem(
        .notClosed, "'{' is not closed", at: cursor.place(start, start + 1),
        suggestion: "write {2}, {2,} or {2,4}")
    }
    let place = cursor.place(from: start)
    if max(low, high ?? 0) > PatternParser.countLimit {
      throw Problem(
        .badNumber, "a repetition of more than \(PatternParser.countLimit)", at: place,
        suggestion: "write {\(min(low, PatternParser.countLimit)),} for no upper limit")
    }
    if let high, high < low || high == 0 {
      throw Problem(
        .badNumber,
        high == 0 ? "a repetition of nothing" : "\(high) is less than \(low)", at: place,
        suggestion: high == 0 ? "delete the element" : "write {\(high),\(low)}")
    }
    return (low, high)
  }

  private mutating func primary(
    _ cursor: inout LineCursor, afterField: Bool
  ) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    switch cursor.byte {
    case UInt8(ascii: "("):
      return try group(&cursor, opening: start)
    case UInt8(ascii: "\""):
      let text = try cursor.quoted()
      if text.text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }) {
        throw Problem(.unexpected, "an empty phrase", at: text.place, suggestion: "delete it")
      }
      return .phrase(text)
    case UInt8(ascii: "'"):
      let text = try cursor.quoted()
      if text.text.isEmpty {
        throw Problem(.unexpected, "an empty word", at: text.place, suggestion: "delete it")
      }
      return .exact(text)
    case UInt8(ascii: "~"):
      return try lemma(&cursor)
    case UInt8(ascii: "$"):
      cursor.position += 1
      guard let name = cursor.name() else {
        throw cursor.unexpected(
          "expected a lexicon's name after '$'", suggestion: "such as $weapons")
      }
      let place = cursor.place(from: start)
      return name.text == "end" ? .sentenceEnd(place) : .lexicon(Name(name.text, place))
    case UInt8(ascii: "<"):
      cursor.position += 1
      guard let name = cursor.name() else {
        throw cursor.unexpected("expected a phrase's name after '<'", suggestion: "such as <actor>")
      }
      guard cursor.take(">") else {
        throw Problem(
          .notClosed, "'<' is not closed", at: cursor.place(start, cursor.position),
          suggestion: "write <\(name.text)>")
      }
      return .reference(Name(name.text, cursor.place(from: start)))
    case UInt8(ascii: "["):
      let condition = try ConditionParser.parse(&cursor)
      return .token(condition, cursor.place(from: start))
    case UInt8(ascii: "/"):
      return try regex(&cursor)
    case UInt8(ascii: "^"):
      cursor.position += 1
      return .sentenceStart(cursor.place(from: start))
    case UInt8(ascii: "_") where !LineCursor.isNameByte(cursor.byte(ahead: 1)):
      cursor.position += 1
      return .any(cursor.place(from: start))
    case UInt8(ascii: ".") where cursor.byte(ahead: 1) == UInt8(ascii: "."):
      return try gap(&cursor)
    default:
      if cursor.standsCurlyQuote { throw cursor.unexpected("expected a pattern") }
      if startsWord(cursor) {
        return try word(&cursor)
      }
      throw notAnElement(cursor)
    }
  }

  /// A letter or digit; signs beyond ASCII, such as dashes, need quotes like the others.
  private func startsWord(_ cursor: LineCursor) -> Bool {
    if cursor.byte < 0x80 {
      return LineCursor.isLetter(cursor.byte) || LineCursor.isDigit(cursor.byte)
    }
    let text = cursor.string(cursor.position, cursor.position + cursor.scalarLength)
    guard let properties = text.unicodeScalars.first?.properties else { return false }
    return properties.isAlphabetic || properties.numericType != nil
  }

  private func notAnElement(_ cursor: LineCursor) -> Problem {
    let mark = cursor.string(cursor.position, cursor.position + cursor.scalarLength)
    let suggestion: String
    switch mark {
    case "?", "*", "+", "{": suggestion = "a repetition follows its element without a space"
    case "%", ",", ";", ":", ".", "-", "–", "—", "!", "&", "@":
      suggestion = "write \"\(mark)\" in quotes for the sign itself"
    case "#": suggestion = "put a space before '#' to begin a comment"
    default: suggestion = "write it in quotes"
    }
    return Problem(
      .unexpected, "'\(mark)' is not an element of a pattern", at: cursor.here,
      suggestion: suggestion)
  }

  private mutating func group(
    _ cursor: inout LineCursor, opening: Int
  ) throws(Problem) -> PatternSyntax {
    cursor.position = opening + 1
    let pattern = try choice(&cursor)
    cursor.skipSpace()
    guard cursor.take(")") else {
      if cursor.isAtEnd || cursor.byte == UInt8(ascii: "=") {
        throw Problem(
          .notClosed, "'(' is not closed", at: cursor.place(opening, opening + 1),
          suggestion: "put ')' where the group ends")
      }
      throw cursor.unexpected("expected ')'")
    }
    return pattern
  }

  private func lemma(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    cursor.position += 1
    guard let name = wordText(&cursor) else {
      throw cursor.unexpected("expected a word after '~'", suggestion: "such as ~rescue")
    }
    let lemma = Name(name.text, cursor.place(from: start))
    guard setting == .verbs else { return .lemma(lemma, particle: nil) }
    var ahead = cursor
    ahead.skipSpace()
    let gap = ahead.position > cursor.position
    guard gap, !ahead.stands("within"), let particle = wordText(&ahead),
      ahead.byte != UInt8(ascii: ":"), ahead.byte != UInt8(ascii: "("),
      particle.text.utf8.first.map({ $0 >= 0x61 && $0 <= 0x7A }) == true
    else { return .lemma(lemma, particle: nil) }
    cursor = ahead
    return .lemma(lemma, particle: particle)
  }

  /// A bare word: letters, digits, and `-`, `'`, `.` and `_` between them.
  private func wordText(_ cursor: inout LineCursor) -> Name? {
    let start = cursor.position
    while !cursor.isAtEnd {
      let byte = cursor.byte
      if cursor.standsCurlyQuote {
        guard cursor.byte(ahead: 2) == 0x99, cursor.position > start,
          isWordByte(cursor.byte(ahead: 3))
        else { break }
        cursor.position += 3
        continue
      }
      if isWordByte(byte) {
        cursor.position += 1
        continue
      }
      let inner = [UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "_")]
      guard inner.contains(byte), cursor.position > start, isWordByte(cursor.byte(ahead: 1)) else {
        break
      }
      cursor.position += 1
    }
    guard cursor.position > start else { return nil }
    return Name(cursor.string(start, cursor.position), cursor.place(from: start))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    LineCursor.isLetter(byte) || LineCursor.isDigit(byte)
  }

  private mutating func word(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    guard let word = wordText(&cursor) else { throw cursor.unexpected("expected a word") }
    if word.text == "each" {
      if cursor.byte == UInt8(ascii: "(") {
        let inner = try group(&cursor, opening: cursor.position)
        return .each(inner, cursor.place(start, start + 4))
      }
      var ahead = cursor
      ahead.skipSpace()
      if ahead.byte == UInt8(ascii: "(") {
        throw Problem(
          .unexpected, "a space between 'each' and '('", at: word.place,
          suggestion: "write 'each(' for a list, \"each\" for the word")
      }
    }
    if let first = word.text.unicodeScalars.first, first.properties.isUppercase {
      var conditions: ConditionSyntax?
      if cursor.byte == UInt8(ascii: "[") { conditions = try ConditionParser.parse(&cursor) }
      return .tag(word, conditions: conditions)
    }
    if cursor.byte == UInt8(ascii: "[") {
      throw cursor.unexpected(
        "a condition behind a word", suggestion: "write [word=\(word.text) & …] instead")
    }
    return .word(word)
  }

  private func regex(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    cursor.position += 1
    let from = cursor.position
    while !cursor.isAtEnd && cursor.byte != UInt8(ascii: "/") {
      cursor.position += cursor.byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard cursor.position < cursor.end else {
      cursor.position = cursor.end
      throw Problem(
        .notClosed, "'/' is not closed on its line", at: cursor.place(start, start + 1),
        suggestion: "put '/' at the end of the regular expression, or write \"/\" for the sign")
    }
    var text = cursor.string(from, cursor.position)
    cursor.position += 1
    if cursor.byte == UInt8(ascii: "i") && !LineCursor.isNameByte(cursor.byte(ahead: 1)) {
      cursor.position += 1
      text = "(?i)" + text
    }
    return .regex(Name(text, cursor.place(from: start)))
  }

  private mutating func gap(_ cursor: inout LineCursor) throws(Problem) -> PatternSyntax {
    let start = cursor.position
    cursor.position += 2
    guard let count = cursor.number() else {
      throw cursor.unexpected(
        "expected the largest length of the gap after '..'", suggestion: "such as ..5")
    }
    let place = cursor.place(from: start)
    if count == 0 || count > PatternParser.countLimit {
      throw Problem(
        .badNumber, "a gap of \(count) tokens", at: place,
        suggestion: "write a number from 1 to \(PatternParser.countLimit)")
    }
    var excluding: PatternSyntax?
    if cursor.take("!") {
      if cursor.isAtEnd || cursor.byte == 0x20 {
        throw cursor.unexpected(
          "expected what the gap may not contain right after '!'",
          suggestion: "such as ..5!(\";\" | \":\")")
      }
      excluding = try primary(&cursor, afterField: true)
    }
    return .gap(max: count, excluding: excluding, place)
  }
}
