import DocumentModel
import TestSupport
import Testing

/// Every command to its end through the built program, with each of its options.
@Suite struct CommandRunTests {
  static let extract = ["extract", "--rules", "small", "--quiet"]

  /// The cells of a table's columns, a line a row.
  static func cells(_ output: String, _ columns: [String]) -> [String] {
    let rows = CSVRows.read(Array(output.utf8))
    guard let header = rows.first else { return [] }
    let places = columns.map { header.firstIndex(of: $0) }
    return rows.dropFirst().map { row in
      places.map { $0.map { row[$0] } ?? "?" }.joined(separator: "|")
    }
  }

  static let columns = ["document", "mention", "value", "action", "place", "published", "title"]

  @Test func extractReadsFoldersAndLines() throws {
    let folder = try CommandFolder()
    let result = try folder.run(Self.extract + ["in", "lines.jsonl"])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    #expect(
      Self.cells(result.output, Self.columns) == [
        "in/a.txt|Six people|6|killed|Velm||", "in/b.html|Four people|4|injured|||",
        "x|Nine people|9|killed||2025-11-26|T, \"t\"", "z|Ten people|10|injured|||",
        "z|Over 11 people|11|killed|||",
      ])
  }

  @Test(arguments: [
    (["--input-format", "text"], "Six people were killed.", "-|Six people|6"),
    (["--input-format", "html", "-"], "<p>Six people were killed.</p>", "-|Six people|6"),
    ([], "<p>Six people were killed.</p>", "-|Six people|6"),
    (
      ["--input-format", "jsonl", "-"], #"{"id": "q", "text": "Six people were killed."}"#,
      "q|Six people|6"
    ),
  ])
  func extractReadsStandardInput(options: [String], input: String, row: String) throws {
    let result = try CommandFolder().run(Self.extract + options, input: input)
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    #expect(Self.cells(result.output, ["document", "mention", "value"]) == [row])
  }

  @Test(arguments: ["csv", "ndjson", "json", "table"])
  func extractGivesTheSameBytesWithAnyNumberOfThreads(format: String) throws {
    let folder = try CommandFolder()
    let all = try [1, 2, 5].map { threads in
      try folder.run(
        Self.extract + ["--threads", "\(threads)", "--format", format, "in", "lines.jsonl", "in"])
    }
    #expect(all.allSatisfy { $0.status == 0 && $0.errors == "" })
    #expect(!all[0].output.isEmpty && all[1].output == all[0].output)
    #expect(all[2].output == all[0].output)
  }

  @Test func formatsSayTheSame() throws {
    let folder = try CommandFolder()
    func output(_ format: String, _ more: String...) throws -> String {
      let result = try folder.run(Self.extract + ["--format", format, "lines.jsonl"] + more)
      #expect(result.status == 0 && result.errors == "", "\(result.errors)")
      return result.output
    }
    let lines = try output("ndjson").split(separator: "\n")
    #expect(lines.count == 3)
    #expect(try output("json") == "[\n" + lines.joined(separator: ",\n") + "\n]\n")
    let csv = try output("csv")
    let excel = try output("csv", "--excel")
    #expect(excel == "\u{FEFF}" + csv.replacing("\n", with: "\r\n"))
    let rows = CSVRows.read(Array(csv.utf8))
    for (row, line) in zip(rows.dropFirst(), lines) {
      let record = try JSONValue.parse(line.utf8)
      for (key, cell) in zip(rows[0], row) {
        switch record[key] {
        case .string(let text)?: #expect(cell == text)
        case .number(let number)?: #expect(Double(cell) == number)
        case .null?: #expect(cell == "")
        default: Issue.record("\(key): \(cell)")
        }
      }
    }
    let table = try output("table").split(separator: "\n")
    #expect(table.count == 5)
    #expect(table[2].hasPrefix("harm          Nine people                         action=killed"))
  }

  @Test func nothingIsAnEmptyOutputOfTheFormat() throws {
    let folder = try CommandFolder()
    func output(_ format: String) throws -> String {
      let result = try folder.run(
        Self.extract + ["--format", format, "--input-format", "text"], input: "Nothing.")
      #expect(result.status == 0 && result.errors == "")
      return result.output
    }
    #expect(try output("json") == "[\n\n]\n")
    #expect(try output("ndjson") == "")
    #expect(try output("csv").split(separator: "\n").count == 1)
    #expect(try output("table").split(separator: "\n").count == 2)
  }

  @Test(arguments: ["csv", "json", "ndjson"]) func oneFileAType(format: String) throws {
    let folder = try CommandFolder()
    let result = try folder.run(
      Self.extract + ["--format", format, "--output", "out", "in", "lines.jsonl"])
    #expect(result.status == 0 && result.output == "" && result.errors == "", "\(result.errors)")
    let whole = try folder.run(Self.extract + ["--format", format, "in", "lines.jsonl"])
    let file = try folder.read("out/harm.\(format)")
    if format == "csv" {
      // One type: its own columns, in its own order.
      #expect(Self.cells(file, Self.columns) == Self.cells(whole.output, Self.columns))
      #expect(file.hasPrefix("record_id,type,document,") && file.contains(",noun,action,place\n"))
    } else {
      #expect(file == whole.output)
    }
    let package = try JSONValue.parse(folder.read("out/datapackage.json").utf8)
    #expect(package["resources"]?.array?.map { $0["path"]?.string } == ["harm.\(format)"])
  }

  /// Each record of the corpus is what `tally schema` says of it.
  @Test func recordsFitTheirSchema() throws {
    let printed = try Program.run(["schema", "Rules/conflict"])
    #expect(printed.status == 0 && printed.errors == "")
    let schema = try JSONValue.parse(printed.output.utf8)
    let types = Dictionary(
      (schema["oneOf"]?.array ?? []).map { ($0["title"]?.string ?? "", $0) }
    ) { first, _ in first }
    #expect(types.count == 13)
    let records = try Golden(GoldenTests.folder + "corpus.ndjson", .json).stored()
    var checked = 0
    for line in records.split(separator: 0x0A) {
      let record = try JSONValue.parse(line)
      let type = try #require(types[record["type"]?.string ?? ""])
      guard case .object(let members) = record, case .object(let properties)? = type["properties"]
      else { continue }
      #expect(Set(members.keys) == Set(properties.keys))
      for (key, value) in members {
        let allowed = properties[key]
        if let choices = allowed?["enum"]?.array { #expect(choices.contains(value), "\(key)") }
        let names = allowed?["type"]?.array ?? allowed?["type"].map { [$0] } ?? []
        let name: String
        switch value {
        case .null: name = "null"
        case .bool: name = "boolean"
        case .string: name = "string"
        case .number: name = names.contains(.string("integer")) ? "integer" : "number"
        case .array, .object: name = "object"
        }
        #expect(
          names.contains(.string(name)) || allowed?["const"] == value, "\(key): \(value)")
        checked += 1
      }
    }
    #expect(checked > 3000)
  }

  // MARK: tag, text

  @Test func tagPrintsALineADocument() throws {
    let folder = try CommandFolder()
    let plain = try folder.run(["tag", "lines.jsonl"])
    let withLexicons = try folder.run(["tag", "--rules", "small", "--threads", "2", "lines.jsonl"])
    #expect(plain.status == 0 && withLexicons.status == 0 && plain.errors == "")
    let lines = try plain.output.split(separator: "\n").map { try JSONValue.parse($0.utf8) }
    #expect(lines.map { $0["id"]?.string } == ["x", "y", "z"])
    #expect(lines[2]["sentences"]?.array?.count == 2)
    #expect(lines[2]["quantities"]?.array?.map { $0["value"]?.number } == [10, 11])
    #expect(!plain.output.contains("ACTION"))
    #expect(withLexicons.output.contains(#""entities":[[17,23,"ACTION"]]"#))
  }

  @Test func textPrintsTextMetadataAndOffsets() throws {
    let folder = try CommandFolder()
    let text = try folder.run(["text", "in"])
    #expect(text.status == 0 && text.errors == "")
    #expect(
      text.output == "Six people were killed in Velm. Two people were kicked.\n\n"
        + "Four people were wounded near Velm.\n")
    let metadata = try folder.run(["text", "--metadata", "lines.jsonl"])
    let lines = try metadata.output.split(separator: "\n").map { try JSONValue.parse($0.utf8) }
    #expect(lines.map { $0["title"]?.string } == ["T, \"t\"", nil, nil])
    #expect(lines[0]["published"]?.string == "2025-11-26")
    #expect(lines[0]["candidates"]?["title"]?.array?.count == 1)
    let offsets = try folder.run(["text", "--offsets", "in/b.html"])
    #expect(offsets.output == "0\t35\t15\t50\tFour people were wounded near Velm.\n")
    // A line of JSON Lines is its own text.
    let given = try folder.run(["text", "--offsets", "lines.jsonl"])
    #expect(
      given.output == """
        0\t24\t0\t24\tNine people were killed.
        0\t16\t0\t16\tNobody was seen.
        0\t52\t0\t52\tTen people were wounded. Over 11 people were killed.

        """)
  }

  @Test func textWritesFiles() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["text", "--output", "out", "in", "lines.jsonl"])
    #expect(result.status == 0 && result.output == "" && result.errors == "", "\(result.errors)")
    #expect(
      try OutputFolderCommandTests.files(folder.folder.path + "/out")
        == [
          "in/a.json", "in/a.txt", "in/b.json", "in/b.txt", "x.json", "x.txt", "y.json", "y.txt",
          "z.json", "z.txt",
        ])
    #expect(try folder.read("out/x.txt") == "Nine people were killed.")
    #expect(try folder.read("out/in/b.txt") == "Four people were wounded near Velm.")
    // The last extension goes, and no more.
    try folder.folder.write("dots/b.v2.html", "<p>Four people.</p>")
    #expect(try folder.run(["text", "--output", "out2", "dots/b.v2.html"]).status == 0)
    #expect(
      try OutputFolderCommandTests.files(folder.folder.path + "/out2")
        == ["b.v2.json", "b.v2.txt"])
    let metadata = try JSONValue.parse(folder.read("out/x.json").utf8)
    #expect(metadata["title"]?.string == "T, \"t\"" && metadata["candidates"] == nil)
  }

  // MARK: diff, eval

  @Test func diffShowsGainedLostAndChanged() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["diff", "small", "other", "in"])
    #expect(result.status == 0)
    #expect(
      result.output == """
        ~ in/a.txt:0 harm "Six people" [harmed]: place Velm -> none
        + in/a.txt:1 harm "Two people" [harmed] action=injured qualifier=exact status=stated
        ~ in/b.html:0 harm "Four people" [harmed]: place none -> Velm

        """)
    #expect(result.errors == "1 gained, 0 lost, 2 changed, 0 the same\n")
    let back = try folder.run(["diff", "other", "small", "in", "gone.html"])
    #expect(back.status == 1)
    #expect(back.output.contains("- in/a.txt:1 harm \"Two people\" [harmed] action=injured"))
    #expect(
      back.errors
        == "tally: gone.html: read: no such file or folder\n"
        + "0 gained, 1 lost, 2 changed, 0 the same\n")
    let same = try folder.run(["diff", "small", "small", "in", "lines.jsonl"])
    #expect(same.output == "" && same.errors == "0 gained, 0 lost, 0 changed, 5 the same\n")
  }

  @Test func evalCountsAndNames() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["eval", "--rules", "small", "--gold", "gold", "in", "lines.jsonl"])
    #expect(result.status == 0)
    #expect(
      result.output == """
        a: missed harm 'Two people'
        b: differs harm 'Four people': place is empty, not 'Velm'
        records 3  found 2  too many 0  precision 1.000  recall 0.667  F1 0.800  complete 1/3

        """)
    #expect(result.errors == "3 articles have no gold records in 'gold'\n")
    // The gold file is named after the input without its last extension.
    try folder.folder.write("in2/b.v2.html", "<p>Four people were wounded.</p>")
    try folder.folder.write("gold/b.v2.jsonl", try folder.read("gold/b.jsonl"))
    let dotted = try folder.run(["eval", "--rules", "small", "--gold", "gold", "in2"])
    #expect(dotted.output.hasPrefix("b.v2: differs harm 'Four people'"), "\(dotted.output)")
    try folder.folder.write("gold/a.jsonl", "{\"type\":\"harm\"}\nnot json\n")
    let broken = try folder.run(["eval", "--rules", "small", "--gold", "gold", "in/a.txt"])
    #expect(broken.status == 1)
    #expect(
      broken.errors == "tally: gold/a.jsonl: gold: line 2: not JSON: expected 'null' at byte 0\n")
  }

  /// Both packs meet a page that cannot be read; it is told of once.
  @Test func diffTellsOfAFailureOnce() throws {
    let folder = try CommandFolder()
    try folder.folder.write("in/c.html", "%PDF-1.4 no page")
    let result = try folder.run(["diff", "small", "small", "in"])
    #expect(result.status == 1 && result.output == "")
    #expect(
      result.errors
        == "tally: in/c.html: read: looks like a PDF document; convert it to HTML or text first\n"
        + "0 gained, 0 lost, 0 changed, 2 the same\n")
  }

  // MARK: limits

  /// `k` is 1,024 bytes.
  @Test(arguments: [("1k", 1024, 0), ("1k", 1025, 1), ("1024", 1025, 1), ("2K", 2048, 0)])
  func aSizeMayHaveAUnit(size: String, bytes: Int, status: Int32) throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "in/c.txt", String(repeating: "A word. ", count: 200).prefix(bytes - 1) + "\n")
    let result = try folder.run(["text", "--max-size", size, "in/c.txt"])
    #expect(result.status == status, "\(result.errors)")
  }

  /// Together the records of a document take no more than 60 times its bytes, or 64 KB; the same
  /// records in every format.
  @Test(arguments: [400, 4_000, 40_000]) func recordsAreBoundedByTheBytes(size: Int) throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "any/any.rules",
      """
      pack any "a pack for a test"
        version  1.0
        language en

      record figure "any figure"
        figure quantity required

      rule any -> figure
        match figure:Quantity

      """)
    try folder.folder.write("many.txt", String(repeating: "12, ", count: size / 4))
    // What stands in every record counts as well, and so do escapes.
    try folder.folder.write(
      "title.html",
      "<title>\(String(repeating: "\"x\" ", count: size / 8))</title><p>"
        + String(repeating: "12, ", count: size / 8))
    let titled = try folder.run(["extract", "--rules", "any", "--format", "ndjson", "title.html"])
    #expect(titled.output.utf8.count <= max(70_000, 60 * size), "\(titled.output.utf8.count)")
    func output(_ format: String) throws -> Program.Result {
      try folder.run(["extract", "--rules", "any", "--format", format, "many.txt"])
    }
    let lines = try output("ndjson")
    let found = lines.output.split(separator: "\n").count
    #expect(lines.status == 0 && found > 20)
    #expect(lines.output.utf8.count <= max(70_000, 60 * size))
    #expect(
      lines.errors.contains(
        "\(size / 4 - found) of \(size / 4) records are left out: a document may have 20000 "
          + "(--max-records), and no more than 60 times its bytes"), "\(lines.errors)")
    #expect(try CSVRows.read(Array(output("csv").output.utf8)).count == found + 1)
  }

  /// Findings and the last line are left out, failures are not.
  @Test func quietLeavesFindingsOut() throws {
    let folder = try CommandFolder()
    try folder.folder.write("in/empty.html", "")
    let loud = try folder.run(["extract", "--rules", "small", "in"])
    #expect(
      loud.errors == "tally: in/empty.html: read: it is empty\n"
        + "2 records from 3 inputs, 0 failed, 0 left out\n")
    #expect(try folder.run(Self.extract + ["in"]).errors == "")
    #expect(
      try folder.run(Self.extract + ["in", "gone.txt"]).errors
        == "tally: gone.txt: read: no such file or folder\n")
  }

  // MARK: check, explain, why

  @Test func checkPrintsThePackAsJSON() throws {
    let folder = try CommandFolder()
    let printed = try folder.run(["check", "--print", "json", "small"])
    #expect(printed.status == 0 && printed.errors == "")
    let pack = try JSONValue.parse(printed.output.utf8)
    #expect(pack["name"]?.string == "small" && pack["version"]?.string == "1.0")
    #expect(pack["rules"]?.array?.map { $0["name"]?.string } == ["harmed"])
    #expect(pack["lexicons"]?.array?.first?["entries"]?.array?.count == 2)
    #expect(pack["records"]?.array?.first?["fields"]?.array?.count == 3)
  }

  @Test func checkPrintsDiagnosticsAndTestsAsJSON() throws {
    let folder = try CommandFolder()
    let good = try folder.run(["check", "--format", "json", "small"])
    #expect(good.status == 0)
    let result = try JSONValue.parse(good.output.utf8)
    #expect(result["diagnostics"] == .array([]))
    #expect(result["tests"]?.array?.map { $0["passed"] } == [.bool(true), .bool(true)])
    try folder.folder.write(
      "bad/small.rules",
      CommandFolder.pack.replacing("figure=2 ", with: "figure=3 ").replacing(
        "place   text\n", with: "place   text\n  extra   text\n"))
    let bad = try folder.run(["check", "--format", "json", "bad"])
    #expect(bad.status == 2)
    let found = try JSONValue.parse(bad.output.utf8)
    let diagnostic = found["diagnostics"]?.array?.first
    #expect(diagnostic?["code"]?.string == "W004" && diagnostic?["line"]?.number == 9)
    let test = found["tests"]?.array?.first
    #expect(test?["passed"] == .bool(false) && test?["line"]?.number == 18)
    #expect(test?["rule"]?.string == "harmed" && test?["path"]?.string == "bad/small.rules")
    #expect(
      test?["lines"]?.array?.last?.string
        == "made: figure=2 action=killed          wrong: figure (expected figure=3)")
  }

  @Test func checkShowsFailedTests() throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "bad/small.rules", CommandFolder.pack.replacing("figure=2 ", with: "figure=3 "))
    let result = try folder.run(["check", "bad"])
    #expect(result.status == 2 && result.errors == "")
    #expect(
      result.output == """
        bad/small.rules:17:3: test failed: harmed
           "Two people were killed." -> figure=3 action=killed
           made: figure=2 action=killed          wrong: figure (expected figure=3)
        bad: 1 rule, 1 lexicon, no errors, no warnings, 1 of 2 tests passed

        """)
  }

  @Test func checkRunsTheTestsOfImportsOnlyWhenAsked() throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "user/user.rules", "pack user \"x\"\n  version 1.0\n  language en\n  import small\n")
    let own = try folder.run(["check", "user"])
    #expect(own.output == "user: 1 rule, 1 lexicon, no errors, no warnings, 0 of no tests passed\n")
    let all = try folder.run(["check", "--imports", "user"])
    #expect(all.output == "user: 1 rule, 1 lexicon, no errors, no warnings, 2 of 2 tests passed\n")
  }

  @Test func checkExpandsARule() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["check", "--expand", "harmed", "small"])
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.contains("voice-passive"), "\(result.output)")
    #expect(result.output.contains("action:$verbs"), "\(result.output)")
    let unknown = try folder.run(["check", "--expand", "hamred", "small"])
    #expect(unknown.status == 2 && unknown.output == "")
    #expect(unknown.errors == "tally: no rule 'hamred' in 'small'; did you mean 'harmed'?\n")
  }

  /// Bounded in time: the watcher is told to go as soon as it has looked twice.
  @Test func checkWatchesForAChange() throws {
    let folder = try CommandFolder()
    let result = try folder.shell(
      """
      tally check --watch small >out 2>err & pid=$!
      await() { for i in $(seq 300); do [ "$(grep -c waiting err)" -ge "$1" ] && return; sleep 0.1; done; }
      await 1
      sed -i 's/-> injured/-> hurt/; s/figure=2 action/figure=3 action/' small/small.rules
      await 2
      kill -9 $pid
      cat out
      """)
    #expect(
      result.output == """
        small: 1 rule, 1 lexicon, no errors, no warnings, 2 of 2 tests passed
        small/small.rules:17:3: test failed: harmed
           "Two people were killed." -> figure=3 action=killed
           made: figure=2 action=killed          wrong: figure (expected figure=3)
        small: 1 rule, 1 lexicon, no errors, no warnings, 1 of 2 tests passed

        """)
    #expect(
      try folder.read("err")
        == String(repeating: "-- waiting for a change; interrupt to end --\n", count: 2))
  }

  @Test func statisticsCountEachRule() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["check", "--stats", "in", "--stats", "lines.jsonl", "small"])
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        small: 1 rule, 1 lexicon, no errors, no warnings, 2 of 2 tests passed

        records    time  rule
              5 100.0 %  harmed
        0 of 1 rules never fire in 3 inputs

        """)
  }

  /// A rule that costs time and makes nothing is silent.
  @Test func statisticsCountSilentRules() throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "two/two.rules",
      CommandFolder.pack
        + "\nrule seen -> harm\n  match figure:Quantity people [word=were & pos=NOUN] action:$verbs\n"
        + "  test \"two people\" -> none\n")
    let result = try folder.run(["check", "--stats", "in", "two"])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.last == "1 of 2 rules never fire in 2 inputs")
    #expect(lines.dropLast().last?.hasSuffix("seen") == true)
    #expect(lines.dropLast().last?.hasPrefix("      0 ") == true, "\(result.output)")
    #expect(lines.dropLast().last?.contains(" 0.0 %") == false, "\(result.output)")
  }

  @Test func explainNamesEachOfSeveralInputs() throws {
    let folder = try CommandFolder()
    let result = try folder.run(["explain", "--rules", "small", "in"])
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        == in/a.txt
        sentence 0: Six people were killed in Velm.
          + harm "Six people"  figure=6 action=killed place=Velm  (rule harmed)
              figure: "Six"
              action: "killed"
              place: "Velm"
        == in/b.html
        sentence 0: Four people were wounded near Velm.
          + harm "Four people"  figure=4 action=injured  (rule harmed)
              figure: "Four"
              action: "wounded"

        """, "\(result.output)")
  }

  /// A date of the sentence is counted from the day that is given.
  @Test func whyCountsFromTheDay() throws {
    let folder = try CommandFolder()
    try folder.folder.write(
      "dated/dated.rules",
      """
      pack dated "a pack for a test"
        version  1.0
        language en

      record harm "people harmed"
        figure  quantity required
        day     date

      rule harmed -> harm
        match figure:Quantity people were killed on day:Date

      """)
    let sentence = "Six people were killed on Monday."
    let words = ["why", "harmed", sentence, "--rules", "dated"]
    let result = try folder.run(words + ["--published", "2025-11-26"])
    #expect(result.status == 0 && result.output.contains("2025-11-24"), "\(result.output)")
    #expect(try !folder.run(words).output.contains("2025-11-24"))
  }

  @Test func whyTakesADay() throws {
    let folder = try CommandFolder()
    let result = try folder.run(
      ["why", "harmed", "Six people were killed.", "--rules", "small", "--published", "2025-11-26"])
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output.contains("4  killed  VERB   kill    $verbs\n5  .       PUNCT  .\n")
        && result.output.contains("made a harm from \"Six people\""), "\(result.output)")
  }
}
