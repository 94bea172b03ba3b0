import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

@Suite struct TokenizerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    /// The tokens with single spaces between them.
    var tokens: String

    init(_ name: String, _ text: String, _ tokens: String) {
      self.name = name
      self.text = text
      self.tokens = tokens
    }

    var testDescription: String { name }
  }

  static let tokenizer = Result {
    try Tokenizer(resources: ResourceFolder(path: Program.root + "/Resources"))
  }

  @Test(arguments: [
    Case(
      "clitics", "don't Russia's they're I'd've we'll", "do n't Russia 's they 're I 'd 've we 'll"),
    Case("curly clitics", "don’t Russia’s", "do n’t Russia ’s"),
    Case("capital clitics", "DON'T IT'S", "DO N'T IT 'S"),
    Case("contractions of the list", "cannot gonna dont", "can not gon na do nt"),
    Case("plural possessive", "soldiers' families", "soldiers ' families"),
    Case("inner apostrophe", "O'Connell d'état Shi'ite", "O'Connell d'état Shi'ite"),
    Case("elision", "in '98 and 'em", "in '98 and 'em"),
    Case("decade with apostrophe", "1930's", "1930's"),
    Case("abbreviations", "Mr. Roe, U.S. Gen. e.g. Ph.D.", "Mr. Roe , U.S. Gen. e.g. Ph.D."),
    Case("number abbreviation", "No. 5 but no.", "No. 5 but no ."),
    Case("initials", "J. K. Rowling", "J. K. Rowling"),
    Case(
      "numbers", "1,200 3.14 10:30 1990s 20th 3,300,000", "1,200 3.14 10:30 1990s 20th 3,300,000"),
    Case("list of numbers", "1,2 and 10,000.", "1 , 2 and 10,000 ."),
    Case("dates", "11/28/2000 9/11 2025-11-24", "11/28/2000 9/11 2025-11-24"),
    Case("telephone", "713-853-3989 345-9945", "713-853-3989 345-9945"),
    Case("ranges", "1969-1970 5-10 5–10", "1969 - 1970 5 - 10 5 – 10"),
    Case("money", "$3.5m US$2bn €100,000", "$ 3.5 m US$ 2 bn € 100,000"),
    Case("units", "40% 9am 15km 120mm 4chan", "40 % 9 am 15 km 120 mm 4chan"),
    Case(
      "hyphens", "28-point well-known co-founder non-EU",
      "28 - point well - known co-founder non-EU"),
    Case("glued dashes", "three-two in hospitals-after", "three - two in hospitals - after"),
    Case("em dash", "he said—and left -- at once", "he said — and left -- at once"),
    Case("letters and a number", "F-16 MiG-29 COVID-19 S-300", "F-16 MiG-29 COVID-19 S-300"),
    Case("more behind a number", "F-16-launched", "F-16 - launched"),
    Case("URL", "see https://example.org/a?b=c, now", "see https://example.org/a?b=c , now"),
    Case("URL in brackets", "(http://example.org/)", "( http://example.org/ )"),
    Case("host name", "at example.com.", "at example.com ."),
    Case("e-mail", "<ana.petrik@example.org>", "< ana.petrik@example.org >"),
    Case("lost space", "It ended.The next", "It ended . The next"),
    Case("quotes", "“Yes,” he said.", "“ Yes , ” he said ."),
    Case("double from singles", "''Yes''", "'' Yes ''"),
    Case("brackets", "([12])", "( [ 12 ] )"),
    Case("marks", "What?! No... yes!!!", "What ?! No ... yes !!!"),
    Case("ampersand", "AT&T R&D this&that", "AT&T R&D this & that"),
    Case("slash", "and/or w/o km/h", "and / or w/o km / h"),
    Case("faces", "great :) no", "great :) no"),
    Case("no face", "(a:b) 10:00", "( a : b ) 10:00"),
    Case("Cyrillic", "Привіт, світе! Це тест.", "Привіт , світе ! Це тест ."),
    Case("Ukrainian apostrophe", "п'ять п’ять", "п'ять п’ять"),
    Case("Arabic", "مرحبا، كيف؟", "مرحبا ، كيف ؟"),
    Case("Chinese", "你好。再见", "你好 。 再见"),
    Case("no-break spaces", "a\u{A0}b\u{202F}c\u{3000}d", "a b c d"),
    Case("emoji", "ok 👍🏽 fine", "ok 👍🏽 fine"),
    Case("control bytes", "a\u{0}b\tc", "a b c"),
    Case("empty", "", ""),
  ])
  func splits(_ item: Case) throws {
    let text = Array(item.text.utf8)
    let found = try Self.tokenizer.get().tokenize(text).map {
      String(decoding: text[$0.start..<$0.end], as: UTF8.self)
    }
    #expect(found.joined(separator: " ") == item.tokens)
  }

  @Test func offsetsAreBytes() throws {
    let spans = try Self.tokenizer.get().tokenize(Array("Łódź’s 40%".utf8))
    #expect(spans == [Span(0, 7), Span(7, 11), Span(12, 14), Span(14, 15)])
  }
}
