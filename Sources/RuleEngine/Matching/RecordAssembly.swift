import DocumentModel

/// Makes the records of a document from the drafts of its sentences, a paragraph at a time.
struct RecordAssembly {
  let set: RuleSet
  let document: Document
  let limits: Limits

  /// Appends the records of the drafts in the scratch, which it takes out of it.
  func append(
    to records: inout [Record], _ words: Vocabulary, _ scratch: inout MatchScratch
  ) {
    var waiting: [Draft] = []
    var drafts: [Draft] = []
    var all: [Draft] = []
    swap(&all, &scratch.drafts)
    for draft in all where draft.isAlive {
      if isComplete(draft) {
        drafts.append(draft)
      } else if takesMissing(draft) {
        waiting.append(draft)
      } else {
        scratch.trace?.remove(draft, "a required field is empty", set, document)
      }
    }
    all.removeAll(keepingCapacity: true)
    swap(&all, &scratch.drafts)
    var conflicts = Conflicts(set: set)
    resolve(&drafts, &conflicts, &scratch)
    set.attribute(&drafts, document, words, &scratch)
    if !waiting.isEmpty {
      set.attribute(&waiting, document, words, &scratch)
      var nearest = NearestDraft(set: set, document: document, drafts: drafts)
      for index in waiting.indices { take(&waiting[index], from: &nearest) }
      for draft in waiting {
        if isComplete(draft) {
          drafts.append(draft)
        } else {
          scratch.trace?.remove(draft, "nothing fills a required field", set, document)
        }
      }
      resolve(&drafts, &conflicts, &scratch)
    }
    if drafts.contains(where: { !set.rules[$0.rule].takes.isEmpty }) {
      var nearest = NearestDraft(set: set, document: document, drafts: drafts)
      for index in drafts.indices { take(&drafts[index], from: &nearest, skipping: index) }
    }
    if drafts.contains(where: { !set.rules[$0.rule].links.isEmpty }) {
      var nearest = NearestDraft(set: set, document: document, drafts: drafts)
      for index in drafts.indices { link(index, &drafts, to: &nearest) }
    }
    write(drafts, to: &records, words, &scratch)
  }

  private func resolve(
    _ drafts: inout [Draft], _ conflicts: inout Conflicts, _ scratch: inout MatchScratch
  ) {
    var removed: [(Int, String)] = []
    conflicts.resolve(&drafts) { removed.append(($0, $1)) }
    if scratch.trace != nil {
      for (index, reason) in removed {
        scratch.trace?.remove(drafts[index], reason, set, document)
      }
    }
    drafts.removeAll { !$0.isAlive }
  }

  private func isComplete(_ draft: Draft) -> Bool {
    if set.types[draft.type].hasFigure, set.types[draft.type].figureRequired, draft.figure == nil {
      return false
    }
    for index in draft.fills.indices where set.types[draft.type].fields[index].required {
      if draft.fills[index] == nil { return false }
    }
    return true
  }

  private func takesMissing(_ draft: Draft) -> Bool {
    let fields = set.types[draft.type].fields
    let missing = fields.indices.filter { fields[$0].required && draft.fills[$0] == nil }
    let taken = set.rules[draft.rule].takes.flatMap { $0.fields.map(\.own) }
    return missing.allSatisfy { taken.contains($0) }
  }

  // MARK: take and link

  private func take(
    _ draft: inout Draft, from nearest: inout NearestDraft, skipping: Int = -1
  ) {
    for (number, take) in set.rules[draft.rule].takes.enumerated() {
      let wanted = take.fields.filter { draft.fills[$0.own] == nil }
      guard !wanted.isEmpty,
        let index = nearest.index(
          take.from, NearestDraft.Key(rule: draft.rule, line: number), to: draft,
          skipping: skipping)
      else { continue }
      let other = nearest.drafts[index]
      for field in wanted {
        let fields = set.types[other.type].fields
        guard let at = fields.firstIndex(where: { $0.name == field.name }),
          var fill = other.fills[at]
        else { continue }
        fill.origin = .taken
        draft.fills[field.own] = fill
      }
    }
  }

