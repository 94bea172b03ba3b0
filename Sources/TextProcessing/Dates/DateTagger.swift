import DocumentModel

/// Finds the expressions of time of a document and resolves them.
///
/// Reads the text, `metadata[.published]`, tokens, sentences, parts of speech, lemmas and
/// entities; fills `dates`, sorted by start and without overlaps. A preposition before an
/// expression ("since 2022", "until Friday") opens one side of its value and stays outside of its
/// tokens.
///
/// Values:
/// - a day is a `date`; a week, month, quarter, year or other stretch a `dateRange` from its first
///   day to the first day behind it; a moment a `datetime`; a stretch of hours a `datetimeRange`;
///   a time of day without a date a `time` or `timeRange`; what recurs a `set` in TIMEX form;
/// - a weekday is the last such day, the day of publication included, unless its clause speaks of
///   the future; a day or month without a year is the nearest that the tense allows;
/// - without a publication date only what names its year, and times of day, have a value.
///
/// - Complexity: linear in the length of the text.
public struct DateTagger: Processor {
  let words: DateWords
  let lexer: DateLexer

  /// - Throws: `FileError` or `DateDataError` for a missing or malformed table in `en/dates`.
  public init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    words = try DateWords(resources: resources, vocabulary: &vocabulary)
    lexer = DateLexer(words: words)
  }

  public struct Scratch {
    var atoms: [DateAtom] = []
  }

  public func makeScratch() -> Scratch { Scratch() }

  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    var found: [DateMention] = []
    let reference = document.metadata[.published].flatMap { DateReference(iso: $0) }
    var parser = DateParser(
      words: self.words, reference: reference, tokens: document.tokens, vocabulary: words)
    parser.named = document.entities.lazy
      .filter { $0.kind == .person || $0.kind == .organization }.map { $0.tokens }
    for sentence in document.sentences {
      guard mayHoldDate(sentence.tokens, document.tokens, words) else { continue }
      lexer.atoms(
        of: sentence.tokens, document.tokens, document.text, words, into: &scratch.atoms)
      parser.sentence = sentence.tokens
      swap(&parser.atoms, &scratch.atoms)
      parser.isAlone = document.sentences.count == 1 && isAlone(parser)
      parser.mentions(into: &found)
      swap(&parser.atoms, &scratch.atoms)
    }
    document.dates = found
  }

  /// Whether a word of the sentence has a digit or stands in a table that begins dates.
  private func mayHoldDate(
    _ range: TokenRange, _ tokens: TokenTable, _ vocabulary: Vocabulary
  ) -> Bool {
    for token in range.start..<range.end {
      let word = Int(tokens.word[token])
      if !vocabulary.shapes[word].isDisjoint(with: [.hasDigit, .hasHyphen]) { return true }
      let entry = words.entry(vocabulary.lower[word])
      if entry != 0, words.entries[entry].roles & DateTagger.triggers != 0 { return true }
      if words.startsHoliday(vocabulary.lower[word]) { return true }
    }
    return false
  }

  private static let triggers: UInt128 = {
    var word = DateWord()
    for role in [
      DateRole.month, .weekday, .weekdays, .decade, .unit, .dayword, .part, .clock, .season, .set,
      .now, .present, .overnight, .meridiem, .meridiemLetter, .oclock, .hundred, .thousand,
      .number, .fiscal, .initials,
    ] {
      word.insert(role)
    }
    return word.roles
  }()

  /// Whether every word of the text is one of the tables' and none of it a clause.
  private func isAlone(_ parser: DateParser) -> Bool {
    guard parser.atoms.count <= 24 else { return false }
    for (i, atom) in parser.atoms.enumerated() where atom.kind == .word {
      if atom.entry == 0, atom.byte == 0, !words.startsHoliday(atom.lower) { return false }
      let word = words.entries[atom.entry]
      if word.has(.future) || word.has(.presentTense) && !word.has(.possessive)
        || word.has(.pastTense)
      {
        return false
      }
      _ = i
    }
    return true
  }
}

extension DateParser {
  /// Every expression of the sentence, in order.
  func mentions(into found: inout [DateMention]) {
    var i = 0
    while i < atoms.count {
      guard mayBegin(i) else {
        i += 1
        continue
      }
      if let match = expression(i), match.next > i, let mention = mention(match, from: i) {
        found.append(mention)
        i = match.next
      } else {
        i += 1
      }
    }
  }

