import ArgumentParser
import DocumentModel
import RecordOutput

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of the records that a rule pack makes.",
    discussion: """
      EXAMPLES
        tally schema Rules/conflict > records.schema.json
      """)

  @Argument(help: ArgumentHelp("The rule pack: a folder or one .rules file.", valueName: "pack"))
  var pack: String

  @OptionGroup var include: IncludeOptions

  func run() throws {
    guard let schema = try Loading.pipeline(rules: [pack], include).rules?.schema else {
      throw ExitCode(2)
    }
    _ = FileSystem.write(RecordDescriptions.jsonSchema(schema), descriptor: 1)
  }
}
