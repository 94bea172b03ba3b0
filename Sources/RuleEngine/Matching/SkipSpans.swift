import DocumentModel

/// A span that patterns may step over, in document tokens.
struct SkipSpan {
  var start: Int32
  var end: Int32
  var kind: Int32
}

/// Finds the spans of a sentence that a pattern may step over: parentheses, dashes, appositives,
/// relative clauses and quotations.
enum SkipSpans {
  private static let longest = 25

  static func find(
    _ context: borrowing MatchContext, _ grammar: GrammarWords, _ spans: inout [SkipSpan]
  ) {
    spans.removeAll(keepingCapacity: true)
    let start = context.start
    let end = context.end
    var p = start
    while p < end {
      let word = context.view.lower[p]
      let limit = min(end, p + longest)
      if grammar.openBrackets.contains(word) {
        if let close = next(grammar.closeBrackets, p + 1, limit, context) {
          add(p, close + 1, SkipKind.parentheses, &spans)
        }
      } else if grammar.dashes.contains(word), isFree(p, context) {
        if let close = next(grammar.dashes, p + 2, limit, context) {
          add(p, close + 1, SkipKind.dashes, &spans)
        }
      } else if grammar.openQuotes.contains(word) {
        if let close = next(grammar.closeQuotes, p + 1, limit, context) {
          add(p, close + 1, SkipKind.quotes, &spans)
        }
      }
      if grammar.commas.contains(word) { comma(p, limit, grammar, context, &spans) }
      if grammar.relatives.contains(word), p > start,
        !grammar.commas.contains(context.view.lower[p - 1])
      {
        // "people who were travelling home, ..."
        if let close = next(grammar.commas, p + 1, limit, context) {
          add(p, close + 1, SkipKind.relativeClauses, &spans)
        }
      }
      p += 1
    }
  }

  /// A span between two commas: an appositive when it holds no verb, a relative clause when it
  /// begins like one.
  private static func comma(
    _ p: Int, _ limit: Int, _ grammar: GrammarWords, _ context: borrowing MatchContext,
    _ spans: inout [SkipSpan]
  ) {
    var hasVerb = false
    var q = p + 1
    guard q < limit else { return }
    let isRelative =
      grammar.relatives.contains(context.view.lower[q])
      || (q + 1 < limit && grammar.relatives.contains(context.view.lower[q + 1]))
    while q < limit {
      if grammar.commas.contains(context.view.lower[q]) {
        if q == p + 1 { return }
        if isRelative {
          add(p, q + 1, SkipKind.relativeClauses, &spans)
        } else if !hasVerb {
          add(p, q + 1, SkipKind.appositives, &spans)
        }
        // One more comma may belong to a list inside the aside.
        if hasVerb && !isRelative { return }
      }
      if grammar.stops.contains(context.view.lower[q]) { return }
      // A participle at the start of the aside ("including three children") is no clause.
      if context.view.posBit(q) & PosMask.verbal != 0, q > p + 1 { hasVerb = true }
      q += 1
    }
  }

  private static func isFree(_ p: Int, _ context: borrowing MatchContext) -> Bool {
    p > context.start
  }

  private static func next(
    _ words: WordSet, _ from: Int, _ limit: Int, _ context: borrowing MatchContext
  ) -> Int? {
    var q = from
    while q < limit {
      if words.contains(context.view.lower[q]) { return q }
      q += 1
    }
    return nil
  }

  private static func add(
    _ start: Int, _ end: Int, _ kind: Int32, _ spans: inout [SkipSpan]
  ) {
    spans.append(SkipSpan(start: Int32(start), end: Int32(end), kind: kind))
  }
}
