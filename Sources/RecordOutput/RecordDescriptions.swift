import DocumentModel

/// What the records of a pack look like, for programs that read them.
public enum RecordDescriptions {
  /// A JSON Schema (https://json-schema.org/draft/2020-12) for one record of NDJSON or JSON output.
  public static func jsonSchema(_ schema: RecordSchema) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("$schema")
    json.string("https://json-schema.org/draft/2020-12/schema")
    json.key("oneOf")
    json.beginArray()
    for type in schema.types {
      json.beginObject()
      json.key("title")
      json.string(type.name)
      if !type.summary.isEmpty {
        json.key("description")
        json.string(type.summary)
      }
      json.key("type")
      json.string("object")
      let columns = RecordColumn.columns(of: type)
      json.key("required")
      json.beginArray()
      for column in columns { json.string(column.name) }
      json.string("captures")
      json.endArray()
      json.key("additionalProperties")
      json.bool(false)
      json.key("properties")
      json.beginObject()
      for column in columns {
        json.key(column.name)
        write(column, isTypeName: column.name == "type", to: &json)
      }
      json.key("captures")
      json.beginObject()
      json.key("type")
      json.string("object")
      json.endObject()
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
    return json.bytes
  }

  private static func write(_ column: RecordColumn, isTypeName: Bool, to json: inout JSONWriter) {
    json.beginObject()
    if !column.summary.isEmpty {
      json.key("description")
      json.string(column.summary)
    }
    if isTypeName, case .choice(let names) = column.kind, let name = names.first {
      json.key("const")
      json.string(name)
      json.endObject()
      return
    }
    json.key("type")
    let name: String
    switch column.kind {
    case .text, .choice: name = "string"
    case .number: name = "number"
    case .integer: name = "integer"
    case .bool: name = "boolean"
    }
    if column.isRequired {
      json.string(name)
    } else {
      json.beginArray()
      json.string(name)
      json.string("null")
      json.endArray()
    }
    if case .choice(let values) = column.kind {
      json.key("enum")
      json.beginArray()
      for value in values { json.string(value) }
      if !column.isRequired { json.null() }
      json.endArray()
    }
    json.endObject()
  }

  /// How the files of a folder are written.
  public enum FileFormat: Sendable {
    /// Comma-separated values; `excel` with CRLF and a byte order mark.
    case csv, excel
    case json, ndjson

    public var suffix: String {
      switch self {
      case .csv, .excel: "csv"
      case .json: "json"
      case .ndjson: "ndjson"
      }
    }

    fileprivate var isTable: Bool { self == .csv || self == .excel }

    fileprivate var mediaType: String {
      switch self {
      case .csv, .excel: "text/csv"
      case .json: "application/json"
      case .ndjson: "application/x-ndjson"
      }
    }

    /// What the `frictionless` program takes the file for. It reads NDJSON as a table only, which
    /// objects inside objects are none.
    fileprivate var kind: String {
      switch self {
      case .csv, .excel: "table"
      case .json: "json"
      case .ndjson: "file"
      }
    }
  }

  /// A data package (https://specs.frictionlessdata.io/data-package) for a folder with one file a
  /// record type, named after the type: tabular resources with their schema for CSV, plain ones for
  /// JSON and NDJSON, of which `tally schema` gives the schema.
  public static func dataPackage(
    _ schema: RecordSchema, name: String, format: FileFormat
  ) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("name")
    json.string(name)
    json.key("profile")
    json.string(format.isTable ? "tabular-data-package" : "data-package")
    json.key("resources")
    json.beginArray()
    for type in schema.types {
      json.beginObject()
      json.key("name")
      json.string(type.name)
      if !type.summary.isEmpty {
        json.key("description")
        json.string(type.summary)
      }
      json.key("path")
      json.string("\(type.name).\(format.suffix)")
      json.key("profile")
      json.string(format.isTable ? "tabular-data-resource" : "data-resource")
      json.key("type")
      json.string(format.kind)
      json.key("format")
      json.string(format.suffix)
      json.key("mediatype")
      json.string(format.mediaType)
      json.key("encoding")
      json.string("utf-8")
      guard format.isTable else {
        json.endObject()
        continue
      }
      writeDialect(lineEnd: format == .excel ? "\r\n" : "\n", to: &json)
      json.key("schema")
      json.beginObject()
      json.key("fields")
      json.beginArray()
      for column in RecordColumn.columns(of: type) {
        json.beginObject()
        json.key("name")
        json.string(column.name)
        json.key("type")
        switch column.kind {
        case .text, .choice: json.string("string")
        case .number: json.string("number")
        case .integer: json.string("integer")
        case .bool: json.string("boolean")
        }
        json.key("description")
        json.string(column.summary)
        if case .choice(let values) = column.kind {
          json.key("constraints")
          json.beginObject()
          json.key("enum")
          json.beginArray()
          for value in values { json.string(value) }
          json.endArray()
          json.endObject()
        }
        json.endObject()
      }
      json.endArray()
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.newline()
    return json.bytes
  }

  /// How the tables are written (https://specs.frictionlessdata.io/csv-dialect), RFC 4180 said out.
  private static func writeDialect(lineEnd: String, to json: inout JSONWriter) {
    json.key("dialect")
    json.beginObject()
    json.key("delimiter")
    json.string(",")
    json.key("lineTerminator")
    json.string(lineEnd)
    json.key("quoteChar")
    json.string("\"")
    json.key("doubleQuote")
    json.bool(true)
    json.key("header")
    json.bool(true)
    json.endObject()
  }
}
