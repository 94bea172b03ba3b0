import DocumentModel

/// Dates that are counted from the publication date or from another date.
extension DateParser {
  /// `last` is -1, `this` 0, `next` 1; `this past`, `this coming`.
  ///
  /// - Returns: the shift, whether it is "past" or "coming" (the nearest rather than that of
  ///   another week), and the atom behind.
  func shiftWord(_ i: Int) -> (count: Int, nearest: Bool, next: Int)? {
    let entry = word(i)
    if entry.has(.this) {
      if has(i + 1, .past) || has(i + 1, .last) { return (-1, true, i + 2) }
      if has(i + 1, .coming) || has(i + 1, .next) { return (1, true, i + 2) }
      return (0, true, i + 1)
    }
    if entry.has(.last) { return (-1, false, i + 1) }
    if entry.has(.past) { return (-1, true, i + 1) }
    if entry.has(.next) || entry.has(.following) { return (1, false, i + 1) }
    if entry.has(.coming) { return (1, true, i + 1) }
    return nil
  }

  /// `today`, `yesterday`, `the day after tomorrow`, `now`.
  func dayWord(_ i: Int) -> DateMatch? {
    let entry = word(i)
    if entry.has(.dayword) {
      var match = relativeDay(entry.shift, next: i + 1)
      match?.value.isDayWord = entry.shift >= 0
      return match
    }
    if entry.has(.unit), entry.unit == .day, !entry.has(.plural) {
      // "day after tomorrow", "the day before"
      let sign = has(i + 1, .after) ? 1 : has(i + 1, .before) ? -1 : 0
      if sign != 0, has(i - 1, .the), let anchor = anchorDate(i + 2), !word(i + 2).has(.dayword),
        let base = resolve(anchor.value, near: i + 2), base.unit == .day
      {
        let day = base.period.startDay + sign
        return TimeValue.period(Period(days: day, day + 1), .day)
          .map { DateMatch(value: $0, next: anchor.next) }
      }
      if sign != 0, word(i + 2).has(.dayword), word(i + 2).shift == sign {
        return relativeDay(2 * sign, next: i + 3)
      }
      if sign == -1, has(i - 1, .the), at(i + 2).kind != .word || at(i + 2).entry == 0,
        at(i + 2).kind != .word
      {
        return relativeDay(-1, next: i + 2)
      }
    }
    return nil
  }

  private func relativeDay(_ shift: Int, next: Int) -> DateMatch? {
    guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
    let day = reference.day + shift
    return TimeValue.period(Period(days: day, day + 1), .day)
      .map { DateMatch(value: $0, next: next) }
  }

  /// `now`, `right now`, `at the moment`, `at present`: the moment of publication.
  func present(_ i: Int) -> DateMatch? {
    var p = i
    if has(p, .now) {
      // "which now has", "now 41" is no time that anyone asks for.
      guard
        isAlone || at(p + 1).kind != .word && !isNumber(p + 1) && !isPunctuation(p + 1, 0x2D)
          || has(p - 1, .until) || has(p - 1, .and) || has(p - 1, .from) || has(p + 1, .until)
      else { return nil }
      p += 1
    } else if has(p, .present), has(p - 1, .at) || has(p - 1, .the) && has(p - 2, .at) {
      p += 1
    } else {
      return nil
    }
    guard let reference else { return DateMatch(value: .unknown(.second), next: p) }
    var value = TimeValue()
    value.shape = .period
    value.period = Period(reference.moment, reference.moment)
    value.unit = .second
    value.isMoment = true
    return DateMatch(value: value, next: p)
  }

