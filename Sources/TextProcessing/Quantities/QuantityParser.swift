import DocumentModel

/// What is known about a token beside the token table.
struct TokenFlags: OptionSet {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }
  static let held = TokenFlags(rawValue: 1)
  static let nameStart = TokenFlags(rawValue: 2)
  static let nameInside = TokenFlags(rawValue: 4)
  static let person = TokenFlags(rawValue: 8)
  /// The date that holds the token may have a duration in it ("the past 24 hours").
  static let mayHoldDuration = TokenFlags(rawValue: 16)
  /// In the name of a person or place.
  static let properName = TokenFlags(rawValue: 32)
}

/// A number with its currency or unit, atoms `start..<end`.
struct Amount {
  var reading: NumberReading
  var start: Int
  var end: Int
  var value: Double
  /// Index into the lexicon's units.
  var unit: Int?
  /// Where the unit is one over another: `km/s`.
  var rate: String?
  var hasPrefix = false
  var isAge = false
  /// "40s": ten years from the number on.
  var isDecade = false
  /// A scale that the next number may lend ("$5 to $7 million").
  var scale: Double

  init(_ reading: NumberReading) {
    self.reading = reading
    start = reading.start
    end = reading.end
    value = reading.value
    scale = reading.scale
  }
}

/// Finds the quantities of one document, sentence by sentence.
struct QuantityParser {
  let lexicon: QuantityLexicon
  let text: [UInt8]
  let tokens: TokenTable
  let words: Vocabulary
  let flags: [TokenFlags]
  var scan: NumberScan
  /// Tokens of the sentence.
  var sentence = TokenRange(0, 0)
  /// Atoms before it belong to an earlier quantity.
  var floor = 0
  var quantities: [Quantity] = []
  /// The atoms of the last quantity, to join "more than 10 and less than 20".
  var lastAtoms: (start: Int, end: Int) = (0, 0)

  init(
    lexicon: QuantityLexicon, document: Document, words: Vocabulary, flags: [TokenFlags],
    atoms: [Atom]
  ) {
    self.lexicon = lexicon
    text = document.text
    tokens = document.tokens
    self.words = words
    self.flags = flags
    scan = NumberScan(atoms: atoms, lexicon: lexicon)
  }

  // MARK: Atoms

  /// Whether a number may begin in the token; a token of several words is cut to see.
  @inline(__always)
  func mayHoldNumber(_ token: Int) -> Bool {
    let word = tokens.word[token]
    let lower = words.lower[Int(word)]
    if lexicon.isTrigger(lower) { return true }
    let shape = words.shapes[Int(word)]
    return shape.contains(.hasDigit) || shape.contains(.hasHyphen) || shape.contains(.nonASCII)
  }

