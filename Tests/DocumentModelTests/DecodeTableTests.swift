import DocumentModel
import Testing

@Suite struct DecodeTableTests {
  /// Characters as (UTF-8 bytes, source bytes); each is checked at its begin, and inside at its end.
  static func check(_ characters: [(utf8: Int, source: Int)], start: Int = 0) {
    var table = DecodeTable(start: start)
    for character in characters {
      table.append(1, utf8Width: character.utf8, sourceWidth: character.source)
    }
    var (utf8, source) = (0, start)
    for character in characters {
      guard character.utf8 > 0 else {
        source += character.source
        continue
      }
      if table.source(of: utf8) != source {
        Issue.record("at \(utf8): \(table.source(of: utf8)), expected \(source)")
        return
      }
      utf8 += character.utf8
      source += character.source
      if character.utf8 > 1, table.source(of: utf8 - 1) != source {
        Issue.record("inside at \(utf8 - 1): \(table.source(of: utf8 - 1)), expected \(source)")
        return
      }
    }
    #expect(table.source(of: utf8) == source)
  }

  @Test func stretchesOfAllKinds() {
    Self.check([])
    Self.check([(1, 1)], start: 3)
    Self.check([(2, 1), (2, 1), (1, 1), (3, 2), (4, 4), (1, 0), (3, 255), (15, 1)], start: 2)
    // Gaps before, between and behind, and more of them than an anchor holds.
    Self.check([(0, 3), (1, 1), (0, 255), (0, 20), (2, 1), (0, 4)])
    Self.check(Array(repeating: (0, 255), count: 200) + [(1, 1), (2, 2)])
    Self.check((0..<1000).map { ($0 % 4 + 1, $0 % 3) }, start: 4)
  }

  @Test func aStretchMayBeLongerThanItsCounter() {
    var table = DecodeTable()
    table.append(5_000_000, utf8Width: 2, sourceWidth: 1)
    table.append(1, utf8Width: 1, sourceWidth: 1)
    #expect(table.source(of: 8_000_000) == 4_000_000)
    #expect(table.source(of: 9_999_999) == 5_000_000)
    #expect(table.source(of: 10_000_001) == 5_000_001)
  }
}
