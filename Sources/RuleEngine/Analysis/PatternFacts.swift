import DocumentModel

extension PatternSyntax {
  /// The pattern's own place: from its first element to its last.
  var place: SourcePlace? {
    switch self {
    case .word(let name), .exact(let name), .phrase(let name), .lexicon(let name),
      .regex(let name), .reference(let name):
      return name.place
    case .lemma(let name, let particle): return name.place.joined(particle?.place)
    case .tag(let name, let conditions): return name.place.joined(conditions?.place)
    case .token(_, let place), .any(let place), .sentenceStart(let place),
      .sentenceEnd(let place):
      return place
    case .gap(_, let excluding, let place): return place.joined(excluding?.place)
    case .sequence(let parts), .choice(let parts):
      var all: SourcePlace?
      for part in parts {
        guard let place = part.place else { continue }
        all = all?.joined(place) ?? place
      }
      return all
    case .repetition(let inner, _, _, let place): return inner.place?.joined(place) ?? place
    case .capture(let name, let inner): return name.place.joined(inner.place)
    case .each(let inner, let place): return place.joined(inner.place)
    }
  }

  /// The patterns right inside this one.
  var children: [PatternSyntax] {
    switch self {
    case .sequence(let parts), .choice(let parts): parts
    case .repetition(let inner, _, _, _), .capture(_, let inner), .each(let inner, _): [inner]
    case .gap(_, .some(let excluding), _): [excluding]
    default: []
    }
  }

