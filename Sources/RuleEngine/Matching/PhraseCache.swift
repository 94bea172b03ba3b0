import DocumentModel

/// What was looked up in the sentence in work, so that no phrase is matched twice at a token; and
/// the memo of tests on words that are not compared by number.
///
/// A class because lookups happen in the middle of other runs; one worker owns it.
final class PhraseCache {
  /// What is known of a phrase in the sentence in work.
  private struct Lookup {
    var stamp = -1
    /// How often it was asked for.
    var asked: Int32 = 0
    /// The tokens that a match may start at; none when `last` is less than `first`.
    var first = 0
    var last = -1
    /// Whether its row of `ends` is that of the sentence.
    var hasRow = false
  }

  @exclusivity(unchecked) private var lookups: [Lookup]
  /// For each phrase, where a match from each token ends: -1 for none, -2 for not yet known.
  @exclusivity(unchecked) private var ends: [[Int32]]
  /// Those that are not at work.
  @exclusivity(unchecked) private var runners: [Runner] = []
  /// By their start.
  @exclusivity(unchecked) private var skipSpans: [SkipSpan] = []
  /// For each token of the sentence the first span that starts there or behind it.
  @exclusivity(unchecked) private var skipAt: [Int32] = []
  @exclusivity(unchecked) private var skipStamp = -1
  @exclusivity(unchecked) var memo: [UInt64: Bool] = [:]
  var memoGeneration = -1

  /// From this many lookups on a phrase is matched from all tokens at once, which keeps the
  /// whole linear.
  private static let singleLookups: Int32 = 6

  init(phrases: Int) {
    lookups = [Lookup](repeating: Lookup(), count: phrases)
    ends = [[Int32]](repeating: [], count: phrases)
  }

  /// Drops the memo when word ids have changed their meaning.
  func begin(generation: Int) {
    if memoGeneration != generation || memo.count > 1 << 14 {
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
    if lookups[index].stamp != context.stamp { begin(index, rules, context) }
    // Most phrases miss a word that they need, or its place.
    guard lookups[index].first <= token, token <= lookups[index].last else { return -1 }
    if !lookups[index].hasRow { clearRow(index, context.end - context.start) }
    let known = ends[index][token - context.start]
    if known != -2 { return known }
    lookups[index].asked += 1
    if lookups[index].asked > PhraseCache.singleLookups {
      run(index, lookups[index].first, lookups[index].last, rules, context, words)
    } else {
      run(index, token, token, rules, context, words)
    }
    return ends[index][token - context.start]
  }

  private func begin(
    _ index: Int, _ rules: borrowing RuleTables, _ context: borrowing MatchContext
  ) {
    lookups[index].stamp = context.stamp
    lookups[index].asked = 0
    lookups[index].hasRow = false
    let anchors = rules.phrases[index].anchors
    if let (first, last) = context.starts(anchors, anchors.indices) {
      lookups[index].first = first
      lookups[index].last = last
    } else {
      lookups[index].last = -1
      lookups[index].first = 0
    }
  }

  private func clearRow(_ index: Int, _ length: Int) {
    lookups[index].hasRow = true
    if ends[index].count < length {
      ends[index] = [Int32](repeating: -2, count: length)
    } else {
      ends[index].withUnsafeMutableBufferPointer { row in
        for place in 0..<length { row[place] = -2 }
      }
    }
  }

  private func run(
    _ index: Int, _ first: Int, _ last: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary
  ) {
    // A phrase inside this phrase takes another runner.
    var runner = runners.popLast() ?? Runner()
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
    runners.append(runner)
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
