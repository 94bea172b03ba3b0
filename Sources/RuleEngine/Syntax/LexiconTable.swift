import DocumentModel

/// Reads a lexicon file: CSV as in RFC 4180 (`.tsv`: tabs), UTF-8, lines that begin with `#` left
/// out.
struct LexiconTable {
  /// A cell by its place: half-open offsets, quotes included.
  struct Cell {
    var start: Int
    var end: Int
    var isQuoted = false
  }

  let file: Int
  let bytes: [UInt8]
  let delimiter: UInt8
  private var position: Int
  private(set) var problem: Problem?

  init(file: Int, bytes: [UInt8], delimiter: UInt8) {
    self.file = file
    self.bytes = bytes
    self.delimiter = delimiter
    position = SourceLines.markLength(bytes)
    var i = position
    while i < bytes.count {
      // Nearly all bytes of nearly all files.
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      let length = UTF8Check.length(bytes, at: i)
      if length == 0 {
        problem = Problem(
          .notUTF8, "the file is not UTF-8: byte 0x\(String(bytes[i], radix: 16)) at offset \(i)",
          at: SourcePlace(file: file, start: i, end: i + 1), suggestion: "save the file as UTF-8")
        position = bytes.count
        return
      }
      i += length
    }
  }

  /// Reads the next row that is neither blank nor a comment.
  ///
  /// - Returns: false at the end or after a problem.
  mutating func nextRow(into cells: inout [Cell]) -> Bool {
    cells.removeAll(keepingCapacity: true)
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.count && bytes[position] != 0x0A { position += 1 }
        position += 1
        continue
      }
      if bytes[position] == 0x0A || bytes[position] == 0x0D {
        position += 1
        continue
      }
      return row(into: &cells)
    }
    return false
  }

  private mutating func row(into cells: inout [Cell]) -> Bool {
    while true {
      let start = position
      if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
        guard skipQuoted() else { return false }
        cells.append(Cell(start: start, end: position, isQuoted: true))
      } else {
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
          bytes[position] != 0x0D
        {
          position += 1
        }
        cells.append(Cell(start: start, end: position))
      }
      if position < bytes.count && bytes[position] == delimiter {
        position += 1
        continue
      }
      if position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
        problem = Problem(
          .brokenTable, "text behind a closing quote",
          at: SourcePlace(file: file, start: position, end: position + 1),
          suggestion: "write a quote inside a quoted cell twice: \"\"")
        return false
      }
      return true
    }
  }

  /// Moves behind the quoted cell here.
  private mutating func skipQuoted() -> Bool {
    let start = position
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") {
        guard position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\"") else {
          position += 1
          return true
        }
        position += 1
      }
      position += 1
    }
    problem = Problem(
      .brokenTable, "a quoted cell is not closed",
      at: SourcePlace(file: file, start: start, end: start + 1),
      suggestion: "put '\"' where the cell ends")
    return false
  }

  func place(of cell: Cell) -> SourcePlace {
    SourcePlace(file: file, start: cell.start, end: cell.end)
  }

  /// The words of a cell: quotes resolved, white space at both ends taken off and one space inside.
  func text(of cell: Cell) -> String {
    guard cell.isQuoted else { return LexiconLine.normalized(bytes[cell.start..<cell.end]) }
    var text: [UInt8] = []
    var i = cell.start + 1
    while i < cell.end - 1 {
      text.append(bytes[i])
      i += bytes[i] == UInt8(ascii: "\"") ? 2 : 1
    }
    return LexiconLine.normalized(text[...])
  }
}
