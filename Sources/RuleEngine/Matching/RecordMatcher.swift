import DocumentModel

extension RuleSet {
  /// The records of an annotated document.
  ///
  /// Reads tokens, sentences, names, dates, quantities and lexicon hits. Spans of the records are
  /// UTF-8 bytes in the document's text.
  ///
  /// - Parameter limits: how many records there may be (`scratch.leftOut` has the number of those
  ///   beyond), and how much of a sentence is their evidence.
  /// - Returns: sorted by start, end, type name and rule.
  /// - Complexity: linear in the document for a given rule set.
  public func records(
    in document: Document, _ words: Vocabulary, limits: Limits = Limits(),
    _ scratch: inout MatchScratch
  ) -> [Record] {
    scratch.begin(document, words)
    var records: [Record] = []
    let assembly = RecordAssembly(set: self, document: document, limits: limits)
    var block = -1
    for index in document.sentences.indices {
      // Nothing that decides between drafts or completes them looks beyond a paragraph.
      let isNewBlock = document.sentences[index].block != block
      if !scratch.drafts.isEmpty, isNewBlock || scratch.drafts.count >= RuleSet.draftsAtOnce {
        assembly.append(to: &records, words, &scratch)
      }
      block = document.sentences[index].block
      match(sentence: index, document, words, &scratch)
    }
    if !scratch.drafts.isEmpty {
      assembly.append(to: &records, words, &scratch)
    }
    return records
  }

  /// From this many drafts on, a paragraph is put together in parts: memory stays bounded, and no
  /// real paragraph has a hundredth of them.
  private static let draftsAtOnce = 1_000

  /// Finds the matches of all rules in one sentence and appends their drafts.
  private func match(
    sentence index: Int, _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) {
    let sentence = document.sentences[index]
    guard !sentence.tokens.isEmpty, sentence.tokens.end <= document.tokens.count else { return }
    scratch.begin(sentence: sentence)
    scan(&scratch)
    for feature in scratch.present {
      for place in features.ignorePatterns.range(Int(feature)) {
        ignore(Int(features.ignorePatterns.items[place]), words, &scratch)
      }
    }
    for pattern in features.unanchoredIgnores { ignore(Int(pattern), words, &scratch) }
    let firstDraft = scratch.drafts.count
    // The list does not change any more; the loops below only read it.
    let present = scratch.present
    for feature in present {
      for place in features.patterns.range(Int(feature)) {
        // Most patterns fail here, at the first other thing that they need.
        let second = Int(features.second[place])
        guard scratch.context.sightings[second].stamp == Int32(scratch.context.stamp) else {
          continue
        }
        let pattern = Int(features.patterns.items[place])
        if let (first, last) = starts(pattern, scratch) {
          run(pattern, first, last, index, document, words, &scratch)
        }
      }
    }
    for pattern in features.unanchored {
      if let (first, last) = starts(Int(pattern), scratch) {
        run(Int(pattern), first, last, index, document, words, &scratch)
      }
    }
    guard scratch.drafts.count > firstDraft else { return }
    complete(from: firstDraft, index, document, words, &scratch)
    // Whatever is left of the sentence is attributed, and the scratch knows the sentence now.
    if !attribution.cues.isEmpty, scratch.drafts[firstDraft...].contains(where: \.isAlive) {
      _ = attributionFrames(index, document, words, &scratch)
    }
  }

  /// Notes which features the tokens and tags of the sentence bring.
  func scan(_ scratch: inout MatchScratch) {
    let start = scratch.context.start
    let end = scratch.context.end
    for token in start..<end {
      let lower = scratch.context.view.lower[token]
      let lemma = scratch.context.view.lemma[token]
      if lower == lemma {
        note(features.byBoth, Int(lower), token, &scratch)
      } else {
        note(features.byLower, Int(lower), token, &scratch)
        note(features.byLemma, Int(lemma), token, &scratch)
      }
      if !features.byExact.items.isEmpty {
        note(features.byExact, Int(scratch.context.view.word[token]), token, &scratch)
      }
      var hit = Int(scratch.context.view.hitAt[token])
      while hit >= 0, hit < scratch.context.view.hits.count,
        scratch.context.view.hits[hit].tokens.start == token
      {
        note(features.byLexicon, Int(scratch.context.view.hits[hit].lexicon), token, &scratch)
        hit += 1
      }
      let entity = Int(scratch.context.view.entityAt[token])
      if entity >= 0 {
        let kind = scratch.context.view.entities[entity].kind
        note(features.byEntity, Int(kind.rawValue), token, &scratch)
      }
      if scratch.context.view.quantityAt[token] >= 0 {
        for feature in features.byQuantity { note(feature, token, &scratch) }
      }
      if scratch.context.view.dateAt[token] >= 0 {
        for feature in features.byDate { note(feature, token, &scratch) }
      }
    }
  }

