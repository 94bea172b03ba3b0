import DocumentModel
import Glibc
import TestSupport
import Testing

/// What `--output` does with a folder; the folder's own rules are in `OutputFolderTests`.
@Suite struct OutputFolderCommandTests {
  static func text(_ path: String) -> String? {
    (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All files below a folder but the program's own, sorted.
  static func files(_ path: String, below: String = "") throws -> [String] {
    var all: [String] = []
    for name in try FileSystem.list(path) where name != ".tally" {
      let child = path + "/" + name
      if FileSystem.kind(child) == .folder {
        all += try files(child, below: below + name + "/")
      } else {
        all.append(below + name)
      }
    }
    return all
  }

  @Test func noArticleIsLost() throws {
    let folder = try TemporaryFolder()
    for (name, text) in [("a/x.html", "<p>1</p>"), ("a/x.txt", "2"), ("b/x.html", "<p>3</p>")] {
      try folder.write("in/" + name, text)
    }
    try folder.write(
      "in/ids.jsonl",
      #"{"id":"x/1","text":"4"}"# + "\n" + #"{"id":"y/1","text":"5"}"# + "\n"
        + #"{"id":"a\u0000b","text":"6"}"# + "\n" + #"{"id":"../../../out","text":"7"}"# + "\n"
        + #"{"text":"8"}"# + "\n")
    for threads in ["1", "3"] {
      let result = try Program.run(
        ["text", "--threads", threads, "--output", "out", "in"], in: folder.path)
      #expect(result.status == 0 && result.errors == "", "\(result.errors)")
      let names = [
        "_../_../_../out", "a/x", "a/x-2", "a\u{FFFD}b", "b/x", "ids.jsonl:5", "x/1", "y/1",
      ]
      #expect(
        try Self.files(folder.path + "/out").sorted()
          == names.flatMap { [$0 + ".json", $0 + ".txt"] }.sorted())
      let texts = names.map { Self.text(folder.path + "/out/\($0).txt") }
      #expect(texts == ["7", "1", "2", "6", "3", "8", "4", "5"])
    }
  }

  @Test func theUsersFilesBesideTheInputStay() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/x.html", "<p>text</p>")
    try folder.write("in/x.txt", "mine")
    let result = try Program.run(["text", "--output", "in", "in/x.html"], in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.errors == """
        tally: in/x.txt: write: not written by tally, so left alone; move it or name another folder
        tally: in: left alone what tally did not write: x.html, x.txt

        """)
    #expect(Self.text(folder.path + "/in/x.txt") == "mine")
  }

  @Test func anotherRunInTheFolderEndsAtOnce() throws {
    let folder = try StandardOutputTests.folder()
    try FileSystem.makeFolder(folder.path + "/out/.tally")
    let lock = open(folder.path + "/out/.tally/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    for arguments in [["extract", "--rules", "small"], ["text"]] {
      let result = try Program.run(arguments + ["--output", "out", "in"], in: folder.path)
      #expect(result.status == 2)
      #expect(
        result.errors
          == "tally: out: another run is writing into this folder; wait for its end or name "
          + "another folder\n")
    }
    #expect(try FileSystem.list(folder.path + "/out") == [".tally"])
  }

