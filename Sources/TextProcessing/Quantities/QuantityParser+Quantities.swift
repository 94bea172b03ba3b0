import DocumentModel

/// A quantity on its way: atoms and bounds.
struct Draft {
  var start: Int
  var end: Int
  var number: (start: Int, end: Int)
  var value: Double?
  var low: Double?
  var high: Double?
  var qualifier = Qualifier.exact
  var hasQualifier = false
  var isAge = false
  var isRange = false
}

extension QuantityParser {
  /// Reads the quantity whose first number word is at `i` and adds it.
  ///
  /// - Returns: the atom to go on from.
  mutating func parseQuantity(at i: Int, firstQuantity: Int) -> Int {
    guard let first = amount(at: i, floor: floor) else { return skipped(i) }
    if first.reading.isOrdinal { return addOrdinal(first) }
    var amount = first
    var draft = Draft(
      start: amount.start, end: amount.end, number: (amount.reading.start, amount.reading.end),
      value: amount.value)
    switch readRange(&amount, &draft) {
    case .none: break
    case .range: draft.isRange = true
    case .result(let end): return end
    }
    if amount.reading.low == nil, !draft.isRange {
      draft.low = draft.value
      draft.high = draft.value
    }
    if amount.isDecade {
      draft.isRange = true
      draft.qualifier = .between
      draft.low = amount.value
      draft.high = amount.value + 9
      draft.value = nil
    }
    if amount.isAge { draft.isAge = true }
    takeQualifiers(&draft, &amount)

    var noun: Counted?
    let hasUnit = amount.unit != nil
    let family = amount.unit.map { lexicon.units[$0].family }
    if !hasUnit || family == .percent {
      let isShare =
        amount.reading.isFraction || amount.reading.low != nil || family == .percent
        || amount.reading.scale > 1 && lexicon.number(word(amount.reading.end - 1)) == .group
      let isOne = amount.reading.value == 1 && !draft.isRange
      noun = counted(from: draft.end, ofWhat: isShare ? .share : isOne ? .one : .number)
    }
    if !hasUnit, !draft.isAge {
      guard isQuantity(amount, draft, noun) else { return amount.end }
      takeBareAge(&draft, amount, noun)
    }
    return add(draft, amount, noun, firstQuantity: firstQuantity)
  }

  /// Behind a number that is none, so that its parts are not read again.
  private func skipped(_ i: Int) -> Int {
    guard let reading = scan.read(at: i, floor: floor) else { return i + 1 }
    return max(i + 1, reading.isFraction && !reading.isDigits ? i + 1 : reading.end)
  }

  // MARK: Bounds

  private func takeQualifiers(_ draft: inout Draft, _ amount: inout Amount) {
    var layers = 0
    while layers < 3, draft.start > floor,
      let match = lexicon.before.longestBackward(scan.atoms, from: draft.start, downTo: floor),
      let entry = lexicon.before.entries(match).first
    {
      layers += 1
      let bound = lexicon.bounds[Int(entry.value)]
      if scan.touches(match.edge), match.edge > 0, scan.atoms[match.edge - 1].kind == .word {
        break
      }
      if isPreposition(match.edge, draft, amount) { break }
      if draft.start - match.edge == 1, context(match.edge).contains(.preposition),
        context(match.edge - 1).contains(.particleBefore)
      {
        break
      }
      if bound.isAge { draft.isAge = true }
      draft.start = match.edge
      if bound.qualifier != .exact { apply(bound.qualifier, &draft, amount) }
    }
    if let match = lexicon.after.longest(scan.atoms, from: draft.end, to: scan.atoms.count),
      let entry = lexicon.after.entries(match).first
    {
      let bound = lexicon.bounds[Int(entry.value)]
      let isAttached = draft.end == amount.reading.end || !bound.numberOnly
      if isAttached, !isBeforeNumber(match.edge, bound.qualifier) {
        draft.end = match.edge
        apply(bound.qualifier, &draft, amount)
        // 20-plus months, 10 or more miles
        if amount.unit == nil, let found = unit(from: match.edge, reading: amount.reading) {
          amount.unit = found.unit
          draft.end = found.end
          if let old = lexicon.ageAfter.longest(scan.atoms, from: found.end, to: scan.atoms.count),
            lexicon.units[found.unit].family == .duration
          {
            draft.isAge = true
            draft.end = old.edge
          }
        }
      }
    }
  }

