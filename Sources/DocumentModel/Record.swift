/// How far the text stands behind a record.
public enum Status: String, Sendable, CaseIterable {
  case stated, reported, claimed, confirmed, denied, possible, planned
}

/// The value of a field of a record.
public enum FieldValue: Hashable, Sendable {
  case null
  case number(Double)
  case text(String)
  case bool(Bool)
  /// Index of another record of the same document, before `record_id`s are given.
  case link(Int)
}

/// One captured field: its words in the text.
public struct Capture: Hashable, Sendable {
  public var field: String
  /// UTF-8 bytes in the document's text, half-open.
  public var span: Span
  /// For a quantity field, index into `document.quantities`; for a date field into `dates`.
  public var annotation: Int?

  public init(field: String, span: Span, annotation: Int? = nil) {
    self.field = field
    self.span = span
    self.annotation = annotation
  }
}

/// A record: what a rule read out of one sentence, with everything that proves it.
///
/// Spans are UTF-8 bytes in the document's text; writers turn them into Unicode scalar offsets
/// and source bytes.
public struct Record: Sendable {
  /// Index into `RecordSchema.types`.
  public var type: Int
  public var rule: String
  public var pack: String
  /// Index of the sentence that the mention stands in.
  public var sentence: Int
  /// What is shown as the record's evidence; nil for the whole sentence.
  public var evidence: Span?
  /// The figure with the noun phrase that it counts; the whole match of a type without figure.
  public var mention: Span
  /// The main quantity, nil for types without `figure`.
  public var figure: Quantity?
  public var status: Status
  public var claimedBy: String?
  public var claimedBySpan: Span?
  /// One value for each declared field of the type but `figure`, in the type's order.
  public var values: [FieldValue]
  /// In order of place.
  public var captures: [Capture]

  public init(
    type: Int, rule: String, pack: String, sentence: Int, evidence: Span? = nil, mention: Span,
    figure: Quantity? = nil,
    status: Status = .stated, claimedBy: String? = nil, claimedBySpan: Span? = nil,
    values: [FieldValue] = [], captures: [Capture] = []
  ) {
    self.type = type
    self.rule = rule
    self.pack = pack
    self.sentence = sentence
    self.evidence = evidence
    self.mention = mention
    self.figure = figure
    self.status = status
    self.claimedBy = claimedBy
    self.claimedBySpan = claimedBySpan
    self.values = values
    self.captures = captures
  }
}

/// The record types of a compiled rule set, for writers.
public struct RecordSchema: Sendable {
  public enum FieldType: Hashable, Sendable {
    /// Any number, or one kind only.
    case quantity(QuantityKind?)
    case date
    case text
    case entity(EntityKind)
    /// A lexicon's tag.
    case code(String)
    case enumeration([String])
    case bool
    /// Another record, by type name.
    case link(String)
  }

  public struct Field: Hashable, Sendable {
    public var name: String
    public var type: FieldType
    public var required: Bool

    public init(name: String, type: FieldType, required: Bool = false) {
      self.name = name
      self.type = type
      self.required = required
    }
  }

  public struct RecordType: Hashable, Sendable {
    public var name: String
    public var summary: String
    /// Whether the type has a main quantity, the field `figure`.
    public var hasFigure: Bool
    /// Every field but `figure`, those of the type it extends first.
    public var fields: [Field]

    public init(name: String, summary: String, hasFigure: Bool, fields: [Field]) {
      self.name = name
      self.summary = summary
      self.hasFigure = hasFigure
      self.fields = fields
    }
  }

  /// Types that rules can make, sorted by name.
  public var types: [RecordType]

  public init(types: [RecordType]) { self.types = types }
}
