import DocumentModel
import Testing

@testable import RuleEngine

/// Records made by hand against expectations as an analyst writes them.
@Suite struct RuleTestTests {
  static let schema = RecordSchema(types: [
    .init(
      name: "harm", summary: "", hasFigure: true,
      fields: [
        .init(name: "harm", type: .enumeration(["killed", "injured"])),
        .init(name: "place", type: .text),
        .init(name: "out_of", type: .quantity(nil)),
        .init(name: "increment", type: .bool),
        .init(name: "part_of", type: .link("harm")),
      ]),
    .init(name: "other", summary: "", hasFigure: false, fields: []),
  ])

  static let text = "At least nine people died in Lodva and 34 were hurt."

  static func record(
    _ value: Double?, _ qualifier: Qualifier = .exact, low: Double? = nil, high: Double? = nil,
    mention: Span = Span(0, 20), values: [FieldValue] = [.null, .null, .null, .null, .null],
    status: Status = .stated, source: String? = nil, type: Int = 0, rule: String = "died"
  ) -> Record {
    let figure = Quantity(
      kind: .count, tokens: TokenRange(0, 1), span: mention, number: TokenRange(0, 1),
      value: value, low: low, high: high, qualifier: qualifier)
    return Record(
      type: type, rule: rule, pack: "p", sentence: 0, mention: mention, figure: figure,
      status: status, claimedBy: source, values: values)
  }

  static func lines(_ expectation: String, _ records: [Record]) throws -> [String] {
    let source = "rule died -> harm\n  match Quantity\n  test \"\(text)\" -> \(expectation)\n"
    var log = DiagnosticLog()
    let file = RuleFileParser.parse(
      path: "p/a.rules", bytes: Array(source.utf8), file: 0, log: &log)
    #expect(log.problems.isEmpty)
    guard case .rule(let rule)? = file.blocks.first, let test = rule.tests.first else {
      Issue.record("no test in \(source)")
      return []
    }
    let outcome = RuleTest(rule: "died", pack: "p", record: "harm", syntax: test).judge(
      records: records, schema: schema, document: Document(id: "t", text: Array(text.utf8)))
    #expect(outcome.passed == outcome.lines.isEmpty)
    return outcome.lines
  }

  static let short: [(expectation: String, record: Record)] = [
    ("figure=9", record(9)),
    ("figure>9", record(9, .moreThan)),
    ("figure>=9", record(9, .atLeast)),
    ("figure<9", record(9, .fewerThan)),
    ("figure<=9", record(9, .atMost)),
    ("figure~1,200", record(1_200, .about)),
    ("figure=15..20", record(nil, .between, low: 15, high: 20)),
    ("value=90 qualifier=nearly", record(90, .nearly)),
    ("low=12 high=none value=none qualifier=vague", record(nil, .vague, low: 12)),
    ("mention=\"At least nine people\"", record(9)),
    ("status=claimed claimed_by=\"the army\"", record(9, status: .claimed, source: "the army")),
    ("place=none harm=killed", record(9, values: [.text("killed"), .null, .null, .null, .null])),
    // Both ends of a range belong to it.
    ("value=5..9", record(9)), ("value=9..12", record(9)),
    (
      "out_of=20..22 value=9",
      record(9, values: [.null, .null, .number(22), .null, .null])
    ),
    ("out_of=22", record(9, values: [.null, .null, .number(22), .null, .null])),
    ("increment=true", record(9, values: [.null, .null, .null, .bool(true), .null])),
    ("type=harm rule=died", record(9)),
  ]

  @Test(arguments: short) func shortForms(expectation: String, record: Record) throws {
    #expect(try Self.lines(expectation, [record]) == [])
    // The same record must fail when a figure of another kind is asked for.
    #expect(try Self.lines("figure=77", [record]) != [])
  }

  @Test func recordsOfOtherTypesDoNotCount() throws {
    #expect(try Self.lines("none", [Self.record(9, type: 1)]) == [])
  }

  @Test func expectationsAreMetInAnyOrder() throws {
    let records = [Self.record(34, mention: Span(39, 41)), Self.record(9)]
    #expect(try Self.lines("status=stated ; figure=34", records) == [])
    #expect(try Self.lines("figure=9 ; figure=34", records) == [])
  }

  @Test func linksAreComparedByWords() throws {
    let part = Self.record(
      34, mention: Span(39, 41), values: [.null, .null, .null, .null, .link(0)])
    #expect(
      try Self.lines("figure=9 ; part_of=\"At least nine people\"", [Self.record(9), part]) == [])
  }

  @Test func failuresSayWhatWasMade() throws {
    let head = "\"\(Self.text)\" -> "
    #expect(
      try Self.lines("figure=9", []) == [head + "figure=9", "made: nothing"])
    #expect(
      try Self.lines("none", [Self.record(9, .atLeast, rule: "fell")]) == [
        head + "none", "made: figure>=9 (rule fell)          not expected",
      ])
    #expect(
      try Self.lines(
        "figure>=9 harm=killed place=Lodva status=reported",
        [Self.record(9, .atLeast, values: [.text("injured"), .null, .null, .null, .null])]) == [
          head + "figure>=9 harm=killed place=Lodva status=reported",
          "made: figure>=9 harm=injured          missing: place; "
            + "wrong: harm (expected killed), status (expected reported)",
        ])
    #expect(
      try Self.lines("figure=9 ; figure=34", [Self.record(9)]) == [
        head + "figure=9 ; figure=34", "made: nothing for figure=34",
      ])
  }

  @Test func rendersWithPlace() {
    let file = RuleFile(path: "p/a.rules", bytes: Array("rule x -> y\n  test \"é\" -> none".utf8))
    let outcome = TestOutcome(
      rule: "x", passed: false, place: SourcePlace(file: 0, start: 14, end: 18),
      lines: ["\"é\" -> none", "made: nothing"], nearest: "the subject was tried at \"it\"")
    #expect(
      outcome.rendered(files: [file]) == """
        p/a.rules:2:3: test failed: x
           "é" -> none
           made: nothing
           nearest: the subject was tried at "it"
        """)
  }
}
