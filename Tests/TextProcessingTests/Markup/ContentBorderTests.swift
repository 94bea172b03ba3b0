import DocumentModel
import Testing

@testable import TextProcessing

/// What stands between the paragraphs of an article, and which of it belongs to it.
@Suite struct ContentBorderTests {
  static let storm =
    "A storm, the third this week, left eleven dead in the south, officials of the region say."

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Stands between the second and the third paragraph; `%` is the sentence about the storm.
    var markup: String
    /// Kind and level of each block and its text: `p`, `h2`, `li1`, `td`, `quote`; `%` again.
    var blocks: String
    var testDescription: String { name }

    init(_ name: String, _ markup: String, _ blocks: String) {
      self.name = name
      self.markup = markup
      self.blocks = blocks
    }
  }

  private func page(_ middle: String) -> String {
    "<body><div class=wrap><div><p>\(ContentTests.one)</p><p>\(ContentTests.two)</p>"
      + middle.replacing("%", with: Self.storm) + "<p>\(ContentTests.three)</p></div></div>"
  }

  /// The blocks, without the three paragraphs that stand around, which have to be there.
  private func middle(_ document: Document) -> String {
    let paragraphs = [ContentTests.one, ContentTests.two, ContentTests.three]
    let texts = document.blocks.map { document.string($0.span) }
    #expect(texts.filter(paragraphs.contains) == paragraphs)
    return zip(document.blocks, texts).filter { !paragraphs.contains($1) }.map { block, text in
      let kind =
        switch block.kind {
        case .paragraph: "p"
        case .heading: "h\(block.level)"
        case .listItem: "li\(block.level)"
        case .tableCell: "td"
        case .caption: "caption"
        case .quote: "quote"
        case .preformatted: "pre"
        }
      return kind + " " + text.replacing(Self.storm, with: "%")
    }.joined(separator: ", ")
  }

  @Test(arguments: [
    Case("an element without a name", "<div class=other><p>%</p></div>", "p %"),
    Case("section", "<section><p>%</p></section>", "p %"),
    Case("details", "<details><p>%</p></details>", "p %"),
    Case("navigation", "<nav><p>%</p></nav>", ""),
    Case("aside", "<aside><p>%</p></aside>", ""),
    Case("footer", "<footer><p>%</p></footer>", ""),
    Case("form", "<form><p>%</p></form>", ""),
    Case("menu", "<menu><li>%</li></menu>", ""),
    Case("header outside of an article", "<header><p>%</p></header>", ""),
    Case("complementary", "<div role=complementary><p>%</p></div>", ""),
    Case("role of navigation", "<div role=navigation><p>%</p></div>", ""),
    Case("role of the main part", "<div role=main><p>%</p></div>", "p %"),
    Case("comments", "<div class=comments><p>%</p></div>", ""),
    Case("sharing", "<div class=share><p>%</p></div>", ""),
    Case("sharing on a paragraph", "<p class=share>%</p>", "p %"),
    Case("sidebar", "<div class=sidebar><p>%</p></div>", ""),
    Case("a sidebar that is called main", "<div class='sidebar main'><p>%</p></div>", "p %"),
    Case("class footer", "<div class=footer><p>%</p></div>", ""),
    Case("class nav", "<div class=nav><p>%</p></div>", ""),
    Case("class of a body", "<div class=article-body><p>%</p></div>", "p %"),
    Case("aside with the class of a body", "<aside class=article-body><p>%</p></aside>", ""),
    Case("articleBody", "<div itemprop=articleBody class=share><p>%</p></div>", "p %"),
    Case("hidden", "<div hidden><p>%</p></div>", ""),
    Case("hidden paragraph", "<p hidden>%</p>", ""),
    Case(
      "hidden words", "<p>Seen <span hidden>%</span> here, in a line of words.</p>",
      "p Seen here, in a line of words."),
    Case("aria-hidden", "<div aria-hidden=true><p>%</p></div>", ""),
    Case("aria-hidden=false", "<div aria-hidden=false><p>%</p></div>", "p %"),
    Case("display none", "<div style='display:none'><p>%</p></div>", ""),
    Case("visibility hidden", "<div style='visibility: hidden'><p>%</p></div>", ""),
    Case("display block", "<div style='display:block'><p>%</p></div>", "p %"),
    Case("class hidden", "<div class=hidden><p>%</p></div>", ""),
    Case(
      "class hidden on words", "<p>Seen <i class=hidden>%</i> here, in a line of words.</p>",
      "p Seen here, in a line of words."),
    Case("hidden on small screens", "<div class=hidden-xs><p>%</p></div>", "p %"),
    Case("dialog", "<dialog><p>%</p></dialog>", ""),
    Case("button", "<button>%</button>", ""),
    Case("a link alone", "<p><a href=/>%</a></p>", ""),
    Case(
      "mostly links", "<p><a href=/>Linked words and more words than those that</a> are not.</p>",
      ""),
    Case(
      "a linked beginning",
      "<p><a href=/>Linked words</a> and more words than those that are linked here.</p>",
      "p Linked words and more words than those that are linked here."),
    Case("a call", "<p>Read more</p>", ""), Case("a call in capitals", "<p>READ MORE.</p>", ""),
    Case("words that begin like a call", "<p>Read more of it</p>", "p Read more of it"),
    Case("a call with its title", "<p>Read more: a storm</p>", ""),
    Case("signs alone", "<p>...</p>", ""),
  ])
  func containers(_ test: Case) throws {
    #expect(middle(try PageReading.document(page(test.markup))) == test.blocks)
  }

  @Test(arguments: [
    Case(
      "headings", "<h2>A</h2><p>%</p><h3>B</h3><p>% b</p><h6>C</h6><p>% c</p>",
      "h2 A, p %, h3 B, p % b, h6 C, p % c"),
    Case(
      "a heading over a heading", "<h2>Outer</h2><h3>Inner</h3><p>%</p>",
      "h2 Outer, h3 Inner, p %"),
    Case(
      "a heading before one of its level", "<h2>Empty</h2><h2>Full</h2><p>%</p>",
      "h2 Full, p %"),
    Case(
      "a heading before one above it", "<h3>Inner</h3><h2>Outer</h2><p>%</p>",
      "h2 Outer, p %"),
    Case(
      "lists in lists", "<ul><li>%<ul><li>% b<ul><li>% c</ul></ul></ul>",
      "li1 %, li2 % b, li3 % c"),
    Case("other lists", "<ol><li>%</ol><dl><dt>% t<dd>% d</dl>", "li1 %, li1 % t, li1 % d"),
    Case("a list item without a list", "<li>%</li>", "li1 %"),
    Case("quote", "<blockquote>%</blockquote>", "quote %"),
    Case(
      "preformatted", "<pre>one line\nand two\n\nthree lines</pre>",
      "pre one line and two, pre three lines"),
    Case("empty lines elsewhere", "<p>one line\n\nand two</p>", "p one line and two"),
    Case("caption of a figure", "<figure><figcaption>%</figcaption></figure>", "caption %"),
    Case(
      "caption of a table", "<table><caption>Losses</caption><tr><td>A<td>B</table>",
      "caption Losses, td A, td B"),
    Case(
      "a table that holds running text",
      "<table><tr><td>\(Self.storm) Again. \(Self.storm) Still.</td><td>B</td></tr></table>",
      "p % Again. % Still., td B"),
    Case("line breaks", "<p>a<br>b<br><br>c</p>", "p a b, p c"),
    Case(
      "text around a block", "<p>before<div>inside</div>after</p>",
      "p before, p inside, p after"),
  ])
  func kinds(_ test: Case) throws {
    #expect(middle(try PageReading.document(page(test.markup))) == test.blocks)
  }

  /// Cells of one row are parted by a tab, rows, tables and what stands around by a line break.
  @Test func rowsOfATable() throws {
    let document = try PageReading.document(
      page("<table><tr><th>Town<th>Dead<tr><td>Lodva<td>12</table><table><tr><td>A<td>B</table>"))
    #expect(
      String(decoding: document.text, as: UTF8.self)
        == ContentTests.one + "\n" + ContentTests.two
        + "\nTown\tDead\nLodva\t12\nA\tB\n" + ContentTests.three)
  }

  @Test(arguments: [
    ("<article><header><p>%</p></header>@</article>", "p %"),
    ("<main><header><p>%</p></header>@</main>", "p %"),
    ("<header><p>%</p></header><div>@</div>", ""),
    ("<article><p>Byline here</p><p>Short one.</p>@</article>", "p Short one."),
    (
      "<article><figure><figcaption>At the river</figcaption></figure>@</article>",
      "caption At the river"
    ),
    ("<article>@<p>Short end</p></article>", ""),
    ("<article>@<h2>More</h2><p>Short</p></article>", ""),
    ("<article>@<div>Contact us</div></article>", ""),
    ("<article>@<ul><li>last item of a list</ul></article>", "li1 last item of a list"),
    ("<article>@</article><article>@</article>", ""),
    ("<h1>Flood recedes in the valley</h1><div>@</div>", ""),
    (
      "<title>Flood recedes in the valley</title><article><p>Flood recedes in the valley</p>@",
      ""
    ),
    (
      "<title>Flood</title><article><h1>Other headline of today</h1>@",
      "h1 Other headline of today"
    ),
  ])
  func aroundTheArticle(_ test: (markup: String, blocks: String)) throws {
    let page =
      "<body>"
      + test.markup.replacing("@", with: ContentTests.body)
      .replacing("%", with: Self.storm)
    #expect(middle(try PageReading.document(page)) == test.blocks)
  }

  /// A short text in JSON-LD is a summary and never takes the place of the page's.
  @Test func summariesInJSONAreNoText() throws {
    let summary = String(repeating: "Another text than that of the page stands here. ", count: 8)
    #expect(summary.utf8.count < 400)
    let page =
      PageMetadataTests.json("{\"@type\":\"NewsArticle\",\"articleBody\":\"\(summary)\"}")
      + "<body><article>\(ContentTests.body)</article>"
    let document = try PageReading.document(page)
    #expect(document.metadata.textOrigin == "body")
    #expect(String(decoding: document.text, as: UTF8.self) == ContentTests.bodyText)
  }

  /// Which words of a class name count, by their borders.
  @Test(arguments: [
    ("ad", true), ("ads", true), ("top-ad", true), ("topAd", true), ("TOPAD", false),
    ("ad2", true), ("adult", false), ("head", false), ("Ad", true), ("AD", true), ("ad_top", true),
  ])
  func wordsOfNames(_ test: (name: String, isClutter: Bool)) throws {
    let classifier = try #require(PageReading.reader).classifier
    let bytes = Array(test.name.utf8) + [0]
    let bits = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { classifier.classify($0, 0, buffer.count - 1) } ?? []
    }
    #expect(bits.contains(.clutter) == test.isClutter)
  }
}
