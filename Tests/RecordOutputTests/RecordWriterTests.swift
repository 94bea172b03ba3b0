import DocumentModel
import RecordOutput
import Testing

@Suite struct RecordWriterTests {
  static let schema = RecordSchema(types: [
    .init(
      name: "casualties", summary: "", hasFigure: true,
      fields: [
        .init(name: "place", type: .text), .init(name: "increment", type: .bool),
        .init(name: "out_of", type: .quantity(nil)),
        .init(name: "part_of", type: .link("casualties")),
      ]),
    .init(
      name: "meeting", summary: "", hasFigure: false, fields: [.init(name: "actor", type: .text)]),
  ])

  /// "Über 9 people died in “Lodva”, six of them…": offsets differ in bytes and scalars.
  static var document: Document {
    var document = Document(id: "a,b.html", text: Array("Über 9 people died in “Lodva”.".utf8))
    document.sentences = [Sentence(span: Span(0, 35), tokens: TokenRange(0, 0), block: 0)]
    document.metadata.add(.title, MetadataValue(value: "=1+1 \"x\"", origin: "h1"))
    document.metadata.add(.published, MetadataValue(value: "2025-11-26", origin: "time"))
    document.offsets = OffsetMap(runs: [
      OffsetRun(textStart: 0, textLength: 35, sourceStart: 100, sourceLength: 35)
    ])
    return document
  }

  static var records: [Record] {
    let quantity = Quantity(
      kind: .count, tokens: TokenRange(0, 2), span: Span(0, 7), number: TokenRange(1, 2),
      value: 9, low: 9, high: nil, qualifier: .moreThan)
    return [
      Record(
        type: 0, rule: "died", pack: "conflict", sentence: 0, mention: Span(0, 14),
        figure: quantity, status: .reported, claimedBy: "officials",
        values: [.text("“Lodva”"), .bool(true), .number(4000.5), .link(1)],
        captures: [Capture(field: "place", span: Span(23, 34))]),
      Record(
        type: 1, rule: "met", pack: "conflict", sentence: 0, mention: Span(23, 34),
        values: [.null]),
    ]
  }

