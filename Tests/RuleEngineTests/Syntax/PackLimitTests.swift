import DocumentModel
import Testing

@testable import RuleEngine

/// Small packs that stand for something large: each is a mistake with a place, or costs little.
@Suite struct PackLimitTests {
  static let record = "record toll\n  figure quantity required\n  name text\n"

  static func messages(_ text: String) -> [String] {
    let (pack, found) = RulePackLoader.load(files: [("p/a.rules", Array(text.utf8))], root: "p")
    #expect((pack == nil) == found.contains { $0.severity == .error })
    return found.filter { $0.severity == .error }.map {
      "\($0.line):\($0.column) \($0.code.rawValue) \($0.message)"
    }
  }

  static func rule(_ name: String, _ pattern: String) -> String {
    "rule \(name) -> toll\n  match \(pattern)\n  test \"12 dead\" -> none\n"
  }

  @Test(arguments: [
    // Phrases that capture are written out, each twice in the next.
    (
      "phrase p0 = name:x\n"
        + (1...30).map { "phrase p\($0) = (<p\($0 - 1)> y | <p\($0 - 1)> z)\n" }.joined()
        + record + rule("r", "figure:Quantity <p30>"),
      [
        "14:15 E032 the pattern is too large: more than 20,000 elements",
        "27:15 E032 the pattern is too large: more than 20,000 elements",
      ]
    ),
    // What may be left out is written out once for each element that stands first.
    (
      record
        + rule(
          "r", "figure:Quantity name:(" + String(repeating: "x? ", count: 300) + ") dead"),
      ["5:9 E032 the pattern is too large: more than 20,000 elements"]
    ),
    // A verb with a particle has an object of its own.
    (
      record + "rule r -> toll\n  event figure:Quantity =["
        + (0..<200).map { "~a\($0) up" }.joined(separator: " | ") + "]=> "
        + String(repeating: "x ", count: 200) + "\n  test \"12\" -> none\n",
      ["5:3 E032 the pattern is too large: more than 20,000 elements"]
    ),
    (
      record
        + (0..<60).map { "record a\($0) is \($0 == 0 ? "toll" : "a\($0 - 1)")\n" }.joined(),
      ["53:15 E008 records extend each other more than 50 deep"]
    ),
    (
      record + (0..<1_100).map { "  f\($0) text\n" }.joined(),
      ["1002:3 E032 the record 'toll' has more than 1000 fields"]
    ),
    (
      record + "rule r -> toll\n  match figure:Quantity dead\n  test \""
        + String(repeating: "12 dead, ", count: 2_000) + "\" -> none\n",
      ["6:8 E032 a test's text of 18000 bytes, and at most 10000 are run"]
    ),
    (
      record + "rule r -> toll\n  match figure:Quantity dead\n  test \"12 dead\" -> "
        + Array(repeating: "figure=12", count: 201).joined(separator: " ; ") + "\n",
      ["6:3 E032 a test that expects more than 200 records"]
    ),
  ])
  func tooMuchIsAMistakeWithAPlace(pack: String, expected: [String]) {
    #expect(Self.messages(pack) == expected)
  }

  /// The limit of all patterns together is said once, where it is met.
  @Test func allPatternsTogether() {
    let rules = (0..<1_100).map { Self.rule("r\($0)", "figure:Quantity (x{100}){100}") }
    #expect(
      Self.messages(Self.record + rules.joined()) == [
        "2729:9 E032 the pack is too large: more than 10,000,000 elements with this pattern"
      ])
  }

  @Test func theRestOfTheMistakesIsCounted() {
    let text =
      String(repeating: "recrod a\n", count: 300)
      + "phrase x = a\n" + Self.record + "rule r -> toll\n  match figure:Quantity x\n"
    let (pack, found) = RulePackLoader.load(files: [("p/a.rules", Array(text.utf8))], root: "p")
    #expect(pack == nil)
    #expect(found.count == 202)
    #expect(Diagnostic.count(.error, in: found) == 300)
    #expect(
      found.suffix(3).map { $0.rendered().components(separatedBy: "\n")[0] } == [
        "p/a.rules:200:1: error[E002]: unknown block 'recrod'",
        "p: error[E037]: 100 more errors are not shown",
        "p: warning[W022]: 2 more warnings are not shown",
      ])
    #expect(
      String(decoding: Diagnostic.json(found), as: UTF8.self).contains(
        "\"code\":\"E037\",\"message\":\"100 more errors are not shown\""))
  }

  /// Controls and marks of direction reach no terminal; the caret stands below its word.
  @Test func hiddenCharactersAreShownAsEscapes() {
    let text = "phrase x = \"\u{9B}31m\u{202E}\" <y\u{85}z>\n"
    let (_, found) = RulePackLoader.load(files: [("p/a.rules", Array(text.utf8))], root: "p\u{1B}")
    let all = found + RulePackLoader.load(files: [("p/a.rules", Array(text.utf8))], root: "p").1
    #expect(
      all.map { $0.rendered() } == [
        """
        p\\u{1B}: error[E028]: no such file or folder
              | give a folder with .rules files, or one such file
        """,
        """
        p/a.rules:1:20: error[E013]: unknown phrase '<y\\u{85}z>'
            1 | phrase x = "\\u{9B}31m\\u{202E}" <y\\u{85}z>
              |                                ^~~~~~~~~~ declare it: phrase y\\u{85}z = …
        """,
      ])
    #expect(all.last?.endColumn == 25)
  }
}
