import DocumentModel
import Pipeline
import Testing

@testable import RuleEngine

/// The packs in `Borders/`: each stands alone, and the tests beside its rules lie on both sides of
/// the borders of what its rules say. `tally check FILE` runs one of them.
@Suite struct BorderTests {
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/Borders/"

  static let files: [String] = (try? FileSystem.list(folder)) ?? []

  /// How many tests each file holds: none may get lost.
  static let counts = [
    "attribution.rules": 52, "conditions.rules": 100, "conflicts.rules": 35, "elements.rules": 96,
    "events.rules": 59, "helpers.rules": 55, "lists.rules": 27, "preconditions.rules": 34,
    "references.rules": 27,
  ]

  @Test func everyFileIsRun() {
    #expect(Self.files == Self.counts.keys.sorted())
  }

  @Test(arguments: files) func everyTestPasses(file: String) throws {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let loaded = RulePackLoader.load(
      path: Self.folder + file, tokenizer: tools.tokenizer, inflection: tools.inflection)
    var diagnostics = loaded.diagnostics
    let pack = try #require(loaded.pack)
    let pipeline = try StandardPipeline(
      resources: resources, pack: pack, diagnostics: &diagnostics)
    // A rule without a rare word is meant to be slow to find.
    #expect(diagnostics.filter { $0.code != .noAnchor }.map { $0.rendered() } == [])
    let outcomes = PackTester.run(pack.tests, in: pipeline)
    #expect(outcomes.count == Self.counts[file])
    #expect(outcomes.filter { !$0.passed }.map { $0.rendered(files: pack.files) } == [])
  }
}
