import DocumentModel
import Testing

@testable import RuleEngine

@Suite struct RulePackLoaderTests {
  static func load(
    _ files: [(path: String, text: String)], root: String = "p"
  ) -> (pack: RulePack?, messages: [String]) {
    let (pack, diagnostics) = RulePackLoader.load(
      files: files.map { (path: $0.path, bytes: Array($0.text.utf8)) }, root: root)
    return (pack, diagnostics.map { $0.rendered() })
  }

  static let records = "record toll\n  figure quantity required\n  place text\n"
  static let lexicon = "lexicon people : population\n  man | woman -> adults\n  child\n"
  static let phrase = "phrase where = in | at | near\n"
  static let dead =
    "rule dead -> toll\n  match figure:Quantity $people dead <where> place:Place\n  test \"x\" -> none\n"
  static let hurt =
    "rule hurt -> toll\n  match figure:Quantity $people hurt <where> place:Place\n  test \"x\" -> none\n"
  static let attribution = [
    "attribution\n  reported ~say\n", "attribution\n  claimed ~claim\n",
  ]

  /// A pack without its places, which are the only thing that files may change.
  static func shape(_ pack: RulePack?) -> [String] {
    guard let pack else { return [] }
    var lines = pack.records.map { "\($0.name.text) \($0.fields.map(\.name))" }
    lines += pack.lexicons.map { lexicon in
      "\(lexicon.name) \(lexicon.codes) \(lexicon.entries.map { "\($0.term)=\($0.code)" })"
    }
    lines += pack.phrases.sorted { $0.key < $1.key }.map {
      "\($0.key) \(PatternPrinter.text($0.value))"
    }
    lines += pack.rules.map { rule in
      rule.syntax.name.text
        + rule.syntax.lines.flatMap(PackChecker.patterns).map(PatternPrinter.text).joined()
    }
    lines += pack.attribution.map { PatternPrinter.text($0) }
    return lines
  }

  @Test func filesMayBeSplitNamedAndOrderedAtWill() {
    let blocks = [records, lexicon, phrase, dead, hurt, attribution[0], attribution[1]]
      .map { $0 }
    let one = Self.load([("p/all.rules", blocks.joined(separator: "\n"))])
    #expect(one.messages == [])
    let split = Self.load(blocks.enumerated().map { ("p/\($0.offset).rules", $0.element) })
    let turned = Self.load(
      blocks.reversed().enumerated().map { ("p/z\($0.offset).rules", $0.element) })
    #expect(Self.shape(one.pack).count == 7)
    #expect(Self.shape(split.pack) == Self.shape(one.pack))
    #expect(Self.shape(turned.pack) == Self.shape(one.pack))
    let single = Self.load([("all.rules", blocks.joined(separator: "\n"))], root: "all.rules")
    #expect(Self.shape(single.pack) == Self.shape(one.pack))
  }

  private var records: String { Self.records }
  private var lexicon: String { Self.lexicon }
  private var phrase: String { Self.phrase }
  private var dead: String { Self.dead }
  private var hurt: String { Self.hurt }
  private var attribution: [String] { Self.attribution }

  @Test func aLexiconReplacesAnImportedOneAndKeepsItsTag() {
    let (pack, messages) = Self.load([
      ("p/p.rules", "pack mine\n  import base\nlexicon people\n  soldier\n"),
      ("base/a.rules", [Self.records, Self.lexicon, Self.phrase, Self.dead].joined()),
    ])
    #expect(messages == [])
    #expect(pack?.name == "mine")
    #expect(pack?.lexicons.map(\.name) == ["people"])
    #expect(pack?.lexicons.first?.entries.map(\.term) == ["soldier"])
    #expect(pack?.lexicons.first?.tag == "population")
    #expect(pack?.rules.map(\.pack) == ["base"])
    #expect(pack?.tests.count == 0)
    #expect(pack?.allTests.count == 1)
  }

  @Test func aPackIsReadOnceHoweverOftenItIsImported() {
    let (pack, messages) = Self.load([
      ("p/p.rules", "pack p\n  import a\n  import b\n"),
      ("a/a.rules", "pack a\n  import c\n"),
      ("b/b.rules", "pack b\n  import c\n"),
      ("c/c.rules", Self.records + Self.phrase + Self.lexicon + Self.dead),
    ])
    #expect(messages == [])
    #expect(pack?.rules.count == 1)
  }

