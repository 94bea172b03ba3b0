import DocumentModel
import Pipeline
import Testing

@testable import RuleEngine

/// Every form of an expectation beside a rule fails when the text gives something else, and says
/// what. A form that cannot fail would let a broken rule pass.
@Suite struct FailingRuleTestTests {
  static let pack = """
    pack p "tests that must fail"
      version  1.0
      language en

    lexicon colours
      red -> red
      blue -> blue

    record herd
      figure quantity required
      place text
      colour enum(red, blue)
      share quantity
      day date
      marked bool
      part_of herd

    record flock
      figure quantity required

    attribution
      claimed ~claim
      source  the army

    rule herd -> herd
      match figure:Quantity goats (in place:[pos=PROPN])? colour:$colours? marked:branded?
      also  (of whom share:Quantity) within 9
      also  on day:Date within 9

    """

  static let cases: [(text: String, expectation: String, message: [String])] = [
    ("Over 22 goats", "figure=22", ["made: figure>22          wrong: figure (expected figure=22)"]),
    ("23 goats", "figure=22", ["made: figure=23          wrong: figure (expected figure=22)"]),
    ("22 goats", "figure>22", ["made: figure=22          wrong: figure (expected figure>22)"]),
    (
      "At least 22 goats", "figure>22",
      ["made: figure>=22          wrong: figure (expected figure>22)"]
    ),
    (
      "Over 22 goats", "figure>=22",
      ["made: figure>22          wrong: figure (expected figure>=22)"]
    ),
    (
      "At most 22 goats", "figure<22",
      ["made: figure<=22          wrong: figure (expected figure<22)"]
    ),
    (
      "Fewer than 22 goats", "figure<=22",
      ["made: figure<22          wrong: figure (expected figure<=22)"]
    ),
    ("22 goats", "figure<=22", ["made: figure=22          wrong: figure (expected figure<=22)"]),
    ("22 goats", "figure~22", ["made: figure=22          wrong: figure (expected figure~22)"]),
    (
      "About 23 goats", "figure~22", ["made: figure~23          wrong: figure (expected figure~22)"]
    ),
    (
      "15 to 21 goats", "figure=15..20",
      ["made: figure=15..21          wrong: figure (expected figure=15..20)"]
    ),
    (
      "14 to 20 goats", "figure=15..20",
      ["made: figure=14..20          wrong: figure (expected figure=15..20)"]
    ),
    (
      "17 goats", "figure=15..20",
      ["made: figure=17          wrong: figure (expected figure=15..20)"]
    ),
    ("22 goats", "figure=none", ["made: figure=22          wrong: figure (expected figure=none)"]),
    ("23 goats", "value=22", ["made: figure=23          wrong: value (expected 22)"]),
    ("22 goats", "value>22", ["made: figure=22          wrong: value (expected 22)"]),
    ("21 goats", "value>=22", ["made: figure=21          wrong: value (expected 22)"]),
    ("22 goats", "value<22", ["made: figure=22          wrong: value (expected 22)"]),
    ("23 goats", "value<=22", ["made: figure=23          wrong: value (expected 22)"]),
    ("26 goats", "value=20..25", ["made: figure=26          wrong: value (expected 20..25)"]),
    ("19 goats", "value=20..25", ["made: figure=19          wrong: value (expected 20..25)"]),
    ("Dozens of goats", "value=12", ["made: low=12 qualifier=vague          missing: value"]),
    ("22 goats", "value=none", ["made: figure=22          wrong: value (expected none)"]),
    ("Over 22 goats", "low=23", ["made: figure>22          wrong: low (expected 23)"]),
    ("Up to 22 goats", "high=none", ["made: figure<=22          wrong: high (expected none)"]),
    ("Over 22 goats", "high=22", ["made: figure>22          missing: high"]),
    ("22 goats", "qualifier=about", ["made: figure=22          wrong: qualifier (expected about)"]),
    ("22 goats", "noun=cow", ["made: figure=22          wrong: noun (expected cow)"]),
    ("22 goats", "unit=km", ["made: figure=22          missing: unit"]),
    (
      "22 old goats", "mention=\"22 goats\"",
      ["made: figure=22          wrong: mention (expected 22 goats)"]
    ),
    ("22 goats", "status=claimed", ["made: figure=22          wrong: status (expected claimed)"]),
    ("22 goats", "claimed_by=\"the army\"", ["made: figure=22          missing: claimed_by"]),
    (
      "The army claimed 22 goats left.", "status=stated",
      [
        "made: figure=22 status=claimed claimed_by=\"The army\"          wrong: status (expected stated)"
      ]
    ),
    (
      "The army claimed 22 goats left.", "claimed_by=none",
      [
        "made: figure=22 status=claimed claimed_by=\"The army\"          wrong: claimed_by (expected none)"
      ]
    ),
    ("22 goats", "place=Velm", ["made: figure=22          missing: place"]),
    (
      "22 goats in Velm", "place=none",
      ["made: figure=22 place=Velm          wrong: place (expected none)"]
    ),
    (
      "22 goats in Velm", "place=Lodva",
      ["made: figure=22 place=Velm          wrong: place (expected Lodva)"]
    ),
    (
      "22 goats red", "colour=blue",
      ["made: figure=22 colour=red          wrong: colour (expected blue)"]
    ),
    (
      "22 goats blue", "colour=none",
      ["made: figure=22 colour=blue          wrong: colour (expected none)"]
    ),
    ("22 goats", "marked=true", ["made: figure=22          missing: marked"]),
    (
      "22 goats branded", "marked=none",
      ["made: figure=22 marked=true          wrong: marked (expected none)"]
    ),
    (
      "22 goats, of whom 3 left", "share=4",
      ["made: figure=22 share=3          wrong: share (expected 4)"]
    ),
    (
      "22 goats, of whom 3 left", "share>3",
      ["made: figure=22 share=3          wrong: share (expected 3)"]
    ),
    (
      "22 goats, of whom 3 left", "share<3",
      ["made: figure=22 share=3          wrong: share (expected 3)"]
    ),
    (
      "22 goats on 5 May 2025", "day=2025-05-06",
      ["made: figure=22 day=2025-05-05          wrong: day (expected 2025-05-06)"]
    ),
    (
      "22 goats on 5 May 2025", "day=none",
      ["made: figure=22 day=2025-05-05          wrong: day (expected none)"]
    ),
    ("22 goats", "part_of=\"9 goats\"", ["made: figure=22          missing: part_of"]),
    ("22 goats", "rule=other", ["made: figure=22          wrong: rule (expected other)"]),
    ("22 goats", "pack=q", ["made: figure=22          wrong: pack (expected q)"]),
    ("22 goats", "type=flock", ["made: figure=22          wrong: type (expected flock)"]),
    ("22 goats", "none", ["made: figure=22          not expected"]),
    (
      "22 cows", "figure=22",
      ["made: nothing", "nearest: after \"22\", goats was tried at \"cows\" (token 2)"]
    ),
    ("22 goats and 9 goats", "figure=22", ["made: figure=9          not expected"]),
    ("22 goats", "figure=22 ; figure=9", ["made: nothing for figure=9"]),
    (
      "22 goats and 9 goats", "figure=22 ; figure=8",
      ["made: figure=9          wrong: figure (expected figure=8)"]
    ),
    (
      "22 goats and 9 goats", "figure=22 ; figure=22",
      ["made: figure=9          wrong: figure (expected figure=22)"]
    ),
    (
      "22 goats red", "figure=23 colour=blue place=Velm",
      [
        "made: figure=22 colour=red          missing: place; wrong: figure (expected figure=23), colour (expected blue)"
      ]
    ),
  ]

