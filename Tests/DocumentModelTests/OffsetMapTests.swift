import DocumentModel
import Testing

/// What maps the text to the bytes of a file, at the borders of its runs.
@Suite struct OffsetMapTests {
  /// `Kyiv` byte by byte, an entity, a gap, three bytes of four, a run without a known place.
  static let map = OffsetMap(runs: [
    OffsetRun(textStart: 2, textLength: 4, sourceStart: 10, sourceLength: 4),
    OffsetRun(textStart: 6, textLength: 1, sourceStart: 14, sourceLength: 5),
    OffsetRun(textStart: 8, textLength: 3, sourceStart: 30, sourceLength: 4),
    OffsetRun(textStart: 11, textLength: 2, sourceStart: -1, sourceLength: 2),
    OffsetRun(textStart: 13, textLength: 2, sourceStart: 50, sourceLength: 2),
  ])

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: Span
    var source: Span?
    var testDescription: String { name }

    init(_ name: String, _ text: Span, _ source: Span?) {
      self.name = name
      self.text = text
      self.source = source
    }
  }

  @Test(arguments: [
    Case("a whole run", Span(2, 6), Span(10, 14)),
    Case("the first byte of a run", Span(2, 3), Span(10, 11)),
    Case("the last byte of a run", Span(5, 6), Span(13, 14)),
    Case("the middle of a run", Span(3, 5), Span(11, 13)),
    Case("an entity", Span(6, 7), Span(14, 19)),
    Case("over the border of two runs", Span(5, 7), Span(13, 19)),
    Case("over a gap", Span(5, 9), Span(13, 34)),
    Case("a part of a run that maps as a whole", Span(9, 10), Span(30, 34)),
    Case("the last run", Span(13, 15), Span(50, 52)),
    Case("the last byte", Span(14, 15), Span(51, 52)),
    Case("before the first run", Span(1, 3), nil),
    Case("begins in a gap", Span(7, 9), nil),
    Case("ends in a gap", Span(6, 8), nil),
    Case("ends in a run without a place", Span(9, 12), nil),
    Case("begins in a run without a place", Span(12, 14), nil),
    Case("behind the last run", Span(15, 16), nil),
    Case("ends behind the last run", Span(14, 16), nil),
    Case("empty", Span(3, 3), nil),
  ])
  func spans(_ test: Case) {
    #expect(Self.map.source(of: test.text) == test.source)
  }

  @Test func identityAndNothing() {
    #expect(OffsetMap.identity.source(of: Span(3, 9)) == Span(3, 9))
    #expect(OffsetMap().source(of: Span(0, 1)) == nil)
  }

  /// Runs lead to the UTF-8 form of the file, the table from there to the file.
  @Test func decodedSourcesGoThroughBoth() {
    var map = Self.map
    map.decodeTable = Self.table
    // 10..<14 of the UTF-8 form are the fifth character of two bytes and the one after it.
    #expect(map.source(of: Span(2, 6)) == Span(6, 8))
  }

  /// Two bytes in ASCII, six characters of two bytes and one in the file, then four of three bytes
  /// and two in the file, then ASCII.
  static let table: DecodeTable = {
    var table = DecodeTable()
    table.append(2, utf8Width: 1, sourceWidth: 1)
    table.append(6, utf8Width: 2, sourceWidth: 1)
    table.append(4, utf8Width: 3, sourceWidth: 2)
    table.append(14, utf8Width: 1, sourceWidth: 1)
    return table
  }()

  @Test(arguments: [
    (0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 4), (12, 7), (13, 8), (14, 8), (15, 10),
    (16, 10), (17, 10), (18, 12), (25, 16), (26, 16), (27, 17), (40, 30),
  ])
  func stretches(_ utf8: Int, _ source: Int) {
    #expect(Self.table.source(of: utf8) == source)
  }

  /// Behind a byte order mark the source does not begin at 0; UTF-16 takes two bytes a letter.
  @Test func tablesThatDoNotBeginAtZero() {
    var wide = DecodeTable(start: 2)
    wide.append(20, utf8Width: 1, sourceWidth: 2)
    #expect([0, 1, 7].map { wide.source(of: $0) } == [2, 4, 16])
    #expect(DecodeTable().source(of: 5) == 5)
  }
}
