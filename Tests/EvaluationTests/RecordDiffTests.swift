import DocumentModel
import Evaluation
import Testing

@Suite struct RecordDiffTests {
  static func record(
    _ start: Int, _ end: Int, _ type: String = "harm", mention: String = "9 people",
    rule: String = "r", status: String = "stated"
  ) -> JSONValue {
    .object([
      "document": .string("a.html"), "type": .string(type), "start": .number(Double(start)),
      "end": .number(Double(end)), "mention": .string(mention), "rule": .string(rule),
      "status": .string(status), "sentence": .number(0), "place": .null,
    ])
  }

  @Test func changesInOrderOfPlace() {
    var diff = RecordDiff()
    diff.add(
      old: [Self.record(0, 8), Self.record(10, 12), Self.record(20, 28), Self.record(40, 44)],
      new: [
        Self.record(0, 8, rule: "other"), Self.record(10, 12, status: "claimed"),
        Self.record(22, 28, mention: "people"), Self.record(30, 38, "aid"),
      ])
    #expect(
      diff.changes.map(\.description) == [
        "~ a.html:0 harm \"9 people\" [r]: status stated -> claimed",
        "~ a.html:0 harm people [r]: mention \"9 people\" -> people; start 20 -> 22",
        "+ a.html:0 aid \"9 people\" [r] status=stated",
        "- a.html:0 harm \"9 people\" [r] status=stated",
      ])
    #expect([diff.same, diff.gained, diff.lost, diff.changed] == [1, 1, 1, 2])
  }

  /// Records at the same place belong together before records that only begin there.
  @Test func theSamePlaceIsStartAndEnd() {
    var diff = RecordDiff()
    diff.add(
      old: [Self.record(0, 12), Self.record(0, 8)],
      new: [Self.record(0, 8), Self.record(0, 12)])
    #expect(diff.changes.map(\.description) == [])
    #expect([diff.same, diff.gained, diff.lost, diff.changed] == [2, 0, 0, 0])
  }

  @Test func nothingAgainstNothing() {
    var diff = RecordDiff()
    diff.add(old: [], new: [])
    #expect(diff.changes.isEmpty)
  }
}
