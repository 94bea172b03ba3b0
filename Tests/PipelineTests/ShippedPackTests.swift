import DocumentModel
import Pipeline
import RuleEngine
import TestSupport
import Testing

/// The packs of `Rules/` as they are shipped: no mistake, and every test beside a rule passes.
@Suite struct ShippedPackTests {
  static let packs: [String] =
    (try? FileSystem.list(Program.root + "/Rules").filter {
      FileSystem.kind(Program.root + "/Rules/" + $0) == .folder
    }) ?? []

  @Test func packsAreThere() {
    #expect(Self.packs == ["common", "conflict", "figures"])
  }

  @Test(arguments: packs) func everyTestPasses(name: String) throws {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let loaded = RulePackLoader.load(
      path: "\(Program.root)/Rules/\(name)", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    var diagnostics = loaded.diagnostics
    let pack = try #require(loaded.pack)
    let pipeline = try StandardPipeline(
      resources: resources, pack: pack, diagnostics: &diagnostics)
    // The fields of `figure` that nothing fills are for the packs that import it.
    let isMeant = { (diagnostic: Diagnostic) in
      name == "figures" && diagnostic.code == .unusedField
    }
    #expect(diagnostics.filter { !isMeant($0) }.map { $0.rendered() } == [])
    let outcomes = PackTester.run(pack.tests, in: pipeline)
    // `common` has phrases and words, and no rules.
    #expect(outcomes.isEmpty == (name == "common"))
    #expect(outcomes.filter { !$0.passed }.map { $0.rendered(files: pack.files) } == [])
  }
}
