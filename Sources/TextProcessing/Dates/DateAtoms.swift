import DocumentModel

/// A piece of a token that the date matcher looks at: a run of digits, a word, one other
/// character. `10:30am` is one token or four; as atoms it is always the same.
struct DateAtom {
  enum Kind: UInt8 { case none, number, word, punctuation }

  var kind = Kind.none
  /// The character, for punctuation, and a word's only letter in lower case.
  var byte: UInt8 = 0
  /// How many digits a number has.
  var digits = 0
  /// A number's value; -1 for one that cannot be part of a date ("2,022", forty digits).
  var value = -1
  /// Index into `DateWords.entries`.
  var entry = 0
  /// The comparable form's id, 0 for pieces of tokens that no table knows.
  var lower: UInt32 = 0
  var spaceBefore = true
  var capitalized = false
  var allCapitals = false
  var token = 0
  var start = 0
  var end = 0
}

/// Splits the tokens of a sentence into atoms.
struct DateLexer {
  var words: DateWords

  /// - Complexity: O(bytes of the tokens).
  func atoms(
    of range: TokenRange, _ tokens: TokenTable, _ text: [UInt8], _ vocabulary: Vocabulary,
    into atoms: inout [DateAtom]
  ) {
    atoms.removeAll(keepingCapacity: true)
    for token in range.start..<range.end {
      let word = tokens.word[token]
      let shape = vocabulary.shapes[Int(word)]
      let lower = vocabulary.lower[Int(word)]
      let entry = words.entry(lower)
      let start = Int(tokens.start[token])
      let end = Int(tokens.end[token])
      let space = tokens.hasSpaceBefore(token)
      let plain =
        entry != 0
        || shape.isDisjoint(with: [.hasDigit, .hasHyphen, .punctuation, .hasPeriod])
          && !holds(0x2F, text, start, end)
      if plain || end - start > 64 {
        var atom = DateAtom()
        atom.kind = .word
        atom.entry = entry
        atom.lower = lower
        atom.spaceBefore = space
        atom.capitalized = shape.contains(.capitalized)
        atom.allCapitals = shape.contains(.allCaps)
        atom.token = token
        atom.start = start
        atom.end = end
        if end == start + 1 { atom.byte = text[start] | 0x20 }
        atoms.append(atom)
      } else {
        split(token, start, end, space, text, vocabulary, into: &atoms)
      }
    }
    markGrouped(&atoms)
  }

  private func holds(_ byte: UInt8, _ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    for i in start..<end where text[i] == byte { return true }
    return false
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private func split(
    _ token: Int, _ start: Int, _ end: Int, _ space: Bool, _ text: [UInt8],
    _ vocabulary: Vocabulary, into atoms: inout [DateAtom]
  ) {
    var i = start
    while i < end {
      var atom = DateAtom()
      atom.token = token
      atom.start = i
      atom.spaceBefore = i == start ? space : false
      let byte = text[i]
      if isDigit(byte) {
        var value = 0
        while i < end, isDigit(text[i]) {
          if value >= 0 { value = i - atom.start < 9 ? value * 10 + Int(text[i] & 15) : -1 }
          i += 1
        }
        atom.kind = .number
        atom.value = value
        atom.digits = i - atom.start
      } else if isLetter(byte) {
        atom.capitalized = byte < 0x61
        while i < end, isLetter(text[i]) { i += 1 }
        atom.kind = .word
        if i == atom.start + 1 { atom.byte = byte | 0x20 }
        lookUp(&atom, i, text, vocabulary)
      } else if byte >= 0x80 {
        // A dash or another character of several bytes.
        var width = 1
        while i + width < end, text[i + width] & 0xC0 == 0x80 { width += 1 }
        atom.kind = .punctuation
        let dash =
          width == 3 && byte == 0xE2 && text[i + 1] == 0x80
          && (0x90...0x95).contains(text[i + 2])
        let quote =
          width == 3 && byte == 0xE2 && text[i + 1] == 0x80 && text[i + 2] == 0x99
        // The pound, yen and euro signs and their like stand for all money, as the dollar does.
        let money =
          width == 2 && byte == 0xC2 && (0xA2...0xA5).contains(text[i + 1])
          || width == 3 && byte == 0xE2 && text[i + 1] == 0x82
        atom.byte = dash ? 0x2D : quote ? 0x27 : money ? 0x24 : 0xFF
        i += width
      } else {
        atom.kind = .punctuation
        atom.byte = byte
        i += 1
        if byte == 0x27, i < end, text[i] == 0x73 {
          // 's
          i += 1
          atom.kind = .word
          lookUp(&atom, i, text, vocabulary)
        }
      }
      atom.end = i
      atoms.append(atom)
    }
  }

  private func lookUp(
    _ atom: inout DateAtom, _ end: Int, _ text: [UInt8], _ vocabulary: Vocabulary
  ) {
    let count = end - atom.start
    guard count <= 16 else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { buffer in
      for k in 0..<count {
        let byte = text[atom.start + k]
        buffer[k] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      let id = vocabulary.id(of: UnsafeBufferPointer(rebasing: buffer[0..<count]))
      atom.lower = id
      atom.entry = words.entry(id)
    }
  }

  /// A comma between a digit and exactly three digits groups thousands: no part of it is a date.
  private func markGrouped(_ atoms: inout [DateAtom]) {
    var i = 0
    while i + 2 < atoms.count {
      if atoms[i].kind == .number, atoms[i + 1].byte == 0x2C, !atoms[i + 1].spaceBefore,
        atoms[i + 2].kind == .number, !atoms[i + 2].spaceBefore, atoms[i + 2].digits == 3
      {
        atoms[i].value = -1
        atoms[i + 2].value = -1
      }
      i += 1
    }
  }
}