  /// "or more" and the like begin another figure where a number follows ("at least 5").
  private func isBeforeNumber(_ i: Int, _ qualifier: Qualifier) -> Bool {
    guard i < scan.atoms.count else { return false }
    if scan.isDigits(i) || [.digit, .teen, .ten, .compound].contains(scan.kind(i)) { return true }
    return scan.kind(i) == .part
      || scan.kind(i) == .article && [.group, .hundred, .scale, .part].contains(scan.kind(i + 1))
  }

  /// "$2000 over 3 years", "5 % over two days": a span of time, no bound.
  private func isPreposition(_ i: Int, _ draft: Draft, _ amount: Amount) -> Bool {
    guard let unit = amount.unit, lexicon.units[unit].family == .duration,
      draft.start - i == 1, context(i).contains(.ageBound), !quantities.isEmpty || i > 0
    else { return false }
    let before = i - 1
    return lastAtoms.end == i && lastAtoms.end > 0 || scan.isDigits(before)
      || lexicon.percentSign == word(before)
  }

  private func apply(_ qualifier: Qualifier, _ draft: inout Draft, _ amount: Amount) {
    draft.hasQualifier = true
    guard !draft.isRange, amount.reading.low == nil else { return }
    // The first bound that is not "about" decides.
    if draft.qualifier != .exact, draft.qualifier != .about { return }
    if draft.qualifier == .about, qualifier == .about || qualifier == .nearly { return }
    draft.qualifier = qualifier
    switch qualifier {
    case .atLeast, .moreThan:
      draft.low = draft.value
      draft.high = nil
    case .atMost, .fewerThan, .nearly:
      draft.low = nil
      draft.high = draft.value
    case .about:
      draft.low = nil
      draft.high = nil
    case .exact, .between, .vague: break
    }
  }

  // MARK: What is a quantity

  /// Whether a number without unit is a figure, given the noun behind it.
  private func isQuantity(_ amount: Amount, _ draft: Draft, _ noun: Counted?) -> Bool {
    let reading = amount.reading
    let next = draft.end
    if reading.isMultiple {
      return lexicon.before.begins(word(next)) || context(next).contains(.determiner)
        || scan.word(next) == words.id(of: "as")
    }
    if reading.low != nil { return true }
    if reading.isFraction { return isShare(amount, draft, noun) }
    if scan.isHyphen(next), scan.touches(next), scan.touches(next + 1), isWord(next + 1),
      noun == nil, scan.kind(next + 1) == .none
    {
      // "a 100,000-strong army" counts, "a three-way fight" does not
      return context(next + 1).contains(.plain)
    }
    if let token = noun?.token, noun?.phrase.count ?? 0 > 1, isAddress(token) { return false }
    if draft.isRange {
      return noun != nil || draft.isAge
        || lexicon.looseNames.longestBackward(scan.atoms, from: draft.start, downTo: 0) == nil
    }
    if isNameWithoutNoun(amount, noun: noun, draft: draft) { return false }
    if reading.value == 1, reading.end - reading.start == 1, !reading.isDigits,
      scan.kind(reading.start) == .digit
    {
      return isCountingOne(draft, noun)
    }
    if scan.kind(reading.start) == .scale, reading.end == reading.start + 1 {
      // "the million", "a thousand" is read with its article
      return noun != nil || scan.atoms.count == 1
    }
    return true
  }

