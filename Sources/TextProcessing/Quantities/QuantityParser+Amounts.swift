import DocumentModel

extension QuantityParser {
  /// Reads a number with its currency or unit whose first number word is at `i`; nil where there is
  /// none or it is no quantity (a name, a year, a time).
  func amount(at i: Int, floor: Int) -> Amount? {
    guard var reading = scan.read(at: i, floor: floor) else { return nil }
    guard !isPartOfName(reading) else { return nil }
    if reading.isOrdinal || reading.isMultiple { return Amount(reading) }
    if let age = ageDecade(reading) { return age }
    let prefix = currency(before: reading.start, floor: floor, number: reading)
    settleCloseScale(&reading, isMoney: prefix != nil)
    var amount = Amount(reading)
    if let prefix {
      amount.start = prefix.start
      amount.unit = prefix.unit
      amount.hasPrefix = true
      if lexicon.units[prefix.unit].factor > 1 { amount.value *= lexicon.units[prefix.unit].factor }
      // -$5
      let sign = amount.start - 1
      if sign >= floor, scan.isHyphen(sign), scan.touches(amount.start),
        sign == 0 || scan.spaced(sign) && !scan.isDigits(sign - 1)
      {
        amount.value = -amount.value
        amount.start = sign
      }
      // $10 dollars
      if let (unit, end) = unit(from: amount.end, reading: reading),
        lexicon.units[unit].dimension == lexicon.units[prefix.unit].dimension,
        !lexicon.units[unit].isSubunit
      {
        amount.end = end
      }
    } else {
      takeUnit(&amount)
      takeUnitBefore(&amount, floor: floor)
    }
    if isGluedToWord(amount) { return nil }
    takeCompound(&amount)
    takeLeading(&amount, floor: floor)
    takeAge(&amount, floor: floor)
    return amount
  }

  /// "his 40s", "her late 50s".
  private func ageDecade(_ reading: NumberReading) -> Amount? {
    let end = reading.end
    guard reading.isDigits, reading.value >= 10, reading.value < 100,
      scan.isRound(reading.value / 10) || reading.value.truncatingRemainder(dividingBy: 10) == 0,
      end < scan.atoms.count, scan.touches(end), scan.atoms[end].end - scan.atoms[end].start == 1,
      text[Int(scan.atoms[end].start)] == 0x73
    else { return nil }
    var before = reading.start - 1
    if scan.isHyphen(before) { before -= 1 }
    guard before >= 0,
      context(before).contains(.owner)
        || (context(before).contains(.decadePart) && context(before - 1).contains(.owner))
    else { return nil }
    var amount = Amount(reading)
    amount.end = end + 1
    amount.isAge = true
    amount.isDecade = true
    return amount
  }

  /// "magnitude 6.4", "a 6.4 earthquake"
  private func takeUnitBefore(_ amount: inout Amount, floor: Int) {
    if amount.unit == nil, amount.value < 11, amount.value != amount.value.rounded(),
      amount.reading.isDigits, context(amount.end).contains(.quake)
    {
      amount.unit = lexicon.magnitude
      return
    }
    guard amount.unit == nil, amount.reading.low == nil, amount.start > floor else { return }
    let start = amount.start
    var from = start
    if scan.isHyphen(from - 1), scan.touches(from), scan.touches(from - 1) { from -= 1 }
    guard from > floor,
      let match = lexicon.unitsBefore.longestBackward(
        scan.atoms, from: from, downTo: floor, where: { choose($0, $1, start, number: nil) })
    else { return }
    amount.unit = match.value
    amount.start = match.start
  }

  // MARK: Currencies before

  private func currency(
    before start: Int, floor: Int, number: NumberReading
  ) -> (start: Int, unit: Int)? {
    guard start > floor,
      let match = lexicon.moneyBefore.longestBackward(
        scan.atoms, from: start, downTo: floor, where: { choose($0, $1, start, number: nil) })
    else { return nil }
    if lexicon.units[match.value].isWord, !isClauseEnd(number.end), !isMoneySign(number.end) {
      return nil
    }
    // "sters 5": a sign or code is a word of its own
    if match.start > 0, scan.touches(match.start), scan.atoms[match.start - 1].kind == .word {
      return nil
    }
    return (match.start, match.value)
  }

