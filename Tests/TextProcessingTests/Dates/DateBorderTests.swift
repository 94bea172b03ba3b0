import Testing

/// Dates at the borders of what is read: a table for each kind of expression, in the form of
/// `DateCase`.
@Suite struct DateBorderTests {
  /// Today, the borders of weeks, months and years, and every word that shifts a weekday.
  @Test(arguments: DateCase.table(weekdaysTable))
  func weekdays(_ example: DateCase) throws { try example.check() }

  /// Months and days without a year: the nearest that the tense allows, leap days, days that do not exist.
  @Test(arguments: DateCase.table(monthsTable))
  func months(_ example: DateCase) throws { try example.check() }

  /// Dates in digits: which number is the month, two-digit years, what no calendar has.
  @Test(arguments: DateCase.table(numericDatesTable))
  func numericDates(_ example: DateCase) throws { try example.check() }

  /// Years with two, four and no digits, and the parts of them.
  @Test(arguments: DateCase.table(yearsTable))
  func years(_ example: DateCase) throws { try example.check() }

  /// Quarters and halves at the ends of a year.
  @Test(arguments: DateCase.table(quartersAndHalvesTable))
  func quartersAndHalves(_ example: DateCase) throws { try example.check() }

  /// The first, nth and last day, week and month of a stretch, also where there is none.
  @Test(arguments: DateCase.table(nthDaysTable))
  func nthDays(_ example: DateCase) throws { try example.check() }

  /// Weeks by number, weekdays by count, numbers that a comma leaves no day.
  @Test(arguments: DateCase.table(weeksAndCommasTable))
  func weeksAndCommas(_ example: DateCase) throws { try example.check() }

  /// What is counted from the day of publication, over the ends of months and years.
  @Test(arguments: DateCase.table(countedTable))
  func counted(_ example: DateCase) throws { try example.check() }

  /// Seasons over the turn of the year; holidays before, on and after their day.
  @Test(arguments: DateCase.table(seasonsAndHolidaysTable))
  func seasonsAndHolidays(_ example: DateCase) throws { try example.check() }

  /// Which side of a date a preposition opens.
  @Test(arguments: DateCase.table(openSidesTable))
  func openSides(_ example: DateCase) throws { try example.check() }

  /// A weekday lies ahead where its clause does.
  @Test(arguments: DateCase.table(tenseTable))
  func tense(_ example: DateCase) throws { try example.check() }

  /// Ends that share a month, year or half of the day, and ranges over the end of a year.
  @Test(arguments: DateCase.table(rangeEndsTable))
  func rangeEnds(_ example: DateCase) throws { try example.check() }

  /// Midnight and noon, hours that are none, halves of the day, zones.
  @Test(arguments: DateCase.table(clocksTable))
  func clocks(_ example: DateCase) throws { try example.check() }

  /// What recurs.
  @Test(arguments: DateCase.table(setsTable))
  func sets(_ example: DateCase) throws { try example.check() }

  /// Figures and words that look like dates.
  @Test(arguments: DateCase.table(nothingTable))
  func nothing(_ example: DateCase) throws { try example.check() }

  /// Without a day of publication, or with one that is none, only what names its year has a value.
  @Test(arguments: DateCase.table(unpublishedTable))
  func unpublished(_ example: DateCase) throws { try example.check() }
}

private let weekdaysTable = """
  2025-11-26 | He was seen [last Wednesday]. | date 2025-11-19
  2025-11-26 | He was seen [last Friday]. | date 2025-11-21
  2025-11-26 | The talks resume [next Wednesday]. | date 2025-12-03
  2025-11-26 | The talks resume [next Friday]. | date 2025-12-05
  2025-11-26 | It opens [this Friday]. | date 2025-11-28
  2025-11-26 | He was seen [this Monday]. | date 2025-11-24
  2025-11-26 | He was seen [this past Wednesday]. | date 2025-11-19
  2025-11-26 | He was seen [this past Thursday]. | date 2025-11-20
  2025-11-26 | It opens [this coming Wednesday]. | date 2025-12-03
  2025-11-26 | It opens [this coming Thursday]. | date 2025-11-27
  2025-11-30 | He was seen [last Sunday]. | date 2025-11-23
  2025-11-30 | The talks resume [next Monday]. | date 2025-12-01
  2025-11-30 | The talks resume [this Sunday]. | date 2025-11-30
  2025-11-24 | He was seen [last Monday]. | date 2025-11-17
  2025-11-24 | The court will rule on [Monday]. | date 2025-11-24
  2025-11-24 | The court will rule on [Sunday]. | date 2025-11-30
  2025-11-24 | A bus was hit on [Sunday]. | date 2025-11-23
  2025-11-24 | A bus was hit on [Tuesday]. | date 2025-11-18
  2026-01-01 | A bus was hit on [Wednesday]. | date 2025-12-31
  2024-03-01 | A bus was hit on [Thursday]. | date 2024-02-29
  2025-12-31 | The court will rule on [Thursday]. | date 2026-01-01
  2025-11-26 | It was a Thursday like others.
  2025-11-26 | He sat in the sun on [Sat.] and left. | date 2025-11-22
  2025-11-26 | The market on [Mon 24 Nov] was hit. | date 2025-11-24
  2025-11-26 | They met on [Wednesday of next week]. | date 2025-12-03
  2025-11-26 | They will meet [next week Tuesday]. | date 2025-12-02
  2025-11-26 | They met on [Friday the 13th]. | date 2025-06-13
  2025-11-26 | They met on [Tuesday, 18 November]. | date 2025-11-18
  2025-11-26 | They met on [Tuesday, November 18]. | date 2025-11-18
  2025-11-26 | The truce ended [two Fridays ago]. | date 2025-11-14
  2025-11-26 | The truce ended [two weeks ago Monday]. | date 2025-11-10
  2025-11-26 | The truce ends [two Mondays from now]. | date 2025-12-08
  2025-11-26 | The truce ends [three Wednesdays from now]. | date 2025-12-17
  """

