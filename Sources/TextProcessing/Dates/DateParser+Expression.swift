import DocumentModel

/// Whole expressions: a date with its time, ranges of both, and what recurs.
extension DateParser {
  /// Any single date without a time of day.
  func plainDate(_ i: Int) -> DateMatch? {
    let atom = at(i)
    if atom.kind == .number {
      return numericDate(i) ?? codedQuarter(i) ?? nth(i) ?? dayFirst(i) ?? decade(i)
        ?? shifted(i) ?? counted(i) ?? bareYear(i)
    }
    if atom.kind == .punctuation {
      return atom.byte == 0x27 ? decade(i) : nil
    }
    guard atom.kind == .word else { return nil }
    if atom.entry == 0 { return atom.byte != 0 ? codedQuarter(i) : holiday(i) }
    let entry = word(i)
    if entry.has(.the) { return nil }
    if let holiday = holiday(i) { return holiday }
    if entry.has(.month), let found = monthFirst(i) { return found }
    if entry.has(.weekday), let found = weekday(i) { return found }
    if let found = dayWord(i) ?? present(i) ?? initials(i) { return found }
    if entry.has(.ordinal) || entry.has(.last) || entry.has(.number), let found = nth(i) {
      return found
    }
    if let found = shifted(i) { return found }
    if entry.has(.edge), let found = edged(i) { return found }
    if entry.has(.number) || entry.has(.article) || entry.has(.half) || entry.has(.vague)
      || entry.has(.about), let found = counted(i)
    {
      return found
    }
    if entry.has(.ordinal) || entry.has(.number), let found = dayFirst(i) { return found }
    return season(i) ?? labelledYear(i) ?? weekOf(i) ?? decade(i) ?? remainder(i) ?? bareUnit(i)
      ?? (has(i - 1, .in) || isAlone ? spelledYearDate(i) : nil) ?? codedQuarter(i)
  }

  private func spelledYearDate(_ i: Int) -> DateMatch? {
    spelledYear(i).map { DateMatch(value: .fields(year: $0.value), next: $0.next) }
  }

  /// `this morning`, `last night`, `tonight`, `overnight`.
  func dayWithPart(_ i: Int) -> DateMatch? {
    var p = i
    var shift = 0
    var edge = PeriodEdge.whole
    if has(p, .overnight) {
      guard let reference else { return DateMatch(value: .unknown(.part), next: p + 1) }
      let midnight = reference.day * CivilCalendar.secondsPerDay
      let ahead = direction(i) == .future
      let start = midnight + (ahead ? 20 : -4) * 3600
      return TimeValue.period(Period(start, start + 10 * 3600), .part)
        .map { DateMatch(value: $0, next: p + 1) }
    }
    if word(p).has(.edge), !word(p).has(.edgeNoun), has(p + 1, .tonight) {
      edge = word(p).edge
      p += 1
    }
    if has(p, .tonight) {
    } else if has(p, .this) || has(p, .last), !has(p, .past) {
      shift = has(p, .this) ? 0 : -1
      p += 1
      if word(p).has(.edge), !word(p).has(.edgeNoun) {
        edge = word(p).edge
        p += 1
      }
      guard word(p).has(.part), !word(p).has(.partPlural), !word(p).has(.meal) else { return nil }
    } else {
      return nil
    }
    let part = words.parts[word(p).part]
    guard let reference else { return DateMatch(value: .unknown(.part), next: p + 1) }
    let day = reference.day + shift
    var value = TimeValue.period(Period(days: day, day + 1), .day)
    var clock = Clock(start: part.start, end: part.end)
    clock.isPart = true
    clock.part = UInt8(truncatingIfNeeded: word(p).part)
    let middle = (part.start + part.end) / 2
    if edge == .early { clock.end = middle }
    if edge == .late { clock.start = has(p, .tonight) ? 21 * 3600 : middle }
    value?.clock = clock
    return value.map { DateMatch(value: $0, next: p + 1) }
  }

