import DocumentModel
import Testing

@testable import RuleEngine

/// A pattern written, read and printed again.
@Suite struct PatternRoundTripTests {
  static let cases: [(source: String, printed: String)] = [
    ("missiles", "missiles"),
    ("'May'", "'May'"),
    ("\"shot  down\"", "\"shot  down\""),
    ("\"a \\\"b\\\"\"", "\"a \\\"b\\\"\""),
    ("~shoot down", "~shoot down"),
    ("a b | c", "a b | c"),
    ("(a b) c", "(a b) c"),
    ("(a | b) c?", "(a | b) c?"),
    ("a (b | c (d)?)", "a (b | c d?)"),
    ("f:(a | b)", "f:(a | b)"),
    ("f:a?", "f:a?"),
    ("f:a+", "f:a+"),
    ("f:a*", "(f:a+)?"),
    ("f:a{2,4}", "f:a{2,4}"),
    ("(f:a)+", "(f:a)+"),
    ("(a?)+", "(a?)+"),
    ("a{2}", "a{2}"),
    ("a{2,}", "a{2,}"),
    ("..5!(\";\" | \":\") x", "..5!(\";\" | \":\") x"),
    ("^ _ ..3 $end", "^ _ ..3 $end"),
    ("$weapons <actor> /[0-9]+(st|nd)/i", "$weapons <actor> /[0-9]+(st|nd)/i"),
    ("[ pos = NOUN & !lemma=people|person ]", "[pos=NOUN & !lemma=people|person]"),
    ("[pos=NOUN | lemma=a|b | !word=c]", "[pos=NOUN | lemma=a|b | !word=c]"),
    ("[!(pos=NOUN & lemma=a)]", "[!(pos=NOUN & lemma=a)]"),
    ("Quantity[value>=100 & qualifier!=vague]", "Quantity[value>=100 & qualifier!=vague]"),
    ("each(figure:(Quantity | A) weapon:$weapons)", "each(figure:(Quantity | A) weapon:$weapons)"),
    ("don't F-16 o’clock U.S", "don't F-16 o’clock U.S"),
  ]

  @Test(arguments: cases) func printsAsRead(source: String, printed: String) throws {
    let text = try Self.print(source)
    #expect(text == printed)
    #expect(try Self.print(text) == printed)
  }

  static func print(_ source: String) throws -> String {
    let bytes = Array(source.utf8)
    var cursor = LineCursor(
      text: bytes, file: 0, line: SourceLines.Line(start: 0, end: bytes.count))
    return PatternPrinter.text(try PatternParser.whole(&cursor))
  }
}