  /// `last week`, `the past 24 hours`, `next Monday`, `this May`, `5 upcoming years`.
  func shifted(_ i: Int) -> DateMatch? {
    var p = i
    var count: Int?
    if !has(p, .last), let number = cardinal(p), let shift = shiftWord(number.next),
      number.value > 0, number.value <= 1000, has(shift.next, .unit),
      word(shift.next).has(.plural) || isAlone
    {
      return several(number.value, shift.count, true, unitAt: shift.next)
    }
    guard let shift = shiftWord(p) else { return nil }
    p = shift.next
    if has(p, .plusand) == false, let number = cardinal(p), has(number.next, .unit) {
      count = number.value
      p = number.next
    } else if has(p, .vague), word(p).number > 1, has(skip(p + 1, .of), .unit) {
      count = word(p).number
      p = skip(p + 1, .of)
    } else if has(p, .article), has(p + 1, .vague), has(skip(p + 2, .of), .unit) {
      count = word(p + 1).number
      p = skip(p + 2, .of)
    }
    if let count {
      guard shift.count != 0, count > 0 else { return nil }
      return several(count, shift.count, shift.nearest, unitAt: p)
    }
    let entry = word(p)
    if entry.has(.weekday), isWeekday(p, supported: true) {
      // "next Monday, Nov. 24" is read by its date.
      if let dated = weekday(p, plain: false) { return dated }
      return shiftedWeekday(entry.weekday, shift, next: p + 1)
    }
    if entry.has(.unit) {
      if has(p - 1, .present) { return nil }
      return shiftedUnit(entry.unit, shift, at: p)
    }
    if entry.has(.month), shift.count == 0 || shift.nearest == false || !entry.has(.guarded) {
      if let day = monthFirst(p, bare: false), day.value.day > 0, day.value.year == 0 {
        return shiftedDay(day.value, shift.count, next: day.next)
      }
      if entry.has(.guarded), !at(p).capitalized, !isAlone { return nil }
      return shiftedMonth(entry.month, shift.count, next: p + 1)
    }
    if entry.has(.season) { return season(p, shift: shift.count) }
    if words.startsHoliday(at(p).lower), let day = holiday(p) { return day }
    if shift.count != 0, isNumber(p), !has(p + 1, .unit) {
      if let day = numericDate(p), day.value.year == 0 {
        return shiftedDay(day.value, shift.count, next: day.next)
      }
    }
    if shift.count != 0, let day = dayFirst(p), day.value.month > 0, day.value.year == 0 {
      return shiftedDay(day.value, shift.count, next: day.next)
    }
    return nil
  }

  private func shiftedDay(_ value: TimeValue, _ shift: Int, next: Int) -> DateMatch? {
    guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
    let days = (reference.year - 1...reference.year + 1).compactMap {
      CivilCalendar.day(year: $0, month: value.month, day: value.day)
    }
    let found =
      shift > 0
      ? days.first { $0 > reference.day }
      : shift < 0
        ? days.last { $0 < reference.day }
        : days.first { CivilCalendar.civil($0).year == reference.year }
    return found.flatMap { TimeValue.period(Period(days: $0, $0 + 1), .day) }
      .map { DateMatch(value: $0, next: next) }
  }

  private func shiftedMonth(_ month: Int, _ shift: Int, next: Int) -> DateMatch? {
    guard let reference else { return DateMatch(value: .unknown(.month), next: next) }
    let this = CivilCalendar.civil(reference.day).month
    var year = reference.year
    if shift < 0, month >= this { year -= 1 }
    if shift > 0, month <= this { year += 1 }
    return TimeValue.period(CivilCalendar.months(year: year, month: month, count: 1), .month)
      .map { DateMatch(value: $0, next: next) }
  }

  /// "next Friday" is that of the following week, "this past Friday" the nearest behind.
  private func shiftedWeekday(
    _ weekday: Int, _ shift: (count: Int, nearest: Bool, next: Int), next: Int
  ) -> DateMatch? {
    guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
    var day = CivilCalendar.monday(of: reference.day) + weekday - 1
    if shift.nearest, shift.count != 0 {
      if shift.count < 0, day >= reference.day { day -= 7 }
      if shift.count > 0, day <= reference.day { day += 7 }
    } else {
      day += 7 * shift.count
    }
    return TimeValue.period(Period(days: day, day + 1), .day)
      .map { DateMatch(value: $0, next: next) }
  }

