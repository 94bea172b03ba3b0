import DocumentModel

/// One JSON object a line (https://github.com/ndjson/ndjson-spec).
public struct NDJSONWriter: RecordWriter {
  private let builder: RowBuilder

  /// - Parameter type: index of the only type to write, nil for all types.
  public init(schema: RecordSchema, type: Int? = nil) {
    builder = RowBuilder(schema: schema, only: type)
  }

  public func piece(_ records: [Record], of document: Document) -> [UInt8] {
    var json = JSONWriter()
    // Room for all, since an array that grows is held twice.
    json.bytes.reserveCapacity(builder.count(records) * 1_024)
    for row in builder.rows(records, of: document) {
      RecordJSON.write(row, of: document, to: &json)
      json.newline()
    }
    return json.bytes
  }
}

/// One JSON array of all records, a record a line.
public struct JSONArrayWriter: RecordWriter {
  private let builder: RowBuilder

  /// - Parameter type: index of the only type to write, nil for all types.
  public init(schema: RecordSchema, type: Int? = nil) {
    builder = RowBuilder(schema: schema, only: type)
  }

  public var prefix: [UInt8] { Array("[\n".utf8) }
  public var separator: [UInt8] { Array(",\n".utf8) }
  public var suffix: [UInt8] { Array("\n]\n".utf8) }

  public func piece(_ records: [Record], of document: Document) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in builder.rows(records, of: document) {
      var json = JSONWriter()
      RecordJSON.write(row, of: document, to: &json)
      if !bytes.isEmpty { bytes += separator }
      bytes += json.bytes
    }
    return bytes
  }
}

/// A record as a JSON object: envelope, figure, the type's fields in order, captures.
enum RecordJSON {
  static func write(_ row: RecordRow, of document: Document, to json: inout JSONWriter) {
    let record = row.record
    json.beginObject()
    json.key("record_id")
    json.string(row.recordID)
    json.key("type")
    json.string(row.type.name)
    json.key("document")
    json.string(document.id)
    json.key("title")
    json.string(document.metadata[.title])
    json.key("published")
    json.string(document.metadata[.published])
    json.key("source_url")
    json.string(document.metadata[.url])
    json.key("language")
    json.string(document.metadata[.language])
    json.key("sentence")
    json.int(row.sentence)
    json.key("evidence")
    json.string(row.evidence)
    json.key("start")
    json.int(row.start)
    json.key("end")
    json.int(row.end)
    json.key("source_start")
    if let source = row.source { json.int(source.start) } else { json.null() }
    json.key("source_end")
    if let source = row.source { json.int(source.end) } else { json.null() }
    json.key("rule")
    json.string(record.rule)
    json.key("pack")
    json.string(record.pack)
    json.key("status")
    json.string(record.status.rawValue)
    json.key("claimed_by")
    json.string(record.claimedBy)
    json.key("mention")
    json.string(row.mention)
    if row.type.hasFigure {
      let figure = record.figure
      json.key("value")
      json.number(figure?.value)
      json.key("low")
      json.number(figure?.low)
      json.key("high")
      json.number(figure?.high)
      json.key("qualifier")
      json.string(figure?.qualifier.rawValue)
      json.key("unit")
      json.string(figure?.unit)
      json.key("noun")
      json.string(figure?.noun)
    }
    for (field, value) in zip(row.type.fields, row.values) {
      json.key(field.name)
      switch value {
      case .null: json.null()
      case .number(let number): json.number(number)
      case .text(let text): json.string(text)
      case .bool(let bool): json.bool(bool)
      }
    }
    json.key("captures")
    json.beginObject()
    for (number, capture) in row.captures.enumerated()
    where !row.captures[..<number].contains(where: { $0.field == capture.field }) {
      json.key(capture.field)
      json.beginObject()
      json.key("text")
      json.string(capture.text)
      json.key("start")
      json.int(capture.start)
      json.key("end")
      json.int(capture.end)
      json.key("source_start")
      if let source = capture.source { json.int(source.start) } else { json.null() }
      json.key("source_end")
      if let source = capture.source { json.int(source.end) } else { json.null() }
      json.endObject()
    }
    json.endObject()
    json.endObject()
  }
}
