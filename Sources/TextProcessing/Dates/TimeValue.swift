/// A unit of time, and the precision with which an expression names its time.
enum TimeUnit: UInt8 {
  case second, minute, hour, part, day, weekend, workweek, week, fortnight, month, season
  case quarter, half, year, decade, century

  init?(name: Substring) {
    switch name {
    case "second": self = .second
    case "minute": self = .minute
    case "hour": self = .hour
    case "day": self = .day
    case "weekend": self = .weekend
    case "workweek": self = .workweek
    case "week": self = .week
    case "fortnight": self = .fortnight
    case "month": self = .month
    case "season": self = .season
    case "quarter": self = .quarter
    case "half": self = .half
    case "year": self = .year
    case "decade": self = .decade
    case "century": self = .century
    default: return nil
    }
  }

  /// Seconds of a unit that always has the same length, else 0.
  var seconds: Int {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    case .day: CivilCalendar.secondsPerDay
    case .week, .weekend, .workweek: 7 * CivilCalendar.secondsPerDay
    case .fortnight: 14 * CivilCalendar.secondsPerDay
    default: 0
    }
  }

  /// Months of a unit that is counted in months, else 0.
  var months: Int {
    switch self {
    case .month: 1
    case .quarter, .season: 3
    case .half: 6
    case .year: 12
    case .decade: 120
    case .century: 1200
    default: 0
    }
  }

  /// A period of this unit in the TIMEX form of durations, such as `P2W` or `PT3H`.
  func timex(_ count: Int) -> String {
    switch self {
    case .second: "PT\(count)S"
    case .minute: "PT\(count)M"
    case .hour: "PT\(count)H"
    case .part, .day: "P\(count)D"
    case .weekend: "P\(count)WE"
    case .workweek, .week: "P\(count)W"
    case .fortnight: "P\(2 * count)W"
    case .month: "P\(count)M"
    case .season, .quarter: "P\(3 * count)M"
    case .half: "P\(6 * count)M"
    case .year: "P\(count)Y"
    case .decade: "P\(10 * count)Y"
    case .century: "P\(100 * count)Y"
    }
  }
}

/// Which end of a period is meant: "early March", "the middle of the week", "late 2024".
enum PeriodEdge: UInt8 {
  case whole, early, middle, late
}

/// A half-open stretch of local time in seconds since 1970-01-01T00:00.
struct Period: Equatable {
  var start: Int
  var end: Int

  init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  init(days start: Int, _ end: Int) {
    self.start = start * CivilCalendar.secondsPerDay
    self.end = end * CivilCalendar.secondsPerDay
  }

  var startDay: Int { CivilCalendar.dayNumber(start) }
}

extension CivilCalendar {
  /// The day that holds a second.
  static func dayNumber(_ second: Int) -> Int {
    let q = second / secondsPerDay
    return second % secondsPerDay < 0 ? q - 1 : q
  }

  /// The unit's period that holds a day; nil for units shorter than a day.
  static func period(_ unit: TimeUnit, holding day: Int) -> Period? {
    let date = civil(day)
    switch unit {
    case .second, .minute, .hour: return nil
    case .part, .day: return Period(days: day, day + 1)
    case .weekend: return Period(days: monday(of: day) + 5, monday(of: day) + 7)
    case .workweek: return Period(days: monday(of: day), monday(of: day) + 5)
    case .week: return Period(days: monday(of: day), monday(of: day) + 7)
    case .fortnight: return Period(days: monday(of: day), monday(of: day) + 14)
    case .month: return months(year: date.year, month: date.month, count: 1)
    case .season:
      // The season that has begun: March, June, September or December.
      let first = date.month / 3 * 3
      return first == 0
        ? months(year: date.year - 1, month: 12, count: 3)
        : months(year: date.year, month: first, count: 3)
    case .quarter:
      return months(year: date.year, month: (date.month - 1) / 3 * 3 + 1, count: 3)
    case .half: return months(year: date.year, month: date.month <= 6 ? 1 : 7, count: 6)
    case .year: return months(year: date.year, month: 1, count: 12)
    case .decade: return months(year: max(1, date.year / 10 * 10), month: 1, count: 120)
    case .century:
      return months(year: max(1, date.year / 100 * 100), month: 1, count: 1200)
    }
  }

  /// So many whole months from the first of a month.
  static func months(year: Int, month: Int, count: Int) -> Period? {
    guard let start = day(year: year, month: month, day: 1), let end = addMonths(start, count)
    else { return nil }
    return Period(days: start, end)
  }

  /// The unit's period so many units away from the one that holds a day.
  static func period(_ unit: TimeUnit, holding day: Int, shiftedBy count: Int) -> Period? {
    guard let here = period(unit, holding: day) else { return nil }
    guard let moved = add(here.start, unit, quarters: count * 4) else { return nil }
    return period(unit, holding: dayNumber(moved))
  }