  /// A cheap look at the first words, so that the parser only runs where it may find something.
  private func mayBegin(_ i: Int) -> Bool {
    let atom = atoms[i]
    switch atom.kind {
    case .none: return false
    case .number: return true
    case .punctuation: return atom.byte == 0x27
    case .word: break
    }
    let roles = words.entries[atom.entry].roles
    if roles & DateParser.starters != 0 { return true }
    if words.startsHoliday(atom.lower) { return true }
    if roles == 0 { return atom.byte == 0x71 || atom.byte == 0x68 }
    if roles & DateParser.openers == 0 { return false }
    // "in the morning", "a week ago", "the early 1990s"
    for k in i + 1..<i + 4 {
      if isNumber(k) || words.startsHoliday(at(k).lower) { return true }
      if word(k).roles & DateParser.starters != 0 { return true }
      if word(k).roles & DateParser.openers == 0, !isPunctuation(k, 0x27) { return false }
    }
    return false
  }

  private static func mask(_ roles: [DateRole]) -> UInt128 {
    var word = DateWord()
    for role in roles { word.insert(role) }
    return word.roles
  }

  private static let starters = mask([
    .month, .weekday, .weekdays, .number, .ordinal, .pieces, .decade, .unit, .dayword, .edge, .part,
    .clock, .season, .set, .now, .present, .last, .past, .this, .next, .coming, .following, .every,
    .all, .rest, .vague, .fiscal, .yearword, .once, .overnight, .tonight, .initials, .partPlural,
    .meal, .half,
  ])

  private static let openers = mask([.the, .article, .in, .at, .during, .about, .on])

  /// The mention of what was recognized; nil when the words turn out to name no time.
  private func mention(_ match: DateMatch, from first: Int) -> DateMention? {
    let last = atoms[match.next - 1]
    var mention = DateMention(
      kind: .date, tokens: TokenRange(atoms[first].token, last.token + 1),
      span: Span(atoms[first].start, last.end), value: nil)
    let value = match.value
    if let timex = value.timex {
      mention.kind = .set
      mention.value = timex
      mention.iso = timex
      return mention
    }
    if value.shape == .none {
      guard let clock = value.clock else { return nil }
      timeOnly(clock, value, first, &mention)
      return mention
    }
    if value.shape == .unknown || reference == nil && !namesYear(value) {
      mention.kind = kind(ofUnknown: value)
      return mention
    }
    guard let resolved = resolve(value, near: first + (has(first, .the) ? 1 : 0)) else {
      return nil
    }
    fill(&mention, value, resolved.period, resolved.unit, first)
    return mention
  }

  private func namesYear(_ value: TimeValue) -> Bool {
    value.shape == .period || value.year > 0
  }

  private func kind(ofUnknown value: TimeValue) -> DateKind {
    if let clock = value.clock { return clock.end == nil ? .datetime : .datetimeRange }
    switch value.unit {
    case .second, .minute, .hour: return .datetime
    case .part: return .datetimeRange
    case .day: return .date
    default: return .dateRange
    }
  }

  private func timeOnly(
    _ clock: Clock, _ value: TimeValue, _ first: Int, _ mention: inout DateMention
  ) {
    let settled = settled(clock)
    func text(_ second: Int, _ short: Bool = false) -> String {
      DateText.time(second, zone: clock.zone, short: short)
    }
    if let end = clock.end {
      mention.kind = .timeRange
      mention.value = text(settled.start)
      mention.end = end == 86_400 ? "23:59:59" : text(end)
      mention.iso = text(settled.start, true) + "/" + text(end, true)
      return
    }
    mention.kind = .time
    mention.value = text(settled.start)
    mention.iso = text(settled.start, true)
    switch side(before: first, value) {
    case .none: break
    case .from, .behind:
      mention.kind = .timeRange
    case .until:
      mention.kind = .timeRange
      mention.end = mention.value
      mention.value = nil
    case .by: break
    }
  }

  private enum Side { case none, from, behind, until, by }

