import ArgumentParser
import DocumentModel
import Evaluation
import Pipeline
import RecordOutput
import RuleEngine

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show the records that a change of the rules gains, loses and changes.",
    discussion: """
      A line a record: + gained, - lost, ~ changed. Exit status 0 whatever was found.

      EXAMPLES
        tally diff old/conflict Rules/conflict articles/
      """)

  @Argument(help: ArgumentHelp("The rule pack before the change.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The rule pack after it.", valueName: "new"))
  var new: String

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions
  @OptionGroup var include: IncludeOptions

  func run() throws {
    let selection = InputSelection(paths: input.paths, format: input.inputFormat)
    if selection.inputs.contains(where: \.isStream) {
      Console.note("tally: diff reads its inputs twice: name files or folders, not standard input")
      throw ExitCode(2)
    }
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    let before = try records(old, selection.inputs, &report)
    var silent = RunReport()
    silent.isSilent = true
    let after = try records(new, selection.inputs, &silent)
    var diff = RecordDiff()
    for (old, new) in zip(before, after) { diff.add(old: old, new: new) }
    for change in diff.changes { Console.write("\(change)\n", to: 1) }
    Console.note(
      "\(diff.gained) gained, \(diff.lost) lost, \(diff.changed) changed, \(diff.same) the same")
    try report.finish()
  }

  /// The records of each input, in order, as JSON objects.
  private func records(
    _ pack: String, _ inputs: [Input], _ report: inout RunReport
  ) throws -> [[JSONValue]] {
    let pipeline = try Loading.pipeline(rules: [pack], include, limits: limit.limits)
    guard let schema = pipeline.rules?.schema else { throw ExitCode(2) }
    let writer = NDJSONWriter(schema: schema)
    var all: [[JSONValue]] = []
    var notes = report
    Batch(pipeline: pipeline, inputs: inputs, threads: input.threads).run(
      produce: { document, records, _ in [writer.piece(records, of: document)] },
      consume: { outcome in
        notes.note(outcome)
        let lines = (outcome.output.first ?? []).split(separator: 0x0A)
        all.append(lines.compactMap { try? JSONValue.parse($0) })
        return true
      })
    report = notes
    return all
  }
}
