import DocumentModel

/// Whether a clause speaks of what was or of what is to come.
enum ClauseTime {
  case past, future, unknown
}

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
    if let last = ongoing(a, b, start.period, near: i) { return range(last.0, last.1, near: i, next: next) }
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

  /// Whether the clause around atom `i` speaks of the past or of the future.
  ///
  /// The nearest sign on the left of the clause decides, else the first one on the right.
  func direction(_ i: Int) -> ClauseTime {
    guard i < atoms.count else { return .unknown }
    let token = atoms[i].token
    // The first atom behind that no date is made of.
    var behind = i
    while behind < min(i + 8, atoms.count), !has(behind, .possessive),
      isNumber(behind) || at(behind).entry != 0 && at(behind).kind == .word
        || behind > i && isAdjacent(behind) && [0x2E, 0x2D, 0x2F].contains(at(behind).byte)
    {
      behind += 1
    }
    if has(behind, .possessive), isAdjacent(behind) {
      return has(i - 1, .of) && has(i - 2, .aheadOf) || has(i - 1, .before) ? .future : .past
    }
    // "the April 10 ruling means": what is named by its day has mostly been.
    let attributive =
      has(i - 1, .the) && !has(i - 2, .on) && !has(i - 2, .by) && !has(i - 2, .until)
      && !has(i - 2, .before)
    if attributive, isOtherNoun(behind) {
      let after = rightward(token)
      return after == .future ? .future : .past
    }
    var infinitive = false
    var verbSeen = false
    var k = token - 1
    let lowest = max(sentence.start, token - 40)
    scan: while k >= lowest {
      let word = entry(ofToken: k)
      let pos = tokens.pos[k]
      if word.has(.clause), pos != .adp, k < token - 1 { break }
      if word.has(.after), k < token - 1, rightward(token) == .past { return .past }
      if pos == .punct, isStop(k) { break }
      if isFuture(k, word) { return .future }
      if word.has(.infinitive), k + 1 < tokens.count, tokens.pos[k + 1] == .verb
        || tokens.pos[k + 1] == .aux
      {
        infinitive = true
      }
      if word.has(.prospective), !isNounPhraseStart(k) { return .future }
      if infinitive, word.has(.commits) { return .future }
      if pos == .verb || pos == .aux {
        switch tense(k) {
        case .past:
          // "will be held", "to be held": the auxiliary before decides.
          if !isBehindBareBe(k) { return .past }
          verbSeen = true
        case .future: break
        case .unknown:
          if word.has(.schedules), pos == .verb, !infinitive, !verbSeen { return .future }
          if pos == .aux || word.has(.presentTense), word.has(.presentTense) {
            return infinitive || !verbSeen || isProgressive(k) ? .future : .past
          }
        }
        if !infinitive { verbSeen = true }
      }
      k -= 1
    }
    return rightward(token)
  }

  /// The first sign behind the date: "On Friday, leaders will meet".
  private func rightward(_ token: Int) -> ClauseTime {
    var k = token + 1
    let highest = min(sentence.end, token + 30)
    while k < highest {
      let word = entry(ofToken: k)
      let pos = tokens.pos[k]
      if word.has(.clause), pos == .sconj || pos == .pron, k > token + 2 { break }
      if isFuture(k, word) { return .future }
      if word.has(.prospective), pos == .verb || pos == .adj { return .future }
      if pos == .verb || pos == .aux {
        if tense(k) == .past { return .past }
        if word.has(.presentTense), k + 1 < highest {
          if entry(ofToken: k + 1).has(.infinitive) { return .future }
          if isProgressive(k) { return .future }
          return .unknown
        }
      }
      k += 1
    }
    return .unknown
  }

  /// "will", and "would" unless "have" follows.
  private func isFuture(_ k: Int, _ word: DateWord) -> Bool {
    guard word.has(.future), [.aux, .verb, .part].contains(tokens.pos[k]) else { return false }
    guard word.has(.conditional) else { return true }
    // "he'd been": "'d" is as often "had".
    for j in k + 1..<max(k + 1, min(k + 4, sentence.end)) {
      if entry(ofToken: j).has(.perfect) { return false }
      if tokens.pos[j] == .verb || tokens.pos[j] == .aux { return tense(j) != .past }
    }
    return true
  }

  private func entry(ofToken k: Int) -> DateWord {
    words.entries[words.entry(vocabulary.lower[Int(tokens.word[k])])]
  }

  /// A semicolon or a dash between words ends the clause.
  private func isStop(_ k: Int) -> Bool {
    vocabulary.withBytes(of: tokens.word[k]) { $0.count == 1 && $0[0] == 0x3B }
  }

  /// "the plan", "a set": a noun, not the verb of the clause.
  private func isNounPhraseStart(_ k: Int) -> Bool {
    tokens.pos[k] == .noun && k > sentence.start
      && !entry(ofToken: k - 1).has(.presentTense)
  }

  /// "be" in its bare form stands before a participle.
  private func isBehindBareBe(_ k: Int) -> Bool {
    var j = k - 1
    while j > sentence.start, tokens.pos[j] == .adv { j -= 1 }
    return j >= sentence.start && entry(ofToken: j).has(.bareBe)
  }

  private func isProgressive(_ k: Int) -> Bool {
    for j in k + 1..<min(k + 4, sentence.end) where tokens.pos[j] == .verb {
      return vocabulary.withBytes(of: tokens.word[j]) {
        $0.count > 4 && $0[$0.count - 3] == 0x69 && $0[$0.count - 2] == 0x6E
          && $0[$0.count - 1] == 0x67
      }
    }
    return false
  }

  /// Past when the form is neither the lemma nor one in -s or -ing.
  private func tense(_ k: Int) -> ClauseTime {
    let lower = vocabulary.lower[Int(tokens.word[k])]
    let lemma = tokens.lemma[k]
    let entry = words.entries[words.entry(lower)]
    if entry.has(.pastTense) { return .past }
    if lower == lemma || lemma == 0 || entry.has(.presentTense) { return .unknown }
    return vocabulary.withBytes(of: lower) { form in
      let n = form.count
      guard n > 2 else { return .unknown }
      if form[n - 1] == 0x73 { return .unknown }
      if n > 4, form[n - 3] == 0x69, form[n - 2] == 0x6E, form[n - 1] == 0x67 { return .unknown }
      return form[0] == 0x27 ? .unknown : .past
    }
  }
}