  /// `last week`, `this month`, `the past year`, `next hour`.
  private func shiftedUnit(
    _ unit: TimeUnit, _ shift: (count: Int, nearest: Bool, next: Int), at p: Int
  ) -> DateMatch? {
    let next = p + 1
    if unit == .second || isCompound(next) { return nil }
    guard let reference else {
      return DateMatch(value: .unknown(unit), next: next)
    }
    if unit == .week, has(next, .weekday), isWeekday(next, supported: true) {
      // "next week Wednesday"
      let day = CivilCalendar.monday(of: reference.day) + 7 * shift.count + word(next).weekday - 1
      return TimeValue.period(Period(days: day, day + 1), .day)
        .map { DateMatch(value: $0, next: next + 1) }
    }
    let moment = reference.moment
    if unit == .minute || unit == .hour {
      guard shift.count != 0 else { return nil }
      let other = moment + shift.count * unit.seconds
      var value = TimeValue.period(
        Period(min(moment, other), max(moment, other)), unit)
      value?.isMoment = true
      return value.map { DateMatch(value: $0, next: next) }
    }
    if unit == .day {
      guard shift.count != 0, !word(p).has(.plural) else { return nil }
      if has(p - 1, .past) || has(p - 1, .coming) {
        return several(1, shift.count, true, unitAt: p)
      }
      // "the next day" of a tale is not tomorrow.
      if !isAlone, direction(p) == .past { return DateMatch(value: .unknown(.day), next: next) }
      return relativeDay(shift.count, next: next)
    }
    if has(p - 1, .following), !isAlone, direction(p) == .past {
      return DateMatch(value: .unknown(unit), next: next)
    }
    // "over the last year" is counted back from now, "last year" is the calendar's.
    let counted =
      has(p - 1, .last) && has(p - 2, .the)
      && (has(p - 3, .over) || has(p - 3, .in) || has(p - 3, .during) || has(p - 3, .within))
      && (unit == .week || unit == .month || unit == .year)
    if counted, !word(p).has(.plural) { return several(1, -1, true, unitAt: p) }
    if has(p - 1, .past), !has(p - 2, .edge), !(has(p - 2, .of) || has(p - 2, .edge)),
      !word(p).has(.plural), unit != .season, unit != .weekend
    {
      return several(1, -1, true, unitAt: p)
    }
    if unit == .weekend {
      var saturday = CivilCalendar.monday(of: reference.day) + 5
      if shift.count != 0, shift.nearest {
        if shift.count < 0, saturday + 1 >= reference.day { saturday -= 7 }
      } else {
        saturday += 7 * shift.count
      }
      return TimeValue.period(Period(days: saturday, saturday + 2), .weekend)
        .map { DateMatch(value: $0, next: next) }
    }
    if word(p).has(.plural), unit != .season { return nil }
    return TimeValue.period(
      CivilCalendar.period(unit, holding: reference.day, shiftedBy: shift.count), unit
    ).map { DateMatch(value: $0, next: next) }
  }

  /// `the past 24 hours`, `the next three weeks and 2 days`: up to or from the publication date.
  private func several(_ count: Int, _ sign: Int, _ nearest: Bool, unitAt p: Int) -> DateMatch? {
    var unit = word(p).unit
    var q = p + 1
    guard count <= 10_000, sign != 0 else { return nil }
    if has(q, .old) || has(q, .possessive) && has(q + 1, .old) || isCompound(q) { return nil }
    guard let reference else { return DateMatch(value: .unknown(unit), next: q) }
    if unit == .quarter || unit == .decade && sign > 0 || unit == .century || unit == .half {
      guard let here = CivilCalendar.period(unit, holding: reference.day),
        let other = CivilCalendar.add(here.start, unit, quarters: 4 * sign * count)
      else { return nil }
      let next = CivilCalendar.add(here.start, unit, quarters: 4 * (count + 1))
      let period =
        sign < 0
        ? Period(other, here.start)
        : Period(unit == .decade ? here.end : here.end, next ?? here.end)
      return TimeValue.period(period, unit).map { DateMatch(value: $0, next: q) }
    }
    let isTime = unit.seconds > 0 && unit.seconds < 86_400
    var start = isTime ? reference.moment : reference.day * CivilCalendar.secondsPerDay
    if sign > 0, !isTime { start += CivilCalendar.secondsPerDay }
    guard var other = CivilCalendar.add(start, unit, quarters: 4 * sign * count) else {
      return nil
    }
    var coarse = isTime ? unit : TimeUnit.week
    // "and 2 weeks and 2 days", unless these are counted themselves ("... 2 days ago")
    for _ in 0..<3 {
      let r = skipComma(q)
      guard r > q || has(r, .plusand), let more = amount(has(r, .plusand) ? r + 1 : r),
        has(more.next, .unit), word(more.next).unit.rawValue < unit.rawValue
      else { break }
      let behind = more.next + 1
      if isAnchor(behind) || has(behind, .plusand) && countedLater(behind) { break }
      guard
        let moved = CivilCalendar.add(other, word(more.next).unit, quarters: sign * more.quarters)
      else { break }
      other = moved
      unit = word(more.next).unit
      if unit == .hour || unit == .minute {
        coarse = unit
        if !isTime, sign > 0 {
          start = reference.moment
          other += reference.moment - start
        }
      }
      q = behind
    }
    if coarse != .week, !isTime, sign > 0 {
      other += reference.moment - (reference.day + 1) * CivilCalendar.secondsPerDay
    }
    var value = TimeValue.period(Period(min(start, other), max(start, other)), coarse)
    value?.isMoment = true
    return value.map { DateMatch(value: $0, next: q) }
  }