private let monthsTable = """
  2025-11-26 | The town fell in [November]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-12-01 | The town fell in [November]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-11-26 | The vote will take place in [November]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-11-26 | He left [last November]. | date_range 2024-11-01..2024-12-01 = 2024-11
  2025-11-26 | He left [last December]. | date_range 2024-12-01..2025-01-01 = 2024-12
  2025-11-26 | He will leave [next November]. | date_range 2026-11-01..2026-12-01 = 2026-11
  2025-11-26 | He will leave [next December]. | date_range 2025-12-01..2026-01-01 = 2025-12
  2025-11-26 | He will leave [next January]. | date_range 2026-01-01..2026-02-01 = 2026-01
  2025-11-26 | He left [this November]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-11-26 | He left [this March]. | date_range 2025-03-01..2025-04-01 = 2025-03
  2025-01-15 | He left [last December]. | date_range 2024-12-01..2025-01-01 = 2024-12
  2025-01-15 | He left in [December]. | date_range 2024-12-01..2025-01-01 = 2024-12
  2024-12-31 | They will vote in [January]. | date_range 2025-01-01..2025-02-01 = 2025-01
  2025-11-26 | It was seized on [Nov. 26]. | date 2025-11-26
  2025-11-26 | It was seized on [Nov. 27]. | date 2024-11-27
  2025-11-26 | It will be seized on [Nov. 26]. | date 2025-11-26
  2025-11-26 | It will be seized on [Nov. 25]. | date 2026-11-25
  2024-02-29 | It was seized on [Feb. 29]. | date 2024-02-29
  2025-03-01 | It was seized on [Feb. 29]. | date 2024-02-29
  2023-06-01 | It was seized on [Feb. 29]. | date 2020-02-29
  2025-11-26 | It was seized on Feb. 30.
  2025-11-26 | It was seized on [April 30, 2024]. | date 2024-04-30
  2025-11-26 | It was seized on [the 31st of December, 1999]. | date 1999-12-31
  2025-11-26 | It was seized on [December the 1st]. | date 2024-12-01
  2025-11-26 | They talked on [the 26th]. | date 2025-11-26
  2025-11-26 | They talked on [the 27th]. | date 2025-10-27
  2025-11-26 | They talked on [the 31st]. | date 2025-10-31
  2025-11-26 | They will talk on [the 3rd]. | date 2025-12-03
  2025-11-26 | They will talk by [the 26th]. | date 2025-11-26
  2025-11-26 | They will meet on [the 20th of next month]. | date 2025-12-20
  2025-11-26 | They met on [the 20th of last month]. | date 2025-10-20
  2025-11-26 | They met on [the 5th of the month]. | date 2025-11-05
  2025-11-26 | The election was announced for [Jan. 20]. | date 2026-01-20
  2025-11-26 | The election was announced for [Feb. 20]. | date 2025-02-20
  """

private let numericDatesTable = """
  2025-11-26 | It was signed on 2025-02-29.
  2025-11-26 | It was signed on [2024-02-29]. | date 2024-02-29
  2025-11-26 | It was signed on [12/31/1999]. | date 1999-12-31
  2025-11-26 | It was signed on [31/12/1999]. | date 1999-12-31
  2025-11-26 | It was signed on [12/12/2024]. | date 2024-12-12
  2025-11-26 | It was signed on 13/13/2024.
  2025-11-26 | It was signed on 9/11.
  2025-11-26 | It was signed on [9/12]. | date 2025-09-12
  2025-11-26 | It was signed on [1/2/24]. | date 2024-01-02
  2025-11-26 | It was signed on [1/2/49]. | date 2049-01-02
  2025-11-26 | It was signed on [1/2/50]. | date 1950-01-02
  2025-11-26 | It was signed on [12.11.2024]. | date 2024-11-12
  2025-11-26 | It was signed on [31.12.2024]. | date 2024-12-31
  2025-11-26 | It was signed on [12.31.2024]. | date 2024-12-31
  2025-11-26 | It was signed on [5-6-2024]. | date 2024-05-06
  2025-11-26 | It was signed in [2024-10]. | date_range 2024-10-01..2024-11-01 = 2024-10
  2025-11-26 | It was signed in 2024-13.
  2025-11-26 | It was signed in [10/2024]. | date_range 2024-10-01..2024-11-01 = 2024-10
  2025-11-26 | It was signed on [10/31]. | date 2025-10-31
  2025-11-26 | It was signed on [31/10]. | date 2025-10-31
  2025-11-26 | It was signed on [2024/10/31]. | date 2024-10-31
  2025-11-26 | It was signed on [2019-Aug-01]. | date 2019-08-01
  2025-11-26 | It was signed on [31-Oct-2024]. | date 2024-10-31
  2025-11-26 | It was signed on [31/Oct/24]. | date 2024-10-31
  2025-11-26 | The log reads [2025-11-24T10:30:15+02:00]. | datetime 2025-11-24T10:30:15+02:00
  2025-11-26 | The log reads [2025-11-24T23:59:59-05:30]. | datetime 2025-11-24T23:59:59-05:30
  2025-11-26 | The log reads [2025-11-24T24:00]. | datetime 2025-11-25T00:00:00 = 2025-11-25T00:00
  2025-11-26 | The log reads [2025-11-24T10:30:15.250Z]. | datetime 2025-11-24T10:30:15Z
  """

