import DocumentModel

/// Tokens that begin with a letter or a digit.
extension Tokenizer {
  /// The end of the run of letters and digits that begins at `p`, and the kinds in it.
  private func run(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> (end: Int, mask: UInt32) {
    var q = p
    var mask: UInt32 = 0
    while q < end {
      let (kind, length) = self.kind(&scan, q)
      if kind & CharacterKind.alphanumeric == 0 { break }
      mask |= kind
      q += length
    }
    return (q, mask)
  }

  /// The token (or a word and its clitics) that begins with the letter at `p`; returns its end.
  func wordLike(
    _ scan: inout TokenScan, _ p: Int, _ end: Int, _ cuts: inout TokenCuts
  ) -> Int {
    var (q, mask) = run(&scan, p, end)
    if q < end, let stop = abbreviation(&scan, p, q, end) {
      cuts.append(p, stop)
      return stop
    }
    // "US$2bn": the letters belong to the currency sign.
    if q + 1 < end, q - p <= 3, scan.text[q] == 0x24, scan.text[q + 1] >= 0x30,
      scan.text[q + 1] <= 0x39, scan.text[p] >= 0x41, scan.text[p] <= 0x5A,
      scan.text[q - 1] >= 0x41, scan.text[q - 1] <= 0x5A
    {
      return append(p, q + 1, &cuts)
    }
    if mask == CharacterKind.letter, q - p <= tables.contractions.longest,
      let stop = contraction(&scan, p, q, end, &cuts)
    {
      return stop
    }
    var pieces = 1
    while q < end {
      let (connector, length) = kind(&scan, q)
      let (next, nextMask) = run(&scan, q + length, end)
      switch connector {
      case CharacterKind.apostrophe:
        if let clitic = cliticStart(&scan, p, q, q + length, next) {
          let digits = mask & CharacterKind.digit != 0
          if digits && next - q - length == 1 { return append(p, next, &cuts) }
          if clitic > p { cuts.append(p, clitic) }
          cuts.append(clitic, next)
          return next
        }
        if next == q + length { return append(p, q, &cuts) }
      case CharacterKind.hyphen:
        if next == q + length {
          // A word broken off in speech ("th-") keeps its hyphen.
          if next == end && q - p <= 2 && pieces == 1 && mask == CharacterKind.letter {
            return append(p, next, &cuts)
          }
          return append(p, q, &cuts)
        }
        if !keepsHyphen(&scan, p, q, next, nextMask) { return append(p, q, &cuts) }
      case CharacterKind.ampersand:
        if next == q + length || q - p > 3 || next - q - length > 3 { return append(p, q, &cuts) }
      case CharacterKind.period:
        if next == q + length || !joinsAtPeriod(&scan, p, q, next, end) {
          return append(p, q, &cuts)
        }
      case CharacterKind.at:
        if next == q + length { return append(p, q, &cuts) }
      default:
        return append(p, q, &cuts)
      }
      q = next
      mask |= nextMask
      pieces += 1
    }
    return append(p, q, &cuts)
  }

  @inline(__always)
  private func append(_ start: Int, _ end: Int, _ cuts: inout TokenCuts) -> Int {
    cuts.append(start, end)
    return end
  }

  /// A word of the contraction list, with or without an apostrophe.
  private func contraction(
    _ scan: inout TokenScan, _ p: Int, _ q: Int, _ end: Int, _ cuts: inout TokenCuts
  ) -> Int? {
    var stop = q
    if q < end {
      let (connector, length) = kind(&scan, q)
      if connector == CharacterKind.apostrophe { stop = run(&scan, q + length, end).end }
    }
    guard let folded = FoldedWord(scan.text, p, stop),
      let positions = folded.value(in: tables.contractions)
    else { return nil }
    cut(&scan, p, stop, positions, &cuts)
    return stop
  }

  /// Where the clitic begins that ends at `end` and whose apostrophe stands at `mark`: at the
  /// apostrophe, or a letter before it for "n't". nil when there is none.
  private func cliticStart(
    _ scan: inout TokenScan, _ p: Int, _ mark: Int, _ inner: Int, _ end: Int
  ) -> Int? {
    guard end > inner, let folded = FoldedWord(scan.text, inner, end),
      let kind = folded.value(in: tables.clitics)
    else { return nil }
    if kind == 1 { return mark }
    return mark - 1 > p && scan.text[mark - 1] | 0x20 == 0x6E ? mark - 1 : nil
  }

  /// Whether "a-b" is one token: a prefix of the list, or capital letters before a number.
  private func keepsHyphen(
    _ scan: inout TokenScan, _ p: Int, _ q: Int, _ next: Int, _ nextMask: UInt32
  ) -> Bool {
    if let folded = FoldedWord(scan.text, p, q), folded.value(in: tables.prefixes) != nil {
      return true
    }
    guard nextMask & CharacterKind.digit != 0, q - p <= 5 else { return false }
    let first = scan.text[q + 1]
    guard first >= 0x30 && first <= 0x39, next - q <= 5 else { return false }
    // "F-16", "MiG-29", "COVID-19", "S-300V"; not "May-2" or "Q1-2".
    var upper = 0
    for i in p..<q {
      let byte = scan.text[i]
      if byte >= 0x41 && byte <= 0x5A {
        upper += 1
      } else if byte < 0x61 || byte > 0x7A {
        return false
      }
    }
    let first0 = scan.text[p]
    return first0 >= 0x41 && first0 <= 0x5A && (upper * 2 >= q - p)
  }

  /// Whether "a.b" is one token: single letters, a host or file name.
  private func joinsAtPeriod(
    _ scan: inout TokenScan, _ p: Int, _ q: Int, _ next: Int, _ end: Int
  ) -> Bool {
    let text = scan.text
    // The whole run of parts joined by periods and hyphens decides. No host name is longer than 253
    // bytes; a longer run would be read again from each of its parts.
    var stop = next
    var parts = 2
    while stop - p <= 253, stop < end, text[stop] == 0x2E || text[stop] == 0x2D {
      let (more, _) = run(&scan, stop + 1, end)
      if more == stop + 1 { break }
      parts += 1
      stop = more
    }
    guard stop - p <= 253 else { return false }
    if domain(&scan, p, stop) { return true }
    guard parts >= 3 else { return false }
    for i in p..<stop where text[i] != 0x2E && (text[i] < 0x61 || text[i] > 0x7A) { return false }
    return true
  }

  /// An abbreviation with its period that begins at `p`, where `q` ends its first letters.
  private func abbreviation(
    _ scan: inout TokenScan, _ p: Int, _ q: Int, _ end: Int
  ) -> Int? {
    let text = scan.text
    guard text[q] == 0x2E else { return nil }
    // Letters parted by periods: "U.S.", "a.m", "J.F.K."
    if q - p == 1 {
      var stop = q + 1
      var letters = 1
      while stop + 1 <= end - 1, isASCIILetter(text[stop]), text[stop + 1] == 0x2E {
        stop += 2
        letters += 1
      }
      if letters > 1 {
        if stop < end, isASCIILetter(text[stop]) {
          let (more, _) = run(&scan, stop, end)
          if more == stop + 1 { return more }
          if let known = longestAbbreviation(text, p, min(more + 1, end), scan.end) { return known }
        }
        // An ellipsis or "?" behind keeps the abbreviation's period.
        return stop
      }
      if stop < end, isASCIILetter(text[stop]) {
        let (more, _) = run(&scan, stop, end)
        if more == stop + 1, more == end || text[more] != 0x2E {
          return text[p] >= 0x61 || text[stop] < 0x61 ? more : nil
        }
      }
    }
    var reach = q + 1
    let limit = min(end, p + tables.abbreviations.longest)
    while reach < limit, isASCIILetter(text[reach]) || text[reach] == 0x2E { reach += 1 }
    if let known = longestAbbreviation(text, p, reach, scan.end) {
      // Two or more periods behind are an ellipsis, not an abbreviation's.
      if known < end, text[known] == 0x2E { return nil }
      return known
    }
    // An initial: a capital and a period that does not end the chunk's last word in a list.
    if q - p == 1, text[p] >= 0x41, text[p] <= 0x5A {
      if q + 1 < end, text[q + 1] == 0x2E { return nil }
      return q + 1
    }
    return nil
  }

  private func longestAbbreviation(
    _ text: UnsafeBufferPointer<UInt8>, _ p: Int, _ reach: Int, _ limit: Int
  ) -> Int? {
    var stop = min(reach, p + tables.abbreviations.longest)
    while stop > p + 1 {
      if text[stop - 1] == 0x2E,
        let kind = tables.abbreviations.value(of: UnsafeBufferPointer(rebasing: text[p..<stop]))
      {
        // "No. 5", but "no."
        if kind != AbbreviationClass.number.rawValue || isBeforeNumber(text, stop, limit) {
          return stop
        }
      }
      stop -= 1
    }
    return nil
  }

  private func isBeforeNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ p: Int, _ limit: Int
  ) -> Bool {
    var q = p
    while q < limit, text[q] == 0x20 || text[q] == 0x23 || text[q] == 0xC2 || text[q] == 0xA0 {
      q += 1
    }
    return q < limit && text[q] >= 0x30 && text[q] <= 0x39
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool {
    let folded = byte | 0x20
    return folded >= 0x61 && folded <= 0x7A
  }
}
