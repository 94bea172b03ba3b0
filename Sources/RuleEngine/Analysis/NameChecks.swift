import DocumentModel

/// The words of the pattern language that are fixed.
enum PatternVocabulary {
  /// Tags of quantities of one kind.
  static let kindTags: [String: QuantityKind] = [
    "Money": .money, "Percent": .percent, "Measure": .measure, "Duration": .duration, "Age": .age,
    "Ordinal": .ordinal,
  ]
  /// Tags that give a number of whatever kind.
  static let countTags = ["A", "No", "Number", "Quantity"]

  static let tags = [
    "A", "Age", "Date", "Demonym", "Duration", "Measure", "Money", "No", "Number", "Ordinal",
    "Organization", "Percent", "Person", "Place", "Quantity",
  ]
  static let tokenKeys = ["lemma", "pos", "shape", "tag", "text", "word"]

  /// The keys that a tag's condition may use.
  static func keys(of tag: String) -> [String] {
    switch tag {
    case "Date": ["kind", "value"]
    case "Person", "Organization", "Place", "Demonym": ["country"]
    case "Number": []
    default: ["high", "kind", "low", "noun", "qualifier", "unit", "value"]
    }
  }

  static let numberKeys: Set<String> = ["value", "low", "high"]
}

extension PackChecker {
  /// Every pattern of every block: names, tags, conditions, regular expressions, words.
  mutating func checkNames() {
    for phrase in declarations.phrases { checkNames(in: phrase.syntax.pattern) }
    for rule in declarations.rules + declarations.ignores {
      for line in rule.syntax.lines {
        // What a record hands down to its rules is looked at there.
        if case .also(let also) = line, isInherited(also) { continue }
        for pattern in PackChecker.patterns(line) { checkNames(in: pattern) }
      }
    }
    for record in declarations.records {
      for also in record.syntax.also { checkNames(in: also.pattern) }
    }
    for attribution in declarations.attributions {
      for status in attribution.syntax.statuses { checkNames(in: status.pattern) }
      if let source = attribution.syntax.source { checkNames(in: source) }
    }
  }

  /// Whether an `also` line of a rule stands in a record that it makes.
  func isInherited(_ also: AlsoSyntax) -> Bool { recordAlsos.contains(also.place) }

  private mutating func checkNames(in pattern: PatternSyntax) {
    checkNode(pattern)
    for child in pattern.children { checkNames(in: child) }
  }

  private mutating func checkNode(_ pattern: PatternSyntax) {
    switch pattern {
    case .word(let name):
      if let phrase = phraseNames[name.text] {
        log.report(
          .wordIsPhrase,
          "the word '\(name.text)' is also the name of a phrase (\(locator.short(phrase.place)))",
          at: name.place,
          suggestion:
            "write '<\(name.text)>' to use the phrase, or \"\(name.text)\" in quotes for the word")
      }
    case .lemma(let name, _): checkLemma(name)
    case .lexicon(let name):
      usedLexicons.insert(name.text)
      if lexiconsByName[name.text] == nil {
        log.report(
          .unknownLexicon, "unknown lexicon '$\(name.text)'", at: name.place,
          suggestion: lexiconSuggestion(name.text))
      }
    case .reference(let name):
      usedPhrases.insert(name.text)
      if phraseNames[name.text] == nil {
        let near = log.nearest(to: name.text, among: phraseNames.keys)
        log.report(
          .unknownPhrase, "unknown phrase '<\(name.text)>'", at: name.place,
          suggestion: near.flatMap { found in
            phraseNames[found].map { "did you mean '<\(found)>' (\(locator.short($0.place)))?" }
          } ?? "declare it: phrase \(name.text) = …")
      }
    case .tag(let name, let conditions): checkTag(name, conditions)
    case .token(let condition, _):
      checkCondition(condition, keys: PatternVocabulary.tokenKeys, of: "a token")
      checkContradiction(condition)
    case .regex(let name): checkRegex(name)
    default: break
    }
  }

  private mutating func lexiconSuggestion(_ name: String) -> String {
    if let near = log.nearest(to: name, among: lexiconsByName.keys),
      let found = declarations.lexicons.first(where: { $0.syntax.name.text == near })
    {
      return "did you mean '$\(near)' (\(locator.short(found.syntax.name.place)))?"
    }
    return phraseNames[name] != nil
      ? "'\(name)' is a phrase: write '<\(name)>'" : "declare it: lexicon \(name)"
  }

