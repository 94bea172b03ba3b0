import ArgumentParser
import DocumentModel
import Pipeline
import RecordOutput
import RuleEngine

enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json, ndjson, table
}

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Extract records from articles.",
    discussion: """
      Records go to standard output, or with --output into one file a record type.

      EXAMPLES
        tally extract --rules Rules/conflict articles/ > records.csv
        tally extract --rules Rules/conflict --format ndjson page.html
        cat page.html | tally extract --rules Rules/conflict
        tally extract --rules Rules/conflict --input-format jsonl --format ndjson texts.jsonl
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions
  @OptionGroup var packs: RulesOptions

  @Option(
    name: [.short, .long], help: ArgumentHelp("csv, json, ndjson or table.", valueName: "format"))
  var format: RecordFormat = .csv

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "A folder for one CSV, JSON or NDJSON file a record type, and datapackage.json.",
      valueName: "folder"))
  var output: String?

  @Flag(help: "CSV for spreadsheets: byte order mark, CRLF, no formulas in text columns.")
  var excel = false

  @Flag(name: [.short, .long], help: "Do not report what was odd about single inputs.")
  var quiet = false

  func validate() throws {
    if excel && format != .csv { throw ValidationError("--excel goes with --format csv only") }
    if output != nil && format == .table {
      throw ValidationError("--output writes csv, json or ndjson, not a table")
    }
  }

  func run() throws {
    let pipeline = try Loading.pipeline(rules: packs.rules, packs.include, limits: limit.limits)
    guard let schema = pipeline.rules?.schema else { throw ExitCode(2) }
    let selection = InputSelection(paths: input.paths, format: input.inputFormat)
    var report = RunReport()
    report.isQuiet = quiet
    for failure in selection.failures { report.note(failure) }
    let files: OutputFiles
    do throws(FileError) {
      files = try OutputFiles(
        folder: output, writers: writers(schema), names: schema.types.map(\.name),
        suffix: format.rawValue)
    } catch {
      Console.note("tally: \(error)")
      throw ExitCode(2)
    }
    let pieces = files.writers
    let isSplit = output != nil
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.threads).run(
      inParts: true,
      produce: { document, records, _ in
        guard isSplit else { return pieces.map { $0.piece(records, of: document) } }
        return pieces.enumerated().map { type, writer in
          writer.piece(records.filter { $0.type == type }, of: document)
        }
      },
      consume: { outcome in
        report.note(outcome)
        return files.append(outcome.output)
      })
    var broken = files.finish()
    if let output, broken == nil {
      do throws(FileError) {
        try FileSystem.write(
          RecordDescriptions.dataPackage(schema, name: "records", suffix: format.rawValue),
          to: output + "/datapackage.json")
      } catch {
        broken = error
      }
    }
    if let broken {
      Console.note("tally: \(broken)")
      throw ExitCode(1)
    }
    if !quiet && Console.isTerminal(2) {
      var summary = "\(report.records) records from \(report.files) inputs"
      if report.failed > 0 { summary += ", \(report.failed) failed" }
      if selection.skipped > 0 { summary += ", \(selection.skipped) files of other kinds left out" }
      Console.note(summary)
    }
    try report.finish()
  }

  /// One writer for everything, or one a record type when a folder is given.
  private func writers(_ schema: RecordSchema) -> [any RecordWriter] {
    let types: [Int?] = output == nil ? [nil] : schema.types.indices.map { $0 }
    return types.map { type in
      switch format {
      case .csv: CSVWriter(schema: schema, type: type, excel: excel)
      case .json: JSONArrayWriter(schema: schema)
      case .ndjson: NDJSONWriter(schema: schema)
      case .table: TableWriter(schema: schema)
      }
    }
  }
}
