import DocumentModel

extension NumberScan {
  /// What may follow the words of a number read so far.
  private enum Phase { case start, closed, ten, hundred, scale, group }

  /// A number without sign and share: digits, words, both, with fractions and scales.
  func readPlain(at i: Int, floor: Int) -> NumberReading? {
    guard i < atoms.count else { return nil }
    if kind(i) == .part { return readPart(at: i, floor: floor) }
    if isVulgar(i) {
      var reading = NumberReading(i, i + 1, atoms[i].value)
      reading.isFraction = true
      return scaled(reading, viaOf: false)
    }
    guard var reading = readCardinal(at: i, floor: floor) else { return nil }
    if reading.isOrdinal {
      return readSingularPart(reading, floor: floor) ?? reading
    }
    if reading.closeScale != nil { return reading }
    readDecimals(&reading)
    if let fraction = readDenominator(reading) { return fraction }
    readTail(&reading)
    return reading
  }

  // MARK: Whole numbers

  private func readCardinal(at i: Int, floor: Int) -> NumberReading? {
    var total = 0.0
    var group = 0.0
    var hundreds = 0.0
    var hundredSeen = false
    var last = Double.infinity
    var phase = Phase.start
    var reading = NumberReading(i, i, 0)
    var j = i
    if isDigits(i) {
      reading.isDigits = true
      j = readDigits(at: i, &reading)
      if reading.isOrdinal || reading.closeScale != nil { return reading }
      group = reading.value
      phase = .closed
      if reading.isFraction || reading.scale != 1 || atoms[i].isVersion { return reading }
      // 1,000 and more in digits only take a scale
      if kind(j) == .hundred, isHyphen(j) { return reading }
    }
    while true {
      var k = j
      var viaAnd = false
      var viaHyphen = false
      if phase != .start {
        if isHyphen(k) {
          k += 1
          viaHyphen = true
        } else if kind(k) == .and, phase == .hundred || phase == .scale {
          k += 1
          viaAnd = true
        } else if word(k) == lexicon.comma, phase == .scale, last >= 1e6, kind(k + 1) != .none {
          k += 1
          viaAnd = true
        }
      }
      guard k < atoms.count, atoms[k].held == atoms[i].held else { break }
      let number = value(k)
      let atBoundary = phase == .start || phase == .hundred || phase == .scale
      var ordinal = false
      switch kind(k) {
      case .digit:
        // "nine million and five ninths", "two million and one half"
        if viaAnd, [.part, .parts].contains(kind(isHyphen(k + 1) ? k + 2 : k + 1)) {
          return finish()
        }
        guard atBoundary || phase == .ten, number > 0 || phase == .start,
          !viaHyphen || phase == .ten || touchesBoth(k - 1) && phase != .scale
        else { return finish() }
        group += number
        phase = .closed
      case .teen, .compound:
        guard atBoundary, !viaHyphen || touchesBoth(k - 1) && phase != .scale
        else { return finish() }
        group += number
        phase = .closed
      case .ten:
        guard atBoundary, !viaHyphen || touchesBoth(k - 1) && phase != .scale
        else { return finish() }
        group += number
        phase = .ten
      case .hundred:
        guard !viaAnd, !hundredSeen, !viaHyphen || touchesBoth(k - 1) else { return finish() }
        if phase == .start { group = 1 }
        guard phase == .start || phase == .closed || phase == .ten, group > 0, group < 1000,
          isSingular(k) || phase != .start
        else { return finish() }
        group *= 100
        reading.scale = 100
        hundreds = group
        hundredSeen = true
        phase = .hundred
      case .scale:
        guard !viaAnd, !viaHyphen || touchesBoth(k - 1) else { return finish() }
        if phase == .start { group = 1 }
        if phase == .scale {
          // three thousand million, a hundred thousand trillion, three lakh crore
          guard number > last || number >= 1e5, j == k else { return finish() }
          total *= number
        } else {
          guard phase != .group, number < last, phase != .start || isSingular(k)
          else { return finish() }
          total += group * number
        }
        reading.scale = number
        group = 0
        hundreds = 0
        hundredSeen = false
        last = number
        phase = .scale
      case .group:
        guard !viaAnd, phase == .closed || phase == .ten || phase == .start || phase == .hundred,
          isSingular(k) || phase != .start
        else { return finish() }
        if phase == .start || group == hundreds {
          group += number
        } else {
          group = phase == .hundred ? group * number : hundreds + (group - hundreds) * number
        }
        phase = .group
      case .ordinal, .ordinalCompound:
        // "280 million first mortgage notes"
        guard phase != .scale || viaAnd && !reading.isDigits,
          atBoundary || (phase == .ten && number < 10 && kind(k) == .ordinal),
          !viaHyphen || phase == .ten || touchesBoth(k - 1)
        else { return finish() }
        group += number
        ordinal = true
      case .ordinalTen:
        guard atBoundary else { return finish() }
        group += number
        // "twentieth first" is nothing
        ordinal = true
      case .ordinalScale:
        guard !viaAnd, phase != .group else { return finish() }
        if phase == .start { group = 1 }
        if number == 100, hundredSeen { return finish() }
        if phase == .scale {
          total *= number
        } else {
          if number == 100 {
            group *= 100
          } else {
            total += group * number
            group = 0
          }
        }
        ordinal = true
      default:
        if k < atoms.count, isDigits(k), atoms[k].isPlain, k > j || spaced(k) {
          let digits = atoms[k].value
          // 3 hundred and 21; 4 thousand 3 hundred
          let fits =
            phase == .hundred && viaAnd && digits < 100 && digits > 0 && hundreds > 0
            || phase == .scale && !viaAnd && !viaHyphen && digits < 100 && kind(k + 1) == .hundred
          if fits {
            group += digits
            phase = .closed
            break
          }
        }
        return finish()
      }
      j = k + 1
      reading.end = j
      if phase != .scale && phase != .hundred { reading.scale = 1 }
      if ordinal {
        reading.isOrdinal = true
        return finish()
      }
    }
    return finish()

    func finish() -> NumberReading? {
      guard reading.end > i else { return nil }
      var reading = reading
      reading.value = total + group
      // "a hundred", but not "a two hundred"
      if [.hundred, .scale, .group].contains(kind(i)), i - 1 >= floor, kind(i - 1) == .article {
        reading.start = i - 1
      } else if kind(i) == .group {
        return nil
      }
      return reading
    }
  }

