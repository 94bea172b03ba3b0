import ArgumentParser
import DocumentModel
import Pipeline
import RuleEngine

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show every match of the rules in articles: what it made, or what removed it.",
    discussion: """
      A line with + is a record, one with - a match that became none.

      EXAMPLES
        tally explain --rules Rules/conflict page.html
        echo "12 people died." | tally explain --rules Rules/conflict --input-format text
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions
  @OptionGroup var packs: RulesOptions

  func run() throws {
    let pipeline = try Loading.pipeline(rules: packs.rules, packs.include, limits: limit.limits)
    guard let set = pipeline.rules else { throw ExitCode(2) }
    let selection = InputSelection(paths: input.paths, format: input.inputFormat)
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    let isSeveral = selection.inputs.count > 1
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.threads).run(
      produce: { document, _, words in
        var scratch = set.makeScratch()
        let (records, trace) = set.traced(in: document, words, &scratch)
        let text = Explanation.text(
          of: document, records: records, trace: trace, schema: set.schema)
        return [Array(((isSeveral ? "== \(document.id)\n" : "") + text).utf8)]
      },
      consume: { outcome in
        report.note(outcome)
        return outcome.output.allSatisfy { FileSystem.write($0, descriptor: 1) == 0 }
      })
    try report.finish()
  }
}
