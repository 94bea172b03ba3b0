import DocumentModel

/// What the language's lists say of a word about the ends of sentences.
struct SentenceFact: OptionSet, Sendable {
  let rawValue: UInt16
  /// Low three bits: raw value of `AbbreviationClass`.
  static let abbreviation = SentenceFact(rawValue: 7)
  static let starter = SentenceFact(rawValue: 8)
  static let closing = SentenceFact(rawValue: 16)
  static let opening = SentenceFact(rawValue: 32)
  static let bullet = SentenceFact(rawValue: 64)
  static let calendar = SentenceFact(rawValue: 128)
  static let credit = SentenceFact(rawValue: 256)
}

/// The lists by word id.
struct SentenceFacts: Sendable {
  private var facts: [SentenceFact] = []

  /// - Throws: `FileError` or `SegmentationDataError`.
  init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    let folder = TokenizerTables.folder
    for line in try resources.lines(folder + "abbreviations.txt") {
      let fields = line.fields
      guard fields.count == 2, let kind = AbbreviationClass(name: fields[1]) else {
        throw SegmentationDataError(file: folder + "abbreviations.txt", line: line)
      }
      add(SentenceFact(rawValue: UInt16(kind.rawValue)), vocabulary.intern(String(fields[0])))
    }
    for line in try resources.lines(folder + "marks.txt") {
      let fields = line.fields
      let fact: SentenceFact? =
        switch fields.last {
        case "close": .closing
        case "open": .opening
        case "bullet": .bullet
        default: nil
        }
      guard fields.count == 2, let fact else {
        throw SegmentationDataError(file: folder + "marks.txt", line: line)
      }
      add(fact, vocabulary.intern(String(fields[0])))
    }
    for line in try resources.lines(folder + "starters.txt") {
      add(.starter, vocabulary.intern(line))
    }
    for line in try resources.lines(folder + "calendar.txt") {
      add(.calendar, vocabulary.intern(line))
    }
    for line in try resources.lines(folder + "credits.txt") {
      add(.credit, vocabulary.intern(line))
    }
  }

  private mutating func add(_ fact: SentenceFact, _ id: UInt32) {
    while facts.count <= Int(id) { facts.append([]) }
    facts[Int(id)].formUnion(fact)
  }

  @inline(__always)
  subscript(id: UInt32) -> SentenceFact { Int(id) < facts.count ? facts[Int(id)] : [] }
}
