import DocumentModel

/// Phrases of words, each with values, looked up by word ids in either direction.
///
/// Built at load; a lookup costs one array access where no phrase begins.
struct PhraseTable: Sendable {
  struct Entry: Sendable {
    var value: Int32
    /// The bytes that the text must have, where the case of letters matters.
    var exact: [UInt8]?
    /// Must touch the number.
    var touches = false
    /// Counts only at the end of a clause.
    var closesClause = false
    /// Counts only behind numbers from a thousand up.
    var isLarge = false
  }

  /// A phrase that was found: its values and the atom behind it (or, backwards, its first atom).
  struct Match {
    var node: Int32
    var edge: Int
  }

  private var first: [Int32] = []
  private var next: [UInt64: Int32] = [:]
  private var values: [[Entry]] = [[]]

  mutating func add(_ words: [UInt32], _ entry: Entry) {
    guard let head = words.first else { return }
    if Int(head) >= first.count {
      first.append(contentsOf: repeatElement(0, count: Int(head) + 1 - first.count))
    }
    var node = first[Int(head)]
    if node == 0 {
      node = Int32(values.count)
      values.append([])
      first[Int(head)] = node
    }
    for word in words.dropFirst() {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
      if let known = next[key] {
        node = known
      } else {
        next[key] = Int32(values.count)
        node = Int32(values.count)
        values.append([])
      }
    }
    values[Int(node)].append(entry)
  }

  func entries(_ match: Match) -> [Entry] { values[Int(match.node)] }

  /// Whether a phrase begins with the word.
  @inline(__always)
  func begins(_ word: UInt32) -> Bool { Int(word) < first.count && first[Int(word)] != 0 }

  /// The longest phrase from atom `start` forward and before `limit`.
  func longest(_ atoms: [Atom], from start: Int, to limit: Int) -> Match? {
    guard start < limit, start >= 0, begins(atoms[start].word) else { return nil }
    var node = first[Int(atoms[start].word)]
    var best: Match? = values[Int(node)].isEmpty ? nil : Match(node: node, edge: start + 1)
    var i = start + 1
    while i < limit {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(atoms[i].word)
      guard let following = next[key] else { break }
      node = following
      i += 1
      if !values[Int(node)].isEmpty { best = Match(node: node, edge: i) }
    }
    return best
  }

  /// The longest phrase from atom `start` forward whose entries `accept` takes; O(length).
  func longest<T>(
    _ atoms: [Atom], from start: Int, to limit: Int,
    where accept: (_ entries: [Entry], _ end: Int) -> T?
  ) -> (value: T, end: Int)? {
    guard start < limit, start >= 0, begins(atoms[start].word) else { return nil }
    var node = first[Int(atoms[start].word)]
    var i = start + 1
    var best: (value: T, end: Int)?
    while true {
      if !values[Int(node)].isEmpty, let value = accept(values[Int(node)], i) { best = (value, i) }
      guard i < limit,
        let following = next[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(atoms[i].word)]
      else { return best }
      node = following
      i += 1
    }
  }

  /// The longest phrase that ends right before atom `end` and whose entries `accept` takes.
  func longestBackward<T>(
    _ atoms: [Atom], from end: Int, downTo limit: Int,
    where accept: (_ entries: [Entry], _ start: Int) -> T?
  ) -> (value: T, start: Int)? {
    var i = end - 1
    guard i >= limit, i >= 0, begins(atoms[i].word) else { return nil }
    var node = first[Int(atoms[i].word)]
    var best: (value: T, start: Int)?
    while true {
      if !values[Int(node)].isEmpty, let value = accept(values[Int(node)], i) { best = (value, i) }
      i -= 1
      guard i >= limit, i >= 0,
        let following = next[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(atoms[i].word)]
      else { return best }
      node = following
    }
  }

  /// The longest phrase that ends right before atom `end` and does not go below `limit`; for a
  /// table whose phrases were added with their words in reverse.
  func longestBackward(_ atoms: [Atom], from end: Int, downTo limit: Int) -> Match? {
    var i = end - 1
    guard i >= limit, i >= 0, begins(atoms[i].word) else { return nil }
    var node = first[Int(atoms[i].word)]
    var best: Match? = values[Int(node)].isEmpty ? nil : Match(node: node, edge: i)
    i -= 1
    while i >= limit {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(atoms[i].word)
      guard let following = next[key] else { break }
      node = following
      if !values[Int(node)].isEmpty { best = Match(node: node, edge: i) }
      i -= 1
    }
    return best
  }
}
