import DocumentModel

/// Writes an event as the patterns that it stands for, by the voices of the grammar.
struct EventExpansion {
  let grammar: Grammar

  /// One pattern a voice, in the order of the grammar.
  ///
  /// - Parameter subjectField: the field that a pronoun subject leaves to the attribution.
  func patterns(of event: EventSyntax, subjectField: String?)
    -> [(voice: String, pattern: PatternSyntax, isActive: Bool)]
  {
    let isTransitive = event.object != nil
    let prefix = isTransitive ? "voice-" : "intransitive-"
    let subject = event.subject.flatMap { EventExpansion.required($0) }
    let isRequired = event.subject.map { !EventExpansion.isOptional($0) } ?? false
    var result: [(voice: String, pattern: PatternSyntax, isActive: Bool)] = []
    for name in grammar.names where name.hasPrefix(prefix) {
      guard let voice = grammar.phrases[EventGrammar.name(name)] else { continue }
      if isTransitive, isRequired, !EventExpansion.mentions(voice, ["subject", "agent"]) {
        continue
      }
      let parts = Parts(
        event: event, subject: subject, isRequired: isRequired,
        pronoun: isTransitive ? subjectField : nil)
      if let pattern = substitute(voice, parts) {
        result.append((name, pattern, EventExpansion.mentions(voice, ["verb-object"])))
      }
    }
    return result
  }

  /// Verb and object alone, which every voice with `<verb-object>` holds.
  func core(of event: EventSyntax) -> PatternSyntax? {
    verbObject(Parts(event: event, subject: nil, isRequired: false, pronoun: nil))
  }

  private struct Parts {
    var event: EventSyntax
    var subject: PatternSyntax?
    var isRequired: Bool
    var pronoun: String?
  }

  /// - Returns: nil when a part that must stand there does not exist.
  private func substitute(_ pattern: PatternSyntax, _ parts: Parts) -> PatternSyntax? {
    let place = parts.event.place
    switch pattern {
    case .reference(let name):
      switch name.text {
      case "subject":
        guard let subject = parts.subject else { return nil }
        guard let field = parts.pronoun else { return subject }
        let pronoun = PatternSyntax.capture(
          Name(field, place), .reference(Name(EventGrammar.name("personal-pronoun"), place)))
        return .choice([subject, pronoun])
      case "agent": return parts.subject
      case "object": return parts.event.object
      case "verb": return .capture(Name("!verb", place), parts.event.verb)
      case "participle": return .capture(Name("!participle", place), parts.event.verb)
      case "verb-object": return verbObject(parts)
      default: return pattern
      }
    case .sequence(let items):
      var result: [PatternSyntax] = []
      for item in items {
        guard let part = substitute(item, parts) else { return nil }
        result.append(part)
      }
      return .sequence(result)
    case .choice(let items):
      let kept = items.compactMap { substitute($0, parts) }
      return kept.isEmpty ? nil : kept.count == 1 ? kept[0] : .choice(kept)
    case .repetition(let part, let low, let high, let place):
      guard let inner = substitute(part, parts) else {
        return low == 0 ? .sequence([]) : nil
      }
      if low == 0, high == 1, parts.isRequired, EventExpansion.mentions(part, ["agent"]) {
        return inner
      }
      return .repetition(inner, min: low, max: high, place)
    case .capture(let name, let part):
      return substitute(part, parts).map { .capture(name, $0) }
    case .each(let part, let place):
      return substitute(part, parts).map { .each($0, place) }
    default: return pattern
    }
  }

