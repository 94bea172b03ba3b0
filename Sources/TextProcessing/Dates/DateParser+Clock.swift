import DocumentModel

/// Times and parts of the day.
extension DateParser {
  /// `am`, `p.m.`, `p m`: hours to add, and the atom behind.
  func meridiem(_ i: Int) -> (offset: Int, next: Int)? {
    let entry = word(i)
    if entry.has(.meridiem) {
      // "7ampm", "7 am" ... A period behind "p.m" belongs to it.
      var next = i + 1
      if isPunctuation(next, 0x2E), isAdjacent(next), at(i).end - at(i).start == 3 { next += 1 }
      return (entry.meridiem, next)
    }
    guard entry.has(.meridiemLetter), at(i).end - at(i).start == 1 else { return nil }
    var p = i + 1
    if isPunctuation(p, 0x2E) { p += 1 }
    if has(p, .meridiemM) {
      p += 1
      if isPunctuation(p, 0x2E), p > i + 2 { p += 1 }
      return (entry.meridiem, p)
    }
    // "8:45a"
    return isAdjacent(i) && isNumber(i - 1) && p == i + 1 ? (entry.meridiem, p) : nil
  }

  /// `10:30:05.123` with zone, as behind the `T` of ISO 8601.
  func clockFigures(_ i: Int) -> (clock: Clock, next: Int)? {
    guard isNumber(i), at(i).digits <= 2, (0...24).contains(at(i).value) else { return nil }
    guard isPunctuation(i + 1, 0x3A), isNumber(i + 2), isAdjacent(i + 1), isAdjacent(i + 2),
      at(i + 2).digits == 2, (0...59).contains(at(i + 2).value)
    else { return nil }
    var seconds = at(i).value * 3600 + at(i + 2).value * 60
    var p = i + 3
    if isPunctuation(p, 0x3A), isAdjacent(p), isNumber(p + 1), isAdjacent(p + 1),
      at(p + 1).digits == 2, (0...60).contains(at(p + 1).value)
    {
      seconds += min(59, at(p + 1).value)
      p += 2
      if isPunctuation(p, 0x2E), isAdjacent(p), isNumber(p + 1), isAdjacent(p + 1) { p += 2 }
    }
    guard seconds <= 86_400 else { return nil }
    var clock = Clock(start: seconds)
    clock.hasMinutes = true
    clock.halfUnknown = (1...12).contains(at(i).value) && !(at(i).digits == 2 && at(i).value < 10)
    if isPunctuation(p, 0x2B) || isPunctuation(p, 0x2D), isAdjacent(p), isNumber(p + 1),
      isAdjacent(p + 1), at(p + 1).digits == 2 || at(p + 1).digits == 4,
      isPunctuation(p, 0x2B) || at(p + 1).digits == 2 && isPunctuation(p + 2, 0x3A)
    {
      let sign = isPunctuation(p, 0x2B) ? 1 : -1
      let hours = at(p + 1).digits == 2 ? at(p + 1).value : at(p + 1).value / 100
      var minutes = at(p + 1).digits == 2 ? 0 : at(p + 1).value % 100
      p += 2
      if isPunctuation(p, 0x3A), isNumber(p + 1), isAdjacent(p + 1), at(p + 1).digits == 2 {
        minutes = at(p + 1).value
        p += 2
      }
      if hours <= 14, minutes < 60 { clock.zone = sign * (hours * 60 + minutes) }
      clock.halfUnknown = false
    } else if at(p).kind == .word, at(p).byte == 0x7A, isAdjacent(p) {
      clock.zone = 0
      clock.halfUnknown = false
      p += 1
    }
    return (clock, p)
  }