  /// "10 Downing Street"
  private func isAddress(_ token: Int) -> Bool {
    let word = words.lower[Int(tokens.word[token])]
    return lexicon.context(word).contains(.address)
      && words.shapes[Int(tokens.word[token])].contains(.capitalized)
  }

  /// Whether "one" counts something, and is no pronoun.
  private func isCountingOne(_ draft: Draft, _ noun: Counted?) -> Bool {
    let first = draft.number.start
    let next = draft.end
    if scan.atoms.count == 1 { return true }
    if draft.hasQualifier { return true }
    if context(next).contains(.of) { return false }
    // "modelled on one North Korea used"
    if let token = noun?.token, flags[token].contains(.properName), !isPlural(token) {
      return false
    }
    let isPronoun = context(first - 1).contains(.loneBefore)
    if noun != nil {
      return !isPronoun || scan.kind(first - 1) != .none || !context(first - 1).contains(.stop)
        || !scan.spaced(first) || pos(first - 1) != .det
    }
    guard !isPronoun else { return false }
    if pos(first - 1) == .verb, isClauseEnd(next) || scan.kind(next) == .and { return true }
    let opens = first == 0 || isClauseEnd(first - 1) || scan.kind(first - 1) == .and
    return opens && (pos(next) == .verb || pos(next) == .adj)
      && (isClauseEnd(next + 1) || scan.kind(next + 1) == .and)
  }

  /// Whether a part word is a share of something: "half of", "a quarter of", "two thirds".
  private func isShare(_ amount: Amount, _ draft: Draft, _ noun: Counted?) -> Bool {
    let reading = amount.reading
    let next = reading.end
    guard reading.end - reading.start <= 2, scan.kind(reading.end - 1) == .part,
      scan.kind(reading.start) == .article || reading.end - reading.start == 1
    else { return true }
    var before = reading.start - 1
    if scan.isHyphen(before) { before -= 1 }
    // the second half, first quarter, the other half, half-brother
    if let kind = before >= 0 ? scan.kind(before) : nil,
      [.ordinal, .ordinalTen, .ordinalCompound].contains(kind)
    {
      return false
    }
    if scan.isHyphen(next), scan.touches(next) { return false }
    if context(next).contains(.of) {
      return scan.kind(reading.start) == .article || before < 0
        || !context(before).contains(.loneBefore) || reading.value == 0.5
    }
    if reading.value == 0.5 {
      if context(next).contains(.determiner) || scan.kind(next) == .article { return true }
      if scan.kind(reading.start) == .article { return isClauseEnd(next) || draft.hasQualifier }
      if before >= 0, context(before).contains(.loneBefore) { return false }
      return noun?.token.map { isPlural($0) } ?? draft.hasQualifier
    }
    return draft.hasQualifier && scan.kind(next) == .none || scan.atoms.count == reading.end
  }

  /// "aged 7", "Hagino, 23, was", "children under 5".
  private func takeBareAge(_ draft: inout Draft, _ amount: Amount, _ noun: Counted?) {
    let reading = amount.reading
    guard reading.low == nil, !reading.isFraction, (draft.high ?? draft.value ?? 0) <= 130 else {
      return
    }
    if let match = lexicon.ageBefore.longestBackward(scan.atoms, from: draft.start, downTo: floor),
      noun?.token == nil || context(draft.start - 1).contains(.range)
    {
      draft.isAge = true
      draft.start = match.edge
      var amount = amount
      takeQualifiers(&draft, &amount)
      return
    }
    // "until she was 18", "who turns 90 on Friday"
    if noun == nil, !draft.isRange || reading.value < 111, reading.value == reading.value.rounded(),
      reading.end - reading.start == 1, (reading.value >= 1 && reading.value <= 110),
      context(draft.start - 1).contains(.ageVerb), context(draft.start - 2).contains(.agePerson),
      scan.kind(draft.end) != .of, !context(draft.end).contains(.more)
    {
      draft.isAge = true
      return
    }
    let before = draft.start - 1
    if reading.isDigits, !draft.hasQualifier, !draft.isRange, noun == nil, reading.value >= 1,
      reading.value <= 110, reading.value == reading.value.rounded(), before > 0,
      word(before) == lexicon.comma, scan.spaced(reading.start),
      word(draft.end) == lexicon.comma || isFullStop(draft.end)
    {
      let name = before - 1
      let isPerson = flag(name, .person)
      let isName =
        pos(name) == .propn && scan.atoms[name].capitalized && !context(name).contains(.stop)
      if isPerson || (isName && word(draft.end) == lexicon.comma && scan.atoms[name].kind == .word)
      {
        draft.isAge = true
        return
      }
    }
    if draft.hasQualifier, noun == nil, context(draft.start).contains(.ageBound),
      context(draft.start - 1).contains(.person)
    {
      draft.isAge = true
    }
  }

