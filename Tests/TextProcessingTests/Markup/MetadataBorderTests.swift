import DocumentModel
import Testing

@testable import TextProcessing

/// Which of several values of a field comes first, and which are none.
@Suite struct MetadataBorderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var head: String
    var field: Metadata.Field
    /// All candidates, best first: `VALUE <ORIGIN>`, by semicolons.
    var candidates: String
    var testDescription: String { name }

    init(_ name: String, _ head: String, _ field: Metadata.Field, _ candidates: String) {
      self.name = name
      self.head = head
      self.field = field
      self.candidates = candidates
    }
  }

  private static func json(_ text: String) -> String { PageMetadataTests.json(text) }
  private static func article(_ members: String) -> String {
    json("{\"@type\":\"NewsArticle\",\(members)}")
  }

  private func check(_ test: Case, _ page: String) throws {
    let document = try PageReading.document(page)
    let found = (document.metadata.candidates[test.field] ?? [])
      .map { "\($0.value) <\($0.origin)>" }.joined(separator: "; ")
    #expect(found == test.candidates)
  }

  @Test(arguments: [
    Case(
      "property before name, in this order",
      "<meta property=og:title content=A><meta name=og:title content=B>", .title,
      "A <og:title>; B <og:title>"),
    Case(
      "property before name, in the other",
      "<meta name=og:title content=B><meta property=og:title content=A>", .title,
      "A <og:title>; B <og:title>"),
    Case(
      "three kinds of title",
      "<meta name=twitter:title content=C><meta property=og:title content=A><title>T</title>",
      .title, "A <og:title>; C <twitter:title>; T <title>"),
    Case("the first title element", "<title>One</title><title>Two</title>", .title, "One <title>"),
    Case("white space and entities", "<title> A\n  B &amp; C </title>", .title, "A B & C <title>"),
    Case(
      "two articles in two scripts",
      article("\"headline\":\"One\"") + article("\"headline\":\"Two\""), .title,
      "One <json-ld>; Two <json-ld>"),
    Case(
      "three articles in a list",
      json(
        "[{\"@type\":\"NewsArticle\",\"headline\":\"One\"},"
          + "{\"@type\":\"NewsArticle\",\"headline\":\"Two\"},"
          + "{\"@type\":\"NewsArticle\",\"headline\":\"Three\"}]"), .title, "One <json-ld>"),
    Case(
      "four articles are a list of others",
      json(
        "[{\"@type\":\"NewsArticle\",\"headline\":\"One\"},"
          + "{\"@type\":\"NewsArticle\",\"headline\":\"Two\"},"
          + "{\"@type\":\"NewsArticle\",\"headline\":\"Three\"},"
          + "{\"@type\":\"NewsArticle\",\"headline\":\"Four\"}]"), .title, ""),
    Case(
      "headline before name", article("\"name\":\"N\",\"headline\":\"H\""), .title,
      "H <json-ld>"),
    Case("a name for want of a headline", article("\"name\":\"N\""), .title, "N <json-ld>"),
    Case(
      "a key that begins like another", article("\"headlines\":\"X\",\"headline\":\"H\""),
      .title, "H <json-ld>"),
    Case(
      "the first of several headlines", article("\"headline\":[\"H1\",\"H2\"]"), .title,
      "H1 <json-ld>"),
    Case(
      "date of the article before that of the head",
      "<meta name=date content=2024-03-04><time datetime=2024-03-06>x</time>"
        + article("\"datePublished\":\"2024-03-05\""), .published,
      "2024-03-05 <json-ld>; 2024-03-04 <date>; 2024-03-06 <time>"),
    Case(
      "date of the page behind that of the head",
      json("{\"@type\":\"WebPage\",\"datePublished\":\"2024-03-05\"}")
        + "<meta name=date content=2024-03-04>", .published,
      "2024-03-04 <date>; 2024-03-05 <json-ld>"),
    Case(
      "the better key",
      "<meta name=date content=2024-03-04>"
        + "<meta property=article:published_time content=2024-03-05>", .published,
      "2024-03-05 <article:published_time>; 2024-03-04 <date>"),
    Case(
      "created for want of published",
      article("\"dateCreated\":\"2024-03-05\",\"dateModified\":\"2024-03-07\""), .published,
      "2024-03-05 <json-ld>"),
    Case(
      "a date of what is no article",
      json("{\"@type\":\"Person\",\"datePublished\":\"2024-03-05\"}"), .published, ""),
    Case(
      "modified for want of anything",
      "<meta property=og:updated_time content=2024-03-07>", .published,
      "2024-03-07 <og:updated_time modified>"),
    Case(
      "modified where something is published",
      "<meta property=og:updated_time content=2024-03-07><time datetime=2024-03-06>x</time>",
      .published, "2024-03-06 <time>"),
    Case(
      "American date", "<html lang=en-us><meta name=date content=3/5/2024>", .published,
      "2024-03-05 <date>"),
    Case(
      "British date", "<html lang=en-gb><meta name=date content=3/5/2024>", .published,
      "2024-05-03 <date>"),
    Case(
      "date in the address", "<link rel=canonical href=https://a.example/2024/03/05>",
      .published, "2024-03-05 <url>"),
    Case(
      "date in the address behind a number",
      "<link rel=canonical href=https://a.example/12/2024/03/05/x>", .published,
      "2024-03-05 <url>"),
    Case(
      "one digit in the address", "<link rel=canonical href=https://a.example/2024/3/05/x>",
      .published, ""),
    Case(
      "no such month in the address",
      "<link rel=canonical href=https://a.example/2024/13/05/x>", .published, ""),
    Case("authors in a list", article("\"author\":[\"A\",\"B\",\"A\"]"), .author, "A, B <json-ld>"),
    Case(
      "author before creator", article("\"creator\":\"B\",\"author\":{\"name\":\"A\"}"),
      .author, "A <json-ld>"),
    Case(
      "an address is no author",
      "<meta name=author content=www.a.example><meta name=author content='A B'>", .author,
      "A B <author>"),
    Case(
      "an empty author", "<meta name=author content=''><meta name=author content='A B'>",
      .author, "A B <author>"),
    Case(
      "site of the publisher before the host",
      article("\"publisher\":{\"name\":\"P\"},\"url\":\"https://p.example/1\""), .site,
      "P <json-ld>; p.example <host>"),
    Case(
      "site of the script", json("{\"@type\":\"WebSite\",\"name\":\"Site\"}"), .site,
      "Site <json-ld>"),
    Case(
      "host without www", "<link rel=canonical href=https://www.a.example/x>", .site,
      "a.example <host>"),
    Case("no host in a path", "<link rel=canonical href=/x>", .site, ""),
    Case(
      "main page before address",
      article(
        "\"url\":\"https://p.example/2\",\"mainEntityOfPage\":{\"@id\":\"https://p.example/1\"}"),
      .url, "https://p.example/1 <json-ld>"),
    Case(
      "main page as a string", article("\"mainEntityOfPage\":\"https://p.example/1\""), .url,
      "https://p.example/1 <json-ld>"),
    Case("an alternate address", "<link rel=alternate href=https://a.example/x>", .url, ""),
    Case(
      "the attribute that the text agrees with",
      "<html lang=de><meta http-equiv=content-language content=en>", .language,
      "en <content-language>; de <lang>; en <detected>"),
    Case(
      "the first attribute agrees",
      "<html lang=en><meta http-equiv=content-language content=de>", .language,
      "en <lang>; de <content-language>; en <detected>"),
    Case("capitals in the language", "<html lang=EN-us>", .language, "EN-us <lang>; en <detected>"),
    Case(
      "an entity in a value", "<meta name=author content='A &amp; B &ampC &copy=1'>", .author,
      "A & B &ampC &copy=1 <author>"),
  ])
  func head(_ test: Case) throws {
    try check(test, "\(test.head)<body><div>\(ContentTests.body)</div>")
  }

  @Test(arguments: [
    Case(
      "time before the text", "<h1>Flood</h1><time datetime=2024-03-06>6 March</time>@",
      .published, "2024-03-06 <time>"),
    Case(
      "time without a value", "<h1>Flood</h1><time>6 March 2024</time>@", .published,
      "2024-03-06 <time>; 2024-03-06 <text>"),
    Case(
      "time behind the text", "<h1>Flood</h1>@<time datetime=2024-03-06>6 March</time>",
      .published, ""),
    Case(
      "date in a line before the text", "<h1>Flood</h1><p>Published 6 March 2024</p>@",
      .published, "2024-03-06 <text>"),
    Case(
      "date in the text", "<h1>Flood</h1>@<p>Published 6 March 2024, a day of rain.</p>",
      .published, ""),
    Case(
      "itemprop",
      "<h1>Flood</h1><span itemprop=datePublished content=2024-03-06>x</span>"
        + "<span itemprop=dateModified>7 March 2024</span>@", .published,
      "2024-03-06 <itemprop>"),
    Case(
      "itemprop of the change",
      "<h1>Flood</h1><span itemprop=dateModified>7 March 2024</span>@", .modified,
      "2024-03-07 <itemprop>"),
    Case(
      "byline with a date", "<h1>Flood</h1><div class=byline>By Ana Petrik, 6 March 2024</div>@",
      .author, "By Ana Petrik, 6 March 2024 <byline>; Ana Petrik <byline name>"),
    Case(
      "author behind the text",
      "<h1>Flood</h1><div class=author>Ana Petrik</div>@<div class=author>Jan Novak</div>",
      .author, "Ana Petrik <byline>"),
    Case(
      "author in the navigation",
      "<h1>Flood</h1><nav><a rel=author href=/x>Jan Novak</a></nav>@", .author, ""),
    Case(
      "two headings of the first level", "<h1>Flood</h1><h1>Second</h1>@", .title,
      "Flood <h1>; Second <h1>"),
  ])
  func body(_ test: Case) throws {
    let article = test.head.replacing("@", with: ContentTests.body)
    try check(test, "<body><article>\(article)</article>")
  }

  /// A close neighbour of the declared language does not overrule it.
  @Test(arguments: [("no", "no <lang>; no <detected>"), ("sv", "sv <lang>; no <detected>")])
  func unsureLanguage(_ test: (declared: String, candidates: String)) throws {
    let page =
      "<html lang=\(test.declared)><body><article><p>Ordføreren sa at broen er stengt og at den "
      + "ikke blir åpnet før slutten av uken, men at det er mulig å gå over den på natten, og at "
      + "det har vært slik før.</p><p>Han sa også at det var en stor flom i elven for to år siden, "
      + "men at ingen døde da.</p></article>"
    try check(Case("", "", .language, test.candidates), page)
  }

  @Test func tenWordsHaveALanguage() throws {
    let languages = try #require(PageReading.reader).rules.languages
    let nine = "the mayor said that the bridge was closed and"
    #expect(languages.detect(Array(nine.utf8)[...]) == nil)
    #expect(languages.detect(Array((nine + " that").utf8)[...])?.language == "en")
    let unknown = "Lodva Oresk Kyiv Lviv Odesa Dnipro Kharkiv Sumy Rivne Lutsk Izium"
    #expect(languages.detect(Array(unknown.utf8)[...]) == nil)
  }

  /// title | headings | sites | what is left; lists by slashes.
  @Test(arguments: [
    ("Flood recedes | Paper", "", "Paper", "Flood recedes"),
    ("Paper | Flood recedes", "", "Paper", "Flood recedes"),
    ("Paper - Two days - one storm", "", "Paper", "Two days - one storm"),
    ("Two days - one storm - Paper", "", "Paper", "Two days - one storm"),
    ("Flood recedes | News | Paper", "Flood recedes", "", "Flood recedes"),
    ("News | Flood recedes", "Flood recedes", "", "Flood recedes"),
    ("Storm over Lodva - live - Paper", "Storm over Lodva", "Paper", "Storm over Lodva"),
    ("Storm | Floods rise", "Storm", "", "Storm | Floods rise"),
    ("A twenty-one gun salute", "", "Paper", "A twenty-one gun salute"),
    ("One two - B", "", "", "One two - B"), ("One two three - B", "", "", "One two three"),
    ("Sixteen letters - B", "", "", "Sixteen letters - B"),
    ("Sixteen letterss - B", "", "", "Sixteen letterss"),
    ("One two three :: Paper", "", "", "One two three"),
    ("Kyiv: three things now", "", "", "Kyiv: three things now"),
    ("Flood | Valley Paper", "", "valleypaper.example", "Flood"),
    ("Flood | BBC", "", "BBC News", "Flood | BBC"), ("Flood | BBC", "", "BBC", "Flood"),
    ("洪水が町を襲った今週の朝に起きた_新聞", "", "", "洪水が町を襲った今週の朝に起きた"),
    ("one|two three four five", "", "", "one|two three four five"), ("", "", "", ""),
  ])
  func titles(_ title: String, _ headings: String, _ sites: String, _ cut: String) {
    func list(_ text: String) -> [String] { text.split(separator: "/").map { String($0) } }
    #expect(TitleCutter.cut(title, headings: list(headings), sites: list(sites)) == cut)
  }

  @Test(arguments: [
    ("2024-03-05 12:30 am", "2024-03-05T00:30:00"), ("2024-03-05 12:30 pm", "2024-03-05T12:30:00"),
    ("2024-03-05 1:30 am", "2024-03-05T01:30:00"), ("2024-03-05 11:59 PM", "2024-03-05T23:59:00"),
    ("2024-03-05 1:30 p.m.", "2024-03-05T13:30:00"), ("2024-03-05 24:00", "2024-03-05"),
    ("2024-03-05 23:60", "2024-03-05"), ("2024-03-05T10:30-05:00", "2024-03-05T10:30:00-05:00"),
    ("2024-03-05T10:30-0530", "2024-03-05T10:30:00-05:30"),
    ("2024-03-05T10:30+14", "2024-03-05T10:30:00+14:00"),
    ("2024-03-05T10:30:15.250Z", "2024-03-05T10:30:15Z"), ("2024-02-29", "2024-02-29"),
    ("2023-02-29", nil), ("2000-02-29", "2000-02-29"), ("1995-01-01", "1995-01-01"),
    ("1994-12-31", nil), ("2024-12-31", "2024-12-31"), ("2024-04-31", nil), ("2024-13-01", nil),
    ("2024-00-10", nil), ("2024-10-00", nil), ("3.4.2024", "2024-04-03"),
    ("31.12.2024", "2024-12-31"), ("3-4-2024", "2024-04-03"), ("3.4.24", nil),
    ("1 January 2024", "2024-01-01"), ("December 31, 2024", "2024-12-31"),
    ("1 Smarch 2024", nil), ("March 2024", nil), ("20240305", "2024-03-05"), ("202403051", nil),
  ])
  func pageDates(_ test: (text: String, iso: String?)) throws {
    let dates = try #require(PageReading.reader).rules.dates
    #expect(dates.read(test.text) == test.iso)
  }

  @Test(arguments: [
    ("12/31/2024", true, "2024-12-31"), ("31/12/2024", true, "2024-12-31"),
    ("12/12/2024", true, "2024-12-12"), ("1/12/2024", true, "2024-01-12"),
    ("1/12/2024", false, "2024-12-01"), ("1.12.2024", true, "2024-12-01"),
    ("13/1/2024", true, "2024-01-13"), ("13/13/2024", true, nil),
  ])
  func slashes(_ test: (text: String, monthFirst: Bool, iso: String?)) throws {
    let dates = try #require(PageReading.reader).rules.dates
    #expect(dates.read(test.text, monthFirst: test.monthFirst) == test.iso)
  }
}
