import DocumentModel

/// Turns patterns into programs. One compiler serves a whole rule set, so that tests, features and
/// phrases are shared by all rules.
struct PatternCompiler {
  let lexicons: [Lexicon]
  /// The same name may stand for several lexicons when packs are put together.
  private(set) var lexiconNumbers: [String: Int32] = [:]
  let tokenizer: any PhraseTokenizer
  let inflection: any Inflection

  private(set) var tests = TestTable()
  private(set) var features = FeatureTable()
  private(set) var conditions: [ValueCondition] = []
  private(set) var phrasePrograms: [Program] = []
  private(set) var phraseSlots: [[String]] = []
  private(set) var phraseNames: [String] = []
  /// For each phrase, the lexicons that it names itself.
  private var phraseLexicons: [Set<Int32>] = []

  fileprivate var phraseSources: [String: PatternSyntax]
  private var phraseNumbers: [String: Int32] = [:]
  private var phrasesInWork: Set<String> = []
  private var verbs: [String: VerbWords] = [:]
  /// What the tokenizer makes of words and phrases; lengths are asked for at every level of a
  /// pattern.
  private var lemmaTests: [LemmaKey: [Int32]] = [:]
  /// The tests of words, and what they make necessary: the voices of an event hold the same words,
  /// and so do many rules.
  private var wordTests: [String: [Int32]] = [:]
  private var necessaryWords: [String: [Necessary]] = [:]
  private var necessaryLemmas: [String: [Necessary]] = [:]
  /// What a name in angle brackets leads to, once its phrase is compiled: operation, number, sign.
  private var knownReferences: [String: Node] = [:]
  private var knownPieces: [String: [String]] = [:]

  /// Slots of the rule in work: a name each; hidden ones begin with `!`.
  private(set) var slots: [String] = []
  private var slotNumbers: [String: Int32] = [:]
  /// For each slot, the lexicons that its capture names.
  private(set) var slotLexicons: [Set<Int32>] = []

  private var nodes: [Node] = []
  private var usedPhrases: [Int32] = []
  private var isUsed: Set<Int32> = []
  private var openSlots: [Int32] = []
  private var verbForm = VerbForm.any
  private var skipMask: Int32 = 0
  private var doesCapture = false

  /// The words of one verb, by what they can be.
  struct VerbWords {
    var all: [UInt32]
    /// The base form and the third person, which nouns share.
    var ambiguous: [UInt32]
    var participles: [UInt32]
    var lemma: UInt32
    /// Every form and every plural, for `~word` outside an event.
    var inflected: [UInt32]
  }

  init(
    lexicons: [Lexicon], phrases: [String: PatternSyntax], tokenizer: any PhraseTokenizer,
    inflection: any Inflection
  ) {
    self.lexicons = lexicons
    self.tokenizer = tokenizer
    self.inflection = inflection
    phraseSources = phrases
    for (index, lexicon) in lexicons.enumerated() { lexiconNumbers[lexicon.name] = Int32(index) }
  }

  /// Starts a rule: its slots begin anew.
  mutating func beginRule() {
    slots = []
    slotNumbers = [:]
    slotLexicons = []
  }

  /// The program of a pattern of the rule in work.
  mutating func program(
    _ pattern: PatternSyntax, skipping: Int32 = 0, _ words: inout Vocabulary
  ) -> Program {
    let outer = (nodes, usedPhrases, isUsed, openSlots, verbForm, skipMask, doesCapture)
    nodes = [Node(operation: .match)]
    usedPhrases = []
    isUsed = []
    openSlots = []
    verbForm = .any
    skipMask = skipping
    doesCapture = false
    let entry = emit(pattern, next: 0, &words)
    var (necessary, extent) = analysis(of: pattern, &words)
    if skipping != 0 {
      // What is stepped over may be of any length.
      for i in necessary.indices { necessary[i].high = Int32(Extent.unbounded) }
    }
    var program = Program(
      nodes: nodes, entry: entry, capturesAnything: doesCapture, phrases: usedPhrases,
      anchors: necessary,
      extent: skipping == 0 ? extent : Extent(low: extent.low, high: Extent.unbounded))
    (nodes, usedPhrases, isUsed, openSlots, verbForm, skipMask, doesCapture) = outer
    program.order()
    return program
  }

  // MARK: Nodes

