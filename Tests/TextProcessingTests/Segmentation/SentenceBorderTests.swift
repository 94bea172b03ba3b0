import DocumentModel
import TestSupport
import Testing

@testable import TextProcessing

/// Ends of sentences where one word, mark or space decides.
@Suite struct SentenceBorderTests {
  typealias Case = SegmenterTests.Case

  private func check(_ item: Case) throws {
    let wanted = MarkedText(item.marked)
    let document = try LanguageStages.shared.get().segment(wanted.bytes)
    let spans = document.sentences.map(\.span)
    #expect(MarkedText.mark(wanted.bytes, spans) == MarkedText.mark(wanted.bytes, wanted.spans))
  }

  @Test(arguments: [
    Case("initial before a name", "[J. Smith left.] [He ran.]"),
    Case("initial inside a sentence", "[He met J. Smith.] [It was late.]"),
    Case("initial before a name that is a word", "[It was written by George F. Will and Ana.]"),
    Case("a letter behind a small word", "[It was vitamin C. Doctors agreed.]"),
    Case("title before a name", "[He is John Smith Jr. Mr. Roe left.]"),
    Case("title in the middle", "[Gov. and Sen. left.]"),
    Case("junior before a starter", "[He is John Smith Jr.] [The rest left.]"),
    Case("acronym before a name", "[They left the U.S. Army.]"),
    Case("acronym before a starter", "[They left the U.S.] [The army stayed.]"),
    Case("acronym before a small word", "[They left the U.S. for good.]"),
    Case("acronym before a bracket", "[They left the U.S.] [(The army stayed.)]"),
    Case("acronym before a quote", "[They left the U.S.] [\"The army stayed.\"]"),
    Case("acronym before a number", "[They left the U.S. 12 men stayed.]"),
    Case("two letters and a starter", "[In Washington, D.C.] [The rest left.]"),
    Case("month before a starter", "[It was in Jan.] [The rest left.]"),
    Case("month before a number", "[It was in Jan. 5 men left.]"),
    Case("day behind a month", "[It was on Jan. 5.] [Men left.]"),
    Case("time before a weekday", "[It was at 5 p.m. Monday.]"),
    Case("time before a zone", "[It was at 5 p.m. GMT.]"),
    Case("time before another word", "[It was at 5 p.m.] [Men left.]"),
    Case("time before a small word", "[It was at 5 p.m. on Monday.]"),
    Case("time before a quote", "[It was at 5 p.m.] [\"The end.\"]"),
    Case("number sign before a number", "[See No. 5 and p. 7.] [It is there.]"),
    Case("number sign behind it", "[He is No. 1.] [The rest ran.]"),
    Case("the word no", "[He said no.] [It is there.]"),
    Case("abbreviation before a starter", "[They ate apples etc.] [The rest left.]"),
    Case("abbreviation before a small word", "[They ate apples etc. and left.]"),
    Case("one that never ends", "[Cats vs. Dogs was the title.]"),
    Case("one that never ends before a starter", "[Some, e.g. The Times, said so.]"),
    Case("company before a starter", "[He works at Acme Co.] [The firm is big.]"),
    Case("company before a company", "[He works at Acme Co. Ltd. in Kyiv.]"),
    Case("street", "[He lives on 5th Ave.] [The rest ran.]"),
    Case("degree before a starter", "[He got a Ph.D.] [The rest ran.]"),
    Case("degree before a small word", "[He got a Ph.D. in May.]"),
  ])
  func abbreviations(_ item: Case) throws { try check(item) }

  @Test(arguments: [
    Case("decimal", "[It rose 3.5 percent.] [Prices fell.]"),
    Case("number at the end", "[It rose 3.] [Prices fell.]"),
    Case("money", "[It cost $3.50.] [He paid.]"),
    Case("host name", "[See www.example.org.] [It is there.]"),
    Case("address", "[See https://example.org/a.b.] [It is there.]"),
    Case("mail", "[Mail a@b.org.] [It is there.]"),
    Case("ellipsis before a capital", "[He left...] [He ran.]"),
    Case("ellipsis before a small letter", "[He left... and ran.]"),
    Case("one sign before a capital", "[He left …] [He ran.]"),
    Case("one sign before a small letter", "[He left … and ran.]"),
    Case("spaced ellipsis", "[He left . . . and ran.]"),
    Case("four spaced periods", "[He left . . . .] [He ran.]"),
    Case("exclamation before a starter", "[Wait!] [he ran.]"),
    Case("exclamation before a small word", "[Wait! cried the man.]"),
    Case("two marks", "[Really?!] [He ran.]"),
    Case("a name with a mark", "[Yahoo! announced it.]"),
    Case("period before a small starter", "[He saw the department.] [she ran.]"),
    Case("an unknown abbreviation", "[He saw the dept. she ran.]"),
    Case("a short word without a vowel", "[He wrote pls. she ran.]"),
    Case("two letters with a vowel", "[He came by.] [she ran.]"),
    Case("lost space", "[It ended.][Then he ran.]"),
    Case("no lost space", "[It ended.then he ran.]"),
    Case("lost space before a letter", "[It ended.T he ran.]"),
    Case("semicolon and colon", "[He left; she ran.]"),
    Case("colon before a capital", "[He left: She ran.]"),
    Case("comma behind", "[He left., she ran.]"),
    Case("tab", "[He left.]\t[She ran.]"),
    Case("no-break space", "[He left.]\u{A0}[She ran.]"),
    Case("lines", "[One]\n[Two.] [Three]\n\n[Four]"),
    Case("Cyrillic small letters", "[Він пішов.] [вона лишилась.]"),
    Case("full-width marks", "[你好！][再见？][好。]"),
    Case("Arabic", "[مرحبا؟] [كيف]"),
  ])
  func marks(_ item: Case) throws { try check(item) }

