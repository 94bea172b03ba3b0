/// Arithmetic of the proleptic Gregorian calendar on days since 1970-01-01.
///
/// The conversions are those of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
/// (https://howardhinnant.github.io/date_algorithms.html). Years run from 1 to 9999; whatever
/// would leave that range is nil. Every function is O(1).
enum CivilCalendar {
  static let secondsPerDay = 86_400
  static let years = 1...9999

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of a month; 0 when there is no such month.
  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// The day number of a date, or nil when the calendar has no such date.
  static func day(year: Int, month: Int, day: Int) -> Int? {
    guard years.contains(year), day >= 1, day <= daysIn(month: month, year: year) else {
      return nil
    }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1
    )
  }

  /// 1 for Monday to 7 for Sunday.
  static func weekday(_ day: Int) -> Int {
    let r = (day + 3) % 7
    return (r < 0 ? r + 7 : r) + 1
  }

  static func monday(of day: Int) -> Int { day - (weekday(day) - 1) }

  /// The same day of the month, or the month's last, so many months later.
  static func addMonths(_ day: Int, _ months: Int) -> Int? {
    guard abs(months) <= 12 * 10_000 else { return nil }
    let date = civil(day)
    let index = date.year * 12 + date.month - 1 + months
    guard index >= 12 else { return nil }
    let year = index / 12
    let month = index % 12 + 1
    guard years.contains(year) else { return nil }
    return self.day(
      year: year, month: month, day: min(date.day, daysIn(month: month, year: year)))
  }

  /// Easter Sunday by the Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
  static func easter(_ year: Int) -> Int? {
    guard years.contains(year) else { return nil }
    let a = year % 19
    let b = year / 100
    let c = year % 100
    let d = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - b / 4 - d + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return day(year: year, month: n / 31, day: n % 31 + 1)
  }

  /// The first Monday of an ISO 8601 week.
  static func monday(ofWeek week: Int, year: Int) -> Int? {
    guard let fourth = day(year: year, month: 1, day: 4), (1...53).contains(week) else {
      return nil
    }
    let start = monday(of: fourth) + (week - 1) * 7
    guard week < 53 || civil(start + 3).year == year else { return nil }
    return start
  }
}