  private func isFullStop(_ i: Int) -> Bool {
    guard i < scan.atoms.count else { return true }
    return text[Int(scan.atoms[i].start)] == 0x2E && i + 1 == scan.atoms.count
  }

  // MARK: Adding

  private mutating func addOrdinal(_ amount: Amount) -> Int {
    let reading = amount.reading
    for i in reading.start..<reading.end where scan.atoms[i].held { return reading.end }
    let quantity = Quantity(
      kind: .ordinal, tokens: tokenRange(reading.start, reading.end),
      span: span(reading.start, reading.end), number: tokenRange(reading.start, reading.end),
      value: reading.value, low: reading.value, high: reading.value, qualifier: .exact)
    quantities.append(quantity)
    floor = reading.end
    return reading.end
  }

  private mutating func add(
    _ draft: Draft, _ amount: Amount, _ noun: Counted?, firstQuantity: Int
  ) -> Int {
    var draft = draft
    let unit = amount.unit.map { lexicon.units[$0] }
    let kind = kind(of: draft, amount)
    for i in draft.start..<draft.end where scan.atoms[i].held {
      guard kind == .duration, flag(i, .mayHoldDuration) else { return draft.end }
    }
    if let low = amount.reading.low, !draft.isRange {
      draft.qualifier = .vague
      draft.value = nil
      draft.low = low
      draft.high = nil
    }
    // Behind the noun: "10 people or more"
    if let noun, !draft.hasQualifier, !draft.isRange, amount.reading.low == nil,
      let match = lexicon.after.longest(scan.atoms, from: noun.end, to: scan.atoms.count),
      let entry = lexicon.after.entries(match).first,
      !lexicon.bounds[Int(entry.value)].numberOnly, match.edge - noun.end >= 2,
      !isBeforeNumber(match.edge, .exact), isClauseEnd(match.edge) || pos(match.edge) != .noun
    {
      apply(lexicon.bounds[Int(entry.value)].qualifier, &draft, amount)
    }
    if joinToLast(draft, kind: kind, noun: noun, unit: unit, firstQuantity: firstQuantity) {
      return draft.end
    }
    var quantity = Quantity(
      kind: kind, tokens: tokenRange(draft.start, draft.end), span: span(draft.start, draft.end),
      number: tokenRange(draft.number.start, draft.number.end), value: draft.value, low: draft.low,
      high: draft.high, qualifier: draft.qualifier,
      unit: kind == .age && unit == nil ? lexicon.ageUnit : amount.rate ?? unit?.symbol)
    if kind == .count || kind == .fraction || kind == .percent { name(noun, &quantity) }
    quantities.append(quantity)
    floor = draft.end
    lastAtoms = (draft.start, draft.end)
    return draft.end
  }

  private func name(_ noun: Counted?, _ quantity: inout Quantity) {
    guard let noun else { return }
    if let part = noun.part {
      quantity.noun = singular(of: part)
      quantity.nounToken = noun.phrase.start
    } else if let token = noun.token {
      quantity.noun = singular(of: token)
      quantity.nounToken = token
    }
    quantity.nounPhrase = noun.phrase
  }

