import DocumentModel
import Testing

@testable import RuleEngine

/// Whatever the bytes are, loading ends with diagnostics and never traps.
@Suite struct HostileRuleFileTests {
  static let good = """
    pack p
      version 1.0
    record toll
      figure quantity required
      harm   enum(killed, injured)
    lexicon verbs : verb
      ~kill | ~shoot dead -> killed
    phrase where = in | at
    rule dead -> toll
      event actor:(Person | ~x)? =[harm:$verbs]=> each(figure:Quantity[value>=2 & unit!=km] "a\\"b" /d+(e|f)/i)
      also  <where> _{1,3} ..5!(";" | ":") $end within 6 after
      unless 'May' [pos=NOUN & !lemma=a|b] within 3
      set   harm = killed
      take  harm from toll[harm=killed] before
      yields all
      test  "a b" published 2025-11-26 -> figure>=9 harm=killed ; figure=15..20
    attribution
      reported ~say that | "according to"
      source   Person
    """

  static func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] {
    let (pack, diagnostics) = RulePackLoader.load(files: [("p/a.rules", bytes)], root: "p")
    #expect((pack == nil) == diagnostics.contains { $0.severity == .error })
    for diagnostic in diagnostics { _ = diagnostic.rendered() }
    return diagnostics
  }

  /// Every place of the file cut off, and every byte replaced by others.
  @Test func cutsAndChanges() {
    let bytes = Array(Self.good.utf8)
    for end in stride(from: 0, to: bytes.count, by: 3) {
      _ = Self.diagnostics(Array(bytes[..<end]))
    }
    let replacements: [UInt8] = [0x00, 0x0A, 0x22, 0x28, 0x29, 0x5B, 0x7C, 0xC3, 0xFF]
    for index in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[index] = replacements[(index / 5) % replacements.count]
      _ = Self.diagnostics(changed)
    }
  }

  @Test func binaryFilesAreOneMistake() {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 3)) }
    let found = Self.diagnostics(bytes)
    #expect(found.map(\.code) == [.controlCharacter, .notUTF8])
    #expect(found[1].message.hasPrefix("the file is not UTF-8: byte 0x"))
  }

  @Test func deepNestingIsAnError() {
    for (open, close) in [("(", ")"), ("each(", ")"), ("[!(", ")]"), ("x:(", ")")] {
      let deep =
        String(repeating: open, count: 20_000) + "a" + String(repeating: close, count: 20_000)
      let found = Self.diagnostics(Array("phrase x = \(deep)\n".utf8))
      #expect(found.contains { $0.code.isError }, "\(open)")
    }
    let negations = "phrase x = [" + String(repeating: "!", count: 100_001) + "pos=NOUN]"
    _ = Self.diagnostics(Array(negations.utf8))
  }

  @Test func longChainsOfPhrases() {
    let chain =
      (0..<3_000).map { "phrase p\($0) = <p\($0 + 1)> a\n" }.joined() + "phrase p3000 = a\n"
    #expect(Self.diagnostics(Array(chain.utf8)).contains { $0.code == .nestedTooDeep })
    let doubling =
      (0..<40).map { "phrase p\($0) = <p\($0 + 1)> <p\($0 + 1)>\n" }.joined()
      + "phrase p40 = a\nrecord r\n  t text\nrule x -> r\n  match t:(b <p0>)\n  test \"a\" -> none\n"
    #expect(Self.diagnostics(Array(doubling.utf8)).allSatisfy { !$0.code.isError })
  }

  @Test func hugeLines() {
    let words = String(repeating: "word | ", count: 30_000) + "\u{2014}"
    let found = Self.diagnostics(Array("phrase x = \(words)\n".utf8))
    #expect(found.count == 1)
    #expect(found.first?.column == 210_012)
    #expect((found.first?.rendered().unicodeScalars.count ?? 0) < 500)
  }

  @Test func columnsAreUnicodeScalarsAndTabsStay() {
    let text = "phrase x = a\n\t| \"é😀\"\t<y>\n"
    let found = Self.diagnostics(Array(text.utf8))
    #expect(
      found.map { $0.rendered() } == [
        """
        p/a.rules:2:9: error[E013]: unknown phrase '<y>'
            2 | \t| "é😀"\t<y>
              | \t      \t^~~ did you mean '<x>' (a.rules:1)?
        """
      ])
    #expect(found.first?.endColumn == 12)
  }

  @Test func everyMistakeOfAFileIsReportedInOrder() {
    let text = """
      recrod a
        x text
      record b
        x txt
        y
      rule r -> c
        match (a
        matsh b
        match [pos=NOUNS]
        test "a" -> x
      """
    #expect(
      Self.diagnostics(Array(text.utf8)).map { "\($0.line):\($0.column) \($0.code.rawValue)" } == [
        "1:1 E002", "4:5 E003", "5:4 E006", "6:11 E014", "7:9 E005", "8:3 E010", "9:14 E015",
        "10:16 E006",
      ])
  }

  @Test func jsonOfDiagnostics() {
    let found = Self.diagnostics(Array("recrod a\n".utf8))
    #expect(
      String(decoding: Diagnostic.json(found), as: UTF8.self) == """
        [{"path":"p/a.rules","line":1,"column":1,"end_column":7,"severity":"error","code":"E002",\
        "message":"unknown block 'recrod'","suggestion":"did you mean 'record'?"}]

        """)
  }

  @Test func packAsJSON() throws {
    let (pack, diagnostics) = RulePackLoader.load(
      files: [
        (
          "p/a.rules",
          Array(
            "record r\n  t text\nrule x -> r\n  match t:(a | b)?  c\n  test \"c\" -> none\n".utf8)
        )
      ], root: "p")
    #expect(diagnostics.isEmpty)
    let json = String(decoding: try #require(pack).json(), as: UTF8.self)
    #expect(json.contains("\"text\":\"t:(a | b)? c\""))
    #expect(
      json.contains(
        "{\"kind\":\"word\",\"value\":\"c\",\"place\":{\"path\":\"p/a.rules\",\"line\":4,\"column\":21}}"
      ))
  }
}
