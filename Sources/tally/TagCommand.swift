import ArgumentParser
import DocumentModel
import Pipeline
import RecordOutput

struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Print sentences, tokens, names, quantities and dates, a JSON line a document.",
    discussion: """
      Offsets are Unicode scalars of the document's text, half-open.

      EXAMPLES
        tally tag page.html
        tally tag --input-format jsonl texts.jsonl > tags.ndjson
        tally tag --rules Rules/conflict page.html     # the lexicons' tags too
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "A rule pack whose lexicons tag too. May be given several times.", valueName: "pack"))
  var rules: [String] = []

  @OptionGroup var include: IncludeOptions

  func run() throws {
    let pipeline = try Loading.pipeline(rules: rules, include, limits: limit.limits)
    let selection = InputSelection(paths: input.paths, format: input.inputFormat)
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    let writer = TagWriter(lexicons: pipeline.lexicons)
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.threads).run(
      produce: { document, _, words in [writer.line(document, words: words)] },
      consume: { outcome in
        report.note(outcome)
        return outcome.output.allSatisfy { FileSystem.write($0, descriptor: 1) == 0 }
      })
    try report.finish()
  }
}
