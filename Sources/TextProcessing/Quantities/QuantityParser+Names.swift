import DocumentModel

extension QuantityParser {
  /// Whether a number is part of a name, reference, year, time or the like by what stands around
  /// it. What depends on the noun behind it is asked later, in `isNameWithoutNoun`.
  func isPartOfName(_ reading: NumberReading) -> Bool {
    let first = reading.start
    let last = reading.end - 1
    if scan.atoms[first..<reading.end].contains(where: { $0.isVersion }) { return true }
    if touchesName(first) { return true }
    let before = first - 1
    if before >= 0 {
      let sign = word(before)
      if sign != 0 {
        if sign == lexicon.hash { return true }
        if sign == lexicon.colon || sign == lexicon.slash, scan.touches(first),
          scan.isDigits(before - 1)
        {
          return true
        }
      }
      if word(before) == lexicon.openBracket, word(last + 1) == lexicon.closeBracket { return true }
      // 44°30′N
      if scan.touches(first), isDegreeSign(before) { return true }
      if word(before) == lexicon.openParenthesis, word(last + 1) == lexicon.closeParenthesis {
        return true
      }
      if !reading.isOrdinal || reading.isDigits,
        let match = lexicon.strictNames.longestBackward(scan.atoms, from: first, downTo: 0),
        first - match.edge == 1 || scan.atoms[match.edge].capitalized,
        !beginsUnitOrPercent(last + 1)
      {
        return true
      }
    }
    if before < 0, word(last + 1) == lexicon.closeBracket { return true }
    if reading.isOrdinal { return isDayOfMonth(reading) }
    // "45 infections per 100,000 people": the base of a rate
    if before >= 0, reading.value >= 100, reading.isDigits || reading.scale > 1,
      scan.kind(before) == .none,
      let match = lexicon.per.longest(scan.atoms, from: before, to: scan.atoms.count),
      match.edge == first, scan.isRound(reading.value)
    {
      return true
    }
    if scan.word(last + 1) == lexicon.colon, scan.touches(last + 1), scan.isDigits(last + 2),
      scan.touches(last + 2)
    {
      return true
    }
    // 910-432-3383
    if isChain(first, last) { return true }
    if context(last + 1).contains(.clock), reading.isDigits { return true }
    if isDayOfMonth(reading) { return true }
    if flag(first, .nameInside), reading.low == nil, !beginsUnitOrPercent(last + 1) {
      return scan.atoms[first].capitalized || reading.isDigits
    }
    return false
  }

  private func beginsUnitOrPercent(_ i: Int) -> Bool {
    var i = i
    if scan.isHyphen(i), scan.touches(i), scan.touches(i + 1) { i += 1 }
    return unitPhrase(at: i, number: nil) != nil
  }

  /// "F-16", "COVID-19", "H5N1", "multi-million", "mid-twenties".
  private func touchesName(_ first: Int) -> Bool {
    guard scan.touches(first), first > 0 else { return false }
    let before = first - 1
    let atom = scan.atoms[before]
    switch atom.kind {
    case .digits: return true
    case .word: return !lexicon.moneyBefore.begins(atom.word)
    case .fraction: return false
    case .sign:
      guard before > 0, scan.touches(before) else { return false }
      // v2.3
      if text[Int(atom.start)] == 0x2E { return scan.atoms[before - 1].kind != .sign }
      guard scan.isHyphen(before) else { return false }
      let word = scan.atoms[before - 1]
      guard word.kind == .word else { return false }
      if isNumberWord(before - 1) { return false }
      return !context(before - 1).contains(.range) && !context(before - 1).contains(.to)
        && !lexicon.before.begins(word.word)
    }
  }

  /// Whether a number word that stands by itself is at `i`.
  func isNumberWord(_ i: Int) -> Bool {
    switch scan.kind(i) {
    case .digit, .teen, .ten, .compound, .hundred, .scale, .group: true
    default: false
    }
  }

