import ArgumentParser

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally-train",
    abstract: "Build the models that ship with tally.",
    subcommands: [PartOfSpeechCommand.self, NamesCommand.self, SpeedCommand.self])
}
