import DocumentModel
import TestSupport
import Testing
import TextProcessing

/// The stages that the date stage needs, loaded once for all cases.
private struct DateBench: Sendable {
  let segmenter: Segmenter
  let tagger: PartOfSpeechTagger
  let dates: DateTagger
  let vocabulary: Vocabulary

  static let shared = Result { try DateBench() }

  init() throws {
    let resources = ResourceFolder(path: Program.root + "/Resources")
    var vocabulary = Vocabulary()
    segmenter = try Segmenter(resources: resources, vocabulary: &vocabulary)
    tagger = try PartOfSpeechTagger(resources: resources, vocabulary: &vocabulary)
    dates = try DateTagger(resources: resources, vocabulary: &vocabulary)
    vocabulary.freeze()
    self.vocabulary = vocabulary
  }

  func document(_ text: [UInt8], published: String?) -> Document {
    var document = Document(id: "test", text: text)
    document.blocks = [Block(span: Span(0, text.count), kind: .paragraph)]
    if let published {
      document.metadata.add(.published, MetadataValue(value: published, origin: "input"))
    }
    var words = vocabulary
    var a = segmenter.makeScratch()
    segmenter.process(&document, &words, &a)
    var b = tagger.makeScratch()
    tagger.process(&document, &words, &b)
    var c = dates.makeScratch()
    dates.process(&document, &words, &c)
    return document
  }
}

extension DateMention {
  /// `date 2025-11-24`, `date_range 2025-11-01..2025-12-01 = 2025-11`; an open side is empty.
  fileprivate var summary: String {
    var text = kind.rawValue
    if value != nil || end != nil {
      text += " " + (value ?? "")
      if isRange { text += ".." + (end ?? "") }
    }
    if let iso, isRange || iso != value { text += " = " + iso }
    return text
  }
}

/// One line of a table: published | text with brackets | what each bracket holds, by semicolons.
struct DateCase: Sendable, CustomStringConvertible {
  let published: String?
  let marked: String
  let expected: String

  var description: String { marked }

  static func table(_ text: String) -> [DateCase] {
    text.split(separator: "\n").map { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { DateCase.trimmed(String($0)) }
      return DateCase(
        published: fields[0] == "-" ? nil : fields[0], marked: fields[1],
        expected: fields.count > 2 ? fields[2] : "")
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }

  func check() throws {
    let marked = MarkedText(self.marked)
    let document = try DateBench.shared.get().document(marked.bytes, published: published)
    #expect(MarkedText.mark(document.text, document.dates.map(\.span)) == self.marked)
    #expect(document.dates.map(\.summary).joined(separator: "; ") == expected)
  }
}

@Suite struct DateTaggerTests {
  @Test(arguments: DateCase.table(absoluteCases))
  func absoluteDates(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(weekdaysCases))
  func weekdays(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(relativeCases))
  func relativeDates(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(rangesCases))
  func ranges(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(clocksCases))
  func clocks(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(setsCases))
  func sets(_ example: DateCase) throws { try example.check() }

  @Test(arguments: DateCase.table(nothingCases))
  func nothingToFind(_ example: DateCase) throws { try example.check() }

  /// Whatever the text is, mentions are in order, inside the text and over their own tokens.
  @Test(arguments: [
    "", " ", "\u{0}", "’", "–", "'s", "the", "from", "between and", "- - -", "12:", "12:99",
    "0/0/0",
    "99/99/9999", "2025-13-45", "Feb 30, 2025", "31 June", "Q9 2024", "week 99", "24:00", "25:61",
    "9999-12-31 and the next 9999 centuries", "in 999999 years", "999999 centuries ago",
    "100000 weeks from now", "0 days ago", "the 0th of May", "every 0 days", "year 0000",
    "from 9999 to 9999", "from Monday to", "to Monday from", "12 12 12 12 12 12",
    "1/2/3/4/5/6/7/8/9", "10-10-10-10-10-10", "the last last last last week of last of last week",
    "the end of the end of the end of the end of the month", "\u{1F4C5} 24 November \u{1F4C5}",
    "the week of the week of the week of May", "three days before three days before Easter",
    "Monday Monday Monday Monday", "3 and 3 and 3 and 3 hours and 3 minutes ago",
  ])
  func survives(_ text: String) throws {
    for published in [nil, "2025-11-26", "9999-12-31", "0001-01-01"] {
      for count in [1, 20] {
        let bytes = Array(String(repeating: text + " ", count: count).utf8)
        let document = try DateBench.shared.get().document(bytes, published: published)
        var end = 0
        for date in document.dates {
          #expect(date.span.start >= end && date.span.end <= bytes.count && !date.span.isEmpty)
          #expect(document.tokens.span(date.tokens).contains(date.span))
          end = date.span.end
        }
      }
    }
  }

