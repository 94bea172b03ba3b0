import DocumentModel

/// Weekdays, the nth part of a period, and weeks named by a day in them.
extension DateParser {
  /// Whether the weekday word at `i` is one: "Sat" and "Sun" alone may be other words.
  func isWeekday(_ i: Int, supported: Bool) -> Bool {
    let entry = word(i)
    guard entry.has(.weekday) else { return false }
    if isAlone || supported && (at(i).capitalized || !entry.has(.guarded)) { return true }
    if entry.has(.guarded) {
      // "Mon", "Sat": a period, a day or a time has to follow.
      guard at(i).capitalized else { return false }
      let next = i + 1
      return isPunctuation(next, 0x2E) && isAdjacent(next) || isNumber(next)
        || isPunctuation(next, 0x2C) && (isNumber(next + 1) || has(next + 1, .month))
        || has(next, .part) || has(next, .at) && isNumber(next + 1) || has(next, .month)
    }
    // "Sunday Times", "Black Friday": part of a longer name.
    if at(i + 1).capitalized, at(i + 1).entry == 0, pos(i + 1) == .propn,
      at(i - 1).capitalized && i > 0 && at(i - 1).entry == 0
        || has(i - 1, .the) && [.propn].contains(pos(i + 1)) && isInsideEntity(i)
    {
      return false
    }
    return !isInsideEntity(i)
  }

  /// `Monday`, `Fri, Jul 18`, `Tuesday the 19th`, `Wednesday of next week`.
  ///
  /// - Parameter plain: whether the weekday alone is enough.
  func weekday(_ i: Int, plain: Bool = true) -> DateMatch? {
    let entry = word(i)
    guard entry.has(.weekday) else { return nil }
    var p = i + 1
    if entry.has(.abbreviated), isPunctuation(p, 0x2E), isAdjacent(p) { p += 1 }
    var q = skipComma(p)
    if isPunctuation(q, 0x28) { q += 1 }
    let explicit =
      numericDate(q, inRange: true) ?? monthFirst(q, bare: false)
      ?? dayFirst(skip(q, .the))
    if var found = explicit, found.value.day > 0, found.value.month > 0,
      isWeekday(i, supported: true)
    {
      found.value.weekday = entry.weekday
      if isPunctuation(p, 0x28), isPunctuation(found.next, 0x29) { found.next += 1 }
      return found
    }
    let r = skip(p, .the)
    if let day = ordinal(r), (1...31).contains(day.value), r > p || isNumber(p) || isAlone,
      isWeekday(i, supported: true), !isOtherNoun(day.next), !has(day.next, .unit)
    {
      return DateMatch(value: .fields(day: day.value, weekday: entry.weekday), next: day.next)
    }
    if isNumber(p), let day = dayNumber(p), !isClockAhead(p),
      at(day.next).kind != .word || has(day.next, .at), !isPunctuation(day.next, 0x2D),
      isWeekday(i, supported: true)
    {
      return DateMatch(value: .fields(day: day.value, weekday: entry.weekday), next: day.next)
    }
    // "Wednesday of next week", "Sunday from last week", "Wednesday next week"
    var s = p
    if has(s, .of) || has(s, .in) || has(s, .from) { s += 1 }
    s = skip(s, .the)
    if let shift = shiftWord(s), has(shift.next, .unit), word(shift.next).unit == .week {
      guard let reference else { return DateMatch(value: .unknown(.day), next: shift.next + 1) }
      let day =
        CivilCalendar.monday(of: reference.day) + 7 * shift.count + entry.weekday - 1
      return TimeValue.period(Period(days: day, day + 1), .day)
        .map { DateMatch(value: $0, next: shift.next + 1) }
    }
    // "It was a Thursday" names no day.
    guard plain, !has(i - 1, .article), isWeekday(i, supported: false) else { return nil }
    return DateMatch(value: .fields(weekday: entry.weekday), next: p)
  }

  /// The words at `i` stand inside a longer name of a person or organization.
  func isInsideEntity(_ i: Int) -> Bool {
    let token = at(i).token
    return named.contains { $0.contains(token) && $0.count > 1 }
  }

