import DocumentModel
import Glibc
import Pipeline
import TestSupport
import Testing

@Suite struct InputSelectionTests {
  @Test func walksFoldersInOrderAndCountsWhatItLeaves() throws {
    let folder = try TemporaryFolder()
    for name in ["b/2.htm", "b/1.HTML", "a.txt", ".hidden.html", "c.jpg", "d.jsonl", "noext"] {
      try folder.write(name, "x")
    }
    let selection = InputSelection(paths: [folder.path], format: nil)
    #expect(
      selection.inputs.map { String($0.path.dropFirst(folder.path.count)) + " \($0.format)" }
        == ["/a.txt text", "/b/1.HTML html", "/b/2.htm html", "/d.jsonl jsonl"])
    #expect(selection.skipped == 2)
    #expect(selection.failures.isEmpty)
  }

  @Test func namedFilesAreAlwaysRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("page.saved", "x")
    #expect(InputSelection(paths: [path], format: nil).inputs == [Input(path: path, format: .html)])
    #expect(
      InputSelection(paths: [path], format: .text).inputs == [
        Input(path: path, format: .text, isFormatGiven: true)
      ])
  }

  static let formats: [(name: String, format: InputFormat?)] = [
    ("a.html", .html), ("a.HTM", .html), ("a.txt", .text), ("a.jsonl", .jsonl), ("a", nil),
    ("a.pdf", nil), ("a.html.gz", .html), ("a.txt.gz", .text), ("a.jsonl.gz", .jsonl),
    ("a.gz", nil), ("a.tar.gz", nil), (".gz", nil), ("html.gz", nil),
  ]

  @Test(arguments: formats)
  func aNameSaysTheFormatAlsoBeforeGz(name: String, format: InputFormat?) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, "x")
    let selection = InputSelection(paths: [folder.path], format: nil)
    #expect(selection.inputs.map(\.format) == (format.map { [$0] } ?? []))
  }

  @Test func streamsThatAreOpenAreInputsAndOthersAreRefused() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe.html"
    mkfifo(pipe, 0o600)
    let paths = ["/dev/stdin", "/dev/fd/0", "-", pipe, "/dev/null"]
    let selection = InputSelection(paths: paths, format: .text)
    #expect(selection.inputs.map(\.path) == ["/dev/stdin", "/dev/fd/0", "-"])
    #expect(
      selection.failures.map(\.description) == [
        "\(pipe): read: a named pipe, not a file; use - to read a stream",
        "/dev/null: read: a device, not a file; use - to read a stream",
      ])
  }

  @Test func namesThatAreNotUTF8AreFound() throws {
    let folder = try TemporaryFolder()
    let name = FilePath.string([0x62, 0xFF]) + ".html"
    try folder.write(name, "x")
    for path in [folder.path, folder.path + "/" + name] {
      let selection = InputSelection(paths: [path], format: nil)
      #expect(selection.inputs.map(\.path) == [folder.path + "/" + name])
      #expect(selection.inputs.map(\.name) == [folder.path + #"/b\xFF.html"#])
      #expect(selection.failures.isEmpty)
    }
  }

  @Test func noPathsAreStandardInput() {
    let inputs = InputSelection(paths: [], format: nil).inputs
    #expect(inputs == [Input(path: "-", format: .html)])
    #expect(inputs[0].isStream)
  }

  @Test func whatCannotBeEnteredIsReported() throws {
    let folder = try TemporaryFolder()
    try folder.write("ok.html", "x")
    symlink("/nowhere/at/all", folder.path + "/broken.html")
    symlink(folder.path, folder.path + "/loop")
    let selection = InputSelection(paths: [folder.path, folder.path + "/missing"], format: nil)
    #expect(selection.inputs.map(\.path) == [folder.path + "/ok.html"])
    #expect(
      selection.failures.map(\.description) == [
        "\(folder.path)/broken.html: read: the link leads nowhere",
        "\(folder.path)/missing: read: no such file or folder",
      ])
  }
}
