import DocumentModel

/// A number that was read from atoms `start..<end`.
struct NumberReading {
  var start: Int
  var end: Int
  var value: Double
  var isOrdinal = false
  /// A part of a whole: "two thirds", "half of", "one in five".
  var isFraction = false
  /// Begins with digits.
  var isDigits = false
  /// The scale at its end (1e6 in "1.2 million"), else 1; it may be shared by the number before.
  var scale = 1.0
  /// The least value of a vague expression.
  var low: Double?
  /// A letter that touches the digits and may be a scale or a unit (`m`); not in `end` yet.
  var closeScale: Double?
  /// "twice"
  var isMultiple = false

  init(_ start: Int, _ end: Int, _ value: Double) {
    self.start = start
    self.end = end
    self.value = value
  }
}

/// Atoms of a sentence with the reading of numbers in them. All indices are of atoms.
struct NumberScan {
  typealias Kind = QuantityLexicon.NumberClass

  var atoms: [Atom] = []
  let lexicon: QuantityLexicon

  @inline(__always)
  func word(_ i: Int) -> UInt32 { i >= 0 && i < atoms.count ? atoms[i].word : 0 }

  @inline(__always)
  func kind(_ i: Int) -> Kind {
    guard i >= 0 && i < atoms.count, atoms[i].kind == .word else { return .none }
    return lexicon.number(atoms[i].word)
  }

  @inline(__always)
  func value(_ i: Int) -> Double { lexicon.value(word(i)) }

  func isDigits(_ i: Int) -> Bool { i >= 0 && i < atoms.count && atoms[i].kind == .digits }
  func isVulgar(_ i: Int) -> Bool { i >= 0 && i < atoms.count && atoms[i].kind == .fraction }
  func isHyphen(_ i: Int) -> Bool { word(i) == lexicon.hyphen && lexicon.hyphen != 0 && i >= 0 }
  func spaced(_ i: Int) -> Bool { i < 0 || i >= atoms.count || atoms[i].spaceBefore }

  /// Whether atom `i` is joined to the one before by nothing.
  func touches(_ i: Int) -> Bool { i > 0 && i < atoms.count && !atoms[i].spaceBefore }

  /// Reads the longest number whose first word (articles and signs not counted) is at `i`.
  ///
  /// - Parameter floor: no atom before it is looked at.
  /// - Complexity: O(length of the number).
  func read(at i: Int, floor: Int = 0) -> NumberReading? {
    guard i < atoms.count else { return nil }
    if let vague = readVague(at: i, floor: floor) { return vague }
    if let multiple = lexicon.multiples[atoms[i].word] {
      var reading = NumberReading(i, i + 1, multiple)
      reading.isMultiple = true
      return reading
    }
    guard var reading = readPlain(at: i, floor: floor) else { return nil }
    if reading.isOrdinal { return reading }
    if let share = readShare(reading) { reading = share }
    takeRepetition(&reading)
    reading.start = signed(&reading, floor: floor)
    return reading
  }

  /// Takes in a minus sign or word before the number; returns the new start.
  private func signed(_ reading: inout NumberReading, floor: Int) -> Int {
    let i = reading.start
    guard i - 1 >= floor else { return i }
    if kind(i - 1) == .minus, reading.low == nil {
      reading.value = -reading.value
      return i - 1
    }
    guard isHyphen(i - 1), touches(i), reading.isDigits || isVulgar(i) else { return i }
    let before = i - 2
    let isSign: Bool =
      if before < 0 {
        true
      } else if atoms[i - 1].spaceBefore {
        // "2 -7" is a range
        !isDigits(before) && kind(before) != .digit
      } else {
        atoms[before].kind == .sign && !isHyphen(before) && word(before) != lexicon.slash
          && word(before) != lexicon.closeParenthesis && word(before) != lexicon.closeBracket
      }
    guard isSign, before < floor || !(isHyphen(before)) else { return i }
    reading.value = -reading.value
    return i - 1
  }

  /// "forty-five (45)" is one number.
  private func takeRepetition(_ reading: inout NumberReading) {
    let open = reading.end
    guard open + 2 < atoms.count, word(open) == lexicon.openParenthesis, reading.closeScale == nil,
      let again = readPlain(at: open + 1, floor: open + 1), again.value == reading.value,
      again.isDigits != reading.isDigits, !again.isOrdinal, again.closeScale == nil,
      word(again.end) == lexicon.closeParenthesis
    else { return }
    reading.end = again.end + 1
  }

