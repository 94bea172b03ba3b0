import ArgumentParser
import DocumentModel
import Pipeline
import RecordOutput

struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print the articles as they are read: the text of each page.",
    discussion: """
      EXAMPLES
        tally text page.html
        tally text --offsets page.html             # which bytes of the file each piece is
        tally text --output texts/ articles/       # NAME.txt and NAME.json for each page

      With --output a page keeps its folders below the common folder of all inputs,
      and the folder then holds what this run made; files that tally did not write
      are left alone.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var limit: LimitOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write NAME.txt and NAME.json (the metadata) for each input into this folder.",
      valueName: "folder"))
  var output: String?

  @Flag(help: "Print the metadata as JSON, with every candidate, in place of the text.")
  var metadata = false

  @Flag(
    help: """
      Print where each piece of the text stands: start and end in the text (Unicode scalars), start \
      and end in the file (bytes), words; a piece a line, parted by tabs.
      """)
  var offsets = false

  func validate() throws {
    if offsets && (metadata || output != nil) {
      throw ValidationError("--offsets goes with neither --metadata nor --output")
    }
  }

  func run() throws {
    let pipeline = try Loading.readingPipeline(limits: limit.limits)
    let folder = try output.map(FolderOutput.open)
    let selection = try input.selection(writingTo: folder)
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    var names = OutputNames(inputs: input.paths, suffixes: [".txt", ".json"])
    let showsMetadata = metadata
    let showsOffsets = offsets
    let isFolder = output != nil
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.workers()).run(
      annotate: false,
      produce: { document, _, _ in
        if showsOffsets { return [DocumentText.offsets(document)] }
        var text = document.text
        if !text.isEmpty && !isFolder { text.append(0x0A) }
        if text.contains(0) { text = DocumentText.withoutNUL(text) }
        if isFolder {
          return [
            Array(document.id.utf8), text, DocumentText.metadata(document, all: showsMetadata),
          ]
        }
        return [showsMetadata ? DocumentText.metadata(document, all: true) : text]
      },
      consume: { outcome in
        report.note(outcome)
        guard let folder, outcome.output.count == 3 else {
          return outcome.output.allSatisfy { Console.write($0, as: .data) }
        }
        let id = String(decoding: outcome.output[0], as: UTF8.self)
        let name = names.name(for: id, isPath: id == outcome.place)
        do throws(FileError) {
          try folder.stage(outcome.output[1], as: name + ".txt")
          try folder.stage(outcome.output[2], as: name + ".json")
        } catch {
          report.note(Self.failure(error))
        }
        if folder.staged >= Self.filesAtOnce {
          for error in folder.commit() { report.note(Self.failure(error)) }
        }
        return true
      })
    if let folder {
      for error in folder.commit() { report.note(Self.failure(error)) }
      if let error = FolderOutput.finish(folder, failed: report.failed) {
        report.note(Self.failure(error))
      }
    }
    try report.finish()
  }

  /// So many files are brought to disk one after the other: the first costs most.
  private static let filesAtOnce = 128

  private static func failure(_ error: FileError) -> Failure {
    Failure(place: error.path, stage: "write", reason: error.reason)
  }
}
