import DocumentModel

/// The buffers of one worker.
public struct MatchScratch {
  var context = MatchContext()
  var memo: [UInt64: Bool] = [:]
  var runner = Runner()
  var phraseRunner = Runner()
  /// For each feature, the sentence in which it was last seen, and its first and last token there.
  var featureStamp: [Int]
  var featureFirst: [Int32]
  var featureLast: [Int32]
  var present: [Int32] = []
  var drafts: [Draft] = []
  var trail: [Trail] = []
  var nextMatch = 0
  /// Attribution frames of the sentences that were asked for.
  var frames: [Int: [Frame]] = [:]
  /// Matches of `also` and `unless` patterns in the sentence in work.
  var found: [Int: [RuleSet.Found]] = [:]
  var foundStamp = -1
  /// What explanations want to hear; nil in ordinary runs.
  var trace: MatchTrace?

  init(_ rules: RuleSet) {
    let count = rules.features.count
    featureStamp = [Int](repeating: -1, count: count)
    featureFirst = [Int32](repeating: 0, count: count)
    featureLast = [Int32](repeating: 0, count: count)
    context.phraseEnds = [[Int32]](repeating: [], count: rules.tables.phrases.count)
    context.phraseStamp = [Int](repeating: -1, count: rules.tables.phrases.count)
  }

  /// Starts a document.
  mutating func begin(_ document: Document, _ words: Vocabulary) {
    if context.memoGeneration != words.generation || memo.count > 1 << 20 {
      memo.removeAll(keepingCapacity: true)
      context.memoGeneration = words.generation
    }
    context.view.load(document, words)
    drafts.removeAll(keepingCapacity: true)
    if !frames.isEmpty { frames.removeAll(keepingCapacity: true) }
    nextMatch = 0
  }

  /// Starts a sentence: what was looked up in the last one no longer holds.
  mutating func begin(sentence: Sentence) {
    context.start = sentence.tokens.start
    context.end = sentence.tokens.end
    context.stamp += 1
    present.removeAll(keepingCapacity: true)
  }

  /// Runs a program over the sentence, with the phrases that it needs.
  mutating func run(
    _ program: Program, _ rules: RuleSet, _ words: Vocabulary, first: Int, last: Int
  ) -> Bool {
    prepare(program, rules, words)
    return runner.run(
      program, rules.tables, context, words, memo: &memo, first: first, last: last)
  }

  private mutating func prepare(_ program: Program, _ rules: RuleSet, _ words: Vocabulary) {
    if context.skipStamp != context.stamp {
      context.skipStamp = context.stamp
      SkipSpans.find(&context, rules.tables.grammar)
    }
    for phrase in program.phrases { lookUp(phrase, rules, words) }
  }

  /// Fills the table of a phrase for this sentence.
  mutating func lookUp(_ phrase: Int32, _ rules: RuleSet, _ words: Vocabulary) {
    let index = Int(phrase)
    guard index >= 0, context.phraseStamp[index] != context.stamp else { return }
    context.phraseStamp[index] = context.stamp
    let program = rules.tables.phrases[index]
    for inner in program.phrases where inner != phrase { lookUp(inner, rules, words) }
    let length = context.end - context.start
    var ends = [Int32](repeating: -1, count: length)
    swap(&ends, &context.phraseEnds[index])
    if ends.count >= length {
      for i in 0..<length { ends[i] = -1 }
    } else {
      ends = [Int32](repeating: -1, count: length)
    }
    if length > 0,
      phraseRunner.run(
        program, rules.tables, context, words, memo: &memo, first: context.start,
        last: context.end - 1)
    {
      for i in 0..<length {
        let value = phraseRunner.value(program, start: context.start + i)
        let end = value < 0 ? -1 : Runner.end(of: value)
        if end > i { ends[i] = Int32(context.start + end) }
      }
    }
    context.phraseEnds[index] = ends
  }
}
