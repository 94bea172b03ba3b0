import DocumentModel
import Testing

@testable import TextProcessing

/// Title, author, dates, language, site and address of a page.
struct PageMetadataTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var head: String
    var field: Metadata.Field
    var value: String?
    var origin: String?
    var testDescription: String { name }
  }

  static func json(_ text: String) -> String {
    "<script type=\"application/ld+json\">\(text)</script>"
  }

  static let cases: [Case] = [
    Case(
      name: "JSON-LD before OpenGraph before title",
      head: "<title>C</title><meta property=og:title content=B>"
        + json(#"{"@type":"NewsArticle","headline":"A \"one\" &"}"#),
      field: .title, value: "A \"one\" &", origin: "json-ld"),
    Case(
      name: "OpenGraph", head: "<title>C</title><meta property='og:title' content='B &amp; C'>",
      field: .title, value: "B & C", origin: "og:title"),
    Case(
      name: "several names in one property",
      head: "<meta property=\"dc:title og:title\" content=B>", field: .title, value: "B",
      origin: "dc:title"),
    Case(
      name: "title without the site's name",
      head:
        "<meta property=og:site_name content='Valley Paper'><title>Flood recedes — Valley Paper</title>",
      field: .title, value: "Flood recedes", origin: "title part"),
    Case(
      name: "title with the site's name first",
      head:
        "<meta property=og:site_name content='Valley Paper'><title>Valley Paper | Flood recedes</title>",
      field: .title, value: "Flood recedes", origin: "title part"),
    Case(
      name: "title whose hyphen is a word's", head: "<title>The twenty-eight-point plan</title>",
      field: .title, value: "The twenty-eight-point plan", origin: "title"),
    Case(
      name: "JSON-LD in an array, with a trailing comma and a raw line break",
      head: json(
        "[{\"@type\":\"NewsArticle\",\"headline\":\"A\nB\",\"datePublished\":\"2024-03-05\",},]"),
      field: .published, value: "2024-03-05", origin: "json-ld"),
    Case(
      name: "JSON-LD in a graph, type in an array",
      head: json(
        "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"S\"},{\"@type\":[\"Thing\",\"ReportageNewsArticle\"],"
          + "\"datePublished\":\"2024-03-05T10:30:00+01:00\"}]}"),
      field: .published, value: "2024-03-05T10:30:00+01:00", origin: "json-ld"),
    Case(
      name: "JSON-LD in a comment",
      head: json("<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->"),
      field: .title, value: "A", origin: "json-ld"),
    Case(
      name: "JSON-LD that is none", head: json("{{{]]\"") + "<title>T</title>", field: .title,
      value: "T", origin: "title"),
    Case(
      name: "authors in JSON-LD, an address left out",
      head: json(
        "{\"@type\":\"Article\",\"author\":[{\"name\":\"A. One\"},\"https://x.example/b\",{\"name\":[\"B. Two\"]}]}"
      ),
      field: .author, value: "A. One, B. Two", origin: "json-ld"),
    Case(
      name: "an author that is an address is none",
      head: "<meta name=article:author content='https://social.example/paper'>", field: .author,
      value: nil, origin: nil),
    Case(
      name: "published before modified",
      head: "<meta property=article:modified_time content=2024-03-06>"
        + "<meta property=article:published_time content='2024-03-05 06:01:07'>", field: .published,
      value: "2024-03-05T06:01:07", origin: "article:published_time"),
    Case(
      name: "modified for want of anything else",
      head: "<meta property=article:modified_time content=2024-03-06>", field: .published,
      value: "2024-03-06", origin: "article:modified_time modified"),
    Case(
      name: "a date that cannot be", head: "<meta name=date content=1970-01-01>", field: .published,
      value: nil, origin: nil),
    Case(
      name: "date in the address",
      head: "<link rel=canonical href='https://paper.example/2024/03/05/flood/'>",
      field: .published,
      value: "2024-03-05", origin: "url"),
    Case(
      name: "language of the page", head: "<html lang=en-GB>", field: .language, value: "en-GB",
      origin: "lang"),
    Case(
      name: "language that the text belies", head: "<html lang=de>", field: .language, value: "en",
      origin: "detected"),
    Case(
      name: "site", head: "<meta property=og:site_name content='The Paper'>", field: .site,
      value: "The Paper", origin: "og:site_name"),
    Case(
      name: "site by its host", head: "<link rel=canonical href='https://www.paper.example/a'>",
      field: .site, value: "paper.example", origin: "host"),
    Case(
      name: "address",
      head:
        "<meta property=og:url content='https://b.example/'><link rel='canonical' href='https://a.example/?a&amp;b'>",
      field: .url, value: "https://a.example/?a&b", origin: "canonical"),
  ]

  @Test(arguments: cases) func head(_ test: Case) throws {
    let document = try PageReading.document("\(test.head)<body><div>\(ContentTests.body)</div>")
    let best = document.metadata.candidates[test.field]?.first
    #expect(best?.value == test.value)
    #expect(best?.origin == test.origin)
  }

  /// The span of a value holds it in the file.
  @Test func valuesHaveTheirPlace() throws {
    let page =
      "<title>Flood &amp; fire</title><meta name=author content=\"J. Doe\">"
      + Self.json(#"{"@type":"NewsArticle","datePublished":"2024-03-05"}"#)
      + "<h1>Flood</h1>\(ContentTests.body)"
    let document = try PageReading.document(page)
    let source = Array(page.utf8)
    func bytes(_ field: Metadata.Field) -> String? {
      document.metadata.candidates[field]?.first?.source.map {
        String(decoding: source[$0.start..<$0.end], as: UTF8.self)
      }
    }
    #expect(bytes(.title) == "Flood &amp; fire")
    #expect(bytes(.author) == "J. Doe")
    #expect(bytes(.published) == "2024-03-05")
    let heading = document.metadata.candidates[.title]?.first { $0.origin == "h1" }
    #expect(
      heading?.source.map { String(decoding: source[$0.start..<$0.end], as: UTF8.self) } == "Flood")
  }

  @Test(arguments: [
    ("<p class=byline>By Ana Petrik</p>", "By Ana Petrik"),
    ("<p>By <a rel=author href=/ana>Ana Petrik</a>, correspondent</p>", "Ana Petrik"),
    ("<span itemprop=author><span itemprop=name>Ana Petrik</span></span>", "Ana Petrik"),
    ("<div class=comments><p class=author>Reader</p></div>", nil),
  ])
  func bylines(_ test: (html: String, author: String?)) throws {
    let document = try PageReading.document(
      "<article><h1>Flood</h1>\(test.html)\(ContentTests.body)</article>")
    #expect(document.metadata[.author] == test.author)
  }

  @Test func bylineWithoutTheWordsAroundTheName() throws {
    let rules = try #require(PageReading.reader).rules
    #expect(rules.name(inByline: "By Ana Petrik") == "Ana Petrik")
    #expect(rules.name(inByline: "Von Jan Weiß, 3. März 2024") == "Jan Weiß")
    #expect(rules.name(inByline: "Written by: J. Doe | 5 March 2024") == "J. Doe")
    #expect(rules.name(inByline: "Ana Petrik") == "Ana Petrik")
  }

  @Test(arguments: [
    ("2024-03-05", "2024-03-05"), ("2024-03-05T10:30:00.000Z", "2024-03-05T10:30:00Z"),
    ("2024-03-05 06:01:07", "2024-03-05T06:01:07"),
    ("20240305T103000+0900", "2024-03-05T10:30:00+09:00"),
    ("2024/3/5", "2024-03-05"), ("2024年3月5日", "2024-03-05"),
    ("05.03.2024, 14:30", "2024-03-05T14:30:00"),
    ("Tue, 05 Mar 2024 10:30:00 GMT", "2024-03-05T10:30:00Z"), ("March 5, 2024", "2024-03-05"),
    ("5. März 2024", "2024-03-05"), ("5 de marzo de 2024", "2024-03-05"),
    ("5 березня 2024", "2024-03-05"),
    ("Mar. 5th, 2024 6:01 pm", "2024-03-05T18:01:00"),
    ("8 жовтня 2025, 09:30", "2025-10-08T09:30:00"),
    ("25/12/2023", "2023-12-25"), ("2024-02-30", nil), ("1815-06-18", nil), ("2999-01-01", nil),
    ("no date", nil), ("", nil), ("2024", nil), ("12345678901234567890", nil),
    ("2024-03-05T10:30:00 GMT+0200", "2024-03-05T10:30:00+02:00"),
  ])
  func dates(_ test: (text: String, iso: String?)) throws {
    let dates = try #require(PageReading.reader).rules.dates
    #expect(dates.read(test.text) == test.iso)
  }

  @Test func monthsFirstInAmerica() throws {
    let dates = try #require(PageReading.reader).rules.dates
    #expect(dates.read("3/5/2024", monthFirst: true) == "2024-03-05")
    #expect(dates.read("3/5/2024") == "2024-05-03")
    #expect(dates.read("Published: 3/25/2024", anywhere: true) == "2024-03-25")
  }

  @Test(arguments: [
    (
      "en",
      "The mayor said that the bridge was closed and that it would not be opened before the end of the week."
    ),
    (
      "de",
      "Der Bürgermeister sagte, dass die Brücke gesperrt ist und nicht vor dem Ende der Woche wieder für den Verkehr frei wird."
    ),
    (
      "fr",
      "Le maire a déclaré que le pont est fermé et qu'il ne sera pas ouvert avant la fin de la semaine dans les deux sens."
    ),
    (
      "es",
      "El alcalde dijo que el puente está cerrado y que no se abrirá antes del fin de la semana, pero sin más detalles."
    ),
    (
      "uk",
      "Мер сказав, що міст закрито і що його не відкриють до кінця тижня, але рух через річку вже відновлено та триває."
    ),
    (
      "ru",
      "Мэр сказал, что мост закрыт и что его не откроют до конца недели, но движение через реку уже возобновлено, и это так."
    ),
    ("ja", "市長は、橋が閉鎖され、週末まで再開されないと述べた。"),
    ("zh", "市长表示，大桥已经关闭，周末之前不会重新开放。"), ("ko", "시장은 다리가 폐쇄되었으며 주말 전에는 다시 열리지 않을 것이라고 말했다."),
    ("th", "นายกเทศมนตรีกล่าวว่าสะพานปิดและจะไม่เปิดก่อนสิ้นสัปดาห์"),
  ])
  func languages(_ test: (language: String, text: String)) throws {
    let languages = try #require(PageReading.reader).rules.languages
    #expect(languages.detect(Array(test.text.utf8)[...])?.language == test.language)
  }

  @Test func shortTextHasNoLanguage() throws {
    let languages = try #require(PageReading.reader).rules.languages
    #expect(languages.detect(Array("OK".utf8)[...]) == nil)
  }

  @Test func asJSON() throws {
    let page =
      "<html lang=en><title>A \"B\"</title><meta property=article:published_time content=2024-03-05><p>Text.</p>"
    let document = try PageReading.document(page)
    #expect(
      String(decoding: metadataJSON(document, all: false), as: UTF8.self)
        == #"{"title":"A \"B\"","author":null,"published":"2024-03-05","date":"2024-03-05","modified":null,"#
        + #""language":"en","site":null,"url":null,"text_origin":"body","encoding":"utf-8"}"# + "\n"
    )
    let all = String(decoding: metadataJSON(document, all: true), as: UTF8.self)
    #expect(
      all.contains(
        #""candidates":{"title":[{"value":"A \"B\"","origin":"title","source_start":21,"source_end":26}]"#
      ))
  }
}
