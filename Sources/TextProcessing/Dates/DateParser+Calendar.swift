import DocumentModel

/// Dates that name days, months and years of the calendar.
extension DateParser {
  /// `2025-11-24`, `11/24/2025`, `24.11.2025`, `2014-10`, `2/2013`, `10/31`.
  ///
  /// - Parameter inRange: the other end of a range is a date already, so that `10/31` needs no
  ///   other sign.
  func numericDate(_ i: Int, inRange: Bool = false) -> DateMatch? {
    let first = at(i)
    guard first.kind == .number, first.value >= 0 else { return nil }
    let mark = at(i + 1)
    guard mark.kind == .punctuation, mark.byte == 0x2D || mark.byte == 0x2F || mark.byte == 0x2E
    else { return nil }
    let spaced = !isAdjacent(i + 1) || !isAdjacent(i + 2)
    if spaced && !(isAlone && mark.byte == 0x2F) { return nil }
    let second = at(i + 2)
    if first.digits == 4 { return yearFirst(i) }
    guard first.digits <= 2, second.kind == .number, second.value >= 0 else { return nil }
    if second.digits == 4 {
      guard mark.byte == 0x2F, (1...12).contains(first.value),
        (1000...2999).contains(second.value), endsNumber(i + 3)
      else { return nil }
      return DateMatch(
        value: .fields(year: second.value, month: first.value), next: i + 3)
    }
    guard second.digits <= 2 else { return nil }
    let third = at(i + 4)
    if at(i + 3).kind == .punctuation, at(i + 3).byte == mark.byte, third.kind == .number,
      isAdjacent(i + 3), isAdjacent(i + 4), third.value >= 0,
      third.digits == 4 || third.digits == 2 && mark.byte != 0x2E
    {
      let year = third.digits == 4 ? third.value : fullYear(third.value)
      guard (1000...2999).contains(year),
        !isAdjacent(i + 5) || !(at(i + 5).kind == .word && at(i + 5).byte != 0x74)
      else { return nil }
      guard let (month, day) = order(first.value, second.value, mark.byte, year) else {
        return nil
      }
      return DateMatch(value: .fields(year: year, month: month, day: day), next: i + 5)
    }
    guard endsNumber(i + 3), !(first.value == 9 && second.value == 11), !has(i + 3, .unit) else {
      return nil
    }
    let leadsOn =
      isPunctuation(i + 3, 0x2D) && isNumber(i + 4) && isPunctuation(i + 5, 0x2F)
      && isNumber(i + 6)
    let marked =
      inRange || leadsOn || isAlone || has(i - 1, .on) || has(i - 1, .by) || has(i - 1, .until)
      || has(i - 1, .since) || has(i - 1, .from) || has(i - 1, .between) || has(i - 1, .next)
      || has(i - 1, .this) || has(i - 1, .last) || has(i - 1, .weekday)
      || isPunctuation(i - 1, 0x2C) && has(i - 2, .weekday)
    guard marked, mark.byte == 0x2F || mark.byte == 0x2E && has(i - 1, .on) && !isAlone,
      let (month, day) = order(first.value, second.value, 0x2F, 2024)
    else { return nil }
    return DateMatch(value: .fields(month: month, day: day), next: i + 3)
  }

  /// Nothing that would make a longer number stands at `i`.
  private func endsNumber(_ i: Int) -> Bool {
    guard isAdjacent(i) else { return true }
    let atom = at(i)
    switch atom.kind {
    case .number: return false
    case .word: return false
    case .punctuation:
      let joins = [0x2F, 0x2E, 0x2C, 0x3A, 0x25].contains(atom.byte)
      return !(joins && isNumber(i + 1) && isAdjacent(i + 1)) && atom.byte != 0x25
    case .none: return true
    }
  }

  /// Month and day of two numbers: month first, day first with dots and where only that fits.
  private func order(_ a: Int, _ b: Int, _ mark: UInt8, _ year: Int) -> (Int, Int)? {
    let american = CivilCalendar.day(year: year, month: a, day: b) != nil
    let european = CivilCalendar.day(year: year, month: b, day: a) != nil
    if mark == 0x2E, european { return (b, a) }
    if american { return (a, b) }
    return european ? (b, a) : nil
  }

