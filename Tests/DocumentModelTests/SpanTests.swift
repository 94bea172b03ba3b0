import DocumentModel
import Testing

/// Half-open ranges of bytes and tokens, and what is counted with them.
@Suite struct SpanTests {
  @Test(arguments: [
    (Span(2, 5), Span(2, 5), true, true), (Span(2, 5), Span(3, 4), true, true),
    (Span(2, 5), Span(2, 6), false, true), (Span(2, 5), Span(1, 5), false, true),
    (Span(2, 5), Span(5, 6), false, false), (Span(2, 5), Span(0, 2), false, false),
    (Span(2, 5), Span(4, 9), false, true), (Span(2, 5), Span(0, 3), false, true),
    (Span(2, 5), Span(0, 9), false, true), (Span(2, 5), Span(5, 5), true, false),
    (Span(2, 5), Span(2, 2), true, false),
  ])
  func containsAndOverlaps(_ a: Span, _ b: Span, contains: Bool, overlaps: Bool) {
    #expect(a.contains(b) == contains)
    #expect(a.overlaps(b) == overlaps)
    #expect(b.overlaps(a) == overlaps)
    let (c, d) = (TokenRange(a.start, a.end), TokenRange(b.start, b.end))
    #expect(c.contains(d) == contains)
    #expect(c.overlaps(d) == overlaps)
  }

  @Test func endsAndOrder() {
    #expect(Span(3, 7).count == 4)
    #expect(Span(3, 3).isEmpty && Span(4, 3).isEmpty && !Span(3, 4).isEmpty)
    #expect(Span(1, 9) < Span(2, 3) && Span(1, 2) < Span(1, 3))
    #expect(!(Span(1, 3) < Span(1, 3)) && !(Span(2, 3) < Span(1, 9)))
    let range = TokenRange(3, 5)
    #expect((2...6).map { range.contains($0) } == [false, true, true, false, false])
    #expect(range.count == 2 && !range.isEmpty)
    #expect(TokenRange(3, 3).isEmpty && TokenRange(4, 3).isEmpty)
    #expect(TokenRange(1, 9) < TokenRange(2, 3) && TokenRange(1, 2) < TokenRange(1, 3))
  }

  @Test func tokensKnowTheirSpace() {
    var tokens = TokenTable()
    tokens.append(start: 1, end: 4, word: 1)
    tokens.append(start: 4, end: 5, word: 2)
    tokens.append(start: 6, end: 9, word: 3)
    #expect((0..<3).map { tokens.hasSpaceBefore($0) } == [true, false, true])
    #expect(tokens.span(TokenRange(0, 2)) == Span(1, 5))
    #expect(tokens.span(TokenRange(1, 3)) == Span(4, 9))
    #expect(tokens.lemma == [0, 0, 0] && tokens.pos == [.x, .x, .x])
    tokens.removeAll()
    #expect(tokens.count == 0 && tokens.word.isEmpty && tokens.lemma.isEmpty && tokens.pos.isEmpty)
  }

  /// Every offset of a text whose characters lie across the places where counts are kept.
  @Test(arguments: [
    "", "ascii only", String(repeating: "a", count: 63) + "é" + String(repeating: "b", count: 70),
    String(repeating: "世", count: 100), String(repeating: "🙂", count: 33) + "x",
    "Київ — це " + String(repeating: "місто ", count: 40),
  ])
  func scalarsBeforeEveryOffset(_ text: String) {
    let bytes = Array(text.utf8)
    let index = ScalarIndex(bytes)
    var count = 0
    for offset in 0...bytes.count {
      #expect(index.scalars(before: offset) == count)
      if offset < bytes.count, bytes[offset] & 0xC0 != 0x80 { count += 1 }
    }
    let whole = index.scalars(Span(0, bytes.count))
    #expect(whole.start == 0 && whole.end == text.unicodeScalars.count)
  }

  @Test func valuesOfADocument() {
    var metadata = Metadata()
    #expect(metadata[.title] == nil)
    metadata.add(.title, MetadataValue(value: "first", origin: "a"))
    metadata.add(.title, MetadataValue(value: "second", origin: "b"))
    #expect(metadata[.title] == "first")
    metadata.set(.title, [MetadataValue(value: "third", origin: "c")])
    #expect(metadata.candidates[.title]?.map(\.value) == ["third"])
    var document = Document(id: "d", text: Array("Kyiv fell".utf8))
    document.tokens.append(start: 0, end: 4, word: 1)
    document.tokens.append(start: 5, end: 9, word: 2)
    #expect(document.string(TokenRange(0, 2)) == "Kyiv fell")
    #expect(document.string(TokenRange(1, 1)) == "")
  }

  @Test func datesAreWrittenWithTheirEnd() {
    func mention(_ kind: DateKind, _ value: String?, _ end: String? = nil) -> DateMention {
      DateMention(kind: kind, tokens: TokenRange(0, 1), span: Span(0, 1), value: value, end: end)
    }
    #expect(mention(.date, "2025-11-24").iso == "2025-11-24")
    #expect(mention(.dateRange, "2025", "2026").iso == "2025/2026")
    #expect(mention(.dateRange, nil, "2026").iso == nil)
    let ranges = DateKind.allCases.filter { mention($0, nil).isRange }
    #expect(ranges == [.dateRange, .timeRange, .datetimeRange])
  }
}