  private mutating func add(_ node: Node) -> Int32 {
    var node = node
    node.isCaptured = !openSlots.isEmpty
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  private mutating func split(_ first: Int32, _ second: Int32) -> Int32 {
    if first == second { return first }
    return add(Node(operation: .split, next: first, other: second))
  }

  private mutating func token(_ test: Int32, next: Int32) -> Int32 {
    add(Node(operation: .token, a: test, next: next))
  }

  private mutating func emit(
    _ pattern: PatternSyntax, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    // A pattern whose repetitions multiply without end is cut off here; the loader has said so.
    guard nodes.count < 200_000 else { return next }
    switch pattern {
    case .word, .exact, .phrase, .lemma:
      let place = surface(pattern, next: next, &words)
      return place
    case .lexicon(let name):
      guard let number = lexiconNumbers[name.text] else { return never() }
      for slot in openSlots { slotLexicons[Int(slot)].insert(number) }
      return add(
        Node(operation: .lexicon, a: number, b: verbForm.rawValue, next: next))
    case .tag(let name, let condition):
      return tag(name.text, condition, next: next, &words)
    case .token(let condition, _):
      return token(test(of: condition, &words), next: next)
    case .regex(let name):
      guard let expression = try? TokenRegex.compile(name.text) else { return never() }
      return token(tests.regex(name.text, expression), next: next)
    case .reference(let name):
      return reference(name.text, next: next, &words)
    case .any:
      return token(tests.number(of: TokenTest(kind: .any)), next: next)
    case .gap(let most, let excluded, _):
      var barrier: Int32 = -1
      if let excluded {
        barrier = phrase("!gap " + describe(excluded), excluded, &words)
      }
      var place = next
      for _ in 0..<min(most, 5_000) {
        let gap = add(Node(operation: .gap, a: barrier, next: place))
        place = split(next, gap)
      }
      return place
    case .sentenceStart:
      return add(Node(operation: .sentenceStart, next: next))
    case .sentenceEnd:
      return add(Node(operation: .sentenceEnd, next: next))
    case .sequence(let parts):
      var place = next
      for (index, part) in parts.enumerated().reversed() {
        if skipMask != 0, index < parts.count - 1 {
          place = split(place, add(Node(operation: .skip, a: skipMask, next: place)))
        }
        place = emit(part, next: place, &words)
      }
      return place
    case .choice(let parts):
      var place: Int32 = -1
      for part in parts.reversed() {
        let start = emit(part, next: next, &words)
        place = place < 0 ? start : split(start, place)
      }
      return place < 0 ? next : place
    case .repetition(let part, let low, let high, _):
      return repetition(part, low, high, next: next, &words)
    case .capture(let name, let part):
      return capture(name.text, part, next: next, &words)
    case .each(let part, _):
      return each(part, next: next, &words)
    }
  }

  /// A node that nothing passes: what stands for a name that the loader has complained about.
  private mutating func never() -> Int32 {
    let any = tests.number(of: TokenTest(kind: .any))
    return token(tests.not(any), next: 0)
  }

  private mutating func repetition(
    _ part: PatternSyntax, _ low: Int, _ high: Int?, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    let isNullable = self.isNullable(part)
    let body = isNullable ? nonempty(part) : part
    guard let body else { return next }
    var place = next
    if let high {
      for _ in 0..<max(0, min(high, 1_000) - low) {
        place = split(emit(body, next: place, &words), next)
      }
    } else {
      let loop = add(Node(operation: .split, other: next))
      nodes[Int(loop)].next = emit(body, next: loop, &words)
      place = loop
    }
    for _ in 0..<min(low, 1_000) {
      let start = emit(body, next: place, &words)
      place = isNullable ? split(start, place) : start
    }
    return place
  }

  private mutating func capture(
    _ name: String, _ part: PatternSyntax, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    let isNullable = self.isNullable(part)
    guard let body = isNullable ? nonempty(part) : part else { return next }
    let slot = self.slot(name)
    let outerForm = verbForm
    if name == "!verb" { verbForm = .verb }
    if name == "!participle" { verbForm = .participle }
    defer { verbForm = outerForm }
    doesCapture = true
    // The words between a quantity and its noun belong to neither.
    let inner = endsInQuantity(body) && !isEnd(next) ? split(next, step(next)) : next
    let close = add(Node(operation: .close, a: slot, next: inner))
    let outerSkip = skipMask
    skipMask = 0
    openSlots.append(slot)
    stepsInside = endsInQuantity(body)
    let start = emit(body, next: close, &words)
    stepsInside = false
    openSlots.removeLast()
    skipMask = outerSkip
    let open = add(Node(operation: .open, a: slot, next: start))
    return isNullable ? split(open, next) : open
  }

  /// Whether the quantity in work is captured as a whole, so that the step comes after.
  private var stepsInside = false

  /// Whether a pattern or an item is over there, so that nothing is left to step to.
  private func isEnd(_ node: Int32) -> Bool {
    nodes[Int(node)].operation == .match || nodes[Int(node)].operation == .itemEnd
  }

  private mutating func step(_ next: Int32) -> Int32 {
    add(Node(operation: .step, next: next))
  }

  private func endsInQuantity(_ pattern: PatternSyntax) -> Bool {
    switch pattern {
    case .tag(let name, _): name.text == "Quantity" || name.text == "A" || name.text == "No"
    case .choice(let parts): parts.contains { endsInQuantity($0) }
    case .sequence(let parts): parts.last.map { endsInQuantity($0) } ?? false
    default: false
    }
  }

  private mutating func slot(_ name: String) -> Int32 {
    if let known = slotNumbers[name] { return known }
    let slot = Int32(slots.count)
    slots.append(name)
    slotLexicons.append([])
    slotNumbers[name] = slot
    return slot
  }

  private mutating func each(
    _ part: PatternSyntax, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    guard let body = isNullable(part) ? nonempty(part) : part else { return next }
    let loop = add(Node(operation: .split, other: next))
    let end = add(Node(operation: .itemEnd, next: loop))
    let start = nodes.count
    let entry = emit(body, next: end, &words)
    // A further item has nodes of its own, since the first item leads into the same loop.
    let other = copy(from: start, entry)
    let first = add(Node(operation: .itemStart, next: entry))
    var item = add(Node(operation: .itemStart, next: other))
    if let short = Ellipsis.shortened(body) {
      let inherited = add(
        Node(operation: .itemStart, b: 1, next: emit(short, next: end, &words)))
      item = split(item, inherited)
    }
    let lead = grammarPhrase("item-lead", &words)
    if lead >= 0 { item = split(item, add(Node(operation: .phrase, a: lead, next: item))) }
    let separator = grammarPhrase("coordination", &words)
    guard separator >= 0 else {
      nodes[Int(loop)].next = next
      return first
    }
    let separated = add(Node(operation: .phrase, a: separator, next: item))
    let skip = add(Node(operation: .skip, a: SkipKind.all, next: separated))
    var further = split(separated, skip)
    let tail = grammarPhrase("item-tail", &words)
    if tail >= 0 {
      further = split(further, add(Node(operation: .aside, a: tail, next: separated)))
    }
    nodes[Int(loop)].next = further
    return first
  }

  /// Appends the nodes from a number on once more; what they lead to among themselves is copied with
  /// them.
  ///
  /// - Returns: the copy of `entry`.
  private mutating func copy(from start: Int, _ entry: Int32) -> Int32 {
    let shift = Int32(nodes.count - start)
    func moved(_ node: Int32) -> Int32 { node >= Int32(start) ? node + shift : node }
    for index in start..<nodes.count {
      var node = nodes[index]
      node.next = moved(node.next)
      node.other = moved(node.other)
      nodes.append(node)
    }
    return moved(entry)
  }

  // MARK: Words

  private struct LemmaKey: Hashable {
    var name: String
    var particle: String?
    var form: VerbForm
  }

  private mutating func surface(
    _ pattern: PatternSyntax, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    var place = next
    for test in surfaceTests(pattern, &words).reversed() { place = token(test, next: place) }
    return place
  }

  /// The tests of the tokens that a word, phrase or lemma stands for.
  private mutating func surfaceTests(
    _ pattern: PatternSyntax, _ words: inout Vocabulary
  ) -> [Int32] {
    switch pattern {
    case .word(let name), .phrase(let name):
      if let known = wordTests[name.text] { return known }
      let list = pieces(name.text).map {
        let id = words.intern($0)
        return tests.number(of: TokenTest(kind: .word, a: words.lower[Int(id)]))
      }
      wordTests[name.text] = list
      return list
    case .exact(let name):
      return pieces(name.text).map {
        tests.number(of: TokenTest(kind: .exact, a: words.intern($0)))
      }
    case .lemma(let name, let particle):
      let key = LemmaKey(name: name.text, particle: particle?.text, form: verbForm)
      if let known = lemmaTests[key] { return known }
      let verb = verbWords(name.text, &words)
      var list: [Int32] = []
      switch verbForm {
      case .any:
        let all = tests.list(verb.inflected)
        list.append(
          tests.number(of: TokenTest(kind: .inflected, a: all, b: tests.list([verb.lemma]))))
      case .verb:
        list.append(
          tests.number(
            of: TokenTest(kind: .verb, a: tests.list(verb.all), b: tests.list(verb.ambiguous))))
      case .participle:
        list.append(
          tests.number(
            of: TokenTest(kind: .verb, a: tests.list(verb.participles), b: tests.list([]))))
      }
      if let particle { list += surfaceTests(.word(particle), &words) }
      lemmaTests[key] = list
      return list
    default: return []
    }
  }

  /// A phrase as the tokenizer of documents cuts it.
  mutating func pieces(_ phrase: String) -> [String] {
    if let known = knownPieces[phrase] { return known }
    let bytes = Array(phrase.utf8)
    let pieces = tokenizer.tokenize(bytes).map {
      String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
    }
    knownPieces[phrase] = pieces
    return pieces
  }

  private mutating func verbWords(_ lemma: String, _ words: inout Vocabulary) -> VerbWords {
    if let known = verbs[lemma] { return known }
    let base = lemma.lowercased()
    let forms = inflection.forms(ofVerb: base)
    func id(_ word: String) -> UInt32 { words.comparable(word) }
    let baseID = id(base)
    var all = [baseID]
    var ambiguous = [baseID]
    var participles: [UInt32] = []
    for form in forms where form != base {
      let number = id(form)
      all.append(number)
      if form.hasSuffix(EventGrammar.thirdPerson) {
        ambiguous.append(number)
      } else if !form.hasSuffix(EventGrammar.gerund) {
        participles.append(number)
      }
    }
    // "hit", "cut", "put": the participle is the base form.
    if participles.isEmpty { participles.append(baseID) }
    var inflected = all
    for plural in inflection.plurals(of: base) { inflected.append(id(plural)) }
    let verb = VerbWords(
      all: all, ambiguous: ambiguous, participles: participles, lemma: baseID,
      inflected: inflected)
    verbs[lemma] = verb
    return verb
  }

  /// The words that `~` entries of lexicons can be, for the test whether a hit in an event is a
  /// verb at all: those that need the tag, and those that are no participles.
  mutating func lexiconVerbForms(
    _ words: inout Vocabulary
  ) -> (ambiguous: [UInt32], finite: [UInt32]) {
    var ambiguous: [UInt32] = []
    var finite: [UInt32] = []
    for lexicon in lexicons {
      for entry in lexicon.entries where entry.term.utf8.first == UInt8(ascii: "~") {
        let word = entry.term.utf8.dropFirst().prefix { $0 != UInt8(ascii: " ") }
        let verb = verbWords(String(Substring(word)), &words)
        ambiguous += verb.ambiguous
        finite += verb.all.filter { !verb.participles.contains($0) }
      }
    }
    return (Self.distinct(ambiguous), Self.distinct(finite))
  }

  private static func distinct(_ ids: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for id in ids.sorted() where result.last != id { result.append(id) }
    return result
  }

  // MARK: Tags

  private mutating func tag(
    _ name: String, _ condition: ConditionSyntax?, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    var index: Int32 = -1
    if let condition {
      index = Int32(conditions.count)
      conditions.append(ValueCondition(condition, isOfDate: name == "Date"))
    }
    // In a capture the step stands behind the end of the capture.
    let after = stepsInside || isEnd(next) ? next : split(next, step(next))
    switch name {
    case "A":
      _ = grammarPhrase("article", &words)
      return add(Node(operation: .article, next: after))
    case "No":
      _ = grammarPhrase("zero", &words)
      return add(Node(operation: .zero, next: after))
    case "Number":
      return token(tests.number(of: TokenTest(kind: .number)), next: next)
    case "Date": return add(Node(operation: .date, a: index, next: next))
    case "Quantity":
      return add(
        Node(operation: .quantity, a: index, b: QuantityMask.counts, next: after))
    case "QuantityNoStep":
      return add(Node(operation: .quantity, a: index, b: QuantityMask.counts, next: next))
    default:
      if let mask = QuantityMask.named(name) {
        return add(Node(operation: .quantity, a: index, b: mask, next: next))
      }
      if let kind = EntityKind.allCases.first(where: { $0.tag == name }) {
        return add(
          Node(operation: .entity, a: index, b: 1 << Int32(kind.rawValue), next: next))
      }
      return never()
    }
  }

  // MARK: Phrases

  private mutating func reference(
    _ name: String, next: Int32, _ words: inout Vocabulary
  ) -> Int32 {
    switch name {
    case "skip": return split(next, add(Node(operation: .skip, a: SkipKind.all, next: next)))
    case "bare": return add(Node(operation: .bare, next: next))
    default: break
    }
    if var node = knownReferences[name] {
      use(node.a)
      if node.operation == .phrase { fillSlots(fromPhrase: node.a) }
      node.next = next
      return add(node)
    }
    for (prefix, positive) in [("not-", Int32(0)), ("then-", Int32(1))]
    where name.hasPrefix(prefix) {
      let target = EventGrammar.name(String(name.dropFirst(prefix.utf8.count)))
      if let pattern = phraseSources[target] {
        let number = phrase(target, pattern, &words)
        let node = Node(operation: .look, a: number, b: positive, next: next)
        if number >= 0 { knownReferences[name] = node }
        return add(node)
      }
    }
    for candidate in [name, EventGrammar.name(name)] {
      guard let pattern = phraseSources[candidate] else { continue }
      let number = phrase(candidate, pattern, &words)
      guard number >= 0 else { return never() }
      fillSlots(fromPhrase: number)
      let node = Node(operation: .phrase, a: number, next: next)
      knownReferences[name] = node
      return add(node)
    }
    return never()
  }

  /// The lexicons that a phrase names belong to the captures that it stands in.
  private mutating func fillSlots(fromPhrase number: Int32) {
    let lexicons = phraseLexicons[Int(number)]
    if lexicons.isEmpty { return }
    for slot in openSlots { slotLexicons[Int(slot)].formUnion(lexicons) }
  }

  mutating func grammarPhrase(_ name: String, _ words: inout Vocabulary) -> Int32 {
    let name = EventGrammar.name(name)
    guard let pattern = phraseSources[name] else { return -1 }
    return phrase(name, pattern, &words)
  }

  /// The number of a phrase, compiled when it is first met; -1 for one that refers to itself.
  mutating func phrase(
    _ name: String, _ pattern: PatternSyntax, _ words: inout Vocabulary
  ) -> Int32 {
    if let known = phraseNumbers[name] {
      use(known)
      return known
    }
    guard phrasesInWork.insert(name).inserted else { return -1 }
    let outer = (slots, slotNumbers, slotLexicons)
    beginRule()
    let outerSteps = stepsInside
    stepsInside = false
    let compiled = program(pattern, &words)
    stepsInside = outerSteps
    let itsSlots = slots
    (slots, slotNumbers, slotLexicons) = outer
    phrasesInWork.remove(name)
    let number = Int32(phrasePrograms.count)
    phrasePrograms.append(compiled)
    phraseLexicons.append(
      Set(compiled.nodes.lazy.filter { $0.operation == .lexicon }.map(\.a)))
    phraseSlots.append(itsSlots)
    phraseNames.append(name)
    phraseNumbers[name] = number
    use(number)
    return number
  }

  private mutating func use(_ number: Int32) {
    // One that is used brings all that it needs.
    guard isUsed.insert(number).inserted else { return }
    for other in phrasePrograms[Int(number)].phrases where isUsed.insert(other).inserted {
      usedPhrases.append(other)
    }
    usedPhrases.append(number)
  }

  // MARK: Token conditions

  private mutating func test(
    of condition: ConditionSyntax, _ words: inout Vocabulary
  ) -> Int32 {
    switch condition {
    case .not(let inner): return tests.not(test(of: inner, &words))
    case .and(let parts):
      return tests.combine(.and, parts.map { test(of: $0, &words) })
    case .or(let parts):
      return tests.combine(.or, parts.map { test(of: $0, &words) })
    case .test(let key, let operation, let values):
      var children: [Int32] = []
      var mask: UInt32 = 0
      for value in values {
        switch key.text {
        case "pos":
          if let pos = PartOfSpeech(name: value.text) { mask |= 1 << UInt32(pos.rawValue) }
        case "lemma":
          let id = words.comparable(value.text)
          children.append(tests.number(of: TokenTest(kind: .lemma, a: id)))
        case "word":
          let id = words.comparable(value.text)
          children.append(tests.number(of: TokenTest(kind: .word, a: id)))
        case "text":
          children.append(
            tests.number(of: TokenTest(kind: .exact, a: words.intern(value.text))))
        case "shape": children.append(tests.shape(value.text))
        case "tag":
          if let kind = EntityKind.allCases.first(where: { $0.tag == value.text }) {
            children.append(
              tests.number(of: TokenTest(kind: .entity, a: 1 << UInt32(kind.rawValue))))
          }
        default: break
        }
      }
      if mask != 0 { children.append(tests.number(of: TokenTest(kind: .pos, a: mask))) }
      guard !children.isEmpty else {
        return tests.not(tests.number(of: TokenTest(kind: .any)))
      }
      let all = tests.combine(.or, children)
      return operation == .notEqual ? tests.not(all) : all
    }
  }
}

extension PatternCompiler {
  /// The least and the most tokens that a pattern takes.
  mutating func extent(of pattern: PatternSyntax) -> Extent {
    switch pattern {
    case .word(let name), .exact(let name), .phrase(let name):
      let count = pieces(name.text).count
      return Extent(low: count, high: count)
    case .lemma(_, let particle):
      guard let particle else { return .one }
      return Extent(low: 1, high: 1 + pieces(particle.text).count)
    case .lexicon: return Extent(low: 1, high: 40)
    case .tag(let name, _):
      switch name.text {
      case "Number": return .one
      case "Quantity", "A", "No": return Extent(low: 1, high: 30)
      default: return Extent(low: 1, high: 40)
      }
    case .token, .regex, .any: return .one
    case .reference(let name):
      if name.text == "skip" { return Extent(low: 0, high: Extent.unbounded) }
      if name.text == "bare" { return .none }
      if let known = knownReferences[name.text] {
        return known.operation == .look ? .none : Extent(low: 1, high: Extent.unbounded)
      }
      for prefix in ["not-", "then-"] where name.text.hasPrefix(prefix) {
        if hasPhrase(String(name.text.dropFirst(prefix.utf8.count))) { return .none }
      }
      return Extent(low: 1, high: Extent.unbounded)
    case .gap(let most, _, _): return Extent(low: 0, high: most)
    case .sentenceStart, .sentenceEnd: return .none
    case .sequence(let parts):
      var total = Extent.none
      for part in parts { total = total.followed(by: extent(of: part)) }
      return total
    case .choice(let parts):
      guard let first = parts.first else { return .none }
      var all = extent(of: first)
      for part in parts.dropFirst() { all = all.or(extent(of: part)) }
      return all
    case .repetition(let part, let low, let high, _):
      let inner = extent(of: part)
      let most = high.map { min(Extent.unbounded, $0 * inner.high) } ?? Extent.unbounded
      return Extent(low: low * inner.low, high: most)
    case .capture(_, let part):
      let inner = extent(of: part)
      // With what is stepped over behind it.
      return Extent(low: inner.low, high: min(Extent.unbounded, inner.high + 30))
    case .each(let part, _): return Extent(low: extent(of: part).low, high: Extent.unbounded)
    }
  }