  /// "one in five", "nine out of ten", "45 per 100,000".
  private func readShare(_ first: NumberReading) -> NumberReading? {
    guard !first.isFraction, first.closeScale == nil, first.value >= 0 else { return nil }
    let j = first.end
    var k = j
    var isOver = false
    var isIn = false
    if let match = lexicon.per.longest(atoms, from: j, to: atoms.count) {
      k = match.edge
    } else if kind(j) == .inside {
      k = j + 1
      isIn = true
    } else if kind(j) == .over {
      k = j + 1
      isOver = true
    } else {
      return nil
    }
    guard spaced(j), k < atoms.count, spaced(k), !atoms[k].held else { return nil }
    let from = kind(k) == .article ? k + 1 : k
    guard let second = readPlain(at: from, floor: k), !second.isOrdinal, !second.isFraction,
      second.closeScale == nil, second.value > first.value
    else { return nil }
    func whole(_ x: Double) -> Bool { x == x.rounded() }
    if isIn {
      // "three in four days", "killed 2 in 2004" and "50,000 in 100 towns" are no shares
      guard whole(first.value), whole(second.value),
        first.value <= 10 || first.value >= second.value / 3,
        second.value >= 2, second.value <= 1_000_000, first.scale == 1,
        !(isDigits(from) && second.value >= 1000 && atoms[from].isPlain),
        !beginsUnit(second.end)
      else { return nil }
      if first.value > 1, !isRound(second.value), second.value > 12 { return nil }
    } else if isOver {
      guard first.value == 1, second.end == atoms.count || atoms[second.end].kind == .sign
      else { return nil }
    } else if lexicon.number(word(j)) == .none {
      // per: only round numbers are a base
      guard isRound(second.value), second.value >= 100 else { return nil }
    } else if kind(j) == .of, !(whole(first.value)) {
      return nil
    }
    guard second.value != 0 else { return nil }
    var reading = NumberReading(first.start, second.end, first.value / second.value)
    reading.isFraction = true
    reading.isDigits = first.isDigits
    return reading
  }

  func isRound(_ value: Double) -> Bool {
    var value = value
    guard value >= 10 else { return false }
    while value >= 10 && value.truncatingRemainder(dividingBy: 10) == 0 { value /= 10 }
    return value == 1
  }

  private func beginsUnit(_ i: Int) -> Bool {
    guard let match = lexicon.unitsAfter.longest(atoms, from: i, to: atoms.count) else {
      return false
    }
    return lexicon.unitsAfter.entries(match).contains {
      lexicon.units[Int($0.value)].family == .duration
    }
  }

  // MARK: Vague numbers

  /// "dozens", "tens of thousands", "several hundred", and what overrides add.
  private func readVague(at i: Int, floor: Int) -> NumberReading? {
    func vague(_ start: Int, _ end: Int, _ low: Double) -> NumberReading {
      var reading = NumberReading(start, end, low)
      reading.low = low
      return reading
    }
    let composed = composedVague(at: i, floor: floor)
    if lexicon.vaguePhrases.begins(word(i)) || kind(i) == .article,
      let match = lexicon.vaguePhrases.longest(atoms, from: i, to: atoms.count),
      match.edge >= composed?.end ?? 0,
      let entry = lexicon.vaguePhrases.entries(match).last
    {
      return vague(i, match.edge, lexicon.vague[Int(entry.value)])
    }
    if i - 1 >= floor, kind(i - 1) == .article,
      let match = lexicon.vaguePhrases.longest(atoms, from: i - 1, to: atoms.count),
      match.edge > i, match.edge >= composed?.end ?? 0,
      let entry = lexicon.vaguePhrases.entries(match).last
    {
      return vague(i - 1, match.edge, lexicon.vague[Int(entry.value)])
    }
    return composed
  }

  private func composedVague(at i: Int, floor: Int) -> NumberReading? {
    func vague(_ start: Int, _ end: Int, _ low: Double) -> NumberReading {
      var reading = NumberReading(start, end, low)
      reading.low = low
      return reading
    }
    if let low = lexicon.vaguePlurals[word(i)] {
      var low = low
      var end = i + 1
      // tens of thousands, hundreds of millions, thousands upon thousands
      while kind(end) == .of, let more = lexicon.vaguePlurals[word(end + 1)], more >= 1000 {
        low *= more
        end += 2
      }
      return vague(i, end, low)
    }
    for start in [i - 1, i] where start >= floor && (start == i || kind(start) == .article) {
      guard let match = lexicon.vagueSeveral.longest(atoms, from: start, to: atoms.count),
        match.edge > i, let entry = lexicon.vagueSeveral.entries(match).first
      else { continue }
      var low = lexicon.vague[Int(entry.value)]
      var end = match.edge
      while [.hundred, .scale, .group].contains(kind(end)) {
        low *= value(end)
        end += 1
      }
      if end > match.edge { return vague(start, end, low) }
    }
    return nil
  }
}
