import DocumentModel

/// The attribution blocks of a pack, compiled.
struct CompiledAttribution: Sendable {
  /// The words of each status, as one program.
  var cues: [(status: Status, program: Program)] = []
  /// The phrase that a source is, -1 when the pack names none.
  var source: Int32 = -1
}

/// A place where somebody says something, and how far it reaches.
struct Frame {
  var status: Status
  /// The words that say it: "claimed", "according to".
  var cue: TokenRange
  /// The words of the frame: source, cue and what belongs to them.
  var words: TokenRange
  var source: TokenRange?
  /// The source is a pronoun, or left out as in ", saying".
  var needsSource = false
  /// What it holds, as tokens of the sentence.
  var reach: TokenRange
  /// What stands before the frame and behind it, cut at the next frame when all are known.
  var isBackward: Bool
  /// Only a status, for the clause that it stands in: "were reported", "allegedly", "could".
  var isStatusOnly = false

  /// Whether tokens belong to the frame's own words.
  func holds(_ tokens: TokenRange) -> Bool { words.overlaps(tokens) }
}

extension RuleSet {
  /// The attribution frames of a sentence, in order. Leaves the scratch at that sentence.
  func attributionFrames(
    _ sentence: Int, _ document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> [Frame] {
    if let known = scratch.frames[sentence] { return known }
    if scratch.context.start != document.sentences[sentence].tokens.start
      || scratch.context.end != document.sentences[sentence].tokens.end
    {
      scratch.begin(sentence: document.sentences[sentence])
      scan(&scratch)
    }
    var frames: [Frame] = []
    var reader: FrameReader?
    for (status, program) in attribution.cues {
      guard
        let (first, last) = scratch.context.starts(program.anchors, program.anchors.indices),
        scratch.run(program, self, words, first: first, last: last)
      else { continue }
      var covered = first
      for start in first...last where start >= covered {
        let value = scratch.runner.value(program, start: start)
        guard value >= 0 else { continue }
        let cue = TokenRange(start, scratch.context.start + Runner.end(of: value))
        guard !cue.isEmpty else { continue }
        if reader == nil {
          reader = FrameReader(
            tables, source: attribution.source, document, words, scratch.context)
        }
        if let frame = reader?.frame(status, cue, scratch.context) {
          frames.append(frame)
          covered = cue.end
        }
      }
    }
    frames.sort { ($0.cue, $0.status.rawValue) < ($1.cue, $1.status.rawValue) }
    FrameReader.bound(&frames)
    scratch.frames[sentence] = frames
    return frames
  }

  /// Gives every draft that has no source or status of its own those of the innermost frame that
  /// holds its figure.
  func attribute(
    _ drafts: inout [Draft], _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) {
    guard !attribution.cues.isEmpty else {
      for index in drafts.indices where drafts[index].pronounSubject {
        drafts[index].pronounSubject = false
      }
      return
    }
    for index in drafts.indices {
      let speech = speech(for: drafts[index], document, words, &scratch)
      if let source = speech.source {
        if drafts[index].claimedBy == nil {
          drafts[index].claimedBy = document.string(source)
          drafts[index].claimedByTokens = source
        }
        if drafts[index].pronounSubject, let field = rules[drafts[index].rule].subjectField,
          drafts[index].fills[field] == nil
        {
          drafts[index].fills[field] = Fill(
            value: .text(document.string(source)), tokens: source, origin: .taken)
        }
      }
      if drafts[index].status == nil { drafts[index].status = speech.status }
    }
  }

  private func speech(
    for draft: Draft, _ document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> (status: Status, source: TokenRange?) {
    let figure = draft.figureTokens ?? draft.matchTokens
    let frames = attributionFrames(draft.sentence, document, words, &scratch)
    // "claimed 100 lives": a verb that the rule itself asks for right before its figure says
    // nothing about who speaks.
    var own: [Frame] = []
    if draft.events.isEmpty {
      own = frames.filter {
        $0.cue.end == figure.start && draft.matchTokens.start <= $0.cue.start
          && $0.cue.end <= draft.matchTokens.end
      }
    }
    var status: Status?
    var held: Frame?
    var clause: TokenRange?
    for frame in frames where own.isEmpty || !own.contains(where: { $0.cue == frame.cue }) {
      guard frame.isStatusOnly else {
        if frame.reach.contains(figure), held.map({ frame.reach.count < $0.reach.count }) ?? true {
          held = frame
        }
        continue
      }
      // Words of possibility and plan in the record's own clause win over its frame.
      if clause == nil {
        scratch.clauses.read(
          draft.sentence, document.sentences[draft.sentence].tokens, frames, scratch.context.view,
          tables.grammar)
        clause = scratch.clauses.around(figure, without: own)
      }
      if let clause, clause.contains(frame.cue.start),
        status == nil || frame.status == .possible || frame.status == .planned
      {
        status = frame.status
      }
    }
    let weak = status.map { $0 != .possible && $0 != .planned } ?? true
    if let frame = held {
      let source =
        frame.needsSource
        ? earlierSource(draft.sentence, before: frame, document, words, &scratch) : frame.source
      return (weak ? frame.status : status ?? frame.status, source)
    }
    if let frame = neighbour(draft.sentence, figure, document, words, &scratch) {
      var source = frame.frame.source
      if frame.frame.needsSource {
        source = earlierSource(frame.sentence, before: frame.frame, document, words, &scratch)
      }
      return (weak ? frame.frame.status : status ?? frame.frame.status, source)
    }
    return (status ?? .stated, nil)
  }

  /// The source that a pronoun means: that of the frame before in the paragraph.
  private func earlierSource(
    _ sentence: Int, before frame: Frame, _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) -> TokenRange? {
    let own = attributionFrames(sentence, document, words, &scratch)
    if let earlier = own.last(where: { $0.cue < frame.cue && $0.source != nil }) {
      return earlier.source
    }
    var index = sentence - 1
    let block = document.sentences[sentence].block
    while index >= 0, document.sentences[index].block == block, sentence - index <= 4 {
      let frames = attributionFrames(index, document, words, &scratch)
      if let earlier = frames.last(where: { $0.source != nil }) { return earlier.source }
      index -= 1
    }
    // A pronoun that stands for nobody known is still who speaks.
    return frame.source
  }

  /// For a figure inside a quotation whose speaker is not in its sentence: the frame of the
  /// sentence before or behind in the paragraph.
  private func neighbour(
    _ sentence: Int, _ figure: TokenRange, _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) -> (frame: Frame, sentence: Int)? {
    let block = document.sentences[sentence].block
    guard
      scratch.quotes.isOpen(
        at: figure.start, sentence: sentence, document, scratch.context.view, tables.grammar)
    else { return nil }
    let inside = attributionFrames(sentence, document, words, &scratch)
    if let frame = inside.first(where: { !$0.isStatusOnly && $0.source != nil }) {
      return (frame, sentence)
    }
    for (other, wantsBackward) in [
      (sentence - 1, false), (sentence + 1, true), (sentence - 2, false),
    ] {
      guard document.sentences.indices.contains(other),
        document.sentences[other].block == block
      else { continue }
      let frames = attributionFrames(other, document, words, &scratch)
      let found =
        wantsBackward
        ? frames.first { !$0.isStatusOnly && $0.isBackward && ($0.source != nil || $0.needsSource) }
        : frames.last { !$0.isStatusOnly && ($0.source != nil || $0.needsSource) }
      if let found { return (found, other) }
    }
    return nil
  }
}