  private mutating func checkLemma(_ name: Name) {
    guard warns, let base = inflection?.base(ofInflected: name.text.lowercased()) else { return }
    log.report(
      .inflectedLemma, "'\(name.text)' looks like a form of '\(base)', and '~' takes a lemma",
      at: name.place,
      suggestion: "write '~\(base)' for every form, or '\(name.text)' for this one")
  }

  private mutating func checkTag(_ name: Name, _ conditions: ConditionSyntax?) {
    guard PatternVocabulary.tags.contains(name.text) else {
      let near = Suggestion.nearest(to: name.text, among: PatternVocabulary.tags)
      log.report(
        .unknownTag, "unknown tag '\(name.text)'", at: name.place,
        suggestion: near.map { "did you mean '\($0)'?" }
          ?? "a capital begins a tag; write '\(name.text.lowercased())' for the word in any case, "
          + "or '\(name.text)' in single quotes for exactly this")
      return
    }
    guard let conditions else { return }
    checkCondition(conditions, keys: PatternVocabulary.keys(of: name.text), of: "'\(name.text)'")
    checkContradiction(conditions)
  }

  private mutating func checkCondition(
    _ condition: ConditionSyntax, keys: [String], of what: String
  ) {
    switch condition {
    case .not(let inner): checkCondition(inner, keys: keys, of: what)
    case .and(let parts), .or(let parts):
      for part in parts { checkCondition(part, keys: keys, of: what) }
    case .test(let key, let operation, let values):
      guard keys.contains(key.text) else {
        log.report(
          .unknownKey, "\(what) has no '\(key.text)'", at: key.place,
          suggestion: suggest(
            key.text, among: keys,
            else: keys.isEmpty ? "delete the condition" : "it has \(keys.joined(separator: ", "))"))
        return
      }
      let isNumber = PatternVocabulary.numberKeys.contains(key.text) && what != "'Date'"
      if !isNumber, operation != .equal, operation != .notEqual {
        log.report(
          .typeClash,
          "'\(key.text)' is no number and cannot be compared by '\(operation.rawValue)'",
          at: key.place, suggestion: "write '=' or '!='")
        return
      }
      for value in values { checkValue(value, of: key.text, isNumber: isNumber) }
    }
  }

  private mutating func checkValue(_ value: Name, of key: String, isNumber: Bool) {
    func unknown(_ code: DiagnosticCode, _ what: String, _ known: [String]) {
      log.report(
        code, "unknown \(what) '\(value.text)'", at: value.place,
        suggestion: suggest(
          value.text, among: known, else: "one of \(known.joined(separator: ", "))"))
    }
    switch key {
    case _ where isNumber:
      if TestValue.number(value.text) == nil {
        log.report(
          .typeClash, "'\(key)' is compared with '\(value.text)', which is no number",
          at: value.place, suggestion: "write digits, such as 100")
      }
    case "pos":
      let known = PartOfSpeech.allCases.map(\.name)
      if !known.contains(value.text) { unknown(.unknownPartOfSpeech, "part of speech", known) }
    case "qualifier":
      let known = Qualifier.allCases.map(\.rawValue)
      if !known.contains(value.text) { unknown(.undeclaredValue, "qualifier", known) }
    case "tag":
      let known = EntityKind.allCases.map(\.tag)
      if !known.contains(value.text) { unknown(.unknownTag, "tag", known) }
    case "kind":
      let known = QuantityKind.allCases.map(\.rawValue) + DateKind.allCases.map(\.rawValue)
      if !known.contains(value.text) { unknown(.undeclaredValue, "kind", known) }
    case "lemma":
      checkLemma(value)
    default: break
    }
  }

