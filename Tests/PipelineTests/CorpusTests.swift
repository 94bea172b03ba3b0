import DocumentModel
import Evaluation
import Pipeline
import RecordOutput
import RuleEngine
import TestSupport
import Testing

/// The whole way from the pages of `Corpus/articles` to records, with `Rules/conflict`.
@Suite struct CorpusTests {
  static let articles = Program.root + "/Corpus/articles"

  static let pipeline: Result<StandardPipeline, any Error> = Result {
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let loaded = RulePackLoader.load(
      path: Program.root + "/Rules/conflict", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    var diagnostics = loaded.diagnostics
    return try StandardPipeline(
      resources: resources, pack: loaded.pack, diagnostics: &diagnostics)
  }

  /// The output of a run over all pages, one piece a page.
  static func run(
    threads: Int, _ produce: @escaping @Sendable (Document, [Record]) -> [UInt8]
  ) throws -> [(id: String, output: [UInt8])] {
    let inputs = InputSelection(paths: [articles], format: nil).inputs
    nonisolated(unsafe) var pieces: [(id: String, output: [UInt8])] = []
    Batch(pipeline: try pipeline.get(), inputs: inputs, threads: threads).run(
      produce: { document, records, _ in [produce(document, records)] },
      consume: { outcome in
        pieces.append((outcome.place, outcome.output.first ?? []))
        return true
      })
    return pieces
  }

  @Test func sameBytesAtAnyNumberOfThreads() throws {
    let schema = try #require(try Self.pipeline.get().rules?.schema)
    let writer = NDJSONWriter(schema: schema)
    let one = try Self.run(threads: 1) { writer.piece($1, of: $0) }
    #expect(one.count == 16)
    #expect(one.filter { !$0.output.isEmpty }.count == 16)
    for threads in [2, 5] {
      let many = try Self.run(threads: threads) { writer.piece($1, of: $0) }
      #expect(many.map(\.id) == one.map(\.id))
      #expect(many.map(\.output) == one.map(\.output))
    }
  }

  @Test func recordsAgreeWithGold() throws {
    let schema = try #require(try Self.pipeline.get().rules?.schema)
    let writer = NDJSONWriter(schema: schema)
    var score = RecordScore()
    for (id, output) in try Self.run(threads: 2, { writer.piece($1, of: $0) }) {
      let name = id.split(separator: "/").last?.split(separator: ".").first ?? ""
      score.add(
        document: String(name),
        gold: try GoldFile.read(Program.root + "/Corpus/gold/\(name).jsonl"),
        made: try output.split(separator: 0x0A).map { try JSONValue.parse($0) })
    }
    let remarks = score.remarks.joined(separator: "\n")
    // `Tests/CommandTests/Golden/corpus-eval.txt` has the remarks: one lost record shows.
    let counts = [score.gold, score.found, score.complete, score.extra]
    #expect(counts == [118, 117, 112, 0], "\(remarks)")
  }

  /// What a reader sees of a stretch of a page: without comments and tags, character references
  /// read, white space made one space.
  private static func words(of html: String) -> String {
    let references = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": " ", "apos": "'", "mdash": "—",
      "ndash": "–", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”", "eacute": "é",
      "hellip": "…", "thinsp": " ", "pound": "£", "euro": "€",
    ]
    let bare = html.replacing(#/<!--.*?-->|<[^>]*>/#.dotMatchesNewlines(), with: "")
    let read = bare.replacing(#/&(#?)([0-9A-Za-z]+);?/#) { match in
      let name = String(match.2)
      guard !match.1.isEmpty else { return references[name] ?? String(match.0) }
      let code =
        name.first == "x" ? UInt32(name.dropFirst(), radix: 16) : UInt32(name)
      return code.flatMap(Unicode.Scalar.init).map { String($0) } ?? String(match.0)
    }
    return read.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Every record proves itself: on pages in UTF-8, its bytes in the file hold its words.
  @Test func sourceSpansHoldTheMentions() throws {
    nonisolated(unsafe) var checked = 0
    let failures = try Self.run(threads: 1) { document, records in
      guard document.metadata.encoding.lowercased() == "utf-8",
        let source = try? FileSystem.read(document.id)
      else { return [] }
      var wrong: [UInt8] = []
      for record in records {
        let mention = document.string(record.mention)
        guard let span = document.offsets.source(of: record.mention),
          span.start >= 0, span.end <= source.count
        else {
          wrong += Array("\(mention): no place in the file; ".utf8)
          continue
        }
        checked += 1
        let bytes = String(decoding: source[span.start..<span.end], as: UTF8.self)
        if Self.words(of: bytes) != mention {
          wrong += Array("\(mention) is not '\(bytes)'; ".utf8)
        }
      }
      return wrong
    }
    #expect(checked > 50)
    for (id, output) in failures {
      #expect(output.isEmpty, "\(id): \(String(decoding: output, as: UTF8.self))")
    }
  }
}
