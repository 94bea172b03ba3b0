import DocumentModel
import TestSupport

/// A folder with two small packs, three inputs and gold records, in which commands run.
struct CommandFolder {
  let folder: TemporaryFolder

  static let pack = """
    pack small "a pack for a test"
      version  1.0
      language en

    record harm "people harmed"
      figure  quantity required
      action  action   required
      place   text

    lexicon verbs : action
      ~kill -> killed
      ~wound -> injured

    rule harmed -> harm
      event  =[action:$verbs]=> figure:Quantity people
      also   in place:[pos=PROPN] within 4 after
      test   "Two people were killed." -> figure=2 action=killed
      test   "Two people were seen." -> none

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("small/small.rules", Self.pack)
    try folder.write(
      "other/small.rules",
      Self.pack.replacing(
        "  ~wound -> injured\n", with: "  ~wound -> injured\n  ~kick -> injured\n"
      )
      .replacing("-> killed\n", with: "-> killed\n").replacing("also   in", with: "also   near"))
    try folder.write("in/a.txt", "Six people were killed in Velm. Two people were kicked.\n")
    try folder.write(
      "in/b.html", "<html><body><p>Four people were wounded near Velm.</p></body></html>")
    try folder.write(
      "lines.jsonl",
      """
      {"id": "x", "text": "Nine people were killed.", "published": "2025-11-26", "title": "T, \\"t\\""}
      {"id": "y", "text": "Nobody was seen."}
      {"id": "z", "text": "Ten people were wounded. Over 11 people were killed."}

      """)
    try folder.write(
      "gold/a.jsonl",
      """
      {"type":"harm","mention":"Six people","value":6,"low":6,"high":6,"action":"killed","place":"Velm"}
      {"type":"harm","mention":"Two people","value":2,"low":2,"high":2,"action":"injured"}

      """)
    try folder.write(
      "gold/b.jsonl",
      """
      {"type":"harm","mention":"Four people","value":4,"low":4,"high":4,"place":"Velm"}

      """)
  }

  func run(_ arguments: [String], input: String = "") throws -> Program.Result {
    try Program.run(arguments, input: Array(input.utf8), in: folder.path)
  }

  func shell(_ line: String) throws -> Program.Result { try Program.shell(line, in: folder.path) }

  func read(_ name: String) throws -> String {
    String(decoding: try FileSystem.read(folder.path + "/" + name), as: UTF8.self)
  }
}