  /// Verb and object, with the particle of the verb before or behind the object.
  private func verbObject(_ parts: Parts) -> PatternSyntax? {
    guard let object = parts.event.object else { return nil }
    let place = parts.event.place
    func sequence(_ verb: PatternSyntax, particle: Name?) -> PatternSyntax {
      var items: [PatternSyntax] = [
        .capture(Name("!verb", place), verb),
        .repetition(
          .reference(Name(EventGrammar.name("object-lead"), place)), min: 0, max: 1, place),
        .reference(Name("skip", place)), object,
      ]
      if let particle { items.append(.word(particle)) }
      return .sequence(items)
    }
    var choices = [sequence(parts.event.verb, particle: nil)]
    for (verb, particle) in EventExpansion.particleVerbs(parts.event.verb) {
      choices.append(sequence(verb, particle: particle))
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  /// Each verb with a particle, without it, inside the captures that it stands in.
  static func particleVerbs(_ verb: PatternSyntax) -> [(PatternSyntax, Name)] {
    switch verb {
    case .lemma(let name, .some(let particle)):
      [(.lemma(name, particle: nil), particle)]
    case .choice(let parts): parts.flatMap { particleVerbs($0) }
    case .capture(let name, let part):
      particleVerbs(part).map { (.capture(name, $0.0), $0.1) }
    case .sequence(let parts) where parts.count == 1: particleVerbs(parts[0])
    default: []
    }
  }

  static func mentions(_ pattern: PatternSyntax, _ names: Set<String>) -> Bool {
    switch pattern {
    case .reference(let name): names.contains(name.text)
    case .sequence(let parts), .choice(let parts): parts.contains { mentions($0, names) }
    case .repetition(let part, _, _, _), .capture(_, let part), .each(let part, _):
      mentions(part, names)
    default: false
    }
  }

  /// A pattern without what only the engine sees: the marks of verbs and the grammar's prefix.
  static func readable(_ pattern: PatternSyntax) -> String {
    PatternPrinter.text(plain(pattern))
  }

  private static func plain(_ pattern: PatternSyntax) -> PatternSyntax {
    switch pattern {
    case .reference(let name):
      let prefix = EventGrammar.name("")
      guard name.text.hasPrefix(prefix) else { return pattern }
      return .reference(Name(String(name.text.dropFirst(prefix.utf8.count)), name.place))
    case .sequence(let parts):
      var flat: [PatternSyntax] = []
      for part in parts {
        let part = plain(part)
        if case .sequence(let inner) = part { flat += inner } else { flat.append(part) }
      }
      return .sequence(flat)
    case .choice(let parts): return .choice(parts.map(plain))
    case .repetition(let part, let low, let high, let place):
      return .repetition(plain(part), min: low, max: high, place)
    case .capture(let name, let part):
      return name.text.utf8.first == UInt8(ascii: "!") ? plain(part) : .capture(name, plain(part))
    case .each(let part, let place): return .each(plain(part), place)
    case .gap(let most, let excluded, let place):
      return .gap(max: most, excluding: excluded.map(plain), place)
    default: return pattern
    }
  }

  static func isOptional(_ pattern: PatternSyntax) -> Bool {
    switch pattern {
    case .repetition(let part, let low, _, _): low == 0 || isOptional(part)
    case .sequence(let parts): parts.allSatisfy { isOptional($0) }
    case .choice(let parts): parts.contains { isOptional($0) }
    case .capture(_, let part): isOptional(part)
    case .gap: true
    default: false
    }
  }

  /// The pattern when it stands there: without a `?` around it.
  static func required(_ pattern: PatternSyntax) -> PatternSyntax? {
    switch pattern {
    case .repetition(let part, 0, 1, _): return required(part)
    case .repetition(let part, 0, let high, let place):
      return .repetition(part, min: 1, max: high, place)
    case .capture(let name, let part): return required(part).map { .capture(name, $0) }
    case .sequence(let parts) where parts.count == 1: return required(parts[0])
    case .sequence(let parts): return parts.isEmpty ? nil : pattern
    default: return pattern
    }
  }
}

/// Phrases with captures are written out where they are used, so that their captures belong to
/// the rule; the others are looked up as one.
struct PhraseInliner {
  let phrases: [String: PatternSyntax]
  private var known: [String: Bool] = [:]

  init(phrases: [String: PatternSyntax]) { self.phrases = phrases }

  mutating func inline(_ pattern: PatternSyntax, depth: Int = 0) -> PatternSyntax {
    switch pattern {
    case .reference(let name):
      guard depth < 20, let inner = phrases[name.text], captures(name.text, depth: 0) else {
        return pattern
      }
      return inline(inner, depth: depth + 1)
    case .sequence(let parts): return .sequence(parts.map { inline($0, depth: depth) })
    case .choice(let parts): return .choice(parts.map { inline($0, depth: depth) })
    case .repetition(let part, let low, let high, let place):
      return .repetition(inline(part, depth: depth), min: low, max: high, place)
    case .capture(let name, let part): return .capture(name, inline(part, depth: depth))
    case .each(let part, let place): return .each(inline(part, depth: depth), place)
    default: return pattern
    }
  }

  mutating func inline(_ event: EventSyntax) -> EventSyntax {
    var event = event
    event.subject = event.subject.map { inline($0) }
    event.verb = inline(event.verb)
    event.object = event.object.map { inline($0) }
    return event
  }

  private mutating func captures(_ name: String, depth: Int) -> Bool {
    if let result = known[name] { return result }
    guard depth < 30, let pattern = phrases[name] else { return false }
    known[name] = false
    let result = captures(pattern, depth: depth)
    known[name] = result
    return result
  }

  private mutating func captures(_ pattern: PatternSyntax, depth: Int) -> Bool {
    switch pattern {
    case .capture, .each: return true
    case .reference(let name): return captures(name.text, depth: depth + 1)
    case .sequence(let parts), .choice(let parts):
      for part in parts where captures(part, depth: depth) { return true }
      return false
    case .repetition(let part, _, _, _): return captures(part, depth: depth)
    default: return false
    }
  }
}