  /// `2025-11-24`, `2019-aug-01`, `2014-10`; with a time behind `T`.
  private func yearFirst(_ i: Int) -> DateMatch? {
    let year = at(i).value
    let mark = at(i + 1).byte
    guard (1000...2999).contains(year) else { return nil }
    var month = 0
    let second = at(i + 2)
    if second.kind == .number, second.digits <= 2, (1...12).contains(second.value) {
      month = second.value
    } else if word(i + 2).has(.month) {
      month = word(i + 2).month
    }
    guard month > 0 else { return nil }
    let third = at(i + 4)
    if at(i + 3).kind == .punctuation, at(i + 3).byte == mark, isAdjacent(i + 3),
      third.kind == .number, isAdjacent(i + 4)
    {
      guard third.digits <= 2, CivilCalendar.day(year: year, month: month, day: third.value) != nil
      else { return nil }
      var match = DateMatch(
        value: .fields(year: year, month: month, day: third.value), next: i + 5)
      if at(i + 5).kind == .word, at(i + 5).byte == 0x74, isAdjacent(i + 5), isAdjacent(i + 6),
        let time = clockFigures(i + 6)
      {
        match.value.clock = time.clock
        match.next = time.next
      }
      return match
    }
    guard second.kind == .number, mark != 0x2E, endsNumber(i + 3),
      !(isAdjacent(i + 3) && at(i + 3).byte == 0x2D && isNumber(i + 4))
    else { return nil }
    return DateMatch(value: .fields(year: year, month: month), next: i + 3)
  }

  /// Whether the month word at `i` is one and not a verb, an auxiliary or a name.
  ///
  /// - Parameter supported: a day or a year stands beside it.
  func isMonth(_ i: Int, supported: Bool) -> Bool {
    let entry = word(i)
    guard entry.has(.month) else { return false }
    let before = at(i - 1)
    if before.kind == .punctuation, before.byte == 0x24 { return false }
    if isAlone { return true }
    if entry.has(.guarded) {
      let marked = isTimePreposition(i - 1)
      if !at(i).capitalized {
        // "the march", "on march": lower case needs a word that only times have before them.
        return marked && ![.aux, .verb].contains(pos(i)) && !has(i - 1, .the) && !has(i - 1, .over)
          && !has(i - 1, .at) && !has(i - 1, .on) && !has(i - 1, .to) && !has(i - 1, .about)
      }
      if supported || leadsToMonth(i) { return true }
      return marked
        || pos(i) == .propn && before.kind == .punctuation && pos(i + 1) != .propn
        || pos(i) == .propn && before.kind == .none && has(i + 1, .pastTense)
    }
    if supported || leadsToMonth(i) { return true }
    if entry.has(.abbreviated), !at(i).capitalized, !isTimePreposition(i - 1) { return false }
    if isInsideName(i) { return false }
    if entry.has(.named) || entry.has(.abbreviated) {
      // "April Jones", "Mr. June"
      if at(i + 1).capitalized, at(i + 1).entry == 0, pos(i + 1) == .propn { return false }
      if entry.has(.named), before.capitalized, before.entry == 0, pos(i - 1) == .propn {
        return false
      }
    }
    return true
  }

  /// "Jan-Feb", "May to March".
  private func leadsToMonth(_ i: Int) -> Bool {
    (has(i + 1, .to) || isPunctuation(i + 1, 0x2D)) && word(i + 2).has(.month)
  }

  /// A capitalized word that no table knows touches the word on its left and right.
  private func isInsideName(_ i: Int) -> Bool {
    at(i - 1).capitalized && at(i - 1).entry == 0 && pos(i - 1) == .propn && i > 1
      && at(i + 1).capitalized && at(i + 1).entry == 0 && pos(i + 1) == .propn
  }

