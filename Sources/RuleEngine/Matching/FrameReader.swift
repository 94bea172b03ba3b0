import DocumentModel

/// Reads an attribution frame around words such as "said", "claimed" or "according to": who
/// speaks, and how far it reaches.
///
/// One reader serves a sentence: it notes once where a reach ends.
struct FrameReader {
  let grammar: GrammarWords
  let source: Int32
  let document: Document
  let rules: RuleTables
  let words: Vocabulary
  /// The tokens of the sentence that end a reach, in order.
  private let boundaries: [Int]

  init(
    _ rules: RuleTables, source: Int32, _ document: Document, _ words: Vocabulary,
    _ context: borrowing MatchContext
  ) {
    grammar = rules.grammar
    self.source = source
    self.document = document
    self.rules = rules
    self.words = words
    var boundaries: [Int] = []
    for token in context.start..<context.end
    where Self.isBoundary(token, context, rules.grammar) { boundaries.append(token) }
    self.boundaries = boundaries
  }

  func frame(_ status: Status, _ cue: TokenRange, _ context: borrowing MatchContext) -> Frame? {
    // "according" is a participle to a tagger, but no verb that somebody does.
    let isVerb =
      context.view.posBit(cue.start) & PosMask.verbal != 0
      && !(cue.count > 1 && isGerund(cue.start, context))
    if !isVerb {
      let last = cue.end - 1
      let isPreposition =
        cue.count > 1 && context.view.posBit(last) & PosMask.of(.adp, .part, .sconj) != 0
      if isPreposition, status != .possible, status != .planned {
        return preposition(status, cue, context)
      }
      return statusOnly(status, cue)
    }
    if context.view.isTagged(cue.start, .aux), cue.count == 1 { return statusOnly(status, cue) }
    if status == .planned { return statusOnly(status, cue) }
    if Negation.holds(cue.start, context, grammar, after: false) { return nil }
    let group = verbGroup(cue.start, context)
    if group.isPassive { return passive(status, cue, context) }
    if group.isInfinitive { return status == .possible ? statusOnly(status, cue) : nil }
    return verb(status, cue, group.start, context)
  }

  private func statusOnly(_ status: Status, _ cue: TokenRange) -> Frame {
    Frame(
      status: status, cue: cue, words: cue, reach: TokenRange(cue.start, cue.start),
      isBackward: false, isStatusOnly: true)
  }

  // MARK: Kinds of frames

  private func preposition(
    _ status: Status, _ cue: TokenRange, _ context: borrowing MatchContext
  ) -> Frame? {
    guard let source = nounPhrase(from: cue.end, context) else { return nil }
    let end = trailing(source.end, context)
    let words = TokenRange(cue.start, end)
    var reach = TokenRange(boundary(before: cue.start, context), cue.start)
    let opens = reach.isEmpty || !hasContent(reach, context)
    let isAside = end < context.end && grammar.commas.contains(context.view.lower[end])
    if opens {
      reach = TokenRange(end, boundary(after: end, context))
    } else if isAside {
      reach.end = boundary(after: end, context)
    }
    return Frame(
      status: status, cue: cue, words: words, source: source,
      needsSource: isPronoun(source, context),
      reach: reach, isBackward: !opens)
  }

  /// "were reported", "was confirmed by the ministry".
  private func passive(
    _ status: Status, _ cue: TokenRange, _ context: borrowing MatchContext
  ) -> Frame? {
    if cue.end + 1 < context.end, grammar.by.contains(context.view.lower[cue.end]),
      let source = nounPhrase(from: cue.end + 1, context)
    {
      return Frame(
        status: status, cue: cue, words: TokenRange(cue.start, source.end), source: source,
        reach: TokenRange(
          boundary(before: cue.start, context), boundary(after: source.end, context)),
        isBackward: true)
    }
    return statusOnly(status, cue)
  }

