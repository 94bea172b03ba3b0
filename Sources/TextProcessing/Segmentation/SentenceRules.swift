import DocumentModel

/// Where sentences end, decided between tokens.
///
/// Behind a terminal mark or an abbreviation the words on both sides decide, with the lists in
/// `en/segmentation/`; an end that ICU sees elsewhere (marks of other scripts) is taken over.
/// Closing quotes, brackets and citations ("[12]") belong to the sentence before them.
struct SentenceRules: Sendable {
  let facts: SentenceFacts

  init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    facts = try SentenceFacts(resources: resources, vocabulary: &vocabulary)
  }

  /// What ends a token.
  enum Terminal {
    case none, period, bang, ellipsis, ideographic, acronym, initial
    case abbreviation(AbbreviationClass)
  }

  /// Finds the last token of every sentence of a block.
  ///
  /// - Parameters:
  ///   - first: the block's first token; its tokens are the last ones of the table.
  ///   - icuEnds: ICU's ends as byte offsets from the block's start.
  ///   - layout: buffers; filled here.
  ///   - last: the result, in order; the block's last token is always in it.
  func sentences(
    _ text: UnsafeBufferPointer<UInt8>, _ span: Span, _ tokens: TokenTable, _ first: Int,
    _ icuEnds: [Int32], _ words: Vocabulary, _ layout: inout SentenceLayout,
    into last: inout [Int32]
  ) {
    let count = tokens.count
    layout.read(text, tokens, first, words, facts)
    var lastWord = count - 1
    while lastWord >= first, !words.shapes[Int(tokens.word[lastWord])].contains(.hasLetter) {
      lastWord -= 1
    }
    var start = first
    var icu = 0
    var t = first
    while t < count - 1 {
      let here = t
      t += 1
      if layout.breaksBefore(here + 1 - first) {
        last.append(Int32(here))
        start = here + 1
        continue
      }
      let terminal = self.terminal(text, tokens, here, first)
      if case .none = terminal {
        let next = Int(tokens.start[here + 1]) - span.start
        while icu < icuEnds.count && Int(icuEnds[icu]) < next { icu += 1 }
        if icu < icuEnds.count, Int(icuEnds[icu]) == next,
          icuCounts(text, tokens, here, words, layout, first)
        {
          last.append(Int32(here))
          start = here + 1
        }
        continue
      }
      if layout.holdsAfter(here - first) { continue }
      if isListMarker(text, tokens, start, here) { continue }
      let end = closed(text, tokens, here, words)
      if end >= count - 1 { break }
      if layout.isInside(here - first) && layout.isInside(end + 1 - first) {
        t = end + 1
        continue
      }
      if breaks(text, tokens, here, end, terminal, words, lastWord: lastWord) {
        last.append(Int32(end))
        start = end + 1
      }
      t = end + 1
    }
    last.append(Int32(count - 1))
  }

  @inline(__always)
  private func terminal(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ first: Int
  ) -> Terminal {
    let end = Int(tokens.end[t])
    let byte = text[end - 1]
    if byte == 0x2E || byte == 0x21 || byte == 0x3F || byte >= 0x80 {
      return markedTerminal(text, tokens, t, first)
    }
    return .none
  }

  private func markedTerminal(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ first: Int
  ) -> Terminal {
    let start = Int(tokens.start[t])
    let end = Int(tokens.end[t])
    var periods = 0
    var bangs = 0
    var i = start
    while i < end {
      switch text[i] {
      case 0x2E: periods += 1
      case 0x21, 0x3F: bangs += 1
      case 0xE2 where i + 2 < end && text[i + 1] == 0x80 && text[i + 2] == 0xA6:
        periods += 3
        i += 2
      case 0xE3 where i + 2 < end && text[i + 1] == 0x80 && text[i + 2] == 0x82:
        return .ideographic
      case 0xEF
      where i + 2 < end && text[i + 1] == 0xBC
        && (text[i + 2] == 0x8E || text[i + 2] == 0x81 || text[i + 2] == 0x9F):
        return .ideographic
      default:
        return text[end - 1] == 0x2E ? abbreviation(text, tokens, t) : .none
      }
      i += 1
    }
    if bangs > 0 { return .bang }
    if periods > 1 { return .ellipsis }
    // ". . ." is an ellipsis too. With a fourth period it ends a sentence: the first one does
    // where it touches the word, else the last one.
    let spaced = t > first && Int(tokens.end[t - 1]) < start
    if spaced, isPeriod(text, tokens, t - 1) || isPeriod(text, tokens, t + 1) {
      if isPeriod(text, tokens, t + 1) { return .none }
      var head = t
      while head > first, isPeriod(text, tokens, head - 1), tokens.hasSpaceBefore(head) {
        head -= 1
      }
      return t - head >= 3 && tokens.hasSpaceBefore(head) ? .ellipsis : .none
    }
    return .period
  }

  private func isPeriod(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int
  ) -> Bool {
    t < tokens.count && tokens.end[t] - tokens.start[t] == 1 && text[Int(tokens.start[t])] == 0x2E
  }

  private func abbreviation(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int
  ) -> Terminal {
    let known = facts[tokens.word[t]].intersection(.abbreviation).rawValue
    if let kind = AbbreviationClass(rawValue: UInt32(known)) { return .abbreviation(kind) }
    let start = Int(tokens.start[t])
    let count = Int(tokens.end[t]) - start
    if count == 2 { return .initial }
    return count >= 4 && text[start + 1] == 0x2E ? .acronym : .abbreviation(.end)
  }

  /// The last token of what closes behind a terminal mark: quotes, brackets, citations.
  private func closed(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ words: Vocabulary
  ) -> Int {
    var end = t
    let count = tokens.count
    while end + 1 < count, tokens.end[end] == tokens.start[end + 1],
      facts[tokens.word[end + 1]].contains(.closing)
    {
      end += 1
    }
    // "[12]", "[a]", "[3, 4]", any number of them
    while end + 3 < count, tokens.end[end + 1] - tokens.start[end + 1] == 1,
      text[Int(tokens.start[end + 1])] == 0x5B
    {
      var close = end + 2
      var numeric = true
      while close < count, close - end < 8, text[Int(tokens.start[close])] != 0x5D {
        let shape = words.shapes[Int(tokens.word[close])]
        if !shape.contains(.allDigits) && !shape.contains(.punctuation)
          && tokens.end[close] - tokens.start[close] > 1
        {
          numeric = false
        }
        close += 1
      }
      guard numeric, close < count, close > end + 2, text[Int(tokens.start[close])] == 0x5D else {
        break
      }
      end = close
    }
    // A footnote number: "rights. 4 Even though"
    if end == t, end + 2 < count, words.shapes[Int(tokens.word[end + 1])].contains(.allDigits),
      tokens.end[end + 1] - tokens.start[end + 1] <= 3
    {
      let glued = tokens.end[end] == tokens.start[end + 1]
      let beyond = end + 2
      let next = words.shapes[Int(tokens.word[beyond])]
      if next.contains(.capitalized), tokens.hasSpaceBefore(beyond),
        facts[words.lower[Int(tokens.word[beyond])]].contains(.starter)
      {
        return end + 1
      }
      if glued, next.contains(.allDigits), beyond + 1 < count,
        words.shapes[Int(tokens.word[beyond + 1])].contains(.capitalized)
      {
        return beyond
      }
    }
    return end
  }

  /// Whether the sentence ends behind token `end`, where `t` holds the terminal mark; `lastWord` is
  /// the block's last token with a letter.
  private func breaks(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ end: Int,
    _ terminal: Terminal, _ words: Vocabulary, lastWord: Int
  ) -> Bool {
    let next = end + 1
    let word = tokens.word[next]
    let shape = words.shapes[Int(word)]
    let fact = facts[words.lower[Int(word)]]
    let spaced = tokens.hasSpaceBefore(next)
    let capital = shape.contains(.capitalized)
    let starter = capital && fact.contains(.starter)
    let lower = shape.contains(.hasLetter) && !capital && isLowerCase(text, tokens, next)
    if case .ideographic = terminal { return true }
    if !spaced {
      // "world.Today" and "1996.[7] The" have lost their space; "Yahoo!-owned" has not.
      if end > t { return capital || (!lower && shape.contains(.hasLetter)) }
      return capital && tokens.end[next] - tokens.start[next] > 1
    }
    if !shape.contains(.hasLetter), !shape.contains(.hasDigit) {
      switch text[Int(tokens.start[next])] {
      case 0x2C, 0x3B, 0x3A, 0x29, 0x5D, 0x7D: return false
      default: break
      }
      let byte = text[Int(tokens.start[next])]
      if byte == 0x2E
        || byte == 0xE2 && tokens.end[next] - tokens.start[next] == 3
          && text[Int(tokens.start[next]) + 2] == 0xA6
      {
        // An ellipsis behind a sentence is its end, unless its periods stand apart.
        return isPeriod(text, tokens, next) && next + 1 < tokens.count && lastWord >= next
      }
      if case .ellipsis = terminal, facts[word].contains(.opening), byte == 0x28 { return false }
      // "... a long game." - Matthew Ingram
      if end > t,
        byte == 0x2D
          || byte == 0xE2 && !facts[word].contains(.bullet)
            && !facts[word].contains(.opening) && !facts[word].contains(.closing)
      {
        return false
      }
    }
    switch terminal {
    case .none: return false
    case .ideographic: return true
    case .period:
      if lower { return end == t && followsWord(text, tokens, t) }
      return true
    case .bang:
      return lower ? end == t && fact.contains(.starter) : true
    case .ellipsis:
      return !lower
    case .initial:
      return starter && !isNameBefore(tokens, t, words)
    case .acronym, .abbreviation(.end):
      return starter || (!shape.contains(.hasDigit) && opens(text, tokens, next, words))
    case .abbreviation(.month), .abbreviation(.number):
      return starter
    case .abbreviation(.time):
      return capital && !fact.contains(.calendar) || opens(text, tokens, next, words)
    case .abbreviation(.title), .abbreviation(.inner):
      return false
    }
  }

  /// An opening mark before a word that begins sentences.
  private func opens(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ words: Vocabulary
  ) -> Bool {
    guard t + 1 < tokens.count, tokens.end[t] == tokens.start[t + 1],
      !words.shapes[Int(tokens.word[t])].contains(.hasLetter)
    else { return false }
    let word = tokens.word[t + 1]
    return words.shapes[Int(word)].contains(.capitalized)
      && facts[words.lower[Int(word)]].contains(.starter)
  }

  /// Whether the token before an initial is a name or another initial.
  private func isNameBefore(_ tokens: TokenTable, _ t: Int, _ words: Vocabulary) -> Bool {
    guard t > 0 else { return true }
    let shape = words.shapes[Int(tokens.word[t - 1])]
    return shape.contains(.capitalized)
      && !facts[words.lower[Int(tokens.word[t - 1])]].contains(.starter)
  }

  /// Whether the period closes a word or number rather than stands alone.
  private func followsWord(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int
  ) -> Bool {
    guard t > 0, tokens.end[t - 1] == tokens.start[t] else { return false }
    // A short word without a vowel is an abbreviation that no list holds ("dept.", "pls.").
    let start = Int(tokens.start[t - 1])
    let end = Int(tokens.end[t - 1])
    if end - start > 4 { return true }
    for i in start..<end {
      switch text[i] | 0x20 {
      case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: return end - start > 1
      default: if text[i] >= 0x80 { return true }
      }
    }
    return false
  }

  private func isLowerCase(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int
  ) -> Bool {
    let byte = text[Int(tokens.start[t])]
    return byte >= 0x80 || (byte >= 0x61 && byte <= 0x7A)
  }

  /// "1." or "b." at the start of a sentence numbers it.
  private func isListMarker(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ start: Int, _ t: Int
  ) -> Bool {
    var head = start
    if head < t, facts[tokens.word[head]].contains(.bullet) { head += 1 }
    if t == head {
      return tokens.end[t] - tokens.start[t] == 2 && !facts[tokens.word[t]].contains(.closing)
    }
    guard t == head + 1, tokens.end[head] == tokens.start[t] else { return false }
    let from = Int(tokens.start[head])
    let to = Int(tokens.end[head])
    if to - from == 1, text[from] != 0x49 { return true }
    guard to - from <= 6, text[from] >= 0x30, text[from] <= 0x39 else { return false }
    var digits = 0
    for i in from..<to {
      if text[i] >= 0x30 && text[i] <= 0x39 { digits += 1 } else if text[i] != 0x2E { return false }
    }
    return digits <= 3
  }

  /// Whether an end that ICU alone sees is one: not behind an abbreviation or an opening mark,
  /// and not inside brackets.
  private func icuCounts(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ words: Vocabulary,
    _ layout: SentenceLayout, _ first: Int
  ) -> Bool {
    if layout.isInside(t - first) || layout.holdsAfter(t - first) { return false }
    // ICU's ends at marks that the rules know have been decided by the rules.
    let shape = words.shapes[Int(tokens.word[t])]
    return shape.contains(.nonASCII) && !shape.contains(.hasLetter)
  }
}
