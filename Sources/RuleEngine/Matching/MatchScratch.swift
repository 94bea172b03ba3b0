import DocumentModel

/// The buffers of one worker.
public struct MatchScratch {
  var context: MatchContext
  var runner = Runner()
  var present: [Int32] = []
  /// For each precondition the sentence it was last looked at in, negative where it did not hold.
  var preconditions: [Int]
  var drafts: [Draft] = []
  var trail: [Trail] = []
  var nextMatch = 0
  /// Records of the document beyond the limit.
  public internal(set) var leftOut = 0
  /// For each sentence its attribution frames, once they were asked for.
  var frames: [[Frame]?] = []
  /// Open quotations of the paragraph, and clauses of the sentence, that were asked for last.
  var quotes = QuoteMap()
  var clauses = ClauseMap()
  /// For each helping pattern its matches in a sentence, and the stamp of that sentence.
  var found: [(stamp: Int, list: FoundList)]
  /// What explanations want to hear; nil in ordinary runs.
  var trace: MatchTrace?
  /// Nanoseconds that each rule took; empty in ordinary runs, which measure nothing.
  var costs: [Int] = []

  init(_ rules: RuleSet) {
    context = MatchContext(
      cache: PhraseCache(phrases: rules.tables.phrases.count), features: rules.features.count)
    preconditions = [Int](repeating: 0, count: rules.preconditions.count)
    found = [(stamp: Int, list: FoundList)](repeating: (-1, FoundList()), count: rules.helpers)
  }

  /// Starts a document.
  mutating func begin(_ document: Document, _ words: Vocabulary) {
    context.cache.begin(generation: words.generation)
    context.view.load(document, words)
    drafts.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    frames.append(contentsOf: repeatElement(nil, count: document.sentences.count))
    quotes.reset()
    clauses.reset()
    nextMatch = 0
    leftOut = 0
  }

  /// Starts a sentence: what was looked up in the last one no longer holds.
  mutating func begin(sentence: Sentence) {
    context.start = sentence.tokens.start
    context.end = sentence.tokens.end
    context.stamp += 1
    if context.stamp > Int32.max - 2 {
      // Once in two thousand million sentences: old sightings must not look new.
      for i in context.sightings.indices { context.sightings[i].stamp = -1 }
      for i in preconditions.indices { preconditions[i] = 0 }
      for i in found.indices { found[i].stamp = -1 }
      context.stamp = 1
    }
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
