import Testing

@testable import TextProcessing

@Suite struct CivilCalendarTests {
  @Test func everyDayComesBack() throws {
    // Two whole cycles of leap years, and the ends of the range.
    let first = try #require(CivilCalendar.day(year: 1599, month: 12, day: 31))
    let last = try #require(CivilCalendar.day(year: 2001, month: 1, day: 1))
    for day in stride(from: first, through: last, by: 7) {
      let date = CivilCalendar.civil(day)
      #expect(CivilCalendar.day(year: date.year, month: date.month, day: date.day) == day)
    }
    #expect(CivilCalendar.day(year: 1970, month: 1, day: 1) == 0)
    #expect(CivilCalendar.day(year: 9999, month: 12, day: 31) == 2_932_896)
    #expect(CivilCalendar.day(year: 1, month: 1, day: 1) == -719_162)
  }

  @Test(arguments: [
    (0, 1, 1), (10_000, 1, 1), (2025, 0, 1), (2025, 13, 1), (2025, 2, 29), (1900, 2, 29),
    (2025, 4, 31), (2025, 1, 0), (Int.max, Int.max, Int.max), (Int.min, Int.min, Int.min),
  ])
  func noSuchDay(_ date: (year: Int, month: Int, day: Int)) {
    #expect(CivilCalendar.day(year: date.year, month: date.month, day: date.day) == nil)
  }

  @Test(arguments: [(2000, 4, 23), (2016, 3, 27), (2018, 4, 1), (2024, 3, 31), (2038, 4, 25)])
  func easter(_ date: (year: Int, month: Int, day: Int)) {
    #expect(
      CivilCalendar.easter(date.year)
        == CivilCalendar.day(year: date.year, month: date.month, day: date.day))
  }

  /// The first and last weeks of long and short years, and what is none.
  @Test(
    arguments: [
      (1, 2025, "2024-12-30"), (1, 2021, "2021-01-04"), (52, 2025, "2025-12-22"), (53, 2025, nil),
      (53, 2026, "2026-12-28"), (53, 2020, "2020-12-28"), (0, 2026, nil), (54, 2026, nil),
      (1, 0, nil),
    ] as [(Int, Int, String?)])
  func weeks(_ week: Int, _ year: Int, _ monday: String?) {
    #expect(CivilCalendar.monday(ofWeek: week, year: year).map(DateText.day) == monday)
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28), (2400, 29)])
  func februaries(_ year: Int, _ days: Int) {
    #expect(CivilCalendar.daysIn(month: 2, year: year) == days)
    #expect((CivilCalendar.day(year: year, month: 2, day: 29) != nil) == (days == 29))
  }

  @Test func weekdays() throws {
    let monday = try #require(CivilCalendar.day(year: 2025, month: 11, day: 24))
    for offset in 0..<7 { #expect(CivilCalendar.weekday(monday + offset) == offset + 1) }
    #expect(CivilCalendar.weekday(0) == 4)
    #expect(CivilCalendar.weekday(-1) == 3)
  }

  @Test func monthsAreAdded() throws {
    let day = try #require(CivilCalendar.day(year: 2024, month: 1, day: 31))
    #expect(CivilCalendar.addMonths(day, 1).map(DateText.day) == "2024-02-29")
    #expect(CivilCalendar.addMonths(day, -2).map(DateText.day) == "2023-11-30")
    #expect(CivilCalendar.addMonths(day, -1).map(DateText.day) == "2023-12-31")
    #expect(CivilCalendar.addMonths(day, 13).map(DateText.day) == "2025-02-28")
    #expect(CivilCalendar.addMonths(day, 12 * -2023).map(DateText.day) == "0001-01-31")
    #expect(CivilCalendar.addMonths(day, 12 * -2024) == nil)
    #expect(CivilCalendar.addMonths(day, 12 * 9000) == nil)
    #expect(CivilCalendar.add(0, .century, quarters: Int.max / 2) == nil)
  }
}