  /// Whether a pattern can take no token at all: `extent(of:).low` is 0. This is asked at every
  /// level of a pattern, and the first element mostly answers it.
  mutating func isNullable(_ pattern: PatternSyntax) -> Bool {
    switch pattern {
    case .word(let name), .exact(let name), .phrase(let name):
      // A letter or digit always makes a token.
      let isPlain = name.text.utf8.contains {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39
      }
      return !isPlain && pieces(name.text).isEmpty
    case .lemma, .lexicon, .tag, .token, .regex, .any: return false
    case .reference, .gap, .sentenceStart, .sentenceEnd: return extent(of: pattern).low == 0
    case .sequence(let parts):
      for part in parts where !isNullable(part) { return false }
      return true
    case .choice(let parts):
      for part in parts where isNullable(part) { return true }
      return parts.isEmpty
    case .repetition(let part, let low, _, _): return low == 0 || isNullable(part)
    case .capture(_, let part), .each(let part, _): return isNullable(part)
    }
  }

  func hasPhrase(_ name: String) -> Bool { phraseSources[EventGrammar.name(name)] != nil }

  /// The same pattern without its empty match; nil when it has no other. So that a repetition or
  /// a capture always moves forward.
  mutating func nonempty(_ pattern: PatternSyntax) -> PatternSyntax? {
    guard isNullable(pattern) else { return pattern }
    switch pattern {
    case .sequence(let parts):
      var choices: [PatternSyntax] = []
      for (index, part) in parts.enumerated() {
        if let first = nonempty(part) {
          choices.append(.sequence([first] + parts[(index + 1)...]))
        }
      }
      return choices.isEmpty ? nil : choices.count == 1 ? choices[0] : .choice(choices)
    case .choice(let parts):
      let choices = parts.compactMap { nonempty($0) }
      return choices.isEmpty ? nil : .choice(choices)
    case .repetition(let part, _, let high, let place):
      guard let body = nonempty(part), high != 0 else { return nil }
      return .repetition(body, min: 1, max: high, place)
    case .capture(let name, let part): return nonempty(part).map { .capture(name, $0) }
    case .each(let part, let place): return nonempty(part).map { .each($0, place) }
    case .gap(let most, let excluded, let place):
      guard most > 0 else { return nil }
      if let excluded {
        // The first token of the gap keeps the condition: it is looked at before it is taken.
        let name = "gap " + describe(excluded)
        phraseSources[EventGrammar.name(name)] = excluded
        return .sequence([
          .reference(Name("not-" + name, place)), .any(place),
          .gap(max: most - 1, excluding: excluded, place),
        ])
      }
      return .sequence([.any(place), .gap(max: most - 1, excluding: nil, place)])
    default: return nil
    }
  }

