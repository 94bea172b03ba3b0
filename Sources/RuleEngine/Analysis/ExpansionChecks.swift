import DocumentModel

extension PackChecker {
  /// Counts what a pattern becomes when it is written out, and says when that is too much for one
  /// pattern or, with all before it, for the pack.
  ///
  /// - Parameter copies: how often the pattern is written out.
  mutating func checkSize(_ parts: [PatternSyntax], at place: SourcePlace?, copies: Int = 1) {
    guard !isTooLarge, let place else { return }
    var size = 0
    for part in parts { size = min(1 << 40, size + facts.expansion(part).size) }
    count(size, parts, at: place, copies: copies)
  }

  /// The same for an event: each verb with a particle has an object of its own, and each voice is
  /// a pattern.
  mutating func checkSize(_ event: EventSyntax) {
    guard !isTooLarge else { return }
    let parts = [event.subject, event.verb, event.object].compactMap { $0 }
    let verbs = EventExpansion.particleVerbs(event.verb).count + 1
    let subject = event.subject.map { facts.expansion($0).size } ?? 0
    let object = event.object.map { facts.expansion($0).size } ?? 0
    let size = min(
      1 << 40, subject + facts.expansion(event.verb).size + min(1 << 20, object) * verbs)
    count(size, parts, at: event.place, copies: 16)
  }

  private mutating func count(
    _ size: Int, _ parts: [PatternSyntax], at place: SourcePlace, copies: Int
  ) {
    if size > PackLimits.elements {
      log.report(
        .tooLarge,
        "the pattern is too large: more than \(PackChecker.grouped(PackLimits.elements)) elements",
        at: place, suggestion: "use smaller repetitions, or fewer phrases that capture")
    }
    elements += min(size, PackLimits.elements) * copies
    for part in parts { elements += facts.phraseCount(part) }
    if elements > PackLimits.allElements {
      isTooLarge = true
      log.report(
        .tooLarge,
        "the pack is too large: more than \(PackChecker.grouped(PackLimits.allElements)) elements with this pattern",
        at: place, suggestion: "use smaller patterns, or fewer rules")
    }
  }

  /// `20,000`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = "," + text }
      text = String(digit) + text
    }
    return text
  }
}

/// How many elements a pattern becomes.
struct Expansion {
  /// As it stands.
  var size: Int
  /// Without its empty match, as captures and repetitions take it: of a sequence of elements that
  /// may all be left out, one way for each that stands first.
  var nonempty: Int
  var isNullable: Bool

  static let one = Expansion(size: 1, nonempty: 1, isNullable: false)

  static func sum(_ a: Int, _ b: Int) -> Int { min(1 << 40, a + b) }

  static func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? 1 << 40 : min(1 << 40, product)
  }

  /// What a capture or a repetition writes out.
  var body: Int { isNullable ? nonempty : size }
}

extension PatternFacts {
  /// What the compiler makes of a pattern: repetitions and phrases that capture written out.
  mutating func expansion(_ pattern: PatternSyntax) -> Expansion {
    switch pattern {
    case .sequence(let parts):
      var all = Expansion(size: 0, nonempty: 0, isNullable: true)
      for part in parts.reversed() {
        let one = expansion(part)
        all.nonempty = Expansion.sum(all.nonempty, Expansion.sum(one.nonempty, all.size))
        all.size = Expansion.sum(all.size, one.size)
        all.isNullable = all.isNullable && one.isNullable
      }
      if !all.isNullable { all.nonempty = all.size }
      return all
    case .choice(let parts):
      var all = Expansion(size: 0, nonempty: 0, isNullable: false)
      for part in parts {
        let one = expansion(part)
        all.nonempty = Expansion.sum(all.nonempty, one.nonempty)
        all.size = Expansion.sum(all.size, one.size)
        all.isNullable = all.isNullable || one.isNullable
      }
      return all
    case .repetition(let part, let least, let most, _):
      let inner = expansion(part)
      let size = Expansion.product(inner.body, max(1, most ?? least))
      return Expansion(size: size, nonempty: size, isNullable: least == 0 || inner.isNullable)
    case .capture(_, let part):
      let inner = expansion(part)
      return Expansion(size: inner.body, nonempty: inner.body, isNullable: inner.isNullable)
    case .each(let part, _):
      let inner = expansion(part)
      let size = Expansion.product(inner.body, 3)
      return Expansion(size: size, nonempty: size, isNullable: inner.isNullable)
    case .gap(let most, let excluding, _):
      let size = most + (excluding.map { expansion($0).size } ?? 0)
      return Expansion(size: size, nonempty: size, isNullable: true)
    case .reference(let name):
      if let known = expansions[name.text] { return known }
      guard let phrase = phrases[name.text], hasEach(pattern) || !possible(pattern).isEmpty else {
        return .one
      }
      var found = expansion(phrase)
      // Such a phrase is a mistake itself, and those that use it need not be.
      if found.size > PackLimits.elements { found = .one }
      expansions[name.text] = found
      return found
    case .phrase(let name):
      let words = name.text.utf8.reduce(1) { $0 + ($1 == 0x20 ? 1 : 0) }
      return Expansion(size: words, nonempty: words, isNullable: false)
    case .sentenceStart, .sentenceEnd: return Expansion(size: 1, nonempty: 1, isNullable: true)
    default: return .one
    }
  }

  /// How many phrases a pattern looks up, those inside other phrases too: each that it names with
  /// all that this one needs. Saturates at the limit of a pack.
  mutating func phraseCount(_ pattern: PatternSyntax) -> Int {
    var names: Set<String> = []
    pattern.visit { if case .reference(let name) = $0 { names.insert(name.text) } }
    return names.reduce(0) { min(PackLimits.allElements + 1, $0 + needed(by: $1).count + 1) }
  }

  private mutating func needed(by name: String) -> Set<String> {
    if let known = neededPhrases[name] { return known }
    guard let phrase = phrases[name], neededTotal <= PackLimits.allElements else { return [] }
    var names: Set<String> = []
    phrase.visit { if case .reference(let name) = $0 { names.insert(name.text) } }
    var all = names
    for other in names { all.formUnion(needed(by: other)) }
    neededTotal += all.count
    neededPhrases[name] = all
    return all
  }
}