  private func kind(of draft: Draft, _ amount: Amount) -> QuantityKind {
    if draft.isAge { return .age }
    guard let unit = amount.unit else { return amount.reading.isFraction ? .fraction : .count }
    return switch lexicon.units[unit].family {
    case .measure: .measure
    case .duration: .duration
    case .money: .money
    case .percent: .percent
    case .age: .age
    }
  }

  /// "more than 10 and less than 20" is one range.
  private mutating func joinToLast(
    _ draft: Draft, kind: QuantityKind, noun: Counted?, unit: QuantityLexicon.Unit?,
    firstQuantity: Int
  ) -> Bool {
    guard quantities.count > firstQuantity, var last = quantities.last, !draft.isRange,
      draft.start - lastAtoms.end == 1, scan.kind(lastAtoms.end) == .and, last.noun == nil,
      last.kind == kind || last.unit == nil, last.unit == nil || last.unit == unit?.symbol
    else { return false }
    func isLower(_ q: Qualifier) -> Bool { q == .atLeast || q == .moreThan }
    func isUpper(_ q: Qualifier) -> Bool { q == .atMost || q == .fewerThan }
    let low: Double?
    let high: Double?
    if isLower(last.qualifier), isUpper(draft.qualifier) {
      (low, high) = (last.low, draft.high)
    } else if isUpper(last.qualifier), isLower(draft.qualifier) {
      (low, high) = (draft.low, last.high)
    } else {
      return false
    }
    guard let low, let high, low < high else { return false }
    last.kind = kind
    last.unit = unit?.symbol
    last.tokens.end = Int(scan.atoms[draft.end - 1].lastToken) + 1
    last.number.end = Int(scan.atoms[draft.number.end - 1].lastToken) + 1
    last.span.end = Int(scan.atoms[draft.end - 1].end)
    last.qualifier = .between
    last.value = nil
    last.low = low
    last.high = high
    if kind == .count { name(noun, &last) }
    quantities[quantities.count - 1] = last
    floor = draft.end
    lastAtoms.end = draft.end
    return true
  }

  func tokenRange(_ start: Int, _ end: Int) -> TokenRange {
    TokenRange(Int(scan.atoms[start].token), Int(scan.atoms[end - 1].lastToken) + 1)
  }

  func span(_ start: Int, _ end: Int) -> Span {
    Span(Int(scan.atoms[start].start), Int(scan.atoms[end - 1].end))
  }

  // MARK: Singular forms

  /// The singular, in lower case, of a whole token.
  private func singular(of token: Int) -> String {
    let word = words.lower[Int(tokens.word[token])]
    if lexicon.context(word).contains(.unchanged) { return words.string(word) }
    if let known = lexicon.singulars[word] { return words.string(known) }
    let lemma = tokens.lemma[token]
    if lemma != 0, lemma != word { return words.string(words.lower[Int(lemma)]) }
    if lemma != 0, tokens.pos[token] == .noun { return words.string(word) }
    return byRule(words.string(word))
  }

  private func singular(of span: Span) -> String {
    var form: [UInt8] = []
    for byte in text[span.start..<span.end] {
      form.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    let id = form.withUnsafeBufferPointer { words.id(of: $0) }
    if id != 0 {
      if lexicon.context(id).contains(.unchanged) { return String(decoding: form, as: UTF8.self) }
      if let known = lexicon.singulars[id] { return words.string(known) }
    }
    return byRule(String(decoding: form, as: UTF8.self))
  }

  /// Takes off the plural ending; words that need more are in `singulars.txt`.
  private func byRule(_ word: String) -> String {
    let count = word.utf8.count
    guard count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
      !word.hasSuffix("is")
    else { return word }
    if word.hasSuffix("ies"), count > 4 { return word.dropLast(3) + "y" }
    for ending in ["ches", "shes", "sses", "xes", "zes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    return String(word.dropLast())
  }
}
