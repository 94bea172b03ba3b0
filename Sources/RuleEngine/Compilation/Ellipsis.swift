import DocumentModel

/// What a further item of a coordination may leave out.
enum Ellipsis {
  /// The pattern of an item whose figure has no noun: only the figure and the verb must stand.
  ///
  /// - Returns: nil when the pattern has no figure or nothing to leave out.
  static func shortened(_ pattern: PatternSyntax) -> PatternSyntax? {
    guard holdsFigure(pattern) else { return nil }
    let short = shorten(pattern, isLast: true)
    return short
  }

  private static func shorten(_ pattern: PatternSyntax, isLast: Bool) -> PatternSyntax {
    switch pattern {
    case .sequence(let parts):
      var result: [PatternSyntax] = []
      let lastVerb = parts.lastIndex { holdsVerb($0) } ?? -1
      for (index, part) in parts.enumerated() {
        let verbFollows = lastVerb > index
        if holdsFigure(part) {
          result.append(shorten(part, isLast: isLast && !verbFollows))
        } else if holdsVerb(part) {
          result.append(part)
        } else if case .gap = part {
          // Words that are stepped over could be the noun that the item is to lack.
          continue
        } else if case .repetition(_, min: 0, _, _) = part {
          result.append(part)
        } else if isZeroWidth(part) {
          result.append(part)
        } else {
          result.append(.repetition(part, min: 0, max: 1, place(of: part)))
        }
      }
      return .sequence(result)
    case .choice(let parts):
      return .choice(parts.filter { holdsFigure($0) }.map { shorten($0, isLast: isLast) })
    case .repetition(let part, let low, let high, let place):
      return .repetition(shorten(part, isLast: isLast), min: low, max: high, place)
    case .each(let part, let place): return .each(shorten(part, isLast: isLast), place)
    case .capture(let name, let part) where name.text == "figure":
      let figure = PatternSyntax.capture(name, withoutStep(part))
      let more = PatternSyntax.repetition(
        .reference(Name(EventGrammar.name("more"), name.place)), min: 0, max: 1, name.place)
      let bare = PatternSyntax.reference(Name("bare", name.place))
      return .sequence(isLast ? [figure, more, bare] : [figure, more])
    default: return pattern
    }
  }

  private static func isZeroWidth(_ pattern: PatternSyntax) -> Bool {
    switch pattern {
    case .reference(let name):
      name.text.hasPrefix("not-") || name.text.hasPrefix("then-") || name.text == "skip"
        || name.text == "bare"
    case .choice(let parts), .sequence(let parts): parts.allSatisfy { isZeroWidth($0) }
    case .sentenceStart, .sentenceEnd: true
    default: false
    }
  }

  private static func withoutStep(_ pattern: PatternSyntax) -> PatternSyntax {
    switch pattern {
    case .tag(let name, let condition) where name.text == "Quantity":
      return .tag(Name("QuantityNoStep", name.place), conditions: condition)
    case .choice(let parts):
      // "a" alone counts nothing.
      let kept = parts.filter {
        if case .tag(let name, _) = $0 { return name.text != "A" && name.text != "No" }
        return true
      }
      return .choice(kept.map { withoutStep($0) })
    default: return pattern
    }
  }

  static func holdsFigure(_ pattern: PatternSyntax) -> Bool {
    holds(pattern) { $0 == "figure" }
  }

  static func holdsVerb(_ pattern: PatternSyntax) -> Bool {
    holds(pattern) { $0 == "!verb" || $0 == "!participle" }
  }

  static func holds(_ pattern: PatternSyntax, _ test: (String) -> Bool) -> Bool {
    switch pattern {
    case .capture(let name, let part): test(name.text) || holds(part, test)
    case .sequence(let parts), .choice(let parts): parts.contains { holds($0, test) }
    case .repetition(let part, _, _, _), .each(let part, _): holds(part, test)
    default: false
    }
  }

  /// Some place inside a pattern, for messages.
  static func place(of pattern: PatternSyntax) -> SourcePlace {
    switch pattern {
    case .word(let name), .exact(let name), .phrase(let name), .lemma(let name, _),
      .lexicon(let name), .tag(let name, _), .regex(let name), .reference(let name),
      .capture(let name, _):
      name.place
    case .token(_, let place), .any(let place), .gap(_, _, let place),
      .sentenceStart(let place), .sentenceEnd(let place), .repetition(_, _, _, let place),
      .each(_, let place):
      place
    case .sequence(let parts), .choice(let parts):
      parts.first.map { self.place(of: $0) } ?? SourcePlace(file: 0, start: 0, end: 0)
    }
  }
}