private let yearsTable = """
  2025-11-26 | It opened in [May '87]. | date_range 1987-05-01..1987-06-01 = 1987-05
  2025-11-26 | It opened in [May '35]. | date_range 2035-05-01..2035-06-01 = 2035-05
  2025-11-26 | It opened in [May '49]. | date_range 2049-05-01..2049-06-01 = 2049-05
  2025-11-26 | It opened in [May '50]. | date_range 1950-05-01..1950-06-01 = 1950-05
  2025-11-26 | It opened in [May of '87]. | date_range 1987-05-01..1987-06-01 = 1987-05
  2025-11-26 | It opened in [nineteen ninety-six]. | date_range 1996-01-01..1997-01-01 = 1996
  2025-11-26 | It opened in [twenty fifteen]. | date_range 2015-01-01..2016-01-01 = 2015
  2025-11-26 | It opened in [two thousand and five]. | date_range 2005-01-01..2006-01-01 = 2005
  2025-11-26 | It opened in [1000]. | date_range 1000-01-01..1001-01-01 = 1000
  2025-11-26 | It opened in 999.
  2025-11-26 | It opened in [2999]. | date_range 2999-01-01..3000-01-01 = 2999
  2025-11-26 | It opened in 3000.
  2025-11-26 | It opened in [the '90s]. | date_range 1990-01-01..2000-01-01 = 1990/2000
  2025-11-26 | It opened in [the 20s]. | date_range 1920-01-01..1930-01-01 = 1920/1930
  2025-11-26 | It opened in [the nineties]. | date_range 1990-01-01..2000-01-01 = 1990/2000
  2025-11-26 | It opened in [the late 1990s]. | date_range 1997-01-01..2000-01-01 = 1997/2000
  2025-11-26 | It opened in [the mid-1990s]. | date_range 1994-01-01..1997-01-01 = 1994/1997
  2025-11-26 | It opened in the 1995s.
  2025-11-26 | It opened in [early 2024]. | date_range 2024-01-01..2024-05-01 = 2024-01/2024-05
  2025-11-26 | It opened in [mid-2024]. | date_range 2024-05-01..2024-09-01 = 2024-05/2024-09
  2025-11-26 | It opened in [late 2024]. | date_range 2024-09-01..2025-01-01 = 2024-09/2025-01
  2025-11-26 | It opened at [the start of 2024]. | date_range 2024-01-01..2024-05-01 = 2024-01/2024-05
  2025-11-26 | It opened at [the end of 2024]. | date_range 2024-09-01..2025-01-01 = 2024-09/2025-01
  2025-11-26 | [The 2024] budget was passed. | date_range 2024-01-01..2025-01-01 = 2024
  2025-11-26 | They found 2024 shells.
  2025-11-26 | It was passed in [2024] by the council. | date_range 2024-01-01..2025-01-01 = 2024
  2025-11-26 | In 2000 attacks were rare.
  2025-11-26 | In [2004] attacks were rare. | date_range 2004-01-01..2005-01-01 = 2004
  2025-11-26 | It opened in [fiscal 2024]. | date_range 2024-01-01..2025-01-01 = 2024
  2025-11-26 | It opened in [fiscal year 2024-25]. | date_range 2024-01-01..2026-01-01 = 2024/2026
  2025-11-26 | It opened in [the year 2012]. | date_range 2012-01-01..2013-01-01 = 2012
  """

private let quartersAndHalvesTable = """
  2025-11-26 | Growth slowed in [Q1 2024]. | date_range 2024-01-01..2024-04-01 = 2024-01/2024-04
  2025-11-26 | Growth slowed in [Q4 2024]. | date_range 2024-10-01..2025-01-01 = 2024-10/2025-01
  2025-11-26 | Growth slowed in Q5 2024.
  2025-11-26 | Growth slowed in [2024 Q2]. | date_range 2024-04-01..2024-07-01 = 2024-04/2024-07
  2025-11-26 | Growth slowed in [H2 2024]. | date_range 2024-07-01..2025-01-01 = 2024-07/2025-01
  2025-11-26 | Growth slowed in H3 2024.
  2025-11-26 | Growth slowed in [Q3]. | date_range 2025-07-01..2025-10-01 = 2025-07/2025-10
  2025-11-26 | Growth slowed in H1.
  2025-11-26 | Growth slowed in [the fourth quarter of 2024]. | date_range 2024-10-01..2025-01-01 = 2024-10/2025-01
  2025-11-26 | Growth slowed in [the last quarter of 2024]. | date_range 2024-10-01..2025-01-01 = 2024-10/2025-01
  2025-11-26 | Growth slowed in [the second half of 2024]. | date_range 2024-07-01..2025-01-01 = 2024-07/2025-01
  2025-11-26 | Growth slowed in [the first quarter]. | date_range 2025-01-01..2025-04-01 = 2025-01/2025-04
  2025-11-26 | Growth will slow [next quarter]. | date_range 2026-01-01..2026-04-01 = 2026-01/2026-04
  2025-12-31 | Growth will slow [next quarter]. | date_range 2026-01-01..2026-04-01 = 2026-01/2026-04
  2025-01-01 | Growth slowed [last quarter]. | date_range 2024-10-01..2025-01-01 = 2024-10/2025-01
  2025-11-26 | Growth slowed [this quarter]. | date_range 2025-10-01..2026-01-01 = 2025-10/2026-01
  """

private let nthDaysTable = """
  2025-11-26 | It closed on [the first Monday of March 2024]. | date 2024-03-04
  2025-11-26 | It closed on [the first Friday in March 2024]. | date 2024-03-01
  2025-11-26 | It closed on [the second Friday of March 2024]. | date 2024-03-08
  2025-11-26 | It closed on [the fifth Friday of March 2024]. | date 2024-03-29
  2025-11-26 | It closed on [the last Sunday of March 2024]. | date 2024-03-31
  2025-11-26 | It closed on [the last Monday of March 2024]. | date 2024-03-25
  2025-11-26 | It closed on [the last day of February 2024]. | date 2024-02-29
  2025-11-26 | It closed on [the first day of the month]. | date 2025-11-01
  2025-11-26 | It closed on [the last day of the year]. | date 2025-12-31
  2025-11-26 | It closed in [the last week of 2024]. | date_range 2024-12-23..2024-12-30 = 2024-12-23/2024-12-30
  2025-11-26 | It closed in [the first week of November]. | date_range 2025-11-03..2025-11-10 = 2025-11-03/2025-11-10
  2025-11-26 | It closed in [the second week of November]. | date_range 2025-11-10..2025-11-17 = 2025-11-10/2025-11-17
  2025-11-26 | It closed on [the first weekend of November]. | date_range 2025-11-01..2025-11-03 = 2025-11-01/2025-11-03
  2025-11-26 | It closed on [the last weekend of November 2024]. | date_range 2024-11-30..2024-12-02 = 2024-11-30/2024-12-02
  2025-11-26 | It closed in [the first three months of 2024]. | date_range 2024-01-01..2024-04-01 = 2024-01/2024-04
  2025-11-26 | It closed in [the last three months of 2024]. | date_range 2024-10-01..2025-01-01 = 2024-10/2025-01
  2025-11-26 | It closed in [the third month of 2024]. | date_range 2024-03-01..2024-04-01 = 2024-03
  2025-11-26 | It closed on [the first Tuesday after Easter 2024]. | date 2024-04-02
  2025-11-26 | It closed on [the 366th day of 2024]. | date 2024-12-31
  2025-11-26 | It closed in [the week of April 10]. | date_range 2025-04-07..2025-04-14 = 2025-04-07/2025-04-14
  2025-11-26 | It closed on [the weekend of April 10]. | date_range 2025-04-12..2025-04-14 = 2025-04-12/2025-04-14
  """

