import DocumentModel
import Testing

@testable import RecordOutput

/// What each format does with values that need care. Columns are looked up by name: which there
/// are, and in which order, is said by `RecordWriterTests`.
@Suite struct WriterBorderTests {
  static let schema = RecordSchema(types: [
    .init(
      name: "claim", summary: "what is \"claimed\"", hasFigure: true,
      fields: [
        .init(name: "note", type: .text), .init(name: "when", type: .date),
        .init(name: "who", type: .entity(.person)),
        .init(name: "code", type: .code("beast"), required: true),
        .init(name: "harm", type: .enumeration(["killed", "injured"])),
        .init(name: "mood", type: .enumeration(["good", "bad"]), required: true),
        .init(name: "share", type: .quantity(.percent)),
        .init(name: "any", type: .quantity(nil), required: true),
        .init(name: "more", type: .bool), .init(name: "part_of", type: .link("claim")),
      ]),
    .init(name: "meeting", summary: "", hasFigure: false, fields: []),
  ])

  static let none = [FieldValue](repeating: .null, count: 10)

  static var document: Document {
    var document = Document(id: "d", text: Array("Nine were hurt.".utf8))
    document.sentences = [Sentence(span: Span(0, 15), tokens: TokenRange(0, 0), block: 0)]
    // No place in a file is known.
    document.offsets = OffsetMap(runs: [])
    return document
  }

  static func record(
    _ values: [FieldValue] = none, figure: Double? = 9, claimedBy: String? = nil, type: Int = 0,
    mention: Span = Span(0, 4)
  ) -> Record {
    let quantity = Quantity(
      kind: .count, tokens: TokenRange(0, 1), span: mention, number: TokenRange(0, 1),
      value: figure, low: figure, high: nil, qualifier: .atLeast)
    return Record(
      type: type, rule: "r", pack: "p", sentence: 0, mention: mention,
      figure: type == 0 ? quantity : nil, claimedBy: claimedBy,
      values: type == 0 ? values : [])
  }

  /// The bytes of the cell that a text field of this value gets.
  static func cell(_ text: String, excel: Bool = false) -> String {
    var values = none
    values[0] = .text(text)
    let writer = CSVWriter(schema: schema, type: 0, excel: excel)
    let line = String(decoding: writer.piece([record(values)], of: document), as: UTF8.self)
    // The fields behind `note` are empty.
    let end = ",,,,,,,,," + (excel ? "\r\n" : "\n")
    // What stands before it: mention, value, low, high, qualifier, unit and noun.
    guard let start = line.firstRange(of: ",Nine,9,9,,at_least,,,"), line.hasSuffix(end) else {
      return line
    }
    return String(line[start.upperBound...].dropLast(end.count))
  }

  static let cells: [(value: String, plain: String, excel: String)] = [
    ("plain", "plain", "plain"),
    ("", "", ""),
    ("a b", "a b", "a b"),
    ("a,b", "\"a,b\"", "\"a,b\""),
    ("a;b", "a;b", "a;b"),
    ("say \"x\"", "\"say \"\"x\"\"\"", "\"say \"\"x\"\"\""),
    ("\"", "\"\"\"\"", "\"\"\"\""),
    ("a\nb", "\"a\nb\"", "\"a\nb\""),
    ("a\rb", "\"a\rb\"", "\"a\rb\""),
    ("a\tb", "a\tb", "a\tb"),
    (" a ", " a ", " a "),
    ("é “x” 日本", "é “x” 日本", "é “x” 日本"),
    // What a spreadsheet takes for a formula.
    ("=1+1", "=1+1", "'=1+1"),
    ("+1", "+1", "'+1"),
    ("-1", "-1", "'-1"),
    ("@x", "@x", "'@x"),
    ("\tx", "\tx", "'\tx"),
    ("\rx", "\"\rx\"", "\"'\rx\""),
    ("=a,b", "\"=a,b\"", "\"'=a,b\""),
    ("a=1", "a=1", "a=1"),
    ("'x", "'x", "'x"),
    ("1,000", "\"1,000\"", "\"1,000\""),
  ]