  /// Whether a bare hour may stand at `i`: "at 7", or a text that is nothing but a time.
  private func hourIsMarked(_ i: Int) -> Bool {
    has(i - 1, .at) || has(i - 1, .by) || has(i - 1, .about) || has(i - 1, .since)
      || has(i - 1, .until) || has(i - 1, .from) || has(i - 1, .before) || has(i - 1, .after)
      || has(i - 1, .between) || isAlone
  }

  /// A date, a time, or both in either order.
  func point(_ i: Int) -> DateMatch? {
    if let dated = dayWithPart(i) ?? plainDate(i) { return withClock(dated) }
    if let (stretch, next) = clockRange(i) {
      var value = TimeValue()
      value.clock = stretch
      return withDate(DateMatch(value: value, next: next))
    }
    if let (clock, next) = clock(i) {
      var value = TimeValue()
      value.clock = clock
      return withDate(DateMatch(value: value, next: next))
    }
    if hourIsMarked(i), let (clock, next) = clock(i, bareHour: true) {
      // "7 in the morning", "eight tonight", "at 9 tomorrow": the rest has to make it a time.
      var value = TimeValue()
      value.clock = clock
      let found = withDate(DateMatch(value: value, next: next))
      if found.next > next, found.value.hasDate || found.value.clock?.halfUnknown == false {
        return found
      }
      if has(i - 1, .at), isAlone || !isOtherNoun(next), !has(next, .unit), at(i).kind == .word,
        clock.hasMinutes
      {
        return found
      }
    }
    if let (part, next) = dayPart(i, bare: false) {
      var value = TimeValue()
      value.clock = part
      return withDate(DateMatch(value: value, next: next))
    }
    return nil
  }

  /// Adds the time of day that stands behind a date.
  private func withClock(_ match: DateMatch) -> DateMatch {
    var match = match
    for _ in 0..<2 {
      guard match.value.unit == .day || match.value.unit == .part, !match.value.isMoment else {
        return match
      }
      if let clock = match.value.clock, !clock.isPart, clock.end != nil || !clock.halfUnknown {
        return match
      }
      var q = skipComma(match.next)
      if q > match.next, has(q, .the) { return match }
      q = has(q, .in) && (has(q + 1, .between) || has(q + 1, .from)) ? q + 1 : q
      let marked = has(q, .at) || has(q, .about) || has(q, .from) || has(q, .between)
      var openStart = false
      var openEnd = false
      if has(q, .before), !marked { openStart = true }
      if has(q, .after) || has(q, .later) && has(q + 1, .than) { openEnd = true }
      var r = q
      if marked || openStart || openEnd { r += 1 }
      if openEnd { r = skip(r, .than) }
      r = skip(r, .about)
      if let (stretch, next) = clockRange(r, dated: true) {
        var clock = stretch
        if let part = match.value.clock { clock = combine(stretch, part) }
        match.value.clock = clock
        match.next = next
        return match
      }
      let hour = has(q, .at) || (openStart || openEnd)
      if let (found, next) = clock(r, bareHour: hour), found.end == nil {
        let isBare = !found.hasMinutes && found.halfUnknown
        if isBare, at(next).kind == .word,
          isOtherNoun(next) || has(next, .unit) || at(next).entry == 0 && pos(next) == .noun
        {
          return match
        }
        if openStart || openEnd, isBare, !has(next, .in) { return match }
        match.value.clock = match.value.clock.map { combine(found, $0) } ?? found
        match.value.openStart = openStart
        match.value.openEnd = openEnd
        match.next = next
        if found.halfUnknown, let (part, end) = dayPart(next, bare: true), part.isPart {
          match.value.clock = combine(found, part)
          match.next = end
        }
        continue
      }
      if openStart || openEnd { return match }
      if match.value.clock == nil, let (part, next) = dayPart(q, bare: true),
        !has(q, .at) || word(next - 1).has(.meal) || word(next - 1).has(.part)
      {
        match.value.clock = part
        match.next = next
        continue
      }
      return match
    }
    return match
  }

