import DocumentModel
import TestSupport
import Testing

@Suite struct MarkedTextTests {
  @Test func spansAreThoseOfTheTextWithoutMarks() {
    let marked = MarkedText("[Ana Petrik] saw [[Kyiv] officials] {{12}}")
    #expect(marked.text == "Ana Petrik saw Kyiv officials [12]")
    #expect(marked.marked == ["Ana Petrik", "Kyiv officials", "Kyiv"])
    #expect(marked.spans == [Span(0, 10), Span(15, 29), Span(15, 19)])
  }

  @Test func aBracketWithoutPartnerStays() {
    #expect(MarkedText("one [two").text == "one [two")
    #expect(MarkedText("one] [two]").text == "one] two")
    #expect(MarkedText("one] [two]").marked == ["two"])
  }

  @Test func marksComeBack() {
    let marked = MarkedText("[Ana] saw [Kyiv]")
    #expect(MarkedText.mark(marked.bytes, marked.spans) == "[Ana] saw [Kyiv]")
  }
}