  private func link(_ index: Int, _ drafts: inout [Draft], to nearest: inout NearestDraft) {
    let rule = drafts[index].rule
    for (number, link) in set.rules[rule].links.enumerated() {
      let key = NearestDraft.Key(rule: rule, line: number)
      if let target = nearest.index(link.to, key, to: drafts[index], skipping: index) {
        drafts[index].linked.append((link.field, target))
      }
    }
  }

  // MARK: Records

  private func write(
    _ drafts: [Draft], to records: inout [Record], _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) {
    let room = max(0, limits.records - records.count)
    scratch.leftOut += max(0, drafts.count - room)
    if room == 0 { return }
    let base = records.count
    let view = scratch.context.view
    var mentions = drafts.map { document.tokens.span(Mention.tokens($0, set, document, view)) }
    for (index, draft) in drafts.enumerated() {
      // A figure inside a token ("three-two") begins and ends where its bytes do.
      if let figure = draft.figure, draft.figureIndex != nil,
        mentions[index] == document.tokens.span(figure.tokens)
      {
        mentions[index] = figure.span
      }
    }
    let order = drafts.indices.sorted { a, b in
      let left = mentions[a]
      let right = mentions[b]
      if left != right { return left < right }
      let types = (set.types[drafts[a].type].name, set.types[drafts[b].type].name)
      if types.0 != types.1 { return types.0 < types.1 }
      let rules = (set.rules[drafts[a].rule].name, set.rules[drafts[b].rule].name)
      if rules.0 != rules.1 { return rules.0 < rules.1 }
      return drafts[a].matchTokens < drafts[b].matchTokens
    }
    var position = [Int](repeating: 0, count: drafts.count)
    for (place, index) in order.enumerated() { position[index] = place }
    for index in order.prefix(room) {
      records.append(record(drafts[index], mentions[index], position, base, words))
    }
  }

  private func record(
    _ draft: Draft, _ mention: Span, _ position: [Int], _ base: Int,
    _ words: Vocabulary
  ) -> Record {
    let type = set.types[draft.type]
    let rule = set.rules[draft.rule]
    var figure = draft.figure
    if figure?.noun == nil, let noun = figure?.nounToken, noun < document.tokens.count {
      let lemma = document.tokens.lemma[noun]
      if lemma != Vocabulary.none { figure?.noun = words.string(lemma) }
    }
    var values = [FieldValue](repeating: .null, count: type.fields.count)
    var captures: [Capture] = []
    if let tokens = draft.figureTokens {
      let span = draft.figureIndex != nil ? draft.figure?.span : nil
      captures.append(
        Capture(
          field: "figure", span: span ?? document.tokens.span(tokens),
          annotation: draft.figureIndex))
    }
    for (index, fill) in draft.fills.enumerated() {
      guard let fill else { continue }
      values[index] = fill.value
      if let tokens = fill.tokens, !tokens.isEmpty {
        captures.append(
          Capture(
            field: type.fields[index].name, span: document.tokens.span(tokens),
            annotation: fill.annotation))
      }
    }
    for (field, target) in draft.linked where base + position[target] < limits.records {
      values[field] = .link(base + position[target])
    }
    captures.sort { ($0.span, $0.field) < ($1.span, $1.field) }
    return Record(
      type: type.schemaIndex, rule: rule.name, pack: rule.pack, sentence: draft.sentence,
      evidence: evidence(draft, around: figure?.span ?? mention), mention: mention, figure: figure,
      status: draft.status ?? .stated,
      claimedBy: draft.claimedBy,
      claimedBySpan: draft.claimedByTokens.map { document.tokens.span($0) }, values: values,
      captures: captures)
  }
}

