import DocumentModel

extension MarkupReader {
  /// Reads a text file in any encoding: one block for each line that is not empty.
  ///
  /// The text is the file's, unless it is not UTF-8; offsets are then mapped.
  public func plain(_ source: [UInt8], id: String, _ scratch: inout Scratch) -> Document {
    var document = Document(id: id, text: [])
    let source = bounded(source, &document)
    let decoded = decoder.decode(source, isHTML: false, &document)
    let bytes = decoded.bytes ?? source
    document.text = decoded.start > 0 ? Array(bytes[decoded.start...]) : bytes
    document.blocks = MarkupReader.blocks(of: document.text)
    if decoded.start > 0 || decoded.table != nil {
      let run = OffsetRun(
        textStart: 0, textLength: document.text.count, sourceStart: decoded.start,
        sourceLength: document.text.count)
      document.offsets = OffsetMap(
        runs: document.text.isEmpty ? [] : [run], decodeTable: decoded.table)
    }
    document.metadata.textOrigin = "input"
    return document
  }

  /// One block for each line that holds more than white space, without that at its ends. O(length).
  public static func blocks(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        var end = start
        while end < text.count, text[end] != 0x0A { end += 1 }
        var first = start
        var last = end
        while first < last, HTMLBytes.isSpace(text[first]) { first += 1 }
        while last > first, HTMLBytes.isSpace(text[last - 1]) { last -= 1 }
        if last > first { blocks.append(Block(span: Span(first, last), kind: .paragraph)) }
        start = end + 1
      }
    }
    return blocks
  }
}