  private func touchesBoth(_ i: Int) -> Bool {
    touches(i) && i + 1 < atoms.count && touches(i + 1)
  }

  /// Whether a scale word is not in its plural, which by itself is vague ("thousands").
  private func isSingular(_ i: Int) -> Bool { lexicon.vaguePlurals[word(i)] == nil }

  /// Reads digits with what touches them: groups parted by spaces, ordinal and scale letters,
  /// `/` and a denominator, a fraction sign. Returns the atom behind.
  private func readDigits(at i: Int, _ reading: inout NumberReading) -> Int {
    reading.value = atoms[i].value
    var j = i + 1
    if atoms[i].isPlain, atoms[i].width <= 3, atoms[i].value >= 1 {
      // 40 000; every further group has three digits
      while isDigits(j), atoms[j].isPlain, atoms[j].width == 3, oneSpace(j),
        !atoms[j].held, !(isDigits(j + 1) && atoms[j + 1].isPlain && atoms[j + 1].width != 3)
      {
        reading.value = reading.value * 1000 + atoms[j].value
        j += 1
      }
    }
    reading.end = j
    guard j < atoms.count else { return j }
    if touches(j), atoms[j].kind == .word {
      switch kind(j) {
      case .ordinalSuffix:
        reading.isOrdinal = true
        reading.end = j + 1
        return j + 1
      case .suffix:
        reading.value *= value(j)
        reading.scale = value(j)
        reading.end = j + 1
        return j + 1
      case .close:
        reading.closeScale = value(j)
        return j
      default: break
      }
    }
    if spaced(j), kind(j) == .suffix {
      reading.value *= value(j)
      reading.scale = value(j)
      reading.end = j + 1
      return j + 1
    }
    if let (part, end) = fraction(at: j), spaced(j) || isVulgar(j) {
      // 1 4/5, 2½
      reading.value += part
      reading.end = end
      reading.isFraction = false
      if let factor = scaleFactor(at: end) {
        reading.value *= factor
        reading.scale = factor
        reading.end = end + 1
      } else {
        reading.scale = 1.0
      }
      return reading.end
    }
    if let (part, end) = fraction(at: i) {
      reading.value = part
      reading.end = end
      reading.isFraction = true
      return end
    }
    return j
  }