private let weeksAndCommasTable = """
  2025-11-26 | The truce ended [two Wednesdays ago]. | date 2025-11-12
  2025-11-26 | The truce ended [two Thursdays ago]. | date 2025-11-13
  2025-11-26 | The truce ends [two Wednesdays from now]. | date 2025-12-10
  2025-11-26 | By May 1,500 people had fled.
  2025-11-26 | By [May 15] people had fled. | date 2025-05-15
  2025-11-26 | On [Nov. 24], 2000 soldiers left. | date 2025-11-24
  2025-11-26 | On [Nov. 24, 2000], soldiers left. | date 2000-11-24
  2025-11-26 | It closed in [week 48] of the war. | date_range 2025-11-24..2025-12-01 = 2025-11-24/2025-12-01
  2025-11-26 | It closed in week 54 of the war.
  2025-11-26 | In [week 1] it closed. | date_range 2024-12-30..2025-01-06 = 2024-12-30/2025-01-06
  2025-11-26 | In week 53 it closed.
  2026-06-01 | In [week 53] it closed. | date_range 2026-12-28..2027-01-04 = 2026-12-28/2027-01-04
  """

private let countedTable = """
  2025-11-26 | The bridge was hit [two days ago]. | date 2025-11-24
  2025-11-26 | The bridge was hit [14 days ago]. | date 2025-11-12
  2025-11-26 | The bridge was hit [a month ago]. | date 2025-10-26 = 2025-10
  2025-03-31 | The bridge was hit [a month ago]. | date 2025-02-28 = 2025-02
  2024-03-31 | The bridge was hit [a month ago]. | date 2024-02-29 = 2024-02
  2025-11-26 | The bridge was hit [two years ago]. | date 2023-11-26 = 2023
  2024-02-29 | The bridge was hit [a year ago]. | date 2023-02-28 = 2023
  2025-11-26 | The bridge was hit [three months ago]. | date 2025-08-26 = 2025-08
  2025-11-26 | The bridge was hit [a year and a half ago]. | date 2024-05-26 = 2024
  2025-11-26 | The bridge was hit [half a year ago]. | date 2025-05-26 = 2025
  2025-11-26 | The bridge was hit [a year and three months ago]. | date 2024-08-26
  2025-11-26T12:00 | The bridge was hit [two hours ago]. | datetime 2025-11-26T10:00:00 = 2025-11-26T10:00
  2025-11-26T12:00 | The bridge was hit [an hour and a half ago]. | datetime 2025-11-26T10:30:00 = 2025-11-26T10:30
  2025-11-26T00:30 | The bridge was hit [an hour ago]. | datetime 2025-11-25T23:30:00 = 2025-11-25T23:30
  2025-11-26 | The bridge was hit [a couple of weeks ago]. | date 2025-11-12
  2025-11-26 | The bridge was hit [a decade ago]. | date 2015-11-26 = 2015
  2025-11-26 | The bridge was hit [a century ago]. | date 1925-11-26 = 1925
  2025-11-26 | It will open [three weeks from now]. | date 2025-12-17
  2025-11-26 | It will open within [two weeks]. | date_range 2025-11-26..2025-12-10 = 2025-11-26/2025-12-10
  2025-11-26T12:00 | It will open within [48 hours]. | datetime_range 2025-11-26T12:00:00..2025-11-28T12:00:00 = 2025-11-26T12:00/2025-11-28T12:00
  2025-11-26 | It will open in [two months]. | date 2026-01-26 = 2026-01
  2025-11-26 | It was built in two months.
  2025-11-26 | It will open [two weeks after Easter]. | date 2026-04-19
  2025-11-26 | It closed [two days before Christmas]. | date 2025-12-23
  2025-11-26 | It closed [a day after Christmas Day 2024]. | date 2024-12-26
  2025-11-26 | It closed [three days after November 10]. | date 2025-11-13
  2025-11-26 | It closed [the day before November 10]. | date 2025-11-09
  2025-11-26 | It will close [the day after tomorrow]. | date 2025-11-28
  2025-12-31 | It will close [the day after tomorrow]. | date 2026-01-02
  2025-03-01 | It closed [the day before yesterday]. | date 2025-02-27
  2024-03-01 | It closed [yesterday]. | date 2024-02-29
  2025-12-31 | It will close [tomorrow]. | date 2026-01-01
  2025-11-26 | It closed [the day before]. | date 2025-11-25
  2025-11-26 | It will close [the next day]. | date 2025-11-27
  2025-11-26 | It closed [the next day]. | date
  2025-11-26 | Two years later it closed.
  2025-11-26 | It will close [two weeks later]. | date 2025-12-10
  2025-11-26 | In [the past 12 months] it closed. | date_range 2024-11-26..2025-11-26 = 2024-11-26/2025-11-26
  2025-11-26 | In [the last 12 months] it closed. | date_range 2024-11-26..2025-11-26 = 2024-11-26/2025-11-26
  2025-11-26 | In [the next 12 months] it will close. | date_range 2025-11-27..2026-11-27 = 2025-11-27/2026-11-27
  2025-11-26 | In [the past few days] it closed. | date_range 2025-11-23..2025-11-26 = 2025-11-23/2025-11-26
  2025-11-26 | In [the past couple of weeks] it closed. | date_range 2025-11-12..2025-11-26 = 2025-11-12/2025-11-26
  2025-11-26 | In [the coming week] it will close. | date_range 2025-12-01..2025-12-08 = 2025-12-01/2025-12-08
  2025-11-26 | In [the past year] it closed. | date_range 2024-11-26..2025-11-26 = 2024-11-26/2025-11-26
  2025-11-26 | Over [the last year] it closed. | date_range 2024-11-26..2025-11-26 = 2024-11-26/2025-11-26
  2025-11-26 | Over [the last month] it closed. | date_range 2025-10-26..2025-11-26 = 2025-10-26/2025-11-26
  2025-11-26T12:00 | In [the next hour] it will close. | datetime_range 2025-11-26T12:00:00..2025-11-26T13:00:00 = 2025-11-26T12:00/2025-11-26T13:00
  2025-11-26T12:00 | In [the last hour] it closed. | datetime_range 2025-11-26T11:00:00..2025-11-26T12:00:00 = 2025-11-26T11:00/2025-11-26T12:00
  2025-11-26 | Sales fell in [the last two quarters]. | date_range 2025-04-01..2025-10-01 = 2025-04/2025-10
  2025-11-26 | Sales will fall in [the next two quarters]. | date_range 2026-01-01..2026-07-01 = 2026-01/2026-07
  2025-11-26 | Prices fell over [the past decade]. | date_range 2015-11-26..2025-11-26 = 2015-11-26/2025-11-26
  2025-11-26 | Prices fell [last decade]. | date_range 2010-01-01..2020-01-01 = 2010/2020
  2025-11-26 | Prices fell [last century]. | date_range 1900-01-01..2000-01-01 = 1900/2000
  2025-12-01 | The bridge was hit [last week]. | date_range 2025-11-24..2025-12-01 = 2025-11-24/2025-12-01
  2025-11-30 | The bridge was hit [last week]. | date_range 2025-11-17..2025-11-24 = 2025-11-17/2025-11-24
  2026-01-01 | The bridge was hit [this week]. | date_range 2025-12-29..2026-01-05 = 2025-12-29/2026-01-05
  2026-01-01 | The bridge was hit [last month]. | date_range 2025-12-01..2026-01-01 = 2025-12
  2026-01-01 | The bridge was hit [last year]. | date_range 2025-01-01..2026-01-01 = 2025
  2025-12-31 | It will open [next month]. | date_range 2026-01-01..2026-02-01 = 2026-01
  2025-01-31 | It will open [next month]. | date_range 2025-02-01..2025-03-01 = 2025-02
  2025-11-26 | It opened [last fortnight]. | date_range 2025-11-10..2025-11-24 = 2025-11-10/2025-11-24
  2025-11-26 | It was hit [last weekend]. | date_range 2025-11-22..2025-11-24 = 2025-11-22/2025-11-24
  2025-11-26 | It will be hit [next weekend]. | date_range 2025-12-06..2025-12-08 = 2025-12-06/2025-12-08
  2025-11-26 | It will be hit [this weekend]. | date_range 2025-11-29..2025-12-01 = 2025-11-29/2025-12-01
  2025-11-26 | It was hit at [the weekend]. | date_range 2025-11-22..2025-11-24 = 2025-11-22/2025-11-24
  2025-11-29 | It was hit at [the weekend]. | date_range 2025-11-29..2025-12-01 = 2025-11-29/2025-12-01
  2025-11-30 | It was hit [last weekend]. | date_range 2025-11-22..2025-11-24 = 2025-11-22/2025-11-24
  2025-11-26 | It will be hit at [the weekend]. | date_range 2025-11-29..2025-12-01 = 2025-11-29/2025-12-01
  2025-11-26 | It fell [early this month]. | date_range 2025-11-01..2025-11-11 = 2025-11-01/2025-11-11
  2025-11-26 | It fell [late last month]. | date_range 2025-10-21..2025-11-01 = 2025-10-21/2025-11-01
  2025-11-26 | It fell [early last week]. | date_range 2025-11-17..2025-11-20 = 2025-11-17/2025-11-20
  2025-11-26 | It fell in [the middle of last week]. | date_range 2025-11-19..2025-11-21 = 2025-11-19/2025-11-21
  2025-11-26 | It fell [late last week]. | date_range 2025-11-21..2025-11-24 = 2025-11-21/2025-11-24
  2025-11-26 | It fell [earlier this year]. | date_range 2025-01-01..2025-11-26 = 2025
  2025-11-26 | It fell [earlier this week]. | date_range 2025-11-24..2025-11-26 = 2025-11-24/2025-12-01
  2025-11-26 | It will fall [later this month]. | date_range 2025-11-26..2025-12-01 = 2025-11
  2025-11-26 | It will fall [later this year]. | date_range 2025-11-26..2026-01-01 = 2025
  2025-11-26 | It fell at [the start of the week]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | It will fall by [the end of the year]. | datetime_range 2025-11-26T00:00:00..2026-01-01 = 2025-09/2026-01
  2025-11-26 | It will last until [the end of the month]. | date_range ..2025-12-01 = 2025-11-21/2025-12-01
  2025-11-26 | It will fall for [the rest of the week]. | date_range 2025-11-26..2025-12-01 = 2025-11-26/2025-12-01
  2025-11-26 | It fell [all week]. | date_range 2025-11-24..2025-12-01 = 2025-11-24/2025-12-01
  """

