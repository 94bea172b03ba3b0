import DocumentModel

/// What was looked up in the sentence in work, so that no phrase is matched twice at a token; and
/// the memo of tests on words that are not compared by number.
///
/// A class because lookups happen in the middle of other runs; one worker owns it.
final class PhraseCache {
  /// For each phrase, where a match from each token ends: -1 for none, -2 for not yet known.
  private var ends: [[Int32]]
  private var stamps: [Int]
  /// How often a phrase was asked for in the sentence.
  private var asked: [Int32]
  private var runners: [Runner] = []
  private var depth = 0
  /// By their start.
  private var skipSpans: [SkipSpan] = []
  /// For each token of the sentence the first span that starts there or behind it.
  private var skipAt: [Int32] = []
  private var skipStamp = -1
  var memo: [UInt64: Bool] = [:]
  var memoGeneration = -1

  /// From this many lookups on a phrase is matched from all tokens at once, which keeps the
  /// whole linear.
  private static let singleLookups: Int32 = 6

  init(phrases: Int) {
    ends = [[Int32]](repeating: [], count: phrases)
    stamps = [Int](repeating: -1, count: phrases)
    asked = [Int32](repeating: 0, count: phrases)
  }

  /// Drops the memo when word ids have changed their meaning.
  func begin(generation: Int) {
    if memoGeneration != generation || memo.count > 1 << 20 {
      memo.removeAll(keepingCapacity: true)
      memoGeneration = generation
    }
  }

  /// Where the longest match of a phrase from a token of the sentence ends, or -1.
  func end(
    of phrase: Int32, at token: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary
  ) -> Int32 {
    let index = Int(phrase)
    guard index >= 0, token < context.end else { return -1 }
    if stamps[index] != context.stamp {
      stamps[index] = context.stamp
      asked[index] = 0
      let length = context.end - context.start
      if ends[index].count < length {
        ends[index] = [Int32](repeating: -2, count: length)
      } else {
        for i in 0..<length { ends[index][i] = -2 }
      }
    }
    let known = ends[index][token - context.start]
    if known != -2 { return known }
    asked[index] += 1
    if asked[index] > PhraseCache.singleLookups {
      run(index, context.start, context.end - 1, rules, context, words)
    } else {
      run(index, token, token, rules, context, words)
    }
    return ends[index][token - context.start]
  }

  private func run(
    _ index: Int, _ first: Int, _ last: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary
  ) {
    // A phrase inside this phrase takes the next runner.
    if runners.count == depth { runners.append(Runner()) }
    var runner = Runner()
    swap(&runner, &runners[depth])
    depth += 1
    let matched = runner.run(
      rules.phrases[index], rules, context, words, first: first, last: last)
    for token in first...last {
      var end: Int32 = -1
      if matched {
        let value = runner.value(rules.phrases[index], start: token)
        if value >= 0, context.start + Runner.end(of: value) > token {
          end = Int32(context.start + Runner.end(of: value))
        }
      }
      ends[index][token - context.start] = end
    }
    depth -= 1
    swap(&runner, &runners[depth])
  }

  /// The spans of the sentence that may be stepped over, by their start.
  func skips(
    _ rules: borrowing RuleTables, _ context: borrowing MatchContext
  ) -> [SkipSpan] {
    findSkips(rules, context)
    return skipSpans
  }

  /// Appends the ends of the spans of a kind that start at a token.
  func skipEnds(
    at token: Int, kind: Int32, _ rules: borrowing RuleTables, _ context: borrowing MatchContext,
    _ ends: inout [Int32]
  ) {
    findSkips(rules, context)
    var index = Int(skipAt[token - context.start])
    while index < skipSpans.count, skipSpans[index].start == Int32(token) {
      if skipSpans[index].kind & kind != 0 { ends.append(skipSpans[index].end) }
      index += 1
    }
  }

  private func findSkips(_ rules: borrowing RuleTables, _ context: borrowing MatchContext) {
    if skipStamp == context.stamp { return }
    skipStamp = context.stamp
    SkipSpans.find(context, rules.grammar, &skipSpans)
    skipAt.removeAll(keepingCapacity: true)
    var index = 0
    for token in context.start..<context.end {
      while index < skipSpans.count, skipSpans[index].start < Int32(token) { index += 1 }
      skipAt.append(Int32(index))
    }
  }
}