  /// Visits this pattern and all inside it, outermost first; phrases are not opened.
  func visit(_ body: (PatternSyntax) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

extension ConditionSyntax {
  /// From the first key to the last value; nil for an empty list.
  var place: SourcePlace? {
    switch self {
    case .test(let key, _, let values): return key.place.joined(values.last?.place)
    case .not(let inner): return inner.place
    case .and(let parts), .or(let parts):
      var all: SourcePlace?
      for part in parts {
        guard let place = part.place else { continue }
        all = all?.joined(place) ?? place
      }
      return all
    }
  }
}

extension SourcePlace {
  /// The smallest place that holds both; the other counts only in the same file.
  func joined(_ other: SourcePlace?) -> SourcePlace {
    guard let other, other.file == file else { return self }
    return SourcePlace(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}

/// What follows from patterns alone, remembered for each phrase. Phrases must not be recursive.
struct PatternFacts {
  let phrases: [String: PatternSyntax]
  private var lengths: [String: Int] = [:]
  private var certainFields: [String: Set<String>] = [:]
  private var possibleFields: [String: Set<String>] = [:]
  private var paths: [String: Bool] = [:]
  private var eachPhrases: [String: Bool] = [:]
  var expansions: [String: Expansion] = [:]
  var neededPhrases: [String: Set<String>] = [:]
  var neededTotal = 0
  private var tagsInPhrases: [String: Bool] = [:]

  init(phrases: [String: PatternSyntax]) { self.phrases = phrases }

  /// The fewest tokens that the pattern can take.
  mutating func minimumLength(_ pattern: PatternSyntax) -> Int {
    switch pattern {
    case .gap, .sentenceStart, .sentenceEnd: return 0
    case .sequence(let parts):
      return parts.reduce(0) { min(1 << 20, $0 + minimumLength($1)) }
    case .choice(let parts): return parts.map { minimumLength($0) }.min() ?? 0
    case .repetition(let inner, let least, _, _):
      return least == 0 ? 0 : min(1 << 20, least * minimumLength(inner))
    case .capture(_, let inner), .each(let inner, _): return minimumLength(inner)
    case .reference(let name):
      if let known = lengths[name.text] { return known }
      guard let phrase = phrases[name.text] else { return 1 }
      let length = minimumLength(phrase)
      lengths[name.text] = length
      return length
    default: return 1
    }
  }

  /// The fields that every match of the pattern fills.
  mutating func certain(_ pattern: PatternSyntax) -> Set<String> {
    switch pattern {
    case .sequence(let parts):
      return parts.reduce(into: []) { $0.formUnion(certain($1)) }
    case .choice(let parts):
      guard var common = parts.first.map({ certain($0) }) else { return [] }
      for part in parts.dropFirst() where !common.isEmpty { common.formIntersection(certain(part)) }
      return common
    case .repetition(let inner, let least, _, _): return least > 0 ? certain(inner) : []
    case .capture(let name, let inner): return certain(inner).union([name.text])
    case .each(let inner, _): return certain(inner)
    case .reference(let name):
      if let known = certainFields[name.text] { return known }
      guard let phrase = phrases[name.text] else { return [] }
      let fields = certain(phrase)
      certainFields[name.text] = fields
      return fields
    default: return []
    }
  }

  /// The fields that some match of the pattern fills.
  mutating func possible(_ pattern: PatternSyntax) -> Set<String> {
    switch pattern {
    case .sequence(let parts), .choice(let parts):
      return parts.reduce(into: []) { $0.formUnion(possible($1)) }
    case .repetition(let inner, _, _, _), .each(let inner, _): return possible(inner)
    case .capture(let name, let inner): return possible(inner).union([name.text])
    case .reference(let name):
      if let known = possibleFields[name.text] { return known }
      guard let phrase = phrases[name.text] else { return [] }
      let fields = possible(phrase)
      possibleFields[name.text] = fields
      return fields
    default: return []
    }
  }

  /// Whether every way through the pattern passes an element that `isWanted`; `key` names the
  /// question, so that answers for phrases are kept.
  mutating func everyPath(
    _ pattern: PatternSyntax, _ key: String, _ isWanted: (PatternSyntax) -> Bool
  ) -> Bool {
    switch pattern {
    case .sequence(let parts):
      for part in parts where everyPath(part, key, isWanted) { return true }
      return false
    case .choice(let parts):
      for part in parts where !everyPath(part, key, isWanted) { return false }
      return true
    case .repetition(let inner, let least, _, _):
      return least > 0 && everyPath(inner, key, isWanted)
    case .capture(_, let inner), .each(let inner, _): return everyPath(inner, key, isWanted)
    case .reference(let name):
      if let known = paths[key + "\n" + name.text] { return known }
      guard let phrase = phrases[name.text] else { return true }
      let answer = everyPath(phrase, key, isWanted)
      paths[key + "\n" + name.text] = answer
      return answer
    default: return isWanted(pattern)
    }
  }

  /// Whether some way through the pattern has an element that `isWanted`; `key` as for
  /// `everyPath`.
  mutating func somePath(
    _ pattern: PatternSyntax, _ key: String, _ isWanted: (PatternSyntax) -> Bool
  ) -> Bool {
    if case .reference(let name) = pattern {
      if let known = tagsInPhrases[key + "\n" + name.text] { return known }
      guard let phrase = phrases[name.text] else { return false }
      let answer = somePath(phrase, key, isWanted)
      tagsInPhrases[key + "\n" + name.text] = answer
      return answer
    }
    if isWanted(pattern) { return true }
    if case .gap = pattern { return false }
    for child in pattern.children where somePath(child, key, isWanted) { return true }
    return false
  }

  /// The elements of the pattern, with those of its phrases; each phrase once.
  func leaves(_ pattern: PatternSyntax) -> [PatternSyntax] {
    var opened: Set<String> = []
    var result: [PatternSyntax] = []
    func collect(_ pattern: PatternSyntax) {
      if case .reference(let name) = pattern {
        if opened.insert(name.text).inserted, let phrase = phrases[name.text] { collect(phrase) }
        return
      }
      if case .gap = pattern { return result.append(pattern) }
      let children = pattern.children
      if children.isEmpty { result.append(pattern) }
      for child in children { collect(child) }
    }
    collect(pattern)
    return result
  }

  /// Whether a list stands somewhere in the pattern.
  mutating func hasEach(_ pattern: PatternSyntax) -> Bool {
    switch pattern {
    case .each: return true
    case .reference(let name):
      if let known = eachPhrases[name.text] { return known }
      guard let phrase = phrases[name.text] else { return false }
      let answer = hasEach(phrase)
      eachPhrases[name.text] = answer
      return answer
    default:
      for child in pattern.children where hasEach(child) { return true }
      return false
    }
  }

  /// Elements with repetitions written out, phrases counting as one; saturates.
  static func size(_ pattern: PatternSyntax) -> Int {
    switch pattern {
    case .sequence(let parts), .choice(let parts):
      return parts.reduce(0) { min(1 << 30, $0 + size($1)) }
    case .repetition(let inner, let least, let most, _):
      let (product, overflow) = size(inner).multipliedReportingOverflow(by: max(1, most ?? least))
      return overflow ? 1 << 30 : min(1 << 30, product)
    case .capture(_, let inner), .each(let inner, _): return size(inner)
    case .gap(let most, let excluding, _): return most + (excluding.map { size($0) } ?? 0)
    default: return 1
    }
  }
}