private let seasonsAndHolidaysTable = """
  2025-11-26 | It was built in [the summer]. | date_range 2025-06-01..2025-09-01 = 2025-06/2025-09
  2025-11-26 | It was built [last winter]. | date_range 2024-12-01..2025-03-01 = 2024-12/2025-03
  2026-01-15 | It was built [last winter]. | date_range 2024-12-01..2025-03-01 = 2024-12/2025-03
  2026-01-15 | It was built [this winter]. | date_range 2025-12-01..2026-03-01 = 2025-12/2026-03
  2025-03-01 | It was built [last winter]. | date_range 2024-12-01..2025-03-01 = 2024-12/2025-03
  2025-11-26 | It will be built [next summer]. | date_range 2026-06-01..2026-09-01 = 2026-06/2026-09
  2025-11-26 | It will be built [this winter]. | date_range 2025-12-01..2026-03-01 = 2025-12/2026-03
  2025-11-26 | It was built in [the spring of 2024]. | date_range 2024-03-01..2024-06-01 = 2024-03/2024-06
  2025-11-26 | It was built in [the autumn of 2024]. | date_range 2024-09-01..2024-12-01 = 2024-09/2024-12
  2025-11-26 | It was built in [the winter of 2024]. | date_range 2024-12-01..2025-03-01 = 2024-12/2025-03
  2025-11-26 | It was built in [fall 2024]. | date_range 2024-09-01..2024-12-01 = 2024-09/2024-12
  2025-11-26 | It closed on [Christmas Eve]. | date 2024-12-24
  2025-12-24 | It closed on [Christmas Eve]. | date 2025-12-24
  2025-11-26 | It will close on [Christmas Eve]. | date 2025-12-24
  2025-11-26 | It closed on [Good Friday 2024]. | date 2024-03-29
  2025-11-26 | It closed on [Easter 2024]. | date 2024-03-31
  2025-11-26 | It closed [last Christmas]. | date 2024-12-25
  2025-11-26 | It will close [next Christmas]. | date 2025-12-25
  2025-11-26 | It closed on [New Year's Day]. | date 2025-01-01
  2025-11-26 | It closed on [Thanksgiving 2024]. | date 2024-11-28
  """

