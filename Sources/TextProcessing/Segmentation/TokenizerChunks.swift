import DocumentModel

/// Everything between two white spaces that is not letters alone.
extension Tokenizer {
  func chunk(
    _ scan: inout TokenScan, _ start: Int, _ end: Int, _ mask: UInt32, _ cuts: inout TokenCuts
  ) {
    var p = start
    let mayBeAddress =
      mask & (CharacterKind.at | CharacterKind.colon | CharacterKind.slash | CharacterKind.period)
      != 0
    while p < end {
      let (kind, length) = self.kind(&scan, p)
      if kind & CharacterKind.alphanumeric != 0 {
        if mayBeAddress, let stop = address(&scan, p, end) {
          cuts.append(p, stop)
          p = stop
        } else if let stop = wholeWord(&scan, p, end) {
          cuts.append(p, stop)
          p = stop
        } else if kind == CharacterKind.digit {
          p = number(&scan, p, end, &cuts)
        } else {
          p = wordLike(&scan, p, end, &cuts)
        }
        continue
      }
      p = punctuation(&scan, p, start, end, kind, length, &cuts)
    }
  }

  /// A token of punctuation or a symbol at `p`; returns where it ends.
  private func punctuation(
    _ scan: inout TokenScan, _ p: Int, _ chunkStart: Int, _ end: Int, _ kind: UInt32,
    _ length: Int, _ cuts: inout TokenCuts
  ) -> Int {
    if let stop = emoticon(&scan, p, chunkStart, end) {
      cuts.append(p, stop)
      return stop
    }
    var stop = p + length
    switch kind {
    case CharacterKind.apostrophe:
      if let elided = elision(&scan, p, end) {
        stop = elided
      } else if stop < end, scan.text[stop] == scan.text[p] || length == 3 {
        // Two single quotes do for a double one.
        let (next, nextLength) = self.kind(&scan, stop)
        if next == CharacterKind.apostrophe, nextLength == length { stop += nextLength }
      }
    case CharacterKind.period, CharacterKind.bang, CharacterKind.ellipsis:
      let marks = CharacterKind.period | CharacterKind.bang | CharacterKind.ellipsis
      while stop < end {
        let (next, nextLength) = self.kind(&scan, stop)
        if next & marks == 0 { break }
        stop += nextLength
      }
      if stop == p + 1, kind == CharacterKind.period, stop < end,
        self.kind(&scan, stop).kind == CharacterKind.digit,
        p == chunkStart || !isAlphanumeric(&scan, before: p)
      {
        // ".50" is a number.
        return number(&scan, p, end, &cuts)
      }
    case CharacterKind.symbol
    where scan.text[p] == 0x2B && p == chunkStart && stop < end
      && self.kind(&scan, stop).kind == CharacterKind.digit:
      // "+44" stays whole.
      return number(&scan, p, end, &cuts)
    case CharacterKind.opening, CharacterKind.closing, CharacterKind.comma, CharacterKind.quote:
      break
    case CharacterKind.symbol where length >= 3:
      stop = pictograph(scan.text, stop, end)
      while stop + length <= end, same(scan.text, p, stop, length) { stop += length }
    default:
      // A run of one sign ("--", "***", "====") is one token.
      while stop + length <= end, same(scan.text, p, stop, length) { stop += length }
    }
    cuts.append(p, stop)
    return stop
  }

  private func same(
    _ text: UnsafeBufferPointer<UInt8>, _ a: Int, _ b: Int, _ length: Int
  ) -> Bool {
    for k in 0..<length where text[a + k] != text[b + k] { return false }
    return true
  }

  /// The end of a picture's modifiers: skin tones, variation selectors, joined pictures.
  private func pictograph(_ text: UnsafeBufferPointer<UInt8>, _ p: Int, _ end: Int) -> Int {
    var q = p
    while true {
      if q + 4 <= end, text[q] == 0xF0, text[q + 1] == 0x9F, text[q + 2] == 0x8F,
        text[q + 3] >= 0xBB
      {
        q += 4
      } else if q + 3 <= end, text[q] == 0xEF, text[q + 1] == 0xB8, text[q + 2] & 0xF0 == 0x80 {
        q += 3
      } else if q + 7 <= end, text[q] == 0xE2, text[q + 1] == 0x80, text[q + 2] == 0x8D,
        text[q + 3] == 0xF0
      {
        q += 7
      } else if q + 6 <= end, text[q] == 0xE2, text[q + 1] == 0x80, text[q + 2] == 0x8D,
        text[q + 3] == 0xE2
      {
        q += 6
      } else {
        return q
      }
    }
  }

  private func isAlphanumeric(_ scan: inout TokenScan, before p: Int) -> Bool {
    guard p > 0 else { return false }
    let byte = scan.text[p - 1]
    return byte >= 0x80 || kinds[Int(byte)] & CharacterKind.alphanumeric != 0
  }

