import DocumentModel

/// What a word can be in an expression of time; the names are those of the data files.
enum DateRole: UInt8, CaseIterable {
  // With a value of their own.
  case month, weekday, weekdays, number, ordinal, pieces, decade, unit, dayword, edge, part, clock
  case season, set, zone, meridiem, meridiemLetter, initials
  // Shapes of words.
  case abbreviated, guarded, named, plural, short, vague, suffix, decadeEnding, markedOnly
  case partPlural, meal, tonight, overnight, daybreak, meridiemM, oclock, ish, hourLetter
  case minuteword, hourword, timeword, local, hundred, thousand, article, half
  // Words that place a time.
  case now, present, last, past, this, next, coming, following, ago, hence, later, earlier
  case every, other, all, rest, edgeNoun, comparative, fiscal, the, of, `in`, on, at, by, `for`, to
  case and, andRange, plusand, inclusive, from, between, since, before, after, until, during
  case within, over, about, than, or, old, not, first, aheadOf, possessive, yearword
  case once, toDate, commencing
  // Words of the clause around.
  case future, conditional, perfect, schedules, prospective, commits, presentTense, pastTense,
    bareBe, clause, infinitive

  /// By the name in the data files. Asking a case for its name is slow: once each, not once a line.
  static let byName = Dictionary(
    allCases.map { ("\($0)", $0) }, uniquingKeysWith: { first, _ in first })
}

/// Everything the date stage knows about one word.
struct DateWord {
  var roles: UInt128 = 0
  var month = 0
  var weekday = 0
  var ordinal = 0
  var pieces = 0
  var decade = 0
  var season = 0
  var shift = 0
  var meridiem = 0
  var number = -1
  /// Minutes east of Greenwich.
  var zone = 0
  /// Hour of the day.
  var clock = 0
  var unit = TimeUnit.day
  var edge = PeriodEdge.whole
  /// Index into `DateWords.parts`.
  var part = 0
  /// Index into `DateWords.sets`.
  var set = 0

  @inline(__always)
  func has(_ role: DateRole) -> Bool { roles >> UInt128(role.rawValue) & 1 == 1 }

  mutating func insert(_ role: DateRole) { roles |= 1 << UInt128(role.rawValue) }
}

/// A part of the day by convention: its TIMEX code, first and excluded last second.
struct DayPart {
  var code: String
  var start: Int
  var end: Int
}

/// A feast and the rule for its day.
struct Holiday {
  enum Rule {
    case fixed(month: Int, day: Int)
    /// The nth such weekday of the month; -1 is the last.
    case nth(month: Int, weekday: Int, nth: Int, offset: Int)
    case easter(offset: Int)
  }

  var rule: Rule
  /// Word ids, in comparable form.
  var words: [UInt32]

  func day(_ year: Int) -> Int? {
    switch rule {
    case .fixed(let month, let day):
      return CivilCalendar.day(year: year, month: month, day: day)
    case .easter(let offset):
      return CivilCalendar.easter(year).map { $0 + offset }
    case .nth(let month, let weekday, let nth, let offset):
      return CivilCalendar.nth(nth, weekday: weekday, month: month, year: year)
        .map { $0 + offset }
    }
  }
}

extension CivilCalendar {
  /// The nth weekday of a month, -1 for the last.
  static func nth(_ nth: Int, weekday: Int, month: Int, year: Int) -> Int? {
    let length = daysIn(month: month, year: year)
    guard let first = day(year: year, month: month, day: 1), length > 0, nth != 0 else {
      return nil
    }
    if nth > 0 {
      let found = first + (weekday - self.weekday(first) + 7) % 7 + (nth - 1) * 7
      return found < first + length ? found : nil
    }
    let last = first + length - 1
    let found = last - (self.weekday(last) - weekday + 7) % 7 + (nth + 1) * 7
    return found >= first ? found : nil
  }
}

/// A mistake in a data file of the date stage.
public struct DateDataError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: String

  public var description: String { "\(file): cannot read the line '\(line)'" }
}

/// The word tables of one language, by word id of the vocabulary.
struct DateWords: Sendable {
  static let files = [
    "months", "weekdays", "numbers", "units", "relative", "day-parts", "seasons", "sets", "zones",
    "tense",
  ]

  /// Index into `entries` for a comparable word id; ids beyond its end are not in it.
  private var table: [UInt16] = []
  private(set) var entries: [DateWord] = [DateWord()]
  private(set) var parts: [DayPart] = []
  private(set) var sets: [String] = []
  private(set) var holidays: [Holiday] = []
  /// For each comparable word id, whether a holiday's name begins with it.
  private var holidayStarts: [Bool] = []