  @inline(__always)
  private func note(
    _ rows: borrowing FeatureIndex.Rows, _ key: Int, _ token: Int, _ scratch: inout MatchScratch
  ) {
    for place in rows.range(key) { note(rows.items[place], token, &scratch) }
  }

  @inline(__always)
  private func note(_ feature: Int32, _ token: Int, _ scratch: inout MatchScratch) {
    let index = Int(feature)
    if scratch.context.sightings[index].stamp != Int32(scratch.context.stamp) {
      scratch.context.sightings[index].stamp = Int32(scratch.context.stamp)
      scratch.context.sightings[index].first = Int32(token)
      if features.isAnchor[index] { scratch.present.append(feature) }
    }
    scratch.context.sightings[index].last = Int32(token)
  }

  @inline(__always)
  private func starts(
    _ pattern: Int, _ scratch: borrowing MatchScratch
  ) -> (first: Int, last: Int)? {
    let filter = features.filters[pattern]
    let place = Int(filter.requiredStart)
    return scratch.context.starts(features.required, place..<place + Int(filter.requiredCount))
  }

  private func holds(_ number: Int, _ words: Vocabulary, _ scratch: inout MatchScratch) -> Bool {
    let stamp = scratch.context.stamp
    let known = scratch.preconditions[number]
    if known == stamp { return true }
    if known == -stamp { return false }
    var holds = false
    if let (first, last) = scratch.context.starts(
      preconditions[number].required, preconditions[number].required.indices)
    {
      holds = scratch.run(
        preconditions[number].program, self, words, first: first, last: last)
    }
    scratch.preconditions[number] = holds ? stamp : -stamp
    return holds
  }

  private func ignore(_ number: Int, _ words: Vocabulary, _ scratch: inout MatchScratch) {
    guard
      let (first, last) = scratch.context.starts(
        ignores[number].required, ignores[number].required.indices),
      scratch.run(ignores[number].program, self, words, first: first, last: last)
    else { return }
    for start in first...last {
      let value = scratch.runner.value(ignores[number].program, start: start)
      guard value >= 0 else { continue }
      for token in start..<scratch.context.start + Runner.end(of: value) {
        scratch.context.view.ignored[token] = true
      }
    }
  }

  private func run(
    _ number: Int, _ first: Int, _ last: Int, _ sentence: Int, _ document: Document,
    _ words: Vocabulary, _ scratch: inout MatchScratch
  ) {
    guard !scratch.costs.isEmpty else {
      verify(number, first, last, sentence, document, words, &scratch)
      return
    }
    let clock = ContinuousClock()
    let start = clock.now
    verify(number, first, last, sentence, document, words, &scratch)
    let spent = (clock.now - start).components.attoseconds / 1_000_000_000
    scratch.costs[Int(patterns[number].rule)] += Int(spent)
  }

  private func verify(
    _ number: Int, _ first: Int, _ last: Int, _ sentence: Int, _ document: Document,
    _ words: Vocabulary, _ scratch: inout MatchScratch
  ) {
    let precondition = Int(patterns[number].precondition)
    guard precondition < 0 || holds(precondition, words, &scratch) else { return }
    guard scratch.run(patterns[number].program, self, words, first: first, last: last) else {
      return
    }
    // Of a long list every item begins a match of its own, up to the list's end. They all read what
    // the match of the whole list reads, with fewer words, and lose to it: they are not made.
    var listEnd = -1
    for start in first...last {
      let value = scratch.runner.value(patterns[number].program, start: start)
      guard value >= 0 else { continue }
      let end = scratch.context.start + Runner.end(of: value)
      guard end > start, end != listEnd else { continue }
      scratch.trail.removeAll(keepingCapacity: true)
      scratch.runner.walk(patterns[number].program, start: start, &scratch.trail)
      let items = draft(
        number, TokenRange(start, end), score: Int(value & Runner.tokenMask), sentence, document,
        &scratch)
      if items > RuleSet.longList { listEnd = end }
    }
  }