  /// Whether the space before atom `i` is one character wide.
  private func oneSpace(_ i: Int) -> Bool {
    let gap = atoms[i].start - atoms[i - 1].end
    return atoms[i].spaceBefore && gap >= 1 && gap <= 3
  }

  private func scaleFactor(at i: Int) -> Double? {
    guard i < atoms.count, kind(i) == .scale || kind(i) == .suffix else { return nil }
    return value(i)
  }

  /// A fraction in digits (`4/5`) or as one character.
  private func fraction(at i: Int) -> (Double, Int)? {
    if isVulgar(i) { return (atoms[i].value, i + 1) }
    guard isDigits(i), i + 2 < atoms.count, word(i + 1) == lexicon.slash, isDigits(i + 2),
      touches(i + 1), touches(i + 2), atoms[i].isPlain, atoms[i + 2].isPlain,
      atoms[i].value > 0, atoms[i].value < atoms[i + 2].value,
      !(word(i + 3) == lexicon.slash && touches(i + 3))
    else { return nil }
    let below = atoms[i + 2].value
    guard below <= 10 || [12, 16, 20, 25, 32, 50, 64, 100, 1000].contains(below),
      !(i > 0 && touches(i) && atoms[i - 1].kind == .word)
    else { return nil }
    return (atoms[i].value / below, i + 3)
  }

  // MARK: Decimals and fractions in words

  /// "two point five", "nine point nought four".
  private func readDecimals(_ reading: inout NumberReading) {
    let point = reading.end
    guard kind(point) == .point, reading.value == reading.value.rounded(), spaced(point),
      reading.scale <= 100
    else { return }
    reading.scale = 1
    var j = point + 1
    var digits = 0.0
    var place = 1.0
    loop: while j < atoms.count {
      switch kind(j) {
      case .digit:
        digits = digits * 10 + value(j)
        place *= 10
      case .teen, .compound:
        digits = digits * 100 + value(j)
        place *= 100
      case .ten:
        digits = digits * 100 + value(j)
        place *= 100
        let next = isHyphen(j + 1) ? j + 2 : j + 1
        if kind(next) == .digit, value(next) > 0 {
          digits += value(next)
          j = next
        }
      default:
        guard isDigits(j), atoms[j].isPlain, j == point + 1 else { break loop }
        digits = atoms[j].value
        for _ in 0..<atoms[j].width { place *= 10 }
        j += 1
        break loop
      }
      j += 1
      if place >= 1e15 { break }
    }
    guard j > point + 1 else { return }
    reading.value += digits / place
    reading.end = j
    if let factor = scaleFactor(at: j) {
      reading.value *= factor
      reading.scale = factor
      reading.end = j + 1
    }
  }