  @Test func packsThatImportEachOtherAreAnError() {
    let (pack, messages) = Self.load([
      ("p/p.rules", "pack p\n  import a\n"), ("a/a.rules", "pack a\n  import p\n"),
    ])
    #expect(pack == nil)
    #expect(
      messages == [
        """
        a/a.rules:2:10: error[E027]: the pack 'p' imports itself, over 2 packs
            2 |   import p
              |          ^ delete one of the imports
        """
      ])
  }

  @Test func recordsTakeTheFieldsAndAlsoLinesOfTheirBase() {
    let (pack, messages) = Self.load([
      (
        "p/p.rules",
        """
        record claim
          figure quantity required
          place  text
          also   in place:Place within 6
        record toll is claim
          harm   text
        rule dead -> toll
          match  figure:Quantity harm:dead
          test   "x" -> none
        """
      )
    ])
    #expect(messages == [])
    #expect(pack?.records.map(\.name.text) == ["claim", "toll"])
    #expect(pack?.records.last?.fields.map(\.name) == ["place", "harm"])
    #expect(pack?.records.map(\.isMade) == [false, true])
    #expect(pack?.rules.first?.syntax.lines.count == 2)
  }

  @Test func lexiconFiles() {
    let rules = Self.records + Self.phrase + Self.dead
    let table = "# words\nterm,code\nman,adults\n\"child, small\",\"\"\"kids\"\"\"\n\"old\nman\",\n"
    let (pack, messages) = Self.load([
      ("p/a.rules", rules + "lexicon people from \"words/people.csv\" term=term code=code\n"),
      ("p/words/people.csv", "\u{FEFF}" + table),
    ])
    #expect(messages == [])
    let lexicon = pack?.lexicons.first
    #expect(lexicon?.entries.map(\.term) == ["man", "child, small", "old man"])
    #expect(lexicon?.entries.map { lexicon?.codes[$0.code] } == ["adults", "\"kids\"", "old man"])
    let tabs = Self.load([
      ("p/a.rules", rules + "lexicon people from \"people.tsv\" term=2 code=1\n"),
      ("p/people.tsv", "adults\tman\r\nkids\tchild\r\n"),
    ])
    #expect(tabs.pack?.lexicons.first?.entries.map(\.term) == ["man", "child"])
    #expect(tabs.pack?.lexicons.first?.codes == ["adults", "kids"])
  }

  @Test func lexiconLinesAndOptions() {
    let (pack, messages) = Self.load([
      (
        "p/a.rules",
        Self.records + Self.phrase + Self.dead + """
          lexicon people : population no-inflection always
            ~lay off |  old   man | "a | b" # a comment
                | F-16 -> some code
            km/h
          """
      )
    ])
    #expect(messages == [])
    let lexicon = pack?.lexicons.first
    #expect(lexicon?.entries.map(\.term) == ["~lay off", "old man", "a | b", "F-16", "km/h"])
    #expect(lexicon?.codes == ["some code", "km/h"])
    #expect(lexicon?.inflects == false)
    #expect(lexicon?.override == .always)
  }

  @Test func byteOrderMarkLineEndsAndTabs() {
    let text = "\u{FEFF}" + Self.records + Self.lexicon + Self.phrase + Self.dead
    let windows = text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let old = text.utf8.map { $0 == 0x0A ? 0x0D : $0 }
    let tabs = String(decoding: text.utf8.flatMap { $0 == 0x20 ? [0x09] : [$0] }, as: UTF8.self)
    #expect(tabs.utf8.contains(0x09))
    let expected = Self.shape(Self.load([("p/a.rules", text)]).pack)
    #expect(expected.count == 4)
    for bytes in [windows, old] {
      let (pack, diagnostics) = RulePackLoader.load(files: [("p/a.rules", bytes)], root: "p")
      #expect(diagnostics.isEmpty)
      #expect(Self.shape(pack) == expected)
    }
    #expect(Self.shape(Self.load([("p/a.rules", tabs)]).pack) == expected)
  }

  @Test func missingPacks() {
    #expect(
      Self.load([("q/a.rules", "")], root: "p").messages == [
        "p: error[E028]: no such file or folder\n"
          + "      | give a folder with .rules files, or one such file"
      ])
    #expect(
      Self.load([("p/a.txt", "")]).messages == [
        "p: error[E028]: no .rules file in this folder\n"
          + "      | rules stand in files whose names end in '.rules'"
      ])
  }
}
