import DocumentModel
import TestSupport
import Testing

/// The commands of the guide and the README run as they stand.
@Suite struct DocumentedCommandTests {
  /// A folder as a reader has it: the repository's rules and corpus, and inputs with the names that
  /// the guide takes.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let root = Program.root
    let made = try Program.shell(
      "cp -r \(root)/Rules \(root)/Corpus . && cp Corpus/articles/ferry-sinking.html page.html",
      in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    try folder.write("notes.txt", "Six people were killed in Lodva on Monday.\n")
    try folder.write("articles.jsonl", #"{"id": "a", "text": "Six people were killed."}"# + "\n")
    return folder
  }

  static func document(_ name: String) throws -> [Substring] {
    String(decoding: try FileSystem.read(Program.root + "/" + name), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The lines of fenced blocks without a language, and commands between backticks.
  static func guide() throws -> [String] {
    var commands: [String] = []
    var isInside = false
    for line in try document("Documentation/GUIDE.md") {
      if line.hasPrefix("```") {
        isInside = !isInside && line == "```"
      } else if isInside {
        if !line.isEmpty { commands.append(String(line)) }
      } else {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        for index in parts.indices where index % 2 == 1 {
          if parts[index].hasPrefix("tally ") || parts[index].hasPrefix("cp ") {
            commands.append(String(parts[index]))
          }
        }
      }
    }
    return commands
  }

  @Test func commandsOfTheGuideRun() throws {
    let folder = try Self.folder()
    let commands = try Self.guide()
    #expect(commands.count >= 17)
    for command in commands {
      let result = try Program.shell("set -o pipefail; \(command)", in: folder.path)
      #expect(result.status == 0, "\(command): \(result.errors)")
      #expect(!result.errors.contains("error"), "\(command): \(result.errors)")
    }
    let records = try FileSystem.read(folder.path + "/records.csv")
    #expect(records.count > 10_000)
    #expect(FileSystem.kind(folder.path + "/records/datapackage.json") == .file)
  }

  // MARK: README

  /// The indented blocks: what is behind `$ `, or a bare command, and the output shown below it.
  static func readme() throws -> [(command: String, shown: [String])] {
    var found: [(command: String, shown: [String])] = []
    for line in try document("README.md") where line.hasPrefix("    ") {
      let text = line.dropFirst(4)
      if text.hasPrefix("$ ") {
        found.append((String(text.dropFirst(2)), []))
      } else if ["tally ", "cp ", "sed "].contains(where: { text.hasPrefix($0) }) {
        found.append((String(text), []))
      } else if !found.isEmpty {
        found[found.count - 1].shown.append(String(text))
      }
    }
    return found
  }

  @Test func theReadmeShowsWhatIsPrinted() throws {
    let folder = try Self.folder()
    let commands = try Self.readme()
    #expect(commands.map(\.command).first == "make extract")
    #expect(commands.count == 7)
    for (command, shown) in commands {
      switch command {
      case "make extract":
        // The table of the corpus as `Scripts/extract` prints it, cut after some rows.
        let table = try Golden(GoldenTests.folder + "corpus-table.txt", .text).stored()
        let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(shown.last == "... all records are in records.csv")
        for row in shown where !row.hasPrefix("...") { #expect(lines.contains(row), "\(row)") }
      case _ where shown.isEmpty:
        let result = try Program.shell(command, in: folder.path)
        #expect(result.status == 0, "\(command): \(result.errors)")
      case _ where command.hasPrefix("tally extract"):
        let result = try Program.shell(command, in: folder.path)
        // A part of a record: each key that is shown is in one that is printed.
        let text = shown.joined().replacing(", ...}", with: "}")
        guard case .object(let members) = try JSONValue.parse(text.utf8) else { continue }
        #expect(members.count >= 18)
        let printed = try result.output.split(separator: "\n").map { try JSONValue.parse($0.utf8) }
        #expect(
          printed.contains { record in members.allSatisfy { record[$0.key] == $0.value } },
          "\(text)")
      case _ where command.hasPrefix("tally check"):
        // With the typing error that the text speaks of.
        let mistake = try Program.shell(
          "sed -i '3s/weapon:$weapons/weapon:$wepons/' my-rules/conflict/munitions.rules && \(command)",
          in: folder.path)
        #expect(mistake.status == 2)
        let lines = mistake.output.split(separator: "\n").map(String.init)
        #expect(Array(lines.prefix(shown.count)) == shown)
      default: Issue.record("\(command) is not tested")
      }
    }
    // "Police corralled 40 people" is now a record.
    let result = try Program.shell(
      "sed -i '3s/wepons/weapons/' my-rules/conflict/munitions.rules; echo 'Police corralled 40 people.'"
        + " | tally extract --rules my-rules/conflict --input-format text --format ndjson",
      in: folder.path)
    #expect(result.output.contains("\"mention\":\"40 people\""), "\(result.errors)")
  }
}
