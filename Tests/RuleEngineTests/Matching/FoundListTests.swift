import DocumentModel
import Testing

@testable import RuleEngine

/// The nearest helping match, against looking at every one of them.
@Suite struct FoundListTests {
  static let lists: [[(Int, Int)]] = [
    [], [(4, 5)], [(0, 1), (2, 3), (4, 6), (5, 6), (9, 12)], [(0, 9), (1, 2), (3, 4), (10, 11)],
    [(0, 3), (1, 3), (2, 3), (7, 8), (8, 10), (9, 10)], [(2, 12), (3, 4), (6, 7), (11, 12)],
  ]

  static func list(_ ranges: [(Int, Int)]) -> FoundList {
    var list = FoundList()
    for (start, end) in ranges {
      list.append(FoundList.Found(range: TokenRange(start, end), captures: []))
    }
    return list
  }

  static func gap(_ a: TokenRange, _ b: TokenRange) -> Int {
    a.end <= b.start ? b.start - a.end : b.end <= a.start ? a.start - b.end : 0
  }

  @Test(arguments: lists) func anyWithin(ranges: [(Int, Int)]) {
    let list = Self.list(ranges)
    for start in 0..<12 {
      for end in start + 1...13 {
        let match = TokenRange(start, end)
        for within in 0...8 {
          let expected = ranges.contains { Self.gap(TokenRange($0.0, $0.1), match) <= within }
          #expect(list.isAny(within: within, of: match) == expected, "\(match) within \(within)")
        }
        #expect(list.isAny(within: Extent.unbounded, of: match) == !ranges.isEmpty)
      }
    }
  }

  /// Nearest to the whole, then to the item, then one behind the item's start, then the leftmost;
  /// before, after and at any place.
  @Test(arguments: lists) func nearest(ranges: [(Int, Int)]) {
    let list = Self.list(ranges)
    for start in 0..<12 {
      for end in start + 1...13 {
        for item in [
          TokenRange(start, end), TokenRange(end - 1, end), TokenRange(start, start + 1),
        ] {
          for (earliest, latest) in [(0, 99), (item.end, 99), (0, item.start)] {
            for within in [0, 1, 2, 5, 99] {
              let match = TokenRange(start, end)
              let fitting = ranges.enumerated().map {
                ($0.offset, TokenRange($0.element.0, $0.element.1))
              }
              .filter {
                Self.gap($0.1, match) <= within && $0.1.end <= latest && $0.1.start >= earliest
              }
              let best = fitting.min { a, b in
                let left = (
                  Self.gap(a.1, match), Self.gap(a.1, item), a.1.end <= item.start ? 1 : 0
                )
                let right = (
                  Self.gap(b.1, match), Self.gap(b.1, item), b.1.end <= item.start ? 1 : 0
                )
                return left != right ? left < right : a.0 < b.0
              }
              let found = list.nearest(
                FoundList.Wanted(
                  match: match, item: item, within: within, latestEnd: latest,
                  earliestStart: earliest))
              #expect(
                found?.range == best?.1,
                "\(match) \(item) within \(within) from \(earliest) to \(latest)")
            }
          }
        }
      }
    }
  }
}
