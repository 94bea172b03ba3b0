import DocumentModel
import Glibc
import RecordOutput
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  static func text(_ path: String) -> String? {
    (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// One run that writes the names with a text of its own.
  static func run(_ path: String, _ names: [String], text: String = "new") throws -> [String] {
    let folder = try OutputFolder(path)
    var failures: [String] = []
    for name in names {
      do throws(FileError) { try folder.stage(Array(text.utf8), as: name) } catch {
        failures.append("\(error)")
      }
    }
    failures += folder.commit().map { "\($0)" }
    let (earlier, others) = try folder.finish()
    return failures + ["\(earlier) removed"] + others
  }

  @Test func whatThisRunDoesNotWriteGoesAndOtherFilesStay() throws {
    let place = try TemporaryFolder()
    let path = place.path + "/a/out"
    #expect(try Self.run(path, ["x.txt", "b/c/y.txt", "b/z.txt"]) == ["0 removed"])
    try place.write("a/out/mine.txt", "mine")
    try place.write("a/out/b/mine.txt", "mine")
    #expect(try Self.run(path, ["x.txt"], text: "newer") == ["2 removed", "b", "mine.txt"])
    #expect(Self.text(path + "/x.txt") == "newer")
    #expect(try FileSystem.list(path + "/b") == ["mine.txt"])
    #expect(try FileSystem.list(path + "/.tally") == ["files", "lock"])
    #expect(
      Self.text(path + "/.tally/files")
        == "# What tally wrote into the folder above; the next run may replace it.\nx.txt\n")
  }

  @Test func aFileThatNoRunWroteIsNotWrittenOver() throws {
    let place = try TemporaryFolder()
    let path = place.path + "/out"
    try place.write("out/mine.txt", "mine")
    try FileSystem.makeFolder(path + "/folder.txt")
    #expect(
      try Self.run(path, ["mine.txt", "folder.txt", "mine.txt/x", "new.txt"]) == [
        "\(path)/mine.txt: not written by tally, so left alone; move it or name another folder",
        "\(path)/folder.txt: Is a directory", "\(path)/mine.txt/x: Not a directory", "0 removed",
        "folder.txt", "mine.txt",
      ])
    #expect(Self.text(path + "/mine.txt") == "mine")
    #expect(Self.text(path + "/new.txt") == "new")
  }

  @Test func linksAreReplacedAndNeverFollowed() throws {
    let place = try TemporaryFolder()
    let path = place.path + "/out"
    try place.write("victim", "safe")
    try FileSystem.makeFolder(path)
    try FileSystem.makeFolder(place.path + "/elsewhere")
    symlink(place.path + "/victim", path + "/x.txt")
    symlink(place.path + "/elsewhere", path + "/b")
    #expect(
      try Self.run(path, ["x.txt", "b/y.txt"]) == [
        "\(path)/b/y.txt: Not a directory", "0 removed", "b",
      ])
    #expect(Self.text(place.path + "/victim") == "safe")
    #expect(Self.text(path + "/x.txt") == "new")
    #expect(try FileSystem.list(place.path + "/elsewhere") == [])
    // Nor is the folder's own place one.
    symlink(place.path + "/elsewhere", place.path + "/out2-own")
    try FileSystem.makeFolder(place.path + "/out2")
    rename(place.path + "/out2-own", place.path + "/out2/.tally")
    #expect(throws: FileError(path: place.path + "/out2/.tally", code: ENOTDIR)) {
      try OutputFolder(place.path + "/out2")
    }
  }

  @Test func aListThatLeadsOutRemovesNothing() throws {
    let place = try TemporaryFolder()
    let path = place.path + "/out"
    try place.write("victim", "safe")
    try place.write(
      "out/.tally/files",
      "../victim\n\(place.path)/victim\n./../victim\nb/../../victim\n.tally/lock\n")
    try place.write("out/.tally/part-1-1", "left by a run that was killed")
    #expect(try Self.run(path, ["x.txt"]) == ["0 removed"])
    #expect(Self.text(place.path + "/victim") == "safe")
    #expect(try FileSystem.list(path + "/.tally") == ["files", "lock"])
  }

  @Test func onlyOneRunHoldsAFolder() throws {
    let place = try TemporaryFolder()
    var first: OutputFolder? = try OutputFolder(place.path)
    #expect(
      throws: FileError(
        path: place.path,
        reason: "another run is writing into this folder; wait for its end or name another folder")
    ) { try OutputFolder(place.path) }
    #expect(first?.staged == 0)
    first = nil
    _ = try OutputFolder(place.path)
  }

  @Test func aRunThatDidNotDoAllKeepsWhatThereWas() throws {
    let place = try TemporaryFolder()
    _ = try Self.run(place.path, ["x.txt", "y.txt"])
    var folder: OutputFolder? = try OutputFolder(place.path)
    try folder?.stage([0x61], as: "x.txt")
    #expect(folder?.commit() == [])
    #expect(try folder?.finish(keepsEarlier: true).earlier == 1)
    folder = nil
    #expect(Self.text(place.path + "/x.txt") == "a")
    #expect(Self.text(place.path + "/y.txt") == "new")
    // The list still names it.
    #expect(try Self.run(place.path, ["x.txt"]) == ["1 removed"])
  }

  @Test func whatIsNotCommittedLeavesNothing() throws {
    let place = try TemporaryFolder()
    var folder: OutputFolder? = try OutputFolder(place.path)
    for number in 0..<40 { try folder?.stage([0x61], as: "\(number).txt") }
    #expect(folder?.staged == 40)
    folder?.discard()
    _ = try folder?.stage("z")
    folder = nil
    #expect(try FileSystem.list(place.path) == [".tally"])
    #expect(try FileSystem.list(place.path + "/.tally") == ["lock"])
  }
}
