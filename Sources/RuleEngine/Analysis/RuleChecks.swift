import DocumentModel

extension PackChecker {
  /// Fields that every record has and every rule may fill.
  static let envelope: [(name: String, type: RecordSchema.FieldType)] = [
    ("claimed_by", .text), ("status", .enumeration(Status.allCases.map(\.rawValue))),
  ]

  mutating func checkRule(_ rule: RuleSyntax) {
    guard let recordName = rule.record else { return }
    guard let record = records.byName[recordName.text] else {
      log.report(
        .unknownRecord, "unknown record '\(recordName.text)'", at: recordName.place,
        suggestion: suggest(
          recordName.text, among: recordNames, else: "declare it: record \(recordName.text)"))
      return
    }
    var filledByLines: Set<String> = []
    var seenSets: [String: Name] = [:]
    for line in rule.lines {
      switch line {
      case .set(let field, let value):
        if let first = seenSets[field.text] {
          log.report(
            .duplicateName, "a second 'set \(field.text)'", at: field.place,
            suggestion: "the first is in \(locator.short(first.place))")
        }
        seenSets[field.text] = field
        filledByLines.insert(field.text)
        checkSet(field, value, record)
      case .take(let fields, let reference, _):
        checkReference(reference)
        for field in fields {
          filledByLines.insert(field.text)
          checkTaken(field, from: reference, record)
        }
      case .link(let field, let reference, _):
        checkReference(reference)
        filledByLines.insert(field.text)
        checkLink(field, to: reference, record)
      case .yields(let name): checkWinner(name, of: rule)
      case .match, .event, .also, .unless, .skip: break
      }
    }
    var alternatives = 0
    for line in rule.lines {
      switch line {
      case .match(let pattern):
        alternatives += 1
        checkAlternative(pattern, at: pattern.place ?? rule.name.place, record)
        checkFilled(
          facts.certain(pattern).union(filledByLines), record, pattern.place ?? rule.name.place)
      case .event(let event):
        alternatives += 1
        checkEvent(event, record)
        var filled = filledByLines
        for part in [event.subject, event.verb, event.object] {
          if let part { filled.formUnion(facts.certain(part)) }
        }
        checkFilled(filled, record, event.place)
      case .also(let also):
        if isInherited(also) {
          checkSize([also.pattern], at: rule.name.place, copies: PackLimits.elementsOfLine)
        } else {
          checkAlso(also, record)
        }
      case .unless(let unless): checkUnless(unless)
      default: break
      }
    }
    if alternatives == 0 {
      log.report(
        .incomplete, "the rule '\(rule.name.text)' has nothing to match", at: rule.name.place,
        suggestion: "add a 'match' or an 'event' line")
    }
    for test in rule.tests { checkTest(test, record) }
    if rule.tests.isEmpty {
      log.report(
        .noTest, "the rule '\(rule.name.text)' has no test", at: rule.name.place,
        suggestion: "add a line: test \"…\" -> …")
    }
  }

  mutating func checkIgnore(_ rule: RuleSyntax) {
    var alternatives = 0
    for line in rule.lines {
      switch line {
      case .match(let pattern):
        alternatives += 1
        checkNotEmpty(pattern, "the pattern", at: pattern.place ?? rule.name.place)
        checkShape(pattern)
        checkAnchor([pattern], at: pattern.place ?? rule.name.place)
        if let capture = firstCapture(pattern) {
          log.report(
            .typeClash, "an 'ignore' makes no record, and so has no field '\(capture.text)'",
            at: capture.place, suggestion: "delete '\(capture.text):'")
        }
      case .unless(let unless): checkUnless(unless)
      default: break
      }
    }
    if alternatives == 0 {
      log.report(
        .incomplete, "'ignore \(rule.name.text)' has nothing to match", at: rule.name.place,
        suggestion: "add a 'match' line")
    }
    for test in rule.tests { checkTest(test, nil) }
    if rule.tests.isEmpty {
      log.report(
        .noTest, "'ignore \(rule.name.text)' has no test", at: rule.name.place,
        suggestion: "add a line: test \"…\" -> none")
    }
  }

  /// `also` lines of a record.
  mutating func checkAlso(of record: RecordSyntax) {
    guard let resolved = records.byName[record.name.text] else { return }
    for also in record.also { checkAlso(also, resolved) }
  }

  private func firstCapture(_ pattern: PatternSyntax) -> Name? {
    var first: Name?
    pattern.visit {
      if case .capture(let name, _) = $0, first == nil { first = name }
    }
    return first
  }

  private mutating func checkNotEmpty(
    _ pattern: PatternSyntax, _ what: String, at place: SourcePlace
  ) {
    if facts.minimumLength(pattern) == 0 {
      log.report(
        .matchesNothing, "\(what) can match no word at all", at: place,
        suggestion: "make it need at least one word")
    }
  }

  private mutating func checkAlternative(
    _ pattern: PatternSyntax, at place: SourcePlace, _ record: ResolvedRecord
  ) {
    checkNotEmpty(pattern, "the pattern", at: place)
    checkShape(pattern)
    checkCaptures(in: [pattern], record)
    checkEach(in: [pattern])
    checkAnchor([pattern], at: place)
  }

