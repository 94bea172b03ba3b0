import DocumentModel

/// A rule file cut into blocks and logical lines, before any of them is parsed.
///
/// `text` has as many bytes as the file, so that every offset in it is an offset in the file;
/// comments, ends of lines, byte order mark, control characters and the spaces that word
/// processors put in (U+00A0, U+200B, U+FEFF) are blanks in it.
struct SourceLines {
  /// A logical line: a physical line and the deeper-indented ones that continue it.
  struct Line {
    var start: Int
    var end: Int
  }

  /// A line in column 1 and the indented lines below it.
  struct Block {
    var head: Line
    var body: [Line]
  }

  var text: [UInt8]
  var blocks: [Block] = []
  /// Whether the file is no text at all; it then has no blocks.
  var isBinary = false

  static func markLength(_ bytes: [UInt8]) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  /// - Parameter bytes: the file as it is; it need not be valid.
  init(file: Int, bytes: [UInt8], log: inout DiagnosticLog) {
    text = bytes
    let markLength = SourceLines.markLength(bytes)
    for i in 0..<markLength { text[i] = 0x20 }
    replaceInvalid(file: file, log: &log)
    if isBinary { return }
    var physical: [(start: Int, end: Int)] = []
    var start = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte == 0x0A || byte == 0x0D {
        physical.append((start, i))
        text[i] = 0x20
        if byte == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A {
          text[i + 1] = 0x20
          i += 1
        }
        start = i + 1
      }
      i += 1
    }
    physical.append((start, text.count))
    for line in physical { blank(line) }
    group(physical, markLength: markLength, file: file, log: &log)
  }

  /// Reports bytes that are not text, once of each kind, and puts harmless ones in their place.
  private mutating func replaceInvalid(file: Int, log: inout DiagnosticLog) {
    var invalid = (count: 0, first: 0, byte: UInt8(0))
    var control = (count: 0, first: 0, byte: UInt8(0))
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F {
        if control.count == 0 { control = (0, i, byte) }
        control.count += 1
        text[i] = 0x20
      }
      let length = UTF8Check.length(text, at: i)
      if length == 0 {
        if invalid.count == 0 { invalid = (0, i, byte) }
        invalid.count += 1
        text[i] = UInt8(ascii: "?")
      }
      i += max(1, length)
    }
    func report(
      _ code: DiagnosticCode, _ found: (count: Int, first: Int, byte: UInt8), _ what: String,
      _ suggestion: String
    ) {
      let hex = (found.byte < 16 ? "0x0" : "0x") + String(found.byte, radix: 16)
      let more = found.count > 1 ? ", and \(found.count - 1) more" : ""
      log.report(
        code, "\(what) \(hex) at offset \(found.first)\(more)",
        at: SourcePlace(file: file, start: found.first, end: found.first + 1),
        suggestion: suggestion)
    }
    if invalid.count > 0 {
      report(.notUTF8, invalid, "the file is not UTF-8: byte", "save the file as UTF-8")
    }
    if control.count > 0 {
      report(.controlCharacter, control, "control character", "delete it")
    }
    isBinary = invalid.count > 0 && control.count > 0
  }

  /// Blanks the comment and the odd spaces of one physical line.
  private mutating func blank(_ line: (start: Int, end: Int)) {
    var i = line.start
    while i < line.end {
      let byte = text[i]
      switch byte {
      case UInt8(ascii: "\""):
        var j = i + 1
        while j < line.end && text[j] != UInt8(ascii: "\"") {
          j += text[j] == UInt8(ascii: "\\") ? 2 : 1
        }
        if j < line.end { i = j }
      case UInt8(ascii: "#")
      where i == line.start || text[i - 1] == 0x20 || text[i - 1] == 0x09:
        while i < line.end {
          text[i] = 0x20
          i += 1
        }
        return
      case 0xC2 where i + 1 < line.end && text[i + 1] == 0xA0:
        text[i] = 0x20
        text[i + 1] = 0x20
      case 0xE2 where i + 2 < line.end && text[i + 1] == 0x80 && text[i + 2] == 0x8B,
        0xEF where i + 2 < line.end && text[i + 1] == 0xBB && text[i + 2] == 0xBF:
        text[i] = 0x20
        text[i + 1] = 0x20
        text[i + 2] = 0x20
      default: break
      }
      i += 1
    }
  }

  private mutating func group(
    _ physical: [(start: Int, end: Int)], markLength: Int, file: Int, log: inout DiagnosticLog
  ) {
    var depth: Int?
    var stray = false
    for line in physical {
      var i = line.start
      var column = 0
      while i < line.end, text[i] == 0x20 || text[i] == 0x09 {
        column = text[i] == 0x09 ? (column / 8 + 1) * 8 : column + 1
        i += 1
      }
      // The byte order mark has become three blanks.
      if line.start == 0 { column -= markLength }
      var end = line.end
      while end > i, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
      if i == end { continue }
      if column == 0 {
        blocks.append(Block(head: Line(start: i, end: end), body: []))
        depth = nil
        stray = false
        continue
      }
      guard !blocks.isEmpty else {
        if !stray {
          log.report(
            .indentation, "an indented line that belongs to no block",
            at: SourcePlace(file: file, start: i, end: end),
            suggestion: "begin a block such as 'rule NAME -> RECORD' in column 1")
        }
        stray = true
        continue
      }
      let last = blocks.count - 1
      if let depth, column > depth, !blocks[last].body.isEmpty {
        blocks[last].body[blocks[last].body.count - 1].end = end
        continue
      }
      if let depth, column < depth {
        log.report(
          .indentation, "this line is indented by \(column), the lines above it by \(depth)",
          at: SourcePlace(file: file, start: i, end: end),
          suggestion: "indent the lines of a block alike; a deeper one continues the line above")
      }
      if depth == nil { depth = column }
      blocks[last].body.append(Line(start: i, end: end))
    }
  }
}

/// Well-formed UTF-8 (Unicode 15, table 3-7).
enum UTF8Check {
  /// The length of the sequence at `i`, 0 when it is not well formed.
  static func length(_ bytes: [UInt8], at i: Int) -> Int {
    let first = bytes[i]
    func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      i + offset < bytes.count && range.contains(bytes[i + offset])
    }
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
    case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }
}
