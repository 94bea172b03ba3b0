/// A few words by their ids, made to say no fast: most words of a text are in none of the sets
/// that the engine asks.
struct WordSet: Sendable {
  /// Bit `id % 64` of every member.
  private var filter: UInt64 = 0
  /// Sorted.
  private(set) var members: [UInt32] = []

  init() {}

  init(_ words: some Sequence<UInt32>) {
    members = Set(words).sorted()
    for word in members { filter |= 1 << UInt64(word & 63) }
  }

  @inline(__always)
  func contains(_ word: UInt32) -> Bool {
    filter >> UInt64(word & 63) & 1 == 1 && RuleTables.has(members, word)
  }
}