  /// What must stand in a sentence for a pattern to match there and how many tokens before; and the
  /// tokens that it takes. In one pass, since the place of an element depends on those before it.
  mutating func analysis(
    of pattern: PatternSyntax, _ words: inout Vocabulary
  ) -> (necessary: [Necessary], extent: Extent) {
    switch pattern {
    case .sequence(let parts):
      var result: [Necessary] = []
      var before = Extent.none
      for part in parts {
        let (necessary, extent) = analysis(of: part, &words)
        for item in necessary {
          result.append(
            Necessary(
              feature: item.feature, low: Int(item.low) + before.low,
              high: min(Extent.unbounded, Int(item.high) + before.high)))
        }
        before = before.followed(by: extent)
        // Any of them are right, and the rare ones serve best.
        if result.count > 2 * Self.necessaryLimit {
          result = Array(byRarity(result).prefix(Self.necessaryLimit))
        }
      }
      return (result, before)
    case .choice(let parts):
      var lists: [[Necessary]] = []
      var all: Extent?
      for part in parts {
        let (necessary, extent) = analysis(of: part, &words)
        lists.append(necessary)
        all = all.map { $0.or(extent) } ?? extent
      }
      return (necessary(ofChoice: lists), all ?? .none)
    case .repetition(let part, let low, let high, _):
      let inner =
        low > 0 ? analysis(of: part, &words) : (necessary: [], extent: extent(of: part))
      let most = high.map { min(Extent.unbounded, $0 * inner.extent.high) } ?? Extent.unbounded
      return (
        inner.necessary, Extent(low: low * inner.extent.low, high: most)
      )
    case .capture(_, let part):
      let inner = analysis(of: part, &words)
      // With what is stepped over behind it.
      return (
        inner.necessary,
        Extent(low: inner.extent.low, high: min(Extent.unbounded, inner.extent.high + 30))
      )
    case .each(let part, _):
      let inner = analysis(of: part, &words)
      return (inner.necessary, Extent(low: inner.extent.low, high: Extent.unbounded))
    case .word, .phrase, .exact:
      // One for each of its tokens.
      let necessary = necessary(of: pattern, &words)
      return (necessary, Extent(low: necessary.count, high: necessary.count))
    default: return (necessary(of: pattern, &words), extent(of: pattern))
    }
  }

