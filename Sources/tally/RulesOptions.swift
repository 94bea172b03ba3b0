import ArgumentParser
import DocumentModel
import RuleEngine

/// Where packs that others import may lie.
struct IncludeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with packs that rules may import, beside those next to the pack and the shipped "
        + "ones. May be given several times.",
      valueName: "folder"))
  var include: [String] = []

  func validate() throws {
    for folder in include where FileSystem.kind(folder) != .folder {
      throw ValidationError("--include: no folder '\(folder)'")
    }
  }

  /// The packs at some paths, with what they may import.
  func packs(_ paths: [String], resources: ResourceFolder) -> PackSelection {
    PackSelection(paths, includes: include, shipped: resources.path + "/../Rules")
  }
}

/// The rule packs of a command.
struct RulesOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The rule pack: a folder or one .rules file. Several are read as if one pack imported them.",
      valueName: "pack"))
  var rules: [String]

  @OptionGroup var include: IncludeOptions

  /// The packs as messages name them.
  var name: String { rules.joined(separator: "', '") }
}