  /// Adds the part of day or the date that stands behind a time.
  private func withDate(_ match: DateMatch) -> DateMatch {
    var match = match
    if let clock = match.value.clock, !clock.isPart, clock.halfUnknown,
      let (part, next) = dayPart(match.next, bare: true),
      !isOtherNoun(next) || has(match.next, .in)
    {
      match.value.clock = combine(clock, part)
      match.next = next
    } else if let part = match.value.clock, part.isPart {
      var q = skipComma(match.next)
      let marked = has(q, .at) || has(q, .about)
      if marked { q += 1 }
      if let (found, next) = clock(q, bareHour: marked), found.end == nil,
        marked || !found.halfUnknown || found.hasMinutes, !isOtherNoun(next), !has(next, .unit)
      {
        match.value.clock = combine(found, part)
        match.next = next
      }
    }
    var q = skipComma(match.next)
    if isPunctuation(q, 0x28) { q += 1 }
    let linked = has(q, .on) || has(q, .of)
    if linked { q += 1 }
    let the = has(q, .the)
    if the { q += 1 }
    guard let dated = dayWithPart(q) ?? plainDate(q) else { return match }
    guard dated.value.unit == .day, !dated.value.isMoment, dated.value.timex == nil else {
      return match
    }
    if let own = dated.value.clock {
      guard own.isPart, let clock = match.value.clock, !clock.isPart else { return match }
      match.value.clock = combine(clock, own)
    }
    let clock = match.value.clock
    let (openStart, openEnd) = (match.value.openStart, match.value.openEnd)
    match.value = dated.value
    match.value.clock = clock
    match.value.clockBeforeDate = true
    match.value.openStart = openStart
    match.value.openEnd = openEnd
    match.next = dated.next
    // "five-thirty tomorrow evening", "3-8pm yesterday afternoon"
    if let clock, !clock.isPart, let (part, next) = dayPart(match.next, bare: true) {
      match.value.clock = combine(clock, part)
      match.next = next
    }
    if isPunctuation(q - 1, 0x28), isPunctuation(match.next, 0x29) { match.next += 1 }
    return match
  }

  /// `3-8pm`, `9:30 - 11:00`, `5 to seven in the morning`.
  ///
  /// - Parameter dated: a date stands beside it, so that bare hours are enough ("3 and 8").
  func clockRange(_ i: Int, dated: Bool = false) -> (clock: Clock, next: Int)? {
    guard let first = clock(i, bareHour: true) else { return nil }
    var p = first.next
    let between = has(i - 1, .between)
    var a = first.clock
    if a.end != nil || a.isPart { return nil }
    if a.halfUnknown, let (part, next) = dayPart(p, bare: false), has(p, .in) {
      a = combine(a, part)
      a.isHalfDayNamed = true
      p = next
    }
    guard isPunctuation(p, 0x2D) || has(p, .to) || between && has(p, .and) else { return nil }
    guard var second = clock(p + 1, bareHour: true) else { return nil }
    var b = second.clock
    if b.halfUnknown, let (part, next) = dayPart(second.next, bare: false), has(second.next, .in) {
      b = combine(b, part)
      b.isHalfDayNamed = true
      second.next = next
    }
    if isPunctuation(p, 0x2D), isAdjacent(p), at(second.next).kind == .punctuation,
      isAdjacent(second.next), [0x2D, 0x2F].contains(at(second.next).byte)
    {
      return nil
    }
    let marked =
      a.hasMinutes || b.hasMinutes || a.isHalfDayNamed || b.isHalfDayNamed
      || has(second.next - 1, .oclock) || a.zone != nil
    // "between 3 and 8 yesterday"
    let datedBehind =
      (between || has(i - 1, .from))
      && (has(second.next, .dayword)
        || has(second.next, .on) && (has(second.next + 1, .weekday) || isNumber(second.next + 1))
        || has(second.next, .last) && word(second.next + 1).has(.part))
    guard marked || dated && (between || has(i - 1, .from)) || datedBehind else { return nil }
    if a.halfUnknown, !b.halfUnknown {
      let named = b.start >= 12 * 3600 && (b.isHalfDayNamed || a.start <= 12 * 3600)
      if b.isHalfDayNamed {
        a = half(a, named ? 12 : 0)
        if a.start >= b.start { a.start = (a.start + 12 * 3600) % 86_400 }
      }
    } else if b.halfUnknown, !a.halfUnknown {
      if a.isHalfDayNamed { b = half(b, a.start >= 12 * 3600 ? 12 : 0) }
      if b.start <= a.start { b.start = b.start + 12 * 3600 }
    } else if a.halfUnknown, b.start <= a.start {
      b.start += 12 * 3600
    }
    var range = a
    range.end = b.start
    range.zone = a.zone ?? b.zone
    if b.isHalfDayNamed || a.isHalfDayNamed { range.halfUnknown = false }
    return (range, second.next)
  }