  mutating func cut(_ range: TokenRange) {
    let text = self.text
    scan.atoms.removeAll(keepingCapacity: true)
    // Behind the last number that went on into further tokens.
    var consumed = 0
    for token in range.start..<range.end {
      let start = max(consumed, Int(tokens.start[token]))
      let end = Int(tokens.end[token])
      guard start < end, end <= text.count else { continue }
      let word = tokens.word[token]
      let shape = words.shapes[Int(word)]
      let spaceBefore = tokens.hasSpaceBefore(token) || token == range.start
      let held = flags[token].contains(.held)
      let isOne = text.withUnsafeBufferPointer { Atomizer.isOneWord($0, start, end) }
      if isOne {
        var atom = Atom(
          start: Int32(start), end: Int32(end), token: Int32(token), lastToken: Int32(token),
          word: words.lower[Int(word)], kind: shape.contains(.punctuation) ? .sign : .word,
          spaceBefore: spaceBefore)
        atom.held = held
        atom.capitalized = !shape.isDisjoint(with: [.capitalized, .mixedCase])
        scan.atoms.append(atom)
        continue
      }
      text.withUnsafeBufferPointer { bytes in
        var isFirst = true
        var previousEnd = start
        let limit = numberLimit(token, range.end, bytes)
        Atomizer.cut(bytes, start, end, limit: limit) { kind, from, to, numeral in
          var atom = Atom(
            start: Int32(from), end: Int32(to), token: Int32(token),
            lastToken: to > end ? lastToken(token, to) : Int32(token),
            word: kind == .word || kind == .sign
              ? lowerID(UnsafeBufferPointer(rebasing: bytes[from..<to])) : 0,
            kind: kind, spaceBefore: isFirst ? spaceBefore : from > previousEnd)
          atom.held = held
          if let numeral {
            atom.value = numeral.value
            atom.isPlain = numeral.isPlain
            atom.isVersion = numeral.isVersion
            atom.width = numeral.width
          }
          atom.capitalized = (0x41...0x5A).contains(bytes[from])
          // "USD115", "Rs20": a currency that touches its digits
          if kind == .word, to < end || Atomizer.isDigit(bytes[to - 1]),
            let split = currencySplit(bytes, from, to)
          {
            atom.end = Int32(split)
            atom.word = lowerID(UnsafeBufferPointer(rebasing: bytes[from..<split]))
            scan.atoms.append(atom)
            let numeral = Numeral.read(bytes, split, limit)
            var digits = Atom(
              start: Int32(split), end: Int32(numeral.end), token: Int32(token),
              lastToken: lastToken(token, numeral.end), word: 0,
              kind: .digits, spaceBefore: false)
            digits.held = held
            digits.value = numeral.value
            digits.isPlain = numeral.isPlain
            digits.width = numeral.width
            scan.atoms.append(digits)
            previousEnd = numeral.end
            consumed = numeral.end
            isFirst = false
            return
          }
          // What a currency's digits have taken in already ("USD1,000.50").
          if let last = scan.atoms.last, Int(last.token) == token, from < Int(last.end) { return }
          scan.atoms.append(atom)
          consumed = to
          previousEnd = to
          isFirst = false
        }
      }
    }
  }

  /// How far a number that ends the token may go on: over commas, points and digits in further
  /// tokens that touch it.
  private func numberLimit(
    _ token: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var limit = Int(tokens.end[token])
    guard limit > 0, Atomizer.isDigit(bytes[limit - 1]) else { return limit }
    var next = token + 1
    // A number has a few groups; of a long list each would be looked through to its end.
    while next + 1 < min(end, token + 64), !tokens.hasSpaceBefore(next),
      !tokens.hasSpaceBefore(next + 1),
      tokens.end[next] - tokens.start[next] == 1, Int(tokens.end[next + 1]) <= bytes.count,
      bytes[Int(tokens.start[next])] == 0x2C || bytes[Int(tokens.start[next])] == 0x2E,
      Atomizer.isDigit(bytes[Int(tokens.start[next + 1])])
    {
      limit = Int(tokens.end[next + 1])
      next += 2
    }
    return limit
  }

  private func lastToken(_ token: Int, _ end: Int) -> Int32 {
    var last = token
    while last + 1 < tokens.count, Int(tokens.start[last + 1]) < end { last += 1 }
    return Int32(last)
  }

