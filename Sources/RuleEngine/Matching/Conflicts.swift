import DocumentModel

/// Decides between records that read the same figure, in the fixed order of the language.
struct Conflicts {
  let set: RuleSet

  /// Marks the losers among the drafts that are complete.
  ///
  /// - Complexity: O(n log n) where few drafts read the same figure.
  func resolve(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    yieldWithinTypes(&drafts, trace)
    rank(&drafts, trace)
    dropWholes(&drafts, trace)
    yieldAcrossTypes(&drafts, trace)
  }

  /// The tokens over which a draft competes.
  private func contested(_ draft: Draft) -> [TokenRange] {
    if let figure = draft.figureTokens { return [figure] }
    let fields = set.types[draft.type].fields
    let required = fields.indices.compactMap { index in
      fields[index].required ? draft.fills[index]?.tokens : nil
    }
    return required.isEmpty ? [draft.matchTokens] : required
  }

  private func overlap(_ a: Draft, _ b: Draft) -> Bool {
    for left in contested(a) {
      for right in contested(b) where left.overlaps(right) { return true }
    }
    return false
  }

  private func yields(_ a: Draft, to b: Draft) -> Bool {
    let names = set.rules[a.rule].yields
    guard !names.isEmpty else { return false }
    return names.contains { name in
      name == set.rules[b.rule].name || set.types[b.type].lineage.contains(name)
        || (name == "all" && b.rule != a.rule)
    }
  }

  /// "19 of the 22 missiles were shot down": the 22 that another draft of the rule, about the same
  /// verb, holds in a field of its own are not what happened.
  private func dropWholes(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    for group in bySentence(drafts) {
      for part in group where drafts[part].isAlive && !drafts[part].events.isEmpty {
        let fields = set.types[drafts[part].type].fields
        let held = fields.indices.compactMap { index -> Int? in
          guard case .quantity = fields[index].type else { return nil }
          return drafts[part].fills[index]?.annotation
        }
        if held.isEmpty { continue }
        for whole in group
        where whole != part && drafts[whole].isAlive && drafts[whole].rule == drafts[part].rule
          && drafts[whole].events.contains(where: drafts[part].events.contains)
        {
          guard let figure = drafts[whole].figureIndex, held.contains(figure) else { continue }
          drafts[whole].isAlive = false
          trace(whole, "whole")
        }
      }
    }
  }

  /// Drafts by sentence, since those of different sentences never meet.
  private func bySentence(_ drafts: [Draft]) -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for index in drafts.indices where drafts[index].isAlive {
      groups[drafts[index].sentence, default: []].append(index)
    }
    return groups.keys.sorted().compactMap { groups[$0] }
  }

  private func yieldWithinTypes(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    removeYielding(&drafts, sameType: true, trace)
  }

  private func yieldAcrossTypes(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    removeYielding(&drafts, sameType: false, trace)
  }

  private func removeYielding(
    _ drafts: inout [Draft], sameType: Bool, _ trace: (Int, String) -> Void
  ) {
    for group in bySentence(drafts) {
      // "all" last: what it yields to may itself have yielded.
      let order = group.filter { !set.rules[drafts[$0].rule].yields.isEmpty }.sorted {
        let a = set.rules[drafts[$0].rule]
        let b = set.rules[drafts[$1].rule]
        let left = (a.yields.contains("all") ? 1 : 0, a.name, drafts[$0].matchTokens)
        let right = (b.yields.contains("all") ? 1 : 0, b.name, drafts[$1].matchTokens)
        return left < right
      }
      for loser in order {
        for winner in group
        where winner != loser && drafts[winner].isAlive
          && drafts[winner].match != drafts[loser].match
          && (drafts[winner].type == drafts[loser].type) == sameType
          && yields(drafts[loser], to: drafts[winner])
          && !(yields(drafts[winner], to: drafts[loser])
            && set.rules[drafts[winner].rule].name > set.rules[drafts[loser].rule].name)
          && overlap(drafts[loser], drafts[winner])
        {
          drafts[loser].isAlive = false
          trace(loser, "yields to \(set.rules[drafts[winner].rule].name)")
          break
        }
      }
    }
  }

  private func rank(_ drafts: inout [Draft], _ trace: (Int, String) -> Void) {
    for group in bySentence(drafts) {
      let order = group.sorted { precedes(drafts[$0], drafts[$1]) }
      var kept: [Int] = []
      for index in order {
        let winner = kept.first {
          drafts[$0].type == drafts[index].type && drafts[$0].match != drafts[index].match
            && overlap(drafts[$0], drafts[index])
        }
        if let winner {
          drafts[index].isAlive = false
          trace(index, reason(drafts[winner], drafts[index]))
        } else {
          kept.append(index)
        }
      }
    }
  }

  /// More tokens matched, then more fields filled, then leftmost, then the rule's name.
  private func precedes(_ a: Draft, _ b: Draft) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.filled != b.filled { return a.filled > b.filled }
    if a.matchTokens.start != b.matchTokens.start {
      return a.matchTokens.start < b.matchTokens.start
    }
    let left = set.rules[a.rule].name
    let right = set.rules[b.rule].name
    if left != right { return left < right }
    return a.match < b.match
  }

  private func reason(_ winner: Draft, _ loser: Draft) -> String {
    let name = set.rules[winner.rule].name
    if winner.score != loser.score { return "\(name) matched more tokens" }
    if winner.filled != loser.filled { return "\(name) filled more fields" }
    if winner.matchTokens.start != loser.matchTokens.start { return "\(name) starts further left" }
    return "ties with \(name), whose name comes first"
  }
}
