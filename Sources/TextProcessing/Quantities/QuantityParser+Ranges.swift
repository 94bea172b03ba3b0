import DocumentModel

extension QuantityParser {
  enum RangeResult {
    case none, range
    /// No figure; go on from here.
    case result(Int)
  }

  /// Looks for the other end of a range whose lower end is `amount`.
  func readRange(_ amount: inout Amount, _ draft: inout Draft) -> RangeResult {
    guard amount.reading.low == nil, !amount.reading.isMultiple, !amount.isAge else { return .none }
    let opener = openerBefore(amount.start)
    if let opener, context(opener).contains(.between) {
      let and = amount.end
      guard scan.kind(and) == .and || context(and).contains(.to) || scan.isHyphen(and),
        let upper = upperAmount(from: and + 1)
      else { return .none }
      guard let joined = join(amount, upper, allowsEqualOrder: true) else { return .none }
      if isYearLike(amount.reading), isYearLike(upper.reading), joined.unit == nil,
        counted(from: upper.end, ofWhat: .number) == nil
      {
        return .result(upper.end)
      }
      commit(joined, upper, &amount, &draft)
      if lexicon.ageBefore.longestBackward(scan.atoms, from: amount.start, downTo: opener) != nil {
        draft.isAge = true
      }
      draft.start = opener
      return .range
    }
    let separator = amount.end
    var from = separator + 1
    var isHyphen = false
    if scan.isHyphen(separator) {
      isHyphen = true
      // 8- to 16-meter
      if context(separator + 1).contains(.to) {
        from = separator + 2
        isHyphen = false
      } else {
        let tight = scan.touches(separator)
        let tightAfter = scan.touches(separator + 1)
        guard tight == tightAfter || scan.isDigits(separator + 1) || amount.unit != nil else {
          return .none
        }
        if !scan.isDigits(from), scan.kind(from) == .none, currencyBegins(from) == false {
          return .none
        }
      }
    } else if context(separator).contains(.to) || context(separator).contains(.or) {
      guard scan.spaced(separator), scan.spaced(from) else { return .none }
    } else if opener != nil, scan.kind(separator) == .and {
      // from 30 celsius and 40 celsius
    } else {
      return .none
    }
    guard from < scan.atoms.count, let upper = upperAmount(from: from) else { return .none }
    if isHyphen, isYearLike(amount.reading), amount.unit == nil {
      // 2013-14, 1999-2003
      if isYearLike(upper.reading) || upper.value < 100, upper.unit == nil {
        return .result(upper.end)
      }
    }
    let isOr = context(separator).contains(.or)
    if isHyphen, amount.unit == nil, upper.unit == nil,
      scan.touches(from) || amount.value < 30 && upper.value < 30,
      amount.reading.isDigits, upper.reading.isDigits
    {
      // A result: 16-3, or 2-3 beside a word of winning
      let isDescending = amount.value >= upper.value
      if isDescending || isScore(amount.start, upper.end) { return .result(upper.end) }
    }
    if let opener, context(opener).contains(.from) {
      guard isSpan(opener, amount, upper) else { return .none }
      guard let joined = join(amount, upper, allowsEqualOrder: true) else { return .none }
      commit(joined, upper, &amount, &draft)
      draft.start = opener
      return .range
    }
    if isOr, upper.value > amount.value * 3, amount.value > 0 { return .none }
    guard let joined = join(amount, upper, allowsEqualOrder: false) else { return .none }
    if isYearLike(amount.reading), isYearLike(upper.reading), amount.unit == nil, upper.unit == nil
    {
      return .result(upper.end)
    }
    commit(joined, upper, &amount, &draft)
    return .range
  }

  private func currencyBegins(_ i: Int) -> Bool { lexicon.moneyBefore.begins(word(i)) }

  /// "between" or "from" right before a number or its qualifier.
  private func openerBefore(_ start: Int) -> Int? {
    guard start > floor else { return nil }
    func isOpener(_ i: Int) -> Bool {
      i >= floor && !context(i).intersection([.between, .from]).isEmpty
    }
    if isOpener(start - 1) { return start - 1 }
    // between the ages of 10 and 14
    if let match = lexicon.ageBefore.longestBackward(scan.atoms, from: start, downTo: floor) {
      let before = context(match.edge - 1).contains(.determiner) ? match.edge - 2 : match.edge - 1
      if isOpener(before), context(before).contains(.between) { return before }
    }
    if let match = lexicon.before.longestBackward(scan.atoms, from: start, downTo: floor),
      isOpener(match.edge - 1)
    {
      return match.edge - 1
    }
    return nil
  }