  /// A letter that touches the digits is a scale or the beginning of a unit.
  private func settleCloseScale(_ reading: inout NumberReading, isMoney: Bool) {
    guard let scale = reading.closeScale else { return }
    reading.closeScale = nil
    let letter = reading.end
    let byte = text[Int(scan.atoms[letter].start)]
    let next = letter + 1
    // "100m-high"; "3M," is a scale
    let isScale: Bool
    switch byte {
    case 0x54: isScale = isMoney
    case 0x6D:
      isScale = isMoney || beginsMoney(next) || countsPlural(next)
    case 0x74: return
    default: isScale = true
    }
    guard isScale, !(scan.touches(next) && scan.atoms[next].kind == .word) else { return }
    reading.value *= scale
    reading.scale = scale
    reading.end = next
  }

  private func beginsMoney(_ i: Int) -> Bool {
    guard let unit = unitPhrase(at: i, number: nil) else { return false }
    return lexicon.units[unit.value].family == .money
  }

  private func countsPlural(_ i: Int) -> Bool {
    guard scan.spaced(i), let noun = counted(from: i, ofWhat: .number) else { return false }
    guard let token = noun.token else { return false }
    return isPlural(token)
  }

  // MARK: Units

  /// The unit that begins at `i`, which may be joined by a hyphen, and the atom behind it.
  func unit(from i: Int, reading: NumberReading) -> (unit: Int, end: Int)? {
    var from = i
    var viaHyphen = false
    if scan.isHyphen(from), scan.touches(from), scan.touches(from + 1) {
      from += 1
      viaHyphen = true
    }
    guard from < scan.atoms.count, !(scan.atoms[from].held && !flag(from, .mayHoldDuration)),
      let match = unitPhrase(at: from, number: reading)
    else { return nil }
    let unit = match.value
    let entry = lexicon.units[unit]
    let end = match.end
    // "$" and "€" belong to digits that follow, unless those have their own ("5 €, 10 €")
    if entry.isSign, scan.isDigits(end), !(scan.touches(from) && scan.spaced(end)) { return nil }
    // A code before other digits that have no unit of their own: "rmb 10 usd 20"
    // "5 F-16s", "3 C-130s"
    if scan.touches(end), !viaHyphen, end < scan.atoms.count {
      let next = scan.atoms[end]
      if next.kind == .word || next.kind == .digits { return nil }
      if scan.isHyphen(end), scan.isDigits(end + 1), scan.touches(end + 1) { return nil }
    }
    // "12 barrel bombs", "two foot soldiers"
    if context(end - 1).contains(.unitNoun), end - from == 1, !viaHyphen, reading.value != 1,
      !reading.isFraction, scan.spaced(end), isNounLike(end), !scan.isHyphen(end)
    {
      if entry.family == .measure || entry.family == .duration, let token = pos(end - 1),
        token != .adj, let noun = counted(from: end - 1, ofWhat: .number)?.token, isPlural(noun),
        !isPlural(Int(scan.atoms[end - 1].token))
      {
        return nil
      }
    }
    return (unit, end)
  }

  private func takeUnit(_ amount: inout Amount) {
    let reading = amount.reading
    var found = unit(from: reading.end, reading: reading)
    if found == nil,
      reading.isFraction || reading.value != reading.value.rounded() || reading.low != nil
    {
      // half an hour, two thirds of a mile, dozens of kilometres
      var from = reading.end
      if context(from).contains(.of) { from += 1 }
      if scan.kind(from) == .article { from += 1 }
      if from > reading.end { found = unit(from: from, reading: reading) }
    }
    if found == nil, context(reading.end).contains(.more), scan.spaced(reading.end) {
      // two additional minutes
      if let more = unit(from: reading.end + 1, reading: reading),
        lexicon.units[more.unit].family == .duration || lexicon.units[more.unit].family == .measure
      {
        found = more
      }
    }
    guard let found else { return }
    var unit = found.unit
    let end = found.end
    if let pound = lexicon.poundOfMass, lexicon.units[unit].symbol == "GBP",
      lexicon.units[unit].isWord, arePoundsMass(amount, end)
    {
      unit = pound
    }
    amount.unit = unit
    amount.end = end
    if lexicon.units[unit].family == .money {
      if lexicon.units[unit].factor > 1 { amount.value *= lexicon.units[unit].factor }
      // 75 USD million
      if scan.kind(end) == .scale || scan.kind(end) == .suffix, !isWordMoney(unit) {
        amount.value *= scan.value(end)
        amount.scale = scan.value(end)
        amount.end = end + 1
      }
      return
    }
    if let match = lexicon.belowZero.longest(scan.atoms, from: end, to: scan.atoms.count) {
      amount.value = -amount.value
      amount.end = match.edge
      return
    }
    guard lexicon.units[unit].family == .measure else { return }
    // 188 miles an hour, 10 l/km
    var k = end
    if word(k) == lexicon.slash {
      k += 1
    } else if scan.kind(k) == .article
      || lexicon.per.begins(word(k)) && !context(k).contains(.of)
        && scan.kind(k) == .none
    {
      k += 1
    } else {
      return
    }
    if let below = unitPhrase(at: k, number: nil) {
      let family = lexicon.units[below.value].family
      guard family == .duration || (family == .measure && scan.kind(end) != .article) else {
        return
      }
      amount.rate = lexicon.units[unit].symbol + "/" + lexicon.units[below.value].sign
      amount.end = below.end
    }
  }

