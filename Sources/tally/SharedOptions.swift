import ArgumentParser
import DocumentModel
import Pipeline
import RuleEngine

extension InputFormat: ExpressibleByArgument {}

/// Which inputs to read and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders; '-' or none is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the inputs are: html, text or jsonl (a line {\"id\",\"text\",\"published\"} each). "
        + "Without it the file name decides; standard input is html.",
      valueName: "format"))
  var inputFormat: InputFormat?

  @Option(help: ArgumentHelp("How many threads; 0 is one a processor.", valueName: "n"))
  var threads = 0

  func validate() throws {
    guard (0...1024).contains(threads) else {
      throw ValidationError("--threads: expected 0 to 1024, found \(threads)")
    }
  }
}

/// Reports what happens beside the records, and counts it.
struct RunReport {
  var files = 0
  var failed = 0
  var records = 0
  /// Findings are not said.
  var isQuiet = false
  /// Nothing is said, only counted.
  var isSilent = false

  mutating func note(_ failure: Failure) {
    failed += 1
    if isSilent { return }
    Console.note("tally: \(failure)")
  }

  mutating func note(_ outcome: Batch.Outcome) {
    if outcome.isPart { return }
    files += 1
    records += outcome.records
    if let failure = outcome.failure { note(failure) }
    if !isQuiet && !isSilent {
      for finding in outcome.findings {
        Console.note("tally: \(outcome.place): \(finding.stage): \(finding.message)")
      }
    }
  }

  /// Ends the command with status 1 when some inputs failed.
  func finish() throws {
    if failed > 0 { throw ExitCode(1) }
  }
}

/// Loads data and rules or ends the command with status 2 and the reason on standard error.
enum Loading {
  static func resources() throws -> ResourceFolder {
    do throws(FileError) {
      return try ResourceFolder.locate()
    } catch {
      Console.note("tally: \(error)")
      throw ExitCode(2)
    }
  }

  /// The stages with the rules of some packs, or without rules.
  ///
  /// Errors in the packs are all printed and end the command; warnings are `tally check`'s.
  static func pipeline(
    rules paths: [String] = [], _ include: IncludeOptions? = nil,
    limits: Limits = Limits()
  ) throws -> StandardPipeline {
    let resources = try resources()
    return try reportingErrors {
      var diagnostics: [Diagnostic] = []
      var pack: RulePack?
      let tools = try LanguageTools(resources: resources)
      if !paths.isEmpty {
        let loaded = RulePackLoader.load(
          include?.packs(paths, resources: resources) ?? PackSelection(paths),
          tokenizer: tools.tokenizer,
          inflection: tools.inflection, warns: false)
        diagnostics = loaded.diagnostics
        pack = loaded.pack
      }
      let pipeline = try StandardPipeline(
        resources: resources, pack: pack, tools: tools, limits: limits, diagnostics: &diagnostics)
      let errors = diagnostics.filter { $0.severity == .error }
      if !errors.isEmpty {
        for error in errors { Console.note(error.rendered()) }
        let number = Diagnostic.count(.error, in: diagnostics)
        let count = number == 1 ? "1 error" : "\(number) errors"
        let packs = paths.joined(separator: "', '")
        Console.note("tally: \(count) in the rules '\(packs)'; nothing was extracted")
        throw ExitCode(2)
      }
      return pipeline
    }
  }

  /// A pipeline that reads pages and loads no models.
  static func readingPipeline(limits: Limits = Limits()) throws -> StandardPipeline {
    let resources = try resources()
    return try reportingErrors { try StandardPipeline(readingOnly: resources, limits: limits) }
  }

  /// Runs `body`; what it throws beside exit codes is printed and ends the command with status 2.
  static func reportingErrors<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.note("tally: \(error)")
      throw ExitCode(2)
    }
  }
}
