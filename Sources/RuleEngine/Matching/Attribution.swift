import DocumentModel

/// The attribution blocks of a pack, compiled.
struct CompiledAttribution: Sendable {
  var isEmpty = true
}

/// A place where somebody says something, and how far it reaches.
struct Frame {
  var status: Status
  /// The words of the frame: source, verb and what belongs to them.
  var words: TokenRange
  var source: TokenRange?

  /// Whether tokens belong to the frame's own words.
  func holds(_ tokens: TokenRange) -> Bool { words.overlaps(tokens) }
}

extension RuleSet {
  func attributionFrames(
    _ sentence: Int, _ document: Document, _ words: Vocabulary, _ scratch: inout MatchScratch
  ) -> [Frame] { [] }

  func attribute(
    _ drafts: inout [Draft], _ document: Document, _ words: Vocabulary,
    _ scratch: inout MatchScratch
  ) {}
}