  /// `first Tuesday in October`, `last week of July`, `third quarter of 2024`, `the last four
  /// months of 2021`, `5th last day of May`, `the twenty-sixth day of the month`.
  func nth(_ i: Int) -> DateMatch? {
    var n: Int
    var p: Int
    var fromEnd = false
    if has(i, .last) {
      (n, p, fromEnd) = (1, i + 1, true)
    } else if let (value, next) = ordinal(i) {
      (n, p) = (value, next)
      if has(p, .last) { (p, fromEnd) = (p + 1, true) }
    } else {
      return nil
    }
    var several: Int?
    if let number = cardinal(p), has(number.next, .unit) {
      (several, p) = (number.value, number.next)
    }
    let entry = word(p)
    let isDay = entry.has(.weekday)
    // "the first half of 2024"
    let isHalf = entry.has(.half) && has(p + 1, .of) && n <= 2
    guard isDay || isHalf || entry.has(.unit) else { return nil }
    let unit = isDay ? TimeUnit.day : isHalf ? .half : entry.unit
    guard unit.rawValue >= TimeUnit.day.rawValue else { return nil }
    var q = p + 1
    // "week end", "week-end"
    let isWeekEnd =
      unit == .week && word(skipHyphen(q)).has(.edgeNoun) && word(skipHyphen(q)).edge == .late
    if isWeekEnd { q = skipHyphen(q) + 1 }
    let linked = has(q, .of) || has(q, .in)
    let after = has(q, .after)
    if linked || after { q += 1 }
    let definite = has(q, .the)
    q = skip(q, .the)
    let isWeekend = unit == .weekend || isWeekEnd
    var container: DateMatch?
    if linked, has(q, .unit), !word(q).has(.plural), definite || has(q - 1, .of),
      word(q).unit.rawValue > unit.rawValue
    {
      guard let reference else { return DateMatch(value: .unknown(.day), next: q + 1) }
      container = TimeValue.period(
        CivilCalendar.period(word(q).unit, holding: reference.day), word(q).unit
      ).map { DateMatch(value: $0, next: q + 1) }
    } else if linked || after {
      container = q < atoms.count ? plainDate(skip(q, .yearword)) : nil
    } else if unit == .quarter || unit == .half, let year = markedYear(skipComma(p + 1)) {
      container = DateMatch(value: .fields(year: year.value), next: year.next)
    } else if unit == .quarter, several == nil, !fromEnd, isAlone || has(i - 1, .the) {
      guard let reference else { return DateMatch(value: .unknown(.quarter), next: p + 1) }
      container = DateMatch(value: .fields(year: reference.year), next: p + 1)
    }
    guard let found = container, found.value.clock == nil else { return nil }
    if found.value.shape == .unknown { return DateMatch(value: .unknown(unit), next: found.next) }
    guard let whole = resolve(found.value, near: q) else {
      return DateMatch(value: .unknown(unit), next: found.next)
    }
    if after {
      guard isDay, whole.unit == .day, n <= 60 else { return nil }
      let start = whole.period.startDay
      let day = start + (entry.weekday - CivilCalendar.weekday(start) + 6) % 7 + 1 + (n - 1) * 7
      return TimeValue.period(Period(days: day, day + 1), .day)
        .map { DateMatch(value: $0, next: found.next) }
    }
    guard whole.unit.rawValue > unit.rawValue || whole.unit == .season,
      let period = part(
        n, several, fromEnd, isWeekend ? .weekend : unit, isDay ? entry.weekday : 0,
        of: whole.period)
    else { return nil }
    return TimeValue.period(period, several == nil ? (isWeekend ? .weekend : unit) : .week)
      .map { DateMatch(value: $0, next: found.next) }
  }

  /// The nth unit or weekday of a stretch, counted from its end for "last".
  private func part(
    _ n: Int, _ several: Int?, _ fromEnd: Bool, _ unit: TimeUnit, _ weekday: Int,
    of whole: Period
  ) -> Period? {
    guard n >= 1, n <= 400 else { return nil }
    let start = whole.startDay
    let end = CivilCalendar.dayNumber(whole.end)
    if let several {
      guard n == 1, (1...400).contains(several) else { return nil }
      if fromEnd {
        return CivilCalendar.add(whole.end, unit, quarters: -4 * several)
          .map { Period($0, whole.end) }
      }
      return CivilCalendar.add(whole.start, unit, quarters: 4 * several)
        .map { Period(whole.start, $0) }
    }
    if weekday > 0 {
      let day =
        fromEnd
        ? end - 1 - (CivilCalendar.weekday(end - 1) - weekday + 7) % 7 - (n - 1) * 7
        : start + (weekday - CivilCalendar.weekday(start) + 7) % 7 + (n - 1) * 7
      return start <= day && day < end ? Period(days: day, day + 1) : nil
    }
    switch unit {
    case .day:
      let day = fromEnd ? end - n : start + n - 1
      return start <= day && day < end ? Period(days: day, day + 1) : nil
    case .week:
      // Weeks belong to the period that holds their Thursday, as in ISO 8601.
      let thursday =
        fromEnd
        ? end - 1 - (CivilCalendar.weekday(end - 1) + 3) % 7 - (n - 1) * 7
        : start + (11 - CivilCalendar.weekday(start)) % 7 + (n - 1) * 7
      return start <= thursday && thursday < end ? Period(days: thursday - 3, thursday + 4) : nil
    case .weekend:
      let saturday =
        fromEnd
        ? end - 1 - (CivilCalendar.weekday(end - 1) + 1) % 7 - (n - 1) * 7
        : start + (13 - CivilCalendar.weekday(start)) % 7 + (n - 1) * 7
      return start <= saturday && saturday < end ? Period(days: saturday, saturday + 2) : nil
    default:
      guard unit.months > 0 else { return nil }
      let from =
        fromEnd
        ? CivilCalendar.add(whole.end, unit, quarters: -4 * n)
        : CivilCalendar.add(whole.start, unit, quarters: 4 * (n - 1))
      guard let from, let to = CivilCalendar.add(from, unit, quarters: 4), from >= whole.start,
        to <= whole.end
      else { return nil }
      return Period(from, to)
    }
  }

