import DocumentModel

/// Decides between records that read the same figure, in the fixed order of the language.
struct Conflicts {
  let set: RuleSet
  /// Whether a rule (high half) yields to another (low half), once it was looked up.
  private var yielding: [UInt64: Bool] = [:]

  init(set: RuleSet) { self.set = set }

  /// Marks the losers among the drafts that are alive and complete.
  ///
  /// - Complexity: O(n log n) in the drafts of a sentence, as long as few of them read the same
  ///   figure.
  mutating func resolve(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    // Drafts of different sentences never meet.
    let order = drafts.indices.filter { drafts[$0].isAlive }.sorted {
      (drafts[$0].sentence, $0) < (drafts[$1].sentence, $1)
    }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, drafts[order[end]].sentence == drafts[order[start]].sentence {
        end += 1
      }
      if end - start > 1 { resolve(order[start..<end], &drafts, trace) }
      start = end
    }
  }

  private mutating func resolve(
    _ group: ArraySlice<Int>, _ drafts: inout [Draft], _ trace: (Int, String) -> Void
  ) {
    var rivals = group.map { rival($0, drafts[$0]) }
    removeYielding(&rivals, sameType: true, trace)
    rank(&rivals, trace)
    dropWholes(&rivals, drafts, trace)
    removeYielding(&rivals, sameType: false, trace)
    for rival in rivals where !rival.isAlive { drafts[rival.draft].isAlive = false }
  }

  // MARK: Rivals

  /// What decides about a draft, read once.
  private struct Rival {
    /// Index of the draft.
    var draft: Int
    var rule: Int
    var type: Int
    var match: Int
    var matchTokens: TokenRange
    var score: Int
    var filled: Int
    /// The tokens over which it competes.
    var contested: [TokenRange]
    var isAlive = true
  }

  private func rival(_ index: Int, _ draft: Draft) -> Rival {
    Rival(
      draft: index, rule: draft.rule, type: draft.type, match: draft.match,
      matchTokens: draft.matchTokens, score: draft.score, filled: draft.filled,
      contested: contested(draft))
  }

  private func contested(_ draft: Draft) -> [TokenRange] {
    if let figure = draft.figureTokens { return [figure] }
    let fields = set.types[draft.type].fields
    let required = fields.indices.compactMap { index in
      fields[index].required ? draft.fills[index]?.tokens : nil
    }
    return required.isEmpty ? [draft.matchTokens] : required
  }

  /// Which rivals compete over each token, in the order in which they were added.
  private struct Contests {
    private let first: Int
    private var rivals: [[Int32]]

    init(_ all: [Rival]) {
      var low = Int.max
      var high = Int.min
      for rival in all {
        for range in rival.contested {
          low = min(low, range.start)
          high = max(high, range.end)
        }
      }
      first = low
      rivals = [[Int32]](repeating: [], count: max(0, low > high ? 0 : high - low))
    }

    mutating func add(_ number: Int, _ rival: Rival) {
      for range in rival.contested where !range.isEmpty {
        for token in range.start..<range.end { rivals[token - first].append(Int32(number)) }
      }
    }

    /// The lowest number that competes with a rival and fits.
    func lowest(against rival: Rival, where fits: (Int) -> Bool) -> Int? {
      var lowest: Int?
      for range in rival.contested where !range.isEmpty {
        for token in range.start..<range.end {
          for number in rivals[token - first] {
            if let lowest, Int(number) >= lowest { break }
            if fits(Int(number)) {
              lowest = Int(number)
              break
            }
          }
        }
      }
      return lowest
    }
  }

  // MARK: The order of the language

  private mutating func yields(_ a: Rival, to b: Rival) -> Bool {
    let names = set.rules[a.rule].yields
    if names.isEmpty { return false }
    let key = UInt64(a.rule) << 32 | UInt64(b.rule)
    if let known = yielding[key] { return known }
    let result = names.contains { name in
      name == set.rules[b.rule].name || set.types[b.type].lineage.contains(name)
        || (name == "all" && b.rule != a.rule)
    }
    yielding[key] = result
    return result
  }

  private mutating func removeYielding(
    _ rivals: inout [Rival], sameType: Bool, _ trace: (Int, String) -> Void
  ) {
    // "all" last: what it yields to may itself have yielded.
    let order = rivals.indices.filter {
      rivals[$0].isAlive && !set.rules[rivals[$0].rule].yields.isEmpty
    }.sorted {
      let a = set.rules[rivals[$0].rule]
      let b = set.rules[rivals[$1].rule]
      let left = (a.yields.contains("all") ? 1 : 0, a.name, rivals[$0].matchTokens)
      let right = (b.yields.contains("all") ? 1 : 0, b.name, rivals[$1].matchTokens)
      return left < right
    }
    if order.isEmpty { return }
    var contests = Contests(rivals)
    for number in rivals.indices where rivals[number].isAlive {
      contests.add(number, rivals[number])
    }
    for loser in order {
      let own = rivals[loser]
      let winner = contests.lowest(against: own) { number in
        let other = rivals[number]
        return number != loser && other.isAlive && other.match != own.match
          && (other.type == own.type) == sameType && yields(own, to: other)
          && !(yields(other, to: own) && set.rules[other.rule].name > set.rules[own.rule].name)
      }
      if let winner {
        rivals[loser].isAlive = false
        trace(own.draft, "yields to \(set.rules[rivals[winner].rule].name)")
      }
    }
  }

  private func rank(_ rivals: inout [Rival], _ trace: (Int, String) -> Void) {
    let order = rivals.indices.filter { rivals[$0].isAlive }
      .sorted { precedes(rivals[$0], rivals[$1]) }
    var kept = Contests(rivals)
    var places: [Int] = []
    for index in order {
      let own = rivals[index]
      let winner = kept.lowest(against: own) { place in
        let other = rivals[places[place]]
        return other.type == own.type && other.match != own.match
      }
      if let winner {
        rivals[index].isAlive = false
        trace(own.draft, reason(rivals[places[winner]], own))
      } else {
        kept.add(places.count, own)
        places.append(index)
      }
    }
  }

  /// "19 of the 22 missiles were shot down": the 22 that another draft of the rule, about the same
  /// verb, holds in a field of its own are not what happened.
  private func dropWholes(
    _ rivals: inout [Rival], _ drafts: [Draft], _ trace: (Int, String) -> Void
  ) {
    /// Rivals by the quantity that is their figure.
    var byFigure: [Int: [Int]] = [:]
    for (number, rival) in rivals.enumerated() where rival.isAlive {
      if let figure = drafts[rival.draft].figureIndex {
        byFigure[figure, default: []].append(number)
      }
    }
    for part in rivals.indices where rivals[part].isAlive {
      let draft = drafts[rivals[part].draft]
      if draft.events.isEmpty { continue }
      let fields = set.types[draft.type].fields
      for index in fields.indices {
        guard case .quantity = fields[index].type, let held = draft.fills[index]?.annotation
        else { continue }
        for whole in byFigure[held] ?? []
        where whole != part && rivals[whole].isAlive && rivals[whole].rule == rivals[part].rule
          && drafts[rivals[whole].draft].events.contains(where: draft.events.contains)
        {
          rivals[whole].isAlive = false
          trace(rivals[whole].draft, "whole")
        }
      }
    }
  }

  /// More tokens matched, then more fields filled, then leftmost, then the rule's name.
  private func precedes(_ a: Rival, _ b: Rival) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.filled != b.filled { return a.filled > b.filled }
    if a.matchTokens.start != b.matchTokens.start {
      return a.matchTokens.start < b.matchTokens.start
    }
    if a.rule != b.rule {
      let left = set.rules[a.rule].name
      let right = set.rules[b.rule].name
      if left != right { return left < right }
    }
    if a.match != b.match { return a.match < b.match }
    return a.draft < b.draft
  }

  private func reason(_ winner: Rival, _ loser: Rival) -> String {
    let name = set.rules[winner.rule].name
    if winner.score != loser.score { return "\(name) matched more tokens" }
    if winner.filled != loser.filled { return "\(name) filled more fields" }
    if winner.matchTokens.start != loser.matchTokens.start { return "\(name) starts further left" }
    return "ties with \(name), whose name comes first"
  }
}
