import DocumentModel

/// Finds counts, money, percentages, measures, durations, ages, shares and ordinals.
///
/// Reads `sentences`, `tokens` with tags and lemmas, `entities` and `dates`; fills `quantities`,
/// sorted by start and without overlap. A token that a date holds belongs to no quantity, but for
/// the duration that a date is counted by ("the past 24 hours", "two weeks ago"), which is both.
///
/// Linear in the length of the text. Nothing is thrown or trapped on any text.
public struct QuantityTagger: Processor {
  public struct Scratch {
    var atoms: [Atom] = []
    var flags: [TokenFlags] = []
    var quantities: [Quantity] = []
  }

  let lexicon: QuantityLexicon

  /// - Parameters:
  ///   - resources: the tables are read from its `en/quantities/`.
  ///   - vocabulary: gets the words of the tables; not yet frozen.
  ///   - vagueBounds: lowest numbers of vague words that override those of the tables, from a rule
  ///     pack's lexicon; of equal words the last one counts.
  /// - Throws: `FileError` for a file that is missing or a line that cannot be read.
  public init(
    resources: ResourceFolder, vocabulary: inout Vocabulary,
    vagueBounds: [(words: String, low: Double)] = []
  ) throws {
    lexicon = try QuantityLexicon(
      resources: resources, language: "en", vocabulary: &vocabulary, vagueBounds: vagueBounds)
  }

  public func makeScratch() -> Scratch { Scratch() }

  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    let count = document.tokens.count
    guard count > 0 else { return }
    QuantityTagger.mark(document, &scratch.flags)
    var atoms: [Atom] = []
    swap(&atoms, &scratch.atoms)
    var parser = QuantityParser(
      lexicon: lexicon, document: document, words: words, flags: scratch.flags, atoms: atoms)
    atoms = []
    if document.sentences.isEmpty {
      parser.parse(TokenRange(0, count))
    } else {
      for sentence in document.sentences where sentence.tokens.end <= count {
        parser.parse(sentence.tokens)
      }
    }
    document.quantities = parser.quantities
    swap(&parser.scan.atoms, &scratch.atoms)
  }

  /// What dates and names say about each token.
  private static func mark(_ document: Document, _ flags: inout [TokenFlags]) {
    let count = document.tokens.count
    flags.removeAll(keepingCapacity: true)
    flags.append(contentsOf: repeatElement([], count: count))
    let published = document.metadata[.published]
    for date in document.dates {
      let isClock = date.kind == .time
      // "in four days" and "the next four days" only say when; "the past four days" say how long.
      let liesAhead =
        published.flatMap { published in date.value.map { $0 > published } } ?? false
      for token in max(0, date.tokens.start)..<max(0, min(count, date.tokens.end)) {
        flags[token].insert(.held)
        if !isClock && !liesAhead { flags[token].insert(.mayHoldDuration) }
      }
    }
    for entity in document.entities {
      guard entity.tokens.start >= 0, entity.tokens.start < min(count, entity.tokens.end) else {
        continue
      }
      for token in entity.tokens.start..<min(count, entity.tokens.end) {
        flags[token].insert(token == entity.tokens.start ? .nameStart : .nameInside)
        if entity.kind == .person { flags[token].insert(.person) }
        if entity.kind == .person || entity.kind == .place { flags[token].insert(.properName) }
      }
    }
  }
}