  func isDegreeSign(_ i: Int) -> Bool {
    guard i >= 0, i < scan.atoms.count, scan.atoms[i].kind == .sign else { return false }
    let start = Int(scan.atoms[i].start)
    if text[start] == 0xC2, start + 1 < text.count { return text[start + 1] == 0xB0 }
    return text[start] == 0xE2 && start + 2 < text.count && text[start + 1] == 0x80
      && (text[start + 2] == 0xB2 || text[start + 2] == 0xB3)
  }

  /// Three or more runs of digits joined by hyphens, or the two of a telephone number.
  private func isChain(_ first: Int, _ last: Int) -> Bool {
    func joined(_ i: Int) -> Bool {
      scan.isHyphen(i) && scan.touches(i) && scan.touches(i + 1) && scan.isDigits(i + 1)
        && scan.isDigits(i - 1)
    }
    guard scan.isDigits(first), scan.isDigits(last) else { return false }
    let left = first >= 2 && joined(first - 1)
    let right = joined(last + 1)
    if left && right { return true }
    if right && joined(last + 3) { return true }
    if left && first >= 4 && joined(first - 3) { return true }
    if right, scan.atoms[last].isPlain, scan.atoms[last].width == 3, scan.atoms[last + 2].isPlain,
      scan.atoms[last + 2].width == 4, !isNounLike(last + 3)
    {
      return true
    }
    return false
  }

  private func isDayOfMonth(_ reading: NumberReading) -> Bool {
    guard reading.isDigits || reading.isOrdinal, reading.value >= 1, reading.value <= 31,
      reading.low == nil
    else { return false }
    if context(reading.start - 1).contains(.month),
      scan.atoms[reading.start - 1].capitalized
        || reading.isOrdinal
    {
      return true
    }
    if context(reading.end).contains(.month), scan.atoms[reading.end].capitalized { return true }
    // October 19 and 20, May 15-24
    let joint = reading.start - 1
    if joint >= 2,
      scan.isHyphen(joint) || scan.kind(joint) == .and || context(joint).contains(.to)
        || word(joint) == lexicon.comma,
      scan.isDigits(joint - 1), scan.atoms[joint - 1].value <= 31,
      context(joint - 2).contains(.month), scan.atoms[joint - 2].capitalized,
      !isNounLike(reading.end)
    {
      return true
    }
    return reading.isOrdinal && context(reading.end).contains(.of)
      && context(reading.end + 1).contains(.month)
  }

  /// Whether four bare digits can be a year.
  func isYearLike(_ reading: NumberReading) -> Bool {
    reading.isDigits && reading.end == reading.start + 1 && scan.atoms[reading.start].isPlain
      && scan.atoms[reading.start].width == 4 && reading.value >= 1100 && reading.value <= 2100
      && reading.scale == 1
  }

  /// Whether a number without unit is a name's or a year's, given whether a noun follows it.
  func isNameWithoutNoun(_ amount: Amount, noun: Counted?, draft: Draft) -> Bool {
    let hasQualifier = draft.hasQualifier
    let bounds = hasQualifier && draft.qualifier != .about
    let reading = amount.reading
    let first = reading.start
    let before = first - 1
    let plural = noun?.token.map { isPlural($0) } ?? false
    if isYearLike(reading) {
      if context(before).contains(.yearLead) { return true }
      // "around 2010" is a year, "more than 2000" is none
      return noun?.token == nil ? !bounds : !plural && !bounds
    }
    guard !hasQualifier, before >= 0 else { return false }
    let isLoose =
      lexicon.looseNames.longestBackward(scan.atoms, from: first, downTo: 0) != nil
    if isLoose, scan.spaced(first), noun?.token == nil || !plural { return true }
    // Mobile Unit Two, Eager Lion 16, Apollo 11
    let previous = scan.atoms[before]
    guard previous.kind == .word, previous.capitalized, scan.spaced(first),
      reading.end == first + 1, noun?.token == nil || !plural,
      !context(before).contains(.stop), !context(before).contains(.month)
    else { return false }
    let isName =
      switch pos(before) {
      case .propn: true
      case .noun: before > 0 && reading.isDigits
      case .x: before > 0
      default: flag(before, .nameInside) || flag(before, .nameStart)
      }
    guard isName else { return false }
    return reading.isDigits || scan.atoms[first].capitalized
  }
}
