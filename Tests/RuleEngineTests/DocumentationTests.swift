import DocumentModel
import Glibc
import Pipeline
import Testing

@testable import RuleEngine

/// `Documentation/RULES.md`: the pack that its first part builds up loads without a word and passes
/// its tests; its last part is made of the golden files of the diagnostics.
///
/// `TALLY_RENEW=1 swift test --filter DocumentationTests` writes the last part anew.
@Suite struct DocumentationTests {
  static let path =
    String(
      "\(#filePath)".dropLast("Tests/RuleEngineTests/DocumentationTests.swift".utf8.count)
    ) + "Documentation/RULES.md"

  static func text() throws -> String {
    String(decoding: try FileSystem.read(path), as: UTF8.self)
  }

  @Test func theFirstPartIsAPackWhoseTestsPass() throws {
    let blocks = try Self.text().components(separatedBy: "```rules\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(blocks.count >= 10)
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    // Each block may only need what stands above it.
    for count in 1...blocks.count {
      let (pack, diagnostics) = RulePackLoader.load(
        files: [("toll.rules", Array(blocks[..<count].joined(separator: "\n").utf8))],
        root: "toll.rules", tokenizer: tools.tokenizer, inflection: tools.inflection)
      let wrong = diagnostics.filter { diagnostic in
        diagnostic.code.isError
          || count == blocks.count && diagnostic.severity == .warning
      }
      #expect(wrong.map { $0.rendered() } == [])
      guard count == blocks.count else { continue }
      var found: [Diagnostic] = []
      let pipeline = try StandardPipeline(resources: resources, pack: pack, diagnostics: &found)
      let outcomes = PackTester.run(try #require(pack).tests, in: pipeline)
      #expect(outcomes.count >= 20)
      #expect(
        outcomes.filter { !$0.passed }.map { $0.rendered(files: pack?.files ?? []) } == [])
    }
  }

  @Test func theLastPartShowsEveryDiagnostic() throws {
    var text = try Self.text()
    let mark = "<!-- diagnostics -->\n"
    let parts = text.components(separatedBy: mark)
    #expect(parts.count == 2)
    var chapter = "\n"
    for code in DiagnosticCode.allCases {
      chapter += try Self.entry(code)
    }
    if getenv("TALLY_RENEW") != nil {
      text = parts[0] + mark + chapter
      try FileSystem.write(Array(text.utf8), to: Self.path)
    }
    #expect(text == parts[0] + mark + chapter)
  }

  private static func entry(_ code: DiagnosticCode) throws -> String {
    let golden = try GoldenCase(path: GoldenCase.folder + "/\(code.rawValue).golden")
    let message = golden.expected.components(separatedBy: "[\(code.rawValue)]: ")
    let title = message.count > 1 ? message[1].components(separatedBy: "\n")[0] : ""
    // A fence longer than any that an example might hold.
    return
      "## \(code.rawValue): \(title)\n\n\(golden.explanation)\n\n```text\n\(golden.expected)\n```\n\n"
  }
}
