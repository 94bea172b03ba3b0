import DocumentModel

/// At which tokens of a paragraph a quotation is open. Read once for the paragraph, so that asking
/// for every figure costs no more than one pass.
struct QuoteMap {
  private var block = -1
  private var first = 0
  private var isOpen: [Bool] = []

  /// Forgets the document before.
  mutating func reset() { block = -1 }

  /// Whether a quotation is open where a token of a sentence begins. Quotations that were open in
  /// another paragraph do not count.
  mutating func isOpen(
    at token: Int, sentence: Int, _ document: Document, _ view: borrowing SentenceView,
    _ grammar: GrammarWords
  ) -> Bool {
    if block != document.sentences[sentence].block {
      read(sentence, document, view, grammar)
    }
    let place = token - first
    return isOpen.indices.contains(place) && isOpen[place]
  }

  private mutating func read(
    _ sentence: Int, _ document: Document, _ view: borrowing SentenceView, _ grammar: GrammarWords
  ) {
    block = document.sentences[sentence].block
    var low = sentence
    while low > 0, document.sentences[low - 1].block == block { low -= 1 }
    var high = sentence
    while high + 1 < document.sentences.count, document.sentences[high + 1].block == block {
      high += 1
    }
    first = document.sentences[low].tokens.start
    isOpen.removeAll(keepingCapacity: true)
    var open = false
    for token in first..<max(first, document.sentences[high].tokens.end) {
      isOpen.append(open)
      let word = view.lower[token]
      let opens = grammar.openQuotes.contains(word)
      let closes = grammar.closeQuotes.contains(word)
      if opens && closes {
        // One sign for both: it opens where none is open.
        open.toggle()
      } else if opens {
        open = true
      } else if closes {
        open = false
      }
    }
  }
}