  /// Where the digits begin in letters and digits whose letters are a currency.
  private func currencySplit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var i = start
    while i < end && Atomizer.isLetter(bytes[i]) { i += 1 }
    guard i > start, i < end, Atomizer.isDigit(bytes[i]) else { return nil }
    let word = lowerID(UnsafeBufferPointer(rebasing: bytes[start..<i]))
    guard word != 0, lexicon.moneyBefore.begins(word) else { return nil }
    return i
  }

  /// The id of a piece in comparable form, if any table knows it.
  private func lowerID(_ piece: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let id = words.id(of: piece)
    if id != 0 { return words.lower[Int(id)] }
    guard piece.count <= 32 else { return 0 }
    if piece.count == 3, piece[0] == 0xE2,
      (piece[1] == 0x80 && (0x90...0x95).contains(piece[2]))
        || (piece[1] == 0x88 && piece[2] == 0x92)
    {
      return lexicon.hyphen
    }
    var lower = InlineArray<32, UInt8>(repeating: 0)
    for i in 0..<piece.count {
      lower[i] = (0x41...0x5A).contains(piece[i]) ? piece[i] | 0x20 : piece[i]
    }
    return lower.span.withUnsafeBufferPointer {
      words.id(of: UnsafeBufferPointer(rebasing: $0[0..<piece.count]))
    }
  }

  // MARK: The scan

  /// Adds the quantities of one sentence. Linear in its length.
  mutating func parse(_ range: TokenRange) {
    var any = false
    for token in range.start..<range.end where mayHoldNumber(token) {
      any = true
      break
    }
    guard any else { return }
    sentence = range
    cut(range)
    floor = 0
    lastAtoms = (0, 0)
    let firstQuantity = quantities.count
    var i = 0
    while i < scan.atoms.count {
      let atom = scan.atoms[i]
      let isNumber =
        atom.kind == .digits || atom.kind == .fraction
        || (atom.kind == .word && lexicon.isTrigger(atom.word))
      guard isNumber else {
        i += 1
        continue
      }
      i = max(i + 1, parseQuantity(at: i, firstQuantity: firstQuantity))
    }
  }

  // MARK: Small questions

  func word(_ i: Int) -> UInt32 { scan.word(i) }

  func context(_ i: Int) -> QuantityLexicon.Context {
    i >= 0 && i < scan.atoms.count ? lexicon.context(scan.atoms[i].word) : []
  }

  func pos(_ i: Int) -> PartOfSpeech? {
    i >= 0 && i < scan.atoms.count ? tokens.pos[Int(scan.atoms[i].token)] : nil
  }

  func isWord(_ i: Int) -> Bool { i >= 0 && i < scan.atoms.count && scan.atoms[i].kind == .word }

  func flag(_ i: Int, _ flag: TokenFlags) -> Bool {
    i >= 0 && i < scan.atoms.count && flags[Int(scan.atoms[i].token)].contains(flag)
  }

  /// Whether nothing or a punctuation mark stands at `i`.
  func isClauseEnd(_ i: Int) -> Bool {
    guard i < scan.atoms.count else { return true }
    let atom = scan.atoms[i]
    return atom.kind == .sign && word(i) != lexicon.hyphen && word(i) != lexicon.slash
      && word(i) != lexicon.percentSign
  }

  /// The unit that stands at `from`, if any fits; and the atom behind it.
  func unitPhrase(at from: Int, number: NumberReading?) -> (value: Int, end: Int)? {
    lexicon.unitsAfter.longest(scan.atoms, from: from, to: scan.atoms.count) {
      choose($0, from, $1, number: number)
    }
  }

  /// The first of a phrase's entries that fits the text at atoms `from..<to`.
  func choose(
    _ entries: [PhraseTable.Entry], _ from: Int, _ to: Int, number: NumberReading?
  ) -> Int? {
    func fits(_ entry: PhraseTable.Entry) -> Bool {
      if let exact = entry.exact, !sameBytes(exact, from, to) { return false }
      if entry.touches, !(number == nil ? !scan.spaced(to) : scan.touches(from)) { return false }
      if entry.closesClause, !isClauseEnd(to) { return false }
      if entry.isLarge, let number, number.value < 1000 { return false }
      return true
    }
    let chosen =
      entries.first(where: { $0.exact != nil && fits($0) })
      ?? entries.first(where: { $0.exact == nil && fits($0) })
    return chosen.map { Int($0.value) }
  }

  private func sameBytes(_ exact: [UInt8], _ from: Int, _ to: Int) -> Bool {
    var k = 0
    for i in from..<to {
      for j in Int(scan.atoms[i].start)..<Int(scan.atoms[i].end) {
        guard k < exact.count, exact[k] == text[j] else { return false }
        k += 1
      }
      if k < exact.count, exact[k] == 0x20 { k += 1 }
    }
    return k == exact.count
  }
}