  /// A face such as ":)" that no letter or digit touches.
  private func emoticon(
    _ scan: inout TokenScan, _ p: Int, _ chunkStart: Int, _ end: Int
  ) -> Int? {
    switch scan.text[p] {
    case 0x3A, 0x3B, 0x3D, 0x28, 0x3C, 0x3E, 0x5E: break
    default: return nil
    }
    if p > chunkStart, scan.text[p - 1] == scan.text[p] { return nil }
    for length in stride(from: 4, to: 1, by: -1) where p + length <= end {
      let face = UnsafeBufferPointer(rebasing: scan.text[p..<(p + length)])
      guard tables.emoticons.contains(face) else { continue }
      if p + length < end {
        let next = self.kind(&scan, p + length).kind
        if next & (CharacterKind.alphanumeric | CharacterKind.slash) != 0 { continue }
      }
      // "(see: a)" and "1:00" are no faces.
      if scan.text[p] == 0x28 && p > chunkStart { continue }
      return p + length
    }
    return nil
  }

  /// "'em", "'90s", and clitics that stand alone ("'s").
  private func elision(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> Int? {
    var q = p + kind(&scan, p).length
    let inner = q
    var mask: UInt32 = 0
    while q < end {
      let (kind, length) = self.kind(&scan, q)
      if kind & CharacterKind.alphanumeric == 0 { break }
      mask |= kind
      q += length
    }
    if q == inner { return nil }
    if mask & CharacterKind.digit != 0 {
      let byte = scan.text[inner]
      guard byte >= 0x30 && byte <= 0x39, q - inner >= 2,
        scan.text[inner + 1] >= 0x30 && scan.text[inner + 1] <= 0x39
      else { return nil }
      if q - inner == 2 || (q - inner == 3 && scan.text[inner + 2] == 0x73) { return q }
      return nil
    }
    guard let folded = FoldedWord(scan.text, p, q) else { return nil }
    if folded.value(in: tables.elisions) != nil { return q }
    if let bare = FoldedWord(scan.text, inner, q), bare.value(in: tables.clitics) == 1,
      p == 0 || scan.text[p - 1] == 0x20 || isAlphanumeric(&scan, before: p)
    {
      return q
    }
    return nil
  }

  /// A word of the list of words that stay whole, closing punctuation left off.
  private func wholeWord(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> Int? {
    guard end - p <= tables.whole.longest + 4 else { return nil }
    if p > 0, isAlphanumeric(&scan, before: p) { return nil }
    var stop = end
    while stop > p {
      if stop - p <= tables.whole.longest,
        let folded = FoldedWord(scan.text, p, stop), folded.value(in: tables.whole) != nil
      {
        return stop
      }
      let byte = scan.text[stop - 1]
      if byte >= 0x80 || kinds[Int(byte)] & CharacterKind.alphanumeric != 0 { return nil }
      stop -= 1
    }
    return nil
  }

  /// A URL or e-mail address that begins at `p`; returns its end without closing punctuation.
  private func address(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> Int? {
    let text = scan.text
    var found = false
    // Whatever the pieces of a chunk, all of them look for the same mark.
    var i = max(p, scan.addressReach)
    defer { scan.addressReach = i }
    while i < end {
      let byte = text[i]
      if byte == 0x3A {
        // scheme "://", or "mailto:"
        if i + 2 < end, text[i + 1] == 0x2F, text[i + 2] == 0x2F, i > p { found = true }
        if isMailto(text, p, i), i + 1 < end { found = true }
        break
      }
      if byte == 0x40 {
        // user@host
        found = i > p && i + 1 < end && kind(&scan, i + 1).kind & CharacterKind.alphanumeric != 0
        break
      }
      if byte == 0x2F {
        found = domain(&scan, p, i)
        break
      }
      let kind = self.kind(&scan, i).kind
      let inside =
        CharacterKind.alphanumeric | CharacterKind.period | CharacterKind.hyphen
        | CharacterKind.symbol
      if kind & inside == 0 || byte == 0x24 { break }
      i += 1
    }
    if !found {
      guard end - p > 4, text[p] | 0x20 == 0x77, text[p + 1] | 0x20 == 0x77,
        text[p + 2] | 0x20 == 0x77, text[p + 3] == 0x2E
      else { return nil }
    }
    var stop = end
    var depth = 0
    for k in p..<end {
      if text[k] == 0x28 { depth += 1 }
      if text[k] == 0x29 { depth -= 1 }
      if text[k] == 0x3C || text[k] == 0x3E || text[k] == 0x22 || (text[k] == 0x29 && depth < 0) {
        stop = k
        break
      }
    }
    while stop > p + 1 {
      let byte = text[stop - 1]
      switch byte {
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D, 0x7D: stop -= 1
      case 0x29 where depth < 0: stop -= 1
      case 0x99 where stop > p + 3 && text[stop - 2] == 0x80: stop -= 3
      case 0x9D where stop > p + 3 && text[stop - 2] == 0x80: stop -= 3
      default: return stop
      }
    }
    return nil
  }

  /// Whether the bytes are a host name: parts of letters, digits and hyphens, the last one known.
  func domain(_ scan: inout TokenScan, _ start: Int, _ end: Int) -> Bool {
    var last = end
    while last > start, end - last <= tables.domains.longest, scan.text[last - 1] != 0x2E {
      last -= 1
    }
    guard last > start + 1, let folded = FoldedWord(scan.text, last, end) else { return false }
    return folded.value(in: tables.domains) != nil
  }

  private func isMailto(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let scheme: InlineArray<6, UInt8> = [0x6D, 0x61, 0x69, 0x6C, 0x74, 0x6F]
    guard end - start == 6 else { return false }
    for k in 0..<6 where text[start + k] | 0x20 != scheme[k] { return false }
    return true
  }
}