  @Test func filesOfAnEarlierRunGoAndOthersAreNamed() throws {
    let folder = try StandardOutputTests.folder()
    let arguments = ["extract", "--rules", "small", "--output", "out", "in"]
    #expect(try Program.run(arguments, in: folder.path).status == 0)
    for name in ["a", "b", "c", "d"] { try folder.write("out/\(name).csv", "mine") }
    let result = try Program.run(arguments + ["--format", "json"], in: folder.path)
    #expect(result.status == 0)
    #expect(
      result.errors == """
        tally: out: removed 1 file of an earlier run
        tally: out: left alone what tally did not write: a.csv, b.csv, c.csv and 1 more
        2 records from 2 inputs, 0 failed, 0 left out

        """)
    #expect(
      try Self.files(folder.path + "/out") == [
        "a.csv", "b.csv", "c.csv", "d.csv", "datapackage.json", "harm.json",
      ])
  }

  @Test func aFailedInputRemovesNothing() throws {
    let folder = try StandardOutputTests.folder()
    #expect(try Program.run(["text", "--output", "out", "in"], in: folder.path).status == 0)
    let result = try Program.run(["text", "--output", "out", "typo"], in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.errors == """
        tally: typo: read: no such file or folder
        tally: out: kept 4 files of an earlier run, as not all went well now

        """)
    #expect(try Self.files(folder.path + "/out").count == 4)
  }

  @Test func ownOutputIsNoInput() throws {
    let folder = try StandardOutputTests.folder()
    let arguments = [
      "extract", "--rules", "small", "--format", "ndjson", "--output", "in", "in",
    ]
    // The records and the description of the package.
    for leftOut in [0, 2, 2] {
      let result = try Program.run(arguments, in: folder.path)
      #expect(result.status == 0)
      let sum = "2 records from 2 inputs, 0 failed, \(leftOut) left out"
      #expect(
        result.errors.split(separator: "\n").last.map(String.init)?.hasPrefix(sum.prefix(40))
          == true)
      #expect(
        try FileSystem.read(folder.path + "/in/harm.ndjson").split(separator: 0x0A).count == 2)
    }
    let named = try Program.run(arguments + ["in/harm.ndjson"], in: folder.path)
    #expect(named.status == 2)
    #expect(
      named.errors == "tally: in/harm.ndjson: this is where the run writes; name another output\n")
    #expect(try FileSystem.read(folder.path + "/in/harm.ndjson").split(separator: 0x0A).count == 2)

    let fresh = try StandardOutputTests.folder()
    let redirected = try Program.run(
      ["extract", "--rules", "small", "--format", "ndjson", "in"], in: fresh.path,
      shell: #"exec "$@" >in/all.ndjson"#)
    #expect(redirected.status == 0)
    #expect(
      try FileSystem.read(fresh.path + "/in/all.ndjson").split(separator: 0x0A).count == 2)
  }

  @Test func anInputIsNotWrittenOver() throws {
    let folder = try StandardOutputTests.folder()
    let line = #"{"id": "a", "text": "Six people were killed."}"# + "\n"
    try folder.write("jsonl/harm.ndjson", line)
    let result = try Program.run(
      ["extract", "--rules", "small", "--format", "ndjson", "--output", "jsonl", "jsonl"],
      in: folder.path)
    #expect(result.status == 2)
    #expect(
      result.errors
        == "tally: jsonl/harm.ndjson: not written by tally, so left alone; move it or name another "
        + "folder\n")
    #expect(Self.text(folder.path + "/jsonl/harm.ndjson") == line)
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
  func anInterruptedRunLeavesNothingHalf(signal: String, status: Int32) throws {
    let folder = try StandardOutputTests.folder()
    let arguments = ["extract", "--rules", "small", "--input-format", "jsonl", "--output", "out"]
    #expect(
      try Program.run(arguments, input: Array(ExtractCommandTests.page.utf8), in: folder.path)
        .status == 0)
    let before = Self.text(folder.path + "/out/harm.csv")
    // In the background SIGINT is ignored, so a shell in the foreground is what gets killed.
    let result = try Program.run(
      arguments + ["-"], in: folder.path,
      shell: """
        mkfifo pipe
        (for i in $(seq 200); do ls out/.tally | grep -q part && break; sleep 0.05; done
          ls out/.tally | grep -q part && kill -\(signal) $(cat pid)) &
        exec 3<>pipe
        exec sh -c 'echo $$ >pid; exec "$@" <&3' sh "$@"
        """)
    #expect(result.status == -(status - 128), "\(result.errors)")
    #expect(try FileSystem.list(folder.path + "/out/.tally") == ["files", "lock"])
    #expect(Self.text(folder.path + "/out/harm.csv") == before)
  }

  @Test func memoryLimitsTheThreads() throws {
    let folder = try StandardOutputTests.folder()
    let arguments = ["extract", "--quiet", "--rules", "small", "--threads", "64", "in"]
    let free = try Program.run(
      ["extract", "--quiet", "--rules", "small", "--threads", "1", "in"], in: folder.path)
    let tight = try Program.run(
      arguments, in: folder.path, shell: #"ulimit -v 500000; exec timeout -k 1 60 "$@""#)
    #expect(tight.status == 0)
    #expect(tight.output == free.output)
    #expect(tight.errors.hasPrefix("tally: --threads 64: there is memory for "))
    #expect(tight.errors.hasSuffix(" (64 MB each)\n"))
    // Not enough for the program's own tables.
    let none = try Program.run(
      arguments, in: folder.path, shell: #"ulimit -v 80000; "$@"; exit $?"#)
    #expect(none.status != 0)
    #expect(none.errors.contains("tally: "))
  }
}