  @Test func eachFormFails() throws {
    var text = Self.pack + "\n"
    for test in Self.cases { text += "  test  \"\(test.text)\" -> \(test.expectation)\n" }
    text += "rule flock -> flock\n  match figure:Quantity hens\n  test  \"12 hens\" -> figure=12\n"
    let resources = try ResourceFolder.locate()
    let tools = try LanguageTools(resources: resources)
    let (loaded, found) = RulePackLoader.load(
      files: [("p.rules", Array(text.utf8))], root: "p.rules", tokenizer: tools.tokenizer,
      inflection: tools.inflection)
    #expect(found.map(\.code) == [.unusedField])
    let pack = try #require(loaded)
    var diagnostics: [Diagnostic] = []
    let pipeline = try StandardPipeline(
      resources: resources, pack: pack, diagnostics: &diagnostics)
    let outcomes = PackTester.run(pack.tests, in: pipeline)
    #expect(outcomes.map(\.passed) == Self.cases.map { _ in false } + [true])
    let first = Array(Self.pack.utf8).count { $0 == 0x0A } + 2
    for (index, (test, outcome)) in zip(Self.cases, outcomes).enumerated() {
      let lines =
        ["p.rules:\(first + index):3: test failed: herd"]
        + (["\"\(test.text)\" -> \(test.expectation)"] + test.message).map { "   " + $0 }
      #expect(outcome.rendered(files: pack.files) == lines.joined(separator: "\n"))
    }
  }
}
