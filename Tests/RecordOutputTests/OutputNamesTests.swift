import RecordOutput
import TestSupport
import Testing

@Suite struct OutputNamesTests {
  static let long = String(repeating: "x", count: 300)

  /// Inputs as named, then each document (a path, or an id with `#` before it) with its name.
  static let cases: [(name: String, inputs: [String], documents: [(String, String)])] = [
    ("one file", ["bn/a/x.html"], [("bn/a/x.html", "x")]),
    ("two folders", ["bn/a", "bn/b"], [("bn/a/x.html", "a/x"), ("bn/b/x.html", "b/x")]),
    ("above them", ["bn"], [("bn/a/x.html", "a/x"), ("bn/b/x.html", "b/x")]),
    ("dots", ["./bn/", "bn/../bn/a/x.html"], [("./bn/a/x.html", "a/x"), ("bn/b/y.txt", "b/y")]),
    (
      "from the root", ["/nowhere/x.html", "bn/a/x.html"],
      [("/nowhere/x.html", "nowhere/x")]
    ),
    ("extensions", ["bn"], [("bn/a.html", "a"), ("bn/a.txt", "a-2"), ("bn/a-2.md", "a-2-2")]),
    ("no extension", ["bn"], [("bn/a", "a"), ("bn/.b", "_.b"), ("bn/c.tar.gz", "c.tar")]),
    ("standard input", [], [("-", "stdin"), ("-:3", "-:3")]),
    (
      "ids", ["in.jsonl"], [("#x/1", "x/1"), ("#y/1", "y/1"), ("#x/1", "x/1-2"), ("#v1.2", "v1.2")]
    ),
    (
      "case", [],
      [("#Ab", "Ab"), ("#aB", "aB-2"), ("#\u{C9}", "\u{C9}"), ("#e\u{301}", "e\u{301}-2")]
    ),
    (
      "leading out", [],
      [
        ("#../../f/pwn", "_../_../f/pwn"), ("#..", "_.."), ("#/etc/passwd", "etc/passwd"),
        ("#.tally/files", "_.tally/files"), ("#/", "document"), ("#", "document-2"),
        ("#./a", "_./a"),
      ]
    ),
    (
      "controls", [],
      [("#a\0b", "a_b"), ("#a_b", "a_b-2"), ("#\u{1B}[2J\n", "_[2J_"), ("#a\u{202E}b", "a_b-3")]
    ),
    (
      "long", [],
      [
        ("#" + long, String(long.prefix(200))), ("#" + long + "y", String(long.prefix(200)) + "-2"),
        ("#" + String(repeating: "\u{E9}", count: 150), String(repeating: "\u{E9}", count: 100)),
        ("#" + String(repeating: "d/", count: 99) + "e", String(repeating: "d/", count: 31) + "e"),
      ]
    ),
    ("a file where a folder is due", [], [("#a", "a"), ("#a.txt/b", "a.txt-2/b")]),
    ("a folder where a file is due", [], [("#a.json/b", "a.json/b"), ("#a", "a-2")]),
  ]

  @Test(arguments: cases)
  func everyDocumentHasANameOfItsOwn(
    name: String, inputs: [String], documents: [(String, String)]
  ) throws {
    // `bn` is a folder only where it is one.
    var names = OutputNames(
      inputs: inputs, suffixes: [".txt", ".json"],
      isFolder: {
        ["bn", "./bn/", "bn/a", "bn/b"].contains($0)
      })
    for (document, expected) in documents {
      let isPath = !document.hasPrefix("#")
      let id = isPath ? document : String(document.dropFirst())
      #expect(names.name(for: id, isPath: isPath) == expected, "\(document)")
    }
  }

  @Test func equalIDsCostNoMoreThanOthers() {
    var names = OutputNames(inputs: [], suffixes: [".txt"])
    for _ in 0..<50_000 { _ = names.name(for: "same", isPath: false) }
    #expect(names.name(for: "same", isPath: false) == "same-50001")
  }
}