  /// `24-26 November`, `from the 13th to the 15th of July`, `4-23 in next month`.
  private func dayRangeBeforeMonth(_ i: Int) -> DateMatch? {
    guard let first = dayNumber(i), first.next < atoms.count else { return nil }
    if isPunctuation(i - 1, 0x24) { return nil }
    var p = first.next
    guard isPunctuation(p, 0x2D) || has(p, .to) || has(p, .and) && isBetween(i) else { return nil }
    p = skip(p + 1, .the)
    guard let second = dayNumber(p), let month = dayFirst(p), month.value.month > 0 else {
      guard let second = dayNumber(p) else { return nil }
      let q = skip(second.next, .in)
      guard q > second.next, let shift = shiftWord(q), has(shift.next, .unit),
        word(shift.next).unit == .month
      else { return nil }
      guard let reference else { return DateMatch(value: .unknown(.week), next: shift.next + 1) }
      guard
        let whole = CivilCalendar.period(.month, holding: reference.day, shiftedBy: shift.count),
        first.value < second.value
      else { return nil }
      return TimeValue.period(
        Period(days: whole.startDay + first.value - 1, whole.startDay + second.value), .week
      ).map { DateMatch(value: $0, next: shift.next + 1) }
    }
    guard month.value.day == second.value else { return nil }
    var start = month.value
    start.day = first.value
    if first.value > second.value {
      // "from the 27th to the 3rd of April"
      start.month = month.value.month == 1 ? 12 : month.value.month - 1
      if month.value.month == 1, start.year > 0 { start.year -= 1 }
    }
    guard valid(start, next: p) != nil else { return nil }
    return range(start, month.value, near: i, next: month.next)
  }

  private func isBetween(_ i: Int) -> Bool {
    has(i - 1, .between) || has(i - 1, .the) && has(i - 2, .between)
  }

  /// `Nov. 24-26, 2025`, `July 13 thru 15`, `April the ninth till the seventeenth`.
  private func dayRangeBehindMonth(_ i: Int) -> DateMatch? {
    guard let first = monthFirst(i, bare: false), first.value.day > 0 else { return nil }
    var p = first.next
    guard isPunctuation(p, 0x2D) || has(p, .to) || has(p, .and) && isBetween(i) else { return nil }
    p = skip(p + 1, .the)
    guard let second = dayNumber(p, spelled: true), !isClockAhead(p),
      !word(second.next).has(.month),
      second.value > first.value.day,
      !(isPunctuation(second.next, 0x2F) && isAdjacent(second.next))
    else { return nil }
    if has(second.next, .of) && word(second.next + 1).has(.month) { return nil }
    var end = first.value
    end.day = second.value
    var next = second.next
    var start = first.value
    if let year = trailingYear(next), start.year == 0 {
      start.year = year.value
      end.year = year.value
      next = year.next
    }
    guard valid(end, next: p) != nil else { return nil }
    return range(start, end, near: i, next: next)
  }