  private func isWordMoney(_ unit: Int) -> Bool { lexicon.units[unit].isWord }

  /// Pounds are money unless they are joined to the number, followed by what is weighed, or stand
  /// near a word of weight.
  private func arePoundsMass(_ amount: Amount, _ end: Int) -> Bool {
    if scan.isHyphen(amount.reading.end) { return true }
    guard end - amount.reading.end == 1 else { return false }
    if context(end).contains(.of) {
      // pounds of meat; but "millions of pounds of aid"
      return amount.reading.scale < 1e6 && !context(end + 1).contains(.determiner)
    }
    for k in max(0, amount.start - 4)..<amount.start where context(k).contains(.weight) {
      return amount.reading.scale < 1e6
    }
    for k in end..<min(scan.atoms.count, end + 2) where context(k).contains(.weight) { return true }
    // a twenty pound bag
    if isSingularForm(end - 1), amount.value != 1, isNounLike(end) { return true }
    return false
  }

  private func isSingularForm(_ i: Int) -> Bool {
    guard i < scan.atoms.count else { return false }
    return text[Int(scan.atoms[i].end) - 1] != 0x73
  }

  /// Letters or digits that touch the number and are no unit make it part of something else.
  private func isGluedToWord(_ amount: Amount) -> Bool {
    let end = amount.end
    guard scan.touches(end) else { return false }
    let next = scan.atoms[end]
    if next.kind == .word {
      // "Kenya's" style endings are harmless
      return text[Int(next.start)] != 0x27
    }
    if next.kind == .digits { return amount.unit == nil || !amount.hasPrefix }
    if isDegreeSign(end) { return true }
    if word(end) == lexicon.colon || word(end) == lexicon.slash {
      return scan.isDigits(end + 1) && scan.touches(end + 1)
    }
    return false
  }

  // MARK: Compounds

