import DocumentModel

/// The ways on from a node that may take several tokens.
enum Edges {
  /// Whether tokens taken by such a node count as matched by an element.
  static func counts(_ operation: Node.Operation) -> Bool {
    switch operation {
    case .gap, .step, .skip, .aside: false
    default: true
    }
  }

  /// Appends every token at which the node may end when it begins at `token`.
  static func collect(
    _ node: Node, _ token: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary, _ ends: inout [Int32]
  ) {
    guard token < context.end else { return }
    let before = ends.count
    switch node.operation {
    case .gap:
      if node.a >= 0, context.cache.end(of: node.a, at: token, rules, context, words) >= 0 {
        return
      }
      ends.append(Int32(token + 1))
      return
    case .quantity: quantity(node, token, rules, context, &ends)
    case .article: phrase(rules.articlePhrase, token, rules, context, words, &ends)
    case .zero: phrase(rules.zeroPhrase, token, rules, context, words, &ends)
    case .step: step(token, rules, context, &ends)
    case .entity:
      let index = Int(context.view.entityAt[token])
      if index >= 0 {
        let entity = context.view.entities[index]
        if node.b >> Int32(entity.kind.rawValue) & 1 == 1, entity.tokens.end <= context.end,
          node.a < 0 || rules.conditions[Int(node.a)].holds(for: entity)
        {
          ends.append(Int32(entity.tokens.end))
        }
      }
    case .date:
      var index = Int(context.view.dateAt[token])
      while index >= 0, index < context.view.dates.count,
        context.view.dates[index].tokens.start == token
      {
        let date = context.view.dates[index]
        if date.tokens.end <= context.end,
          node.a < 0 || rules.conditions[Int(node.a)].holds(for: date)
        {
          ends.append(Int32(date.tokens.end))
        }
        index += 1
      }
    case .lexicon:
      var index = Int(context.view.hitAt[token])
      while index >= 0, index < context.view.hits.count {
        let hit = context.view.hits[index]
        if hit.tokens.start != token { break }
        if hit.lexicon == node.a, hit.tokens.end <= context.end,
          node.b == 0 || rules.canBeVerb(token, node.b, context)
        {
          ends.append(Int32(hit.tokens.end))
        }
        index += 1
      }
    case .phrase, .aside: phrase(node.a, token, rules, context, words, &ends)
    case .skip:
      context.cache.skipEnds(at: token, kind: node.a, rules, context, &ends)
    default: return
    }
    guard node.isCaptured, ends.count > before else { return }
    var kept = before
    for place in before..<ends.count {
      let end = ends[place]
      if (token..<Int(end)).contains(where: { context.view.ignored[$0] }) { continue }
      ends[kept] = end
      kept += 1
    }
    ends.removeLast(ends.count - kept)
  }

  private static func phrase(
    _ number: Int32, _ token: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary, _ ends: inout [Int32]
  ) {
    guard number >= 0 else { return }
    let end = context.cache.end(of: number, at: token, rules, context, words)
    if end >= 0 { ends.append(end) }
  }

  private static func quantity(
    _ node: Node, _ token: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ ends: inout [Int32]
  ) {
    var index = Int(context.view.quantityAt[token])
    while index >= 0, index < context.view.quantities.count {
      let quantity = context.view.quantities[index]
      if quantity.tokens.start != token { break }
      if QuantityMask.bit(quantity.kind) & node.b != 0, quantity.tokens.end <= context.end,
        node.a < 0 || rules.conditions[Int(node.a)].holds(for: quantity)
      {
        ends.append(Int32(quantity.tokens.end))
      }
      index += 1
    }
  }

  /// The most tokens that stand between a number and its noun.
  private static let farthestStep = 9

  /// What may stand between a number that ends at `token` and the noun: up to the noun that the
  /// quantities stage has found, or as long as the words can modify a noun. A noun is passed
  /// only when "of" follows it ("dozens of members of the security forces").
  private static func step(
    _ token: Int, _ rules: borrowing RuleTables, _ context: borrowing MatchContext,
    _ ends: inout [Int32]
  ) {
    var head = -1
    let before = Int(context.view.quantityBefore[token])
    if before >= 0, let noun = context.view.quantities[before].nounToken, noun >= token {
      head = noun
    }
    var p = token
    let limit = min(context.end, token + farthestStep)
    while p < limit {
      if p >= head {
        let pos = context.view.posBit(p)
        let isOf = rules.isOf(context.view.lower[p])
        if head >= 0 {
          let nextIsOf = p + 1 < limit && rules.isOf(context.view.lower[p + 1])
          if p == head && !nextIsOf { return }
        }
        let isHyphen = pos & PosMask.of(.punct) != 0 && rules.isHyphen(context.view.lower[p])
        guard pos & stepped != 0 || isOf || isHyphen else { return }
        if rules.grammar.relatives.contains(context.view.lower[p]) { return }
        // A verb before the noun must be a participle that modifies it.
        if pos & PosMask.of(.verb) != 0 {
          guard p + 1 < limit, context.view.posBit(p + 1) & (PosMask.nounal | PosMask.of(.adj)) != 0
          else { return }
        }
        // An adverb must modify what follows: "34 wounded | when shells".
        if pos & PosMask.of(.adv) != 0 {
          guard p + 1 < limit, context.view.posBit(p + 1) & PosMask.of(.adj, .verb, .adv) != 0
          else { return }
        }
      }
      p += 1
      ends.append(Int32(p))
    }
  }

  private static let stepped = PosMask.of(
    .adj, .det, .noun, .propn, .pron, .part, .adv, .verb, .x)
}
