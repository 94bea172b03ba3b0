import DocumentModel

/// The matches of a helping pattern in one sentence, by their start.
struct FoundList {
  /// A match: where, and its captures.
  struct Found {
    var range: TokenRange
    var captures: [SlotCapture]
  }

  private(set) var items: [Found] = []
  /// For each item the furthest end of it and those before it.
  private var furthest: [Int] = []

  /// Adds a match that starts behind those that are there.
  mutating func append(_ item: Found) {
    furthest.append(max(furthest.last ?? 0, item.range.end))
    items.append(item)
  }

  /// Whether a match lies at most `within` tokens from a range.
  func isAny(within: Int, of range: TokenRange) -> Bool {
    guard !items.isEmpty else { return false }
    if within >= Extent.unbounded { return true }
    let middle = firstIndex(from: range.start)
    if middle < items.count, RuleSet.distance(items[middle].range, range) <= within { return true }
    var index = middle - 1
    while index >= 0, range.start - furthest[index] <= within {
      if RuleSet.distance(items[index].range, range) <= within { return true }
      index -= 1
    }
    return false
  }

  /// What a helping match must look like, and which one is best.
  struct Wanted {
    /// The match that is helped, and the item of it.
    var match: TokenRange
    var item: TokenRange
    var within: Int
    /// It ends at or before the first, and begins at or behind the second.
    var latestEnd: Int
    var earliestStart: Int
  }

  /// The nearest match: to the whole, then to the item, then one behind the item's start, then
  /// the leftmost.
  ///
  /// - Complexity: O(log n) and the matches that are as near as the best.
  func nearest(_ wanted: Wanted) -> Found? {
    var best: (rank: (Int, Int, Int), index: Int)?
    func look(_ index: Int, _ distance: Int) {
      let range = items[index].range
      guard distance <= wanted.within, range.end <= wanted.latestEnd,
        range.start >= wanted.earliestStart
      else { return }
      let isBefore = range.end <= wanted.item.start ? 1 : 0
      let rank = (distance, RuleSet.distance(range, wanted.item), isBefore)
      if let best, best.rank < rank || (best.rank == rank && best.index < index) { return }
      best = (rank, index)
    }
    let middle = firstIndex(from: max(wanted.match.start, wanted.earliestStart))
    var index = middle
    while index < items.count, items[index].range.start < wanted.latestEnd {
      let distance = RuleSet.distance(items[index].range, wanted.match)
      // Those behind start further right still.
      if distance > best?.rank.0 ?? wanted.within { break }
      look(index, distance)
      index += 1
    }
    index = middle - 1
    while index >= 0, items[index].range.start >= wanted.earliestStart {
      // None before ends nearer than the furthest of them.
      if wanted.match.start - furthest[index] > best?.rank.0 ?? wanted.within { break }
      look(index, RuleSet.distance(items[index].range, wanted.match))
      index -= 1
    }
    return best.map { items[$0.index] }
  }

  /// The first item that starts at a token or behind it.
  private func firstIndex(from token: Int) -> Int {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].range.start < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
