import DocumentModel

/// A piece of a token that numbers are read from: a word, a run of digits or one sign.
///
/// Tokens are cut further because tokenizers differ on `$100m`, `28-point`, `180ml` and `10-15`;
/// what is read from atoms does not depend on where a token ends.
struct Atom {
  enum Kind: UInt8 { case word, digits, fraction, sign }

  /// UTF-8 byte offsets in the document's text, half-open.
  var start: Int32
  var end: Int32
  var token: Int32
  /// The token in which it ends; another than `token` where a tokenizer has cut a number.
  var lastToken: Int32
  /// The id of the comparable form, `Vocabulary.none` for a piece that no table knows.
  var word: UInt32
  var kind: Kind
  var spaceBefore: Bool
  /// Held by a date: nothing but a duration may be read here.
  var held = false
  var capitalized = false
  /// `digits` with more than one decimal point, as in a version or an address.
  var isVersion = false
  /// `digits` without any separator.
  var isPlain = false
  /// `digits`: how many stand before the decimal sign.
  var width: UInt8 = 0
  /// Value of `digits` and `fraction` (one character such as ½).
  var value = 0.0
}

/// What the bytes of a token are cut into.
enum Atomizer {
  /// Cuts `bytes[start..<end]`, letting a number at the end go on up to `limit`, and calls `emit` with the kind and the range of each piece and, for
  /// a number, its value. Linear.
  @inline(__always)
  static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, limit: Int? = nil,
    _ emit: (Atom.Kind, Int, Int, Numeral?) -> Void
  ) {
    var i = start
    while i < end {
      let byte = bytes[i]
      if isDigit(byte) || (byte == 0x2E && i + 1 < end && isDigit(bytes[i + 1]) && i == start) {
        let numeral = Numeral.read(bytes, i, limit ?? end)
        emit(.digits, i, numeral.end, numeral)
        i = numeral.end
        continue
      }
      let width = signWidth(bytes, i, end)
      if width > 0 {
        if let value = vulgarFraction(bytes, i, width) {
          emit(.fraction, i, i + width, Numeral(value: value, end: i + width))
        } else if !isSpace(bytes, i, width) {
          emit(.sign, i, i + width, nil)
        }
        i += width
        continue
      }
      var j = i + 1
      while j < end {
        let b = bytes[j]
        if isLetter(b) || isDigit(b) {
          j += 1
        } else if (b == 0x2E || b == 0x27) && (isLetter(bytes[j - 1]) || b == 0x27) {
          // "u.s.", "p.m.", "o'clock" are one word; a period before digits is not of it.
          if b == 0x2E, j + 1 < end, !isLetter(bytes[j + 1]) { break }
          j += 1
        } else if b >= 0x80 && signWidth(bytes, j, end) == 0 {
          j += 1
        } else {
          break
        }
      }
      emit(.word, i, j, nil)
      i = j
    }
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The length of the sign at `i`, or 0 where a word begins.
  @inline(__always)
  private static func signWidth(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int
  ) -> Int {
    let byte = bytes[i]
    if byte < 0x80 { return isLetter(byte) || isDigit(byte) ? 0 : 1 }
    if byte == 0xC2, i + 1 < end {
      // Latin-1 signs; º and ª count as signs, µ begins a unit, ² and ³ end one.
      let next = bytes[i + 1]
      return next == 0xB5 || next == 0xB2 || next == 0xB3 ? 0 : 2
    }
    if byte == 0xE2, i + 2 < end {
      let next = bytes[i + 1]
      // U+2000-206F, currency U+20A0-20CF, number forms U+2150-215F, minus U+2212, ℃ ℉
      if next == 0x80 || next == 0x81 || next == 0x82 || (next == 0x83 && bytes[i + 2] < 0x90) {
        return 3
      }
      if next == 0x85 && bytes[i + 2] >= 0x90 && bytes[i + 2] < 0xA0 { return 3 }
      if next == 0x88 && bytes[i + 2] == 0x92 { return 3 }
    }
    return 0
  }

  private static func isSpace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ width: Int
  ) -> Bool {
    switch width {
    case 1: return bytes[i] <= 0x20
    case 2: return bytes[i + 1] == 0xA0
    default:
      return bytes[i + 1] == 0x80
        && (bytes[i + 2] <= 0x8F || bytes[i + 2] == 0xAF)
    }
  }

  private static func vulgarFraction(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ width: Int
  ) -> Double? {
    if width == 2 {
      switch bytes[i + 1] {
      case 0xBC: return 0.25
      case 0xBD: return 0.5
      case 0xBE: return 0.75
      default: return nil
      }
    }
    guard width == 3, bytes[i + 1] == 0x85 else { return nil }
    switch bytes[i + 2] {
    case 0x90: return 1.0 / 7
    case 0x91: return 1.0 / 9
    case 0x92: return 0.1
    case 0x93: return 1.0 / 3
    case 0x94: return 2.0 / 3
    case 0x95: return 0.2
    case 0x96: return 0.4
    case 0x97: return 0.6
    case 0x98: return 0.8
    case 0x99: return 1.0 / 6
    case 0x9A: return 5.0 / 6
    case 0x9B: return 0.125
    case 0x9C: return 0.375
    case 0x9D: return 0.625
    case 0x9E: return 0.875
    default: return nil
    }
  }

  /// Whether bytes hold a digit, a hyphen or another sign, so that a token is more than one word.
  @inline(__always)
  static func isOneWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end {
      let byte = bytes[i]
      guard isLetter(byte) || byte == 0x27 || byte == 0x2E else {
        return end - start == 1 && !isDigit(byte)
      }
      i += 1
    }
    return true
  }
}