extension RecordAssembly {
  /// Of a sentence that is longer than evidence may be, the whole tokens around a span of it.
  private func evidence(_ draft: Draft, around span: Span) -> Span? {
    let sentence = document.sentences[draft.sentence]
    if sentence.span.count <= limits.evidenceScalars { return nil }
    let text = document.text
    func scalars(_ span: Span) -> Int {
      var count = 0
      for at in span.start..<span.end where text[at] & 0xC0 != 0x80 { count += 1 }
      return count
    }
    // Scalars that fit on each side; what one side does not need is the other's.
    let room = max(0, limits.evidenceScalars - scalars(span))
    let before = min(
      scalars(Span(max(sentence.span.start, span.start - 4 * room), span.start)), room)
    let after = min(
      scalars(Span(span.end, max(span.end, min(sentence.span.end, span.end + 4 * room)))), room)
    var left = min(before, max(room / 2, room - after))
    var right = min(after, room - left)
    if before + after <= room { return nil }
    var start = span.start
    var end = span.end
    let tokens = document.tokens
    var token = lowerBound(span.start, sentence.tokens)
    while token > sentence.tokens.start {
      let next = Int(tokens.start[token - 1])
      left -= scalars(Span(min(next, start), start))
      if left < 0 { break }
      start = min(start, next)
      token -= 1
    }
    token = lowerBound(span.end, sentence.tokens)
    while token < sentence.tokens.end {
      let next = Int(tokens.end[token])
      right -= scalars(Span(end, max(end, next)))
      if right < 0 { break }
      end = max(end, next)
      token += 1
    }
    return Span(start, end)
  }

  /// The first token of a range that starts at a byte or behind it.
  private func lowerBound(_ byte: Int, _ range: TokenRange) -> Int {
    var low = range.start
    var high = range.end
    while low < high {
      let middle = (low + high) / 2
      if Int(document.tokens.start[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The words that stand for a record: its figure with the noun phrase that it counts.
enum Mention {
  static func tokens(
    _ draft: Draft, _ set: RuleSet, _ document: Document, _ view: SentenceView
  ) -> TokenRange {
    guard let figure = draft.figureTokens, let quantity = draft.figure else {
      return draft.matchTokens
    }
    var end = figure.end
    if quantity.kind == .count || quantity.kind == .fraction || quantity.kind == .measure,
      let phrase = quantity.nounPhrase, phrase.start >= figure.start
    {
      end = max(end, phrase.end)
    }
    let sentenceEnd = document.sentences[draft.sentence].tokens.end
    // What the rule captured right behind the figure belongs to the mention: the people, the
    // weapons, the number that it is a part of.
    let fields = set.types[draft.type].fields
    var captured: [TokenRange] = []
    for (index, fill) in draft.fills.enumerated() {
      guard let fill, let tokens = fill.tokens, fill.origin == .captured,
        tokens.start >= figure.end, draft.itemTokens.contains(tokens)
      else { continue }
      switch fields[index].type {
      case .code, .entity, .quantity: captured.append(tokens)
      default: continue
      }
    }
    captured.sort()
    for tokens in captured where tokens.end > end {
      let gap = TokenRange(end, tokens.start)
      guard gap.count <= 8, isNominal(gap, view, set.tables) else { break }
      end = tokens.end
    }
    return TokenRange(figure.start, min(end, sentenceEnd))
  }

  /// Whether only words of a noun phrase stand there.
  private static func isNominal(
    _ range: TokenRange, _ view: SentenceView, _ tables: RuleTables
  ) -> Bool {
    if range.isEmpty { return true }
    for token in range.start..<range.end {
      let pos = view.posBit(token)
      let isFree =
        pos & PosMask.of(.adj, .noun, .propn, .det, .num, .adv, .pron, .part, .x, .verb) != 0
      if !isFree && !tables.isOf(view.lower[token]) && !tables.isHyphen(view.lower[token]) {
        return false
      }
    }
    return true
  }
}
