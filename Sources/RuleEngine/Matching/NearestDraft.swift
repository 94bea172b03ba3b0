import DocumentModel

/// Finds the draft that a `take` or `link` line means: the nearest in the sentence, else in the
/// paragraph before it.
struct NearestDraft {
  /// A `take` or `link` line of a rule. One table is asked for lines of one sort only.
  struct Key: Hashable {
    var rule: Int
    var line: Int
  }

  let set: RuleSet
  let document: Document
  /// Those that may be meant.
  let drafts: [Draft]
  /// Drafts of the types and with the values that a line asks for, by sentence and index.
  private var fitting: [Key: [Int]] = [:]

  init(set: RuleSet, document: Document, drafts: [Draft]) {
    self.set = set
    self.document = document
    self.drafts = drafts
  }

  /// - Parameter skipping: the index of the draft itself, -1 when it is none of the drafts.
  /// - Complexity: O(log n) and the fitting drafts of one sentence.
  mutating func index(
    _ reference: CompiledRule.Reference, _ key: Key, to draft: Draft, skipping: Int
  ) -> Int? {
    let candidates = candidates(reference, key)
    let own = place(draft)
    let first = firstPlace(candidates, from: draft.sentence)
    var best: (distance: Int, index: Int)?
    var at = first
    while at < candidates.count, drafts[candidates[at]].sentence == draft.sentence {
      let index = candidates[at]
      at += 1
      if index == skipping { continue }
      if drafts[index].match == draft.match && drafts[index].figureTokens == draft.figureTokens {
        continue
      }
      let there = place(drafts[index])
      if there.overlaps(own) { continue }
      switch reference.direction {
      case .before where there.start >= own.start: continue
      case .after where there.start <= own.start: continue
      default: break
      }
      let distance = RuleSet.distance(there, own)
      if let best, best.distance <= distance { continue }
      best = (distance, index)
    }
    if let best { return best.index }
    guard first > 0, reference.direction != .after else { return nil }
    let sentence = drafts[candidates[first - 1]].sentence
    guard document.sentences[sentence].block == document.sentences[draft.sentence].block else {
      return nil
    }
    at = firstPlace(candidates, from: sentence)
    while at < first {
      let distance = RuleSet.distance(place(drafts[candidates[at]]), own)
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidates[at]) }
      at += 1
    }
    return best?.index
  }

  private func place(_ draft: Draft) -> TokenRange { draft.figureTokens ?? draft.matchTokens }

  /// The first place of a candidate of a sentence or one behind it.
  private func firstPlace(_ candidates: [Int], from sentence: Int) -> Int {
    var low = 0
    var high = candidates.count
    while low < high {
      let middle = (low + high) / 2
      if drafts[candidates[middle]].sentence < sentence { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func candidates(_ reference: CompiledRule.Reference, _ key: Key) -> [Int] {
    if let known = fitting[key] { return known }
    let found = drafts.indices.filter {
      reference.types.contains(drafts[$0].type) && fits(drafts[$0], reference)
    }.sorted { (drafts[$0].sentence, $0) < (drafts[$1].sentence, $1) }
    fitting[key] = found
    return found
  }

  private func fits(_ draft: Draft, _ reference: CompiledRule.Reference) -> Bool {
    reference.conditions.allSatisfy { condition in
      let field = set.types[reference.type].fields[condition.field].name
      guard let at = set.types[draft.type].fields.firstIndex(where: { $0.name == field }) else {
        return false
      }
      return matches(draft.fills[at]?.value, condition.value)
    }
  }

  private func matches(_ value: FieldValue?, _ wanted: String) -> Bool {
    switch value {
    case nil, .null?: wanted == "none" || wanted == "false"
    case .text(let text)?: text == wanted
    case .bool(let bool)?: wanted == (bool ? "true" : "false")
    case .number(let number)?: Double(wanted) == number
    case .link?: false
    }
  }
}
