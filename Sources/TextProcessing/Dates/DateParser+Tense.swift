import DocumentModel

/// Whether a clause speaks of what was or of what is to come.
enum ClauseTime {
  case past, future, unknown
}

/// Reads from the verbs of a clause whether its time lies ahead.
extension DateParser {
  /// Whether the clause around atom `i` speaks of the past or of the future.
  ///
  /// The nearest sign on the left of the clause decides, else the first one on the right.
  func direction(_ i: Int) -> ClauseTime {
    guard i < atoms.count else { return .unknown }
    let token = atoms[i].token
    // The first atom behind that no date is made of.
    var behind = i
    while behind < min(i + 8, atoms.count), !has(behind, .possessive),
      isNumber(behind) || at(behind).entry != 0 && at(behind).kind == .word
        || behind > i && isAdjacent(behind) && [0x2E, 0x2D, 0x2F].contains(at(behind).byte)
    {
      behind += 1
    }
    if has(behind, .possessive), isAdjacent(behind) {
      return has(i - 1, .of) && has(i - 2, .aheadOf) || has(i - 1, .before) ? .future : .past
    }
    // "the April 10 ruling means": what is named by its day has mostly been.
    let attributive =
      has(i - 1, .the) && !has(i - 2, .on) && !has(i - 2, .by) && !has(i - 2, .until)
      && !has(i - 2, .before)
    if attributive, isOtherNoun(behind) {
      let after = rightward(token)
      return after == .future ? .future : .past
    }
    var infinitive = false
    var verbSeen = false
    var k = token - 1
    let lowest = max(sentence.start, token - 40)
    scan: while k >= lowest {
      let word = entry(ofToken: k)
      let pos = tokens.pos[k]
      if word.has(.clause), pos != .adp, k < token - 1 { break }
      if word.has(.after), k < token - 1, rightward(token) == .past { return .past }
      if pos == .punct, isStop(k) { break }
      if isFuture(k, word) { return .future }
      if word.has(.infinitive), k + 1 < tokens.count,
        tokens.pos[k + 1] == .verb
          || tokens.pos[k + 1] == .aux
      {
        infinitive = true
      }
      if word.has(.prospective), !isNounPhraseStart(k) { return .future }
      if infinitive, word.has(.commits) { return .future }
      if pos == .verb || pos == .aux {
        switch tense(k) {
        case .past:
          // "will be held", "to be held": the auxiliary before decides.
          if !isBehindBareBe(k) { return .past }
          verbSeen = true
        case .future: break
        case .unknown:
          if word.has(.schedules), pos == .verb, !infinitive, !verbSeen { return .future }
          if pos == .aux || word.has(.presentTense), word.has(.presentTense) {
            return infinitive || !verbSeen || isProgressive(k) ? .future : .past
          }
        }
        if !infinitive { verbSeen = true }
      }
      k -= 1
    }
    return rightward(token)
  }

  /// The first sign behind the date: "On Friday, leaders will meet".
  private func rightward(_ token: Int) -> ClauseTime {
    var k = token + 1
    let highest = min(sentence.end, token + 30)
    while k < highest {
      let word = entry(ofToken: k)
      let pos = tokens.pos[k]
      if word.has(.clause), pos == .sconj || pos == .pron, k > token + 2 { break }
      if isFuture(k, word) { return .future }
      if word.has(.prospective), pos == .verb || pos == .adj { return .future }
      if pos == .verb || pos == .aux {
        if tense(k) == .past { return .past }
        if word.has(.presentTense), k + 1 < highest {
          if entry(ofToken: k + 1).has(.infinitive) { return .future }
          if isProgressive(k) { return .future }
          return .unknown
        }
      }
      k += 1
    }
    return .unknown
  }

  /// "will", and "would" unless "have" follows.
  private func isFuture(_ k: Int, _ word: DateWord) -> Bool {
    guard word.has(.future), [.aux, .verb, .part].contains(tokens.pos[k]) else { return false }
    guard word.has(.conditional) else { return true }
    // "he'd been": "'d" is as often "had".
    for j in k + 1..<max(k + 1, min(k + 4, sentence.end)) {
      if entry(ofToken: j).has(.perfect) { return false }
      if tokens.pos[j] == .verb || tokens.pos[j] == .aux { return tense(j) != .past }
    }
    return true
  }

  private func entry(ofToken k: Int) -> DateWord {
    words.entries[words.entry(vocabulary.lower[Int(tokens.word[k])])]
  }

  /// A semicolon or a dash between words ends the clause.
  private func isStop(_ k: Int) -> Bool {
    vocabulary.withBytes(of: tokens.word[k]) { $0.count == 1 && $0[0] == 0x3B }
  }

  /// "the plan", "a set": a noun, not the verb of the clause.
  private func isNounPhraseStart(_ k: Int) -> Bool {
    tokens.pos[k] == .noun && k > sentence.start
      && !entry(ofToken: k - 1).has(.presentTense)
  }

  /// "be" in its bare form stands before a participle.
  private func isBehindBareBe(_ k: Int) -> Bool {
    var j = k - 1
    while j > sentence.start, tokens.pos[j] == .adv { j -= 1 }
    return j >= sentence.start && entry(ofToken: j).has(.bareBe)
  }

  private func isProgressive(_ k: Int) -> Bool {
    for j in k + 1..<min(k + 4, sentence.end) where tokens.pos[j] == .verb {
      return vocabulary.withBytes(of: tokens.word[j]) {
        $0.count > 4 && $0[$0.count - 3] == 0x69 && $0[$0.count - 2] == 0x6E
          && $0[$0.count - 1] == 0x67
      }
    }
    return false
  }

  /// Past when the form is neither the lemma nor one in -s or -ing.
  private func tense(_ k: Int) -> ClauseTime {
    let lower = vocabulary.lower[Int(tokens.word[k])]
    let lemma = tokens.lemma[k]
    let entry = words.entries[words.entry(lower)]
    if entry.has(.pastTense) { return .past }
    if lower == lemma || lemma == 0 || entry.has(.presentTense) { return .unknown }
    return vocabulary.withBytes(of: lower) { form in
      let n = form.count
      guard n > 2 else { return .unknown }
      if form[n - 1] == 0x73 { return .unknown }
      if n > 4, form[n - 3] == 0x69, form[n - 2] == 0x6E, form[n - 1] == 0x67 { return .unknown }
      return form[0] == 0x27 ? .unknown : .past
    }
  }
}