  /// `the week of April 10th`, `weekend of Thanksgiving 2023`, `week 10`.
  func weekOf(_ i: Int) -> DateMatch? {
    guard has(i, .unit), [.week, .weekend].contains(word(i).unit), !word(i).has(.plural) else {
      return nil
    }
    if word(i).unit == .week, isNumber(i + 1), at(i + 1).digits <= 2, !has(i + 2, .unit),
      !isAdjacent(i + 2) || at(i + 2).kind != .punctuation,
      (1...53).contains(at(i + 1).value), !isPunctuation(i + 2, 0x3A), !isOtherNoun(i + 2)
    {
      guard let reference else { return DateMatch(value: .unknown(.week), next: i + 2) }
      return CivilCalendar.monday(ofWeek: at(i + 1).value, year: reference.year)
        .flatMap { TimeValue.period(Period(days: $0, $0 + 7), .week) }
        .map { DateMatch(value: $0, next: i + 2) }
    }
    guard has(i + 1, .of) || has(i + 1, .commencing) else { return nil }
    let p = skip(i + 2, .the)
    guard
      let day = holiday(p) ?? monthFirst(p, bare: false) ?? dayFirst(p)
        ?? numericDate(p, inRange: true),
      day.value.shape == .unknown || day.value.unit == .day
    else { return nil }
    guard let found = resolve(day.value, near: p) else {
      return DateMatch(value: .unknown(word(i).unit), next: day.next)
    }
    let monday = CivilCalendar.monday(of: found.period.startDay)
    let period =
      word(i).unit == .week
      ? Period(days: monday, monday + 7) : Period(days: monday + 5, monday + 7)
    return TimeValue.period(period, word(i).unit).map { DateMatch(value: $0, next: day.next) }
  }

  /// `the weekend`, `the week`: the one of the clause, where the words around speak of time.
  func bareUnit(_ i: Int) -> DateMatch? {
    guard has(i, .unit), !word(i).has(.plural) else { return nil }
    let unit = word(i).unit
    if unit == .weekend {
      if has(i - 1, .article)
        || at(i + 1).kind == .word && at(i + 1).entry == 0
          && pos(i + 1) == .noun
      {
        return nil
      }
      guard let reference else { return DateMatch(value: .unknown(unit), next: i + 1) }
      var saturday = CivilCalendar.monday(of: reference.day) + 5
      if saturday > reference.day, !isAlone, direction(i) == .past { saturday -= 7 }
      return TimeValue.period(Period(days: saturday, saturday + 2), unit)
        .map { DateMatch(value: $0, next: i + 1) }
    }
    guard [.day, .week, .month, .year, .fortnight].contains(unit), has(i - 1, .the),
      has(i - 2, .for) || unit == .fortnight, !has(i + 1, .of), !isOtherNoun(i + 1),
      !isPunctuation(i + 1, 0x2D), !has(i + 1, .before), !has(i + 1, .after)
    else { return nil }
    guard let reference else { return DateMatch(value: .unknown(unit), next: i + 1) }
    return TimeValue.period(CivilCalendar.period(unit, holding: reference.day), unit)
      .map { DateMatch(value: $0, next: i + 1) }
  }

  /// `year 2012`, `fiscal year 2024`, `FY2024`.
  func labelledYear(_ i: Int) -> DateMatch? {
    var p = i
    if has(p, .fiscal) {
      p = skip(p + 1, .yearword)
    } else if has(p, .yearword) {
      p += 1
    } else {
      return nil
    }
    guard isNumber(p), at(p).digits == 4, (1000...2999).contains(at(p).value) else { return nil }
    var next = p + 1
    var value = TimeValue.fields(year: at(p).value)
    // "fiscal year 2012-13"
    if isPunctuation(next, 0x2D) || isPunctuation(next, 0x2F), isAdjacent(next),
      isNumber(next + 1), isAdjacent(next + 1), at(next + 1).digits == 2,
      at(next + 1).value == (at(p).value + 1) % 100
    {
      next += 2
      guard
        let span = TimeValue.period(
          CivilCalendar.months(year: at(p).value, month: 1, count: 24), .year)
      else { return nil }
      value = span
    }
    return DateMatch(value: value, next: next)
  }
}