  @Test(arguments: DateCase.table(unpublishedCases))
  func withoutPublicationDate(_ example: DateCase) throws { try example.check() }
}

private let absoluteCases = """
  2025-11-26 | The treaty was signed on [24 November 2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [Nov. 24, 2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [November 24th, 2025], officials said. | date 2025-11-24
  2025-11-26 | The treaty was signed on [the 24th of November 2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [2025-11-24]. | date 2025-11-24
  2025-11-26 | The log entry reads [2025-11-24T10:30Z]. | datetime 2025-11-24T10:30:00Z = 2025-11-24T10:30Z
  2025-11-26 | The treaty was signed on [11/24/2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [24/11/2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [24.11.2025]. | date 2025-11-24
  2025-11-26 | The treaty was signed on [03.02.2025]. | date 2025-02-03
  2025-11-26 | The treaty was signed on [03/02/2025]. | date 2025-03-02
  2025-11-26 | The town fell in [November 2025]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-11-26 | The town fell in [Nov. 2025]. | date_range 2025-11-01..2025-12-01 = 2025-11
  2025-11-26 | The town fell in [April of 1987]. | date_range 1987-04-01..1987-05-01 = 1987-04
  2025-11-26 | The town fell in [2022]. | date_range 2022-01-01..2023-01-01 = 2022
  2025-11-26 | [The 2022] attacks killed dozens. | date_range 2022-01-01..2023-01-01 = 2022
  2025-11-26 | It was the worst year since [the 1990s]. | date_range 1990-01-01.. = 1990/2000
  2025-11-26 | In [the early 1990s] the mine closed. | date_range 1990-01-01..1994-01-01 = 1990/1994
  2025-11-26 | Growth slowed in [Q3 2024]. | date_range 2024-07-01..2024-10-01 = 2024-07/2024-10
  2025-11-26 | Growth slowed in [the third quarter of 2024]. | date_range 2024-07-01..2024-10-01 = 2024-07/2024-10
  2025-11-26 | Growth slowed in [the first half of 2024]. | date_range 2024-01-01..2024-07-01 = 2024-01/2024-07
  2025-11-26 | The dam broke in [the summer of 2024]. | date_range 2024-06-01..2024-09-01 = 2024-06/2024-09
  2025-11-26 | The dam broke in [mid-2019]. | date_range 2019-05-01..2019-09-01 = 2019-05/2019-09
  2025-11-26 | The dam broke in [late 2019]. | date_range 2019-09-01..2020-01-01 = 2019-09/2020-01
  2025-11-26 | The dam broke in [early November]. | date_range 2025-11-01..2025-11-11 = 2025-11-01/2025-11-11
  2025-11-26 | The dam broke in [mid-November]. | date_range 2025-11-11..2025-11-21 = 2025-11-11/2025-11-21
  2025-11-26 | The dam broke in [late November]. | date_range 2025-11-21..2025-12-01 = 2025-11-21/2025-12-01
  2025-11-26 | The budget covers [fiscal year 2024]. | date_range 2024-01-01..2025-01-01 = 2024
  2025-11-26 | It opened on [Christmas Day 2014]. | date 2014-12-25
  2025-11-26 | It opened on [Easter Monday 2024]. | date 2024-04-01
  2025-11-26 | It closed on [the last Friday of March 2024]. | date 2024-03-29
  2025-11-26 | The storm came in [the first week of 2021]. | date_range 2021-01-04..2021-01-11 = 2021-01-04/2021-01-11
  2025-11-26 | The village was taken on [Oct. 2]. | date 2025-10-02
  2025-11-26 | The village was taken on [2 October]. | date 2025-10-02
  2025-11-26 | The village was taken on [December 28]. | date 2024-12-28
  2026-01-10 | The village was taken on [December 28]. | date 2025-12-28
  2025-11-26 | Parliament announced elections for [December 5]. | date 2025-12-05
  2025-11-26 | The summit will be held on [March 3]. | date 2026-03-03
  2025-11-26 | The summit is to be held on [March 3]. | date 2026-03-03
  2025-11-26 | The summit was held on [March 3]. | date 2025-03-03
  2025-11-26 | The village was taken in [October]. | date_range 2025-10-01..2025-11-01 = 2025-10
  2025-11-26 | The village was taken in [December]. | date_range 2024-12-01..2025-01-01 = 2024-12
  2025-11-26 | The vote will take place in [January]. | date_range 2026-01-01..2026-02-01 = 2026-01
  2025-11-26 | It has been held since [2022]. | date_range 2022-01-01.. = 2022
  2025-11-26 | He fled after [2016]. | date_range 2017-01-01.. = 2016
  2025-11-26 | It must be paid before [2027]. | date_range ..2027-01-01 = 2027
  2025-11-26 | They talked on [the 24th]. | date 2025-11-24
  2025-11-26 | [Feb. 29, 2024] was a Thursday. | date 2024-02-29
  """

private let weekdaysCases = """
  2025-11-26 | Shells hit a market in Lodva on [Monday], the governor said. | date 2025-11-24
  2025-11-26 | The death toll from [Friday]'s strike rose to 41. | date 2025-11-21
  2025-11-26 | Two soldiers were killed on [Wednesday]. | date 2025-11-26
  2025-11-26 | Two soldiers were killed on [Thursday]. | date 2025-11-20
  2025-11-26 | The court will rule on [Friday]. | date 2025-11-28
  2025-11-26 | The court will rule on [Wednesday]. | date 2025-11-26
  2025-11-26 | He said he would travel to Geneva on [Friday]. | date 2025-11-28
  2025-11-26 | The truce expires at [midnight on Sunday]. | datetime 2025-11-30T00:00:00 = 2025-11-30T00:00
  2025-11-26 | Officials extended the truce until [Friday]. | date_range ..2025-11-28 = 2025-11-28
  2025-11-26 | Police said a man had been shot on [Friday]. | date 2025-11-21
  2025-11-26 | By [Monday], 20,000 people had fled. | date 2025-11-24
  2025-11-26 | The ceasefire took hold [a week ago Monday]. | date 2025-11-17
  2025-11-26 | On [Friday], leaders will meet in Geneva. | date 2025-11-28
  2025-11-26 | Leaders are to meet in Geneva on [Friday]. | date 2025-11-28
  2025-11-26 | Leaders are expected in Geneva on [Friday]. | date 2025-11-28
  2025-11-26 | The hearing is scheduled for [Monday]. | date 2025-12-01
  2025-11-26 | He said on [Monday] that the army would hold the town. | date 2025-11-24
  2025-11-26 | The ministry said the talks will begin on [Monday]. | date 2025-12-01
  2025-11-26 | Ahead of [Sunday]'s vote, police closed the roads. | date 2025-11-30
  2025-11-26 | A curfew has been in force since [Saturday]. | date_range 2025-11-22.. = 2025-11-22
  2025-11-26 | He was seen [last Monday]. | date 2025-11-17
  2025-11-26 | The talks resume [next Monday]. | date 2025-12-01
  2025-11-26 | He was seen [this past Monday]. | date 2025-11-24
  2025-11-26 | It opens [this coming Friday]. | date 2025-11-28
  2025-11-26 | They met on [Tuesday of last week]. | date 2025-11-18
  2025-11-26 | They met on [Monday, Nov. 17]. | date 2025-11-17
  2025-11-26 | They met on [Monday, November 17, 2025]. | date 2025-11-17
  2025-11-26 | They met on [Tuesday the 18th]. | date 2025-11-18
  2025-11-26 | The blast came [late on Sunday]. | datetime_range 2025-11-23T12:00:00..2025-11-24T00:00:00 = 2025-11-23
  2025-11-26 | The blast came on [Monday morning]. | datetime_range 2025-11-24T08:00:00..2025-11-24T12:00:00 = 2025-11-24
  2025-11-26 | The blast came [late Sunday]. | datetime_range 2025-11-23T12:00:00..2025-11-24T00:00:00 = 2025-11-23
  2025-11-26 | [Earlier Monday], a drone hit the port. | date 2025-11-24
  2025-11-26 | The blast came at [10:30 a.m. on Monday]. | datetime 2025-11-24T10:30:00 = 2025-11-24T10:30
  2025-11-26 | The blast came on [Monday at 10:30 a.m.] | datetime 2025-11-24T10:30:00 = 2025-11-24T10:30
  2025-11-26T09:15:00+02:00 | A bus was hit on [Monday]. | date 2025-11-24
  """

private let relativeCases = """
  2025-11-26 | Fighting went on [today]. | date 2025-11-26
  2025-11-26 | The bridge was hit [yesterday]. | date 2025-11-25
  2025-11-26 | The bridge will open [tomorrow]. | date 2025-11-27
  2025-11-26 | The bridge was hit [the day before yesterday]. | date 2025-11-24
  2025-11-26 | It will open [the day after tomorrow]. | date 2025-11-28
  2025-11-26 | The bridge was hit [two days ago]. | date 2025-11-24
  2025-11-26 | The bridge was hit [three weeks ago]. | date 2025-11-05
  2025-11-26 | The bridge was hit [three months ago]. | date 2025-08-26 = 2025-08
  2025-11-26 | The war began [nearly four years ago]. | date 2021-11-26 = 2021
  2025-11-26 | The bridge was hit [a week ago]. | date 2025-11-19
  2025-11-26 | The ship will arrive in [four days]. | date 2025-11-30
  2025-11-26 | The bridge was hit [last week]. | date_range 2025-11-17..2025-11-24 = 2025-11-17/2025-11-24
  2025-11-26 | The bridge will open [next week]. | date_range 2025-12-01..2025-12-08 = 2025-12-01/2025-12-08
  2025-11-26 | The bridge was hit [this week]. | date_range 2025-11-24..2025-12-01 = 2025-11-24/2025-12-01
  2025-11-26 | The bridge was hit [last month]. | date_range 2025-10-01..2025-11-01 = 2025-10
  2025-11-26 | The bridge was hit [last year]. | date_range 2024-01-01..2025-01-01 = 2024
  2025-11-26 | It will be built [next year]. | date_range 2026-01-01..2027-01-01 = 2026
  2025-11-26 | Sales fell [last quarter]. | date_range 2025-07-01..2025-10-01 = 2025-07/2025-10
  2025-11-26 | The bridge was hit [earlier this month]. | date_range 2025-11-01..2025-11-26 = 2025-11
  2025-11-26 | It will be decided [later this week]. | date_range 2025-11-26..2025-12-01 = 2025-11-24/2025-12-01
  2025-11-26 | Drones were shot down [overnight]. | datetime_range 2025-11-25T20:00:00..2025-11-26T06:00:00 = 2025-11-25T20:00/2025-11-26T06:00
  2025-11-26 | The bridge was hit [this morning]. | datetime_range 2025-11-26T08:00:00..2025-11-26T12:00:00 = 2025-11-26
  2025-11-26 | The bridge was hit [last night]. | datetime_range 2025-11-25T20:00:00..2025-11-25T23:59:59 = 2025-11-25
  2025-11-26T12:00 | In [the past 24 hours] 12 died. | datetime_range 2025-11-25T12:00:00..2025-11-26T12:00:00 = 2025-11-25T12:00/2025-11-26T12:00
  2025-11-26 | Over [the past week] 12 died. | date_range 2025-11-19..2025-11-26 = 2025-11-19/2025-11-26
  2025-11-26 | Over [the past three months] 12 died. | date_range 2025-08-26..2025-11-26 = 2025-08-26/2025-11-26
  2025-11-26 | In [the last two days] 12 died. | date_range 2025-11-24..2025-11-26 = 2025-11-24/2025-11-26
  2025-11-26 | In [the next three days] rain is forecast. | date_range 2025-11-27..2025-11-30 = 2025-11-27/2025-11-30
  2025-11-26 | Over [the past two decades] 12 died. | date_range 2005-11-26..2025-11-26 = 2005-11-26/2025-11-26
  2025-11-26 | [Black Friday] was quiet. | date 2024-11-29
  2025-11-26 | In recent days shelling grew.
  2025-11-26 | It happened [two weeks before Christmas]. | date 2025-12-11
  2025-11-26 | It was built [last summer]. | date_range 2025-06-01..2025-09-01 = 2025-06/2025-09
  2025-11-26 | It fell at [the end of October]. | date_range 2025-10-21..2025-11-01 = 2025-10-21/2025-11-01
  2025-11-26 | It fell at [the beginning of the year]. | date_range 2025-01-01..2025-05-01 = 2025-01/2025-05
  2025-11-26 | People fled over [the weekend]. | date_range 2025-11-22..2025-11-24 = 2025-11-22/2025-11-24
  2025-11-26 | The town was taken in [the last week of July]. | date_range 2025-07-28..2025-08-04 = 2025-07-28/2025-08-04
  2025-11-26 | He was born in [May]. | date_range 2025-05-01..2025-06-01 = 2025-05
  2025-11-26 | He left [last May]. | date_range 2025-05-01..2025-06-01 = 2025-05
  """

private let rangesCases = """
  2025-11-26 | Rain fell in Korea [Jan-Feb 2017]. | date_range 2017-01-01..2017-03-01 = 2017-01/2017-03
  2025-11-26 | The period is [10/1-11/2/2017]. | date_range 2017-10-01..2017-11-03 = 2017-10-01/2017-11-03
  2025-11-26 | They met on [Nov. 24-26]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met on [24-26 November 2025]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [24 to 26 November]. | date_range 2025-11-24..2025-11-27 = 2025-11-24/2025-11-27
  2025-11-26 | They met from [Oct. 30 to Nov. 2]. | date_range 2025-10-30..2025-11-03 = 2025-10-30/2025-11-03
  2025-11-26 | They met between [November 3 and November 5]. | date_range 2025-11-03..2025-11-06 = 2025-11-03/2025-11-06
  2025-11-26 | Strikes lasted from [Friday to Sunday]. | date_range 2025-11-21..2025-11-24 = 2025-11-21/2025-11-24
  2025-11-26 | It was closed between [1998 and 2000]. | date_range 1998-01-01..2001-01-01 = 1998/2001
  2025-11-26 | It was closed from [March to May 2024]. | date_range 2024-03-01..2024-06-01 = 2024-03/2024-06
  2025-11-26 | [The 2018-2020] drought was worse. | date_range 2018-01-01..2021-01-01 = 2018/2021
  2025-11-26 | The talks from [December 30, 2024 to January 2, 2025] failed. | date_range 2024-12-30..2025-01-03 = 2024-12-30/2025-01-03
  2025-11-26 | The road was shut between [3 and 5 pm]. | time_range 15:00:00..17:00:00 = 15:00/17:00
  2025-11-26 | The road was shut from [10:30 to 11:45 a.m.] | time_range 10:30:00..11:45:00 = 10:30/11:45
  2025-11-26 | The road was shut from [9 a.m. to 5 p.m.] | time_range 09:00:00..17:00:00 = 09:00/17:00
  2025-11-26 | The road was shut [Monday from 3 to 5 p.m.] | datetime_range 2025-11-24T15:00:00..2025-11-24T17:00:00 = 2025-11-24T15:00/2025-11-24T17:00
  2025-11-26 | [The 2012-13] season was his last. | date_range 2012-01-01..2014-01-01 = 2012/2014
  """

private let clocksCases = """
  2025-11-26 | The blast came at [10:30 a.m.] | time 10:30:00 = 10:30
  2025-11-26 | The blast came at [10:30 a.m. local time]. | time 10:30:00 = 10:30
  2025-11-26 | The blast came at [10:30 GMT]. | time 10:30:00Z = 10:30Z
  2025-11-26 | The blast came at [1030 GMT]. | time 10:30:00Z = 10:30Z
  2025-11-26 | The blast came at [3pm]. | time 15:00:00 = 15:00
  2025-11-26 | The blast came at [2.30pm]. | time 14:30:00 = 14:30
  2025-11-26 | The blast came at [noon]. | time 12:00:00 = 12:00
  2025-11-26 | The blast came shortly after [midnight]. | time_range 00:00:00.. = 00:00
  2025-11-26 | The blast came at [half past eight]. | time 08:30:00 = 08:30
  2025-11-26 | The blast came at [a quarter to noon]. | time 11:45:00 = 11:45
  2025-11-26 | The blast came at [16h00]. | time 16:00:00 = 16:00
  2025-11-26 | The blast came at [15:45 on Nov. 24]. | datetime 2025-11-24T15:45:00 = 2025-11-24T15:45
  2025-11-26 | The blast came at [7 in the evening]. | time 19:00:00 = 19:00
  2025-11-26 | The blast came [in the evening]. | time_range 16:00:00..20:00:00 = 16:00/20:00
  2025-11-26 | The blast came at about [3 a.m. on Nov. 24, 2025]. | datetime 2025-11-24T03:00:00 = 2025-11-24T03:00
  2025-11-26 | The blast came at [three o'clock]. | time 15:00:00 = 15:00
  2025-11-26 | The blast came at [06:05]. | time 06:05:00 = 06:05
  2025-11-26 | The blast came at [10:30 p.m. (GMT)]. | time 22:30:00Z = 22:30Z
  """

private let setsCases = """
  2025-11-26 | The column runs [every Monday]. | set XXXX-WXX-1
  2025-11-26 | They patrol [every day]. | set P1D
  2025-11-26 | They patrol [every other day]. | set P2D
  2025-11-26 | They patrol [every two weeks]. | set P2W
  2025-11-26 | The report is published [annually]. | set P1Y
  2025-11-26 | They meet [each quarter]. | set P3M
  2025-11-26 | They meet [once a year]. | set P1Y
  2025-11-26 | The siren sounds [every morning]. | set TMO
  2025-11-26 | The market is open on [Saturdays]. | set XXXX-WXX-6
  2025-11-26 | They meet [every weekend]. | set XXXX-WXX-WE
  2025-11-26 | The siren sounds [every day at 7:13 p.m.] | set T19:13
  """

private let nothingCases = """
  2025-11-26 | Soldiers march through the city.
  2025-11-26 | It may rain, and they may leave.
  2025-11-26 | The cat sat in the sun.
  2025-11-26 | About 2,022 people fled.
  2025-11-26 | They agreed on a 28-point plan.
  2025-11-26 | He told BBC Radio 4 about it.
  2025-11-26 | The army lost 24 soldiers.
  2025-11-26 | Leaders of the G8 met.
  2025-11-26 | They fought for three weeks.
  2025-11-26 | It took four days.
  2025-11-26 | The boy is six years old.
  2025-11-26 | A six-year-old boy died.
  2025-11-26 | A man in his 40s died.
  2025-11-26 | The 9/11 attacks changed the law.
  2025-11-26 | He was born after 9/11.
  2025-11-26 | They delivered 2000 pieces of bread.
  2025-11-26 | The score was 16-3.
  2025-11-26 | The boy saw Jan Holesovsky.
  2025-11-26 | Some 2025 homes burned.
  2025-11-26 | Two thirds, or 2/3, voted for it.
  2025-11-26 | The screen has a 4:3 aspect ratio.
  2025-11-26 | The number is 123-12-1234.
  2025-11-26 | The number is 555-2025.
  2025-11-26 | Prime Minister Theresa May resigned.
  2025-11-26 | Article 5 and Resolution 2254 apply.
  2025-11-26 | An F-16 and a Boeing 747 collided.
  2025-11-26 | COVID-19 spread.
  2025-11-26 | The price rose 3.5 percent.
  2025-11-26 | It cost $2024.
  2025-11-26 | They killed 12 and wounded 30.
  2025-11-26 | The second attack was worse.
  2025-11-26 | The version 10.4.2 is out.
  2025-11-26 | The road is 2025 m long.
  2025-11-26 | It was the third time in four days.
  2025-11-26 | The date 2025-02-31 is wrong.
  2025-11-26 | February 31 does not exist.
  2025-11-26 | In the year 99999999999 nobody lives.
  2025-11-26 | It was 99999999999999999999999999999 years ago.
  2025-11-26 | May I ask why?
  2025-11-26 | He finished first in the second half.
  2025-11-26 | The fall of the city and the spring in the mountains followed.
  2025-11-26 | A 24-hour strike began.
  2025-11-26 | They waited for news, day after day.
  2025-11-26 | Have a great month.
  """

private let unpublishedCases = """
  - | The bridge was hit on [Monday]. | date
  - | The bridge was hit [two days ago]. | date
  - | The bridge was hit [last week]. | date_range
  - | The bridge was hit on [Oct. 2]. | date
  - | The bridge was hit on [Oct. 2, 2025]. | date 2025-10-02
  - | The bridge was hit in [2022]. | date_range 2022-01-01..2023-01-01 = 2022
  - | The bridge was hit at [3pm]. | time 15:00:00 = 15:00
  - | The bridge was hit [overnight]. | datetime_range
  not a date | The bridge was hit [yesterday]. | date
  """