  /// What must stand in a sentence for one element to match there.
  private mutating func necessary(
    of pattern: PatternSyntax, _ words: inout Vocabulary
  ) -> [Necessary] {
    var atoms: Set<FeatureTable.Atom> = []
    switch pattern {
    case .word(let name), .phrase(let name):
      if let known = necessaryWords[name.text] { return known }
      let list = pieces(name.text).enumerated().map { index, piece in
        let id = words.comparable(piece)
        // Short words are common ones.
        let weight = piece.utf8.count <= 3 ? 30 : piece.utf8.count <= 5 ? 4 : 2
        return Necessary(
          feature: addFeature([.lower(id)], weight: weight), low: index, high: index)
      }
      necessaryWords[name.text] = list
      return list
    case .exact(let name):
      return pieces(name.text).enumerated().map { index, piece in
        Necessary(
          feature: addFeature([.exact(words.intern(piece))]), low: index, high: index)
      }
    case .lemma(let name, _):
      if let known = necessaryLemmas[name.text] { return known }
      for id in verbWords(name.text, &words).inflected { atoms.insert(.lower(id)) }
      atoms.insert(.lemma(words.comparable(name.text.lowercased())))
      let list = [Necessary(feature: addFeature(atoms), low: 0, high: 0)]
      necessaryLemmas[name.text] = list
      return list
    case .lexicon(let name):
      guard let number = lexiconNumbers[name.text] else { return [] }
      atoms.insert(.lexicon(number))
    case .tag(let name, _):
      switch name.text {
      case "A", "No", "Number": return []
      case "Date": atoms.insert(.date)
      default:
        if let kind = EntityKind.allCases.first(where: { $0.tag == name.text }) {
          atoms.insert(.entity(kind))
        } else {
          atoms.insert(.quantity)
        }
      }
    case .token(let condition, _):
      guard let found = atomsNecessary(for: condition, &words) else { return [] }
      atoms = found
    case .reference(let name):
      if let known = knownReferences[name.text] {
        return known.operation == .phrase ? phrasePrograms[Int(known.a)].anchors : []
      }
      for candidate in [name.text, EventGrammar.name(name.text)] {
        if let number = knownPhrase(candidate) {
          return phrasePrograms[Int(number)].anchors
        }
      }
      return []
    case .regex, .any, .gap, .sentenceStart, .sentenceEnd: return []
    case .sequence, .choice, .repetition, .capture, .each:
      return analysis(of: pattern, &words).necessary
    }
    return [Necessary(feature: addFeature(atoms), low: 0, high: 0)]
  }

