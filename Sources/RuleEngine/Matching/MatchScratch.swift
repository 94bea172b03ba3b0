import DocumentModel

/// The buffers of one worker.
public struct MatchScratch {
  var context: MatchContext
  var runner = Runner()
  /// For each feature, the sentence in which it was last seen, and its first and last token there.
  var featureStamp: [Int]
  var featureFirst: [Int32]
  var featureLast: [Int32]
  var present: [Int32] = []
  /// For each precondition the sentence it was last looked at in, negative where it did not hold.
  var preconditions: [Int]
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
    context = MatchContext(cache: PhraseCache(phrases: rules.tables.phrases.count))
    let count = rules.features.count
    featureStamp = [Int](repeating: -1, count: count)
    preconditions = [Int](repeating: 0, count: rules.preconditions.count)
    featureFirst = [Int32](repeating: 0, count: count)
    featureLast = [Int32](repeating: 0, count: count)
  }

  /// Starts a document.
  mutating func begin(_ document: Document, _ words: Vocabulary) {
    context.cache.begin(generation: words.generation)
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

  /// Runs a program over the sentence.
  mutating func run(
    _ program: borrowing Program, _ rules: borrowing RuleSet, _ words: borrowing Vocabulary,
    first: Int, last: Int
  ) -> Bool {
    runner.run(program, rules.tables, context, words, first: first, last: last)
  }
}
