/// The tokens of a document in order, as a structure of arrays.
///
/// `start` and `end` are UTF-8 byte offsets in the document's text, half-open. `word` and `lemma`
/// are ids in the worker's `Vocabulary`; `lemma` is in comparable form (lower case).
public struct TokenTable: Sendable {
  public var start: [Int32] = []
  public var end: [Int32] = []
  public var word: [UInt32] = []
  public var lemma: [UInt32] = []
  public var pos: [PartOfSpeech] = []

  public init() {}

  public var count: Int { start.count }

  public func span(_ token: Int) -> Span { Span(Int(start[token]), Int(end[token])) }

  /// The bytes from the first token's start to the last token's end; the range is not empty.
  public func span(_ range: TokenRange) -> Span {
    Span(Int(start[range.start]), Int(end[range.end - 1]))
  }

  /// Whether white space stands between this token and the one before.
  public func hasSpaceBefore(_ token: Int) -> Bool {
    token == 0 || end[token - 1] < start[token]
  }

  /// Adds a token without part of speech and lemma; the tagger fills them.
  public mutating func append(start: Int, end: Int, word: UInt32) {
    self.start.append(Int32(start))
    self.end.append(Int32(end))
    self.word.append(word)
    lemma.append(0)
    pos.append(.x)
  }

  public mutating func removeAll() {
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    word.removeAll(keepingCapacity: true)
    lemma.removeAll(keepingCapacity: true)
    pos.removeAll(keepingCapacity: true)
  }
}

/// One sentence: its bytes in the text without surrounding white space, its tokens, and the block
/// that it stands in. A sentence never crosses a block.
public struct Sentence: Hashable, Sendable {
  public var span: Span
  public var tokens: TokenRange
  public var block: Int

  public init(span: Span, tokens: TokenRange, block: Int) {
    self.span = span
    self.tokens = tokens
    self.block = block
  }
}