  private mutating func checkEvent(_ event: EventSyntax, _ record: ResolvedRecord) {
    let parts = [event.subject, event.verb, event.object].compactMap { $0 }
    checkSize(event)
    for part in parts { checkEnds(part) }
    if facts.minimumLength(event.verb) == 0 {
      checkNotEmpty(event.verb, "the verb", at: event.verb.place ?? event.place)
    }
    if event.object == nil, let subject = event.subject {
      checkNotEmpty(subject, "the subject", at: subject.place ?? event.place)
    }
    checkCaptures(in: parts, record)
    checkEach(in: parts)
    checkAnchor([event.verb], at: event.verb.place ?? event.place)
  }

  private mutating func checkAlso(_ also: AlsoSyntax, _ record: ResolvedRecord) {
    checkNotEmpty(also.pattern, "the pattern", at: also.pattern.place ?? also.place)
    checkShape(also.pattern)
    checkCaptures(in: [also.pattern], record)
    if facts.possible(also.pattern).isEmpty {
      log.report(
        .incomplete, "this 'also' fills no field", at: also.pattern.place ?? also.place,
        suggestion: "put a field before what it captures: place:<place>")
    }
    if facts.hasEach(also.pattern) {
      log.report(
        .wrongEach, "'each' in an 'also' line", at: also.pattern.place ?? also.place,
        suggestion: "lists belong into 'match' and 'event'")
    }
  }

  private mutating func checkUnless(_ unless: UnlessSyntax) {
    checkNotEmpty(unless.pattern, "the pattern", at: unless.pattern.place ?? unless.place)
    checkShape(unless.pattern)
    if let capture = firstCapture(unless.pattern) {
      log.report(
        .typeClash, "what 'unless' finds fills no field", at: capture.place,
        suggestion: "delete '\(capture.text):'")
    }
  }

  private mutating func checkFilled(
    _ filled: Set<String>, _ record: ResolvedRecord, _ place: SourcePlace
  ) {
    for field in record.fields where field.required && !filled.contains(field.name.text) {
      log.report(
        .requiredNotFilled,
        "'\(record.name.text)' needs '\(field.name.text)', and not every way through this fills it",
        at: place,
        suggestion:
          "capture '\(field.name.text):' on every way, or add 'set \(field.name.text) = …'")
    }
  }

  private mutating func checkEach(in parts: [PatternSyntax]) {
    var outer: [SourcePlace] = []
    for part in parts { collectEach(part, inside: false, repeated: false, &outer) }
    if outer.count > 1,
      !parts.allSatisfy({ onlyOneEach($0) }) || parts.filter({ facts.hasEach($0) }).count > 1
    {
      log.report(
        .wrongEach, "a second 'each' in one pattern", at: outer[1],
        suggestion: "one list a pattern; give the other its own 'match' line")
    }
  }

  /// Whether no sequence holds two lists; alternatives may each have one.
  private mutating func onlyOneEach(_ pattern: PatternSyntax) -> Bool {
    if case .sequence(let parts) = pattern, parts.filter({ facts.hasEach($0) }).count > 1 {
      return false
    }
    for child in pattern.children where !onlyOneEach(child) { return false }
    return true
  }

  private mutating func collectEach(
    _ pattern: PatternSyntax, inside: Bool, repeated: Bool, _ outer: inout [SourcePlace]
  ) {
    switch pattern {
    case .each(let inner, let place):
      if inside || facts.hasEach(inner) && !inside {
        log.report(
          .wrongEach, "'each' inside 'each'", at: place, suggestion: "one list a pattern")
        return
      }
      if repeated {
        log.report(
          .wrongEach, "'each' inside a repetition", at: place,
          suggestion: "'each' is a repetition itself: delete the outer one")
      } else if facts.minimumLength(inner) == 0 {
        log.report(
          .matchesNothing, "an item of 'each' can match no word at all", at: place,
          suggestion: "make it need at least one word")
      } else if facts.possible(inner).isEmpty {
        log.report(
          .wrongEach, "'each' captures nothing", at: place,
          suggestion: "put the captures of one item inside: each(figure:Quantity …)")
      }
      outer.append(place)
    case .repetition(let inner, _, let most, _):
      collectEach(inner, inside: inside, repeated: repeated || most != 1, &outer)
    case .reference(let name):
      if facts.hasEach(pattern) {
        if inside {
          log.report(.wrongEach, "'each' inside 'each'", at: name.place)
        }
        outer.append(name.place)
      }
    default:
      for child in pattern.children {
        collectEach(child, inside: inside, repeated: repeated, &outer)
      }
    }
  }

  private mutating func checkWinner(_ name: Name, of rule: RuleSyntax) {
    if name.text == "all" { return }
    if name.text == rule.name.text {
      log.report(
        .unknownWinner, "the rule yields to itself", at: name.place, suggestion: "delete the line")
      return
    }
    if ruleNames.contains(name.text) || records.byName[name.text] != nil { return }
    log.report(
      .unknownWinner, "no rule or record '\(name.text)' to yield to", at: name.place,
      suggestion: suggest(
        name.text,
        among: log.looksForNames ? ruleNames.sorted() + recordNames + ["all"] : [],
        else: "name a rule, a record type, or 'all'"))
  }
}
