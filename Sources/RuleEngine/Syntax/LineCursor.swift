import DocumentModel

/// Reads through one logical line. Offsets are those of the file.
struct LineCursor {
  let text: [UInt8]
  let file: Int
  var position: Int
  var end: Int

  init(text: [UInt8], file: Int, line: SourceLines.Line) {
    self.text = text
    self.file = file
    position = line.start
    end = line.end
  }

  /// The byte here, 0 at the end (NUL never stands in a line).
  var byte: UInt8 { position < end ? text[position] : 0 }

  var isAtEnd: Bool { position >= end }

  func byte(ahead: Int) -> UInt8 { position + ahead < end ? text[position + ahead] : 0 }

  func place(from start: Int) -> SourcePlace { place(start, position) }

  func place(_ start: Int, _ end: Int) -> SourcePlace {
    SourcePlace(file: file, start: start, end: max(start, end))
  }

  /// The scalar here, or an empty place behind the line's last character.
  var here: SourcePlace {
    isAtEnd ? place(end, end) : place(position, position + scalarLength)
  }

  /// UTF-8 bytes of the scalar here; the text is well formed.
  var scalarLength: Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  func string(_ start: Int, _ end: Int) -> String {
    String(decoding: text[start..<max(start, end)], as: UTF8.self)
  }

  mutating func skipSpace() {
    while position < end, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
  }

  /// Whether the bytes here are these.
  func stands(_ token: StaticString) -> Bool {
    guard position + token.utf8CodeUnitCount <= end else { return false }
    return token.withUTF8Buffer { buffer in
      for (i, byte) in buffer.enumerated() where text[position + i] != byte { return false }
      return true
    }
  }

  /// Takes the token when it stands here.
  mutating func take(_ token: StaticString) -> Bool {
    guard stands(token) else { return false }
    position += token.utf8CodeUnitCount
    return true
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// A name such as `harm-verbs`: a letter, then letters, digits, `-` and `_`. Not behind it:
  /// the `-` of an arrow.
  mutating func name() -> Name? {
    guard LineCursor.isLetter(byte), !standsCurlyQuote else { return nil }
    let start = position
    while LineCursor.isNameByte(byte) && !standsCurlyQuote
      && !(byte == UInt8(ascii: "-") && byte(ahead: 1) == UInt8(ascii: ">"))
    {
      position += 1
    }
    return Name(string(start, position), place(from: start))
  }

  /// A name, or an error that says what was expected.
  mutating func name(_ what: String, example: String) throws(Problem) -> Name {
    skipSpace()
    if let name = name() { return name }
    throw unexpected("expected \(what)", suggestion: "such as \(example)")
  }

  /// U+2018 to U+201F: what word processors make of quotes.
  var standsCurlyQuote: Bool {
    byte == 0xE2 && byte(ahead: 1) == 0x80 && (0x98...0x9F).contains(byte(ahead: 2))
  }

  /// Digits as a number, capped at a billion; nil when none stand here.
  mutating func number() -> Int? {
    guard LineCursor.isDigit(byte) else { return nil }
    var value = 0
    while LineCursor.isDigit(byte) {
      value = min(1_000_000_000, value * 10 + Int(byte - 0x30))
      position += 1
    }
    return value
  }

  /// Characters up to white space or one of `stops`.
  mutating func run(stops: [UInt8] = []) -> Name? {
    let start = position
    while !isAtEnd, byte != 0x20, byte != 0x09, !stops.contains(byte) { position += 1 }
    return position > start ? Name(string(start, position), place(from: start)) : nil
  }

  /// A string in straight double or single quotes, its escapes resolved. The place includes the
  /// quotes. Escapes: `\" \' \\ \n \t \u{1F600}`.
  mutating func quoted() throws(Problem) -> Name {
    let start = position
    let quote = byte
    position += 1
    var bytes: [UInt8] = []
    while !isAtEnd && byte != quote {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        position += 1
        continue
      }
      let escape = position
      position += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
        bytes.append(byte)
        position += 1
      case UInt8(ascii: "n"):
        bytes.append(0x0A)
        position += 1
      case UInt8(ascii: "t"):
        bytes.append(0x09)
        position += 1
      case UInt8(ascii: "u") where byte(ahead: 1) == UInt8(ascii: "{"):
        position += 2
        let digits = position
        while !isAtEnd && byte != UInt8(ascii: "}") && byte != quote { position += 1 }
        guard byte == UInt8(ascii: "}"),
          let value = UInt32(string(digits, position), radix: 16),
          let scalar = Unicode.Scalar(value), value != 0
        else {
          throw Problem(
            .unexpected, "not a character: '\(string(escape, position))'",
            at: place(escape, position), suggestion: "write its number as in '\\u{2019}'")
        }
        position += 1
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      default:
        throw Problem(
          .unexpected, "unknown escape '\(string(escape, min(end, position + scalarLength)))'",
          at: place(escape, min(end, position + scalarLength)),
          suggestion: "write '\\\\' for a backslash")
      }
    }
    guard byte == quote else {
      let mark = quote == UInt8(ascii: "\"") ? "\"" : "'"
      throw Problem(
        .notClosed, "the quote is not closed on its line", at: place(start, start + 1),
        suggestion: "put \(mark) at the end of the text")
    }
    position += 1
    return Name(String(decoding: bytes, as: UTF8.self), place(from: start))
  }

  /// An error at what stands here.
  func unexpected(_ message: String, suggestion: String? = nil) -> Problem {
    if standsCurlyQuote {
      return Problem(
        .unexpected, "a curly quote", at: place(position, position + 3),
        suggestion: "write straight quotes: \"shot down\"")
    }
    if isAtEnd {
      return Problem(
        .unexpected, "\(message), found the end of the line", at: here, suggestion: suggestion)
    }
    var stop = position
    while stop < end, LineCursor.isNameByte(text[stop]), stop - position < 40 { stop += 1 }
    if stop == position { stop = position + scalarLength }
    // A cut inside a character would not be text.
    while stop < end, text[stop] & 0xC0 == 0x80 { stop += 1 }
    return Problem(
      .unexpected, "\(message), found '\(string(position, stop))'", at: place(position, stop),
      suggestion: suggestion)
  }

  /// Throws unless nothing but white space follows.
  mutating func expectEnd(_ what: String) throws(Problem) {
    skipSpace()
    if !isAtEnd { throw unexpected("expected the end of the line after \(what)") }
  }
}
