import DocumentModel
import Pipeline
import Testing
import TextProcessing

@testable import RuleEngine

/// Runs the packs in `Sentences/`: the tests beside their rules are a table of English sentences
/// and the records that are due.
@Suite struct SentenceTableTests {
  /// What is known to come out wrong, by its text: a tagger that reads "Masked" as a verb and
  /// "plans" as a noun.
  static let knownMisses: Set<String> = [
    "Masked men wounded at least seven guards.",
    "The army plans to deploy 15 tanks.",
    "The rebels plan nine attacks.",
  ]

  static func files() throws -> [(path: String, bytes: [UInt8])] {
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/Sentences/"
    return try ["pack", "voices", "frames", "revisions"].map {
      ("sentences/\($0).rules", try FileSystem.read("\(folder)\($0).rules"))
    }
  }

  static func pipeline(
    _ files: [(path: String, bytes: [UInt8])]
  ) throws -> (pack: RulePack, pipeline: StandardPipeline) {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let (pack, found) = RulePackLoader.load(
      files: files, root: "sentences", tokenizer: tools.tokenizer, inflection: tools.inflection)
    #expect(found.filter { $0.severity == .error }.map { $0.rendered() } == [])
    var diagnostics: [Diagnostic] = []
    let loaded = try #require(pack)
    return (
      loaded,
      try StandardPipeline(resources: resources, pack: loaded, diagnostics: &diagnostics)
    )
  }

  @Test func sentencesGiveTheirRecords() throws {
    let (pack, pipeline) = try Self.pipeline(Self.files())
    let tests = pack.tests
    let outcomes = PackTester.run(tests, in: pipeline)
    let failed = zip(tests, outcomes).filter { !$0.1.passed }.map { $0.0.text }
    #expect(tests.count >= 150)
    #expect(failed.count * 10 <= tests.count)
    #expect(failed.filter { !Self.knownMisses.contains($0) } == [])
  }

  /// The files of a pack may be split, renamed and reordered: the same records come out.
  @Test func orderOfFilesAndBlocksDoesNotShow() throws {
    let files = try Self.files()
    var shuffled: [(path: String, bytes: [UInt8])] = []
    for (index, file) in files.enumerated().reversed() {
      var blocks: [String] = []
      for line in String(decoding: file.bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      {
        let isNew = line.first.map { $0 != " " && $0 != "#" } ?? false
        if isNew || blocks.isEmpty { blocks.append("") }
        blocks[blocks.count - 1] += line + "\n"
      }
      for (number, block) in blocks.enumerated().reversed() {
        shuffled.append(("sentences/f\(9 - index)x\(99 - number).rules", Array(block.utf8)))
      }
    }
    let (pack, first) = try Self.pipeline(files)
    let (_, second) = try Self.pipeline(shuffled)
    for test in pack.tests {
      #expect(describe(test.text, first) == describe(test.text, second))
    }
  }

  private func describe(_ text: String, _ pipeline: StandardPipeline) -> [String] {
    let worker = pipeline.makeWorker()
    let document = PackTester.annotated(text, published: "2025-11-26", worker)
    return worker.records(in: document).map { record in
      "\(record.rule) \(record.mention) \(record.values) \(record.status) \(record.claimedBy ?? "-") \(record.captures)"
    }
  }
}
