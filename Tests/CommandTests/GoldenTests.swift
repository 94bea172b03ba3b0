import DocumentModel
import Testing

@testable import TestSupport

/// What the program prints for `Corpus/`, byte for byte. `make goldens` renews the files in
/// `Golden/` after a change that is meant.
@Suite struct GoldenTests {
  static let folder = "Tests/CommandTests/Golden/"
  static let articles = "Corpus/articles"

  static let outputs: [(file: String, form: Golden.Form, arguments: [String])] = [
    (
      "corpus.ndjson", .json,
      ["extract", "--quiet", "--rules", "Rules/conflict", "--format", "ndjson", articles]
    ),
    ("corpus.csv", .csv, ["extract", "--quiet", "--rules", "Rules/conflict", articles]),
    (
      "corpus-table.txt", .text,
      ["extract", "--quiet", "--rules", "Rules/conflict", "--format", "table", articles]
    ),
    (
      "corpus-eval.txt", .text,
      ["eval", "--rules", "Rules/conflict", "--gold", "Corpus/gold", articles]
    ),
    (
      "figures.ndjson", .json,
      [
        "extract", "--quiet", "--rules", "Rules/figures", "--format", "ndjson",
        articles + "/damage-assessment.html", articles + "/oresk-live.html",
      ]
    ),
    (
      "explain.txt", .text,
      [
        "explain", "--rules", "Rules/conflict", articles + "/lodva-market.html",
        articles + "/red-valley-raid.html",
      ]
    ),
    (
      "tag.json", .json,
      [
        "tag", "--rules", "Rules/conflict", articles + "/karesh-old.html",
        articles + "/ferry-sinking.html", articles + "/prisoner-exchange.html",
      ]
    ),
    (
      "metadata.json", .json,
      [
        "text", "--metadata", articles + "/lodva-market.html", articles + "/shtormova-nich.html",
        articles + "/gorn-earthquake.html", articles + "/broken-bridge.html",
      ]
    ),
    ("text.txt", .text, ["text", articles]),
    (
      "offsets.txt", .text,
      [
        "text", "--offsets", articles + "/karesh-old.html", articles + "/prisoner-exchange.html",
        articles + "/shtormova-nich.html",
      ]
    ),
    ("schema.json", .json, ["schema", "Rules/figures"]),
  ]

  @Test(arguments: outputs)
  func corpusGivesTheStoredOutput(file: String, form: Golden.Form, arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors == "")
    let difference = try Golden(Self.folder + file, form).difference(Array(result.output.utf8))
    #expect(difference == nil, "\(difference ?? "")")
  }
}

@Suite struct GoldenDifferenceTests {
  static func lines(_ form: Golden.Form, _ old: String, _ new: String) -> [String] {
    GoldenDifference(form).lines(Array(old.utf8), Array(new.utf8))
  }

  static func record(_ start: Int, _ rest: String, mention: String = "9 people") -> String {
    """
    {"record_id":"a\(start)","type":"harm","document":"d","start":\(start),"rule":"r",\
    "mention":"\(mention)",\(rest)}

    """
  }

  @Test func recordsByFieldsOldAndNew() {
    let old =
      Self.record(1, "\"low\":9,\"captures\":{\"figure\":{\"end\":3}}") + Self.record(5, "\"x\":1")
    let new =
      Self.record(1, "\"low\":null,\"captures\":{\"figure\":{\"end\":4}}")
      + Self.record(7, "\"x\":true")
    #expect(
      Self.lines(.json, old, new) == [
        "~ d:1 harm '9 people' [r]: captures.figure.end 3 -> 4; low 9 -> null",
        "- d:5 harm '9 people' [r]: document=d mention=9 people record_id=a5 rule=r start=5 "
          + "type=harm x=1",
        "+ d:7 harm '9 people' [r]: document=d mention=9 people record_id=a7 rule=r start=7 "
          + "type=harm x=true",
      ])
  }

  @Test func rowsByCells() {
    let head = "record_id,type,document,start,rule,mention\n"
    #expect(
      Self.lines(
        .csv, head + "a,harm,d,1,r,\"x, \"\"y\"\"\"\n", head + "b,harm,d,1,r,\"x, \"\"y\"\"\"\n")
        == ["~ d:1 harm 'x, \"y\"' [r]: record_id a -> b"])
    #expect(
      Self.lines(.csv, head, head.replacing(",rule", with: "")) == [
        "~ header: columns record_id,type,document,start,rule,mention -> "
          + "record_id,type,document,start,mention"
      ])
  }

  @Test func partsOfADocument() {
    #expect(
      Self.lines(
        .json, #"{"id":"d","tokens":[{"start":0,"end":3,"pos":"NOUN"}],"sentences":[[0,3]]}"#,
        #"{"id":"d","tokens":[{"start":0,"end":3,"pos":"VERB"}],"sentences":[[0,4]]}"#) == [
          "- d sentences [0 3]", "+ d sentences [0 4]", "~ d tokens 0-3: pos NOUN -> VERB",
        ])
  }

  @Test func bytesWhereNothingElseDiffers() {
    #expect(
      Self.lines(.json, "{\"id\":1,\"x\":2}\n", "{\"x\":2,\"id\":1}\n") == [
        #"~ line 1, byte 2: "{\"id\":1,\"x\":2}\n" -> "{\"x\":2,\"id\":1}\n""#
      ])
    #expect(Self.lines(.csv, "a\n", "a\r\n") == [#"~ line 1, byte 1: "a\n" -> "a\r\n""#])
  }

  @Test func linesOfText() {
    #expect(Self.lines(.text, "a\nb\n", "a\nc\n") == ["- b", "+ c"])
  }
}