  func isTimePreposition(_ i: Int) -> Bool {
    has(i, .in) || has(i, .since) || has(i, .until) || has(i, .of) || has(i, .by)
      || has(i, .from) || has(i, .to) || has(i, .before) || has(i, .after) || has(i, .during)
      || has(i, .between) || has(i, .last) || has(i, .next) || has(i, .this)
      || has(i, .edge) || has(i, .on) || has(i, .every) || has(i, .past) || has(i, .the)
      || has(i, .andRange) || has(i, .about) || isPunctuation(i, 0x2D) && has(i - 1, .month)
      || has(i, .over) || has(i, .at) || isPunctuation(i, 0x2D) && has(i - 1, .edge)
  }

  /// `Nov. 24, 2025`, `November the 24th`, `November 2025`, `Dec/2018`, `May`.
  func monthFirst(_ i: Int, bare: Bool = true) -> DateMatch? {
    let entry = word(i)
    guard entry.has(.month) else { return nil }
    var p = i + 1
    if entry.has(.abbreviated), isPunctuation(p, 0x2E), isAdjacent(p) { p += 1 }
    let mark = at(p)
    if mark.kind == .punctuation, mark.byte == 0x2D || mark.byte == 0x2F, isAdjacent(p),
      isNumber(p + 1), isAdjacent(p + 1), isMonth(i, supported: true)
    {
      // "Dec/2018", "Oct/2", "Sep-23-2020"; a range of days is read elsewhere.
      let number = at(p + 1)
      if number.digits == 4, (1000...2999).contains(number.value) {
        if isPunctuation(p + 2, mark.byte), isAdjacent(p + 2), isAdjacent(p + 3),
          let day = dayNumber(p + 3)
        {
          return valid(
            .fields(year: number.value, month: entry.month, day: day.value), next: day.next)
        }
        return DateMatch(
          value: .fields(year: number.value, month: entry.month), next: p + 2)
      }
      if let day = dayNumber(p + 1) {
        if isPunctuation(day.next, mark.byte), isAdjacent(day.next),
          let year = markedYear(day.next + 1)
        {
          return valid(
            .fields(year: year.value, month: entry.month, day: day.value), next: year.next)
        }
        return valid(.fields(month: entry.month, day: day.value), next: day.next)
      }
    }
    if let year = spelledYear(p), year.value >= 1800, isMonth(i, supported: true) {
      return DateMatch(
        value: .fields(year: year.value, month: entry.month), next: year.next)
    }
    let afterThe = skip(p, .the)
    if let day = dayNumber(afterThe, spelled: true), day.ordinal || afterThe == p,
      isMonth(i, supported: true), !isClockAhead(afterThe)
    {
      var value = TimeValue.fields(month: entry.month, day: day.value)
      var next = day.next
      if let year = trailingYear(next, short: day.ordinal) {
        value.year = year.value
        next = year.next
      }
      return valid(value, next: next)
    }
    var q = skipComma(p)
    q = skip(skip(q, .of), .in)
    if let year = markedYear(q, short: has(p, .of)), isMonth(i, supported: true),
      !isClockAhead(q)
    {
      return DateMatch(
        value: .fields(year: year.value, month: entry.month), next: year.next)
    }
    guard bare, isMonth(i, supported: false) else { return nil }
    if isNumber(p), afterThe == p, at(p).digits <= 2, meridiem(p + 1) == nil,
      !isPunctuation(p + 1, 0x3A)
    {
      // "Feb 31" is no date, and not the month either.
      return nil
    }
    return DateMatch(value: .fields(month: entry.month), next: p)
  }

  /// The year behind a day: `, 2025`, `of 1995`, `in 2020`, `2025`.
  func trailingYear(_ i: Int, short: Bool = false) -> (value: Int, next: Int)? {
    var p = skipComma(i)
    p = skip(skip(p, .of), .in)
    if let year = markedYear(p, short: has(i, .of)) {
      guard !isClockAhead(p) else { return nil }
      // "On Nov. 24, 2000 soldiers": a plural noun behind a comma counts.
      if p > i, isPunctuation(i, 0x2C), pos(year.next) == .noun, at(year.next).entry == 0,
        !isPunctuation(year.next, 0x2C)
      {
        return nil
      }
      return year
    }
    if short, p == i, at(p).kind == .number, at(p).digits == 2, at(p).value >= 0,
      meridiem(p + 1) == nil, !isPunctuation(p + 1, 0x3A)
    {
      return (fullYear(at(p).value), p + 1)
    }
    return nil
  }