  private func verb(
    _ status: Status, _ cue: TokenRange, _ start: Int, _ context: borrowing MatchContext
  ) -> Frame? {
    var left = subject(before: start, context)
    var needsSource = false
    if let found = left, isPronoun(found, context) { needsSource = true }
    if left == nil, start > context.start {
      let before = context.view.lower[start - 1]
      let isComma = grammar.commas.contains(before)
      let afterQuote = grammar.closeQuotes.contains(before)
      // "..., said Petrik": the speaker follows.
      if isComma || afterQuote || grammar.dashes.contains(before),
        let inverted = nounPhrase(from: cue.end, context),
        context.view.quantityAt[inverted.start] < 0, !isGerund(cue.start, context)
      {
        let end = trailing(inverted.end, context)
        return Frame(
          status: status, cue: cue, words: TokenRange(cue.start, end), source: inverted,
          needsSource: isPronoun(inverted, context),
          reach: TokenRange(boundary(before: start, context), start), isBackward: true)
      }
      // ", saying ...", "and said ...": the subject of the clause before speaks.
      if isComma || context.view.isTagged(start - 1, .cconj) {
        left = mainSubject(before: start, context)
        if left == nil { return nil }
        let end = forwardWords(cue.end, context)
        return Frame(
          status: status, cue: cue, words: TokenRange(start, end), source: left,
          needsSource: left.map { isPronoun($0, context) } ?? false,
          reach: TokenRange(end, boundary(after: end, context)), isBackward: false)
      }
      if status == .possible { return statusOnly(status, cue) }
      return nil
    }
    guard let source = left else {
      // "Said to be ..." at the start has no subject.
      return nil
    }
    let isFinal = isClauseFinal(cue.end, context)
    let follows =
      source.start > context.start
      && (grammar.commas.contains(context.view.lower[source.start - 1])
        || grammar.closeQuotes.contains(context.view.lower[source.start - 1])
        || grammar.dashes.contains(context.view.lower[source.start - 1]))
    if follows && isFinal {
      let end = trailing(cue.end, context)
      var reach = TokenRange(boundary(before: source.start, context), source.start)
      if reach.isEmpty { reach = TokenRange(context.start, source.start) }
      // An aside between commas holds what follows as well.
      if end < context.end, grammar.commas.contains(context.view.lower[end]),
        end + 1 < context.end,
        !grammar.contrasts.contains(context.view.lower[end + 1])
      {
        reach.end = boundary(after: end, context)
      }
      return Frame(
        status: status, cue: cue, words: TokenRange(source.start, end), source: source,
        needsSource: needsSource, reach: reach, isBackward: true)
    }
    let end = forwardWords(cue.end, context)
    return Frame(
      status: status, cue: cue, words: TokenRange(source.start, end), source: source,
      needsSource: needsSource,
      reach: TokenRange(end, boundary(after: end, context)), isBackward: false)
  }

  // MARK: Verbs

  private func verbGroup(
    _ verb: Int, _ context: borrowing MatchContext
  ) -> (start: Int, isPassive: Bool, isInfinitive: Bool) {
    var p = verb
    var isPassive = false
    var isInfinitive = false
    while p > context.start {
      let before = p - 1
      let pos = context.view.posBit(before)
      let word = context.view.lower[before]
      if grammar.beForms.contains(word) {
        if !isGerund(verb, context) { isPassive = true }
      } else if pos & PosMask.of(.part) != 0, !grammar.possessives.contains(word) {
        if before == verb - 1 { isInfinitive = true }
      } else if pos & PosMask.of(.aux, .adv) == 0, !grammar.additive.contains(word) {
        break
      }
      p = before
    }
    return (p, isPassive, isInfinitive)
  }

  private func isGerund(_ token: Int, _ context: borrowing MatchContext) -> Bool {
    grammar.isGerund(document, token)
  }

  /// Whether nothing but adverbials stands between the verb and the end of its clause.
  private func isClauseFinal(_ from: Int, _ context: borrowing MatchContext) -> Bool {
    var p = from
    while p < context.end {
      let word = context.view.lower[p]
      if grammar.commas.contains(word) || grammar.stops.contains(word)
        || grammar.openQuotes.contains(word) || grammar.dashes.contains(word)
      {
        return true
      }
      if grammar.complementizers.contains(word) { return false }
      if context.view.posBit(p) & PosMask.verbal != 0 { return false }
      if context.view.quantityAt[p] >= 0, context.view.dateAt[p] < 0 { return false }
      p += 1
    }
    return true
  }

  // MARK: Reach

  /// Where the words of a frame end that stands behind what it holds: at the next comma.
  private func trailing(_ from: Int, _ context: borrowing MatchContext) -> Int {
    var p = from
    while p < context.end {
      let word = context.view.lower[p]
      if grammar.commas.contains(word) || grammar.stops.contains(word)
        || grammar.openQuotes.contains(word) || context.view.isTagged(p, .cconj)
        || context.view.isTagged(p, .sconj)
      {
        return p
      }
      p += 1
    }
    return p
  }

