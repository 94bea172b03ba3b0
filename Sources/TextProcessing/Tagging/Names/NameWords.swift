import DocumentModel

/// What the name tagger knows of a distinct word, worked out when it is first met.
package struct NameWord: Sendable {
  /// Key of its comparable form in the lexicon.
  package var key: UInt64 = 0
  package var flags: NameFlags = []
  package var country: UInt16 = 0
  package var shape: WordShape = []
  package var kind = Kind.other
  /// A digit first and a letter last: "93rd".
  package var isOrdinal = false
  /// Bytes of the word, at most 255.
  package var length: UInt8 = 0
  /// The sequence of letter kinds in it, hashed.
  package var shortShape: UInt32 = 0

  /// Marks that stand in names or next to them.
  package enum Kind: UInt8, Sendable {
    case other
    /// "-", "/" or an apostrophe: passed over when phrases are looked up.
    case joint
    case possessive, openBracket, closeBracket, comma
  }

  package var isCapitalized: Bool { shape.contains(.capitalized) }
}

/// Memo of words by their id; one for each worker.
package struct NameWords {
  private var known: [Bool] = []
  private var words: [NameWord] = []
  private var generation = 0
  private var frozen = 0

  package init() {}

  /// Makes sure that every id up to `vocabulary.count` has a place.
  package mutating func prepare(_ vocabulary: borrowing Vocabulary) {
    if vocabulary.generation != generation || vocabulary.frozenCount != frozen {
      generation = vocabulary.generation
      frozen = vocabulary.frozenCount
      known.removeAll(keepingCapacity: true)
      words.removeAll(keepingCapacity: true)
    }
    let missing = vocabulary.count - known.count
    if missing > 0 {
      known.append(contentsOf: repeatElement(false, count: missing))
      words.append(contentsOf: repeatElement(NameWord(), count: missing))
    }
  }

  @inline(__always)
  package mutating func word(
    _ id: UInt32, _ vocabulary: borrowing Vocabulary, _ lexicon: borrowing NameLexicon
  ) -> NameWord {
    let i = Int(id)
    guard i < known.count else { return NameWord() }
    if !known[i] {
      words[i] = Self.make(id, vocabulary, lexicon)
      known[i] = true
    }
    return words[i]
  }

  private static func make(
    _ id: UInt32, _ vocabulary: borrowing Vocabulary, _ lexicon: borrowing NameLexicon
  ) -> NameWord {
    var word = NameWord()
    let lower = vocabulary.bytes(of: vocabulary.lower[Int(id)])
    let exact = vocabulary.bytes(of: id)
    word.key = NameLexicon.key(lower)
    word.shape = vocabulary.shapes[Int(id)]
    let entry = lexicon.entry(word.key)
    let exactEntry = lexicon.entry(NameLexicon.exactKey(exact))
    word.flags = entry.flags.union(exactEntry.flags)
    word.country = exactEntry.country != 0 ? exactEntry.country : entry.country
    word.kind = kind(lower)
    word.shortShape = UInt32(truncatingIfNeeded: NameFeatures.shape(exact, long: false))
    word.isOrdinal =
      (0x30...0x39).contains(exact.first ?? 0) && word.shape.contains(.hasLetter)
      && (0x61...0x7A).contains(exact.last ?? 0) && exact.count <= 6
    word.length = UInt8(min(exact.count, 255))
    return word
  }

  private static func kind(_ lower: ArraySlice<UInt8>) -> NameWord.Kind {
    if lower.count == 2, lower.first == 0x27, lower.last == 0x73 { return .possessive }
    guard lower.count == 1 else { return .other }
    switch lower.first {
    case 0x2D, 0x2F, 0x27: return .joint
    case 0x28, 0x5B: return .openBracket
    case 0x29, 0x5D: return .closeBracket
    case 0x2C: return .comma
    default: return .other
    }
  }
}
