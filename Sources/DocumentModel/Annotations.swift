/// What a name names. `demonym` is a nationality, religious or political group word ("Ukrainian").
public enum EntityKind: UInt8, Sendable, CaseIterable {
  case person, organization, place, demonym

  /// The tag in a rule: `Person`.
  public var tag: String {
    switch self {
    case .person: "Person"
    case .organization: "Organization"
    case .place: "Place"
    case .demonym: "Demonym"
    }
  }

  /// The label in `tag` output: `PERSON`, `ORG`, `PLACE`, `NORP`.
  public var label: String {
    switch self {
    case .person: "PERSON"
    case .organization: "ORG"
    case .place: "PLACE"
    case .demonym: "NORP"
    }
  }
}

/// A name. Entities of a document are sorted by start and do not overlap.
public struct Entity: Hashable, Sendable {
  public var kind: EntityKind
  public var tokens: TokenRange
  /// ISO 3166 alpha-2 code where the gazetteer knows the place, else nil.
  public var country: String?

  public init(kind: EntityKind, tokens: TokenRange, country: String? = nil) {
    self.kind = kind
    self.tokens = tokens
    self.country = country
  }
}

public enum QuantityKind: String, Sendable, CaseIterable {
  case count, money, percent, measure, duration, age, fraction, ordinal
}

/// How the words around a number bound it; the table of the output contract.
public enum Qualifier: String, Sendable, CaseIterable {
  case exact, about, nearly, between, vague
  case atLeast = "at_least"
  case atMost = "at_most"
  case moreThan = "more_than"
  case fewerThan = "fewer_than"
}

/// A number expression, its bounds and what it counts.
public struct Quantity: Hashable, Sendable {
  public var kind: QuantityKind
  /// The number expression with its modifier words and, unless it is a count, its unit.
  public var tokens: TokenRange
  /// The same in bytes; narrower than its tokens where a token holds more than the number.
  public var span: Span
  /// The number's own tokens, without modifier words and unit.
  public var number: TokenRange
  public var value: Double?
  public var low: Double?
  public var high: Double?
  public var qualifier: Qualifier
  /// nil for counts; ISO 4217 code for money; `%`; symbol for measures; singular word for
  /// durations and ages.
  public var unit: String?
  /// The head noun of what is counted: its token, and its singular lower-case form.
  public var nounToken: Int?
  public var noun: String?
  /// From the first word after the number to the head noun ("new Russian attack drones"),
  /// half-open; nil where no noun stands.
  public var nounPhrase: TokenRange?

  public init(
    kind: QuantityKind, tokens: TokenRange, span: Span, number: TokenRange,
    value: Double?, low: Double?, high: Double?, qualifier: Qualifier, unit: String? = nil
  ) {
    self.kind = kind
    self.tokens = tokens
    self.span = span
    self.number = number
    self.value = value
    self.low = low
    self.high = high
    self.qualifier = qualifier
    self.unit = unit
  }
}

public enum DateKind: String, Sendable, CaseIterable {
  case date, time, datetime
  case dateRange = "date_range"
  case timeRange = "time_range"
  case datetimeRange = "datetime_range"
  case set
}

/// An expression of time, resolved as far as the words and the publication date allow.
public struct DateMention: Hashable, Sendable {
  public var kind: DateKind
  public var tokens: TokenRange
  public var span: Span
  /// ISO 8601 ("2025-11-24", "2025-11-24T10:30:00"), or for a range its start; for a set its TIMEX
  /// string. nil where nothing can be resolved, and for a range that is open at its start.
  public var value: String?
  /// The excluded end of a range; nil for a point and for a range that is open at its end.
  public var end: String?
  /// The value as records write it, as precise as the words: "2022", "2025-11", "2025-11-24",
  /// "2025-11-24T10:30", or `start/end` with the end excluded. It is the time that is named, also
  /// where a preposition opens one side ("since 2022" is 2022). nil where nothing can be resolved.
  public var iso: String?

  public init(
    kind: DateKind, tokens: TokenRange, span: Span, value: String?, end: String? = nil,
    iso: String? = nil
  ) {
    self.kind = kind
    self.tokens = tokens
    self.span = span
    self.value = value
    self.end = end
    self.iso = iso ?? value.map { value in end.map { value + "/" + $0 } ?? value }
  }

  /// Whether it is a stretch of time; one side of it may be open.
  public var isRange: Bool {
    kind == .dateRange || kind == .timeRange || kind == .datetimeRange
  }
}

/// A place in the text where a lexicon's entry stands.
public struct LexiconHit: Hashable, Sendable {
  /// The lexicon's index in the compiled rule set.
  public var lexicon: Int32
  public var tokens: TokenRange
  /// The entry's code, an index into the lexicon's `codes`.
  public var code: Int32

  public init(lexicon: Int32, tokens: TokenRange, code: Int32) {
    self.lexicon = lexicon
    self.tokens = tokens
    self.code = code
  }
}