  /// Where the words of a frame end that stands before what it holds: behind a date, and behind
  /// "that" when only words without a verb stand before it ("told reporters on Monday that").
  private func forwardWords(_ from: Int, _ context: borrowing MatchContext) -> Int {
    var end = from
    var p = from
    while p < context.end, p < from + 10 {
      let word = context.view.lower[p]
      if grammar.complementizers.contains(word) { return p + 1 }
      if context.view.posBit(p) & PosMask.verbal != 0 || grammar.commas.contains(word) { break }
      if context.view.quantityAt[p] >= 0, context.view.dateAt[p] < 0 { break }
      p += 1
    }
    for start in [from, from + 1] where start < context.end {
      let date = Int(context.view.dateAt[start])
      if date >= 0, start == from || context.view.isTagged(from, .adp) {
        end = min(context.end, context.view.dates[date].tokens.end)
        break
      }
    }
    return end
  }

  private static func isBoundary(
    _ p: Int, _ context: borrowing MatchContext, _ grammar: borrowing GrammarWords
  ) -> Bool {
    let word = context.view.lower[p]
    if grammar.stops.contains(word) { return true }
    // ", but that ..." goes on with what is said.
    return grammar.commas.contains(word) && p + 1 < context.end
      && grammar.contrasts.contains(context.view.lower[p + 1])
      && !(p + 2 < context.end && grammar.complementizers.contains(context.view.lower[p + 2]))
  }