  private mutating func checkRegex(_ name: Name) {
    do {
      let regex = try TokenRegex.compile(name.text)
      if regex.needsSpace {
        log.report(
          .contradiction, "a token never holds a space, so this matches nothing", at: name.place,
          suggestion: "write one element for each token")
      } else if name.text.isEmpty || name.text == "(?i)" {
        log.report(
          .matchesNothing, "an empty regular expression matches no token", at: name.place,
          suggestion: "delete it, or write '_' for any token")
      }
    } catch {
      // The slash stands before the text, and `(?i)` is not written.
      let shift = 1 - (name.text.hasPrefix("(?i)") ? 4 : 0)
      let start = min(name.place.end, name.place.start + max(0, error.start + shift))
      let end = min(name.place.end, max(start + 1, name.place.start + error.end + shift))
      log.report(
        .badRegularExpression, "in the regular expression: \(error.message)",
        at: SourcePlace(file: name.place.file, start: start, end: end),
        suggestion: error.suggestion)
    }
  }

  /// Reports tests that exclude each other, such as `[pos=NOUN & pos=VERB]`.
  private mutating func checkContradiction(_ condition: ConditionSyntax) {
    guard warns else { return }
    switch condition {
    case .or(let parts): for part in parts { checkContradiction(part) }
    case .not, .test: break
    case .and(let parts):
      for part in parts { if case .or = part { checkContradiction(part) } }
      guard let (first, second) = Contradiction.find(parts),
        let place = first.place?.joined(second.place)
      else { return }
      log.report(
        .contradiction,
        "'\(PatternPrinter.text(first))' and '\(PatternPrinter.text(second))' exclude each other",
        at: place, suggestion: "no token passes both; '|' between values means either")
    }
  }
}

/// Finds two tests of a conjunction that nothing can pass.
enum Contradiction {
  /// Pairs are compared, and nobody writes more tests than this by hand.
  private static let limit = 64

  static func find(_ parts: [ConditionSyntax]) -> (ConditionSyntax, ConditionSyntax)? {
    let parts = parts.prefix(limit)
    let readings = parts.map { reading($0) }
    for first in parts.indices {
      guard let left = readings[first] else { continue }
      for second in parts.indices where second > first {
        if let right = readings[second], left.key == right.key, excludes(left.test, right.test) {
          return (parts[first], parts[second])
        }
      }
    }
    return nil
  }

  private static func excludes(_ a: Test, _ b: Test) -> Bool {
    switch (a, b) {
    case (.anyOf(let x), .anyOf(let y)): return x.isDisjoint(with: y)
    case (.anyOf(let x), .noneOf(let y)), (.noneOf(let y), .anyOf(let x)): return x.isSubset(of: y)
    case (.interval(let x), .interval(let y)):
      return x.low > y.high || y.low > x.high
        || x.low == y.high && (x.lowOpen || y.highOpen)
        || y.low == x.high && (y.lowOpen || x.highOpen)
    default: return false
    }
  }

  private enum Test {
    case anyOf(Set<String>)
    case noneOf(Set<String>)
    case interval(Interval)
  }

  private struct Interval {
    var low = -Double.infinity
    var high = Double.infinity
    var lowOpen = false
    var highOpen = false
  }

  private static func reading(_ condition: ConditionSyntax) -> (key: String, test: Test)? {
    switch condition {
    case .not(.test(let key, .equal, let values)): return (key.text, .noneOf(set(key, values)))
    case .not(.test(let key, .notEqual, let values)): return (key.text, .anyOf(set(key, values)))
    case .test(let key, let operation, let values):
      if PatternVocabulary.numberKeys.contains(key.text) {
        guard values.count == 1, let value = TestValue.number(values[0].text) else { return nil }
        var interval = Interval()
        switch operation {
        case .equal: (interval.low, interval.high) = (value, value)
        case .less: (interval.high, interval.highOpen) = (value, true)
        case .lessOrEqual: interval.high = value
        case .greater: (interval.low, interval.lowOpen) = (value, true)
        case .greaterOrEqual: interval.low = value
        case .notEqual: return nil
        }
        return (key.text, .interval(interval))
      }
      switch operation {
      case .equal: return (key.text, .anyOf(set(key, values)))
      case .notEqual: return (key.text, .noneOf(set(key, values)))
      default: return nil
      }
    default: return nil
    }
  }

  private static func set(_ key: Name, _ values: [Name]) -> Set<String> {
    Set(values.map { key.text == "text" ? $0.text : $0.text.lowercased() })
  }
}
