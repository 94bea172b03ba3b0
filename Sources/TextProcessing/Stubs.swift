// Stand-ins so that the pipeline builds before every stage is there.
// WHOEVER LANDS THE REAL TYPE DELETES ITS STAND-IN HERE (and the file with the last one).
import DocumentModel

public struct MarkupReader: Sendable {
  public init(resources: ResourceFolder) throws {}
  public struct Scratch {}
  public func makeScratch() -> Scratch { Scratch() }
  public func html(_ source: [UInt8], id: String, _ scratch: inout Scratch) -> Document {
    plain(source, id: id, &scratch)
  }
  public func plain(_ source: [UInt8], id: String, _ scratch: inout Scratch) -> Document {
    var document = Document(id: id, text: Array(String(decoding: source, as: UTF8.self).utf8))
    document.blocks = Self.blocks(of: document.text)
    return document
  }
  public static func blocks(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == 0x0A {
      if end > start { blocks.append(Block(span: Span(start, end), kind: .paragraph)) }
      start = end + 1
    }
    return blocks
  }
}

public func metadataJSON(_ document: Document, all: Bool) -> [UInt8] { [0x7B, 0x7D, 0x0A] }

public struct DateTagger: Processor {
  public init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {}
  public struct Scratch {}
  public func makeScratch() -> Scratch { Scratch() }
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {}
}

public struct QuantityTagger: Processor {
  public init(
    resources: ResourceFolder, vocabulary: inout Vocabulary,
    vagueBounds: [(words: String, low: Double)] = []
  ) throws {}
  public struct Scratch {}
  public func makeScratch() -> Scratch { Scratch() }
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {}
}