  /// The amount whose first words begin at `from`: a currency, an article or a qualifier may stand
  /// before its number.
  private func upperAmount(from: Int) -> Amount? {
    var i = from
    let limit = min(scan.atoms.count, from + 4)
    while i < limit {
      let atom = scan.atoms[i]
      if atom.kind == .digits || atom.kind == .fraction
        || (atom.kind == .word && lexicon.isTrigger(atom.word))
      {
        guard let upper = amount(at: i, floor: from), !upper.reading.isOrdinal,
          upper.reading.low == nil, !upper.reading.isMultiple
        else { return nil }
        // Nothing but a qualifier may be left between.
        if upper.start > from {
          guard
            let match = lexicon.before.longestBackward(scan.atoms, from: upper.start, downTo: from),
            match.edge == from
          else { return nil }
        }
        return upper
      }
      i += 1
    }
    return nil
  }

  /// Whether "from A to B" is a span and not a change from A to B: the two are parted by what
  /// stands before.
  private func isSpan(_ opener: Int, _ lower: Amount, _ upper: Amount) -> Bool {
    for k in max(0, opener - 8)..<max(0, opener) where context(k).contains(.change) {
      // "reduced from 44 mg to 50 mg" is a change; "is from 7 to 10" is not
      return false
    }
    guard opener > 0 else { return true }
    let before = opener - 1
    if context(before).contains(.range) || isClauseEnd(before) { return true }
    switch pos(before) ?? .x {
    case .verb, .adv: return false
    default: return true
    }
  }

  private func isScore(_ start: Int, _ end: Int) -> Bool {
    if isNounLike(end), !context(end).contains(.score) { return false }
    for k in max(0, start - 5)..<start where context(k).contains(.score) { return true }
    for k in end..<min(scan.atoms.count, end + 2) where context(k).contains(.score) { return true }
    return false
  }

  /// The ends of a range and its unit, or nil where the two amounts are no range.
  private func join(
    _ lower: Amount, _ upper: Amount, allowsEqualOrder: Bool
  ) -> (low: Double, high: Double, unit: Int?, isLowerUnit: Bool)? {
    guard
      !lower.reading.isFraction || upper.unit == nil || lower.unit != nil
        || upper.reading.isFraction
        || lower.reading.isDigits
    else { return nil }
    // "since 2012 to $500 million"
    if upper.hasPrefix, !lower.hasPrefix, lower.unit == nil { return nil }
    var low = lower.value
    var high = upper.value
    var unit = upper.unit ?? lower.unit
    var isLowerUnit = false
    if let a = lower.unit, let b = upper.unit {
      let first = lexicon.units[a]
      let second = lexicon.units[b]
      guard first.dimension == second.dimension, first.family == second.family,
        first.isSubunit == second.isSubunit
      else { return nil }
      if first.factor != second.factor, first.family != .money {
        low = low * first.factor / second.factor
      }
    } else if lower.unit != nil {
      // "$5 to 7 million", "5 % to 10": only a sign before is shared
      guard lower.hasPrefix else { return nil }
      isLowerUnit = true
      unit = lower.unit
    }
    if lower.scale == 1, upper.scale > 1, low < upper.value / upper.scale, low < 1000,
      lower.reading.scale == 1
    {
      low *= upper.scale
    }
    if low > high, low < 0, high < 0 { swap(&low, &high) }
    guard low < high else { return nil }
    return (low, high, unit, isLowerUnit)
  }

  private func commit(
    _ joined: (low: Double, high: Double, unit: Int?, isLowerUnit: Bool), _ upper: Amount,
    _ amount: inout Amount, _ draft: inout Draft
  ) {
    draft.low = joined.low
    draft.high = joined.high
    draft.value = nil
    draft.qualifier = .between
    draft.end = upper.end
    draft.number.end = upper.reading.end
    if upper.isAge { draft.isAge = true }
    var reading = amount.reading
    reading.end = upper.reading.end
    reading.isFraction = upper.reading.isFraction && upper.unit == nil
    amount.reading = reading
    amount.unit = joined.unit
    amount.end = upper.end
    if amount.rate == nil { amount.rate = upper.rate }
  }
}