private let openSidesTable = """
  2025-11-26 | It has been shut since [Monday]. | date_range 2025-11-24.. = 2025-11-24
  2025-11-26 | It has been shut since [November 24]. | date_range 2025-11-24.. = 2025-11-24
  2025-11-26 | It has been shut since [last week]. | date_range 2025-11-17.. = 2025-11-17/2025-11-24
  2025-11-26 | It was open until [November 24]. | date_range ..2025-11-24 = 2025-11-24
  2025-11-26 | It was open before [November 24]. | date_range ..2025-11-24 = 2025-11-24
  2025-11-26 | It was shut after [last week]. | date_range 2025-11-24.. = 2025-11-17/2025-11-24
  2025-11-26 | It must be shut by [November 30]. | date 2025-11-30
  2025-11-26 | It was shut after [3 p.m. on Monday]. | datetime_range 2025-11-24T15:00:00.. = 2025-11-24T15:00
  2025-11-26 | It was open until [3 p.m. on Monday]. | datetime_range ..2025-11-24T15:00:00 = 2025-11-24T15:00
  2025-11-26 | It was open until [noon]. | time_range ..12:00:00 = 12:00
  2025-11-26 | It is due [November 30 or later]. | date_range 2025-11-30.. = 2025-11-30
  2025-11-26 | After [Monday]'s strike it was shut. | date 2025-11-24
  2025-11-26 | Ahead of [Monday]'s vote it was shut. | date 2025-12-01
  """

private let tenseTable = """
  2025-11-26 | He'd left on [Friday]. | date 2025-11-21
  2025-11-26 | He'd leave on [Friday]. | date 2025-11-28
  2025-11-26 | On [Friday], he'd left for home. | date 2025-11-21
  2025-11-26 | On [Friday], he'd leave for home. | date 2025-11-28
  2025-11-26 | The court ruled on [Friday]. | date 2025-11-21
  2025-11-26 | The court is to rule on [Friday]. | date 2025-11-28
  2025-11-26 | The court would have ruled on [Friday]. | date 2025-11-21
  2025-11-26 | The court would rule on [Friday]. | date 2025-11-28
  2025-11-26 | The plan was dropped on [Friday]. | date 2025-11-21
  2025-11-26 | They agreed to meet on [Friday]. | date 2025-11-28
  2025-11-26 | They agreed on [Friday] to meet. | date 2025-11-21
  2025-11-26 | They are meeting on [Friday]. | date 2025-11-28
  2025-11-26 | They were meeting on [Friday]. | date 2025-11-21
  2025-11-26 | The match was postponed to [Friday]. | date 2025-11-28
  2025-11-26 | The upcoming talks on [Friday] are open. | date 2025-11-28
  2025-11-26 | On [Friday], they met in Geneva. | date 2025-11-21
  2025-11-26 | The talks, which will be held in Geneva, began on [Friday]. | date 2025-11-21
  2025-11-26 | The man who was shot on [Friday] will be buried in Lodva. | date 2025-11-21
  2025-11-26 | They will talk; the town was hit on [Friday]. | date 2025-11-21
  2025-11-26 | The offices will be closed on [Friday]. | date 2025-11-28
  2025-11-26 | The talks begin on [Friday]. | date 2025-11-28
  2025-11-26 | The talks began on [Friday]. | date 2025-11-21
  2025-11-26 | [Friday]'s talks will go on. | date 2025-11-21
  2025-11-26 | He said [Friday] that talks would go on. | date 2025-11-21
  2025-11-26 | The deal is set to expire on [Friday]. | date 2025-11-28
  """

