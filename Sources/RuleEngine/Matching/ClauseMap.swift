import DocumentModel

/// Where the clauses of a sentence begin and end, for every token at once.
struct ClauseMap {
  private var sentence = -1
  private var tokens = TokenRange(0, 0)
  /// For each token whether a clause ends there whatever stands around it; whether one ends there
  /// since another predicate begins behind it; and how many attribution frames it is a word of.
  private var isStop: [Bool] = []
  private var isJoint: [Bool] = []
  private var frames: [Int32] = []
  /// For each token the first token of the clause of a figure that begins there; and the end of
  /// the clause of a figure that ends before it.
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  /// Forgets the document before.
  mutating func reset() { sentence = -1 }

  /// Reads a sentence unless it is the one that was read last.
  mutating func read(
    _ number: Int, _ tokens: TokenRange, _ known: [Frame], _ view: borrowing SentenceView,
    _ grammar: GrammarWords
  ) {
    if sentence == number { return }
    sentence = number
    self.tokens = tokens
    let count = tokens.count
    isStop.removeAll(keepingCapacity: true)
    isJoint.removeAll(keepingCapacity: true)
    for token in tokens.start..<tokens.end {
      isStop.append(Self.isBoundary(token, tokens.end, view, grammar))
      // "killed nine and could displace 500": another predicate begins behind the conjunction.
      isJoint.append(
        view.isTagged(token, .cconj) && token + 1 < tokens.end
          && Self.beginsPredicate(token + 1, view))
    }
    frames.removeAll(keepingCapacity: true)
    frames.append(contentsOf: repeatElement(0, count: count))
    for frame in known where !frame.isStatusOnly {
      for token in max(frame.words.start, tokens.start)..<min(frame.words.end, tokens.end) {
        frames[token - tokens.start] += 1
      }
    }
    starts.removeAll(keepingCapacity: true)
    var start = tokens.start
    for place in 0...count {
      if place > 0, isStop[place - 1] || frames[place - 1] > 0 { start = tokens.start + place }
      if place > 1, isJoint[place - 2] { start = max(start, tokens.start + place - 1) }
      starts.append(Int32(start))
    }
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(Int32(tokens.end), count: count + 1))
    var place = count - 1
    while place >= 0 {
      let isEnd = isStop[place] || isJoint[place] || frames[place] > 0
      ends[place] = isEnd ? Int32(tokens.start + place) : ends[place + 1]
      place -= 1
    }
  }

  /// The clause around a figure of the sentence.
  ///
  /// - Parameter without: frames whose words do not part clauses for this figure.
  func around(_ figure: TokenRange, without: [Frame]) -> TokenRange {
    guard figure.start >= tokens.start, figure.end <= tokens.end else { return figure }
    if without.allSatisfy({ $0.isStatusOnly }) {
      return TokenRange(
        Int(starts[figure.start - tokens.start]), Int(ends[figure.end - tokens.start]))
    }
    func parts(_ token: Int) -> Bool {
      let place = token - tokens.start
      if isStop[place] { return true }
      let own = without.reduce(0) { $0 + (!$1.isStatusOnly && $1.words.contains(token) ? 1 : 0) }
      return Int(frames[place]) > own
    }
    var start = figure.start
    while start > tokens.start, !parts(start - 1),
      !(isJoint[start - 1 - tokens.start] && start < figure.start)
    {
      start -= 1
    }
    var end = figure.end
    while end < tokens.end, !parts(end), !isJoint[end - tokens.start] { end += 1 }
    return TokenRange(start, end)
  }

  private static func isBoundary(
    _ p: Int, _ end: Int, _ view: borrowing SentenceView, _ grammar: GrammarWords
  ) -> Bool {
    let word = view.lower[p]
    if grammar.stops.contains(word) || grammar.relatives.contains(word) { return true }
    if view.isTagged(p, .sconj) { return true }
    guard grammar.commas.contains(word), p + 1 < end else { return false }
    let next = p + 1
    return grammar.contrasts.contains(view.lower[next]) || view.isTagged(next, .sconj)
      || (view.isTagged(next, .cconj) && next + 1 < end && beginsPredicate(next + 1, view))
  }

  private static func beginsPredicate(_ p: Int, _ view: borrowing SentenceView) -> Bool {
    let pos = view.posBit(p)
    if pos & PosMask.of(.aux) != 0 { return true }
    if pos & PosMask.of(.verb) != 0 {
      // A bare infinitive shares the auxiliary before the conjunction.
      return view.lower[p] != view.lemma[p]
    }
    return false
  }
}