  @Test func ndjson() {
    let writer = NDJSONWriter(schema: Self.schema)
    let text = String(decoding: writer.piece(Self.records, of: Self.document), as: UTF8.self)
    #expect(
      text == """
        {"record_id":"r423f80f7c0209189","type":"casualties","document":"a,b.html","title":"=1+1 \\"x\\"","published":"2025-11-26","source_url":null,"language":null,"sentence":0,"evidence":"Über 9 people died in “Lodva”.","start":0,"end":13,"source_start":100,"source_end":114,"rule":"died","pack":"conflict","status":"reported","claimed_by":"officials","mention":"Über 9 people","value":9,"low":9,"high":null,"qualifier":"more_than","unit":null,"noun":null,"place":"“Lodva”","increment":true,"out_of":4000.5,"part_of":"rd51dc3767a03b289","captures":{"place":{"text":"“Lodva”","start":22,"end":29,"source_start":123,"source_end":134}}}
        {"record_id":"rd51dc3767a03b289","type":"meeting","document":"a,b.html","title":"=1+1 \\"x\\"","published":"2025-11-26","source_url":null,"language":null,"sentence":0,"evidence":"Über 9 people died in “Lodva”.","start":22,"end":29,"source_start":123,"source_end":134,"rule":"met","pack":"conflict","status":"stated","claimed_by":null,"mention":"“Lodva”","actor":null,"captures":{}}

        """)
  }

  @Test func whoSaysSoIsACapture() throws {
    var record = Self.records[0]
    record.claimedBy = "die \u{201C}Lodva\u{201D}"
    record.claimedBySpan = Span(23, 34)
    record.captures = []
    let text = NDJSONWriter(schema: Self.schema).piece([record], of: Self.document)
    let place =
      #"{"text":"“Lodva”","start":22,"end":29,"source_start":123,"source_end":134}"#
    #expect(
      String(decoding: text, as: UTF8.self).hasSuffix(
        #""captures":{"claimed_by":"# + place + "}}\n"))
    record.claimedBy = nil
    let none = NDJSONWriter(schema: Self.schema).piece([record], of: Self.document)
    #expect(String(decoding: none, as: UTF8.self).hasSuffix(#""captures":{}}"# + "\n"))
  }

  @Test func csvHoldsNoNUL() {
    var record = Self.records[1]
    record.values = [.text("a\0b")]
    let text = CSVWriter(schema: Self.schema, type: 1).piece([record], of: Self.document)
    #expect(String(decoding: text, as: UTF8.self).hasSuffix(",a\u{FFFD}b\n"))
  }

  @Test func jsonIsOneArray() {
    let writer = JSONArrayWriter(schema: Self.schema)
    let piece = writer.piece(Self.records, of: Self.document)
    let text = String(decoding: writer.prefix + piece + writer.suffix, as: UTF8.self)
    #expect(text.hasPrefix("[\n{\"record_id\":"))
    #expect(text.hasSuffix("\"captures\":{}}\n]\n"))
    #expect(text.contains("}}},\n{\"record_id\":"))
  }

  @Test func csvOfAllTypes() {
    let writer = CSVWriter(schema: Self.schema)
    let text = String(
      decoding: writer.prefix + writer.piece(Self.records, of: Self.document), as: UTF8.self)
    #expect(
      text == """
        record_id,type,document,title,published,source_url,language,sentence,evidence,start,end,source_start,source_end,rule,pack,status,claimed_by,mention,value,low,high,qualifier,unit,noun,actor,increment,out_of,part_of,place
        r423f80f7c0209189,casualties,"a,b.html","=1+1 ""x""\",2025-11-26,,,0,Über 9 people died in “Lodva”.,0,13,100,114,died,conflict,reported,officials,Über 9 people,9,9,,more_than,,,,true,4000.5,rd51dc3767a03b289,“Lodva”
        rd51dc3767a03b289,meeting,"a,b.html","=1+1 ""x""\",2025-11-26,,,0,Über 9 people died in “Lodva”.,22,29,123,134,met,conflict,stated,,“Lodva”,,,,,,,,,,,

        """)
  }

  @Test func csvForSpreadsheets() {
    let writer = CSVWriter(schema: Self.schema, type: 1, excel: true)
    let bytes = writer.prefix + writer.piece(Self.records, of: Self.document)
    #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(
      text
        == "record_id,type,document,title,published,source_url,language,sentence,evidence,start,end,"
        + "source_start,source_end,rule,pack,status,claimed_by,mention,actor\r\n"
        + "rd51dc3767a03b289,meeting,\"a,b.html\",\"'=1+1 \"\"x\"\"\",2025-11-26,,,0,"
        + "Über 9 people died in “Lodva”.,22,29,123,134,met,conflict,stated,,“Lodva”,\r\n")
  }

  @Test func repeatedIdentifiersAreNumbered() {
    let writer = NDJSONWriter(schema: Self.schema)
    let twice = [Self.records[1], Self.records[1]]
    let text = String(decoding: writer.piece(twice, of: Self.document), as: UTF8.self)
    #expect(text.contains("\"rd51dc3767a03b289\""))
    #expect(text.contains("\"rd51dc3767a03b289-2\""))
  }
}

@Suite struct DataPackageTests {
  static let schema = RecordSchema(types: [
    .init(
      name: "meeting", summary: "who met", hasFigure: false,
      fields: [
        .init(name: "kind", type: .enumeration(["talks", "summit"])),
        .init(name: "is_first", type: .bool), .init(name: "guests", type: .quantity(.count)),
      ])
  ])

  static let head =
    #"{"name":"records","profile":"data-package","resources":[{"name":"meeting","#
    + #""description":"who met","path":"meeting."#