  private mutating func necessary(
    ofChoice lists: [[Necessary]]
  ) -> [Necessary] {
    guard let first = lists.first, !lists.contains(where: { $0.isEmpty }) else { return [] }
    // What all ways share serves best; else one element of each way, put together.
    var shared: [Int32: Necessary] = [:]
    for item in first { shared[item.feature] = item }
    for list in lists.dropFirst() {
      var kept: [Int32: Necessary] = [:]
      for item in list {
        guard let old = kept[item.feature] ?? shared[item.feature] else { continue }
        kept[item.feature] = Necessary(
          feature: item.feature, low: Int(min(old.low, item.low)),
          high: Int(max(old.high, item.high)))
      }
      shared = kept
    }
    if !shared.isEmpty { return shared.values.sorted { $0.feature < $1.feature } }
    var atoms: Set<FeatureTable.Atom> = []
    var low = Int.max
    var high = 0
    var weight = 0
    for list in lists {
      guard let best = list.min(by: { weightOf($0) < weightOf($1) }) else { return [] }
      // Many rules that hold a large phrase would each have a copy of its words.
      if features.isFull, features.members[Int(best.feature)].count > 16 { return [] }
      atoms.formUnion(features.members[Int(best.feature)])
      low = min(low, Int(best.low))
      high = max(high, Int(best.high))
      weight += weightOf(best)
    }
    return [Necessary(feature: addFeature(atoms, weight: weight), low: low, high: high)]
  }

