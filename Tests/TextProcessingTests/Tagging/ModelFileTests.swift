import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

@Suite struct ModelFileTests {
  private static let remedy =
    "restore it from the repository or build it with 'tally-train pos'"

  /// Writes a model folder, changes its bytes, and gives the message of the failure.
  private static func message(
    _ name: String, _ change: (inout [UInt8]) -> Void
  ) throws -> String? {
    var file = ModelFile(version: 2)
    file.add("first", [1, 2, 3])
    file.add("second", Array(repeating: 7, count: 100))
    var bytes = file.encoded()
    change(&bytes)
    let folder = "/tmp/tally-model-tests"
    try FileSystem.makeFolder(folder)
    try FileSystem.write(bytes, to: folder + "/" + name)
    do {
      let read = try ModelFile(
        resources: ResourceFolder(path: folder), name: name, version: 2,
        command: "tally-train pos")
      #expect(read["first"].map(Array.init) == [1, 2, 3])
      #expect(read["second"]?.count == 100)
      #expect(read["third"] == nil)
      return nil
    } catch {
      return error.description.replacing(folder + "/", with: "")
    }
  }

  @Test func comesBackAsWritten() throws {
    #expect(try Self.message("whole", { _ in }) == nil)
  }

  @Test func damageIsNamed() throws {
    #expect(
      try Self.message("flipped", { $0[$0.count - 1] ^= 1 })
        == "flipped: wrong checksum, the file is damaged; " + Self.remedy)
    #expect(
      try Self.message("cut", { $0.removeLast(40) })
        == "cut: wrong checksum, the file is damaged; " + Self.remedy)
    #expect(
      try Self.message("short", { $0 = Array($0.prefix(10)) })
        == "short: the file is cut off; " + Self.remedy)
    #expect(
      try Self.message("other", { $0[0] = 0 }) == "other: not a model file; " + Self.remedy)
    #expect(
      try Self.message("empty", { $0 = [] }) == "empty: not a model file; " + Self.remedy)
    #expect(
      try Self.message("version", { $0[8] = 9 })
        == "version: model version 9, but this program reads version 2; " + Self.remedy)
  }

  @Test func aMissingModelNamesTheFileAndAWayOut() {
    var words = Vocabulary()
    #expect(throws: ModelError.self) {
      try PartOfSpeechTagger(
        resources: ResourceFolder(path: "/nowhere"), vocabulary: &words)
    }
    do {
      _ = try PartOfSpeechTagger(
        resources: ResourceFolder(path: "/nowhere"), vocabulary: &words)
    } catch {
      #expect(
        "\(error)" == "/nowhere/Models/en-pos.tally: No such file or directory; " + Self.remedy)
    }
  }
}
