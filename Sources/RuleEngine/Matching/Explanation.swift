import DocumentModel

extension RuleSet {
  /// The records of a document with what happened on the way: every draft that became no record
  /// and the step that removed it.
  public func traced(
    in document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> (records: [Record], trace: MatchTrace) {
    scratch.trace = MatchTrace()
    let records = records(in: document, words, &scratch)
    var trace = scratch.trace ?? MatchTrace()
    scratch.trace = nil
    for record in records where schema.types.indices.contains(record.type) {
      trace.events.append(
        MatchTrace.Event(
          rule: record.rule, type: schema.types[record.type].name, sentence: record.sentence,
          span: record.mention, figure: record.figure?.span, removed: nil))
    }
    trace.events.sort {
      ($0.sentence, $0.span, $0.type, $0.rule, $0.removed ?? "")
        < ($1.sentence, $1.span, $1.type, $1.rule, $1.removed ?? "")
    }
    return (records, trace)
  }

  /// The records of a document, with the time that each rule took added to `costs` (nanoseconds,
  /// by the rule's name). What all rules share, such as looking up phrases for the first time, is
  /// counted for the rule that asked first.
  public func timed(
    in document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch,
    _ costs: inout [String: Int]
  ) -> [Record] {
    scratch.costs = [Int](repeating: 0, count: rules.count)
    let records = records(in: document, words, &scratch)
    for (rule, cost) in zip(rules, scratch.costs) { costs[rule.name, default: 0] += cost }
    scratch.costs = []
    return records
  }

  /// How far a way of a rule came from one token.
  public struct Attempt: Sendable {
    /// The pattern line of the rule, from 0, in the order of its `match` lines and the voices of
    /// its events.
    public var pattern: Int
    public var sentence: Int
    /// The token that it began at, and the first that it could not pass; document tokens.
    public var start: Int
    public var failed: Int
    /// Tokens that it had matched by then.
    public var matched: Int
    /// What would have been accepted there.
    public var expected: [String]
    /// Whether it matched.
    public var isMatch: Bool
  }

  /// For every pattern of a rule the start from which it came furthest in each sentence, best
  /// first; `nil` when there is no such rule.
  ///
  /// - Complexity: quadratic in the sentence: made for one sentence and a person.
  public func attempts(
    of rule: String, in document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> [Attempt]? {
    guard let number = rules.firstIndex(where: { $0.name == rule }) else { return nil }
    scratch.begin(document, words)
    var attempts: [Attempt] = []
    let own = patterns.indices.filter { patterns[$0].rule == number }
    for (index, sentence) in document.sentences.enumerated() where !sentence.tokens.isEmpty {
      scratch.begin(sentence: sentence)
      scan(&scratch)
      for (line, place) in own.enumerated() {
        let program = patterns[place].program
        var best: Attempt?
        for start in sentence.tokens.start..<sentence.tokens.end {
          let matched = scratch.run(program, self, words, first: start, last: start)
          let stuck = scratch.runner.furthest(program, from: start)
          var attempt = Attempt(
            pattern: line, sentence: index, start: start, failed: stuck.token,
            matched: stuck.token - start, expected: [], isMatch: matched)
          var expected: [String] = []
          for node in stuck.nodes {
            let text = describe(program.nodes[node], words)
            if !text.isEmpty, !expected.contains(text) { expected.append(text) }
          }
          attempt.expected = expected
          if let known = best {
            let isBetter =
              attempt.isMatch != known.isMatch
              ? attempt.isMatch : attempt.matched > known.matched
            if isBetter { best = attempt }
          } else {
            best = attempt
          }
        }
        if let best, best.matched > 0 || best.isMatch { attempts.append(best) }
      }
    }
    return attempts.sorted {
      if $0.isMatch != $1.isMatch { return $0.isMatch }
      return ($1.matched, $0.pattern, $0.start) < ($0.matched, $1.pattern, $1.start)
    }
  }

  /// An element of a pattern in the notation of the language, "" for what only steps over.
  private func describe(_ node: Node, _ words: Vocabulary) -> String {
    switch node.operation {
    case .token: return describe(test: node.a, words)
    case .quantity:
      for kind in QuantityKind.allCases where QuantityMask.bit(kind) == node.b {
        return kind == .count ? "Quantity" : PatternWords.capitalized(kind.rawValue)
      }
      return "Quantity"
    case .article: return "A"
    case .zero: return "No"
    case .entity:
      return EntityKind.allCases.filter { node.b >> Int32($0.rawValue) & 1 == 1 }.map(\.tag)
        .joined(separator: "|")
    case .date: return "Date"
    case .lexicon:
      return lexiconNames.indices.contains(Int(node.a)) ? "$" + lexiconNames[Int(node.a)] : ""
    case .phrase:
      guard tables.phraseNames.indices.contains(Int(node.a)) else { return "" }
      let name = tables.phraseNames[Int(node.a)]
      let prefix = EventGrammar.name("")
      return "<"
        + (name.hasPrefix(prefix) ? String(name.dropFirst(prefix.utf8.count)) : name) + ">"
    default: return ""
    }
  }

  private func describe(test number: Int32, _ words: Vocabulary) -> String {
    let test = tables.tests.tests[Int(number)]
    switch test.kind {
    case .any: return "_"
    case .word: return words.string(test.a)
    case .exact: return "'" + words.string(test.a) + "'"
    case .lemma: return "[lemma=" + words.string(test.a) + "]"
    case .inflected, .verb:
      let members = tables.tests.members(test.kind == .verb ? test.a : test.b)
      return members.first.map { "~" + words.string($0) } ?? ""
    case .pos:
      let names = PartOfSpeech.allCases.filter { test.a >> UInt32($0.rawValue) & 1 == 1 }
      return "[pos=" + names.map(\.name).joined(separator: "|") + "]"
    case .regex: return "/regex/"
    case .shape: return "[shape]"
    case .number: return "Number"
    case .entity: return "[tag]"
    case .not: return "not " + describe(test: Int32(test.a), words)
    case .and, .or:
      return tables.tests.members(test.a).map { describe(test: Int32($0), words) }
        .joined(separator: test.kind == .and ? " & " : " | ")
    }
  }
}

enum PatternWords {
  static func capitalized(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
