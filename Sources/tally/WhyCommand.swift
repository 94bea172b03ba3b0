import ArgumentParser
import DocumentModel
import Pipeline
import RuleEngine

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show why a rule matches a sentence or not.",
    discussion: """
      Prints the tokens as tagged, what became of the rule's matches, and where its patterns came
      furthest: the element that failed and what it saw.

      EXAMPLES
        tally why harmed "Nine people were killed." --rules Rules/conflict
      """)

  @Argument(help: ArgumentHelp("The rule's name.", valueName: "rule"))
  var rule: String

  @Argument(help: ArgumentHelp("The sentence, in quotes.", valueName: "sentence"))
  var sentence: String

  @OptionGroup var packs: RulesOptions

  @Option(help: ArgumentHelp("The day of publication, as in 2025-11-26.", valueName: "date"))
  var published: String?

  func run() throws {
    let pipeline = try Loading.pipeline(rules: packs.rules, packs.include)
    guard pipeline.rules != nil else { throw ExitCode(2) }
    let worker = pipeline.makeWorker()
    let document = PackTester.annotated(sentence, published: published, worker)
    guard let attempts = worker.attempts(of: rule, in: document) else {
      let near = Suggestion.nearest(to: rule, among: pipeline.ruleNames)
      Console.note(
        "tally: no rule '\(rule)' in '\(packs.name)'"
          + (near.map { "; did you mean '\($0)'?" } ?? ""))
      throw ExitCode(2)
    }
    Console.write(
      Explanation.why(
        rule: rule, document: document, words: worker.words, attempts: attempts,
        trace: worker.traced(in: document).trace, lexicons: pipeline.lexicons.map(\.name)), to: 1)
  }
}
