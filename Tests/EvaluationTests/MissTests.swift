import DocumentModel
import Evaluation
import TestSupport
import Testing

/// A gold record and a made one that differ in one thing each: what is forgiven and what is not.
@Suite struct MissTests {
  static func object(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

  static let gold =
    #"{"type":"harm","mention":"nine old people","value":9,"low":9,"high":9,"qualifier":"exact","place":"the Lodva district","harm":"killed""#

  static let made =
    #"{"record_id":"a","type":"harm","mention":"nine old people","value":9,"low":9,"high":9,"qualifier":"exact","place":"the Lodva district","harm":"killed""#

  /// Replacements in the made record, and found, complete, extra and the remarks.
  static let cases: [(old: String, new: String, counts: [Int], remarks: [String])] = [
    ("", "", [1, 1, 0], []),
    (
      "\"harm\",", "\"aid\",", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many aid 'nine old people'"]
    ),
    ("\"harm\",", "\"figure\",", [0, 0, 0], ["d: missed harm 'nine old people'"]),
    (
      "\"value\":9", "\"value\":8", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many harm 'nine old people'"]
    ),
    (
      "\"value\":9", "\"value\":null", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many harm 'nine old people'"]
    ),
    ("\"value\":9", "\"value\":9.0000001", [1, 1, 0], []),
    (
      "\"low\":9", "\"low\":8", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many harm 'nine old people'"]
    ),
    (
      "\"high\":9", "\"high\":null", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many harm 'nine old people'"]
    ),
    // The words need only touch.
    ("nine old people", "people", [1, 1, 0], []),
    ("nine old people", "The NINE", [1, 1, 0], []),
    ("nine old people", "well-old", [1, 1, 0], []),
    (
      "nine old people", "9 persons", [0, 0, 1],
      ["d: missed harm 'nine old people'", "d: too many harm '9 persons'"]
    ),
    // Text agrees when one holds the other, whatever the case and the article.
    ("the Lodva district", "Lodva District", [1, 1, 0], []),
    ("the Lodva district", "lodva", [1, 1, 0], []),
    ("the Lodva district", "Lodva_district", [1, 1, 0], []),
    ("the Lodva district", "the whole of Lodva district", [1, 1, 0], []),
    (
      "the Lodva district", "Velni", [1, 0, 0],
      ["d: differs harm 'nine old people': place is 'Velni', not 'the Lodva district'"]
    ),
    (
      "\"the Lodva district\"", "null", [1, 0, 0],
      ["d: differs harm 'nine old people': place is empty, not 'the Lodva district'"]
    ),
    (
      "\"killed\"", "\"injured\"", [1, 0, 0],
      ["d: differs harm 'nine old people': harm is 'injured', not 'killed'"]
    ),
    ("\"killed\"", "7", [1, 0, 0], ["d: differs harm 'nine old people': harm is 7, not 'killed'"]),
    (
      "\"exact\"", "\"about\"", [1, 0, 0],
      ["d: differs harm 'nine old people': qualifier is 'about', not 'exact'"]
    ),
    ("\"killed\"", "\"killed\",\"more\":\"x\"", [1, 1, 0], []),
  ]

  @Test(arguments: cases)
  func oneThingDiffers(old: String, new: String, counts: [Int], remarks: [String]) throws {
    var score = RecordScore()
    let text = old.isEmpty ? Self.made : Self.made.replacing(old, with: new)
    score.add(
      document: "d", gold: [try Self.object(Self.gold + "}")], made: [try Self.object(text + "}")])
    #expect([score.found, score.complete, score.extra] == counts)
    #expect(score.remarks == remarks)
    #expect(score.gold == 1)
  }

  static let more: [(gold: String, made: String, complete: Int)] = [
    (#""total":true"#, #""total":true"#, 1), (#""total":true"#, #""total":null"#, 0),
    (#""total":false"#, #""total":null"#, 1), (#""total":false"#, #""total":true"#, 0),
    (#""out_of":22"#, #""out_of":22"#, 1), (#""out_of":22"#, #""out_of":23"#, 0),
    (#""out_of":22"#, #""out_of":null"#, 0), (#""out_of":null"#, #""out_of":22"#, 0),
    (#""note":"anything""#, #""note":"else""#, 1), (#""start":3"#, #""start":4"#, 1),
    (#""code":"abc""#, #""code":"ab""#, 0), (#""code":"abc""#, #""code":"abcd""#, 1),
    (#""by":"the mayor’s aide""#, #""by":"mayor's aide""#, 1),
    (#""part_of":0"#, #""part_of":"a""#, 1), (#""part_of":0"#, #""part_of":"b""#, 0),
    (#""part_of":0"#, #""part_of":null"#, 0), (#""part_of":1"#, #""part_of":"a""#, 0),
    (#""part_of":"x""#, #""part_of":"a""#, 1), (#""part_of":"y""#, #""part_of":"a""#, 0),
  ]

  @Test(arguments: more) func otherKeys(gold: String, made: String, complete: Int) throws {
    var score = RecordScore()
    let head = #"{"record_id":"a","type":"t","mention":"x","value":1,"low":1,"high":1,"#
    score.add(
      document: "d", gold: [try Self.object(head + gold + "}")],
      made: [try Self.object(head + made + "}")])
    #expect([score.found, score.complete] == [1, complete])
  }

  @Test func vagueFiguresAgreeByTheirWord() throws {
    let vague =
      #"{"type":"t","mention":"dozens","value":null,"low":12,"high":null,"qualifier":"vague"}"#
    for (made, found) in [
      (vague, 1), (vague.replacing("12", with: "24"), 1),
      (vague.replacing("\"vague\"", with: "\"about\""), 0),
    ] {
      var score = RecordScore()
      score.add(document: "d", gold: [try Self.object(vague)], made: [try Self.object(made)])
      #expect(score.found == found)
    }
  }

  @Test func eachRecordIsUsedOnce() throws {
    let record = try Self.object(Self.made + "}")
    let gold = try Self.object(Self.gold + "}")
    var score = RecordScore()
    score.add(document: "d", gold: [gold, gold], made: [record])
    #expect([score.gold, score.found, score.complete, score.extra] == [2, 1, 1, 0])
    score.add(document: "e", gold: [gold], made: [record, record])
    #expect([score.gold, score.found, score.complete, score.extra] == [3, 2, 2, 1])
    #expect(score.precision == 2.0 / 3 && score.recall == 2.0 / 3)
    #expect(abs(score.f1 - 2.0 / 3) < 1e-12)
  }

  @Test func measuresOfNothing() throws {
    var score = RecordScore()
    score.add(document: "d", gold: [], made: [])
    #expect([score.precision, score.recall, score.f1] == [0, 0, 0])
    score.add(document: "d", gold: [], made: [try Self.object(Self.made + "}")])
    #expect([score.precision, score.recall, score.f1] == [0, 0, 0] && score.extra == 1)
  }

  // MARK: Gold files

  @Test func goldFilesSkipBlankLinesAndNameBadOnes() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("a.jsonl", "{\"a\":1}\n\n \t\r\n{\"a\":2}")
    #expect(try GoldFile.read(good).map { $0["a"]?.number } == [1, 2])
    let empty = try folder.write("b.jsonl", "")
    #expect(try GoldFile.read(empty).isEmpty)
    let bad = try folder.write("c.jsonl", "{\"a\":1}\n\n{\"a\":\n")
    #expect {
      _ = try GoldFile.read(bad)
    } throws: {
      "\($0)".hasPrefix("line 3: not JSON: ")
    }
  }

  // MARK: Differences

  static func row(_ start: Int, _ end: Int, _ rest: String = "", type: String = "t") throws
    -> JSONValue
  {
    try object(
      #"{"document":"d","sentence":1,"type":"\#(type)","rule":"r","mention":"m","start":\#(start),"end":\#(end)\#(rest)}"#
    )
  }

  @Test func sameOverlappingGainedAndLost() throws {
    var diff = RecordDiff()
    diff.add(
      old: [
        try Self.row(0, 4), try Self.row(10, 14), try Self.row(20, 24), try Self.row(30, 34),
        try Self.row(40, 44, type: "u"),
      ],
      new: [
        try Self.row(0, 4), try Self.row(13, 18), try Self.row(24, 28),
        try Self.row(30, 34, #","x":1"#),
        try Self.row(40, 44),
      ])
    #expect(
      diff.changes.map(\.description) == [
        "~ d:1 t m [r]: end 14 -> 18; start 10 -> 13", "- d:1 t m [r]", "+ d:1 t m [r]",
        "~ d:1 t m [r]: x none -> 1", "+ d:1 t m [r]", "- d:1 u m [r]",
      ])
    #expect([diff.same, diff.gained, diff.lost, diff.changed] == [1, 2, 2, 2])
  }

  @Test func whatIsNotCompared() throws {
    var diff = RecordDiff()
    diff.add(
      old: [
        try Self.row(
          0, 4, #","record_id":"a","part_of":"x","captures":{"f":1},"pack":"p","y":null"#)
      ],
      new: [try Self.row(0, 4, #","record_id":"b","part_of":"z","captures":{},"pack":"q""#)])
    #expect(diff.changes.isEmpty && diff.same == 1)
  }

  @Test func valuesAsTheyAreShown() throws {
    var diff = RecordDiff()
    diff.add(
      old: [try Self.row(0, 4, #","a":"x y","b":true,"c":1.5,"d":"z","e":{"k":1}"#)],
      new: [try Self.row(0, 4, #","a":"x","b":false,"c":2,"d":null,"e":[1]"#)])
    #expect(
      diff.changes.map(\.description) == [
        #"~ d:1 t m [r]: a "x y" -> x; b true -> false; c 1.5 -> 2; d z -> none; e {} -> {}"#
      ])
  }
}
