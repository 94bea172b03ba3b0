import DocumentModel

/// The publication date against which a document's times are resolved.
struct DateReference {
  /// Days since 1970-01-01.
  var day: Int
  /// Seconds since midnight; 0 when only the date is known.
  var second: Int
  var year: Int

  var moment: Int { day * CivilCalendar.secondsPerDay + second }

  init?(day: Int?, second: Int = 0) {
    guard let day else { return nil }
    self.day = day
    self.second = second
    year = CivilCalendar.civil(day).year
  }

  /// Reads `2025-11-24`, `2025-11-24T10:30`, with or without seconds, fraction and zone. The
  /// local time is taken as it is written.
  init?(iso: String) {
    let bytes = Array(iso.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for i in start..<start + count {
        guard (0x30...0x39).contains(bytes[i]) else { return nil }
        value = value * 10 + Int(bytes[i] & 15)
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let date = number(8, 2),
      bytes[4] == 0x2D, bytes[7] == 0x2D,
      let day = CivilCalendar.day(year: year, month: month, day: date)
    else { return nil }
    var second = 0
    if let hour = number(11, 2), let minute = number(14, 2), hour < 24, minute < 60 {
      second = hour * 3600 + minute * 60 + min(59, number(17, 2) ?? 0)
    }
    self.init(day: day, second: second)
  }
}

/// What was recognized, and the atom behind it.
struct DateMatch {
  var value: TimeValue
  var next: Int
}

/// Recognizes expressions of time in one sentence, by recursive descent over its atoms.
///
/// Every function tries to read something that begins at an atom and gives the atom behind it;
/// each looks a bounded number of atoms ahead, so that a sentence costs linear time.
struct DateParser {
  let words: DateWords
  let reference: DateReference?
  let tokens: TokenTable
  let vocabulary: Vocabulary
  var sentence = TokenRange(0, 0)
  var atoms: [DateAtom] = []
  /// The whole text is one expression of time without a clause, as in a calendar or a query.
  var isAlone = false
  /// The names of persons and organizations in the document.
  var named: [TokenRange] = []

  static let nothing = DateAtom()

  // MARK: Atoms

  @inline(__always)
  func at(_ i: Int) -> DateAtom { i >= 0 && i < atoms.count ? atoms[i] : DateParser.nothing }

  @inline(__always)
  func word(_ i: Int) -> DateWord {
    words.entries[i >= 0 && i < atoms.count ? atoms[i].entry : 0]
  }

  @inline(__always)
  func has(_ i: Int, _ role: DateRole) -> Bool {
    i >= 0 && i < atoms.count && words.entries[atoms[i].entry].has(role)
  }

  func isNumber(_ i: Int) -> Bool { at(i).kind == .number }

  func isPunctuation(_ i: Int, _ byte: UInt8) -> Bool {
    at(i).kind == .punctuation && at(i).byte == byte
  }

  func isAdjacent(_ i: Int) -> Bool { i > 0 && i < atoms.count && !atoms[i].spaceBefore }

  /// `i`, or the atom behind it when that has the role.
  func skip(_ i: Int, _ role: DateRole) -> Int { has(i, role) ? i + 1 : i }

  func skipComma(_ i: Int) -> Int { isPunctuation(i, 0x2C) ? i + 1 : i }

  func skipHyphen(_ i: Int) -> Int { isPunctuation(i, 0x2D) ? i + 1 : i }

  func pos(_ i: Int) -> PartOfSpeech {
    i >= 0 && i < atoms.count ? tokens.pos[atoms[i].token] : .x
  }

  /// A word that no table knows stands here and is a noun or adjective.
  func isOtherNoun(_ i: Int) -> Bool {
    at(i).kind == .word && at(i).entry == 0 && [.noun, .adj, .propn].contains(pos(i))
  }

  // MARK: Numbers

  /// A cardinal in digits (at most six) or words up to 99.
  func cardinal(_ i: Int) -> (value: Int, next: Int)? {
    let atom = at(i)
    if atom.kind == .number {
      guard atom.value >= 0, atom.digits <= 6 else { return nil }
      if isPunctuation(i + 1, 0x2E), isAdjacent(i + 1), isNumber(i + 2), isAdjacent(i + 2) {
        return nil
      }
      return (atom.value, i + 1)
    }
    let first = word(i)
    guard first.has(.number), !first.has(.vague) else { return nil }
    if first.number >= 20, first.number % 10 == 0 {
      let j = skipHyphen(i + 1)
      let second = word(j)
      if second.has(.number), !second.has(.vague), (1...9).contains(second.number) {
        return (first.number + second.number, j + 1)
      }
    }
    return (first.number, i + 1)
  }

  /// An ordinal: `24th`, `third`, `twenty-first`.
  func ordinal(_ i: Int) -> (value: Int, next: Int)? {
    let atom = at(i)
    if atom.kind == .number {
      guard has(i + 1, .suffix), isAdjacent(i + 1), atom.value > 0, atom.digits <= 3 else {
        return nil
      }
      return (atom.value, i + 2)
    }
    let first = word(i)
    if first.has(.ordinal) { return (first.ordinal, i + 1) }
    if first.has(.number), first.number == 20 || first.number == 30 {
      let j = skipHyphen(i + 1)
      let second = word(j)
      if second.has(.ordinal), (1...9).contains(second.ordinal) {
        return (first.number + second.ordinal, j + 1)
      }
    }
    return nil
  }

  /// A day of the month. `spelled` lets cardinals in words through ("May twenty nine").
  func dayNumber(_ i: Int, spelled: Bool = false) -> (value: Int, next: Int, ordinal: Bool)? {
    if let (value, next) = ordinal(i) {
      return (1...31).contains(value) ? (value, next, true) : nil
    }
    let atom = at(i)
    if atom.kind == .number {
      guard atom.digits <= 2, (1...31).contains(atom.value) else { return nil }
      // "10:30", "3.5", "12%", "5pm" are something else.
      let j = i + 1
      if isAdjacent(j) {
        if isPunctuation(j, 0x3A) || isPunctuation(j, 0x25) { return nil }
        if isPunctuation(j, 0x2E), isNumber(j + 1), isAdjacent(j + 1), at(j + 1).digits < 3 {
          return nil
        }
        if has(j, .hourLetter) { return nil }
      }
      if meridiem(j) != nil || isPunctuation(j, 0x3A) && isNumber(j + 1) { return nil }
      return (atom.value, j, false)
    }
    if spelled, let (value, next) = cardinal(i), (1...31).contains(value) {
      return (value, next, false)
    }
    return nil
  }

  /// A year that is marked by what stands before it: four digits, `'87`, words. `short` lets two
  /// digits through.
  func markedYear(_ i: Int, short: Bool = false) -> (value: Int, next: Int)? {
    let atom = at(i)
    if atom.kind == .number {
      if isAdjacent(i + 1) && (isPunctuation(i + 1, 0x3A) || isPunctuation(i + 1, 0x25)) {
        return nil
      }
      if atom.digits == 4, (1000...2999).contains(atom.value) { return (atom.value, i + 1) }
      if short, atom.digits == 2, atom.value >= 0 { return (fullYear(atom.value), i + 1) }
      return nil
    }
    if atom.kind == .punctuation, atom.byte == 0x27, isNumber(i + 1), isAdjacent(i + 1),
      at(i + 1).digits == 2, at(i + 1).value >= 0, !isAdjacent(i + 2) || at(i + 2).kind != .word
    {
      return (fullYear(at(i + 1).value), i + 2)
    }
    return spelledYear(i)
  }

  /// `nineteen ninety-six`, `twenty fifteen`, `two thousand and five`.
  func spelledYear(_ i: Int) -> (value: Int, next: Int)? {
    guard at(i).kind == .word, let (high, next) = cardinal(i) else { return nil }
    if has(next, .thousand), high == 2 || high == 1 {
      let j = skip(next + 1, .and)
      if at(j).kind == .word, let (low, end) = cardinal(j), low > 0 {
        return (high * 1000 + low, end)
      }
      return high == 2 ? (2000, next + 1) : nil
    }
    guard high == 19 || high == 20 || high == 18 else { return nil }
    guard at(next).kind == .word, let (low, end) = cardinal(next), (10...99).contains(low) else {
      return nil
    }
    return (high * 100 + low, end)
  }

  /// 74 is 1974, 30 is 2030.
  func fullYear(_ short: Int) -> Int { short >= 50 ? 1900 + short : 2000 + short }

  /// An amount of units in quarters: `three`, `a`, `half a`, `a couple of`, `1.5`,
  /// `three-quarters of an`.
  func amount(_ i: Int) -> (quarters: Int, next: Int)? {
    var j = skip(i, .about)
    if has(j, .half) {
      let k = skip(skipHyphen(j + 1), .article)
      return (2, k)
    }
    if isNumber(j), isPunctuation(j + 1, 0x2F), isNumber(j + 2), isAdjacent(j + 1),
      isAdjacent(j + 2), (1...3).contains(at(j).value), [2, 4].contains(at(j + 2).value)
    {
      let k = skip(skip(j + 3, .of), .article)
      return (at(j).value * 4 / at(j + 2).value, k)
    }
    if isNumber(j), isPunctuation(j + 1, 0x2E), isAdjacent(j + 1), isNumber(j + 2),
      isAdjacent(j + 2), at(j).value >= 0, at(j).digits <= 4
    {
      let fraction = at(j + 2)
      let tenths = fraction.digits == 1 ? fraction.value * 10 : fraction.value
      guard fraction.digits <= 2, [0, 25, 50, 75].contains(tenths) else { return nil }
      return (at(j).value * 4 + tenths / 25, j + 3)
    }
    var whole: Int?
    if has(j, .article) {
      j += 1
      if has(j, .half) { return (2, j + 1) }
      if word(j).pieces > 0, has(j + 1, .of) { return (word(j).pieces, skip(j + 2, .article)) }
      whole = 1
      if has(j, .vague) {
        whole = word(j).number
        j = skip(j + 1, .of)
      }
      return whole.map { ($0 * 4, j) }
    }
    if has(j, .vague) { return (word(j).number * 4, skip(j + 1, .of)) }
    guard let (value, next) = cardinal(j) else { return nil }
    let hyphen = skipHyphen(next)
    if word(hyphen).pieces > 0, value <= 3, has(hyphen + 1, .of) {
      return (value, skip(hyphen + 2, .article))
    }
    // "one and a half", "two and half"
    if has(next, .and) {
      let k = skip(next + 1, .article)
      if has(k, .half) { return (value * 4 + 2, k + 1) }
      if word(k).pieces > 0, k > next + 1 { return (value * 4 + word(k).pieces, k + 1) }
    }
    return (value * 4, next)
  }
}
