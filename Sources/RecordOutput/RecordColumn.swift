import DocumentModel

/// A key of a record as its descriptions name it: JSON Schema and data package.
struct RecordColumn {
  enum Kind {
    case text, number, integer, bool
    case choice([String])
  }

  var name: String
  var kind: Kind
  var isRequired: Bool
  var summary: String

  /// The columns of one record type, in the order of the output contract.
  static func columns(of type: RecordSchema.RecordType) -> [RecordColumn] {
    let envelope = EnvelopeKey.allCases.filter {
      type.hasFigure || !EnvelopeKey.figure.contains($0)
    }
    return envelope.map { RecordColumn($0, of: type) } + type.fields.map(RecordColumn.init)
  }

  private init(name: String, kind: Kind, isRequired: Bool, summary: String) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.summary = summary
  }

  private init(_ field: RecordSchema.Field) {
    let kind: Kind
    var summary = ""
    switch field.type {
    case .quantity(let only):
      kind = .number
      summary = only.map { "a quantity: \($0.rawValue)" } ?? "a quantity"
    case .date:
      kind = .text
      summary = "ISO 8601, as precise as the words; an interval as start/end"
    case .text: kind = .text
    case .entity(let entity):
      kind = .text
      summary = "a name: \(entity.tag.lowercased())"
    case .code(let tag):
      kind = .text
      summary = "a code of the lexicons tagged '\(tag)'"
    case .enumeration(let values): kind = .choice(values)
    case .bool:
      kind = .bool
      summary = "true or empty"
    case .link(let type):
      kind = .text
      summary = "the record_id of another record (\(type))"
    }
    self.init(name: field.name, kind: kind, isRequired: field.required, summary: summary)
  }

  private init(_ key: EnvelopeKey, of type: RecordSchema.RecordType) {
    func make(_ kind: Kind, _ isRequired: Bool, _ summary: String) -> RecordColumn {
      RecordColumn(name: key.rawValue, kind: kind, isRequired: isRequired, summary: summary)
    }
    switch key {
    case .recordID: self = make(.text, true, "stable hash of document, type, rule and place")
    case .type: self = make(.choice([type.name]), true, "the record type")
    case .document: self = make(.text, true, "path, or id of the input line")
    case .title: self = make(.text, false, "title of the article")
    case .published: self = make(.text, false, "when the article was published, ISO 8601")
    case .sourceURL: self = make(.text, false, "the article's address")
    case .language: self = make(.text, false, "language of the article")
    case .sentence: self = make(.integer, true, "index of the sentence, from 0")
    case .evidence: self = make(.text, true, "the sentence")
    case .start: self = make(.integer, true, "start of the mention, Unicode scalars of the text")
    case .end: self = make(.integer, true, "end of the mention, excluded")
    case .sourceStart: self = make(.integer, false, "start of the mention, bytes of the file")
    case .sourceEnd: self = make(.integer, false, "end of the mention in the file, excluded")
    case .rule: self = make(.text, true, "the rule that made the record")
    case .pack: self = make(.text, true, "the pack that the rule stands in")
    case .status:
      self = make(
        .choice(Status.allCases.map(\.rawValue)), true, "how far the text stands behind it")
    case .claimedBy: self = make(.text, false, "who says so; of a denial, who denies it")
    case .mention: self = make(.text, true, "the figure with what it counts, as written")
    case .value: self = make(.number, false, "the number written; empty for ranges, vague words")
    case .low: self = make(.number, false, "the least that the words allow")
    case .high: self = make(.number, false, "the most that the words allow")
    case .qualifier:
      self = make(.choice(Qualifier.allCases.map(\.rawValue)), false, "how the words bound it")
    case .unit: self = make(.text, false, "ISO 4217 code, %, or unit; empty for counts")
    case .noun: self = make(.text, false, "head noun of what is counted, singular")
    }
  }
}
