import DocumentModel
import Evaluation
import Testing

@Suite struct RecordScoreTests {
  static func records(_ text: String) throws -> [JSONValue] {
    try JSONValue.parse(Array(text.utf8)).array ?? []
  }

  static let gold = """
    [{"type":"casualties","mention":"at least nine people","value":9,"low":9,"high":null,
      "qualifier":"at_least","harm":"killed","claimed_by":"The governor"},
     {"type":"casualties","mention":"three children","value":3,"low":3,"high":3,"part_of":0},
     {"type":"damage","mention":"hundreds of homes","value":null,"low":100,"high":null,
      "qualifier":"vague"}]
    """

  @Test(arguments: [
    (
      // Everything is found and complete; the source is longer than asked for, the vague low is
      // another project's convention, and the generic record does not count.
      """
      [{"type":"casualties","record_id":"a","mention":"At least nine people","value":9,"low":9,
        "high":null,"qualifier":"at_least","harm":"killed","claimed_by":"governor Ana Petrik said the governor"},
       {"type":"casualties","mention":"three children","value":3,"low":3,"high":3,"part_of":"a"},
       {"type":"damage","mention":"hundreds of homes","value":null,"low":200,"high":null,"qualifier":"vague"},
       {"type":"figure","mention":"7","value":7,"low":7,"high":7}]
      """, "3 3 3 0", [String]()
    ),
    (
      """
      [{"type":"casualties","record_id":"a","mention":"nine","value":9,"low":9,"high":9},
       {"type":"casualties","mention":"three children","value":3,"low":3,"high":3,"part_of":"b"}]
      """, "3 1 0 1",
      [
        "d: missed casualties 'at least nine people'", "d: missed damage 'hundreds of homes'",
        "d: differs casualties 'three children': part_of is not 0",
        "d: too many casualties 'nine'",
      ]
    ),
    (
      """
      [{"type":"casualties","mention":"nine people","value":9,"low":9,"high":null,
        "qualifier":"at_least","harm":"injured"}]
      """, "3 1 0 0",
      [
        "d: missed casualties 'three children'", "d: missed damage 'hundreds of homes'",
        "d: differs casualties 'at least nine people': claimed_by is empty, not 'The governor'; "
          + "harm is 'injured', not 'killed'",
      ]
    ),
  ])
  func score(made: String, counts: String, remarks: [String]) throws {
    var score = RecordScore()
    score.add(
      document: "d", gold: try Self.records(Self.gold), made: try Self.records(made))
    #expect("\(score.gold) \(score.found) \(score.complete) \(score.extra)" == counts)
    #expect(score.remarks == remarks)
  }

  @Test func measures() throws {
    var score = RecordScore()
    #expect(score.f1 == 0)
    let nine = #"[{"type":"t","mention":"x y","value":9,"low":9,"high":9}]"#
    score.add(document: "a", gold: try Self.records(nine), made: try Self.records(nine))
    score.add(document: "b", gold: [], made: try Self.records(nine))
    #expect(score.precision == 0.5 && score.recall == 1)
    #expect(abs(score.f1 - 2.0 / 3) < 1e-12)
  }
}
