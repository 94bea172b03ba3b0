import DocumentModel

/// A record with everything that its document adds, in the form in which all formats write it.
struct RecordRow {
  var recordID: String
  var type: RecordSchema.RecordType
  var typeIndex: Int
  var sentence: Int
  var evidence: String
  /// Unicode scalars of the document's text, half-open.
  var start: Int
  var end: Int
  /// Bytes of the source file, half-open; nil where the place is not known.
  var source: Span?
  var mention: String
  var record: Record
  /// The type's fields in its order, links as record ids.
  var values: [Value]
  var captures: [CaptureRow]

  enum Value {
    case null
    case number(Double)
    case text(String)
    case bool(Bool)
  }

  struct CaptureRow {
    var field: String
    var text: String
    var start: Int
    var end: Int
    var source: Span?
  }
}

/// Turns the records of one document into rows.
struct RowBuilder {
  let schema: RecordSchema
  /// The only type that rows are made of, nil for all. The records of the others are needed all the
  /// same: a link may lead to one.
  var only: Int? = nil

  /// How many rows there will be.
  func count(_ records: [Record]) -> Int {
    only == nil ? records.count : records.reduce(0) { $0 + ($1.type == only ? 1 : 0) }
  }

  /// The rows of a document's records, in the same order. Text is decoded here, once for each
  /// record, never for each token; a row is made when it is asked for.
  func rows(_ records: [Record], of document: Document) -> some Sequence<RecordRow> {
    let records = count(records) == 0 ? [] : records
    let only = only
    let text = records.isEmpty ? [] : document.text
    let index = ScalarIndex(text, from: document.origin.scalars)
    let source = document.sourceHash ?? XXHash64.hash(text)
    var identifiers: [String] = []
    var seen: [String: Int] = [:]
    for record in records {
      let (start, end) = index.scalars(record.mention)
      let identifier = Self.identifier(
        source: source, type: schema.types[record.type].name, rule: record.rule,
        start: start, end: end)
      // Two records of one rule on one mention ("each side ...") differ by their number.
      let repeats = seen[identifier, default: 0]
      seen[identifier] = repeats + 1
      identifiers.append(repeats == 0 ? identifier : identifier + "-\(repeats + 1)")
    }
    return records.enumerated().lazy.filter { only == nil || $0.element.type == only }.map {
      number, record in
      let (start, end) = index.scalars(record.mention)
      let type = schema.types[record.type]
      let evidence =
        record.evidence
        ?? (document.sentences.indices.contains(record.sentence)
          ? document.sentences[record.sentence].span : Span(0, 0))
      let values = type.fields.indices.map { field -> RecordRow.Value in
        guard field < record.values.count else { return .null }
        switch record.values[field] {
        case .null: return .null
        case .number(let value): return .number(value)
        case .text(let value): return .text(value)
        case .bool(let value): return value ? .bool(true) : .null
        case .link(let target):
          return identifiers.indices.contains(target) ? .text(identifiers[target]) : .null
        }
      }
      func row(_ field: String, _ span: Span) -> RecordRow.CaptureRow {
        let (start, end) = index.scalars(span)
        return RecordRow.CaptureRow(
          field: field, text: document.string(span), start: start, end: end,
          source: document.offsets.source(of: span))
      }
      var captures = record.captures.map { row($0.field, $0.span) }
      if record.claimedBy != nil, let span = record.claimedBySpan {
        captures.append(row(EnvelopeKey.claimedBy.rawValue, span))
      }
      return RecordRow(
        recordID: identifiers[number], type: type, typeIndex: record.type,
        sentence: document.origin.sentences + record.sentence,
        evidence: document.string(evidence), start: start, end: end,
        source: document.offsets.source(of: record.mention),
        mention: document.string(record.mention), record: record, values: values,
        captures: captures)
    }
  }

  /// `r` and 16 hexadecimal digits, so that no reader takes it for a number: `XXHash64` over that of
  /// the source's bytes (lowest byte first) and the four other parts, each ended by a zero byte. The
  /// same in every run and on every machine, for the same page in any place.
  static func identifier(
    source: UInt64, type: String, rule: String, start: Int, end: Int
  ) -> String {
    var bytes = stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: source >> $0) }
    for part in [type, rule, String(start), String(end)] {
      bytes.append(contentsOf: part.utf8)
      bytes.append(0)
    }
    let digits = String(XXHash64.hash(bytes), radix: 16)
    return "r" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