  /// More items than people put into one sentence.
  private static let longList = 24

  /// Turns the match in the trail into drafts, one an item; returns how many items there are.
  private func draft(
    _ number: Int, _ range: TokenRange, score: Int, _ sentence: Int, _ document: Document,
    _ scratch: inout MatchScratch
  ) -> Int {
    let rule = patterns[number].rule
    let items = ItemReader.items(scratch.trail, range, scratch.context.view)
    let reader = FieldReader(set: self, document: document)
    let match = scratch.nextMatch
    scratch.nextMatch += 1
    var before: Draft?
    var wasNegated = false
    for item in items {
      let verb = item.captures.first { rules[rule].targets[Int($0.slot)] == .verb }
      if patterns[number].isEvent, let verb {
        let isNegated = Negation.holds(
          verb.tokens.start, scratch.context, tables.grammar, after: wasNegated)
        wasNegated = isNegated
        if isNegated { continue }
      }
      var draft = Draft(
        rule: rule, type: rules[rule].type, sentence: sentence, match: match, matchTokens: range,
        itemTokens: item.tokens, score: score,
        fills: [Fill?](repeating: nil, count: types[rules[rule].type].fields.count))
      fill(&draft, item, reader, scratch.context.view, document)
      if item.inherits, let before { inherit(&draft, from: before) }
      guard draft.isAlive else { continue }
      before = draft
      scratch.drafts.append(draft)
    }
    return items.count
  }

  private func fill(
    _ draft: inout Draft, _ item: MatchItem, _ reader: FieldReader,
    _ view: borrowing SentenceView, _ document: Document
  ) {
    let type = types[draft.type]
    for capture in item.captures.sorted(by: { $0.tokens < $1.tokens }) {
      let slot = Int(capture.slot)
      switch rules[draft.rule].targets[slot] {
      case .figure:
        guard draft.figure == nil else { continue }
        var kind: QuantityKind?
        if case .quantity(let wanted)? = type.figureType { kind = wanted }
        if let (index, quantity) = reader.quantity(in: capture.tokens, kind: kind, view) {
          draft.figure = quantity
          draft.figureIndex = index
          draft.figureTokens = quantity.tokens
        } else if let made = IndefiniteFigure.quantity(capture.tokens, view, tables, document) {
          draft.figure = made
          draft.figureTokens = capture.tokens
        }
      case .field(let field):
        if draft.fills[field] != nil { continue }
        if field == rules[draft.rule].subjectField, capture.tokens.count == 1,
          tables.grammar.pronouns.contains(view.lower[capture.tokens.start])
        {
          draft.pronounSubject = true
          continue
        }
        draft.fills[field] = reader.fill(
          type.fields[field].type, capture.tokens, hit: capture.hit,
          lexicons: rules[draft.rule].slotLexicons[slot], view, origin: .captured)
      case .status:
        draft.status = Status(rawValue: document.string(capture.tokens).lowercased())
      case .claimedBy:
        draft.claimedBy = document.string(capture.tokens)
        draft.claimedByTokens = capture.tokens
      case .verb: draft.events.append(capture.tokens)
      case .none: continue
      }
    }
    if type.hasFigure, type.figureRequired, draft.figure == nil { draft.isAlive = false }
  }

  /// Takes over from the item before what this one, whose figure has no noun, left out.
  private func inherit(_ draft: inout Draft, from before: Draft) {
    let fields = types[draft.type].fields
    // Words of its own beside the figure say that nothing was left out.
    let hasOwn = fields.indices.contains { index in
      guard case .code = fields[index].type else { return false }
      return draft.fills[index].map { $0.origin == .captured } ?? false
    }
    if hasOwn { return }
    for index in fields.indices where draft.fills[index] == nil {
      switch fields[index].type {
      case .quantity, .bool, .link: continue
      default: break
      }
      guard var fill = before.fills[index] else { continue }
      fill.origin = .inherited
      draft.fills[index] = fill
    }
  }
}
