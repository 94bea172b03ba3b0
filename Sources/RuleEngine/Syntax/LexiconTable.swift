import DocumentModel

/// Reads a lexicon file: CSV as in RFC 4180 (`.tsv`: tabs), UTF-8, lines that begin with `#` left
/// out.
struct LexiconTable {
  struct Cell {
    var text: String
    var place: SourcePlace
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

  /// The next row that is neither blank nor a comment; nil at the end or after a problem.
  mutating func nextRow() -> [Cell]? {
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
      return row()
    }
    return nil
  }

  private mutating func row() -> [Cell]? {
    var cells: [Cell] = []
    while true {
      let start = position
      if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
        guard let cell = quoted() else { return nil }
        cells.append(cell)
      } else {
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
          bytes[position] != 0x0D
        {
          position += 1
        }
        cells.append(cell(bytes[start..<position], start, position))
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
        return nil
      }
      return cells
    }
  }

  private mutating func quoted() -> Cell? {
    let start = position
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") {
        if position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\"") {
          text.append(UInt8(ascii: "\""))
          position += 2
          continue
        }
        position += 1
        return cell(text[...], start, position)
      }
      text.append(bytes[position])
      position += 1
    }
    problem = Problem(
      .brokenTable, "a quoted cell is not closed",
      at: SourcePlace(file: file, start: start, end: start + 1),
      suggestion: "put '\"' where the cell ends")
    return nil
  }

  private func cell(_ text: ArraySlice<UInt8>, _ start: Int, _ end: Int) -> Cell {
    Cell(
      text: LexiconLine.normalized(String(decoding: text, as: UTF8.self)),
      place: SourcePlace(file: file, start: start, end: end))
  }
}
