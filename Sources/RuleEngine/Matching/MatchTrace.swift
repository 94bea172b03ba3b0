import DocumentModel

/// What happened on the way to the records, for explanations.
public struct MatchTrace: Sendable {
  /// A match that made no record, or one that did, in the words of the rule order.
  public struct Event: Sendable {
    public var rule: String
    public var type: String
    public var sentence: Int
    /// UTF-8 bytes of the match and of its figure.
    public var span: Span
    public var figure: Span?
    /// nil when it became a record; else the step that removed it.
    public var removed: String?
  }

  public var events: [Event] = []

  public init() {}

  mutating func remove(_ draft: Draft, _ reason: String, _ set: RuleSet, _ document: Document) {
    events.append(
      Event(
        rule: set.rules[draft.rule].name, type: set.types[draft.type].name,
        sentence: draft.sentence, span: document.tokens.span(draft.matchTokens),
        figure: draft.figureTokens.map { document.tokens.span($0) }, removed: reason))
  }
}