  /// A moment so many quarters of a unit later: `quarters` 2 of an hour is half an hour.
  ///
  /// - Returns: nil when the count is absurd, the result leaves the years 1 to 9999, or the
  ///   fraction of a month or year is no whole number of months.
  static func add(_ moment: Int, _ unit: TimeUnit, quarters: Int) -> Int? {
    guard abs(quarters) <= 4_000_000 else { return nil }
    let result: Int
    if unit.seconds > 0 {
      result = moment + quarters * unit.seconds / 4
    } else if unit.months > 0 {
      let total = quarters * unit.months
      guard total % 4 == 0 else { return nil }
      let day = dayNumber(moment)
      guard let moved = addMonths(day, total / 4) else { return nil }
      result = moment + (moved - day) * secondsPerDay
    } else {
      return nil
    }
    return years.contains(civil(dayNumber(result)).year) ? result : nil
  }

  /// The part of a period that "early", "mid" or "late" names: thirds, for a week its first
  /// three days, the two in the middle and its last three.
  static func edge(_ edge: PeriodEdge, of period: Period, _ unit: TimeUnit) -> Period {
    let start = period.startDay
    let end = dayNumber(period.end)
    let first: Int
    let second: Int
    switch unit {
    case .week:
      (first, second) = (start + 3, start + 4)
      if edge == .middle { return Period(days: start + 2, start + 4) }
    case .month: (first, second) = (start + 10, start + 20)
    case .decade:
      // The early 1990s are 1990 to 1993, the late ones 1997 to 1999.
      guard let a = addMonths(start, 48), let b = addMonths(start, 84) else { return period }
      (first, second) = (a, b)
    default:
      let months = (end - start + 15) / 30
      if months >= 3, let a = addMonths(start, months / 3),
        let b = addMonths(start, months - months / 3)
      {
        (first, second) = (a, b)
      } else {
        let third = max(1, (end - start) / 3)
        (first, second) = (start + third, end - third)
      }
    }
    switch edge {
    case .whole: return period
    case .early: return Period(days: start, first)
    case .middle: return Period(days: first, second)
    case .late: return Period(days: second, end)
    }
  }
}

/// A time of day.
struct Clock {
  /// Seconds since midnight.
  var start: Int
  /// The excluded end of a part of day or of a stretch; nil for a point.
  var end: Int?
  /// The hour is from 1 to 12 and nothing says which half of the day is meant.
  var halfUnknown = false
  /// Minutes east of Greenwich, where the words name a zone.
  var zone: Int?
  /// It is the name of a part of the day ("morning"), whose bounds are a convention.
  var isPart = false
  var isHalfDayNamed = false
  /// The TIMEX code of the part of day, such as `MO`.
  var part: UInt8 = 0
  var hasMinutes = false
}

/// What the words of an expression say, before it is completed from the publication date.
struct TimeValue {
  enum Shape {
    /// No date is named.
    case none
    /// Some of year, month, day and weekday are named.
    case fields
    /// A stretch that needs nothing more.
    case period
    /// It needs a publication date, and there is none.
    case unknown
  }

  var shape = Shape.none
  var year = 0
  var month = 0
  var day = 0
  var weekday = 0
  var period = Period(0, 0)
  var unit = TimeUnit.day
  var edge = PeriodEdge.whole
  /// What records keep of a moment that was counted in coarser units: "two years ago" is a year.
  var recordUnit: TimeUnit?
  /// Records keep this stretch instead ("earlier this month" is kept as the month).
  var recordPeriod: Period?
  var clock: Clock?
  /// The time of day stands before the date.
  var clockBeforeDate = false
  /// Counted from the very moment of publication, or that moment.
  var isMoment = false
  /// It is "today" or "tomorrow", which end a range where they begin.
  var isDayWord = false
  /// The sides of an open range.
  var openStart = false
  var openEnd = false
  /// An open range that begins with the date itself ("or later") and not behind it ("after").
  var isSince = false
  var timex: String?

  static func fields(year: Int = 0, month: Int = 0, day: Int = 0, weekday: Int = 0) -> TimeValue {
    var value = TimeValue()
    value.shape = .fields
    value.year = year
    value.month = month
    value.day = day
    value.weekday = weekday
    value.unit =
      day > 0 || weekday > 0 ? .day : month > 0 ? .month : .year
    return value
  }

  static func period(_ period: Period?, _ unit: TimeUnit) -> TimeValue? {
    guard let period else { return nil }
    var value = TimeValue()
    value.shape = .period
    value.period = period
    value.unit = unit
    return value
  }

  static func unknown(_ unit: TimeUnit) -> TimeValue {
    var value = TimeValue()
    value.shape = .unknown
    value.unit = unit
    return value
  }

  var hasDate: Bool { shape != .none }
}
