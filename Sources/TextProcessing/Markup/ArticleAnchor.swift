import DocumentModel

/// Checks the chosen text against the article's text in JSON-LD, and repairs the choice by it.
struct ArticleAnchor {
  /// Texts shorter than this are summaries.
  static let shortestBody = 400

  private let shingles: Set<UInt64>
  /// The JSON string's text, and the runs that lead from it to the page's UTF-8 form.
  private var text: [UInt8] = []
  private var runs: [OffsetRun] = []
  private var lines: [Span] = []

  /// - Parameter body: bytes of a JSON string in `source`.
  /// - Returns: nil if it is short, or markup and not text.
  init?(_ body: ArticleBody, _ source: UnsafePointer<UInt8>) {
    guard body.length >= ArticleAnchor.shortestBody else { return nil }
    var text: [UInt8] = []
    var runs: [OffsetRun] = []
    var lines: [Span] = []
    var lineStart = 0
    var tags = 0
    var spaceIsDue = false
    LooseJSON.decode(source, body.start, body.end) { code, start, end in
      if code == 0x3C { tags += 1 }
      if code == 0x0A {
        if text.count > lineStart { lines.append(Span(lineStart, text.count)) }
        lineStart = text.count
        spaceIsDue = false
        return
      }
      if code <= 0x20 || code == 0xA0 {
        spaceIsDue = text.count > lineStart
        return
      }
      // A space takes the place of the last byte before the character: the escape or blank.
      if spaceIsDue {
        text.append(0x20)
        runs.append(
          OffsetRun(
            textStart: text.count - 1, textLength: 1, sourceStart: start - 1, sourceLength: 1))
        spaceIsDue = false
      }
      let place = text.count
      HTMLBytes.append(code, to: &text)
      let length = text.count - place
      if let last = runs.last, last.textLength == last.sourceLength, length == end - start,
        Int(last.sourceStart) + Int(last.sourceLength) == start,
        Int(last.textStart) + Int(last.textLength) == place, place > lineStart
      {
        runs[runs.count - 1].textLength += Int32(length)
        runs[runs.count - 1].sourceLength += Int32(length)
      } else {
        runs.append(
          OffsetRun(
            textStart: place, textLength: length, sourceStart: start, sourceLength: end - start))
      }
    }
    if text.count > lineStart { lines.append(Span(lineStart, text.count)) }
    guard tags < 3 else { return nil }
    self.text = text
    self.runs = runs
    self.lines = lines
    shingles = Set(ArticleAnchor.shingles(text[...]))
  }

  /// Hashes of each four words in a row; an ideograph counts as a word.
  static func shingles(_ text: ArraySlice<UInt8>) -> [UInt64] {
    var last: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    var result: [UInt64] = []
    var hash: UInt64 = 0
    var length = 0
    func endWord() {
      guard length > 0 else { return }
      count += 1
      if count >= 4 {
        result.append(
          (last.0 &* 31 &+ last.1 &* 1_000_003 &+ last.2 &* 998_244_353 &+ hash)
            &* 0x9E37_79B9_7F4A_7C15)
      }
      last = (last.1, last.2, hash)
      hash = 0
      length = 0
    }
    for byte in text {
      if 0xE3...0xED ~= byte { endWord() }
      if byte < 0x80, !HTMLBytes.isAlphanumeric(byte) {
        endWord()
      } else {
        hash = (hash ^ UInt64(HTMLBytes.lower(byte))) &* 0x100_0000_01B3 &+ 7
        length += 1
      }
    }
    endWord()
    return result
  }

  /// How much of the JSON text stands in the chosen blocks, 0 to 1.
  func overlap(_ page: Page, _ chosen: [Int32]) -> Float {
    guard !shingles.isEmpty else { return 1 }
    var found: Set<UInt64> = []
    for index in chosen {
      let block = page.blocks[Int(index)]
      for shingle in ArticleAnchor.shingles(page.bytes(block.start, block.end))
      where shingles.contains(shingle) {
        found.insert(shingle)
      }
    }
    return Float(found.count) / Float(shingles.count)
  }

  /// The blocks of the page that the JSON text confirms: most of their words stand in it.
  func confirmed(_ page: Page) -> [Int32] {
    page.blocks.indices.filter { index in
      let block = page.blocks[index]
      let own = ArticleAnchor.shingles(page.bytes(block.start, block.end))
      guard own.count >= 3 else { return false }
      return own.count(where: { shingles.contains($0) }) * 10 >= own.count * 6
    }.map { Int32($0) }
  }

  /// Makes the JSON text the document's, each line a paragraph.
  func fill(_ document: inout Document, _ table: DecodeTable?) {
    var offsets: [OffsetRun] = []
    var next = 0
    for line in lines {
      if !document.text.isEmpty { document.text.append(0x0A) }
      let start = document.text.count
      document.text.append(contentsOf: text[line.start..<line.end])
      document.blocks.append(Block(span: Span(start, document.text.count), kind: .paragraph))
      while next < runs.count, Int(runs[next].textStart) < line.end {
        var run = runs[next]
        run.textStart += Int32(start - line.start)
        offsets.append(run)
        next += 1
      }
    }
    document.offsets = OffsetMap(runs: offsets, decodeTable: table)
    document.metadata.textOrigin = ContentSelector.Origin.recovered.rawValue
  }
}
