import DocumentModel

/// Values of fields from the tokens that were captured for them.
struct FieldReader {
  let set: RuleSet
  let document: Document

  /// The value of a field of a type, or nil when the captured tokens hold none.
  func fill(
    _ type: RecordSchema.FieldType, _ tokens: TokenRange, hit: Int32, lexicons: Set<Int32>,
    _ view: borrowing SentenceView, origin: Fill.Origin
  ) -> Fill? {
    switch type {
    case .quantity(let kind):
      guard let (index, quantity) = quantity(in: tokens, kind: kind, view) else { return nil }
      let number = quantity.value ?? quantity.low ?? quantity.high
      guard let number else { return nil }
      return Fill(value: .number(number), tokens: tokens, annotation: index, origin: origin)
    case .date:
      guard let index = view.firstDate(overlapping: tokens) else {
        return Fill(value: .text(document.string(tokens)), tokens: tokens, origin: origin)
      }
      let value = view.dates[index].iso.map { FieldValue.text($0) } ?? .null
      return Fill(value: value, tokens: tokens, annotation: index, origin: origin)
    case .text, .entity:
      return Fill(value: .text(document.string(tokens)), tokens: tokens, origin: origin)
    case .code(let tag):
      guard
        let code = code(
          in: tokens, hit: hit, lexicons: lexicons, view,
          accepts: { lexicon, _ in
            set.lexiconTags[lexicon] == tag
          })
      else { return nil }
      return Fill(value: .text(code), tokens: tokens, origin: origin)
    case .enumeration(let values):
      guard
        let code = code(
          in: tokens, hit: hit, lexicons: lexicons, view,
          accepts: { _, code in
            values.contains(code)
          }) ?? values.first(where: { $0 == document.string(tokens).lowercased() })
      else { return nil }
      return Fill(value: .text(code), tokens: tokens, origin: origin)
    case .bool: return Fill(value: .bool(true), tokens: tokens, origin: origin)
    case .link: return nil
    }
  }

  /// The first quantity inside the tokens.
  func quantity(
    in tokens: TokenRange, kind: QuantityKind?, _ view: borrowing SentenceView
  ) -> (Int, Quantity)? {
    var p = tokens.start
    while p < tokens.end {
      var index = Int(view.quantityAt[p])
      while index >= 0, index < view.quantities.count {
        let quantity = view.quantities[index]
        if quantity.tokens.start != p { break }
        if quantity.tokens.end <= tokens.end, kind == nil || quantity.kind == kind {
          return (index, quantity)
        }
        index += 1
      }
      p += 1
    }
    return nil
  }

  /// The code of the last fitting entry: of those that the capture named, else of any inside.
  private func code(
    in tokens: TokenRange, hit: Int32, lexicons: Set<Int32>, _ view: borrowing SentenceView,
    accepts: (Int, String) -> Bool
  ) -> String? {
    func code(_ hit: LexiconHit) -> String? {
      let lexicon = Int(hit.lexicon)
      guard lexicon >= 0, lexicon < set.lexiconCodes.count, hit.code >= 0,
        Int(hit.code) < set.lexiconCodes[lexicon].count
      else { return nil }
      let code = set.lexiconCodes[lexicon][Int(hit.code)]
      return accepts(lexicon, code) ? code : nil
    }
    if hit >= 0, let found = code(view.hits[Int(hit)]) { return found }
    var best: (end: Int, start: Int, code: String)?
    var p = tokens.start
    while p < tokens.end {
      var index = Int(view.hitAt[p])
      while index >= 0, index < view.hits.count {
        let hit = view.hits[index]
        if hit.tokens.start != p { break }
        if hit.tokens.end <= tokens.end, lexicons.isEmpty || lexicons.contains(hit.lexicon),
          let found = code(hit)
        {
          if best == nil || hit.tokens.end > best?.end ?? 0 {
            best = (hit.tokens.end, hit.tokens.start, found)
          }
        }
        index += 1
      }
      p += 1
    }
    return best?.code
  }
}
