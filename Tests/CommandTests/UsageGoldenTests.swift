import TestSupport
import Testing

/// Every help text, and what is said about wrong usage of each command, whole.
@Suite struct UsageGoldenTests {
  static let commands = [
    "extract", "check", "text", "tag", "explain", "why", "diff", "eval", "schema",
  ]

  static let wrong: [[String]] = [
    ["frob"], ["--frob"], ["extract"], ["extract", "--rules"],
    ["extract", "--rules", "small", "--frob"],
    ["extract", "--rules", "small", "--format", "xml"],
    ["extract", "--rules", "small", "--format", "json", "--excel"],
    ["extract", "--rules", "small", "--format", "table", "--output", "out"],
    ["extract", "--rules", "small", "--input-format", "pdf"],
    ["extract", "--rules", "small", "--max-size", "3X"],
    ["extract", "--rules", "small", "--max-size", "0"],
    ["extract", "--rules", "small", "--max-sentence", "9"],
    ["extract", "--rules", "small", "--max-records=-1"],
    ["extract", "--rules", "small", "--max-evidence", "39"],
    ["extract", "--rules", "nowhere"], ["extract", "--rules", "small", "gone.txt"],
    ["tag", "--threads", "x"], ["tag", "--threads=-1"], ["tag", "--threads", "1025"],
    ["tag", "--rules", "nowhere"], ["tag", "gone.html"],
    ["text", "--offsets", "--metadata"], ["text", "--offsets", "--output", "out"],
    ["text", "gone.html"], ["text", "--output", "lines.jsonl/x", "in"],
    ["check"], ["check", "small", "other"], ["check", "nowhere"],
    ["check", "--print", "text", "small"],
    ["check", "--format", "xml", "small"], ["check", "--expand", "hamred", "small"],
    ["check", "--stats", "gone", "small"],
    ["explain"], ["explain", "--rules", "nowhere", "in"],
    ["explain", "--rules", "small", "gone.txt"],
    ["why"], ["why", "harmed"], ["why", "harmed", "x"], ["why", "hamred", "x", "--rules", "small"],
    ["why", "harmed", "x", "--rules", "nowhere"],
    ["diff", "small"], ["diff", "small", "other"], ["diff", "small", "other", "-"],
    ["diff", "small", "nowhere", "in"], ["diff", "small", "other", "gone.txt"],
    ["eval", "--rules", "small"], ["eval", "--gold", "gold", "in"],
    ["eval", "--rules", "nowhere", "--gold", "gold", "in"],
    ["schema"], ["schema", "nowhere"],
  ]

  @Test func helpIsAsStored() throws {
    var text = ""
    for command in [[]] + Self.commands.map({ [$0] }) {
      let result = try Program.run(command + ["--help"])
      #expect(result.status == 0 && result.errors == "")
      text += "$ tally \((command + ["--help"]).joined(separator: " "))\n\(result.output)\n"
    }
    let difference = try Golden(GoldenTests.folder + "help.txt", .text).difference(Array(text.utf8))
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func wrongUsageIsAsStored() throws {
    let folder = try CommandFolder()
    var text = ""
    for arguments in Self.wrong {
      let result = try folder.run(arguments)
      #expect(result.status == 1 || result.status == 2, "\(arguments)")
      text +=
        "$ tally \(arguments.joined(separator: " "))\n\(result.output)\(result.errors)"
        + "status \(result.status)\n\n"
    }
    let difference = try Golden(GoldenTests.folder + "usage.txt", .text).difference(
      Array(text.utf8))
    #expect(difference == nil, "\(difference ?? "")")
  }
}
