/// ISO 8601 and TIMEX text of moments and periods.
enum DateText {
  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `2025-11-24`
  static func day(_ day: Int) -> String {
    let date = CivilCalendar.civil(day)
    return pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2)
  }

  /// `10:30:00`, with the zone if there is one; 24:00 is written 00:00.
  static func time(_ second: Int, zone: Int? = nil, short: Bool = false) -> String {
    let second = second % 86_400
    let s = second % 60
    return pad(second / 3600, 2) + ":" + pad(second / 60 % 60, 2)
      + (short && s == 0 ? "" : ":" + pad(s, 2)) + zoneText(zone)
  }

  /// `2025-11-24T10:30:00`
  static func moment(_ moment: Int, zone: Int? = nil, short: Bool = false) -> String {
    let day = CivilCalendar.dayNumber(moment)
    return self.day(day) + "T"
      + time(moment - day * CivilCalendar.secondsPerDay, zone: zone, short: short)
  }

  static func zoneText(_ zone: Int?) -> String {
    guard let zone else { return "" }
    if zone == 0 { return "Z" }
    let minutes = abs(zone)
    return (zone < 0 ? "-" : "+") + pad(minutes / 60, 2) + ":" + pad(minutes % 60, 2)
  }

  /// A period as records write it: `2022`, `2025-11`, `2025-11-24`, or its two ends, each as
  /// short as it can be.
  static func record(_ period: Period) -> String {
    let perDay = CivilCalendar.secondsPerDay
    guard period.start % perDay == 0, period.end % perDay == 0, period.start < period.end else {
      return period.start == period.end
        ? moment(period.start, short: true)
        : moment(period.start, short: true) + "/" + moment(period.end, short: true)
    }
    let start = period.start / perDay
    let end = period.end / perDay
    if end == start + 1 { return day(start) }
    let a = CivilCalendar.civil(start)
    let b = CivilCalendar.civil(end)
    if a.day == 1, b.day == 1 {
      if a.month == 1, b.month == 1 {
        return b.year == a.year + 1 ? pad(a.year, 4) : pad(a.year, 4) + "/" + pad(b.year, 4)
      }
      let months = (b.year - a.year) * 12 + b.month - a.month
      let first = pad(a.year, 4) + "-" + pad(a.month, 2)
      return months == 1 ? first : first + "/" + pad(b.year, 4) + "-" + pad(b.month, 2)
    }
    return day(start) + "/" + day(end)
  }
}