  /// A number at `i` belongs to a time of day.
  func isClockAhead(_ i: Int) -> Bool {
    guard at(i).kind == .number || at(i).kind == .word else { return false }
    if at(i).kind == .number, isPunctuation(i + 1, 0x3A) { return isNumber(i + 2) }
    return meridiem(i + 1) != nil
      || at(i).kind == .number && at(i).digits == 4 && has(i + 1, .hourword)
  }

  func valid(_ value: TimeValue, next: Int) -> DateMatch? {
    let year = value.year > 0 ? value.year : 2024
    guard value.day <= CivilCalendar.daysIn(month: value.month, year: year) else { return nil }
    return DateMatch(value: value, next: next)
  }

  /// `24 November 2025`, `the 1st of March`, `31/Oct/1974`, `20th of next month`, `the 24th`.
  func dayFirst(_ i: Int) -> DateMatch? {
    guard let day = dayNumber(i) else { return nil }
    if at(i - 1).kind == .punctuation, at(i - 1).byte == 0x24 {
      return nil
    }
    if isAdjacent(i), isPunctuation(i - 1, 0x2E) || isPunctuation(i - 1, 0x2C),
      isNumber(i - 2)
    {
      return nil
    }
    var p = day.next
    if day.ordinal, has(p, .unit), word(p).unit == .day { p += 1 }
    let mark = at(p)
    if mark.kind == .punctuation, mark.byte == 0x2D || mark.byte == 0x2F, isAdjacent(p),
      isAdjacent(p + 1), word(p + 1).has(.month)
    {
      var value = TimeValue.fields(month: word(p + 1).month, day: day.value)
      var next = p + 2
      if isPunctuation(next, mark.byte), isAdjacent(next),
        let year = markedYear(next + 1, short: true)
      {
        value.year = year.value
        next = year.next
      }
      return valid(value, next: next)
    }
    let ofMonth = skip(skip(p, .of), .in)
    if word(ofMonth).has(.month), isMonth(ofMonth, supported: at(ofMonth).capitalized) {
      var next = ofMonth + 1
      if word(ofMonth).has(.abbreviated), isPunctuation(next, 0x2E), isAdjacent(next) { next += 1 }
      var value = TimeValue.fields(month: word(ofMonth).month, day: day.value)
      if let year = trailingYear(next) {
        value.year = year.value
        next = year.next
      }
      return valid(value, next: next)
    }
    // "20th of next month", "the 26th day of the month"
    if ofMonth > p || p > day.next {
      let q = skip(ofMonth, .the)
      if ofMonth > p, has(q, .unit), word(q).unit == .month, q > ofMonth {
        return dayOfMonth(day.value, shift: 0, next: q + 1)
      }
      if ofMonth > p, let shift = shiftWord(q), has(shift.next, .unit),
        word(shift.next).unit == .month
      {
        return dayOfMonth(day.value, shift: shift.count, next: shift.next + 1)
      }
    }
    // "the 24th", after a preposition of time and not before a noun.
    if day.ordinal, at(i).kind == .number, p == day.next,
      has(i - 1, .the)
        && (has(i - 2, .on) || has(i - 2, .by) || has(i - 2, .until) || has(i - 2, .since)
          || has(i - 2, .from) || has(i - 2, .before) || has(i - 2, .after) || isAlone),
      at(p).kind != .word || at(p).entry != 0 || ![.noun, .adj, .propn, .num].contains(pos(p)),
      !has(p, .unit), !isPunctuation(p, 0x2D)
    {
      return DateMatch(value: .fields(day: day.value), next: p)
    }
    return nil
  }