  /// "7 feet and 10 inches", "1 hour thirty", "20 dollars and 43 cents".
  private func takeCompound(_ amount: inout Amount) {
    guard let first = amount.unit, amount.rate == nil, amount.reading.low == nil else { return }
    let unit = lexicon.units[first]
    guard unit.family == .measure || unit.family == .duration || unit.family == .money,
      !unit.isSubunit, unit.symbol != "%"
    else { return }
    var smallest = unit.factor
    while true {
      var k = amount.end
      var viaAnd = false
      if word(k) == lexicon.comma { k += 1 }
      if scan.kind(k) == .and {
        k += 1
        viaAnd = true
      }
      guard k < scan.atoms.count, !(scan.atoms[k].held && !flag(k, .mayHoldDuration)) else {
        return
      }
      // an hour and a half
      let isPart = scan.kind(k) == .part || (scan.kind(k) == .article && scan.kind(k + 1) == .part)
      if viaAnd, isPart, unit.family != .money {
        let part = scan.kind(k) == .part ? k : k + 1
        guard !isNounLike(part + 1), !context(part + 1).contains(.of),
          scan.kind(part + 1) != .article
        else { return }
        amount.value += 1 / scan.value(part)
        amount.end = part + 1
        return
      }
      guard
        scan.isDigits(k) || scan.kind(k) == .digit || scan.kind(k) == .teen
          || scan.kind(k) == .ten || scan.kind(k) == .compound,
        let next = scan.read(at: k, floor: k), next.start == k, !next.isOrdinal, !next.isFraction,
        next.closeScale == nil || unit.family != .money
      else { return }
      if next.closeScale != nil, unit.dimension == 0 { return }
      if let (lower, end) = self.unit(from: next.end, reading: next) {
        let part = lexicon.units[lower]
        // cents go with any money whose own subunit has another name
        let fits =
          part.dimension == unit.dimension || (unit.family == .money && part.isSubunit)
        guard fits, part.factor < smallest, next.value * part.factor < smallest * 100,
          next.scale == 1
        else { return }
        smallest = part.factor
        amount.value += next.value * part.factor / unit.factor
        amount.end = end
        continue
      }
      // 1 hour thirty; 15 dollars and 50; 5 feet 2
      guard amount.end == k || viaAnd, word(amount.end) != lexicon.comma,
        next.value >= 1, next.value < 100, next.value == next.value.rounded(), next.scale == 1,
        next.low == nil,
        endsClause(next.end) || (unit.family == .money && !viaAnd && isTail(next.end))
      else { return }
      switch unit.family {
      case .money:
        guard currency(before: next.end, floor: next.end, number: next) == nil else { return }
        amount.value += next.value / 100
        amount.end = next.end
      case .duration:
        guard unit.factor == 3600 || unit.factor == 60, next.value < 60 else { return }
        amount.value += next.value / 60
        amount.end = next.end
      case .measure:
        guard unit.symbol == "ft", next.value < 12, !viaAnd else { return }
        amount.value += next.value / 12
        amount.end = next.end
      default: break
      }
      return
    }
  }

  /// "an hour and 30 seconds", "a month and a half": the larger unit stands before with an article.
  private func takeLeading(_ amount: inout Amount, floor: Int) {
    var k = amount.start - 1
    guard k > floor, amount.reading.low == nil, amount.value > 0 else { return }
    let isPart =
      amount.unit == nil && amount.reading.isFraction && amount.value < 1
      && scan.kind(amount.reading.end - 1) == .part
    if scan.kind(k) == .and { k -= 1 } else if isPart { return }
    guard k > floor, scan.kind(k - 1) == .article,
      let larger = lexicon.unitsAfter.longest(
        scan.atoms, from: k, to: k + 1, where: { choose($0, k, $1, number: nil) })
    else { return }
    let unit = lexicon.units[larger.value]
    guard unit.family == .duration || unit.family == .measure else { return }
    if isPart {
      guard isClauseEnd(amount.end) || !isNounLike(amount.end) else { return }
      amount.value += 1
      amount.reading.isFraction = false
    } else {
      guard let smaller = amount.unit, lexicon.units[smaller].dimension == unit.dimension,
        lexicon.units[smaller].factor < unit.factor
      else { return }
      amount.value = 1 + amount.value * lexicon.units[smaller].factor / unit.factor
    }
    amount.unit = larger.value
    amount.start = k - 1
  }

  /// Whether the sentence or clause ends at `i`.
  private func endsClause(_ i: Int) -> Bool {
    isClauseEnd(i) && !(i < scan.atoms.count && (isMoneySign(i)))
  }

  private func isMoneySign(_ i: Int) -> Bool {
    lexicon.moneyBefore.begins(word(i)) || lexicon.unitsAfter.begins(word(i))
  }

  /// Whether what follows a bare number behind an amount leaves it the smaller part of the amount.
  private func isTail(_ i: Int) -> Bool {
    isClauseEnd(i) || (context(i).contains(.more) && !isNounLike(i + 1))
  }

  // MARK: Ages

  /// "27-year-old", "29 years old", "6 weeks of age", "aged 7".
  private func takeAge(_ amount: inout Amount, floor: Int) {
    if let unit = amount.unit {
      guard lexicon.units[unit].family == .duration,
        let match = lexicon.ageAfter.longest(scan.atoms, from: amount.end, to: scan.atoms.count)
      else {
        if lexicon.units[unit].family == .age { amount.isAge = true }
        return
      }
      amount.isAge = true
      amount.end = match.edge
    }
  }
}
