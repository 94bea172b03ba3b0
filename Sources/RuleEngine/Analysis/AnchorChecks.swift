import DocumentModel

extension PackChecker {
  /// Warns of a pattern none of whose necessary elements is rarer than a part of speech: it is
  /// tried at every token.
  mutating func checkAnchor(_ parts: [PatternSyntax], at place: SourcePlace) {
    guard warns else { return }
    for part in parts {
      if facts.minimumLength(part) == 0 { return }
      if facts.everyPath(part, "anchor", { PackChecker.isAnchor($0) }) { return }
    }
    let cost = parts.reduce(0) { $0 + PatternFacts.size($1) }
    log.report(
      .noAnchor,
      "no element of this pattern is rare, so it is tried at every token "
        + "(up to \(cost) \(cost == 1 ? "test" : "tests") each)", at: place,
      suggestion: "make a word, lemma, lexicon or tag necessary")
  }

  /// Whether an element is filed under something rarer than a part of speech.
  static func isAnchor(_ element: PatternSyntax) -> Bool {
    switch element {
    case .word, .exact, .phrase, .lemma, .lexicon, .tag, .regex: true
    case .token(let condition, _): isAnchor(condition)
    default: false
    }
  }

  private static func isAnchor(_ condition: ConditionSyntax) -> Bool {
    switch condition {
    case .test(let key, .equal, _): ["lemma", "word", "text", "tag"].contains(key.text)
    case .test: false
    case .not: false
    case .and(let parts): parts.contains { isAnchor($0) }
    case .or(let parts): parts.allSatisfy { isAnchor($0) }
    }
  }
}
