import ArgumentParser
import DocumentModel
import Pipeline

struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Print the articles as they are read: the text of each page.",
    discussion: """
      EXAMPLES
        tally text page.html
        tally text --offsets page.html             # which bytes of the file each piece is
        tally text --output texts/ articles/       # NAME.txt and NAME.json for each page
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
    let selection = InputSelection(paths: input.paths, format: input.inputFormat)
    var report = RunReport()
    for failure in selection.failures { report.note(failure) }
    if let output {
      do throws(FileError) { try FileSystem.makeFolder(output) } catch {
        Console.note("tally: \(error)")
        throw ExitCode(2)
      }
    }
    let showsMetadata = metadata
    let showsOffsets = offsets
    let isFolder = output != nil
    Batch(pipeline: pipeline, inputs: selection.inputs, threads: input.threads).run(
      annotate: false,
      produce: { document, _, _ in
        if showsOffsets { return [DocumentText.offsets(document)] }
        let text = document.text.isEmpty || isFolder ? document.text : document.text + [0x0A]
        if isFolder {
          return [
            Array(document.id.utf8), text, DocumentText.metadata(document, all: showsMetadata),
          ]
        }
        return [showsMetadata ? DocumentText.metadata(document, all: true) : text]
      },
      consume: { outcome in
        report.note(outcome)
        guard let output, outcome.output.count == 3 else {
          return outcome.output.allSatisfy { FileSystem.write($0, descriptor: 1) == 0 }
        }
        let name = Self.name(String(decoding: outcome.output[0], as: UTF8.self))
        do throws(FileError) {
          try FileSystem.write(outcome.output[1], to: "\(output)/\(name).txt")
          try FileSystem.write(outcome.output[2], to: "\(output)/\(name).json")
        } catch {
          report.note(Failure(place: error.path, stage: "write", reason: error.reason))
        }
        return true
      })
    try report.finish()
  }

  /// The file name of an input without folders and extension.
  static func name(_ id: String) -> String {
    var name = id.split(separator: "/").last.map(String.init) ?? id
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
    return name.isEmpty || name == "-" ? "stdin" : name
  }
}