  /// "two thirds", "twenty-three fifths", "three-quarters": the number just read is above the line.
  private func readDenominator(_ above: NumberReading) -> NumberReading? {
    var j = above.end
    if isHyphen(j), touches(j), touches(j + 1) || !spaced(j + 1) { j += 1 }
    guard j < atoms.count, atoms[j].held == atoms[above.start].held else { return nil }
    var below = 0.0
    switch kind(j) {
    case .parts, .part:
      below = value(j)
    // a plural after one ("one quarters") is odd, a singular after two ("two quarter") is not
    case .ten:
      let next = isHyphen(j + 1) ? j + 2 : j + 1
      guard kind(next) == .parts, value(next) < 10 else { return nil }
      below = value(j) + value(next)
      j = next
    case .ordinal, .ordinalTen, .ordinalScale, .ordinalCompound:
      guard above.value == 1, value(j) > 2, !isDigits(above.start) else { return nil }
      below = value(j)
    default: return nil
    }
    guard below > 0 else { return nil }
    // "first two quarters" and "three quarters" of a year are told apart by what follows; a plain
    // half or quarter after a big number ("12 half") is none
    if kind(j) == .part, above.value > 3 { return nil }
    var reading = NumberReading(above.start, j + 1, above.value / below)
    reading.isFraction = true
    reading.isDigits = above.isDigits
    return scaled(reading, viaOf: true)
  }

  /// "half", "quarter", "a third", with a scale behind ("half a million").
  private func readPart(at i: Int, floor: Int) -> NumberReading? {
    var reading = NumberReading(i, i + 1, 1 / value(i))
    reading.isFraction = true
    if i - 1 >= floor, kind(i - 1) == .article { reading.start = i - 1 }
    return scaled(reading, viaOf: true)
  }

  /// "a third of", "a hundredth": an ordinal with an article that is a part.
  private func readSingularPart(_ ordinal: NumberReading, floor: Int) -> NumberReading? {
    let i = ordinal.start
    guard ordinal.value > 2, !isDigits(i), i - 1 >= floor, kind(i - 1) == .article,
      kind(ordinal.end) == .of || (ordinal.value >= 100 && ordinal.end == atoms.count)
    else { return nil }
    var reading = NumberReading(i - 1, ordinal.end, 1 / ordinal.value)
    reading.isFraction = true
    return scaled(reading, viaOf: true)
  }

  /// "half a million", "two thirds of a million", "three quarters billion", "half a dozen".
  private func scaled(_ fraction: NumberReading, viaOf: Bool) -> NumberReading {
    var j = fraction.end
    if viaOf, kind(j) == .of { j += 1 }
    if kind(j) == .article || (kind(j) == .digit && value(j) == 1) { j += 1 }
    if isHyphen(j), touches(j) { j += 1 }
    guard [.hundred, .scale, .group].contains(kind(j)), isSingular(j) else { return fraction }
    var reading = fraction
    reading.value *= value(j)
    reading.scale = value(j)
    reading.end = j + 1
    reading.isFraction = false
    return reading
  }

  /// "one and a half", "two and a half million", "one million and a half", "a billion and a
  /// quarter million".
  private func readTail(_ reading: inout NumberReading) {
    var j = reading.end
    var viaAnd = false
    if kind(j) == .and {
      j += 1
      viaAnd = true
    } else if isHyphen(j), touches(j), kind(j + 1) == .and {
      j += 2
      viaAnd = true
      if isHyphen(j) { j += 1 }
    }
    guard viaAnd, j < atoms.count, atoms[j].held == atoms[reading.start].held else { return }
    var above = 1.0
    var isOne = false
    if kind(j) == .article {
      j += 1
      isOne = true
    } else if kind(j) == .digit, value(j) > 0 {
      above = value(j)
      isOne = above == 1
      j += 1
    }
    if isHyphen(j), touches(j) { j += 1 }
    guard j < atoms.count else { return }
    switch kind(j) {
    case .part: break
    case .parts: guard above > 1 else { return }
    case .ordinal, .ordinalTen, .ordinalScale:
      // "... and a thirtieth" of nothing that follows
      guard isOne, value(j) > 2, j + 1 == atoms.count || atoms[j + 1].kind == .sign else { return }
    default: return
    }
    let part = above / value(j)
    guard part < 1 else { return }
    let end = j + 1
    let factor = scaleFactor(at: end)
    if let factor, reading.scale <= 100 {
      reading.value = (reading.value + part) * factor
      reading.scale = factor
      reading.end = end + 1
    } else if let factor {
      reading.value += part * factor
      reading.end = end + 1
    } else {
      reading.value += part * (reading.scale > 100 ? reading.scale : 1)
      reading.end = end
    }
  }
}