  private func weightOf(_ item: Necessary) -> Int { features.weights[Int(item.feature)] }

  /// How many necessary elements of a long pattern are kept.
  private static var necessaryLimit: Int { 128 }

  /// The rare ones first: they say no soonest.
  func byRarity(_ anchors: [Necessary]) -> [Necessary] {
    anchors.sorted {
      let a = weightOf($0)
      let b = weightOf($1)
      return a != b ? a < b : ($0.high, $0.feature) < ($1.high, $1.feature)
    }
  }

  /// The words of which one must stand where a condition holds; nil when any word may.
  private mutating func atomsNecessary(
    for condition: ConditionSyntax, _ words: inout Vocabulary
  ) -> Set<FeatureTable.Atom>? {
    switch condition {
    case .not: return nil
    case .and(let parts):
      for part in parts {
        if let found = atomsNecessary(for: part, &words) { return found }
      }
      return nil
    case .or(let parts):
      var all: Set<FeatureTable.Atom> = []
      for part in parts {
        guard let found = atomsNecessary(for: part, &words) else { return nil }
        all.formUnion(found)
      }
      return all
    case .test(let key, let operation, let values):
      guard operation == .equal else { return nil }
      var all: Set<FeatureTable.Atom> = []
      for value in values {
        let id = words.intern(value.text)
        let lower = words.lower[Int(id)]
        switch key.text {
        case "lemma": all.insert(.lemma(lower))
        case "word": all.insert(.lower(lower))
        case "text": all.insert(.exact(id))
        default: return nil
        }
      }
      return all
    }
  }