private let rangeEndsTable = """
  2025-11-26 | They met on [Nov. 24 to 26]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [November 24 to November 26]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [November 24 through 26]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [the 24th to the 26th of November]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [the 27th to the 3rd of November]. | date_range 2025-10-27..2025-11-04 = 2025-10-27/2025-11-04
  2025-11-26 | They met from [the 27th to the 3rd of January 2024]. | date_range 2023-12-27..2024-01-04 = 2023-12-27/2024-01-04
  2025-11-26 | They met on [Nov. 24-26, 2024]. | date_range 2024-11-24..2024-11-27 = 2024-11-24/2024-11-27
  2025-11-26 | They met from [30 November to 2 December 2024]. | date_range 2024-11-30..2024-12-03 = 2024-11-30/2024-12-03
  2025-11-26 | They met from [Nov. 30 to Dec. 2, 2024]. | date_range 2024-11-30..2024-12-03 = 2024-11-30/2024-12-03
  2025-11-26 | They met from [Dec. 30, 2023 to Jan. 2, 2024]. | date_range 2023-12-30..2024-01-03 = 2023-12-30/2024-01-03
  2025-11-26 | They met from [Dec. 30 to Jan. 2, 2024]. | date_range 2023-12-30..2024-01-03 = 2023-12-30/2024-01-03
  2025-11-26 | They met from [Dec. 30 to Jan. 2]. | date_range 2024-12-30..2025-01-03 = 2024-12-30/2025-01-03
  2025-11-26 | They met between [Monday and Wednesday]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [Monday to Friday]. | date_range 2025-11-24..2025-11-29 = 2025-11-24/2025-11-29
  2025-11-26 | They met from [Friday to Monday]. | date_range 2025-11-21..2025-11-25 = 2025-11-21/2025-11-25
  2025-11-26 | They will meet from [Friday to Monday]. | date_range 2025-11-28..2025-12-02 = 2025-11-28/2025-12-02
  2025-11-26 | It was closed from [November to January]. | date_range 2025-11-01..2026-02-01 = 2025-11/2026-02
  2025-11-26 | It was closed from [Nov-Feb 2024]. | date_range 2023-11-01..2024-03-01 = 2023-11/2024-03
  2025-11-26 | It was closed from [2019 to 2021]. | date_range 2019-01-01..2022-01-01 = 2019/2022
  2025-11-26 | It was closed in [2019-2021]. | date_range 2019-01-01..2022-01-01 = 2019/2022
  2025-11-26 | It was closed in [2019-20]. | date_range 2019-01-01..2021-01-01 = 2019/2021
  2025-11-26 | It was closed in [2011-12]. | date_range 2011-12-01..2012-01-01 = 2011-12
  2025-11-26 | It was closed from [March 2023 to May 2024]. | date_range 2023-03-01..2024-06-01 = 2023-03/2024-06
  2025-11-26 | It has been closed from [Monday to today]. | date_range 2025-11-24..2025-11-26 = 2025-11-24/2025-11-26
  2025-11-26 | It was closed from [Monday until now]. | date_range 2025-11-24..2025-11-26 = 2025-11-24/2025-11-26
  2025-11-26 | It was closed from [10 p.m. Monday to 6 a.m. Tuesday]. | datetime_range 2025-11-24T22:00:00..2025-11-25T06:00:00 = 2025-11-24T22:00/2025-11-25T06:00
  2025-11-26 | It was closed from [10 p.m. to 6 a.m. on Monday]. | datetime_range 2025-11-24T22:00:00..2025-11-25T06:00:00 = 2025-11-24T22:00/2025-11-25T06:00
  2025-11-26 | It was closed from [11 to 1 p.m.] | time_range 11:00:00..13:00:00 = 11:00/13:00
  2025-11-26 | It was closed from [9 to 11 p.m.] | time_range 21:00:00..23:00:00 = 21:00/23:00
  2025-11-26 | It was closed from [9:30 to 5]. | time_range 09:30:00..17:00:00 = 09:30/17:00
  2025-11-26 | It was closed between [10 a.m. and noon]. | time_range 10:00:00..12:00:00 = 10:00/12:00
  2025-11-26 | It was closed [3-5 p.m. on Monday]. | datetime_range 2025-11-24T15:00:00..2025-11-24T17:00:00 = 2025-11-24T15:00/2025-11-24T17:00
  2025-11-26 | It was closed from 3 to 5.
  2025-11-26 | It was closed between [the 3rd and the 5th of May 2024]. | date_range 2024-05-03..2024-05-06 = 2024-05-03/2024-05-06
  """

private let clocksTable = """
  2025-11-26 | It began at [12 a.m.] | time 00:00:00 = 00:00
  2025-11-26 | It began at [12 p.m.] | time 12:00:00 = 12:00
  2025-11-26 | It began at [12:30 a.m.] | time 00:30:00 = 00:30
  2025-11-26 | It began at [12:30 p.m.] | time 12:30:00 = 12:30
  2025-11-26 | It began at [11:59 p.m.] | time 23:59:00 = 23:59
  2025-11-26 | It began at [1 p.m.] | time 13:00:00 = 13:00
  2025-11-26 | It began at [1 a.m.] | time 01:00:00 = 01:00
  2025-11-26 | It began at 13 p.m.
  2025-11-26 | It began at [0:15]. | time 00:15:00 = 00:15
  2025-11-26 | It began at [24:00]. | time 00:00:00 = 00:00
  2025-11-26 | It began at [23:59:59]. | time 23:59:59
  2025-11-26 | It began at 23:60.
  2025-11-26 | It began at [6:30]. | time 18:30:00 = 18:30
  2025-11-26 | It began at [7:30]. | time 07:30:00 = 07:30
  2025-11-26 | It began at [5 o'clock]. | time 17:00:00 = 17:00
  2025-11-26 | It began at [7 o'clock]. | time 07:00:00 = 07:00
  2025-11-26 | It began at [noon on Monday]. | datetime 2025-11-24T12:00:00 = 2025-11-24T12:00
  2025-11-26 | It began at [midnight]. | time 00:00:00 = 00:00
  2025-11-26 | It began at [half past six]. | time 18:30:00 = 18:30
  2025-11-26 | It began at [a quarter past six]. | time 18:15:00 = 18:15
  2025-11-26 | It began at [ten minutes to three]. | time 14:50:00 = 14:50
  2025-11-26 | It began at [10:30 a.m. GMT]. | time 10:30:00Z = 10:30Z
  2025-11-26 | It began at [10:30 EST]. | time 10:30:00-05:00 = 10:30-05:00
  2025-11-26 | It began at [10:30 IST]. | time 10:30:00+05:30 = 10:30+05:30
  2025-11-26 | It began at [10:30 CET on Monday]. | datetime 2025-11-24T10:30:00+01:00 = 2025-11-24T10:30+01:00
  2025-11-26 | It began at [0730 GMT]. | time 07:30:00Z = 07:30Z
  2025-11-26 | It began at [2359 hours]. | time 23:59:00 = 23:59
  2025-11-26 | It began at 2400 hours.
  2025-11-26 | It began at [1630 local time]. | time 16:30:00 = 16:30
  2025-11-26 | It began at [10.45pm]. | time 22:45:00 = 22:45
  2025-11-26 | It began at 10.60pm.
  2025-11-26 | It began at [15h30]. | time 15:30:00 = 15:30
  2025-11-26 | It began at [3 in the morning]. | time 03:00:00 = 03:00
  2025-11-26 | It began at [3 in the afternoon]. | time 15:00:00 = 15:00
  2025-11-26 | It began at [9 in the evening]. | time 21:00:00 = 21:00
  2025-11-26 | It began at [12 at night]. | time 00:00:00 = 00:00
  2025-11-26 | It began [in the late evening on Monday]. | datetime_range 2025-11-24T18:00:00..2025-11-24T20:00:00 = 2025-11-24
  2025-11-26 | It began on [Monday evening]. | datetime_range 2025-11-24T16:00:00..2025-11-24T20:00:00 = 2025-11-24
  2025-11-26 | It began on [Monday night]. | datetime_range 2025-11-24T20:00:00..2025-11-24T23:59:59 = 2025-11-24
  2025-11-26 | It began [early on Monday]. | datetime_range 2025-11-24T00:00:00..2025-11-24T12:00:00 = 2025-11-24
  2025-11-26 | It began [tonight]. | datetime_range 2025-11-26T20:00:00..2025-11-26T23:59:59 = 2025-11-26
  2025-11-26 | It will strike [overnight]. | datetime_range 2025-11-26T20:00:00..2025-11-27T06:00:00 = 2025-11-26T20:00/2025-11-27T06:00
  2025-11-26 | It began [this afternoon]. | datetime_range 2025-11-26T12:00:00..2025-11-26T16:00:00 = 2025-11-26
  2025-11-26 | It began [yesterday evening at 8]. | datetime 2025-11-25T20:00:00 = 2025-11-25T20:00
  2025-11-26 | It began at [8 p.m. yesterday]. | datetime 2025-11-25T20:00:00 = 2025-11-25T20:00
  2025-11-26 | It began on [Nov. 24 at 8:15 p.m. EST]. | datetime 2025-11-24T20:15:00-05:00 = 2025-11-24T20:15-05:00
  """

