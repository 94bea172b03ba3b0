import ArgumentParser
import DocumentModel
import Pipeline
import RecordOutput
import RuleEngine

enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json, ndjson, table

  /// The format of the files of a folder, in which there are no tables for people.
  var file: RecordDescriptions.FileFormat {
    switch self {
    case .csv, .table: .csv
    case .json: .json
    case .ndjson: .ndjson
    }
  }
}

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Extract records from articles.",
    discussion: """
      Records go to standard output, or with --output into one file a record type.
      That folder then holds what this run made; files that tally did not write are
      left alone.

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

  @Flag(
    name: [.short, .long],
    help: "Do not report what was odd about single inputs, nor the sum at the end.")
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
    let folder = try output.map(FolderOutput.open)
    let selection = try input.selection(writingTo: folder)
    var report = RunReport()
    report.isQuiet = quiet
    for failure in selection.failures { report.note(failure) }
    let files: OutputFiles
    do throws(FileError) {
      files = try OutputFiles(
        folder: folder, writers: writers(schema),
        names: schema.types.map { "\($0.name).\(format.rawValue)" })
    } catch {
      Console.note("tally: \(error)")
      throw ExitCode(2)
    }
    let pieces = files.writers
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.workers()).run(
      inParts: true,
      produce: { document, records, _ in pieces.map { $0.piece(records, of: document) } },
      consume: { outcome in
        report.note(outcome)
        return files.append(outcome.output)
      })
    files.end()
    if let failure = files.failure ?? folder.flatMap({ named($0, schema, report) }) {
      folder?.discard()
      Console.note("tally: \(failure)")
      throw ExitCode(1)
    }
    if !quiet && !Console.isBroken { Console.note(report.summary(leftOut: selection.skipped)) }
    try report.finish()
  }

  /// Gives the files of a folder their names, with the description of the package as the last.
  private func named(
    _ folder: OutputFolder, _ schema: RecordSchema, _ report: RunReport
  ) -> FileError? {
    let package = RecordDescriptions.dataPackage(
      schema, name: "records", format: excel ? .excel : format.file)
    do throws(FileError) { try folder.stage(package, as: "datapackage.json") } catch {
      return error
    }
    return folder.commit().first ?? FolderOutput.finish(folder, failed: report.failed)
  }

  /// One writer for everything, or one a record type when a folder is given.
  private func writers(_ schema: RecordSchema) -> [any RecordWriter] {
    let types: [Int?] = output == nil ? [nil] : schema.types.indices.map { $0 }
    return types.map { type in
      switch format {
      case .csv: CSVWriter(schema: schema, type: type, excel: excel)
      case .json: JSONArrayWriter(schema: schema, type: type)
      case .ndjson: NDJSONWriter(schema: schema, type: type)
      case .table: TableWriter(schema: schema)
      }
    }
  }
}