  static let table = """
    {"name":"records","profile":"tabular-data-package","resources":[{"name":"meeting",\
    "description":"who met","path":"meeting.csv","profile":"tabular-data-resource","type":"table",\
    "format":"csv","mediatype":"text/csv","encoding":"utf-8",\
    "dialect":{"delimiter":",","lineTerminator":"LINE-END","quoteChar":"\\"","doubleQuote":true,\
    "header":true},"schema":{"fields":[\
    {"name":"record_id","type":"string","description":"RECORD-ID"},\
    {"name":"type","type":"string","description":"the record type","constraints":{"enum":["meeting"]}},\
    {"name":"document","type":"string","description":"path, or id of the input line"},\
    {"name":"title","type":"string","description":"title of the article"},\
    {"name":"published","type":"string","description":"when the article was published, ISO 8601"},\
    {"name":"source_url","type":"string","description":"the article's address"},\
    {"name":"language","type":"string","description":"language of the article"},\
    {"name":"sentence","type":"integer","description":"index of the sentence, from 0"},\
    {"name":"evidence","type":"string","description":"EVIDENCE"},\
    {"name":"start","type":"integer","description":"start of the mention, Unicode scalars of the text"},\
    {"name":"end","type":"integer","description":"end of the mention, excluded"},\
    {"name":"source_start","type":"integer","description":"start of the mention, bytes of the file"},\
    {"name":"source_end","type":"integer","description":"end of the mention in the file, excluded"},\
    {"name":"rule","type":"string","description":"the rule that made the record"},\
    {"name":"pack","type":"string","description":"the pack that the rule stands in"},\
    {"name":"status","type":"string","description":"how far the text stands behind it",\
    "constraints":{"enum":["stated","reported","claimed","confirmed","denied","possible","planned"]}},\
    {"name":"claimed_by","type":"string","description":"who says so; of a denial, who denies it"},\
    {"name":"mention","type":"string","description":"the figure with what it counts, as written"},\
    {"name":"kind","type":"string","description":"","constraints":{"enum":["talks","summit"]}},\
    {"name":"is_first","type":"boolean","description":"true or empty"},\
    {"name":"guests","type":"number","description":"a quantity: count"}]}}]}

    """

  static let packages: [(RecordDescriptions.FileFormat, String)] = [
    (.csv, table.replacing("LINE-END", with: #"\n"#)),
    (.excel, table.replacing("LINE-END", with: #"\r\n"#)),
    (
      .json,
      head + #"json","profile":"data-resource","type":"json","format":"json","#
        + #""mediatype":"application/json","encoding":"utf-8"}]}"# + "\n"
    ),
    (
      .ndjson,
      head + #"ndjson","profile":"data-resource","type":"file","format":"ndjson","#
        + #""mediatype":"application/x-ndjson","encoding":"utf-8"}]}"# + "\n"
    ),
  ]

  /// `Benchmarks/hostile/outputs` has the `frictionless` program read it.
  @Test(arguments: packages)
  func wholePackage(format: RecordDescriptions.FileFormat, expected: String) {
    // The words of two descriptions are not the package's.
    let bytes = RecordDescriptions.dataPackage(Self.schema, name: "records", format: format)
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing(/("name":"record_id".*?"description":)"[^"]*"/) { "\($0.1)\"RECORD-ID\"" }
      .replacing(/("name":"evidence".*?"description":)"[^"]*"/) { "\($0.1)\"EVIDENCE\"" }
    #expect(text == expected)
  }
}

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (-3, "-3"), (1_200_000_000, "1200000000"), (0.5, "0.5"), (7.2, "7.2"),
    (1e300, "1e+300"), (.infinity, "null"), (-0.25, "-0.25"),
  ])
  func text(value: Double, expected: String) {
    var bytes: [UInt8] = []
    NumberText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
