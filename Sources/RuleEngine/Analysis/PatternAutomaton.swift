import DocumentModel

/// An element of a pattern with the fields that are open around it.
struct PatternLabel: Hashable {
  /// The element as printed.
  var text: String
  /// Fields and lists around it.
  var context: String
}

/// Labels of all automata of a pack, numbered.
struct LabelTable {
  private(set) var labels: [PatternLabel] = []
  private(set) var elements: [PatternSyntax] = []
  private var numbers: [PatternLabel: Int] = [:]
  private var known: [SIMD2<Int32>: Bool] = [:]

  mutating func number(_ element: PatternSyntax, _ text: String, _ context: String) -> Int {
    let label = PatternLabel(text: text, context: context)
    if let number = numbers[label] { return number }
    numbers[label] = labels.count
    labels.append(label)
    elements.append(element)
    return labels.count - 1
  }

  /// Whether label `a` takes every token that `b` takes; false when that cannot be told.
  mutating func includes(_ a: Int, _ b: Int) -> Bool {
    if a == b { return true }
    let key = SIMD2(Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b))
    if let answer = known[key] { return answer }
    let answer =
      labels[a].context == labels[b].context && LabelTable.includes(elements[a], elements[b])
    known[key] = answer
    return answer
  }

  private static func includes(_ a: PatternSyntax, _ b: PatternSyntax) -> Bool {
    switch (a, b) {
    case (.any, .word), (.any, .exact), (.any, .token), (.any, .regex), (.any, .lemma(_, nil)),
      (.any, .any):
      return true
    case (.word(let x), .word(let y)), (.word(let x), .exact(let y)):
      return PackChecker.comparable(x.text) == PackChecker.comparable(y.text)
    case (.token(let x, _), .token(let y, _)): return includes(x, y)
    case (.tag(let x, let wide), .tag(let y, let narrow)):
      guard x.text == y.text else { return false }
      guard let wide else { return true }
      return narrow.map { includes(wide, $0) } ?? false
    default: return false
    }
  }

  /// Whether what passes `b` passes `a`: each part of `a` is among the parts of `b` or wider than
  /// one of them.
  private static func includes(_ a: ConditionSyntax, _ b: ConditionSyntax) -> Bool {
    func parts(_ condition: ConditionSyntax) -> [ConditionSyntax] {
      if case .and(let parts) = condition { return parts }
      return [condition]
    }
    let (wide, narrow) = (parts(a), parts(b))
    guard wide.count * narrow.count <= 1_000 else { return false }
    return wide.allSatisfy { wide in
      narrow.contains { narrow in
        if case .test(let x, .equal, let all) = wide, case .test(let y, .equal, let some) = narrow,
          x.text == y.text
        {
          return Set(some.map(\.text)).isSubset(of: Set(all.map(\.text)))
        }
        return PatternPrinter.text(wide) == PatternPrinter.text(narrow)
      }
    }
  }
}

/// A pattern as a nondeterministic automaton over labels, phrases opened.
struct PatternAutomaton {
  struct State {
    var empty: [Int] = []
    var steps: [(label: Int, to: Int)] = []
    /// Steps that take no token: ends of the sentence.
    var bounds: [(label: Int, to: Int)] = []
  }

  static let stateLimit = 600

  private(set) var states: [State] = [State()]
  private(set) var accept = 0

  /// nil when the automaton would be too large to decide anything.
  init?(_ pattern: PatternSyntax, phrases: [String: PatternSyntax], labels: inout LabelTable) {
    var end = 0
    guard add(pattern, from: 0, to: &end, "", phrases, &labels) else { return nil }
    accept = end
  }

  private mutating func newState() -> Int? {
    guard states.count < PatternAutomaton.stateLimit else { return nil }
    states.append(State())
    return states.count - 1
  }

