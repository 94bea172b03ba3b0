import ArgumentParser
import DocumentModel
import Evaluation
import Pipeline
import RecordOutput
import RuleEngine

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compare the records of articles with gold records.",
    discussion: """
      The gold records of the article NAME.html are the lines of NAME.jsonl in the gold folder, one
      record a line; keys that a gold record leaves out are not compared. A record is found when
      type, bounds and words of its figure agree, and complete when all of its keys do. Articles
      without a gold file are left out.

      EXAMPLES
        tally eval --rules Rules/conflict --gold Corpus/gold Corpus/articles
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions
  @OptionGroup var packs: RulesOptions

  @Option(help: ArgumentHelp("The folder with the gold records.", valueName: "folder"))
  var gold: String

  func run() throws {
    let pipeline = try Loading.pipeline(rules: packs.rules, packs.include, limits: limit.limits)
    guard let schema = pipeline.rules?.schema else { throw ExitCode(2) }
    let selection = try input.selection()
    var report = RunReport()
    report.isQuiet = true
    for failure in selection.failures { report.note(failure) }
    let writer = NDJSONWriter(schema: schema)
    var score = RecordScore()
    var without = 0
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.workers()).run(
      produce: { document, records, _ in
        [Array(document.id.utf8), writer.piece(records, of: document)]
      },
      consume: { outcome in
        report.note(outcome)
        guard outcome.output.count == 2 else { return true }
        let name = Self.name(String(decoding: outcome.output[0], as: UTF8.self))
        let path = "\(gold)/\(name).jsonl"
        guard FileSystem.kind(path) == .file else {
          without += 1
          return true
        }
        do {
          score.add(
            document: name, gold: try GoldFile.read(path),
            made: outcome.output[1].split(separator: 0x0A).compactMap { try? JSONValue.parse($0) })
        } catch {
          report.note(Failure(place: path, stage: "gold", reason: "\(error)"))
        }
        return true
      })
    for remark in score.remarks { Console.write(remark + "\n") }
    Console.write(
      "records \(score.gold)  found \(score.found)  too many \(score.extra)  "
        + "precision \(Self.decimals(score.precision))  recall \(Self.decimals(score.recall))  "
        + "F1 \(Self.decimals(score.f1))  complete \(score.complete)/\(score.gold)\n")
    if without > 0 { Console.note("\(without) articles have no gold records in '\(gold)'") }
    try report.finish()
  }

  /// What the gold file of an input is named after: the input without folders and extension.
  private static func name(_ id: String) -> String {
    var name = id.split(separator: "/").last.map(String.init) ?? id
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
    return name.isEmpty || name == "-" ? "stdin" : name
  }

  /// Three decimals.
  private static func decimals(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count)
      + fraction
  }
}
