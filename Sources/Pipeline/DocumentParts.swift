import DocumentModel
import TextProcessing

/// The parts in which a very long document is annotated, so that memory does not grow with it.
///
/// A part is whole blocks of the text; a block that is longer than a part is divided behind a line, a
/// mark or a space. An article is one part.
struct DocumentParts {
  private let document: Document
  private var blocks: ArraySlice<Block>
  private let size: Int
  /// Where the next part begins.
  private var origin = PartOrigin()
  /// The first run of the offset map that may reach into the next part.
  private var run = 0

  /// - Parameter size: bytes of the text in a part, about.
  init(_ document: Document, size: Int) {
    self.document = document
    self.size = size
    blocks =
      document.text.count > size && document.blocks.isEmpty
      ? MarkupReader.blocks(of: document.text)[...] : document.blocks[...]
    isWhole = document.text.count <= size
  }

  /// Whether there is but one part, the document as it is.
  private let isWhole: Bool
  private var isDone = false

  /// The next part, nil behind the last. Its `origin.sentences` is 0: what stands before is not
  /// known here.
  mutating func next() -> Document? {
    if isWhole {
      if isDone { return nil }
      isDone = true
      return document
    }
    guard var first = blocks.first else { return nil }
    var own: [Block] = []
    var end = first.span.start
    let limit = first.span.start + size
    while let block = blocks.first {
      if block.span.end <= limit {
        own.append(block)
        end = block.span.end
        blocks.removeFirst()
        continue
      }
      guard own.isEmpty else { break }
      first = block
      end = place(in: block.span, before: limit)
      own.append(Block(span: Span(block.span.start, end), kind: block.kind, level: block.level))
      first.span.start = end
      blocks[blocks.startIndex] = first
      break
    }
    return part(own, end)
  }

  private mutating func part(_ own: [Block], _ end: Int) -> Document {
    let start = own.first?.span.start ?? end
    var scalars = 0
    document.text.withUnsafeBufferPointer { text in
      for at in origin.bytes..<start where text[at] & 0xC0 != 0x80 { scalars += 1 }
    }
    origin.scalars += scalars
    origin.bytes = start
    var part = document
    part.findings = []
    part.text = Array(document.text[start..<end])
    part.blocks = own.map {
      Block(
        span: Span($0.span.start - start, $0.span.end - start), kind: $0.kind, level: $0.level)
    }
    part.origin = origin
    part.offsets = offsets(start, end)
    return part
  }

  /// The runs of the offset map that lie in a span of the text.
  private mutating func offsets(_ start: Int, _ end: Int) -> OffsetMap {
    if document.offsets.isIdentity {
      return OffsetMap(runs: [
        OffsetRun(
          textStart: 0, textLength: end - start, sourceStart: start, sourceLength: end - start)
      ])
    }
    let all = document.offsets.runs
    while run < all.count, Int(all[run].textStart) + Int(all[run].textLength) <= start { run += 1 }
    var runs: [OffsetRun] = []
    var index = run
    while index < all.count, Int(all[index].textStart) < end {
      var item = all[index]
      let itemEnd = Int(item.textStart) + Int(item.textLength)
      // Only runs that map byte by byte can be divided; another one keeps its whole source.
      let isVerbatim = item.textLength == item.sourceLength && item.sourceStart >= 0
      let cut = max(0, start - Int(item.textStart))
      let length = min(itemEnd, end) - Int(item.textStart) - cut
      if isVerbatim {
        item.sourceStart += Int32(cut)
        item.sourceLength = Int32(length)
      }
      item.textStart = Int32(max(0, Int(item.textStart) - start))
      item.textLength = Int32(length)
      runs.append(item)
      index += 1
    }
    return OffsetMap(runs: runs, decodeTable: document.offsets.decodeTable)
  }

  /// Where a block that is too long is divided: in the last quarter behind a line, else behind a
  /// mark with white space, else at white space, else between two characters.
  private func place(in span: Span, before limit: Int) -> Int {
    let end = min(span.end, limit)
    return document.text.withUnsafeBufferPointer { text in
      var space = -1
      var mark = -1
      var at = end - 1
      while at > end - size / 4, at > span.start {
        if text[at] == 0x0A { return at + 1 }
        if text[at] == 0x20 || text[at] == 0x09 {
          if space < 0 { space = at + 1 }
          switch text[at - 1] {
          case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"):
            if mark < 0 { mark = at + 1 }
          default: break
          }
        }
        at -= 1
      }
      if mark > 0 { return mark }
      if space > 0 { return space }
      var cut = end
      while cut > span.start + 1, cut < text.count, text[cut] & 0xC0 == 0x80 { cut -= 1 }
      return cut
    }
  }
}
