import ArgumentParser
import DocumentModel
import Glibc

struct TallyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Read the figures in news articles as records that point at their words.",
    discussion: """
      Records go to standard output, everything else to standard error.
      Exit status: 0 done, 1 some files failed, 2 wrong usage or rules.

      EXAMPLES
        tally extract --rules Rules/conflict articles/ > records.csv
        tally extract --rules Rules/conflict --format ndjson page.html
        tally check Rules/conflict
        tally text page.html
      """,
    version: "0.1.0",
    subcommands: [
      ExtractCommand.self, CheckCommand.self, TextCommand.self, TagCommand.self,
      ExplainCommand.self,
      WhyCommand.self, DiffCommand.self, EvalCommand.self, SchemaCommand.self,
    ])

  /// Parses the arguments, runs the subcommand and ends the process.
  nonisolated static func run() {
    // A reader that goes away (`| head`) is seen as EPIPE on write, not as a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(FileSystem.arguments)
      try command.run()
      Glibc.exit(0)
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      let message = fullMessage(for: error)
      let isHelp = exitCode(for: error) == .success
      if !message.isEmpty { Console.write(message + "\n", to: isHelp ? 1 : 2) }
      Glibc.exit(isHelp ? 0 : 2)
    }
  }
}