  /// `12-13` behind a four-digit year: `2012-13`, as in seasons and fiscal years.
  private func yearPair(_ i: Int) -> DateMatch? {
    guard isNumber(i), at(i).digits == 4, (1800...2099).contains(at(i).value),
      isPunctuation(i + 1, 0x2D), isAdjacent(i + 1), isNumber(i + 2), isAdjacent(i + 2),
      at(i + 2).digits == 2, at(i + 2).value == (at(i).value + 1) % 100, at(i + 2).value > 12,
      !isAdjacent(i + 3) || at(i + 3).kind == .punctuation && !isNumber(i + 4)
    else { return nil }
    return TimeValue.period(
      CivilCalendar.months(year: at(i).value, month: 1, count: 24), .year
    ).map { DateMatch(value: $0, next: i + 3) }
  }

  /// The expression at `i`, whatever it is.
  func expression(_ i: Int) -> DateMatch? {
    let start = skip(i, .the)
    if let set = recurring(i) { return set }
    if let range = dayRangeBeforeMonth(start) ?? dayRangeBehindMonth(start) ?? yearPair(start) {
      return withClock(range)
    }
    guard let first = point(start) else { return nil }
    let p = first.next
    let between = has(i - 1, .between) || has(i - 2, .between) && has(i - 1, .about)
    let dash = isPunctuation(p, 0x2D) && isAdjacent(p) == isAdjacent(p + 1)
    guard dash || has(p, .to) && !has(p, .dayword) || between && has(p, .and) || has(p, .until)
    else { return suffixed(first) }
    var q = skip(p + 1, .the)
    q = skip(q, .about)
    if has(p, .to), has(q, .toDate), let reference, first.value.hasDate {
      var value = first.value
      if let resolved = resolve(value, near: i) {
        value =
          TimeValue.period(
            Period(resolved.period.start, reference.day * CivilCalendar.secondsPerDay), .week)
          ?? value
        return DateMatch(value: value, next: q + 1)
      }
    }
    guard let second = rangeEnd(q, after: first.value) else { return suffixed(first) }
    if let found = range(first.value, second.value, near: i, next: second.next) { return found }
    return suffixed(first)
  }

  private func rangeEnd(_ q: Int, after first: TimeValue) -> DateMatch? {
    if first.hasDate, let date = numericDate(q, inRange: true) { return withClock(date) }
    if first.clock != nil, !first.hasDate || first.clockBeforeDate || first.clock?.isPart == false,
      let (clock, next) = clock(q, bareHour: true), clock.hasMinutes || clock.isHalfDayNamed
    {
      var value = TimeValue()
      value.clock = clock
      return withDate(DateMatch(value: value, next: next))
    }
    if first.year > 0 || first.shape == .fields, let year = markedYear(q), isNumber(q),
      !isClockAhead(q), first.month == 0 && first.weekday == 0
    {
      return DateMatch(value: .fields(year: year.value), next: year.next)
    }
    return point(q)
  }

  /// `1/1/2016 and later`, `2012 or later`.
  private func suffixed(_ match: DateMatch) -> DateMatch {
    guard match.value.hasDate, has(match.next, .plusand) || has(match.next, .or) else {
      return match
    }
    let p = match.next + 1
    let ends = at(p + 1).kind == .none || at(p + 1).kind == .punctuation
    guard ends, has(p, .later) || has(p, .after) || has(p, .earlier) || has(p, .before) else {
      return match
    }
    var found = match
    if has(p, .later) || has(p, .after) {
      found.value.openEnd = true
      found.value.isSince = true
    } else {
      found.value.openStart = true
    }
    found.next = p + 1
    return found
  }

  // MARK: What recurs

