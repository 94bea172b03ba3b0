import DocumentModel

/// Where sentences end, decided between tokens.
///
/// ICU's ends and own candidates behind `.`, `!`, `?` and abbreviations are looked at with the
/// words on both sides; see the word lists in `en/segmentation/`.
struct SentenceRules: Sendable {
  /// What is known of words of the language, by word id.
  private var facts: [Fact] = []

  struct Fact: OptionSet, Sendable {
    let rawValue: UInt8
    /// Low three bits: raw value of `AbbreviationClass`.
    static let abbreviation = Fact(rawValue: 7)
    static let starter = Fact(rawValue: 8)
    static let closer = Fact(rawValue: 16)
  }

  init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    for line in try resources.lines(TokenizerTables.folder + "abbreviations.txt") {
      let fields = line.split(separator: " ")
      guard fields.count == 2, let kind = AbbreviationClass(name: fields[1]) else { continue }
      let id = vocabulary.intern(String(fields[0]))
      add(Fact(rawValue: UInt8(kind.rawValue)), id)
    }
    for line in try resources.lines(TokenizerTables.folder + "starters.txt") {
      add(.starter, vocabulary.intern(line))
    }
    for mark in ["\"", "”", "’", "'", "''", "’’", ")", "]", "»", "›"] {
      add(.closer, vocabulary.intern(mark))
    }
  }

  private mutating func add(_ fact: Fact, _ id: UInt32) {
    while facts.count <= Int(id) { facts.append([]) }
    facts[Int(id)].formUnion(fact)
  }

  @inline(__always)
  private func fact(_ id: UInt32) -> Fact { Int(id) < facts.count ? facts[Int(id)] : [] }

  /// Finds the last token of every sentence of a block whose tokens begin at `first`.
  func sentences(
    _ text: UnsafeBufferPointer<UInt8>, _ span: Span, _ tokens: inout TokenTable, _ first: Int,
    _ icuEnds: [Int32], _ words: inout Vocabulary, into last: inout [Int32]
  ) {
    var icu = 0
    let count = tokens.count
    for i in first..<(count - 1) {
      let next = Int(tokens.start[i + 1]) - span.start
      while icu < icuEnds.count && Int(icuEnds[icu]) < next { icu += 1 }
      let icuBreaks = icu < icuEnds.count && Int(icuEnds[icu]) == next
      if !icuBreaks { continue }
      let kind = fact(tokens.word[i]).intersection(.abbreviation).rawValue
      let starter = fact(words.lower[Int(tokens.word[i + 1])]).contains(.starter)
      switch AbbreviationClass(rawValue: UInt32(kind)) {
      case .title, .inner: continue
      case .number, .month, .end: if !starter { continue }
      case nil:
        let start = Int(tokens.start[i])
        let end = Int(tokens.end[i])
        if end - start > 1, text[end - 1] == 0x2E, end - start == 2 || text[start + 1] == 0x2E,
          text[start] & 0xC0 == 0x40, !starter
        {
          continue
        }
      }
      last.append(Int32(i))
    }
    last.append(Int32(count - 1))
  }
}