  /// What the preposition before the expression, or its own words, open.
  private func side(before first: Int, _ value: TimeValue) -> Side {
    if value.openEnd { return value.isSince ? .from : .behind }
    if value.openStart { return .until }
    var i = first - 1
    while has(i, .about) || has(i, .yearword) || has(i, .the) { i -= 1 }
    if has(i, .since) { return .from }
    if has(i, .after) { return .behind }
    if has(i, .than), has(i - 1, .later) { return .behind }
    if has(i, .until) || has(i, .inclusive) { return .until }
    if has(i, .before) { return .until }
    if has(i, .by) { return .by }
    return .none
  }

  private func fill(
    _ mention: inout DateMention, _ value: TimeValue, _ period: Period, _ unit: TimeUnit,
    _ first: Int
  ) {
    let perDay = CivilCalendar.secondsPerDay
    var recordPeriod = value.recordPeriod ?? period
    if let coarse = value.recordUnit,
      let whole = CivilCalendar.period(coarse, holding: period.startDay)
    {
      recordPeriod = whole
    }
    let opens = has(first - 1, .the) ? first - 1 : first
    let side = atomsFollowedByPossessive(mention) ? .none : side(before: opens, value)
    if let clock = value.clock, unit == .day {
      let midnight = period.start
      let zone = clock.zone
      if let end = clock.end {
        mention.kind = .datetimeRange
        let stop = end < clock.start ? end + perDay : end
        mention.value = DateText.moment(midnight + clock.start, zone: zone)
        mention.end =
          clock.isPart && stop == perDay && clock.start == words.parts[Int(clock.part)].start
          ? DateText.moment(midnight + stop - 1, zone: zone)
          : DateText.moment(midnight + stop, zone: zone)
        // A part of the day has no bounds of its own: records keep the day.
        mention.iso =
          clock.isPart
          ? DateText.day(period.startDay)
          : DateText.moment(midnight + clock.start, zone: zone, short: true) + "/"
            + DateText.moment(midnight + stop, zone: zone, short: true)
        return
      }
      let settled = settled(clock)
      let moment = midnight + settled.start
      mention.kind = .datetime
      mention.value = DateText.moment(moment, zone: zone)
      mention.iso = DateText.moment(moment, zone: zone, short: true)
      open(&mention, side, mention.value, mention.value, .datetimeRange)
      return
    }
    mention.iso = DateText.record(recordPeriod)
    if period.start == period.end {
      mention.kind = .datetime
      mention.value = DateText.moment(period.start)
      open(&mention, side, mention.value, mention.value, .datetimeRange)
      return
    }
    let wholeDays = period.start % perDay == 0 && period.end % perDay == 0
    if !wholeDays || unit.rawValue < TimeUnit.day.rawValue {
      mention.kind = .datetimeRange
      mention.value = DateText.moment(period.start)
      mention.end = DateText.moment(period.end)
      return
    }
    let start = DateText.day(period.startDay)
    let end = DateText.day(CivilCalendar.dayNumber(period.end))
    if unit == .day {
      mention.kind = .date
      mention.value = start
      open(&mention, side, start, side == .behind ? start : end, .dateRange)
      return
    }
    mention.kind = .dateRange
    mention.value = start
    mention.end = end
    let named = has(first, .the) ? first + 1 : first
    if side == .by || side == .until, word(named).has(.edge) || word(named).has(.initials),
      word(named).edge == .late
    {
      // Until the end of a stretch.
      mention.value = nil
      if side == .by, let reference, reference.moment < period.end {
        mention.kind = .datetimeRange
        mention.value = DateText.moment(reference.moment)
      }
    } else if side != .by {
      open(&mention, side, start, end, .dateRange)
    }
  }

  private func atomsFollowedByPossessive(_ mention: DateMention) -> Bool {
    let token = mention.tokens.end
    guard token < sentence.end else { return false }
    return words.entries[words.entry(vocabulary.lower[Int(tokens.word[token])])].has(.possessive)
  }

  /// Opens one side of a value: `since` keeps its start, `after` begins behind it, `until` and
  /// `before` end at its start.
  private func open(
    _ mention: inout DateMention, _ side: Side, _ start: String?, _ end: String?, _ kind: DateKind
  ) {
    switch side {
    case .none, .by: return
    case .from:
      mention.value = start
      mention.end = nil
    case .behind:
      mention.value = end
      mention.end = nil
    case .until:
      mention.value = nil
      mention.end = start
    }
    mention.kind = kind
  }
}