  /// `every Monday`, `each two days`, `daily`, `once a year`, `Mondays`, `mornings`.
  func recurring(_ i: Int) -> DateMatch? {
    let entry = word(i)
    func set(_ timex: String, _ next: Int) -> DateMatch {
      var value = TimeValue()
      value.timex = timex
      return DateMatch(value: value, next: next)
    }
    if entry.has(.set) {
      // "a daily newspaper", "Nightly users"
      let attributive =
        [.noun, .propn, .adj].contains(pos(i + 1)) && at(i + 1).kind == .word
        && [.adj, .propn, .noun].contains(pos(i))
      return attributive && !isAlone ? nil : set(words.sets[entry.set], i + 1)
    }
    if entry.has(.weekdays), !has(i - 1, .the), has(i - 1, .on) || isAlone || !isNumber(i - 1) {
      return set("XXXX-WXX-\(entry.weekday)", i + 1)
    }
    if entry.has(.partPlural), !has(i - 1, .the), !has(i - 1, .number), !isNumber(i - 1) {
      return set("T" + words.parts[entry.part].code, i + 1)
    }
    if entry.has(.unit), entry.unit == .weekend, entry.has(.plural),
      pos(i - 1) != .num, !has(i - 1, .number), !isNumber(i - 1), !has(i - 1, .past),
      !has(i - 1, .all), !has(i - 1, .every), !has(i - 1, .last), !has(i - 1, .next)
    {
      return set("P1WE", i + 1)
    }
    if entry.has(.once) || entry.has(.number) && entry.number == 1, has(i + 1, .article),
      has(i + 2, .unit), !word(i + 2).has(.plural),
      word(i + 2).unit.rawValue >= TimeUnit.day.rawValue
    {
      return set(word(i + 2).unit.timex(1), i + 3)
    }
    // "6am every day"
    if isNumber(i), let (clock, next) = clock(i), clock.end == nil {
      var q = next
      if has(q, .every), has(q + 1, .unit), word(q + 1).unit == .day {
        q += 2
      } else if has(q, .set), words.sets[word(q).set] == "P1D" {
        q += 1
      } else {
        return nil
      }
      return set(timexTime(clock), q)
    }
    guard entry.has(.every) || entry.has(.all) && word(i + 1).has(.plural) else { return nil }
    var p = i + 1
    var count = 1
    if has(p, .other) {
      count = 2
      p += 1
    } else if let (value, next) = cardinal(p) {
      count = value
      p = next
    } else if let (value, next) = ordinal(p), has(next, .unit) || has(next, .weekday),
      value <= 31
    {
      count = value
      p = next
    } else if has(p, .vague) {
      count = word(p).number
      p = skip(p + 1, .of)
    }
    guard count > 0, count <= 10_000 else { return nil }
    let target = word(p)
    if target.has(.part), count == 1 { return set("T" + words.parts[target.part].code, p + 1) }
    if target.has(.weekday) {
      let timex = "XXXX-WXX-\(target.weekday)"
      var next = p + 1
      if let (clock, end) = clock(skip(next, .at), bareHour: has(next, .at)), clock.end == nil {
        next = end
        return set(timex + timexTime(clock), next)
      }
      return set(timex, next)
    }
    if target.has(.month), count == 1, isMonth(p, supported: at(p).capitalized) {
      return set(target.month < 10 ? "XXXX-0\(target.month)" : "XXXX-\(target.month)", p + 1)
    }
    guard target.has(.unit), !(entry.has(.all) && target.unit != .weekend) else { return nil }
    if target.unit == .day, count == 1,
      let (clock, end) = clock(skip(p + 1, .at), bareHour: has(p + 1, .at)), clock.end == nil
    {
      return set(timexTime(clock), end)
    }
    if target.unit == .weekend, count == 1, entry.has(.every) { return set("XXXX-WXX-WE", p + 1) }
    return set(target.unit.timex(count), p + 1)
  }

  private func timexTime(_ clock: Clock) -> String {
    let clock = settled(clock)
    let hour = clock.start / 3600
    let minute = clock.start / 60 % 60
    let hours = "T" + (hour < 10 ? "0\(hour)" : "\(hour)")
    return minute == 0 ? hours : hours + (minute < 10 ? ":0\(minute)" : ":\(minute)")
  }

  /// The clock with a half of the day chosen: small hours without a sign are of the afternoon.
  func settled(_ clock: Clock) -> Clock {
    guard clock.halfUnknown, clock.end == nil, (1...6).contains(clock.start / 3600) else {
      return clock
    }
    return half(clock, 12)
  }
}
