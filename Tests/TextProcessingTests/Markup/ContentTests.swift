import DocumentModel
import Testing

@testable import TextProcessing

/// Which blocks of a page are its article.
struct ContentTests {
  static let one =
    "Rescuers pulled two people from the rubble of a bakery, the mayor said, and took them to a "
    + "hospital in the next town."
  static let two =
    "The river, which had burst its banks on Monday, fell by half a metre during the night, but "
    + "three bridges remain closed."
  static let three =
    "A spokeswoman for the region told reporters that the repair, at least of the roads, would "
    + "take until the end of the year."
  static let body = "<p>\(one)</p><p>\(two)</p><p>\(three)</p>"
  static let bodyText = "\(one)\n\(two)\n\(three)"

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var page: String
    var text: String
    var origin = "body"
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "navigation, footer, sharing and related stories are left out",
      page: """
        <nav><a href=/>Home</a> <a href=/w>World</a></nav><main><article>
        <div class="share-buttons"><a href=#>Share</a> 12 people like this, and more will.</div>
        \(body)<aside class=related><h3>Related</h3><p>Storm leaves eleven dead in the south, officials say.</p></aside>
        </article></main><footer><p>Contact us, by post or telephone, at any time of the day.</p></footer>
        """, text: bodyText),
    Case(
      name: "an article inside a form, of a page that is one form",
      page: "<form class=aspnet><div class=content>\(body)</div></form>", text: bodyText),
    Case(
      name: "an article under a suspicious name",
      page: "<div class=related-sidebar>\(body)</div><p>Short line.</p>", text: bodyText),
    Case(
      name: "a suspicious name on every paragraph",
      page: "<div><p class=ad>\(one)</p><p class=ad>\(two)</p><p class=ad>\(three)</p></div>",
      text: bodyText),
    Case(
      name: "sections of one article are joined",
      page: "<article><section><p>\(one)</p></section><section><p>\(two)</p></section>"
        + "<section><p>\(three)</p></section></article>", text: bodyText),
    Case(
      name: "a link that is never closed does not make the page a link",
      page: "<a href=/><div>\(body)", text: bodyText, origin: "all-text"),
    Case(
      name: "a name anchor is no link", page: "<a name=top /><div>\(body)</div>", text: bodyText),
    Case(
      name: "hidden elements",
      page: "<div>\(body)<p hidden>Hidden, but as long as a paragraph that would be kept.</p>"
        + "<p style='display : none'>Hidden too, and as long as a paragraph of the text.</p>"
        + "<p aria-hidden=true>Hidden from readers, also as long as the paragraphs.</p></div>",
      text: bodyText),
    Case(
      name: "calls to action and advertisements",
      page: "<div><p>\(one)</p><p>Advertisement</p><p>\(two)</p><p>Read more: Ten dead in storm</p>"
        + "<p>\(three)</p></div>", text: bodyText),
    Case(
      name: "the headline is the title and not in the text",
      page:
        "<title>Flood recedes | Valley Paper</title><article><h1>Flood recedes</h1>\(body)</article>",
      text: bodyText),
    Case(
      name: "headings stay, those without text go",
      page:
        "<article>\(body)<h2>What next</h2><p>\(one.dropFirst(0)) Again.</p><h2>More</h2></article>",
      text: bodyText + "\nWhat next\n\(one) Again."),
    Case(
      name: "names and dates before the text",
      page: "<div><p>By A. Person</p><p>12 March 2024</p><p>4 min read</p>\(body)</div>",
      text: bodyText),
    Case(
      name: "teasers with linked headings",
      page:
        "<div>\(body)<div><h3><a href=/a>Another story of today</a></h3><p>It was a day, like others, of "
        + "rain.</p></div><div><h3><a href=/b>One more story</a></h3><p>It was a night, too, of rain.</p></div></div>",
      text: bodyText),
    Case(
      name: "the same text twice on a page",
      page: "<div class=wide>\(body)</div><div class=narrow>\(body)</div>", text: bodyText),
    Case(
      name: "cells of a row stand apart",
      page:
        "<div>\(body)<table><tr><th>Town<th>Houses<tr><td>Oresk<td>412</table><p>\(one) Again.</p></div>",
      text: bodyText + "\nTown\tHouses\nOresk\t412\n\(one) Again."),
    Case(
      name: "a page of one word", page: "<html><body>Test</body></html>", text: "Test"),
    Case(name: "a page without text", page: "<html><body><img src=x></body></html>", text: ""),
  ]

  @Test(arguments: cases) func chosen(_ test: Case) throws {
    let document = try PageReading.document(test.page)
    #expect(String(decoding: document.text, as: UTF8.self) == test.text)
    if test.origin != "body" { #expect(document.metadata.textOrigin == test.origin) }
  }

  @Test func kindsOfBlocks() throws {
    let page = """
      <article><p>\(Self.one)</p><h2>Part</h2><p>\(Self.two)</p><ul><li>first item, short</li>
      <li>second item<ul><li>inner item</li></ul></li></ul><blockquote><p>\(Self.three)</p></blockquote>
      <figure><img><figcaption>The bridge at night</figcaption></figure><p>\(Self.one) Again.</p>
      <table><tr><td>a1</td><td>b2</td></tr></table><p>\(Self.two) Again.</p></article>
      """
    let document = try PageReading.document(page)
    #expect(
      document.blocks.map { "\($0.kind) \($0.level)" } == [
        "paragraph 0", "heading 2", "paragraph 0", "listItem 1", "listItem 1", "listItem 2",
        "quote 0", "caption 0", "paragraph 0", "tableCell 0", "tableCell 0", "paragraph 0",
      ])
    #expect(
      String(decoding: markdownText(document), as: UTF8.self) == """
        \(Self.one)

        ## Part

        \(Self.two)

        - first item, short
        - second item
          - inner item

        > \(Self.three)

        *The bridge at night*

        \(Self.one) Again.

        | a1 | b2 |

        \(Self.two) Again.

        """)
  }

  /// Text that a script puts on the page: JSON-LD holds it, with its place in the file.
  @Test func articleInJSONAlone() throws {
    let json = Self.bodyText.split(separator: "\n").joined(separator: "\\n\\n")
    let page =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"\(json) "
      + "Caf\\u00e9 \\\"X\\\", and more words, so that it is long enough to be a text.\"}</script>"
      + "<body><p>Please enable scripts.</p>"
    let document = try PageReading.document(page)
    #expect(document.metadata.textOrigin == "recovered")
    #expect(
      String(decoding: document.text, as: UTF8.self) == Self.bodyText
        + " Café \"X\", and more words, so that it is long enough to be a text.")
    let word = Array("Café \"X\"".utf8)
    let start = try #require(
      document.text.indices.first { document.text[$0...].starts(with: word) })
    let span = try #require(document.offsets.source(of: Span(start, start + word.count)))
    #expect(
      String(decoding: Array(page.utf8)[span.start..<span.end], as: UTF8.self)
        == "Caf\\u00e9 \\\"X\\\"")
  }

  @Test func aScratchIsReused() throws {
    let reader = try #require(PageReading.reader)
    var scratch = reader.makeScratch()
    let first = reader.html(Array(Self.body.utf8), id: "a", &scratch)
    _ = reader.html(Array("<div><table><tr><td>x<p class=ad".utf8), id: "b", &scratch)
    let again = reader.html(Array(Self.body.utf8), id: "a", &scratch)
    #expect(first.text == again.text)
    #expect(first.blocks == again.blocks)
    #expect(first.offsets.runs == again.offsets.runs)
  }
}