  @Test(arguments: [
    Case("quote that goes on", "[\"Wait!\" he said.]"),
    Case("quote that ends", "[\"Wait.\"] [He left.]"),
    Case("comma in a quote", "[\"Wait,\" he said.] [\"He left.\"]"),
    Case("curly quotes", "[“Wait.”] [He left.]"),
    Case("hyphen before a source", "[“He left.” - Ana Petrik]"),
    Case("dash before a source", "[“He left.” — Ana Petrik]"),
    Case("single quotes behind a comma", "[He said, 'it is late. We go.'] [They left.]"),
    Case(
      "single quotes that begin with a capital", "[He said, 'It is late.] [We go.'] [They left.]"),
    Case("single quotes that begin anew", "[He said 'It is late.] [We go.'] [They left.]"),
    Case("sentence in brackets first", "[(He left.)] [She ran.]"),
    Case("sentence in brackets", "[He left.] [(She ran.)] [It rained.]"),
    Case("two sentences in brackets", "[He left.] [(She ran.] [They stayed.)] [It rained.]"),
    Case("brackets inside", "[He left (at 5 p.m. The rest stayed).] [She ran.]"),
    Case("citation", "[He left.{{12}}] [She ran.]"),
    Case("two citations", "[He left.{{12}}{{13}}] [She ran.]"),
    Case("lettered citation", "[He left.{{a}}] [She ran.]"),
    Case("spaced citation", "[He left. {{12}}] [She ran.]"),
    Case("a word in brackets", "[He left.] [{{see}} She ran.]"),
    Case("footnote", "[He left. 4] [The rest ran.]"),
    Case("number that counts", "[He left.] [4 men ran.]"),
    Case("number too long for a footnote", "[He left.] [4000 The rest ran.]"),
    Case("glued footnote", "[He left.4] [The rest ran.]"),
    Case("closing bracket alone", "[He left.) she ran.]"),
  ])
  func quotesAndBrackets(_ item: Case) throws { try check(item) }

  @Test(arguments: [
    Case("numbers", "[1. One] [2. Two] [3. Three]"),
    Case("numbers with brackets", "[1) One] [2) Two] [3) Three]"),
    Case("numbers with both", "[1.) One] [2.) Two]"),
    Case("letters", "[a. One] [b. Two] [c. Three]"),
    Case("a gap in the numbers", "[1. One 3.] [Three]"),
    Case("from two on", "[2. Two] [3. Three]"),
    Case("behind a sentence", "[He left.] [1. One] [2. Two]"),
    Case("one item alone", "[1. One item]"),
    Case("two digits", "[12. Twelve items]"),
    Case("too many digits", "[1234.] [Many items]"),
    Case("the pronoun", "[I. Am he]"),
    Case("a capital", "[A. One item]"),
    Case("bullet inside", "[One] [• Two]"),
    Case("bullet in a word", "[One•Two]"),
    Case("bullet before a small letter", "[He left] [• she ran]"),
    Case("hyphens are none", "[- One - Two]"),
    Case("credit", "[A fire in Kyiv] [Photo: Reuters]"),
    Case("credit behind two words", "[A fire] [Photo: Reuters]"),
    Case("credit in small letters", "[A fire in Kyiv photo: Reuters]"),
    Case("credit alone", "[Photo: Reuters]"),
    Case("no credit", "[A fire in Kyiv Note: Reuters]"),
    Case("three stars", "[before] [***] [after]"),
    Case("two stars", "[before ** after]"),
    Case("five hyphens", "[before] [-----] [after]"),
    Case("four hyphens", "[before ---- after]"),
    Case("equal signs", "[before] [===] [after]"),
  ])
  func listsAndRules(_ item: Case) throws { try check(item) }

  /// A sentence keeps the block it stands in; a block that overlaps or is empty gives none twice.
  @Test func blocksAreReadOnce() throws {
    let text = Array("One. Two three".utf8)
    let blocks = [
      Block(span: Span(0, 4), kind: .paragraph), Block(span: Span(4, 4), kind: .paragraph),
      Block(span: Span(2, 8), kind: .paragraph), Block(span: Span(9, 99), kind: .paragraph),
    ]
    let document = try LanguageStages.shared.get().segment(text, blocks: blocks)
    #expect(document.sentences.map(\.span) == [Span(0, 4), Span(5, 8), Span(9, 14)])
    #expect(document.sentences.map(\.block) == [0, 2, 3])
    #expect(
      document.sentences.map(\.tokens) == [TokenRange(0, 2), TokenRange(2, 3), TokenRange(3, 4)])
  }
}
