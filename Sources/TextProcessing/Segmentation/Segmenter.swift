import DocumentModel

/// Finds tokens and sentences.
///
/// Reads `text` and `blocks`; adds `tokens` (without part of speech and lemma), `sentences` and
/// `sentenceOfToken`. A sentence never crosses a block; without blocks every line is one.
/// Sentences come from ICU's rules and a layer of own rules whose word lists are data in
/// `en/segmentation/`.
public struct Segmenter: Processor {
  public let tokenizer: Tokenizer
  let rules: SentenceRules
  /// Tokens of a sentence; a longer one is cut.
  public var longestSentence = Limits().sentenceTokens

  /// Buffers of one worker.
  public struct Scratch {
    var cuts = TokenCuts()
    var breaker = SentenceBreaker()
    var icuEnds: [Int32] = []
    var layout = SentenceLayout()
    var lastTokens: [Int32] = []
    /// How often a sentence of the document was longer than it may be.
    var cutSentences = 0
  }

  /// - Parameter tokenizer: one that was made of the same folder; nil to make one.
  /// - Throws: `FileError` or `SegmentationDataError` when a word list is missing or damaged.
  public init(
    resources: ResourceFolder, vocabulary: inout Vocabulary, tokenizer: Tokenizer? = nil
  ) throws {
    self.tokenizer = try tokenizer ?? Tokenizer(resources: resources)
    rules = try SentenceRules(resources: resources, vocabulary: &vocabulary)
  }

  public func makeScratch() -> Scratch { Scratch() }

  /// O(length of the text).
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    document.tokens.removeAll()
    document.sentences.removeAll(keepingCapacity: true)
    document.sentenceOfToken.removeAll(keepingCapacity: true)
    guard document.text.count < Int(Int32.max) else {
      document.findings.append(
        Finding(stage: "segmentation", message: "the text is larger than 2 GB; it is left out"))
      return
    }
    scratch.cutSentences = 0
    var tokens = TokenTable()
    swap(&tokens, &document.tokens)
    let count = document.text.count
    document.text.withUnsafeBufferPointer { text in
      if document.blocks.isEmpty {
        var start = 0
        var line = 0
        while start < count {
          var end = start
          while end < count && text[end] != 0x0A { end += 1 }
          block(
            text, Span(start, end), line, &tokens, &document.sentences,
            &document.sentenceOfToken, &words, &scratch)
          start = end + 1
          line += 1
        }
      } else {
        var done = 0
        for (index, item) in document.blocks.enumerated() {
          let start = max(done, min(item.span.start, count))
          let end = min(item.span.end, count)
          if end <= start { continue }
          block(
            text, Span(start, end), index, &tokens, &document.sentences,
            &document.sentenceOfToken, &words, &scratch)
          done = end
        }
      }
    }
    swap(&tokens, &document.tokens)
    if scratch.cutSentences > 0 {
      document.findings.append(
        Finding(
          stage: "segmentation",
          message: "a sentence of more than \(longestSentence) tokens is cut (--max-sentence)"))
    }
  }

  private func block(
    _ text: UnsafeBufferPointer<UInt8>, _ span: Span, _ index: Int, _ tokens: inout TokenTable,
    _ sentences: inout [Sentence], _ sentenceOfToken: inout [Int32],
    _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    scratch.cuts.removeAll()
    tokenizer.tokenize(text, from: span.start, to: span.end, into: &scratch.cuts)
    let count = scratch.cuts.starts.count
    if count == 0 { return }
    let first = tokens.count
    for i in 0..<count {
      let start = Int(scratch.cuts.starts[i])
      let end = Int(scratch.cuts.ends[i])
      let word = words.intern(UnsafeBufferPointer(rebasing: text[start..<end]))
      tokens.append(start: start, end: end, word: word)
    }
    scratch.breaker.ends(
      of: UnsafeBufferPointer(rebasing: text[span.start..<span.end]), into: &scratch.icuEnds)
    scratch.lastTokens.removeAll(keepingCapacity: true)
    rules.sentences(
      text, span, tokens, first, scratch.icuEnds, words, &scratch.layout,
      into: &scratch.lastTokens)
    var start = first
    func add(upTo end: Int) {
      let number = Int32(truncatingIfNeeded: sentences.count)
      for _ in start..<end { sentenceOfToken.append(number) }
      sentences.append(
        Sentence(
          span: Span(Int(tokens.start[start]), Int(tokens.end[end - 1])),
          tokens: TokenRange(start, end), block: index))
      start = end
    }
    for last in scratch.lastTokens {
      let end = Int(last) + 1
      if end <= start { continue }
      while end - start > longestSentence {
        scratch.cutSentences += 1
        add(upTo: SentenceCut.place(text, tokens, from: start, longest: longestSentence))
      }
      add(upTo: end)
    }
  }
}