  /// A hyphen ties a word to what ends before `i`: "the last quarter-century".
  func isCompound(_ i: Int) -> Bool {
    isPunctuation(i, 0x2D) && isAdjacent(i) && isAdjacent(i + 1) && at(i + 1).kind == .word
  }

  /// Behind an "and" stands an amount that is itself counted from now ("and 2 days ago").
  private func countedLater(_ i: Int) -> Bool {
    guard let more = amount(i + 1), has(more.next, .unit) else { return false }
    return isAnchor(more.next + 1)
  }

  /// Behind an amount of time: it counts from somewhere.
  func isAnchor(_ i: Int) -> Bool {
    has(i, .ago) || has(i, .hence) || has(i, .later) && !has(i + 1, .than)
      || has(i, .from) && (has(i + 1, .now) || has(i + 1, .dayword))
  }

  /// `summer of 2024`, `last winter`, `this fall`.
  func season(_ i: Int, shift: Int? = nil) -> DateMatch? {
    let entry = word(i)
    guard entry.has(.season) else { return nil }
    if entry.has(.guarded), pos(i) == .verb { return nil }
    var p = i + 1
    p = skip(skip(skipComma(p), .of), .in)
    if shift == nil, let year = markedYear(p),
      let period = CivilCalendar.months(year: year.value, month: entry.season, count: 3)
    {
      return TimeValue.period(period, .season).map { DateMatch(value: $0, next: year.next) }
    }
    guard
      shift != nil || isAlone || has(i - 1, .the) || has(i - 1, .in) || has(i - 1, .edge)
        || has(i - 1, .since) || has(i - 1, .by) || isPunctuation(i - 1, 0x2D) && has(i - 2, .edge)
    else { return nil }
    if shift == nil, entry.has(.guarded), !has(i - 1, .in), !(has(i - 1, .the) && has(i - 2, .in)),
      !has(i - 1, .edge)
    {
      return nil
    }
    if shift == nil, at(i + 1).kind == .word, at(i + 1).entry == 0, pos(i + 1) == .noun {
      return nil
    }
    guard let reference else { return DateMatch(value: .unknown(.season), next: i + 1) }
    let periods = (reference.year - 2...reference.year + 2).compactMap {
      CivilCalendar.months(year: $0, month: entry.season, count: 3)
    }
    let today = reference.day * CivilCalendar.secondsPerDay
    let found: Period?
    switch shift {
    case .some(let shift) where shift < 0: found = periods.last { $0.end <= today }
    case .some(let shift) where shift > 0: found = periods.first { $0.start > today }
    case .some:
      found =
        periods.first { $0.start <= today && today < $0.end }
        ?? periods.first { CivilCalendar.civil($0.startDay).year == reference.year }
    default:
      switch direction(i) {
      case .past: found = periods.last { $0.start <= today }
      case .future: found = periods.first { $0.end > today }
      case .unknown:
        found = periods.min { abs($0.start - today) < abs($1.start - today) }
      }
    }
    return TimeValue.period(found, .season).map { DateMatch(value: $0, next: i + 1) }
  }

