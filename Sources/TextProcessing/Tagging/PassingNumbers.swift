/// Where a worker's memo of words keeps words with digits. The first of them stay, since years and
/// small numbers come again and again; of the others there is no end, so those of one document give
/// their places to those of the next.
struct PassingNumbers {
  private static let kept = 2048
  private var keptCount = 0
  /// Words of this document that will be forgotten, each at the place of the same index.
  private var ids: [UInt32] = []
  private var places: [Int] = []

  /// The place of a word that the memo does not know.
  ///
  /// - Parameter next: the place behind the memo's last.
  /// - Returns: nil for a word that stays; `next` for a further place.
  mutating func place(for id: UInt32, next: Int) -> Int? {
    if keptCount < Self.kept {
      keptCount += 1
      return nil
    }
    ids.append(id)
    if ids.count > places.count { places.append(next) }
    return places[ids.count - 1]
  }

  /// The words to forget at the start of a document; their places are free then.
  mutating func takeAll() -> [UInt32] {
    if ids.isEmpty { return [] }
    var all: [UInt32] = []
    swap(&all, &ids)
    return all
  }
}
