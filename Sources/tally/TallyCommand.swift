import ArgumentParser
import CShim
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
    if !wantsBacktraces { tally_crash_install() }
    Console.open()
    var status: Int32 = 0
    do {
      var command = try parseAsRoot(FileSystem.arguments)
      try command.run()
    } catch let code as ExitCode {
      status = code.rawValue
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) == .success {
        if !message.isEmpty { Console.write(message + "\n") }
      } else {
        Console.notes(message)
        status = 2
      }
    }
    Glibc.exit(Console.finish(status: status))
  }

  /// Whether whoever runs the program asks for the Swift runtime's backtraces, as developers may.
  private static var wantsBacktraces: Bool {
    guard let set = getenv("SWIFT_BACKTRACE") else { return false }
    return String(cString: set).contains("enable=yes")
  }
}
