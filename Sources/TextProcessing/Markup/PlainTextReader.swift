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
    MarkupReader.fill(&document, with: bytes, from: decoded.start, decoded.table)
    document.metadata.textOrigin = "input"
    return document
  }

  /// Makes bytes the document's text, one block for each line that is not empty.
  ///
  /// A NUL becomes U+FFFD, with a finding: many readers of what we write take it for the end.
  ///
  /// - Parameters:
  ///   - bytes: valid UTF-8.
  ///   - start: where the text begins in them.
  ///   - table: from their offsets to those in the source, where that is something else.
  public static func fill(
    _ document: inout Document, with bytes: [UInt8], from start: Int = 0,
    _ table: DecodeTable? = nil
  ) {
    var runs: [OffsetRun] = []
    var nulls = 0
    if bytes[start...].contains(0) {
      document.text = []
      document.text.reserveCapacity(bytes.count - start)
      var at = start
      while at < bytes.count {
        let isNull = bytes[at] == 0
        let end = bytes[at...].firstIndex { ($0 == 0) != isNull } ?? bytes.count
        let before = document.text.count
        if isNull {
          for _ in at..<end { document.text.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
          nulls += end - at
        } else {
          document.text.append(contentsOf: bytes[at..<end])
        }
        runs.append(
          OffsetRun(
            textStart: before, textLength: document.text.count - before, sourceStart: at,
            sourceLength: end - at))
        at = end
      }
      document.findings.append(
        Finding(stage: "markup", message: "\(nulls) NUL characters; read as U+FFFD"))
    } else {
      document.text = start > 0 ? Array(bytes[start...]) : bytes
      if start > 0 || table != nil, !document.text.isEmpty {
        runs.append(
          OffsetRun(
            textStart: 0, textLength: document.text.count, sourceStart: start,
            sourceLength: document.text.count))
      }
    }
    document.blocks = blocks(of: document.text)
    if start > 0 || table != nil || nulls > 0 {
      document.offsets = OffsetMap(runs: runs, decodeTable: table)
    }
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