  private func dayOfMonth(_ day: Int, shift: Int, next: Int) -> DateMatch? {
    guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
    guard let month = CivilCalendar.period(.month, holding: reference.day, shiftedBy: shift)
    else { return nil }
    let found = month.startDay + day - 1
    guard found * CivilCalendar.secondsPerDay < month.end,
      let value = TimeValue.period(Period(days: found, found + 1), .day)
    else { return nil }
    return DateMatch(value: value, next: next)
  }

  /// A year on its own: `in 2022`, `the 2022 invasion`, `1865`.
  func bareYear(_ i: Int) -> DateMatch? {
    let atom = at(i)
    guard atom.kind == .number, atom.digits == 4, (1000...2999).contains(atom.value) else {
      return nil
    }
    if isAdjacent(i + 1) {
      let next = at(i + 1)
      if next.kind == .word, !has(i + 1, .possessive) { return nil }
      if next.kind == .punctuation {
        if [0x2F, 0x3A, 0x25, 0x2B].contains(next.byte) { return nil }
        if [0x2E, 0x2C].contains(next.byte), isNumber(i + 2), isAdjacent(i + 2) { return nil }
        if next.byte == 0x2D, isAdjacent(i + 2) {
          // A range of years is read elsewhere; "2000-strong" is no year.
          if at(i + 2).kind == .word || isNumber(i + 2) && at(i + 2).digits != 4 { return nil }
        }
      }
    }
    if isAdjacent(i), !(isPunctuation(i - 1, 0x2D) && has(i - 2, .edge)) {
      let before = at(i - 1)
      if before.kind == .punctuation,
        [0x2D, 0x24, 0x23, 0x2F, 0x2E, 0x2C, 0x3A]
          .contains(before.byte)
      {
        return nil
      }
      if before.kind == .word { return nil }
    }
    if isPunctuation(i - 1, 0x24) || isPunctuation(i + 1, 0x25) { return nil }
    let marked =
      has(i - 1, .in) || has(i - 1, .since) || has(i - 1, .until) || has(i - 1, .before)
      || has(i - 1, .after) || has(i - 1, .during) || has(i - 1, .by) || has(i - 1, .yearword)
      || has(i - 1, .edge) || isPunctuation(i - 1, 0x2D) && has(i - 2, .edge)
      || has(i - 1, .fiscal) || has(i - 1, .from) || has(i - 1, .between)
    let counted =
      at(i + 1).kind == .word && at(i + 1).entry == 0 && [.noun, .adj].contains(pos(i + 1))
    // "2000 pieces", but "the 2022 attacks", "in 2022 attacks on ..."
    let determined =
      has(i - 1, .the) || has(i - 1, .article) || pos(i - 1) == .det && !has(i - 1, .vague)
      || pos(i - 1) == .propn
      || pos(i - 1) == .adj || has(i - 1, .possessive) || pos(i - 1) == .noun
    if has(i + 1, .unit) && !has(i - 1, .the) { return nil }
    if at(i + 1).kind == .word, at(i + 1).end - at(i + 1).start == 1, !has(i + 1, .article) {
      return nil  // "2025 m"
    }
    let plausible = (1900...2099).contains(atom.value)
    if counted, !determined, !(marked && plausible && atom.value % 100 != 0) { return nil }
    if counted, !plausible { return nil }
    if isPunctuation(i - 1, 0x2D), isNumber(i - 2) { return nil }
    guard
      marked || plausible && !(at(i - 1).kind == .number)
        || has(i - 1, .to) || has(i - 1, .of) && plausible
    else { return nil }
    // "Radio 2000", "Flight 1549": a name with a number.
    if !marked, pos(i - 1) == .propn, at(i - 1).entry == 0, !isAlone, !plausible { return nil }
    return DateMatch(value: .fields(year: atom.value), next: i + 1)
  }

