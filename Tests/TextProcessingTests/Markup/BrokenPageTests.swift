import DocumentModel
import Testing

@testable import TextProcessing

/// What HTML on the web does to parsers, a row each: the page, and the text of all its blocks.
struct BrokenPageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var page: String
    var text: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "NUL in text is white space", page: "<p>one\0two</p>", text: "one two"),
    Case(
      name: "NUL inside a tag loses nothing",
      page: "<div><p cl\0ass=\"x\">one</p><b\0 id=a>two</b></div><p>three</p>",
      text: "one¶two¶three"),
    Case(
      name: "entity names without semicolon",
      page: "<p>5&nbsp22 &copy2024 a&ampb &lt1 &notit; &frac12</p>",
      text: "5 22 ©2024 a&b <1 ¬it; ½"),
    Case(
      name: "entity names of HTML 5",
      page: "<p>a&dash;b &rightarrow; &Zopf; &hellip; &NotEqualTilde;</p>",
      text: "a‐b → ℤ … ≂̸"),
    Case(
      name: "nothing is decoded twice", page: "<p>&amp;gt; &amp;amp;lt</p>", text: "&gt; &amp;lt"),
    Case(
      name: "what is no entity stays", page: "<p>a & b &; &# &#x; &unknown; AT&T &mdash 5</p>",
      text: "a & b &; &# &#x; &unknown; AT&T &mdash 5"),
    Case(
      name: "numeric references",
      page: "<p>&#8364; &#x41; &#150; &#0; &#xD800; &#99999999; &#65</p>",
      text: "€ A – \u{FFFD} \u{FFFD} \u{FFFD} A"),
    Case(name: "CDATA is a comment", page: "<p>a<![CDATA[ x ]]>b</p>", text: "ab"),
    Case(
      name: "conditional markers",
      page: "<p>a<![if !IE]>b<![endif]>c<!--[if IE]>d<![endif]-->e</p>",
      text: "abce"),
    Case(
      name: "comments that end at once or in another way",
      page: "<p>a<!-->b<!--->c<!-- x --!>d<!-- > -->e</p>", text: "abcde"),
    Case(name: "comment without end", page: "<p>a</p><!-- x ><p>b</p>", text: "a¶b"),
    Case(name: "script without end", page: "<p>a</p><script><p>b</p>", text: "a¶b"),
    Case(
      name: "script with markup in it",
      page: "<p>a</p><script>if (1 < 2) document.write('<p>x</p><!-- ');</script><p>b</p>",
      text: "a¶b"),
    Case(
      name: "elements whose content is no text",
      page: "<title><p>t</p></title>a<textarea><p>x</textarea>b<noscript><p>x</noscript>c<svg>"
        + "<title>x</title><text>x</text></svg>d<template><p>x</template>e<style>p{}</style>",
      text: "abcde"),
    Case(
      name: "stray end of a paragraph breaks", page: "<div>Two</p>Three</div>", text: "Two¶Three"),
    Case(name: "two br part paragraphs", page: "a<br>b<br><br/>c<br> <br>d", text: "a b¶c¶d"),
    Case(
      name: "nested tables",
      page: "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>",
      text: "a¶b¶c"),
    Case(
      name: "paragraphs that are not closed", page: "<p>a<p>b<div>c<p>d</div>e", text: "a¶b¶c¶d¶e"),
    Case(
      name: "list items that are not closed", page: "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
      text: "a¶b¶c¶d¶e"),
    Case(
      name: "text in a table but in no cell", page: "<table>a<tr>b<td>c</table>d", text: "a¶b¶c¶d"),
    Case(name: "block inside a link", page: "<a href=x>a<div>b</div>c</a>d", text: "a¶b¶cd"),
    Case(name: "crossed inline elements", page: "<p>a<b>b<i>c</b>d</i>e</p>", text: "abcde"),
    Case(name: "heading closed by another's end tag", page: "<h1>a</h2><p>b</p>", text: "a¶b"),
    Case(
      name: "invisible characters",
      page: "<p>co\u{AD}operate zero\u{200B}width a\u{2060}b \u{FEFF}c</p>",
      text: "cooperate zerowidth ab c"),
    Case(
      name: "white space of all kinds",
      page: "<p>10\u{202F}000\u{2009}km\u{A0}a\u{3000}b\r\n\t c</p>",
      text: "10 000 km a b c"),
    Case(
      name: "joiners stay where scripts need them",
      page: "<p>می\u{200C}خواهم a\u{200D}b</p>", text: "می\u{200C}خواهم ab"),
    Case(
      name: "ruby readings", page: "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>",
      text: "漢字"),
    Case(
      name: "quote of an attribute that is not closed",
      page: "<p>a</p><a href=\"x>b</a><p class=\"y\">c</p>", text: "a¶b¶c"),
    Case(
      name: "quote that is never closed", page: "<p>a</p><a href=\"x>b</a><p>c</p>", text: "a¶b¶c"),
    Case(
      name: "markup in an attribute", page: "<p data-html=\"<p>x</p>\" title='a > b'>c</p>",
      text: "c"),
    Case(name: "tag without its end", page: "<p>a<b<p>b</p>", text: "a¶b"),
    Case(name: "tag cut off by the end of the file", page: "<p>a</p><p class=\"x", text: "a"),
    Case(
      name: "less-than signs that begin no tag", page: "<p>a < b <3 <= c</p>", text: "a < b <3 <= c"
    ),
    Case(name: "end tags of all kinds", page: "a</ >b</3>c</p/>d</b x=1>e", text: "abc¶de"),
    Case(
      name: "text behind the end of the page", page: "<html><body>a</body></html><p>b", text: "a¶b"),
    Case(name: "text before the page", page: "a<html><head></head><body>b", text: "ab"),
    Case(
      name: "upper case and odd spacing", page: "<P\n CLASS = 'x' >a</P ><DIV>b</dIv\n>",
      text: "a¶b"),
    Case(name: "no markup at all", page: "just words", text: "just words"),
  ]

  @Test(arguments: cases) func text(_ test: Case) throws {
    #expect(try PageReading.allText(test.page) == test.text)
  }

  /// libxml2 cuts text off at 10 MB, and loses all that follows, unless it never sees it.
  @Test func textNodeOfTenMegabytes() throws {
    let words = [UInt8](repeating: 0x61, count: 10_000_100)
    let page = Array("<p>".utf8) + words + Array("</p><p>behind</p>".utf8)
    let document = try PageReading.allText(page)
    #expect(document.utf8.count == 10_000_100 + "¶behind".utf8.count)
    #expect(document.hasSuffix("¶behind"))
  }

  @Test func threeThousandNestedElements() throws {
    let page =
      String(repeating: "<div>", count: 3000) + "deep" + String(repeating: "</div>", count: 3000)
      + "<p>behind</p>"
    #expect(try PageReading.allText(page) == "deep¶behind")
    let document = try PageReading.document(page)
    #expect(
      document.findings == [
        Finding(
          stage: "markup",
          message:
            "1977 elements are nested deeper than 512; their text was read as their ancestors'")
      ])
  }

  @Test func unclosedParagraphsDoNotNest() throws {
    let page = String(repeating: "<p>a<span class=x>b</span>", count: 3000)
    #expect(try PageReading.allText(page).split(separator: "¶").count == 3000)
    #expect(try PageReading.document(page).findings == [])
  }

  @Test func fiftyThousandAttributes() throws {
    var page = "<div"
    for i in 0..<50_000 { page += " class=\"c\(i)\"" }
    page += ">text</div><p>behind</p>"
    let clock = ContinuousClock()
    var document: Document?
    let time = try clock.measure { document = try PageReading.document(page) }
    #expect(document?.text == Array("text\nbehind".utf8))
    #expect(
      document?.findings == [
        Finding(
          stage: "markup",
          message: "a tag has more than 64 attributes of interest; 49936 were left out")
      ])
    // The parser alone takes more than ten seconds, in an optimized build.
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    "", "\0", "<", "<!", "<!-", "<!--", "</", "<a", "<a ", "<a b", "<a b=", "<a b='", "<?", "&",
    "&#", "&#x", "<script", "<script>", "</script", "<title>", "<svg", "<svg/>", "<p", "\u{FEFF}",
  ])
  func fragments(_ page: String) throws {
    #expect(try PageReading.document(page).text.count <= page.utf8.count)
  }

  @Test func bytesOfAllKinds() throws {
    var page: [UInt8] = []
    var state: UInt32 = 1
    for _ in 0..<200_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      page.append(UInt8(truncatingIfNeeded: state >> 24))
    }
    let document = try PageReading.document(page)
    #expect(String(validating: document.text, as: UTF8.self) != nil)
  }
}