  @Test(arguments: cells) func csvQuotes(value: String, plain: String, excel: String) {
    #expect(Self.cell(value) == plain)
    #expect(Self.cell(value, excel: true) == excel)
  }

  /// The cells of the only row, by column name.
  static func row(_ writer: CSVWriter, _ records: [Record]) throws -> [String: String] {
    let rows = TestRows.read(writer.prefix + writer.piece(records, of: document))
    try #require(rows.count >= 2)
    #expect(Set(rows.map(\.count)).count == 1)
    return Dictionary(zip(rows[0], rows[1])) { first, _ in first }
  }

  static let full: [FieldValue] = [
    .text("n"), .text("2025-11-26"), .text("Ana"), .text("goat"), .text("killed"), .text("bad"),
    .number(-12.5), .number(3), .bool(true), .link(0),
  ]

  @Test func csvOfEveryFieldType() throws {
    let row = try Self.row(CSVWriter(schema: Self.schema, type: 0), [Self.record(Self.full)])
    let names = ["note", "when", "who", "code", "harm", "mood", "share", "any", "more"]
    #expect(
      names.map { row[$0] }
        == ["n", "2025-11-26", "Ana", "goat", "killed", "bad", "-12.5", "3", "true"])
    #expect(row["part_of"] == row["record_id"])
    #expect(
      [row["value"], row["low"], row["high"], row["qualifier"]] == ["9", "9", "", "at_least"])
    #expect([row["unit"], row["noun"], row["claimed_by"], row["title"]] == ["", "", "", ""])
    #expect([row["source_start"], row["source_end"]] == ["", ""])
  }

  @Test func csvOfNothing() throws {
    let row = try Self.row(
      CSVWriter(schema: Self.schema, type: 0), [Self.record(Self.none, figure: nil)])
    for field in Self.schema.types[0].fields { #expect(row[field.name] == "", "\(field.name)") }
    #expect([row["value"], row["low"]] == ["", ""])
    // A boolean is true or nothing, and a link to no record is nothing.
    var values = Self.none
    values[8] = .bool(false)
    values[9] = .link(7)
    let other = try Self.row(CSVWriter(schema: Self.schema, type: 0), [Self.record(values)])
    #expect([other["more"], other["part_of"]] == ["", ""])
  }

  @Test func negativeNumbersAreNoFormulas() throws {
    var values = Self.none
    values[7] = .number(-5)
    let row = try Self.row(
      CSVWriter(schema: Self.schema, type: 0, excel: true), [Self.record(values, figure: -1)])
    #expect([row["any"], row["value"], row["low"]] == ["-5", "-1", "-1"])
  }

  @Test func oneTypeLeavesOutTheOthers() throws {
    let records = [Self.record(Self.full), Self.record(type: 1), Self.record(type: 1)]
    let first = CSVWriter(schema: Self.schema, type: 0)
    let second = CSVWriter(schema: Self.schema, type: 1)
    #expect(TestRows.read(first.piece(records, of: Self.document)).count == 1)
    #expect(TestRows.read(second.piece(records, of: Self.document)).count == 2)
    #expect(first.columns.contains("value") && first.columns.last == "part_of")
    #expect(!second.columns.contains("value") && second.columns.last == "mention")
    let all = CSVWriter(schema: Self.schema)
    #expect(Array(all.columns.suffix(3)) == ["share", "when", "who"])
    #expect(TestRows.read(all.piece(records, of: Self.document)).map(\.count) == [34, 34, 34])
    #expect(all.columns.count == 34)
  }

  @Test func lineEnds() {
    let excel = CSVWriter(schema: Self.schema, excel: true)
    let plain = CSVWriter(schema: Self.schema)
    #expect(Array(excel.prefix.prefix(3)) == [0xEF, 0xBB, 0xBF])
    #expect(Array(excel.prefix.suffix(2)) == [0x0D, 0x0A])
    #expect(Array(excel.piece([Self.record()], of: Self.document).suffix(2)) == [0x0D, 0x0A])
    #expect(plain.prefix.first == UInt8(ascii: "r") && plain.prefix.suffix(2) != [0x0D, 0x0A])
    #expect(plain.piece([], of: Self.document) == [] && plain.suffix == [] && plain.separator == [])
  }

  // MARK: JSON

  static let escapes: [(value: String, json: String)] = [
    ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a\nb", #""a\nb""#), ("a\rb", #""a\rb""#),
    ("a\tb", #""a\tb""#), ("a\u{1}b", #""a\u0001b""#), ("\u{1F}", #""\u001f""#), ("a/b", #""a/b""#),
    ("é日🙂", #""é日🙂""#), ("\u{2028}", "\"\u{2028}\""), ("", "\"\""),
  ]

  @Test(arguments: escapes) func jsonEscapes(value: String, json: String) throws {
    var values = Self.none
    values[0] = .text(value)
    let piece = NDJSONWriter(schema: Self.schema).piece([Self.record(values)], of: Self.document)
    let line = String(decoding: piece, as: UTF8.self)
    #expect(line.contains("\"note\":\(json),\"when\":null,"), "\(line)")
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    #expect(try JSONValue.parse(piece.dropLast())["note"]?.string == value)
  }

  @Test func jsonOfEveryFieldType() throws {
    let piece = NDJSONWriter(schema: Self.schema).piece(
      [Self.record(Self.full), Self.record(type: 1)], of: Self.document)
    let lines = try piece.split(separator: 0x0A).map { try JSONValue.parse($0) }
    #expect(lines.count == 2)
    let fields = Self.schema.types[0].fields.map { lines[0][$0.name] }
    #expect(
      fields == [
        .string("n"), .string("2025-11-26"), .string("Ana"), .string("goat"), .string("killed"),
        .string("bad"), .number(-12.5), .number(3), .bool(true), lines[0]["record_id"],
      ])
    #expect(lines[0]["source_start"] == .null && lines[0]["captures"] == .object([:]))
    // A type without a figure has none of its keys.
    for key in EnvelopeKey.figure { #expect(lines[1][key.rawValue] == nil) }
    #expect(lines[1]["mention"]?.string == "Nine")
  }

  @Test func aFieldThatIsCapturedTwiceStandsOnce() throws {
    var record = Self.record()
    record.captures = [
      Capture(field: "note", span: Span(0, 4)), Capture(field: "note", span: Span(5, 9)),
    ]
    let piece = NDJSONWriter(schema: Self.schema).piece([record], of: Self.document)
    let captures = try JSONValue.parse(piece.dropLast())["captures"]
    #expect(captures?["note"]?["text"]?.string == "Nine")
    #expect(captures?["note"]?["source_end"] == .null)
    #expect(String(decoding: piece, as: UTF8.self).split(separator: "\"note\":{").count == 2)
  }

  /// A link leads to the record that it means, also where that stands in another type's file.
  @Test func aLinkLeadsIntoAnotherTypesFile() throws {
    let link = RecordSchema.Field(name: "part_of", type: .link("whole"))
    let schema = RecordSchema(types: [
      .init(name: "part", summary: "", hasFigure: false, fields: [link]),
      .init(name: "whole", summary: "", hasFigure: false, fields: []),
    ])
    var document = Document(id: "d", text: Array("Nine of 12".utf8))
    document.sentences = [Sentence(span: Span(0, 10), tokens: TokenRange(0, 0), block: 0)]
    func record(_ type: Int, _ span: Span, _ values: [FieldValue]) -> Record {
      Record(type: type, rule: "r", pack: "p", sentence: 0, mention: span, values: values)
    }
    let records = [
      record(1, Span(8, 10), []), record(0, Span(0, 4), [.link(2)]), record(1, Span(5, 7), []),
    ]
    func lines(_ type: Int) throws -> [JSONValue] {
      try NDJSONWriter(schema: schema, type: type).piece(records, of: document)
        .split(separator: 0x0A).map { try JSONValue.parse($0) }
    }
    let parts = try lines(0)
    let wholes = try lines(1)
    #expect(parts.count == 1 && wholes.count == 2)
    #expect(parts[0]["part_of"]?.string == wholes[1]["record_id"]?.string)
    let table = CSVWriter(schema: schema, type: 0).piece(records, of: document)
    let id = try #require(wholes[1]["record_id"]?.string)
    #expect(String(decoding: table, as: UTF8.self).contains(id))
  }

  /// Puts pieces together as the command does.
  static func joined(_ writer: some RecordWriter, _ pieces: [[Record]]) -> String {
    var bytes = writer.prefix
    var isFirst = true
    for records in pieces {
      let piece = writer.piece(records, of: document)
      if piece.isEmpty { continue }
      if !isFirst { bytes += writer.separator }
      isFirst = false
      bytes += piece
    }
    return String(decoding: bytes + writer.suffix, as: UTF8.self)
  }

  @Test(
    arguments: [
      ([], 0), ([[]], 0), ([[record()]], 1), ([[record()], [], [record()]], 2),
      ([[record(), record(type: 1)], [record()]], 3),
    ] as [([[Record]], Int)])
  func jsonArrayOfAnyNumberOfDocuments(pieces: [[Record]], count: Int) throws {
    let text = Self.joined(JSONArrayWriter(schema: Self.schema), pieces)
    #expect(try JSONValue.parse(text.utf8).array?.count == count)
    #expect(text.hasPrefix("[\n") && text.hasSuffix("\n]\n"))
    #expect(text.split(separator: "\n").count == count + 2)
  }

  // MARK: Table

  @Test func tableCutsAndPads() {
    var values = Self.full
    values[0] = .text(String(repeating: "x", count: 60))
    let writer = TableWriter(schema: Self.schema)
    let text = String(
      decoding: writer.prefix
        + writer.piece(
          [
            Self.record(values, claimedBy: "a\nb"),
            Self.record(claimedBy: String(repeating: "y", count: 28)),
            Self.record(claimedBy: String(repeating: "é", count: 29), type: 1),
          ], of: Self.document), as: UTF8.self)
    #expect(
      text == """
        type          mention                             fields                                        status      claimed_by
        ------------  ----------------------------------  --------------------------------------------  ----------  ----------------------------
        claim         Nine                                note=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  stated      a b
        claim         Nine                                                                              stated      yyyyyyyyyyyyyyyyyyyyyyyyyyyy
        meeting       Nine                                                                              stated      ééééééééééééééééééééééééééé…

        """)
  }

  @Test func tableShowsEveryKindOfValue() {
    var values = Self.none
    values[6] = .number(12.5)
    values[8] = .bool(true)
    values[9] = .link(0)
    let text = String(
      decoding: TableWriter(schema: Self.schema).piece([Self.record(values)], of: Self.document),
      as: UTF8.self)
    #expect(text.contains("  share=12.5 more part_of=*  "), "\(text)")
  }
}

/// Reads RFC 4180 in the simplest way.
enum TestRows {
  static func read(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let row = rows.count - 1
      switch scalar {
      case "\"": isQuoted.toggle()
      case ",", "\n":
        if isQuoted { fallthrough }
        if scalar == "," { rows[row].append("") } else { rows.append([""]) }
      default: rows[row][rows[row].count - 1].unicodeScalars.append(scalar)
      }
    }
    if rows.last == [""] { rows.removeLast() }
    return rows.map { $0.map { $0.last == "\r" ? String($0.dropLast()) : $0 } }
  }
}
