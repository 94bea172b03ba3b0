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
      InputSelection(paths: [path], format: .text).inputs == [Input(path: path, format: .text)])
  }

  @Test func noPathsAreStandardInput() {
    let inputs = InputSelection(paths: [], format: nil).inputs
    #expect(inputs == [Input(path: "-", format: .html)])
    #expect(inputs[0].isStandardInput)
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