/// A number in digits.
struct Numeral {
  var value: Double
  /// The byte behind it.
  var end: Int
  var isPlain = false
  var isVersion = false
  /// Digits before the decimal sign, at most 255.
  var width: UInt8 = 0

  init(value: Double, end: Int) {
    self.value = value
    self.end = end
  }

  /// Reads digits with their group and decimal signs at `start`, which is a digit or a point.
  ///
  /// Groups are of three, or of two with a last one of three as in India (`1,38,000`). Where groups
  /// are parted by points and a comma follows (`1.200,5`) the signs have each other's part. A
  /// comma and one or two last digits are a decimal part; any other comma ends the number.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Numeral {
    var i = start
    // Ends of the digit runs and the signs in front of them; more than eight runs are a list.
    var runs: InlineArray<8, (start: Int, end: Int, sign: UInt8)> = .init(repeating: (0, 0, 0))
    var count = 0
    var sign: UInt8 = 0
    if bytes[i] == 0x2E {
      runs[0] = (i, i, 0)
      count = 1
      sign = 0x2E
      i += 1
    }
    while i < end, count < 8 {
      let runStart = i
      while i < end && Atomizer.isDigit(bytes[i]) { i += 1 }
      if i == runStart { break }
      runs[count] = (runStart, i, sign)
      count += 1
      guard i + 1 < end, bytes[i] == 0x2C || bytes[i] == 0x2E, Atomizer.isDigit(bytes[i + 1])
      else { break }
      sign = bytes[i]
      i += 1
    }
    var commas = 0
    var points = 0
    for k in 1..<max(1, count) {
      if runs[k].sign == 0x2C { commas += 1 } else { points += 1 }
    }
    func length(_ k: Int) -> Int { runs[k].end - runs[k].start }
    func grouped(_ from: Int, _ to: Int) -> Bool {
      guard length(0) <= 3, length(0) > 0 else { return false }
      var threes = true
      var twos = length(0) <= 2 || to - from == 1
      for k in from..<to {
        if length(k) != 3 { threes = false }
        if length(k) != (k == to - 1 ? 3 : 2) { twos = false }
      }
      return threes || twos
    }
    func finish(whole: Int, decimals: Int?) -> Numeral {
      var value = 0.0
      var small: UInt64 = 0
      var digits = 0
      func add(_ k: Int) {
        for j in runs[k].start..<runs[k].end {
          if digits < 18 {
            small = small * 10 + UInt64(bytes[j] - 0x30)
          } else {
            if digits == 18 { value = Double(small) }
            value = value * 10 + Double(bytes[j] - 0x30)
          }
          digits += 1
        }
      }
      for k in 0..<whole { add(k) }
      let width = digits
      if let decimals { add(decimals) }
      if digits <= 18 { value = Double(small) }
      if digits > width { value /= power(of: digits - width) }
      let last = decimals ?? (whole - 1)
      var numeral = Numeral(value: value.isFinite ? value : 0, end: runs[last].end)
      numeral.isPlain = whole == 1 && decimals == nil
      numeral.width = UInt8(min(255, width))
      return numeral
    }
    if count <= 1 { return finish(whole: 1, decimals: nil) }
    if commas == 0 && points == 1 { return finish(whole: 1, decimals: 1) }
    if commas == 0 {
      if points >= 2, grouped(1, count) { return finish(whole: count, decimals: nil) }
      var numeral = finish(whole: 1, decimals: nil)
      while i < end && (Atomizer.isDigit(bytes[i]) || bytes[i] == 0x2E) { i += 1 }
      numeral.end = max(i, runs[count - 1].end)
      if bytes[numeral.end - 1] == 0x2E { numeral.end -= 1 }
      numeral.isVersion = true
      return numeral
    }
    if points == 0 {
      if grouped(1, count) { return finish(whole: count, decimals: nil) }
      // "22,24,26,31" is a list to its end.
      let inList = start > 0 && bytes[start - 1] == 0x2C
      if commas == 1 && length(1) <= 2 && length(0) <= 3 && !inList {
        return finish(whole: 1, decimals: 1)
      }
      return finish(whole: 1, decimals: nil)
    }
    if points == 1, runs[count - 1].sign == 0x2E, grouped(1, count - 1) {
      return finish(whole: count - 1, decimals: count - 1)
    }
    if commas == 1, runs[count - 1].sign == 0x2C, grouped(1, count - 1) {
      return finish(whole: count - 1, decimals: count - 1)
    }
    return finish(whole: 1, decimals: runs[1].sign == 0x2E ? 1 : nil)
  }

  private static func power(of exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent, 308) { result *= 10 }
    return result
  }
}
