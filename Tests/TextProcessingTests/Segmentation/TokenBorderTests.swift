import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// Where tokens are cut and where not: each text with its tokens, parted by single spaces.
@Suite struct TokenBorderTests {
  private func check(_ text: String, _ tokens: String) throws {
    let bytes = Array(text.utf8)
    let found = try TokenizerTests.tokenizer.get().tokenize(bytes).map {
      String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
    }
    #expect(found.joined(separator: " ") == tokens)
  }

  /// Clitics, possessives, elisions and apostrophes inside words.
  @Test(arguments: [
    ("don't", "do n't"), ("n't", "n't"), ("can't won't shan't", "ca n't wo n't sha n't"),
    ("Don’t", "Do n’t"), ("rock'n'roll", "rock'n'roll"),
    ("I'm you're he's she'll we'd they've", "I 'm you 're he 's she 'll we 'd they 've"),
    ("James's", "James 's"), ("James'", "James '"), ("the '90s", "the '90s"), ("'90s", "'90s"),
    ("'9s", "' 9s"), ("'em", "'em"), ("1990's", "1990's"), ("1990s'", "1990s '"),
    ("cats'", "cats '"), ("'cats'", "' cats '"), ("‘cats’", "‘ cats ’"),
    ("''cats''", "'' cats ''"), ("``cats''", "`` cats ''"), ("cannot", "can not"),
    ("gimme", "gim me"), ("gonna", "gon na"), ("wanna", "wan na"), ("naïve's", "naïve 's"),
    ("Łódź’s", "Łódź ’s"), ("п'ять", "п'ять"), ("O'Brien", "O'Brien"),
    ("d'Artagnan", "d'Artagnan"), ("Qur'an", "Qur'an"), ("o'clock", "o'clock"),
    ("ma'am", "ma'am"), ("rock'", "rock '"), ("'s", "'s"), ("’s", "’s"), ("a 's", "a 's"),
    ("it 's", "it 's"), ("d’", "d ’"), ("dogs'.", "dogs ' ."),
  ])
  func apostrophes(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// Periods that belong to a word, and those that do not.
  @Test(arguments: [
    ("U.S.", "U.S."), ("U.S", "U.S"), ("U.S.A.", "U.S.A."), ("U.N.-backed", "U.N. - backed"),
    ("a.m.", "a.m."), ("6a.m.", "6 a.m."), ("6 a.m.", "6 a.m."), ("6am", "6 am"), ("6AM", "6 AM"),
    ("Ph.D.", "Ph.D."), ("e.g.", "e.g."), ("i.e.,", "i.e. ,"), ("Mr.Smith", "Mr. Smith"),
    ("Mr.", "Mr."), ("mr.", "mr ."), ("Jan.", "Jan."), ("No.5", "No. 5"), ("No. 5", "No. 5"),
    ("No.", "No ."), ("No. #5", "No. # 5"), ("J.K. Rowling", "J.K. Rowling"),
    ("J.K.Rowling", "J.K. Rowling"), ("J.", "J."), ("j.", "j ."), ("Inc.", "Inc."),
    ("Inc...", "Inc ..."),
  ])
  func abbreviations(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// Signs inside numbers, dates and telephone numbers, and how many digits they ask for.
  @Test(arguments: [
    ("1,000", "1,000"), ("1,00", "1 , 00"), ("1,0000", "1 , 0000"), ("1,000,000", "1,000,000"),
    ("10,000.", "10,000 ."), ("1.5", "1.5"), ("1.5.", "1.5 ."), (".5", ".5"), ("a.5", "a . 5"),
    ("1:30", "1:30"), ("1:30:45", "1:30:45"), ("1:", "1 :"), ("10-15", "10 - 15"),
    ("1990-91", "1990 - 91"), ("2025-11-24", "2025-11-24"), ("11/24/2025", "11/24/2025"),
    ("9/11", "9/11"), ("100/200", "100 / 200"), ("555-1234", "555-1234"),
    ("55-1234", "55 - 1234"), ("713-853-3989", "713-853-3989"),
    ("1-800-555-1234", "1-800-555-1234"), ("1-2-3", "1 - 2 - 3"), ("+44", "+44"), ("+a", "+ a"),
    ("-5", "- 5"), ("5-", "5 -"),
  ])
  func numbers(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// What is cut off a number: units, signs of money, percent.
  @Test(arguments: [
    ("5%", "5 %"), ("5 %", "5 %"), ("$5", "$ 5"), ("$5m", "$ 5 m"), ("US$5", "US$ 5"),
    ("A$5", "A$ 5"), ("us$5", "us $ 5"), ("€5", "€ 5"), ("5€", "5 €"), ("5m", "5 m"),
    ("5M", "5 M"), ("5bn", "5 bn"), ("5km", "5 km"), ("5kg", "5 kg"), ("5mm", "5 mm"),
    ("4chan", "4chan"), ("1st", "1st"), ("2nd", "2nd"), ("20th", "20th"), ("1990s", "1990s"),
    ("3D", "3D"), ("12:30pm", "12:30 pm"), ("5+5", "5 + 5"), ("5°C", "5 ° C"), ("½", "½"),
    ("2½", "2 ½"), ("５ people", "５ people"), ("٣٤", "٣٤"), ("1.2.3", "1.2.3"), ("3.5m", "3.5 m"),
    ("$1,000.50", "$ 1,000.50"), ("1,000m", "1,000 m"),
  ])
  func unitsAndMoney(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// Prefixes, letters before numbers, dashes of all kinds.
  @Test(arguments: [
    ("F-16", "F-16"), ("F-16s", "F-16s"), ("F-16-fired", "F-16 - fired"), ("MiG-29", "MiG-29"),
    ("Su-35S", "Su-35S"), ("covid-19", "covid - 19"), ("COVID-19", "COVID-19"),
    ("May-2", "May - 2"), ("Q1-2", "Q1 - 2"), ("AK-47", "AK-47"), ("B-52H", "B-52H"),
    ("T-90M-2", "T-90M - 2"), ("28-point", "28 - point"), ("well-known", "well - known"),
    ("co-founder", "co-founder"), ("ex-president", "ex-president"), ("pre-war", "pre-war"),
    ("anti-tank", "anti-tank"), ("non-", "non -"), ("th-", "th-"), ("abc-", "abc -"),
    ("-abc", "- abc"), ("a--b", "a -- b"), ("a - b", "a - b"), ("a – b", "a – b"),
    ("a–b", "a – b"), ("a—b", "a — b"), ("a ‑ b", "a ‑ b"), ("2–3", "2 – 3"),
  ])
  func hyphens(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// Addresses, slashes, signs in words.
  @Test(arguments: [
    ("w/o", "w/o"), ("km/h", "km / h"), ("and/or", "and / or"), ("24/7", "24/7"),
    ("AT&T", "AT&T"), ("R&D", "R&D"), ("this&that", "this & that"), ("A&BCDE", "A & BCDE"),
    ("a@b", "a@b"), ("a@b.org", "a@b.org"), ("@name", "@ name"), ("#tag", "# tag"),
    ("a_b", "a_b"), ("http://a.org", "http://a.org"), ("http://a.org.", "http://a.org ."),
    ("(http://a.org)", "( http://a.org )"), ("http://a.org/(b)", "http://a.org/(b)"),
    ("http://a.org/b),", "http://a.org/b ) ,"),
    ("https://a.org/?q=1&b=2#c!", "https://a.org/?q=1&b=2#c !"), ("www.a.org", "www.a.org"),
    ("a.org", "a.org"), ("a.b", "a.b"), ("a.b.c", "a.b.c"), ("file.txt", "file.txt"),
    ("example.com/path", "example.com/path"), ("mailto:a@b.org", "mailto:a@b.org"),
    ("ftp://a.org", "ftp://a.org"),
  ])
  func addresses(_ text: String, _ tokens: String) throws { try check(text, tokens) }

  /// Marks alone and in runs, faces, pictures, other scripts.
  @Test(arguments: [
    (":)", ":)"), (":-)", ":-)"), (":(", ":("), ("(:", "(:"), ("a:)", "a :)"), (":)a", ": ) a"),
    (";)", ";)"), (":D", ":D"), ("10:)", "10 :)"), ("\"a\"", "\" a \""), ("“a”", "“ a ”"),
    ("«a»", "« a »"), ("(a)", "( a )"), ("[a]", "[ a ]"), ("{a}", "{ a }"),
    ("([a])", "( [ a ] )"), ("a,b", "a , b"), ("a, b", "a , b"), ("a;b", "a ; b"),
    ("a.b,", "a.b ,"), ("!!", "!!"), ("?!", "?!"), ("!a", "! a"), ("...", "..."), ("..", ".."),
    ("a...b", "a ... b"), ("…", "…"), ("a…b", "a … b"), ("***", "***"), ("a*b", "a * b"),
    ("a=b", "a = b"), ("a+b", "a + b"), ("~5", "~ 5"), ("<b>", "< b >"), ("°C", "° C"),
    ("№5", "№ 5"), ("§5", "§ 5"), ("👍", "👍"), ("👍🏽", "👍🏽"), ("👍👍", "👍👍"), ("🇺🇦", "🇺 🇦"),
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("日本語", "日本語"), ("日本。", "日本 。"), ("été", "été"), ("_a_", "_a_"),
    ("a/", "a /"), ("/a", "/ a"), ("1a2b", "1a2b"), ("a1b2", "a1b2"), ("x2", "x2"),
  ])
  func marks(_ text: String, _ tokens: String) throws { try check(text, tokens) }
}
