import DocumentModel
import Glibc
import TestSupport
import Testing

/// What every command does when its output cannot be written, and what a terminal gets.
@Suite struct StandardOutputTests {
  /// A folder with a pack, its copy with a change, two articles and gold records.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("small/small.rules", ExtractCommandTests.rules)
    try folder.write(
      "other/small.rules", ExtractCommandTests.rules.replacing("(was | were)", with: "was"))
    try folder.write("in/a.txt", "Six people were killed.\n")
    try folder.write("in/b.txt", "Nine people were killed.\n")
    return folder
  }

  static let commands: [[String]] = [
    ["extract", "--quiet", "--rules", "small", "in"],
    ["extract", "--quiet", "--rules", "small", "--format", "table", "in"],
    ["check", "small"], ["check", "--stats", "in", "small"],
    ["check", "--print", "json", "small"],
    ["explain", "--rules", "small", "in"], ["why", "harmed", "Six died.", "--rules", "small"],
    ["diff", "small", "other", "in"], ["text", "in"], ["text", "--metadata", "in"],
    ["text", "--offsets", "in"], ["tag", "in"], ["schema", "small"],
    ["eval", "--rules", "small", "--gold", "gold", "in"], ["--help"], ["--version"],
    ["extract", "--help"],
  ]

  @Test(arguments: commands)
  func everyWriteIsChecked(arguments: [String]) throws {
    let folder = try Self.folder()
    let good = try Program.run(arguments, in: folder.path)
    #expect(good.status == 0 && !good.output.isEmpty, "\(good.errors)")
    let full = try Program.run(arguments, in: folder.path, shell: #"exec "$@" >/dev/full"#)
    #expect(full.status == 1)
    #expect(
      full.errors.split(separator: "\n").last
        == "tally: standard output: No space left on device")
    let closed = try Program.run(arguments, in: folder.path, shell: #"exec "$@" >&-"#)
    #expect(closed.status == 1)
    #expect(
      closed.errors.split(separator: "\n").last == "tally: standard output: Bad file descriptor")
  }

  @Test func aReaderThatGoesAwayIsNoFailure() throws {
    let folder = try Self.folder()
    try folder.write("in/c.txt", String(repeating: "Six people were killed.\n\n", count: 4000))
    for arguments in [["text", "in"], ["extract", "--rules", "small", "in"]] {
      let result = try Program.run(
        arguments, in: folder.path, shell: #"{ "$@"; echo "status $?" >&2; } | head -n 1"#)
      #expect(result.errors == "status 0\n", "\(arguments)")
      #expect(result.output.split(separator: "\n").count == 1)
    }
  }

  @Test func closedStreamsAreNotTheRunsFiles() throws {
    let folder = try Self.folder()
    let result = try Program.run(
      ["text", "--output", "out", "in"], in: folder.path, shell: #"exec "$@" <&- >&- 2>&-"#)
    #expect(result.status == 0)
    #expect(
      try FileSystem.read(folder.path + "/out/a.txt") == Array("Six people were killed.\n".utf8))
  }

  @Test func theSumStandsAtTheEnd() throws {
    let folder = try Self.folder()
    try folder.write("in/photo.jpg", "no article")
    let arguments = ["extract", "--rules", "small", "in", "no\u{1B}where"]
    let result = try Program.run(arguments, in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.errors == """
        tally: no\\u{1B}where: read: no such file or folder
        2 records from 2 inputs, 1 failed, 1 left out

        """)
    let quiet = try Program.run(arguments + ["--quiet"], in: folder.path)
    #expect(quiet.errors == "tally: no\\u{1B}where: read: no such file or folder\n")
  }

  /// What a terminal gets that is the program's standard output; the shell's command names it `$TTY`.
  static func onTerminal(_ arguments: [String], in folder: String) throws -> String {
    // As unlockpt and ptsname do, which Swift does not see.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK)
    defer { close(terminal) }
    var locked: Int32 = 0
    var number: Int32 = 0
    guard terminal >= 0, ioctl(terminal, 0x4004_5431, &locked) == 0,
      ioctl(terminal, 0x8004_5430, &number) == 0
    else { throw FileError(path: "/dev/ptmx", code: errno) }
    let name = "/dev/pts/\(number)"
    // Open here too, so that what was written stays to be read.
    let other = open(name, O_RDWR | O_NOCTTY)
    defer { close(other) }
    let result = try Program.run(
      arguments, in: folder, environment: ["TTY": name], shell: #"exec "$@" >"$TTY""#)
    #expect(result.status == 0, "\(result.errors)")
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(terminal, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }

  static let hostile = "Six \u{1B}]0;pwn\u{7}people\u{9B}2J \u{202E}were\u{7F} killed in Kyiv."

  @Test(arguments: [
    ["text", "in.txt"], ["tag", "in.txt"], ["text", "--offsets", "in.txt"],
    ["extract", "--quiet", "--rules", "figures", "in.txt"],
    ["extract", "--quiet", "--rules", "figures", "--format", "ndjson", "in.txt"],
    ["extract", "--quiet", "--rules", "figures", "--format", "table", "in.txt"],
    ["explain", "--rules", "figures", "in.txt"],
    ["why", "any-figure", hostile, "--rules", "figures"],
  ])
  func aTerminalGetsNoControls(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("in.txt", Self.hostile + "\n")
    symlink(Program.root + "/Rules/figures", folder.path + "/figures")
    symlink(Program.root + "/Rules/common", folder.path + "/common")
    let output = try Self.onTerminal(arguments, in: folder.path)
    #expect(!output.isEmpty)
    for scalar in output.unicodeScalars where scalar != "\n" && scalar != "\r" && scalar != "\t" {
      #expect(VisibleText.isVisible(scalar), "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func aFileGetsTheTextAsItIsButForNUL() throws {
    let folder = try TemporaryFolder()
    try folder.write("in.jsonl", #"{"id":"a","text":"a\u001b\u0000\u009bb"}"#)
    let result = try Program.run(["text", "in.jsonl"], in: folder.path)
    #expect(result.output == "a\u{1B}\u{FFFD}\u{9B}b\n")
    #expect(result.status == 0)
  }

  @Test func aNameWithALineEndStaysOneLine() throws {
    let folder = try TemporaryFolder()
    let name = "x\nerror: y\u{1B}[31m\u{202E}"
    let shown = "x\\nerror: y\\u{1B}[31m\\u{202E}"
    for arguments in [
      ["text", name], ["tag", "--rules", name], ["check", name], ["schema", name],
    ] {
      let result = try Program.run(arguments, in: folder.path)
      let messages = result.errors + result.output
      #expect(result.status == (arguments[0] == "text" ? 1 : 2))
      #expect(
        messages.hasPrefix("tally: \(shown): ") || messages.hasPrefix("\(shown): "), "\(messages)")
      #expect(!messages.contains("\u{1B}") && !messages.contains("\nerror: y"))
    }
  }
}
