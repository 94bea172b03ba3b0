import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("small/small.rules", ExtractCommandTests.rules)
    return folder
  }

  @Test func explainShowsRecordsWithTheirRule() throws {
    let folder = try Self.folder()
    let result = try Program.run(
      ["explain", "--rules", folder.path + "/small", "--input-format", "jsonl"],
      input: Array(#"{"id": "a", "text": "Six people were killed."}"#.utf8))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("sentence 0: Six people were killed."))
    #expect(
      result.output.contains("+ harm \"Six people\"  figure=6 action=killed  (rule harmed)"))
  }

  @Test func whyNamesTheElementThatFailedAndWhatItSaw() throws {
    let folder = try Self.folder()
    let result = try Program.run(
      ["why", "harmed", "Six people were seen.", "--rules", folder.path + "/small"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("rule harmed: no match"))
    #expect(result.output.contains("then expected $verbs and saw \"seen\" (token 4"))
  }

  @Test func whySuggestsARuleForAName() throws {
    let folder = try Self.folder()
    let result = try Program.run(["why", "hamred", "x", "--rules", folder.path + "/small"])
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean 'harmed'?"))
  }

  @Test func statisticsCountRecordsAndTime() throws {
    let folder = try Self.folder()
    try folder.write("in/a.txt", "Six people were killed. Two people were wounded.\n")
    let result = try Program.run(
      ["check", "--stats", folder.path + "/in", folder.path + "/small"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasSuffix(
        "records    time  rule\n      2 100.0 %  harmed\n0 of 1 rules never fire in 1 inputs\n"),
      "\(result.output)")
  }
}
