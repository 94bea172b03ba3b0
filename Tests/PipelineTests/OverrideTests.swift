import DocumentModel
import Pipeline
import RuleEngine
import Testing

/// Lexicons that say `always` or `never` overrule the name tagger.
@Suite struct OverrideTests {
  static let text = "Nine people died in Paris, the mayor of blue ridge said."

  static func entities(_ lexicons: String) throws -> [String] {
    let rules = """
      pack p "a pack for a test"

      \(lexicons)

      """
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let loaded = RulePackLoader.load(
      files: [("p/p.rules", Array(rules.utf8))], root: "p", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    let errors = loaded.diagnostics.filter { $0.severity == .error }.map { $0.rendered() }
    #expect(errors == [])
    var diagnostics: [Diagnostic] = []
    let pipeline = try StandardPipeline(
      resources: resources, pack: loaded.pack, diagnostics: &diagnostics)
    let document = PackTester.annotated(text, published: nil, pipeline.makeWorker())
    return document.entities.map { "\($0.kind.label) \(document.string($0.tokens))" }
  }

  @Test func entriesBeatAndBlockTheTagger() throws {
    #expect(try Self.entities("") == ["PLACE Paris"])
    #expect(
      try Self.entities("lexicon hills : place always\n  blue ridge")
        == ["PLACE Paris", "PLACE blue ridge"])
    #expect(try Self.entities("lexicon people : person always\n  Paris") == ["PERSON Paris"])
    #expect(try Self.entities("lexicon noise never\n  Paris") == [])
  }
}
