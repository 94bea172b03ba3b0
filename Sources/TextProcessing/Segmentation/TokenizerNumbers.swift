import DocumentModel

/// Tokens that begin with a digit (or with a sign or period before one).
extension Tokenizer {
  /// The number at `p`, and the unit that is glued to it as a token of its own; returns the end.
  func number(_ scan: inout TokenScan, _ p: Int, _ end: Int, _ cuts: inout TokenCuts) -> Int {
    let text = scan.text
    var q = p
    if isDigit(text[p]) == false && text[p] < 0x80 { q += 1 }
    q = digits(&scan, q, end)
    while q + 1 < end, isDigit(text[q + 1]) {
      let next = digits(&scan, q + 1, end)
      let byte = text[q]
      if byte == 0x2C {
        if next - q != 4 { break }
      } else if byte != 0x2E && byte != 0x3A {
        break
      }
      q = next
    }
    if let stop = digitGroups(&scan, p, end), stop > q { q = stop }
    if q == end {
      cuts.append(p, q)
      return q
    }
    let (kind, length) = self.kind(&scan, q)
    if kind == CharacterKind.apostrophe {
      // "1930's"
      let after = q + length
      if after < end, text[after] | 0x20 == 0x73,
        after + 1 == end || self.kind(&scan, after + 1).kind & CharacterKind.alphanumeric == 0
      {
        q = after + 1
      }
    } else if kind == CharacterKind.letter {
      return suffix(&scan, p, q, end, &cuts)
    }
    cuts.append(p, q)
    return q
  }

  /// Letters right behind a number: a unit is cut off, all else belongs to it ("4chan", "20th").
  private func suffix(
    _ scan: inout TokenScan, _ p: Int, _ q: Int, _ end: Int, _ cuts: inout TokenCuts
  ) -> Int {
    let text = scan.text
    var reach = q
    while reach < end, kind(&scan, reach).kind & CharacterKind.alphanumeric != 0 {
      reach += kind(&scan, reach).length
    }
    var dotted = reach
    while dotted < end, dotted - q < 5,
      text[dotted] == 0x2E || kinds[Int(min(text[dotted], 0x7F))] == CharacterKind.letter
    {
      dotted += 1
    }
    var stop = dotted
    while stop >= reach {
      if tables.units.contains(UnsafeBufferPointer(rebasing: text[q..<stop])) {
        cuts.append(p, q)
        cuts.append(q, stop)
        return stop
      }
      stop -= 1
    }
    // File names: "20.doc" comes here as "20"; "2.doc" has its period in the number's place.
    cuts.append(p, reach)
    return reach
  }

  /// Dates and telephone numbers in groups of digits: "11/28/2000", "9/11", "2025-11-24",
  /// "713-853-3989". A range ("1969-1970", "5-10") is none.
  private func digitGroups(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> Int? {
    let text = scan.text
    var lengths = InlineArray<5, Int>(repeating: 0)
    var count = 0
    var mark: UInt8 = 0
    var i = p
    while i < end, count < 5 {
      let next = digits(&scan, i, end)
      if next == i { return nil }
      lengths[count] = next - i
      count += 1
      i = next
      guard i + 1 < end, text[i] == 0x2F || text[i] == 0x2D, mark == 0 || text[i] == mark,
        isDigit(text[i + 1])
      else { break }
      mark = text[i]
      i += 1
    }
    if mark == 0 || count == 5 { return nil }
    if i < end, kind(&scan, i).kind & CharacterKind.alphanumeric != 0 { return nil }
    if mark == 0x2F {
      if count == 2 { return lengths[0] <= 2 && lengths[1] <= 2 ? i : nil }
      if count == 3 { return lengths[0] <= 4 && lengths[1] <= 2 && lengths[2] <= 4 ? i : nil }
      return nil
    }
    switch count {
    case 2: return lengths[0] == 3 && lengths[1] == 4 ? i : nil
    case 3:
      let phone = lengths[0] == 3 && lengths[1] == 3 && lengths[2] == 4
      let iso = lengths[0] == 4 && lengths[1] == 2 && lengths[2] == 2
      let date = lengths[0] <= 2 && lengths[1] <= 2 && (lengths[2] == 2 || lengths[2] == 4)
      return phone || iso || date ? i : nil
    case 4: return lengths[0] <= 3 && lengths[3] >= 3 ? i : nil
    default: return nil
    }
  }

  private func digits(_ scan: inout TokenScan, _ p: Int, _ end: Int) -> Int {
    var q = p
    while q < end {
      let (kind, length) = self.kind(&scan, q)
      if kind != CharacterKind.digit { break }
      q += length
    }
    return q
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
