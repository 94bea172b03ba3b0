import DocumentModel
import Pipeline
import RuleEngine
import TestSupport
import Testing

@Suite struct BatchTests {
  static func pipeline() throws -> StandardPipeline {
    var diagnostics: [Diagnostic] = []
    return try StandardPipeline(resources: .locate(), diagnostics: &diagnostics)
  }

  /// What a run writes: one line a document, and the failures.
  static func run(_ inputs: [Input], threads: Int) throws -> [String] {
    nonisolated(unsafe) var lines: [String] = []
    Batch(pipeline: try pipeline(), inputs: inputs, threads: threads).run(
      produce: { document, _, _ in [Array("\(document.id) \(document.text.count)".utf8)] },
      consume: { outcome in
        if let failure = outcome.failure { lines.append("! \(failure)") }
        lines += outcome.output.map { String(decoding: $0, as: UTF8.self) }
        return true
      })
    return lines
  }

  @Test(arguments: [1, 2, 7])
  func resultsComeInTheOrderOfTheInputs(threads: Int) throws {
    let folder = try TemporaryFolder()
    var text = ""
    for line in 1...200 {
      text += "{\"id\": \"d\(line)\", \"text\": \"\(String(repeating: "x ", count: line))\"}\n\n"
    }
    try folder.write("a.jsonl", text)
    try folder.write("b.txt", "twelve bytes")
    let inputs = InputSelection(paths: [folder.path], format: nil).inputs
    let expected = (1...200).map { "d\($0) \($0 * 2)" } + ["\(folder.path)/b.txt 12"]
    #expect(try Self.run(inputs, threads: threads) == expected)
  }

  @Test func oneBadInputNeverStopsTheOthers() throws {
    let folder = try TemporaryFolder()
    let lines = """
      {"id": 7, "text": "ok"}
      not json
      {"id": "x"}
      [1]
      {"text": "no id"}
      """
    let path = try folder.write("a.jsonl", lines)
    let inputs = [
      Input(path: folder.path + "/gone.html", format: .html), Input(path: path, format: .jsonl),
      Input(path: folder.path, format: .text), Input(path: folder.path + "/gone", format: .jsonl),
    ]
    #expect(
      try Self.run(inputs, threads: 2) == [
        "! \(folder.path)/gone.html: read: No such file or directory",
        "7 2",
        "! \(path):2: read: not JSON: expected 'null' at byte 0",
        "! \(path):3: read: no 'text' in this line",
        "! \(path):4: read: expected an object with 'id' and 'text'",
        "\(path):5 5",
        "! \(folder.path): read: Is a directory",
        "! \(folder.path)/gone: read: No such file or directory",
      ])
  }

  @Test func aConsumerThatStopsEndsTheRun() throws {
    let folder = try TemporaryFolder()
    let line = "{\"id\": \"d\", \"text\": \"x\"}\n"
    let path = try folder.write("a.jsonl", String(repeating: line, count: 5000))
    nonisolated(unsafe) var taken = 0
    Batch(
      pipeline: try Self.pipeline(), inputs: [Input(path: path, format: .jsonl)], threads: 2
    ).run(
      produce: { _, _, _ in [] },
      consume: { _ in
        taken += 1
        return taken < 10
      })
    #expect(taken == 10)
  }
}
