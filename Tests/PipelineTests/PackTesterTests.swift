import DocumentModel
import Pipeline
import RuleEngine
import Testing

/// Tests beside rules go through all stages, with what the pack and the test itself bring.
@Suite struct PackTesterTests {
  static let rules = """
    record toll
      figure quantity required
      day    date
      who    person_word

    lexicon people : person_word
      man -> man
      ship's cook -> cook

    lexicon vague-amounts
      dozens -> 7
      hundreds -> 77

    rule dead -> toll
      match figure:Quantity who:$people? dead
      match figure:Quantity who:$people? dead on day:Date
      test "Dozens dead." -> low=7 qualifier=vague
      test "Hundreds dead." -> low=77 high=none value=none
      test "Dozens dead." -> low=12
      test "Nine dead on Monday." published 2025-11-26 -> figure=9 day=2025-11-24
      test "Nine dead on Monday." published 2025-11-24 -> figure=9 day=2025-11-24
      test "Nine dead on Monday." published 2025-11-23 -> figure=9 day=2025-11-17
      test "Nine dead on Monday." -> figure=9 day=none
      test "Nine men dead." -> figure=9 who=man
      test "Two ship's cooks dead." -> figure=2 who=cook
      test "Nine men died." -> none
      test "Nine men died." -> figure=9
      test "Nine dead." -> none

    """

  @Test func eachGoesThroughAllStages() throws {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let (pack, found) = RulePackLoader.load(
      files: [("p/a.rules", Array(Self.rules.utf8))], root: "p", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    #expect(found.filter { $0.severity == .error }.map { $0.rendered() } == [])
    let loaded = try #require(pack)
    var diagnostics: [Diagnostic] = []
    let pipeline = try StandardPipeline(
      resources: resources, pack: loaded, diagnostics: &diagnostics)
    let outcomes = PackTester.run(loaded.tests, in: pipeline)
    #expect(
      outcomes.map(\.passed) == [
        true, true, false, true, true, true, true, true, true, true, false, false,
      ])
    #expect(
      outcomes.filter { !$0.passed }.map { $0.lines.dropFirst().joined() } == [
        "made: low=7 qualifier=vague          wrong: low (expected 12)", "made: nothing",
        "made: figure=9          not expected",
      ])
    // How near a rule came is said only of tests that want a record.
    #expect(outcomes.map { $0.nearest != nil }.filter { $0 }.count == 1)
    #expect(outcomes[10].nearest?.contains("died") == true)
    // A pipeline without rules runs no tests.
    let plain = try StandardPipeline(resources: resources, diagnostics: &diagnostics)
    #expect(PackTester.run(loaded.tests, in: plain).isEmpty)
  }
}
