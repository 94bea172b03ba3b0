import DocumentModel

/// Completes what the words leave open, from the publication date and the tense around.
extension DateParser {
  /// The stretch that a date names, or nil when it cannot be known.
  func resolve(_ value: TimeValue, near i: Int) -> (period: Period, unit: TimeUnit)? {
    guard let (period, unit) = resolveWhole(value, near: i) else { return nil }
    guard value.edge != .whole else { return (period, unit) }
    return (CivilCalendar.edge(value.edge, of: period, unit), .week)
  }

  private func resolveWhole(_ value: TimeValue, near i: Int) -> (period: Period, unit: TimeUnit)? {
    switch value.shape {
    case .none, .unknown: return nil
    case .period: return (value.period, value.unit)
    case .fields: break
    }
    func day(_ day: Int?) -> (period: Period, unit: TimeUnit)? {
      day.map { (Period(days: $0, $0 + 1), .day) }
    }
    if value.year > 0 {
      if value.day > 0 {
        return day(CivilCalendar.day(year: value.year, month: value.month, day: value.day))
      }
      return CivilCalendar.months(
        year: value.year, month: max(1, value.month), count: value.month > 0 ? 1 : 12
      ).map { ($0, value.month > 0 ? .month : .year) }
    }
    guard let reference else { return nil }
    if value.month > 0, value.day > 0 {
      var days = (-8...8).compactMap {
        CivilCalendar.day(year: reference.year + $0, month: value.month, day: value.day)
      }
      if value.weekday > 0 {
        let near = days.filter {
          CivilCalendar.weekday($0) == value.weekday && abs($0 - reference.day) < 560
        }
        if let best = near.min(by: { abs($0 - reference.day) < abs($1 - reference.day) }) {
          return day(best)
        }
        days = days.filter { abs($0 - reference.day) < 400 }
      }
      return day(choose(days, near: i, shift: 0))
    }
    if value.month > 0 {
      let months = (-1...1).compactMap {
        CivilCalendar.months(year: reference.year + $0, month: value.month, count: 1)
      }
      return choose(months, near: i).map { ($0, .month) }
    }
    if value.day > 0 {
      let months = (-14...14).compactMap {
        CivilCalendar.period(.month, holding: reference.day, shiftedBy: $0)
      }
      let days = months.compactMap { month -> Int? in
        let found = month.startDay + value.day - 1
        guard found * CivilCalendar.secondsPerDay < month.end else { return nil }
        return value.weekday == 0 || CivilCalendar.weekday(found) == value.weekday ? found : nil
      }
      return day(choose(days, near: i, shift: 0))
    }
    if value.weekday > 0 {
      let behind = (CivilCalendar.weekday(reference.day) - value.weekday + 7) % 7
      let ahead = isAlone ? true : direction(i) == .future
      guard ahead else { return day(reference.day - behind) }
      // Who writes on a Wednesday that something "will be on Wednesday" means today.
      let next = behind == 0 ? (isAlone ? 7 : 0) : 7 - behind
      return day(reference.day + next)
    }
    return nil
  }

  /// The day that is meant of the same day in several years or months, ascending.
  func choose(_ days: [Int], near i: Int, shift: Int) -> Int? {
    guard let reference else { return nil }
    let today = reference.day
    let before = days.last { $0 <= today }
    let after = days.first { $0 >= today }
    if shift < 0 { return days.last { $0 < today } }
    if shift > 0 || isAlone { return after ?? before }
    switch direction(i) {
    case .future: return after ?? before
    case .past:
      // "announced an election on Dec. 5" in November: without a year it is not last year's.
      let ahead =
        has(i - 1, .for) || has(i - 1, .until) || has(i - 1, .by) || has(i - 1, .before)
        || has(i - 1, .to)
      if let before, let after, ahead, after - today <= 60, today - before >= 300 { return after }
      return before ?? after
    case .unknown:
      guard let before, let after else { return before ?? after }
      return today - before <= after - today ? before : after
    }
  }

  private func choose(_ months: [Period], near i: Int) -> Period? {
    guard let reference else { return nil }
    let today = reference.day * CivilCalendar.secondsPerDay
    let before = months.last { $0.start <= today }
    let after = months.first { $0.end > today }
    switch isAlone ? .future : direction(i) {
    case .future: return after ?? before
    case .past: return before ?? after
    case .unknown:
      guard let before, let after else { return before ?? after }
      return max(0, today - before.end) <= max(0, after.start - today) ? before : after
    }
  }