  /// `the 1990s`, `the '90s`, `the nineties`.
  func decade(_ i: Int) -> DateMatch? {
    let atom = at(i)
    if word(i).has(.decade) {
      guard isTimePreposition(i - 1) || isAlone else { return nil }
      return decade(1900 + word(i).decade, next: i + 1)
    }
    var p = i
    let quoted = isPunctuation(p, 0x27)
    if quoted { p += 1 }
    let number = at(p)
    _ = atom
    guard number.kind == .number, number.value >= 0, number.value % 10 == 0,
      has(p + 1, .decadeEnding)
    else { return nil }
    if number.digits == 4, isAdjacent(p + 1), (1000...2999).contains(number.value) {
      return decade(number.value, next: p + 2)
    }
    if number.digits == 2, number.value >= 20,
      isAdjacent(p + 1)
        ? quoted || has(p - 1, .the) || has(p - 1, .edge) && has(p - 2, .the)
        : has(p - 1, .in)
    {
      return decade(1900 + number.value, next: p + 2)
    }
    return nil
  }

  private func decade(_ year: Int, next: Int) -> DateMatch? {
    TimeValue.period(CivilCalendar.months(year: year, month: 1, count: 120), .decade)
      .map { DateMatch(value: $0, next: next) }
  }

  /// `Q3 2024`, `2018Q4`, `2019 H2`, `q1 of 2017`, `q1`.
  func codedQuarter(_ i: Int) -> DateMatch? {
    var p = i
    var year = 0
    if isNumber(p), at(p).digits == 4, (1000...2999).contains(at(p).value) {
      year = at(p).value
      p = skipHyphen(p + 1)
    }
    let letter = at(p)
    guard letter.kind == .word, letter.byte == 0x71 || letter.byte == 0x68, isNumber(p + 1),
      isAdjacent(p + 1), at(p + 1).digits == 1
    else { return nil }
    let isQuarter = letter.byte == 0x71
    let n = at(p + 1).value
    guard n >= 1, n <= (isQuarter ? 4 : 2) else { return nil }
    p += 2
    if isAdjacent(p), at(p).kind == .word { return nil }
    if year == 0 {
      var q = skipHyphen(skipComma(p))
      q = skip(skip(q, .of), .in)
      if let named = markedYear(q) {
        year = named.value
        p = named.next
      }
    }
    let count = isQuarter ? 3 : 6
    if year == 0 {
      guard isQuarter || isAlone else { return nil }
      guard let reference else { return DateMatch(value: .unknown(.quarter), next: p) }
      year = reference.year
    }
    return TimeValue.period(
      CivilCalendar.months(year: year, month: (n - 1) * count + 1, count: count),
      isQuarter ? .quarter : .half
    ).map { DateMatch(value: $0, next: p) }
  }

  /// A holiday, with the year if it is named: `Christmas Day 2014`, `Easter`.
  ///
  /// - Parameter nearest: take the nearest of all years, whatever the tense.
  func holiday(_ i: Int, nearest: Bool = false) -> DateMatch? {
    guard words.startsHoliday(at(i).lower) else { return nil }
    for holiday in words.holidays {
      var matched = true
      for (k, id) in holiday.words.enumerated() where at(i + k).lower != id {
        matched = false
        break
      }
      guard matched else { continue }
      let next = i + holiday.words.count
      if !at(i).capitalized, !isAlone,
        !isTimePreposition(i - 1) || has(i - 1, .the) && !at(i).capitalized && !isAlone
      {
        return nil
      }
      var q = skipComma(next)
      q = skip(skip(q, .of), .in)
      if let year = markedYear(q), let day = holiday.day(year.value),
        let value = TimeValue.period(Period(days: day, day + 1), .day)
      {
        return DateMatch(value: value, next: year.next)
      }
      guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
      let candidates = (reference.year - 1...reference.year + 1).compactMap(holiday.day)
      let found =
        nearest
        ? candidates.min { abs($0 - reference.day) < abs($1 - reference.day) }
        : choose(candidates, near: i, shift: shiftBefore(i))
      guard let day = found,
        let value = TimeValue.period(Period(days: day, day + 1), .day)
      else { return nil }
      return DateMatch(value: value, next: next)
    }
    return nil
  }

  /// -1 or 1 when "last" or "next" stands before.
  private func shiftBefore(_ i: Int) -> Int {
    has(i - 1, .last) || has(i - 1, .past) ? -1 : has(i - 1, .next) || has(i - 1, .coming) ? 1 : 0
  }
}