  /// - Throws: `FileError`, `DateDataError`.
  init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    for name in DateWords.files {
      let path = "en/dates/\(name).txt"
      for line in try resources.lines(path) {
        let fields = line.fields
        guard let role = fields.first, fields.count > 1,
          add(role, fields.dropFirst(), &vocabulary)
        else { throw DateDataError(file: path, line: line) }
      }
    }
    let path = "en/dates/holidays.txt"
    for line in try resources.lines(path) {
      let fields = line.fields
      guard let first = fields.first, fields.count > 1, let rule = DateWords.rule(first) else {
        throw DateDataError(file: path, line: line)
      }
      let words = fields.dropFirst().map { vocabulary.intern(String($0)) }
      holidays.append(Holiday(rule: rule, words: words))
      while holidayStarts.count <= Int(words[0]) { holidayStarts.append(false) }
      holidayStarts[Int(words[0])] = true
    }
    // The longest name first, so that the first that fits is the right one.
    holidays.sort { $0.words.count > $1.words.count }
  }

  /// The entry of a comparable word id, 0 for none.
  @inline(__always)
  func entry(_ lower: UInt32) -> Int {
    Int(lower) < table.count ? Int(table[Int(lower)]) : 0
  }

  @inline(__always)
  func startsHoliday(_ lower: UInt32) -> Bool {
    Int(lower) < holidayStarts.count && holidayStarts[Int(lower)]
  }

  private mutating func add(
    _ spec: Substring, _ words: ArraySlice<Substring>, _ vocabulary: inout Vocabulary
  ) -> Bool {
    let halves = spec.split(separator: "=", maxSplits: 1)
    guard let role = DateRole.byName[String(halves[0])] else { return false }
    let text = halves.count == 2 ? halves[1] : ""
    let value = Int(text)
    var index = 0
    switch role {
    case .month, .weekday, .weekdays, .number, .ordinal, .pieces, .decade, .dayword, .season,
      .zone, .meridiem, .meridiemLetter, .clock:
      guard value != nil else { return false }
    case .unit: guard TimeUnit(name: text) != nil else { return false }
    case .edge: guard ["early", "mid", "late"].contains(text) else { return false }
    case .initials:
      let pieces = text.split(separator: ",")
      guard pieces.count == 2, TimeUnit(name: pieces[1]) != nil else { return false }
    case .part:
      let pieces = text.split(separator: ",")
      guard pieces.count == 3, let from = Int(pieces[1]), let to = Int(pieces[2]) else {
        return false
      }
      index = parts.count
      parts.append(DayPart(code: String(pieces[0]), start: from * 3600, end: to * 3600))
    case .set:
      index = sets.count
      sets.append(String(text))
    default: guard halves.count == 1 else { return false }
    }
    for word in words {
      let id = vocabulary.intern(String(word))
      let lower = vocabulary.lower[Int(id)]
      while table.count <= Int(lower) { table.append(0) }
      if table[Int(lower)] == 0 {
        table[Int(lower)] = UInt16(entries.count)
        entries.append(DateWord())
      }
      let at = Int(table[Int(lower)])
      entries[at].insert(role)
      let number = value ?? 0
      switch role {
      case .month: entries[at].month = number
      case .weekday, .weekdays: entries[at].weekday = number
      case .number: entries[at].number = number
      case .ordinal: entries[at].ordinal = number
      case .pieces: entries[at].pieces = number
      case .decade: entries[at].decade = number
      case .dayword: entries[at].shift = number
      case .season: entries[at].season = number
      case .zone: entries[at].zone = number
      case .meridiem, .meridiemLetter: entries[at].meridiem = number
      case .clock: entries[at].clock = number
      case .unit: entries[at].unit = TimeUnit(name: text) ?? .day
      case .edge:
        entries[at].edge = text == "early" ? .early : text == "mid" ? .middle : .late
      case .part: entries[at].part = index
      case .initials:
        entries[at].edge = text.hasPrefix("early") ? .early : .late
        entries[at].unit = text.split(separator: ",").last.flatMap(TimeUnit.init(name:)) ?? .day
      case .set: entries[at].set = index
      default: break
      }
    }
    return true
  }

  /// `12-25`, `11/4/4`, `easter+1`.
  private static func rule(_ spec: Substring) -> Holiday.Rule? {
    if spec.hasPrefix("easter") {
      return Int(spec.dropFirst("easter".utf8.count)).map { .easter(offset: $0) }
    }
    let sum = spec.split(separator: "+")
    let nth = (sum.first ?? spec).split(separator: "/")
    let offset = sum.count == 2 ? Int(sum[1]) ?? 0 : 0
    if nth.count == 3, let month = Int(nth[0]), let weekday = Int(nth[1]), let n = Int(nth[2]) {
      return .nth(month: month, weekday: weekday, nth: n, offset: offset)
    }
    let fixed = spec.split(separator: "-")
    if fixed.count == 2, let month = Int(fixed[0]), let day = Int(fixed[1]) {
      return .fixed(month: month, day: day)
    }
    return nil
  }
}
