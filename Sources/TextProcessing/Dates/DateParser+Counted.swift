import DocumentModel

/// Moments that lie an amount of time away from another.
extension DateParser {
  /// `two days ago`, `three weeks after Easter`, `in four days`, `2 sundays from now`.
  func counted(_ i: Int) -> DateMatch? {
    var p = i
    let isIn = has(i - 1, .in) && !has(i - 2, .every)
    let isWithin = has(i - 1, .within)
    if has(p, .the) { return nil }
    guard let first = amount(p) else { return nil }
    p = first.next
    let entry = word(p)
    if entry.has(.weekdays) || entry.has(.weekday) && first.quarters > 4 {
      return countedWeekdays(first.quarters / 4, entry.weekday, at: p)
    }
    guard entry.has(.unit), first.quarters > 0 else { return nil }
    if has(i - 1, .every) || has(i - 1, .other) { return nil }
    var steps = [(first.quarters, entry.unit)]
    p += 1
    if has(p, .plusand), has(p + 1, .article), has(p + 2, .half) {
      // "an hour and a half"
      steps[0].0 += 2
      p += 3
    }
    for _ in 0..<3 {
      var q = skipComma(p)
      if has(q, .plusand) { q += 1 }
      guard let more = amount(q), has(more.next, .unit),
        word(more.next).unit.rawValue < steps[steps.count - 1].1.rawValue
      else { break }
      steps.append((more.quarters, word(more.next).unit))
      p = more.next + 1
    }
    if has(p, .old) || isPunctuation(p, 0x2D) && has(p + 1, .old) { return nil }
    if has(p, .ago) {
      if steps.count == 1, steps[0].1 == .week, steps[0].0 % 4 == 0, has(p + 1, .weekday),
        let reference, let base = moment(steps, -1, from: reference.moment)
      {
        // "two weeks ago Monday"
        let day =
          CivilCalendar.monday(of: CivilCalendar.dayNumber(base)) + word(p + 1).weekday - 1
        return TimeValue.period(Period(days: day, day + 1), .day)
          .map { DateMatch(value: $0, next: p + 2) }
      }
      return move(steps, -1, from: nil, next: p + 1)
    }
    if has(p, .hence) { return move(steps, 1, from: nil, next: p + 1) }
    if has(p, .later), !has(p + 1, .than), isAlone || direction(i) != .past {
      return move(steps, 1, from: nil, next: p + 1)
    }
    let sign = has(p, .from) || has(p, .after) ? 1 : has(p, .before) ? -1 : 0
    if sign != 0 {
      if has(p, .from), has(p + 1, .now) { return move(steps, 1, from: nil, next: p + 2) }
      // "two days after the strike" has no date to count from.
      if let anchor = anchorDate(p + 1), let base = resolve(anchor.value, near: p + 1),
        base.unit == .day
      {
        return move(steps, sign, from: base.period.start, next: anchor.next)
      }
    }
    if isIn || isWithin {
      guard isAlone || liesAhead(i), !has(p, .of), !isPunctuation(p, 0x2D) else { return nil }
      if isWithin {
        guard let reference else { return DateMatch(value: .unknown(.hour), next: p) }
        let isTime = steps.contains { $0.1.rawValue < TimeUnit.day.rawValue }
        let start =
          isTime ? reference.moment : reference.day * CivilCalendar.secondsPerDay
        guard let end = moment(steps, 1, from: start) else { return nil }
        return TimeValue.period(Period(start, end), isTime ? .minute : .week)
          .map { DateMatch(value: $0, next: p) }
      }
      return move(steps, 1, from: nil, next: p)
    }
    return nil
  }

  /// "in four days" is a day to come, and not how long something took: the clause is in the future,
  /// or it has no tense and no noun stands before ("the third time in four days").
  private func liesAhead(_ i: Int) -> Bool {
    let before = i - 2
    if pos(before) == .noun || pos(before) == .num || pos(before) == .adj {
      for k in max(0, i - 7)..<max(0, i - 1) where has(k, .ordinal) || has(k, .timeword) {
        return false
      }
      return direction(i) == .future
    }
    return direction(i) != .past
  }

  /// The day that "before" and "after" count from.
  func anchorDate(_ i: Int) -> DateMatch? {
    let j = skip(i, .the)
    if let day = dayWord(j) { return day }
    if let day = holiday(j, nearest: true) { return day }
    if let day = numericDate(j, inRange: true) { return day.value.day > 0 ? day : nil }
    if let day = monthFirst(j, bare: false) { return day.value.day > 0 ? day : nil }
    return dayFirst(j)
  }

  private func moment(_ steps: [(Int, TimeUnit)], _ sign: Int, from start: Int) -> Int? {
    var moment = start
    for (quarters, unit) in steps {
      guard let moved = CivilCalendar.add(moment, unit, quarters: sign * quarters) else {
        return nil
      }
      moment = moved
    }
    return moment
  }

  private func move(
    _ steps: [(Int, TimeUnit)], _ sign: Int, from base: Int?, next: Int
  ) -> DateMatch? {
    guard let finest = steps.map({ $0.1.rawValue }).min().flatMap(TimeUnit.init(rawValue:)) else {
      return nil
    }
    guard reference != nil || base != nil else {
      return DateMatch(value: .unknown(.day), next: next)
    }
    let isTime =
      finest.rawValue < TimeUnit.day.rawValue
      || finest == .day && steps.last.map { $0.0 % 4 != 0 } == true
    let start =
      base
      ?? (isTime ? reference?.moment ?? 0 : (reference?.day ?? 0) * CivilCalendar.secondsPerDay)
    guard let moment = moment(steps, sign, from: start) else { return nil }
    var value = TimeValue()
    value.shape = .period
    if isTime {
      value.period = Period(moment, moment)
      value.unit = .second
      value.isMoment = true
    } else {
      let day = CivilCalendar.dayNumber(moment)
      value.period = Period(days: day, day + 1)
      value.unit = .day
      // "three months ago" names a month and "two years ago" a year.
      if base == nil, steps.count == 1, finest.months > 0 {
        value.recordUnit = finest == .month ? .month : .year
      }
    }
    return DateMatch(value: value, next: next)
  }

  private func countedWeekdays(_ count: Int, _ weekday: Int, at p: Int) -> DateMatch? {
    var next = p + 1
    let sign: Int
    if has(next, .ago) {
      sign = -1
      next += 1
    } else if has(next, .from), has(next + 1, .now) {
      sign = 1
      next += 2
    } else if has(next, .hence) {
      sign = 1
      next += 1
    } else {
      return nil
    }
    guard (1...1000).contains(count) else { return nil }
    guard let reference else { return DateMatch(value: .unknown(.day), next: next) }
    var day = CivilCalendar.monday(of: reference.day) + weekday - 1
    if sign > 0 {
      if day <= reference.day { day += 7 }
      day += 7 * (count - 1)
    } else {
      if day >= reference.day { day -= 7 }
      day -= 7 * (count - 1)
    }
    return TimeValue.period(Period(days: day, day + 1), .day)
      .map { DateMatch(value: $0, next: next) }
  }
}