  /// How many boundaries stand before a token.
  private func boundaryCount(before token: Int) -> Int {
    var low = 0
    var high = boundaries.count
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where the stretch without a boundary begins that ends before a token.
  private func boundary(before token: Int, _ context: borrowing MatchContext) -> Int {
    let count = boundaryCount(before: token)
    return count == 0 ? min(token, context.start) : boundaries[count - 1] + 1
  }

  /// The first boundary from a token on, or the end of the sentence.
  private func boundary(after token: Int, _ context: borrowing MatchContext) -> Int {
    let count = boundaryCount(before: token)
    return count == boundaries.count ? max(token, context.end) : boundaries[count]
  }

  private func hasContent(_ range: TokenRange, _ context: borrowing MatchContext) -> Bool {
    (range.start..<range.end).contains {
      context.view.posBit($0) & PosMask.of(.noun, .propn, .num, .verb, .pron) != 0
    }
  }

  /// Cuts the reach of each frame at the words of the frames around it: the inner one wins.
  static func bound(_ frames: inout [Frame]) {
    for i in frames.indices where !frames[i].isStatusOnly {
      for j in frames.indices where j != i && !frames[j].isStatusOnly {
        let other = frames[j].words
        if frames[i].isBackward {
          if other.end <= frames[i].words.start, other.end > frames[i].reach.start,
            !frames[j].isBackward || frames[j].words.end > frames[i].reach.start
          {
            frames[i].reach.start = max(frames[i].reach.start, other.end)
          }
          if other.start >= frames[i].words.end {
            frames[i].reach.end = min(frames[i].reach.end, other.start)
          }
        } else if other.start >= frames[i].words.end || other.start > frames[i].words.start {
          // A frame that stands behind its clause holds that clause itself.
          let from = frames[j].isBackward ? frames[j].reach.start : other.start
          if from > frames[i].reach.start {
            frames[i].reach.end = min(frames[i].reach.end, from)
          } else if !frames[j].isBackward {
            frames[i].reach.end = min(frames[i].reach.end, other.start)
          }
        }
        if frames[i].reach.end < frames[i].reach.start {
          frames[i].reach.end = frames[i].reach.start
        }
      }
    }
  }

  // MARK: Sources

  private func isPronoun(_ range: TokenRange, _ context: borrowing MatchContext) -> Bool {
    range.count == 1 && grammar.pronouns.contains(context.view.lower[range.start])
  }

  /// The noun phrase that ends right before the verb group, asides stepped over.
  private func subject(before start: Int, _ context: borrowing MatchContext) -> TokenRange? {
    var end = start
    // "The announcement on Monday says": a date stands between.
    if let date = context.view.date(endingAt: end, after: context.start) {
      end = date.tokens.start
      if end - 1 > context.start, context.view.isTagged(end - 1, .adp) { end -= 1 }
    }
    if end > context.start, grammar.relatives.contains(context.view.lower[end - 1]) {
      end -= 1
      if end > context.start, grammar.commas.contains(context.view.lower[end - 1]) { end -= 1 }
    } else if end > context.start, grammar.commas.contains(context.view.lower[end - 1]) {
      let spans = context.cache.skips(rules, context).filter {
        Int($0.end) == end && $0.kind & (SkipKind.appositives | SkipKind.relativeClauses) != 0
      }
      guard let span = spans.max(by: { $0.start < $1.start }), Int(span.start) > context.start
      else {
        return nil
      }
      // The clause before the comma speaks only when it is a noun phrase from its start.
      guard let phrase = nounPhrase(endingAt: Int(span.start), context),
        phrase.start == context.start || isBreak(phrase.start - 1, context)
      else { return nil }
      return phrase
    } else if end > context.start, grammar.closeBrackets.contains(context.view.lower[end - 1]),
      let span = context.cache.skips(rules, context).first(where: { Int($0.end) == end })
    {
      end = Int(span.start)
    }
    return nounPhrase(endingAt: end, context)
  }

  private func isBreak(_ p: Int, _ context: borrowing MatchContext) -> Bool {
    let word = context.view.lower[p]
    return grammar.commas.contains(word) || grammar.stops.contains(word)
      || grammar.closeQuotes.contains(word) || context.view.isTagged(p, .cconj)
      || context.view.isTagged(p, .sconj)
  }

  private func nounPhrase(endingAt end: Int, _ context: borrowing MatchContext) -> TokenRange? {
    if source >= 0 {
      var p = max(context.start, end - 25)
      while p < end {
        if context.cache.end(of: source, at: p, rules, context, words) == Int32(end),
          !crossesBreak(TokenRange(p, end), context)
        {
          return TokenRange(p, end)
        }
        p += 1
      }
    }
    // Without a fitting source phrase: the words of a noun phrase.
    var start = end
    while start > context.start,
      isNominal(start - 1, context) || isTitle(start - 1, before: end, context)
    {
      start -= 1
    }
    while start < end, !canBegin(start, context) { start += 1 }
    guard start < end,
      (start..<end).contains(where: {
        context.view.posBit($0) & PosMask.of(.noun, .propn, .pron) != 0
      }),
      context.view.posBit(end - 1) & PosMask.of(.adp, .det, .part, .sconj) == 0
        || context.view.posBit(end - 1) & PosMask.of(.pron) != 0
    else { return nil }
    return TokenRange(start, end)
  }

  private func crossesBreak(_ range: TokenRange, _ context: borrowing MatchContext) -> Bool {
    (range.start..<range.end).contains { grammar.commas.contains(context.view.lower[$0]) }
  }

  private func nounPhrase(from start: Int, _ context: borrowing MatchContext) -> TokenRange? {
    guard start < context.end else { return nil }
    if source >= 0 {
      let end = Int(context.cache.end(of: source, at: start, rules, context, words))
      if end > start { return TokenRange(start, end) }
    }
    var end = start
    while end < context.end,
      isNominal(end, context) || (end == start && isTitle(end, before: context.end, context))
    {
      end += 1
    }
    while end > start, context.view.posBit(end - 1) & PosMask.of(.adp, .det, .part) != 0 {
      end -= 1
    }
    guard end > start,
      (start..<end).contains(where: {
        context.view.posBit($0) & PosMask.of(.noun, .propn, .pron) != 0
      })
    else { return nil }
    return TokenRange(start, end)
  }

  /// A participle before a noun, as in "acting governor Yuri Sliusar".
  private func isTitle(_ p: Int, before end: Int, _ context: borrowing MatchContext) -> Bool {
    context.view.isTagged(p, .verb) && isGerund(p, context) && p + 1 < end
      && context.view.posBit(p + 1) & PosMask.nounal != 0
      && (p == context.start || context.view.posBit(p - 1) & PosMask.of(.punct, .adp, .part) != 0
        || isBreak(p - 1, context))
  }

  private func isNominal(_ p: Int, _ context: borrowing MatchContext) -> Bool {
    if context.view.dateAt[p] >= 0 { return false }
    let pos = context.view.posBit(p)
    if pos & PosMask.of(.noun, .propn, .adj, .det, .pron, .num) != 0 { return true }
    let word = context.view.lower[p]
    return grammar.possessives.contains(word) || grammar.of.contains(word)
      || grammar.sourceLinks.contains(word)
  }

  private func canBegin(_ p: Int, _ context: borrowing MatchContext) -> Bool {
    let pos = context.view.posBit(p)
    return pos & PosMask.of(.noun, .propn, .adj, .det, .pron, .num, .verb) != 0
  }

  /// The subject of the clause that a participle or a coordinated verb belongs to.
  private func mainSubject(before token: Int, _ context: borrowing MatchContext) -> TokenRange? {
    var p = boundary(before: token, context)
    let limit = min(token, p + 12)
    while p < limit {
      if context.view.posBit(p) & PosMask.of(.adp, .sconj) != 0 { return nil }
      if let phrase = nounPhrase(from: p, context), phrase.end < token { return phrase }
      p += 1
    }
    return nil
  }
}
