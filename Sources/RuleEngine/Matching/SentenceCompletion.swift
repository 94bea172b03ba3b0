import DocumentModel

extension RuleSet {
  /// Applies `unless`, `also` and then `set` to the drafts that the sentence in work has made.
  func complete(
    from first: Int, _ sentence: Int, _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) {
    var frames: [Frame]?
    defer { setConstants(from: first, &scratch) }
    for index in first..<scratch.drafts.count {
      let rule = scratch.drafts[index].rule
      if rules[rule].unless.isEmpty && rules[rule].alsos.isEmpty { continue }
      let match = scratch.drafts[index].matchTokens
      for unless in rules[rule].unless {
        let found = found(unless.program, unless.number, besides: [], words, &scratch)
        if found.isAny(within: unless.within ?? Extent.unbounded, of: match) {
          scratch.trace?.remove(scratch.drafts[index], "unless", self, document)
          scratch.drafts[index].isAlive = false
          break
        }
      }
      guard scratch.drafts[index].isAlive else { continue }
      for also in rules[rule].alsos {
        let wanted = also.program.nodes.contains { node in
          node.operation == .open && isEmpty(node.a, scratch.drafts[index])
        }
        guard wanted else { continue }
        if frames == nil {
          frames = attributionFrames(sentence, document, words, &scratch)
        }
        let found = found(also.program, also.number, besides: frames ?? [], words, &scratch)
        apply(also, found, to: index, document, &scratch)
      }
    }
  }

  /// What no word said gets the rule's constants.
  private func setConstants(from first: Int, _ scratch: inout MatchScratch) {
    for index in first..<scratch.drafts.count {
      let rule = scratch.drafts[index].rule
      for constant in rules[rule].sets where scratch.drafts[index].fills[constant.field] == nil {
        scratch.drafts[index].fills[constant.field] = Fill(
          value: constant.value, tokens: nil, origin: .set)
      }
      if scratch.drafts[index].status == nil { scratch.drafts[index].status = rules[rule].status }
      if scratch.drafts[index].claimedBy == nil {
        scratch.drafts[index].claimedBy = rules[rule].claimedBy
      }
    }
  }

  private func isEmpty(_ slot: Int32, _ draft: Draft) -> Bool {
    switch rules[draft.rule].targets[Int(slot)] {
    case .field(let field): draft.fills[field] == nil
    case .status: draft.status == nil
    case .claimedBy: draft.claimedBy == nil
    default: false
    }
  }

  /// All matches of a helping pattern in the sentence, the longest from each start; looked up
  /// once a sentence for all drafts of a rule.
  ///
  /// - Parameter frames: what these hold among their own words is no match.
  private func found(
    _ program: Program, _ number: Int, besides frames: [Frame], _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) -> FoundList {
    if scratch.found[number].stamp == scratch.context.stamp { return scratch.found[number].list }
    var result = FoundList()
    if let (first, last) = scratch.context.starts(program.anchors, program.anchors.indices),
      scratch.run(program, self, words, first: first, last: last)
    {
      let held = heldTokens(frames, scratch.context)
      for start in first...last {
        let value = scratch.runner.value(program, start: start)
        guard value >= 0 else { continue }
        let range = TokenRange(start, scratch.context.start + Runner.end(of: value))
        scratch.trail.removeAll(keepingCapacity: true)
        scratch.runner.walk(program, start: start, &scratch.trail)
        let items = ItemReader.items(scratch.trail, range, scratch.context.view)
        let captures = items.first?.captures ?? []
        let isHeld = captures.contains { capture in
          (capture.tokens.start..<max(capture.tokens.start, capture.tokens.end)).contains {
            held.indices.contains($0 - scratch.context.start) && held[$0 - scratch.context.start]
          }
        }
        if !isHeld { result.append(FoundList.Found(range: range, captures: captures)) }
      }
    }
    scratch.found[number] = (scratch.context.stamp, result)
    return result
  }

  /// For each token of the sentence in work whether it is a word of a frame; empty without frames.
  private func heldTokens(_ frames: [Frame], _ context: borrowing MatchContext) -> [Bool] {
    if frames.isEmpty { return [] }
    var held = [Bool](repeating: false, count: context.end - context.start)
    for frame in frames {
      for token in max(frame.words.start, context.start)..<min(frame.words.end, context.end) {
        held[token - context.start] = true
      }
    }
    return held
  }

  /// Tokens between two ranges; 0 when they touch or overlap.
  static func distance(_ a: TokenRange, _ b: TokenRange) -> Int {
    max(0, max(a.start - b.end, b.start - a.end))
  }

  private func apply(
    _ also: CompiledRule.Also, _ found: FoundList, to index: Int, _ document: Document,
    _ scratch: inout MatchScratch
  ) {
    let match = scratch.drafts[index].matchTokens
    let figure = scratch.drafts[index].figureTokens
    var wanted = FoundList.Wanted(
      match: match, item: scratch.drafts[index].itemTokens, within: also.within,
      latestEnd: Int.max, earliestStart: 0)
    // Before and after what is counted: the subject of an event stands in the match as well.
    switch also.direction {
    case .before: wanted.latestEnd = figure?.start ?? match.end
    case .after: wanted.earliestStart = figure?.end ?? match.start
    case nil: break
    }
    guard let best = found.nearest(wanted) else { return }
    let reader = FieldReader(set: self, document: document)
    let rule = scratch.drafts[index].rule
    for capture in best.captures {
      switch rules[rule].targets[Int(capture.slot)] {
      case .field(let field):
        guard scratch.drafts[index].fills[field] == nil else { continue }
        scratch.drafts[index].fills[field] = reader.fill(
          types[rules[rule].type].fields[field].type, capture.tokens, hit: capture.hit,
          lexicons: rules[rule].slotLexicons[Int(capture.slot)], scratch.context.view,
          origin: .also)
      case .status:
        if scratch.drafts[index].status == nil {
          scratch.drafts[index].status = Status(
            rawValue: document.string(capture.tokens).lowercased())
        }
      case .claimedBy:
        if scratch.drafts[index].claimedBy == nil {
          scratch.drafts[index].claimedBy = document.string(capture.tokens)
          scratch.drafts[index].claimedByTokens = capture.tokens
        }
      default: continue
      }
    }
  }
}