  /// Adds a pattern behind a state; `end` becomes its last state. False when it grows too large.
  private mutating func add(
    _ pattern: PatternSyntax, from start: Int, to end: inout Int, _ context: String,
    _ phrases: [String: PatternSyntax], _ labels: inout LabelTable
  ) -> Bool {
    switch pattern {
    case .sequence(let parts):
      var current = start
      for part in parts {
        var next = current
        guard add(part, from: current, to: &next, context, phrases, &labels) else { return false }
        current = next
      }
      end = current
      return true
    case .choice(let parts):
      guard let join = newState() else { return false }
      for part in parts {
        var next = start
        guard let first = newState() else { return false }
        states[start].empty.append(first)
        guard add(part, from: first, to: &next, context, phrases, &labels) else { return false }
        states[next].empty.append(join)
      }
      end = join
      return true
    case .repetition(let inner, let least, let most, _):
      return addRepeated(inner, least, most, from: start, to: &end, context, phrases, &labels)
    case .capture(let name, let inner):
      return add(inner, from: start, to: &end, context + " " + name.text, phrases, &labels)
    case .each(let inner, _):
      return add(inner, from: start, to: &end, context + " each", phrases, &labels)
    case .reference(let name):
      guard let phrase = phrases[name.text] else { return false }
      return add(phrase, from: start, to: &end, context + " <>", phrases, &labels)
    case .gap(let most, let excluding, let place):
      // Tokens in a gap count less than matched ones, so that only gaps contain gaps.
      let text = "gap" + (excluding.map { "!" + PatternPrinter.text($0) } ?? "")
      let label = labels.number(.gap(max: 1, excluding: excluding, place), text, context)
      guard let join = newState() else { return false }
      var current = start
      states[current].empty.append(join)
      for _ in 0..<most {
        guard let next = newState() else { return false }
        states[current].steps.append((label, next))
        states[next].empty.append(join)
        current = next
      }
      end = join
      return true
    case .sentenceStart, .sentenceEnd:
      guard let next = newState() else { return false }
      let label = labels.number(pattern, PatternPrinter.text(pattern), "")
      states[start].bounds.append((label, next))
      end = next
      return true
    default:
      guard let next = newState() else { return false }
      var text = PatternPrinter.text(pattern)
      if case .word(let name) = pattern { text = PackChecker.comparable(name.text) }
      states[start].steps.append((labels.number(pattern, text, context), next))
      end = next
      return true
    }
  }

  private mutating func addRepeated(
    _ inner: PatternSyntax, _ least: Int, _ most: Int?, from start: Int, to end: inout Int,
    _ context: String, _ phrases: [String: PatternSyntax], _ labels: inout LabelTable
  ) -> Bool {
    guard let join = newState() else { return false }
    var current = start
    for count in 0..<max(least, most ?? (least + 1)) {
      if count >= least { states[current].empty.append(join) }
      var next = current
      guard let first = newState() else { return false }
      states[current].empty.append(first)
      guard add(inner, from: first, to: &next, context, phrases, &labels) else { return false }
      if most == nil && count >= least { states[next].empty.append(first) }
      current = next
    }
    states[current].empty.append(join)
    end = join
    return true
  }

  /// The states reached without taking anything.
  func closure(_ start: [Int], _ budget: inout Int) -> [Int] {
    var seen = Set(start)
    var waiting = start
    while let state = waiting.popLast() {
      for next in states[state].empty where seen.insert(next).inserted { waiting.append(next) }
    }
    budget -= seen.count
    return seen.sorted()
  }

  /// Whether this automaton takes all that the other takes, element by element. False also when
  /// that is not decided within `limit` steps, or when `budget`, which counts the states that are
  /// looked at, is used up.
  func includes(
    _ other: PatternAutomaton, _ labels: inout LabelTable, _ budget: inout Int, limit: Int = 2_000
  ) -> Bool {
    struct Pair: Hashable {
      var state: Int
      var mine: [Int]
    }
    let mine = closure([0], &budget)
    var seen: Set<Pair> = []
    var waiting = other.closure([0], &budget).map { Pair(state: $0, mine: mine) }
    while let pair = waiting.popLast() {
      guard seen.insert(pair).inserted else { continue }
      if seen.count > limit || budget <= 0 { return false }
      budget -= pair.mine.count
      if pair.state == other.accept, !pair.mine.contains(accept) { return false }
      let state = other.states[pair.state]
      for step in state.bounds {
        // A bound only narrows what the other takes.
        var next = pair.mine
        for index in pair.mine {
          for own in states[index].bounds where own.label == step.label { next.append(own.to) }
        }
        let reached = closure(next, &budget)
        for to in other.closure([step.to], &budget) {
          waiting.append(Pair(state: to, mine: reached))
        }
      }
      for step in state.steps {
        var next: [Int] = []
        for index in pair.mine {
          for own in states[index].steps where labels.includes(own.label, step.label) {
            next.append(own.to)
          }
        }
        if next.isEmpty { return false }
        let reached = closure(next, &budget)
        for to in other.closure([step.to], &budget) {
          waiting.append(Pair(state: to, mine: reached))
        }
      }
    }
    return true
  }
}
