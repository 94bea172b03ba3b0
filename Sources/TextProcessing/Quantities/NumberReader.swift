import DocumentModel

/// Reads numbers in digits and words at a place in a document, for stages that need no more than
/// the number, such as dates.
public struct NumberReader: Sendable {
  /// A number and where it stands.
  public struct Number: Sendable {
    public var value: Double
    public var isOrdinal: Bool
    public var tokens: TokenRange
    public var span: Span
  }

  let lexicon: QuantityLexicon

  /// - Throws: `FileError` for a table that is missing or cannot be read.
  public init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    lexicon = try QuantityLexicon(
      resources: resources, language: "en", vocabulary: &vocabulary, vagueBounds: [])
  }

  init(lexicon: QuantityLexicon) { self.lexicon = lexicon }

  /// The number whose first word is the first word of `token`, reading no further than the token
  /// before `end`. Vague numbers ("dozens") are not read. O(length of the number).
  public func read(
    at token: Int, before end: Int, in document: Document, words: Vocabulary
  ) -> Number? {
    guard token >= 0, token < end, end <= document.tokens.count else { return nil }
    let limit = min(end, token + 24)
    var parser = QuantityParser(
      lexicon: lexicon, document: document, words: words,
      flags: [TokenFlags](repeating: [], count: limit), atoms: [])
    parser.cut(TokenRange(token, limit))
    for i in 0..<min(2, parser.scan.atoms.count) {
      guard let reading = parser.scan.read(at: i, floor: 0), reading.low == nil,
        reading.start == 0
      else { continue }
      return Number(
        value: reading.value, isOrdinal: reading.isOrdinal,
        tokens: parser.tokenRange(reading.start, reading.end),
        span: parser.span(reading.start, reading.end))
    }
    return nil
  }
}

extension NumberScan {
  /// The value of a phrase that is a number from its first to its last word, else nil.
  static func value(
    ofPhrase phrase: String, _ lexicon: QuantityLexicon, _ words: Vocabulary
  ) -> Double? {
    var scan = NumberScan(lexicon: lexicon)
    let bytes = Array(phrase.utf8)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
      bytes.withUnsafeBufferPointer { all in
        Atomizer.cut(all, start, end) { kind, from, to, numeral in
          let id = words.id(of: UnsafeBufferPointer(rebasing: all[from..<to]))
          var atom = Atom(
            start: Int32(from), end: Int32(to), token: 0, lastToken: 0,
            word: words.lower[Int(id)], kind: kind, spaceBefore: from == start)
          atom.value = numeral?.value ?? 0
          scan.atoms.append(atom)
        }
      }
      start = end + 1
    }
    guard let reading = scan.read(at: 0), reading.start == 0, reading.end == scan.atoms.count
    else { return nil }
    return reading.value
  }
}
