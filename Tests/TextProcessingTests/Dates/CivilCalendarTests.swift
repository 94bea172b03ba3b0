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
    #expect(CivilCalendar.addMonths(day, 12 * 9000) == nil)
    #expect(CivilCalendar.add(0, .century, quarters: Int.max / 2) == nil)
  }
}
