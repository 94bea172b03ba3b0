import DocumentModel

/// A capture of a match: a slot of the rule and the tokens it took.
struct SlotCapture: Hashable {
  var slot: Int32
  var tokens: TokenRange
  /// The last lexicon hit inside that the capture named, or -1.
  var hit: Int32
}

/// One item of a match: the whole match where nothing is coordinated.
struct MatchItem {
  var captures: [SlotCapture]
  var tokens: TokenRange
  /// Whether it may take over what the item before it said.
  var inherits: Bool
}

/// What a field of a draft holds.
struct Fill {
  enum Origin { case captured, inherited, also, taken, set }
  var value: FieldValue
  /// nil for constants.
  var tokens: TokenRange?
  var annotation: Int?
  var origin: Origin
}

/// A record in the making.
struct Draft {
  /// Index into `RuleSet.rules` and `RuleSet.types`.
  var rule: Int
  var type: Int
  var sentence: Int
  /// Drafts of one match have the same number and never compete.
  var match: Int
  /// The whole match and the item of it.
  var matchTokens: TokenRange
  var itemTokens: TokenRange
  /// Tokens matched by elements.
  var score: Int
  var figure: Quantity?
  /// Index into the document's quantities, nil for "a" and "no".
  var figureIndex: Int?
  var figureTokens: TokenRange?
  var fills: [Fill?]
  var status: Status?
  var statusTokens: TokenRange?
  var claimedBy: String?
  var claimedByTokens: TokenRange?
  /// The subject was a pronoun that stands for the attribution's source.
  var pronounSubject = false
  var isAlive = true
  var linked: [(field: Int, draft: Int)] = []
  var events: [TokenRange] = []

  var filled: Int { fills.reduce(figure == nil ? 0 : 1) { $0 + ($1 == nil ? 0 : 1) } }
}