  /// A point of the day: `10:30 a.m.`, `3pm`, `16h00`, `noon`, `quarter past 3`, `three am`.
  ///
  /// - Parameter bareHour: whether an hour without any other sign is one ("at 7").
  func clock(_ i: Int, bareHour: Bool = false) -> (clock: Clock, next: Int)? {
    guard var (clock, p) = clockBody(i, bareHour: bareHour) else { return nil }
    if isPunctuation(p, 0x2D) == false, at(p).kind == .word, has(p, .ish) {
      p += 1
    }
    // "in the AM", "in the morning" belongs to the hour and not to another time.
    if let (offset, next) = meridiem(skip(has(p, .in) ? p + 1 : p, .the)), clock.halfUnknown {
      clock = half(clock, offset)
      p = next
    }
    var q = skip(p, .hourword)
    let local = skip(q, .local)
    if local > q, has(local, .timeword) {
      q = local + 1
      clock.halfUnknown = clock.halfUnknown && local == q
      p = q
    } else {
      let bracket = isPunctuation(q, 0x28) ? q + 1 : q
      if word(bracket).has(.zone), at(bracket).byte != 0x7A || isAdjacent(bracket) {
        if clock.zone == nil {
          clock.zone = word(bracket).zone
          p = bracket + 1
          if bracket > q, isPunctuation(p, 0x29) { p += 1 }
          if bracket > q, !isPunctuation(p - 1, 0x29) {
            p = q
            clock.zone = nil
          }
        }
      } else if q > p {
        p = q
      }
    }
    return (clock, p)
  }

  /// The clock with its half of the day known.
  func half(_ clock: Clock, _ offset: Int) -> Clock {
    var clock = clock
    let hour = clock.start / 3600
    if hour < 12 { clock.start += offset * 3600 }
    if hour == 12, offset == 0 { clock.start -= 12 * 3600 }
    clock.halfUnknown = false
    clock.isHalfDayNamed = true
    return clock
  }

  private func clockBody(_ i: Int, bareHour: Bool) -> (Clock, Int)? {
    let entry = word(i)
    if entry.has(.clock) {
      // "mid day" is two words.
      return (Clock(start: entry.clock * 3600), skip(i + 1, .ish))
    }
    if entry.has(.edge), entry.edge == .middle, has(skipHyphen(i + 1), .unit),
      word(skipHyphen(i + 1)).unit == .day, !word(skipHyphen(i + 1)).has(.plural),
      !entry.has(.edgeNoun) || isAlone
    {
      return (Clock(start: 12 * 3600), skipHyphen(i + 1) + 1)
    }
    if let past = relativeToHour(i) { return past }
    if at(i).kind == .number { return figures(i, bareHour: bareHour) }
    // Hours in words.
    guard entry.has(.number), !entry.has(.vague), (1...12).contains(entry.number) else {
      return nil
    }
    var clock = Clock(start: entry.number * 3600)
    clock.halfUnknown = true
    var p = i + 1
    let minuteStart = skipHyphen(p)
    if at(minuteStart).kind == .word, let (minute, next) = cardinal(minuteStart),
      (10...59).contains(minute), bareHour || meridiem(next) != nil
    {
      clock.start += minute * 60
      clock.hasMinutes = true
      p = next
      if let (offset, end) = meridiem(p) { return (half(clock, offset), end) }
      return (clock, p)
    }
    if let (offset, next) = meridiem(p) { return (half(clock, offset), next) }
    if has(p, .oclock) { return (clock, p + 1) }
    return bareHour ? (clock, p) : nil
  }