  /// `early March`, `mid-2019`, `the end of the month`, `later this week`.
  func edged(_ i: Int) -> DateMatch? {
    let entry = word(i)
    guard entry.has(.edge) else { return nil }
    var p = skipHyphen(i + 1)
    if entry.has(.edgeNoun), !has(p, .of), entry.edge != .late, entry.edge != .early { return nil }
    // "beginning in 1999"
    if entry.has(.edgeNoun), has(p, .in) || has(p, .on), !has(i - 1, .the) { return nil }
    if has(p, .to), has(p + 1, .edge) {
      // "mid to late November"
      p = skipHyphen(p + 2)
    } else if isPunctuation(p, 0x2D) == false, has(p, .of) || has(p, .in) || has(p, .on) {
      p += 1
    }
    p = skip(p, .about)
    p = skip(p, .the)
    if isNumber(p + 1) { p = skip(p, .yearword) }
    var match: DateMatch?
    if has(p, .unit), !word(p).has(.plural),
      [.day, .week, .month, .quarter, .year, .decade]
        .contains(word(p).unit), !isAnchor(p + 1),
      entry.has(.edgeNoun) || has(p - 1, .the) && entry.has(.comparative)
    {
      let unit = word(p).unit
      guard let reference else { return DateMatch(value: .unknown(unit), next: p + 1) }
      match = TimeValue.period(CivilCalendar.period(unit, holding: reference.day), unit)
        .map { DateMatch(value: $0, next: p + 1) }
    } else if p == i + 1 || !entry.has(.edgeNoun) || has(i + 1, .of) || has(i + 1, .in)
      || has(i + 1, .on) || isPunctuation(i + 1, 0x2D)
    {
      match = plainDate(p)
    }
    guard var found = match, found.value.clock == nil, found.value.edge == .whole,
      found.value.timex == nil
    else { return nil }
    if found.value.shape == .unknown { return found }
    if found.value.unit == .day {
      // "late Sunday", "early on Monday", "the end of today"
      if entry.has(.edgeNoun), entry.edge == .late {
        found.value.clock = Clock(start: 86_399)
        return found
      }
      var clock = Clock(start: 0, end: 0)
      clock.isPart = true
      switch entry.edge {
      case .early: (clock.start, clock.end) = (0, 12 * 3600)
      case .middle: (clock.start, clock.end) = (10 * 3600, 14 * 3600)
      default: (clock.start, clock.end) = (12 * 3600, 24 * 3600)
      }
      if entry.has(.comparative), entry.edge == .early || !isRelativeDay(found.value),
        !has(i + 1, .in)
      {
        // "Earlier Monday" is that day.
        return found
      }
      found.value.clock = clock
      return found
    }
    if found.value.unit.rawValue < TimeUnit.week.rawValue { return nil }
    if found.value.shape == .fields, found.value.month == 0 || found.value.day == 0 {
      found.value.edge = entry.edge
    } else if found.value.shape == .period {
      let whole = found.value.period
      found.value.period = CivilCalendar.edge(entry.edge, of: whole, found.value.unit)
      if entry.has(.comparative), let reference {
        found.value.recordPeriod = whole
        let today = reference.day * CivilCalendar.secondsPerDay
        if whole.start < today, today < whole.end, !isAlone {
          found.value.period =
            entry.edge == .early ? Period(whole.start, today) : Period(today, whole.end)
        }
      }
    }
    return found
  }

  /// `EOM`, `at the EOY`: the end or the beginning of the present month, year or day.
  func initials(_ i: Int) -> DateMatch? {
    let entry = word(i)
    guard entry.has(.initials), isAlone || at(i).allCapitals || entry.unit == .day,
      isAlone || has(i - 1, .by) || has(i - 1, .at) || has(i - 1, .the) && has(i - 2, .at)
    else { return nil }
    guard let reference else { return DateMatch(value: .unknown(entry.unit), next: i + 1) }
    guard let whole = CivilCalendar.period(entry.unit, holding: reference.day) else { return nil }
    var value = TimeValue.period(
      entry.unit == .day ? whole : CivilCalendar.edge(entry.edge, of: whole, entry.unit),
      entry.unit)
    if entry.unit == .day { value?.clock = Clock(start: 86_399) }
    return value.map { DateMatch(value: $0, next: i + 1) }
  }

  private func isRelativeDay(_ value: TimeValue) -> Bool {
    value.shape == .period && value.unit == .day
  }

  /// `the rest of the week`, `all week`.
  func remainder(_ i: Int) -> DateMatch? {
    var p = i
    if has(p, .rest), has(p + 1, .of) {
      p = skip(p + 2, .the)
      p = skip(p, .this)
      guard has(p, .unit), word(p).unit.rawValue >= TimeUnit.day.rawValue else { return nil }
      guard let reference else { return DateMatch(value: .unknown(word(p).unit), next: p + 1) }
      guard let whole = CivilCalendar.period(word(p).unit, holding: reference.day) else {
        return nil
      }
      return TimeValue.period(
        Period(reference.day * CivilCalendar.secondsPerDay, whole.end), word(p).unit
      ).map { DateMatch(value: $0, next: p + 1) }
    }
    if has(p, .all), has(p + 1, .unit), !word(p + 1).has(.plural),
      [.week, .month, .year].contains(word(p + 1).unit)
    {
      guard let reference else { return DateMatch(value: .unknown(.week), next: p + 2) }
      return TimeValue.period(
        CivilCalendar.period(word(p + 1).unit, holding: reference.day), word(p + 1).unit
      ).map { DateMatch(value: $0, next: p + 2) }
    }
    return nil
  }
}