  /// Both ends of a range, with what one of them leaves to the other.
  func range(_ first: TimeValue, _ second: TimeValue, near i: Int, next: Int) -> DateMatch? {
    var a = first
    var b = second
    if a.timex != nil || b.timex != nil || a.openEnd || b.openEnd { return nil }
    // A time alone on both sides.
    if !a.hasDate, !b.hasDate {
      guard var start = a.clock, let end = b.clock, start.end == nil || start.isPart else {
        return nil
      }
      start.end = end.end ?? settled(end).start
      start.isPart = false
      var value = TimeValue()
      value.clock = start
      return DateMatch(value: value, next: next)
    }
    if a.isMoment, b.isMoment, a.unit == .second, b.unit == .second,
      a.period.start < b.period.start
    {
      return TimeValue.period(Period(a.period.start, b.period.start), .minute)
        .map { DateMatch(value: $0, next: next) }
    }
    if b.isMoment, b.unit == .second, !a.hasDate, let clock = a.clock, let reference {
      // "between eight o'clock and now"
      let start = reference.day * CivilCalendar.secondsPerDay + clock.start
      return TimeValue.period(Period(min(start, reference.moment), reference.moment), .minute)
        .map { DateMatch(value: $0, next: next) }
    }
    if !a.hasDate {
      // "from 2pm till tomorrow 4:30pm": today; "3:00 to 4:00 tomorrow": of the same day.
      guard a.clock != nil, b.clock != nil else { return nil }
      let clock = a.clock
      if b.clockBeforeDate {
        a = b
        a.clock = clock
      } else {
        guard let reference,
          var today = TimeValue.period(Period(days: reference.day, reference.day + 1), .day)
        else { return nil }
        today.clock = clock
        a = today
      }
    } else if !b.hasDate {
      guard a.clock != nil, b.clock != nil, let clock = b.clock else { return nil }
      b = a
      b.clock = clock
    }
    if a.shape == .unknown || b.shape == .unknown {
      return DateMatch(value: .unknown(.week), next: next)
    }
    if a.shape == .fields, a.year == 0, a.month > 0, b.shape == .fields, b.year > 0, b.month > 0 {
      // "Nov-Feb 2017"
      a.year = b.year
      if (a.month, a.day) > (b.month, b.day), a.month > b.month { a.year -= 1 }
    }
    if a.shape == .fields, a.month == 0, a.weekday == 0, a.year == 0, a.day > 0, b.month > 0 {
      a.month = b.month
      a.year = b.year
    }
    guard let start = resolve(a, near: i) else {
      if reference == nil { return DateMatch(value: .unknown(.week), next: next) }
      return nil
    }
    if let last = ongoing(a, b, start.period, near: i) {
      return range(last.0, last.1, near: i, next: next)
    }
    var end: (period: Period, unit: TimeUnit)?
    if b.shape == .fields, b.year == 0 {
      end = following(b, start.period, near: i)
    } else {
      end = resolve(b, near: i)
    }
    guard let end, end.period.start >= start.period.start else { return nil }
    if let from = a.clock, let to = b.clock, start.unit == .day, end.unit == .day {
      var (x, y) = (from, to)
      if x.halfUnknown, y.isHalfDayNamed { x = half(x, y.start >= 43_200 ? 12 : 0) }
      if y.halfUnknown, x.isHalfDayNamed { y = half(y, x.start >= 43_200 ? 12 : 0) }
      let period = Period(start.period.start + x.start, end.period.start + (y.end ?? y.start))
      guard period.start < period.end else { return nil }
      return TimeValue.period(period, .minute).map { DateMatch(value: $0, next: next) }
    }
    if a.clock != nil || b.clock != nil {
      let from = start.period.start + (a.clock.map { settled($0).start } ?? 0)
      let to = b.clock.map { end.period.start + ($0.end ?? settled($0).start) } ?? end.period.end
      guard from < to else { return nil }
      return TimeValue.period(Period(from, to), .minute).map { DateMatch(value: $0, next: next) }
    }
    let last = lastMoment(b, end)
    guard start.period.start < last else { return nil }
    let unit: TimeUnit = b.isMoment && b.unit == .second && start.unit == .second ? .minute : .week
    return TimeValue.period(Period(start.period.start, last), unit)
      .map { DateMatch(value: $0, next: next) }
  }

  /// Where a range ends whose last date is named: behind that date, which belongs to it. "Now" and
  /// "today" end it where they are.
  private func lastMoment(_ value: TimeValue, _ end: (period: Period, unit: TimeUnit)) -> Int {
    if let reference, value.isMoment, value.unit == .second {
      return reference.day * CivilCalendar.secondsPerDay
    }
    if value.isDayWord { return end.period.start }
    return end.period.end
  }

  /// The same range a year before, when it is not over yet: "will be away from August to October"
  /// in September.
  private func ongoing(
    _ a: TimeValue, _ b: TimeValue, _ start: Period, near i: Int
  ) -> (TimeValue, TimeValue)? {
    guard let reference, a.shape == .fields, b.shape == .fields, a.year == 0, b.year == 0,
      a.month > 0, b.month > 0, start.startDay > reference.day
    else { return nil }
    var first = a
    first.year = CivilCalendar.civil(start.startDay).year - 1
    guard let before = resolve(first, near: i),
      let end = following(b, before.period, near: i),
      end.period.end > reference.day * CivilCalendar.secondsPerDay
    else { return nil }
    var last = b
    last.year = CivilCalendar.civil(end.period.startDay).year
    return (first, last)
  }

  /// The first date with these fields that is not before a stretch begins.
  private func following(
    _ value: TimeValue, _ start: Period, near i: Int
  ) -> (period: Period, unit: TimeUnit)? {
    let from = start.startDay
    let date = CivilCalendar.civil(from)
    if value.weekday > 0, value.month == 0, value.day == 0 {
      let day = from + (value.weekday - CivilCalendar.weekday(from) + 7) % 7
      return (Period(days: day, day + 1), .day)
    }
    for year in date.year...date.year + 8 {
      var dated = value
      dated.year = year
      if value.month == 0 {
        dated.month = date.month
        if value.day < date.day { dated.month += 1 }
        if dated.month > 12 { (dated.month, dated.year) = (1, year + 1) }
      }
      if let found = resolve(dated, near: i), found.period.end > start.start,
        found.period.start >= start.start || value.day == 0
      {
        return found
      }
    }
    return nil
  }
}
