import DocumentModel

/// Comma-separated values (RFC 4180): a header line, then one record a line.
///
/// A table of several types has the envelope, the figure and then every field of all types by
/// name; a table of one type has that type's fields in their order.
public struct CSVWriter: RecordWriter {
  private let builder: RowBuilder
  private let keys: [EnvelopeKey]
  private let fields: [String]
  private let excel: Bool

  /// - Parameters:
  ///   - type: index of the only type to write, nil for all types in one table.
  ///   - excel: byte order mark, CRLF line ends, and a quote before text that a spreadsheet would
  ///     take for a formula.
  public init(schema: RecordSchema, type: Int? = nil, excel: Bool = false) {
    builder = RowBuilder(schema: schema, only: type)
    self.excel = excel
    if let type {
      fields = schema.types[type].fields.map(\.name)
      let hasFigure = schema.types[type].hasFigure
      keys = EnvelopeKey.allCases.filter { hasFigure || !EnvelopeKey.figure.contains($0) }
    } else {
      fields = Set(schema.types.flatMap { $0.fields.map(\.name) }).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      keys = EnvelopeKey.allCases
    }
  }

  /// The column names in order.
  public var columns: [String] { keys.map(\.rawValue) + fields }

  public var prefix: [UInt8] {
    var bytes: [UInt8] = excel ? [0xEF, 0xBB, 0xBF] : []
    var first = true
    for column in columns { cell(column, isText: false, first: &first, to: &bytes) }
    endLine(&bytes)
    return bytes
  }

  public func piece(_ records: [Record], of document: Document) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in builder.rows(records, of: document) {
      write(row, of: document, to: &bytes)
    }
    return bytes
  }

  private func write(_ row: RecordRow, of document: Document, to bytes: inout [UInt8]) {
    let record = row.record
    let figure = record.figure
    var first = true
    for key in keys {
      switch key {
      case .recordID: cell(row.recordID, isText: false, first: &first, to: &bytes)
      case .type: cell(row.type.name, isText: false, first: &first, to: &bytes)
      case .document: cell(document.id, first: &first, to: &bytes)
      case .title: cell(document.metadata[.title], first: &first, to: &bytes)
      case .published: cell(document.metadata[.published], first: &first, to: &bytes)
      case .sourceURL: cell(document.metadata[.url], first: &first, to: &bytes)
      case .language: cell(document.metadata[.language], first: &first, to: &bytes)
      case .sentence: cell(Double(row.sentence), first: &first, to: &bytes)
      case .evidence: cell(row.evidence, first: &first, to: &bytes)
      case .start: cell(Double(row.start), first: &first, to: &bytes)
      case .end: cell(Double(row.end), first: &first, to: &bytes)
      case .sourceStart: cell(row.source.map { Double($0.start) }, first: &first, to: &bytes)
      case .sourceEnd: cell(row.source.map { Double($0.end) }, first: &first, to: &bytes)
      case .rule: cell(record.rule, isText: false, first: &first, to: &bytes)
      case .pack: cell(record.pack, isText: false, first: &first, to: &bytes)
      case .status: cell(record.status.rawValue, isText: false, first: &first, to: &bytes)
      case .claimedBy: cell(record.claimedBy, first: &first, to: &bytes)
      case .mention: cell(row.mention, first: &first, to: &bytes)
      case .value: cell(figure?.value, first: &first, to: &bytes)
      case .low: cell(figure?.low, first: &first, to: &bytes)
      case .high: cell(figure?.high, first: &first, to: &bytes)
      case .qualifier: cell(figure?.qualifier.rawValue, isText: false, first: &first, to: &bytes)
      case .unit: cell(figure?.unit, first: &first, to: &bytes)
      case .noun: cell(figure?.noun, first: &first, to: &bytes)
      }
    }
    for field in fields {
      guard let index = row.type.fields.firstIndex(where: { $0.name == field }) else {
        cell(nil as String?, first: &first, to: &bytes)
        continue
      }
      switch row.values[index] {
      case .null: cell(nil as String?, first: &first, to: &bytes)
      case .number(let number): cell(number, first: &first, to: &bytes)
      case .text(let text): cell(text, first: &first, to: &bytes)
      case .bool(let bool):
        cell(bool ? "true" : nil, isText: false, first: &first, to: &bytes)
      }
    }
    endLine(&bytes)
  }

  private func endLine(_ bytes: inout [UInt8]) {
    if excel { bytes.append(0x0D) }
    bytes.append(0x0A)
  }

  private func cell(_ value: Double?, first: inout Bool, to bytes: inout [UInt8]) {
    if !first { bytes.append(0x2C) }
    first = false
    if let value { NumberText.append(value, to: &bytes) }
  }

  private func cell(
    _ value: String?, isText: Bool = true, first: inout Bool, to bytes: inout [UInt8]
  ) {
    if !first { bytes.append(0x2C) }
    first = false
    guard var value else { return }
    if excel, isText, let character = value.utf8.first,
      [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(character)
    {
      // A spreadsheet runs text that begins with = + - @ as a formula (OWASP, "CSV Injection").
      value = "'" + value
    }
    if value.utf8.contains(0) {
      // Many readers of CSV take a NUL for the end, or for no CSV.
      value = String(
        String.UnicodeScalarView(value.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
    value.withUTF8 { text in
      let needsQuotes = text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      guard needsQuotes else {
        bytes.append(contentsOf: text)
        return
      }
      bytes.append(0x22)
      for byte in text {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
  }
}