private let setsTable = """
  2025-11-26 | They meet [every month]. | set P1M
  2025-11-26 | They meet [every other week]. | set P2W
  2025-11-26 | They meet [every three months]. | set P3M
  2025-11-26 | They meet [every third day]. | set P3D
  2025-11-26 | They meet [every other Monday]. | set XXXX-WXX-1
  2025-11-26 | They meet [every March]. | set XXXX-03
  2025-11-26 | They meet [every October]. | set XXXX-10
  2025-11-26 | They meet [twice a week]. | set P1W
  2025-11-26 | They meet [once a week]. | set P1W
  2025-11-26 | They meet on [Sundays]. | set XXXX-WXX-7
  2025-11-26 | They meet [every evening]. | set TEV
  2025-11-26 | They meet [daily] at [noon]. | set P1D; time 12:00:00 = 12:00
  2025-11-26 | They meet [every Monday at 9 a.m.] | set XXXX-WXX-1T09
  2025-11-26 | They meet [every year]. | set P1Y
  2025-11-26 | They meet [monthly]. | set P1M
  2025-11-26 | A daily newspaper wrote so.
  2025-11-26 | They meet [every hour]. | set PT1H
  """

private let nothingTable = """
  2025-11-26 | The ratio is 3/4.
  2025-11-26 | He ran 10.45 seconds.
  2025-11-26 | They won 3-1 and 2-2.
  2025-11-26 | He paid $12/31.
  2025-11-26 | It rose 24 percent.
  2025-11-26 | The €2024 bill was paid.
  2025-11-26 | He read John 3:16 aloud.
  2025-11-26 | They march on the city in droves.
  2025-11-26 | They may march.
  2025-11-26 | The second man left at once.
  2025-11-26 | A 2,025 strong force left.
  2025-11-26 | The 2,000 soldiers left.
  2025-11-26 | The temperature fell to 24 or 25.
  2025-11-26 | April Jones left.
  2025-11-26 | The August Wilson theatre is open.
  2025-11-26 | Now 41 people are dead.
  2025-11-26 | [The Nov 17] group is banned. | date 2025-11-17
  2025-11-26 | It cost 20.11 euros.
  2025-11-26 | He is 24/7 on call.
  2025-11-26 | The gun fires 12/30 rounds.
  2025-11-26 | Between 3 and 5 people died.
  2025-11-26 | He scored at 3 from 40 yards.
  """

private let unpublishedTable = """
  - | The bridge was hit [yesterday]. | date
  - | The bridge was hit on [November 24]. | date
  - | The bridge was hit in [November]. | date_range
  - | The bridge was hit [last summer]. | date_range
  - | The bridge was hit on [Nov. 24, 2025]. | date 2025-11-24
  - | It was closed from [2019 to 2021]. | date_range 2019-01-01..2022-01-01 = 2019/2022
  - | It was closed from [March to May 2024]. | date_range 2024-03-01..2024-06-01 = 2024-03/2024-06
  - | It was closed from [Monday to Friday]. | date_range
  - | It closed in [Q3]. | date_range
  - | It closed in [Q3 2024]. | date_range 2024-07-01..2024-10-01 = 2024-07/2024-10
  - | It began at [10:30 GMT]. | time 10:30:00Z = 10:30Z
  - | It began at [10:30 on Monday]. | datetime
  - | It began [two days before Easter 2024]. | date 2024-03-29
  - | It began on [the first Monday of May 2024]. | date 2024-05-06
  - | It began on [the first Monday of May]. | date
  - | They meet [every Monday]. | set XXXX-WXX-1
  - | It began in [the 1990s]. | date_range 1990-01-01..2000-01-01 = 1990/2000
  - | It began [this morning]. | datetime_range
  - | It began [now], he said. | datetime
  2025-11-26T25:00 | It closed [yesterday]. | date 2025-11-25
  2025-13-01 | It closed [yesterday]. | date
  2025-02-29 | It closed [yesterday]. | date
  2025/11/26 | It closed [yesterday]. | date
  2025-11-26 10:30 | [An hour ago] it closed. | datetime 2025-11-26T09:30:00 = 2025-11-26T09:30
  """
