import DocumentModel

extension PackChecker {
  /// How many pairs of alternatives are compared at most; beyond it nothing is said.
  static let pairLimit = 20_000

  /// Finds alternatives and rules that can never win, since another takes all that they take.
  mutating func checkWinners() {
    for phrase in declarations.phrases where phrase.pack == 0 {
      checkChoices(phrase.syntax.pattern)
    }
    for rule in (declarations.rules + declarations.ignores) where rule.pack == 0 {
      for line in rule.syntax.lines {
        if case .also(let also) = line, isInherited(also) { continue }
        for pattern in PackChecker.patterns(line) { checkChoices(pattern) }
      }
    }
    var search = WinnerSearch(facts: facts)
    var packs: [SourcePlace: Int] = [:]
    for rule in declarations.rules {
      search.add(rule.syntax)
      packs[rule.syntax.name.place] = rule.pack
    }
    for loser in search.losers() {
      switch loser {
      case .alternative(let place, let other):
        log.report(
          .neverWins,
          "this alternative can never win: the one in \(locator.short(other)) matches all that it does",
          at: place, suggestion: "delete it")
      case .rule(let name, let other):
        guard packs[name.place] == 0 else { continue }
        log.report(
          .neverWins,
          "the rule '\(name.text)' can never win: '\(other.text)' (\(locator.short(other.place))) matches all that it does",
          at: name.place, suggestion: "delete it, or add 'yields \(name.text)' to '\(other.text)'")
      case .tie(let name, let other):
        guard packs[name.place] == 0 else { continue }
        log.report(
          .tie,
          "the rule '\(name.text)' ties with '\(other.text)' (\(locator.short(other.place))) wherever it matches, and wins by its name alone",
          at: name.place,
          suggestion: "say which yields: 'yields \(name.text)' in '\(other.text)', or the other way"
        )
      }
    }
  }

  /// Reports an alternative that stands twice in one choice.
  private mutating func checkChoices(_ pattern: PatternSyntax) {
    if case .choice(let parts) = pattern {
      var seen: [String: PatternSyntax] = [:]
      for part in parts {
        var text = PatternPrinter.text(part)
        if case .word(let name) = part { text = PackChecker.comparable(name.text) }
        if seen[text] != nil, let place = part.place {
          log.report(
            .neverWins, "the alternative '\(PatternPrinter.text(part))' stands twice", at: place,
            suggestion: "delete it")
        } else {
          seen[text] = part
        }
      }
    }
    for child in pattern.children { checkChoices(child) }
  }
}

/// Compares the alternatives of rules that make the same record.
struct WinnerSearch {
  enum Loser {
    case alternative(SourcePlace, by: SourcePlace)
    case rule(Name, by: Name)
    case tie(Name, with: Name)
  }

  private struct Alternative {
    var rule: Int
    var place: SourcePlace
    /// One pattern, or subject, verb and object of an event; nil where the event has none.
    var parts: [PatternSyntax?]
    var necessary: Set<String>
    var all: Set<String>
  }

  private struct Rule {
    var syntax: RuleSyntax
    var alternatives: [Int] = []
    var sets: Set<String> = []
    var also: Set<String> = []
    var unless: Set<String> = []
    var skip: Set<String> = []
    var yields: Set<String> = []
  }

  private let facts: PatternFacts
  private var rules: [Rule] = []
  private var alternatives: [Alternative] = []
  private var labels = LabelTable()
  private var automata: [Int: [PatternAutomaton?]?] = [:]
  private var budget = PackChecker.pairLimit
  /// Cheap comparisons, elements of opened phrases, and states of automata that may still be
  /// looked at.
  private var comparisons = 2_000_000
  private var leaves = 2_000_000
  private var states = 20_000_000

  init(facts: PatternFacts) { self.facts = facts }

  mutating func add(_ syntax: RuleSyntax) {
    guard leaves > 0 else { return }
    var rule = Rule(syntax: syntax)
    for line in syntax.lines {
      switch line {
      case .match(let pattern):
        rule.alternatives.append(alternatives.count)
        alternatives.append(
          alternative(rules.count, pattern.place ?? syntax.name.place, [pattern]))
      case .event(let event):
        rule.alternatives.append(alternatives.count)
        alternatives.append(
          alternative(rules.count, event.place, [event.subject, event.verb, event.object]))
      case .also(let also):
        rule.also.insert(
          "\(PatternPrinter.text(also.pattern)) \(also.within) \(also.direction?.rawValue ?? "")")
      case .unless(let unless):
        rule.unless.insert("\(PatternPrinter.text(unless.pattern)) \(unless.within ?? 0)")
      case .set(let field, _): rule.sets.insert(field.text)
      case .take(let fields, _, _): rule.sets.formUnion(fields.map(\.text))
      case .link(let field, _, _): rule.sets.insert(field.text)
      case .skip(let names): rule.skip.formUnion(names.map(\.text))
      case .yields(let name): rule.yields.insert(name.text)
      }
    }
    rules.append(rule)
  }

  private mutating func alternative(
    _ rule: Int, _ place: SourcePlace, _ parts: [PatternSyntax?]
  ) -> Alternative {
    var result = Alternative(rule: rule, place: place, parts: parts, necessary: [], all: [])
    for case .some(let part) in parts {
      result.necessary.formUnion(necessary(part, depth: 0))
      for leaf in facts.leaves(part) {
        leaves -= 1
        if let text = WinnerSearch.literal(leaf) { result.all.insert(text) }
      }
    }
    return result
  }

