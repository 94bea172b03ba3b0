import DocumentModel
import Testing

@testable import RecordOutput

/// JSON Schema and data package say of each column what the writers do with it.
@Suite struct RecordDescriptionTests {
  static let schema = WriterBorderTests.schema

  static let types: [(field: String, type: String, json: String, choices: [String])] = [
    ("note", "string", "string null", []), ("when", "string", "string null", []),
    ("who", "string", "string null", []), ("code", "string", "string", []),
    ("harm", "string", "string null", ["killed", "injured"]),
    ("mood", "string", "string", ["good", "bad"]), ("share", "number", "number null", []),
    ("any", "number", "number", []), ("more", "boolean", "boolean null", []),
    ("part_of", "string", "string null", []), ("sentence", "integer", "integer", []),
    ("start", "integer", "integer", []), ("source_end", "integer", "integer null", []),
    ("value", "number", "number null", []), ("title", "string", "string null", []),
    ("record_id", "string", "string", []),
    ("status", "string", "string", Status.allCases.map(\.rawValue)),
    ("qualifier", "string", "string null", Qualifier.allCases.map(\.rawValue)),
  ]

  static func strings(_ value: JSONValue?) -> [String] {
    value?.array?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
  }

  @Test(arguments: types)
  func jsonSchemaOfAColumn(field: String, type: String, json: String, choices: [String]) throws {
    let whole = try JSONValue.parse(RecordDescriptions.jsonSchema(Self.schema).dropLast())
    let claim = try #require(whole["oneOf"]?.array?.first)
    let column = claim["properties"]?[field]
    #expect(Self.strings(column?["type"]).joined(separator: " ") == json)
    #expect(Self.strings(column?["enum"]) == choices)
    // What may be null may be so among choices as well.
    let hasNull = column?["enum"]?.array?.contains(.null) ?? false
    #expect(hasNull == (!choices.isEmpty && json.hasSuffix("null")))
  }

  @Test func jsonSchemaOfTypes() throws {
    let bytes = RecordDescriptions.jsonSchema(Self.schema)
    #expect(bytes.last == 0x0A)
    let whole = try JSONValue.parse(bytes.dropLast())
    #expect(whole["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    let types = try #require(whole["oneOf"]?.array)
    #expect(types.map { $0["title"]?.string } == ["claim", "meeting"])
    #expect(types.map { $0["description"]?.string } == ["what is \"claimed\"", nil])
    #expect(types.allSatisfy { $0["additionalProperties"] == .bool(false) })
    for (index, type) in types.enumerated() {
      let columns = CSVWriter(schema: Self.schema, type: index).columns
      #expect(Self.strings(type["required"]) == columns + ["captures"])
      guard case .object(let properties)? = type["properties"] else { continue }
      #expect(Set(properties.keys) == Set(columns + ["captures"]))
      #expect(properties["type"]?["const"]?.string == Self.schema.types[index].name)
      #expect(properties["captures"]?["type"]?.string == "object")
    }
    #expect(types[0]["properties"]?["share"]?["description"]?.string == "a quantity: percent")
    #expect(types[0]["properties"]?["who"]?["description"]?.string == "a name: person")
  }

  @Test(arguments: types)
  func dataPackageOfAColumn(field: String, type: String, json: String, choices: [String]) throws {
    let whole = try JSONValue.parse(
      RecordDescriptions.dataPackage(Self.schema, name: "x", format: .csv).dropLast())
    let fields = whole["resources"]?.array?.first?["schema"]?["fields"]?.array ?? []
    let column = try #require(fields.first { $0["name"]?.string == field })
    #expect(column["type"]?.string == type)
    #expect(Self.strings(column["constraints"]?["enum"]) == choices)
  }

  @Test(arguments: [RecordDescriptions.FileFormat.csv, .excel, .json, .ndjson])
  func dataPackageOfFiles(format: RecordDescriptions.FileFormat) throws {
    let suffix = format.suffix
    let whole = try JSONValue.parse(
      RecordDescriptions.dataPackage(Self.schema, name: "x", format: format).dropLast())
    #expect(whole["name"]?.string == "x")
    #expect(
      whole["profile"]?.string == (suffix == "csv" ? "tabular-data-package" : "data-package"))
    let files = try #require(whole["resources"]?.array)
    #expect(files.map { $0["path"]?.string } == ["claim.\(suffix)", "meeting.\(suffix)"])
    for (index, file) in files.enumerated() {
      let names = file["schema"]?["fields"]?.array?.compactMap { $0["name"]?.string }
      #expect(
        names == (suffix == "csv" ? CSVWriter(schema: Self.schema, type: index).columns : nil))
    }
  }
}