  private func figures(_ i: Int, bareHour: Bool) -> (Clock, Int)? {
    let number = at(i)
    guard number.value >= 0 else { return nil }
    if isAdjacent(i),
      isPunctuation(i - 1, 0x3A) || isPunctuation(i - 1, 0x2E)
        || isPunctuation(i - 1, 0x24) || isPunctuation(i - 1, 0x2C),
      isNumber(i - 2) || isPunctuation(i - 1, 0x24)
    {
      return nil
    }
    if number.digits <= 2, isPunctuation(i + 1, 0x3A), isAdjacent(i + 1) {
      // "John 3:16", "a 10:30 majority" stay with the numbers; a name before a colon is no time.
      guard var (clock, p) = clockFigures(i) else { return nil }
      if pos(i - 1) == .propn, at(i - 1).entry == 0, at(i - 1).capitalized, meridiem(p) == nil,
        number.digits == 1
      {
        return nil
      }
      if let (offset, next) = meridiem(p), clock.halfUnknown {
        clock = half(clock, offset)
        p = next
      }
      return (clock, p)
    }
    if number.digits <= 2, isPunctuation(i + 1, 0x2E), isAdjacent(i + 1), isNumber(i + 2),
      isAdjacent(i + 2), at(i + 2).digits == 2, (0...59).contains(at(i + 2).value),
      (0...23).contains(number.value)
    {
      // "8.30pm"; "at 6.45" where nothing is counted behind.
      var clock = Clock(start: number.value * 3600 + at(i + 2).value * 60)
      clock.hasMinutes = true
      clock.halfUnknown = (1...12).contains(number.value)
      if let (offset, next) = meridiem(i + 3), clock.halfUnknown {
        return (half(clock, offset), next)
      }
      let ends = at(i + 3).kind == .none || [0x3F, 0x2E, 0x21].contains(at(i + 3).byte)
      return has(i - 1, .at) && ends ? (clock, i + 3) : nil
    }
    if number.digits <= 2, (1...12).contains(number.value) {
      var clock = Clock(start: number.value * 3600)
      clock.halfUnknown = true
      var p = i + 1
      if isPunctuation(p, 0x2E), isAdjacent(p), isAdjacent(p + 1), word(p + 1).has(.meridiem) {
        p += 1
      }
      if let (offset, next) = meridiem(p) {
        // "7ampm" names both halves.
        return (half(clock, offset), next)
      }
      if has(p, .oclock) { return (clock, p + 1) }
      if has(p, .ish), isAdjacent(p) { return (clock, p + 1) }
      if let q = skip(p, .in) as Int?, q > p, let (offset, next) = meridiem(skip(q, .the)) {
        return (half(clock, offset), next)
      }
    }
    if number.digits <= 2, (0...23).contains(number.value), has(i + 1, .hourLetter),
      isAdjacent(i + 1), !has(i - 1, .in), !has(i - 1, .for)
    {
      // "16h00", "15h"
      var clock = Clock(start: number.value * 3600)
      if isNumber(i + 2), isAdjacent(i + 2), at(i + 2).digits == 2,
        (0...59).contains(at(i + 2).value)
      {
        clock.start += at(i + 2).value * 60
        clock.hasMinutes = true
        return (clock, i + 3)
      }
      return isAdjacent(i + 2) && at(i + 2).kind == .word ? nil : (clock, i + 2)
    }
    if number.digits == 4, number.value / 100 < 24, number.value % 100 < 60 {
      // "0730", "1030 GMT", "1600 hours"
      let marked =
        has(i + 1, .local) || word(i + 1).has(.zone) && at(i + 1).byte != 0x7A
        || has(i + 1, .hourword) && !has(i - 1, .for)
        || number.value < 1000
          && (has(i - 1, .at) || has(i - 1, .between) || has(i - 1, .from)
            || isPunctuation(i - 1, 0x2D) || has(i - 1, .andRange))
        || (has(i - 1, .about) || has(i - 1, .at)) && isAlone
        || meridiem(i + 1) != nil
      guard marked else { return nil }
      var clock = Clock(start: number.value / 100 * 3600 + number.value % 100 * 60)
      clock.hasMinutes = true
      clock.halfUnknown =
        number.value >= 100 && number.value < 1300 && !has(i + 1, .hourword)
        && !word(i + 1).has(.zone)
      if let (offset, next) = meridiem(i + 1), clock.halfUnknown {
        return (half(clock, offset), next)
      }
      return (clock, i + 1)
    }
    guard bareHour, number.digits <= 2, (0...24).contains(number.value),
      !(isAdjacent(i + 1) && [0x25, 0x2F, 0x2E, 0x2C].contains(at(i + 1).byte) && isNumber(i + 2))
    else { return nil }
    var clock = Clock(start: number.value * 3600)
    clock.halfUnknown =
      (1...12).contains(number.value) && !(number.digits == 2 && number.value < 10)
    return (clock, i + 1)
  }