  /// Elements that only an equal element contains.
  private static func literal(_ leaf: PatternSyntax) -> String? {
    switch leaf {
    case .phrase, .lemma, .lexicon, .regex: PatternPrinter.text(leaf)
    case .word(let name), .exact(let name): PackChecker.comparable(name.text)
    default: nil
    }
  }

  /// Literals that every way through a pattern passes; phrases are opened a few levels deep.
  private mutating func necessary(_ pattern: PatternSyntax, depth: Int) -> Set<String> {
    leaves -= 1
    guard leaves > 0 else { return [] }
    switch pattern {
    case .sequence(let parts):
      var all: Set<String> = []
      for part in parts { all.formUnion(necessary(part, depth: depth)) }
      return all
    case .choice(let parts):
      guard let first = parts.first else { return [] }
      var common = necessary(first, depth: depth)
      for part in parts.dropFirst() where !common.isEmpty {
        common.formIntersection(necessary(part, depth: depth))
      }
      return common
    case .repetition(let inner, let least, _, _):
      return least > 0 ? necessary(inner, depth: depth) : []
    case .capture(_, let inner), .each(let inner, _): return necessary(inner, depth: depth)
    case .reference(let name):
      guard depth < 3, let phrase = facts.phrases[name.text] else { return [] }
      return necessary(phrase, depth: depth + 1)
    case .gap: return []
    default: return WinnerSearch.literal(pattern).map { [$0] } ?? []
    }
  }

  mutating func losers() -> [Loser] {
    var frequency: [String: Int] = [:]
    for alternative in alternatives {
      for text in alternative.all { frequency[text, default: 0] += 1 }
    }
    // Each alternative is filed under its rarest literal, which whatever it contains has too.
    var filed: [String: [Int]] = [:]
    for (index, alternative) in alternatives.enumerated() {
      let key = alternative.necessary.min { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
      filed[key ?? "", default: []].append(index)
    }
    // For each alternative those that contain it.
    var containers: [[Int]] = []
    for index in alternatives.indices {
      var found: [Int] = []
      let keys = [""] + alternatives[index].all.sorted()
      for key in keys {
        for other in filed[key] ?? [] where other != index && comparisons > 0 {
          comparisons -= 1
          if comparable(other, index), contains(other, index) { found.append(other) }
        }
      }
      containers.append(found)
    }
    var result: [Loser] = []
    for (number, rule) in rules.enumerated() {
      for index in rule.alternatives {
        let within = containers[index].filter { other in
          alternatives[other].rule == number
            // Of two equal ones the later is said to lose.
            && (other < index || !containers[other].contains(index))
        }
        if let other = within.first {
          result.append(.alternative(alternatives[index].place, by: alternatives[other].place))
        }
      }
      if let loser = loser(number, containers) { result.append(loser) }
    }
    return result
  }

  private func comparable(_ a: Int, _ b: Int) -> Bool {
    let left = alternatives[a]
    let right = alternatives[b]
    return rules[left.rule].syntax.record?.text == rules[right.rule].syntax.record?.text
      && left.parts.count == right.parts.count && left.necessary.isSubset(of: right.all)
      && zip(left.parts, right.parts).allSatisfy { ($0 == nil) == ($1 == nil) }
  }

  /// A rule all of whose alternatives another rule contains, without having more to fill.
  private func loser(_ number: Int, _ containers: [[Int]]) -> Loser? {
    let rule = rules[number]
    guard let first = rule.alternatives.first else { return nil }
    let candidates = Set(containers[first].map { alternatives[$0].rule }).subtracting([number])
    for other in candidates.sorted() {
      let all = rule.alternatives.allSatisfy { index in
        containers[index].contains { alternatives[$0].rule == other }
      }
      let winner = rules[other]
      guard all, winner.unless.isSubset(of: rule.unless), winner.sets.isSuperset(of: rule.sets),
        winner.also.isSuperset(of: rule.also),
        rule.skip.isEmpty || winner.skip.isSuperset(of: rule.skip)
      else { continue }
      let name = rule.syntax.name
      let otherName = winner.syntax.name
      if winner.yields.contains(name.text) { continue }
      if rule.yields.contains(otherName.text) || otherName.text < name.text {
        return .rule(name, by: otherName)
      }
      return .tie(name, with: otherName)
    }
    return nil
  }

  /// Whether alternative `a` takes all that `b` takes; false also when it is not decided.
  private mutating func contains(_ a: Int, _ b: Int) -> Bool {
    guard budget > 0, states > 0 else { return false }
    budget -= 1
    guard let left = automaton(a), let right = automaton(b) else { return false }
    for (mine, theirs) in zip(left, right) {
      switch (mine, theirs) {
      case (nil, nil): continue
      case (.some(let mine), .some(let theirs)):
        if !mine.includes(theirs, &labels, &states) { return false }
      default: return false
      }
    }
    return true
  }

  /// The automata of an alternative's parts; nil when one is too large.
  private mutating func automaton(_ index: Int) -> [PatternAutomaton?]? {
    if let known = automata[index] { return known }
    var built: [PatternAutomaton?] = []
    for part in alternatives[index].parts {
      guard let part else {
        built.append(nil)
        continue
      }
      guard let automaton = PatternAutomaton(part, phrases: facts.phrases, labels: &labels) else {
        automata[index] = .some(nil)
        return nil
      }
      built.append(automaton)
    }
    automata[index] = built
    return built
  }
}
