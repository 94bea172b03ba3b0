import DocumentModel

/// Whether the verb of an event is denied by its own clause: "did not", "failed to", "without".
enum Negation {
  private static let reach = 7

  /// - Parameters:
  ///   - verb: the first token of the verb.
  ///   - after: whether the verb coordinated before it is negated, which "or" carries on.
  static func holds(
    _ verb: Int, _ context: borrowing MatchContext, _ words: GrammarWords, after: Bool
  ) -> Bool {
    var p = verb - 1
    let limit = max(context.start, verb - reach)
    if p >= context.start, words.disjunctions.contains(context.view.lower[p]) {
      if after { return true }
      // "did not wound six boys or kill two girls": the negation before the conjunction holds.
      var q = p - 1
      while q >= max(context.start, p - 12) {
        if context.view.isTagged(q, .verb) {
          return holds(q, context, words, after: false)
        }
        q -= 1
      }
      return false
    }
    while p >= limit {
      let word = context.view.lower[p]
      if words.negators.contains(word) { return true }
      if words.negatingVerbs.contains(word) || words.negatingVerbs.contains(context.view.lemma[p]) {
        return true
      }
      // Only what belongs to the verb may stand between.
      let pos = context.view.posBit(p)
      let isOwn = pos & PosMask.of(.aux, .adv, .part) != 0 || words.beForms.contains(word)
      guard isOwn else { return false }
      p -= 1
    }
    return false
  }
}

/// The quantities that stand in no number: "a nurse" is 1, "no casualties" 0.
enum IndefiniteFigure {
  static func quantity(
    _ tokens: TokenRange, _ view: borrowing SentenceView, _ tables: RuleTables,
    _ document: Document
  ) -> Quantity? {
    guard !tokens.isEmpty else { return nil }
    let value: Double
    if let isZero = tables.indefinite[view.lower[tokens.start]] {
      value = isZero ? 0 : 1
    } else {
      return nil
    }
    var quantity = Quantity(
      kind: .count, tokens: tokens, span: document.tokens.span(tokens), number: tokens,
      value: value, low: value, high: value, qualifier: .exact)
    // The noun is the last of the nouns that follow.
    var p = tokens.end
    var noun: Int?
    while p < document.tokens.count, p < tokens.end + 8 {
      let pos = view.posBit(p)
      if pos & PosMask.nounal != 0 {
        noun = p
      } else if noun != nil
        || pos & PosMask.of(.adj, .adv, .num, .part, .verb) == 0
          && !tables.isHyphen(view.lower[p])
      {
        break
      }
      p += 1
    }
    if let noun {
      quantity.nounToken = noun
      quantity.nounPhrase = TokenRange(tokens.end, noun + 1)
    }
    return quantity
  }
}
