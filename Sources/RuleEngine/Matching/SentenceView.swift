import DocumentModel

/// What the matcher asks about the tokens of a document, laid out by token. Made once a document.
struct SentenceView {
  var lower: [UInt32] = []
  var word: [UInt32] = []
  var lemma: [UInt32] = []
  var pos: [UInt8] = []
  /// For each token the first annotation that starts there, or -1.
  var quantityAt: [Int32] = []
  var dateAt: [Int32] = []
  var entityAt: [Int32] = []
  var hitAt: [Int32] = []
  /// For each token the last quantity that ends before it, or -1.
  var quantityBefore: [Int32] = []
  /// For each token the mask of entity kinds that it is part of, and whether it is a number.
  var tags: [UInt8] = []
  var ignored: [Bool] = []
  var quantities: [Quantity] = []
  var dates: [DateMention] = []
  var entities: [Entity] = []
  /// Sorted by start, longest first.
  var hits: [LexiconHit] = []

  static let numberBit: UInt8 = 0x80

  mutating func load(_ document: Document, _ words: Vocabulary) {
    let count = document.tokens.count
    word = document.tokens.word
    lemma = document.tokens.lemma
    lower.removeAll(keepingCapacity: true)
    lower.reserveCapacity(count)
    for id in word { lower.append(words.lower[Int(id)]) }
    pos.removeAll(keepingCapacity: true)
    pos.reserveCapacity(count)
    for tag in document.tokens.pos { pos.append(tag.rawValue) }
    quantities = document.quantities
    dates = document.dates
    entities = document.entities
    hits = document.lexiconHits
    var isSorted = true
    for i in hits.indices.dropFirst() where SentenceView.precedes(hits[i], hits[i - 1]) {
      isSorted = false
    }
    if !isSorted { hits.sort { SentenceView.precedes($0, $1) } }
    fill(&quantityAt, count)
    fill(&dateAt, count)
    fill(&entityAt, count)
    fill(&hitAt, count)
    fill(&quantityBefore, count + 1)
    tags.removeAll(keepingCapacity: true)
    tags.append(contentsOf: repeatElement(0, count: count))
    ignored.removeAll(keepingCapacity: true)
    ignored.append(contentsOf: repeatElement(false, count: count))
    for (index, quantity) in quantities.enumerated().reversed() {
      let range = quantity.tokens
      guard range.start >= 0, range.end <= count, !range.isEmpty else { continue }
      quantityAt[range.start] = Int32(index)
      if quantityBefore[range.end] < 0 { quantityBefore[range.end] = Int32(index) }
      for token in max(0, quantity.number.start)..<max(0, min(count, quantity.number.end)) {
        tags[token] |= SentenceView.numberBit
      }
    }
    for (index, date) in dates.enumerated().reversed()
    where date.tokens.start >= 0 && date.tokens.end <= count && !date.tokens.isEmpty {
      dateAt[date.tokens.start] = Int32(index)
    }
    for (index, entity) in entities.enumerated().reversed()
    where entity.tokens.start >= 0 && entity.tokens.end <= count && !entity.tokens.isEmpty {
      entityAt[entity.tokens.start] = Int32(index)
      for token in entity.tokens.start..<entity.tokens.end {
        tags[token] |= 1 << entity.kind.rawValue
      }
    }
    for (index, hit) in hits.enumerated().reversed()
    where hit.tokens.start >= 0 && hit.tokens.end <= count && !hit.tokens.isEmpty {
      hitAt[hit.tokens.start] = Int32(index)
    }
  }

  private static func precedes(_ a: LexiconHit, _ b: LexiconHit) -> Bool {
    if a.tokens.start != b.tokens.start { return a.tokens.start < b.tokens.start }
    if a.tokens.end != b.tokens.end { return a.tokens.end > b.tokens.end }
    return a.lexicon < b.lexicon
  }

  private func fill(_ array: inout [Int32], _ count: Int) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(-1, count: count))
  }

  /// No date has more tokens.
  private static let longestDate = 64

  /// The index of the first date that shares a token with a range.
  func firstDate(overlapping range: TokenRange) -> Int? {
    var token = max(0, range.start - SentenceView.longestDate)
    while token < range.end {
      var index = Int(dateAt[token])
      while index >= 0, index < dates.count, dates[index].tokens.start == token {
        if dates[index].tokens.overlaps(range) { return index }
        index += 1
      }
      token += 1
    }
    return nil
  }

  /// The first date that begins behind one token and ends before another.
  func date(endingAt end: Int, after start: Int) -> DateMention? {
    var token = max(start + 1, end - SentenceView.longestDate)
    while token < end {
      var index = Int(dateAt[token])
      while index >= 0, index < dates.count, dates[index].tokens.start == token {
        if dates[index].tokens.end == end { return dates[index] }
        index += 1
      }
      token += 1
    }
    return nil
  }

  func isTagged(_ token: Int, _ tag: PartOfSpeech) -> Bool { pos[token] == tag.rawValue }

  func posBit(_ token: Int) -> UInt32 { 1 << UInt32(pos[token]) }
}

/// Sets of parts of speech as bits.
enum PosMask {
  static func of(_ tags: PartOfSpeech...) -> UInt32 {
    tags.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  static let verbal = of(.verb, .aux)
  static let nounal = of(.noun, .propn)
}
