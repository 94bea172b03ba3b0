import DocumentModel
import TestSupport
import Testing

/// An analyst's path: copy the rules, change a word, run again without building.
@Suite struct ExtractCommandTests {
  static let page = """
    {"id": "a", "text": "Nine people were zapped in Lodva.", "published": "2025-11-26"}
    """

  /// A small pack that stands alone.
  static let rules = """
    pack small "a pack for a test"
      version  1.0
      language en

    record harm "people harmed"
      figure  quantity required
      action  action   required

    lexicon verbs : action
      ~kill -> killed
      ~wound -> injured

    rule harmed -> harm
      match  figure:Quantity people (was | were) action:$verbs
      test   "Two people were killed." -> figure=2 action=killed
      test   "Two people were seen." -> none

    """

  @Test func aChangedWordWorksWithoutBuilding() throws {
    let folder = try TemporaryFolder()
    let pack = try folder.write("small/small.rules", Self.rules)
    let input = Array(Self.page.utf8)
    let arguments = [
      "extract", "--rules", folder.path + "/small", "--input-format", "jsonl", "--format", "ndjson",
    ]
    let before = try Program.run(arguments, input: input)
    #expect(before.status == 0 && before.output == "", "\(before.errors)")

    try FileSystem.write(
      Array(Self.rules.replacing("~wound", with: "~wound | ~zap").utf8), to: pack)
    let after = try Program.run(arguments, input: input)
    #expect(after.status == 0, "\(after.errors)")
    #expect(after.output.contains("\"value\":9"))
    #expect(after.output.contains("\"action\":\"injured\""))
    #expect(after.output.contains("\"mention\":\"Nine people\""))
    #expect(after.output.contains("\"source_start\":0,\"source_end\":11"))

    let check = try Program.run(["check", folder.path + "/small"])
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("2 of 2 tests passed"))
  }

  @Test func aTypingErrorIsShownWithPlaceAndSuggestion() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "small/small.rules", Self.rules.replacing("action:$verbs", with: "action:$vrbs"))
    let result = try Program.run(
      ["extract", "--rules", folder.path + "/small", "--input-format", "jsonl"],
      input: Array(Self.page.utf8))
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("small.rules:14:53: error[E012]: unknown lexicon '$vrbs'"))
    #expect(result.errors.contains("^~~~~ did you mean '$verbs'"))
  }

  @Test func rulesThatAreNotUTF8AreRefusedWithTheirPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("small/small.rules", Array(Self.rules.utf8) + [0xFF, 0x0A])
    let result = try Program.run(["check", folder.path + "/small"])
    #expect(result.status == 2)
    #expect(result.output.contains("error[E001]"))
  }

  @Test func oneFileARecordTypeWithTheirDescription() throws {
    let folder = try TemporaryFolder()
    try folder.write("small/small.rules", Self.rules)
    let result = try Program.run(
      [
        "extract", "--rules", folder.path + "/small", "--input-format", "jsonl", "--output",
        folder.path + "/out",
      ],
      input: Array(#"{"id": "a", "text": "Six people were killed."}"#.utf8))
    #expect(result.status == 0 && result.output == "", "\(result.errors)")
    #expect(
      try FileSystem.list(folder.path + "/out") == [".tally", "datapackage.json", "harm.csv"])
    let table = String(decoding: try FileSystem.read(folder.path + "/out/harm.csv"), as: UTF8.self)
    #expect(table.split(separator: "\n").count == 2)
    #expect(table.hasSuffix(",Six people,6,6,6,exact,,people,killed\n"), "\(table)")
    let package = try JSONValue.parse(try FileSystem.read(folder.path + "/out/datapackage.json"))
    #expect(package["resources"]?.array?.first?["path"]?.string == "harm.csv")
  }
}
