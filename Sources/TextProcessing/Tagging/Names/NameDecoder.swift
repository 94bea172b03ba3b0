import DocumentModel

/// The best sequence of labels under scores of single labels and of pairs (Viterbi 1967).
package struct NameDecoder {
  /// For each token of the stretch, the score of each label.
  package var emissions: [SIMD8<Float>] = []
  /// For each token, eight vectors: the scores of its labels given the label before. The first
  /// token's stand behind `outside`.
  package var links: [SIMD8<Float>] = []
  package private(set) var labels: [Int] = []
  private var back: [SIMD8<Int32>] = []

  package init() {}

  package static let forbidden: Float = -1e6

  /// What a label sequence may not do, for each label before: added to the link scores.
  package static let barriers: [SIMD8<Float>] = (0..<8).map { before in
    var row = SIMD8<Float>(repeating: 0)
    for next in 0..<8
    where before >= NameLabel.count || next >= NameLabel.count
      || !NameLabel.allows(before, then: next)
    {
      row[next] = forbidden
    }
    return row
  }

  package mutating func clear() {
    emissions.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
  }

  /// Fills `labels` for the tokens in `emissions`. O(tokens x 49).
  package mutating func decode() {
    let count = emissions.count
    labels.removeAll(keepingCapacity: true)
    labels.append(contentsOf: repeatElement(0, count: count))
    back.removeAll(keepingCapacity: true)
    guard count > 0, links.count >= 8 * count else { return }
    var best = emissions[0] + links[0]
    back.append(SIMD8<Int32>(repeating: 0))
    for t in 1..<max(1, count) {
      var top = links[8 * t] + best[0]
      var from = SIMD8<Int32>(repeating: 0)
      for before in 1..<NameLabel.count {
        let score = links[8 * t + before] + best[before]
        let better = score .> top
        top.replace(with: score, where: better)
        from.replace(with: Int32(before), where: better)
      }
      best = top + emissions[t]
      back.append(from)
    }
    var label = 0
    for next in 1..<NameLabel.count where best[next] > best[label] { label = next }
    var t = count - 1
    while t >= 0 {
      labels[t] = label
      label = Int(back[t][label])
      t -= 1
    }
  }
}