  mutating func addFeature(_ atoms: Set<FeatureTable.Atom>, weight: Int? = nil) -> Int32 {
    features.number(of: atoms, weight: weight)
  }

  func knownPhrase(_ name: String) -> Int32? { phraseNumbers[name] }

  /// A name for a pattern that has none, the same for equal patterns.
  func describe(_ pattern: PatternSyntax) -> String { PatternPrinter.text(pattern) }
}

extension Program {
  /// Numbers the nodes anew so that what a node leads to without consuming has a lower number.
  mutating func order() {
    let count = nodes.count
    guard count > 0 else { return }
    // Depth first with an own stack: a pattern may be thousands of nodes deep. A node pushes itself
    // to be left and at most two others, once; on the stack ~node stands for leaving it.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 6 * count + 2) { room in
      guard let rank = room.baseAddress else { return }
      let sequence = rank + count
      let roots = sequence + count
      let stack = roots + count + 1
      for i in 0..<count { rank[i] = Rank.unseen }
      var ranked = 0
      var rootCount = 1
      roots[0] = entry
      while rootCount > 0 {
        rootCount -= 1
        stack[0] = roots[rootCount]
        var depth = 1
        while depth > 0 {
          depth -= 1
          let top = stack[depth]
          if top < 0 {
            rank[Int(~top)] = Int32(ranked)
            sequence[ranked] = ~top
            ranked += 1
            continue
          }
          let index = Int(top)
          if rank[index] != Rank.unseen { continue }
          rank[index] = Rank.open
          stack[depth] = ~top
          depth += 1
          let node = nodes[index]
          if node.operation == .match { continue }
          if node.isEmpty {
            if node.other >= 0 {
              stack[depth] = node.other
              depth += 1
            }
            if node.next >= 0 {
              stack[depth] = node.next
              depth += 1
            }
          } else if node.next >= 0 {
            roots[rootCount] = node.next
            rootCount += 1
          }
        }
      }
      nodes = [Node](unsafeUninitializedCapacity: ranked) { ordered, size in
        for i in 0..<ranked {
          var node = nodes[Int(sequence[i])]
          if node.next >= 0 { node.next = rank[Int(node.next)] }
          if node.other >= 0 { node.other = rank[Int(node.other)] }
          ordered.initializeElement(at: i, to: node)
        }
        size = ranked
      }
      entry = rank[Int(entry)]
    }
  }

  /// What a node has instead of a number while `order` is at work.
  private enum Rank {
    static let unseen: Int32 = -1
    static let open: Int32 = -2
  }
}

extension Node {
  /// Whether it consumes nothing.
  var isEmpty: Bool {
    switch operation {
    case .split, .open, .close, .itemStart, .itemEnd, .sentenceStart, .sentenceEnd, .look, .bare:
      true
    default: false
    }
  }
}