  /// `quarter past 3`, `20 minutes to 2pm`, `half past eight`, `half three`.
  private func relativeToHour(_ i: Int) -> (Clock, Int)? {
    var minutes: Int
    var p = skip(i, .article)
    if has(p, .half) {
      minutes = 30
      p += 1
      if isAlone, let (clock, next) = clock(p, bareHour: true), clock.halfUnknown,
        !clock.hasMinutes, !has(p, .past)
      {
        var clock = clock
        clock.start += 1800
        clock.hasMinutes = true
        return (clock, next)
      }
    } else if word(p).pieces == 1 {
      minutes = 15
      p += 1
    } else if let (value, next) = cardinal(p), (1...59).contains(value), !has(i, .article) {
      minutes = value
      p = next
      // "from 3 to 5" is a stretch.
      if !has(p, .minuteword), has(p, .to) {
        guard has(p + 1, .clock) else { return nil }
      }
      p = skip(p, .minuteword)
    } else {
      return nil
    }
    let sign: Int
    // "rose to 41 after two more died" is no time: a bare "after" wants the hour to stand alone.
    let wantsEnd = has(p, .after) && !has(p, .past) && !has(p - 1, .minuteword)
    if has(p, .past) || has(p, .after) {
      sign = 1
    } else if has(p, .to), !has(p, .until), !has(p, .inclusive) {
      sign = -1
    } else {
      return nil
    }
    guard minutes > 0, var (clock, next) = clockBody(p + 1, bareHour: true), !clock.hasMinutes,
      !(wantsEnd && at(next).kind == .word && meridiem(next) == nil)
    else { return nil }
    clock.start += sign * minutes * 60
    if clock.start < 0 { clock.start += 86_400 }
    clock.hasMinutes = true
    if let (offset, end) = meridiem(next), clock.halfUnknown {
      clock = half(clock, offset)
      next = end
    }
    return (clock, next)
  }

  /// `in the morning`, `late afternoon`, `night`; gives the stretch of the day.
  ///
  /// - Parameter bare: whether the word alone is enough, as behind a date.
  func dayPart(_ i: Int, bare: Bool) -> (clock: Clock, next: Int)? {
    var p = i
    var edge = PeriodEdge.whole
    var marked = bare
    func takeEdge() {
      if word(p).has(.edge), !word(p).has(.edgeNoun) {
        edge = word(p).edge
        p = skipHyphen(p + 1)
        marked = true
      }
    }
    takeEdge()
    if has(p, .in) || has(p, .at) || has(p, .during) || has(p, .on) {
      p += 1
      if has(p, .the) || word(p).has(.part) {
        marked = marked || word(p).has(.part) || has(p, .the)
      }
    }
    if edge == .whole || p > i + 1 {
      let q = skip(p, .the)
      if q > p, has(p - 1, .in) || has(p - 1, .during) || bare || edge != .whole {
        marked = true
        p = q
      }
    }
    if edge == .whole { takeEdge() }
    let entry = word(p)
    guard entry.has(.part), !entry.has(.partPlural) || has(p - 1, .the) else { return nil }
    if !marked {
      // Parts of the day on their own: "at night", "this morning" are marked.
      guard
        has(i - 1, .in) || has(i - 1, .at) || has(i - 2, .in) && has(i - 1, .the)
          || has(i - 2, .during) && has(i - 1, .the) || has(i - 1, .edge)
          || entry.has(.meal)
            && (!entry.has(.markedOnly) || has(i - 1, .after) || has(i - 1, .before))
          || isAlone
      else { return nil }
    }
    let part = words.parts[entry.part]
    var clock = Clock(start: part.start, end: part.end)
    clock.isPart = true
    clock.part = UInt8(truncatingIfNeeded: entry.part)
    let middle = (part.start + part.end) / 2
    switch edge {
    case .early: clock.end = middle
    case .late: clock.start = middle
    default: break
    }
    return (clock, skip(p + 1, .ish))
  }

  /// A point of the day made definite by a part of it: "7 in the evening".
  func combine(_ point: Clock, _ part: Clock) -> Clock {
    var clock = point
    if clock.halfUnknown {
      let hour = clock.start / 3600
      let code = words.parts[Int(part.part)].start / 3600
      if code < 11 {
        clock = half(clock, 0)
      } else if hour == 12, code >= 16 {
        clock.start = 24 * 3600
        clock.halfUnknown = false
      } else {
        clock = half(clock, 12)
      }
    }
    if let end = clock.end, clock.start < end || end < clock.start, end <= 12 * 3600,
      clock.start >= 12 * 3600
    {
      clock.end = end + 12 * 3600
    }
    return clock
  }
}
