/// The comparable form of a word and what its bytes show.
public enum WordForm {
  /// The form in which words are compared: lower case, straight quotes, `-` for every dash.
  ///
  /// - Returns: the form, or nil when the word is already in it; and its shape.
  /// - Complexity: O(length).
  public static func comparable(
    _ word: UnsafeBufferPointer<UInt8>
  ) -> (form: [UInt8]?, shape: WordShape) {
    var shape: WordShape = []
    var changed = false
    var digits = 0
    var upper = 0
    var lower = 0
    var letterSeen = false
    for (i, byte) in word.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
      case 0x41...0x5A:
        upper += 1
        changed = true
        if !letterSeen { shape.insert(.capitalized) }
        if lower > 0 { shape.insert(.mixedCase) }
        letterSeen = true
      case 0x61...0x7A:
        lower += 1
        letterSeen = true
      case 0x2D: if i > 0 || word.count > 1 { shape.insert(.hasHyphen) }
      case 0x2E: if word.count > 1 { shape.insert(.hasPeriod) }
      case 0x80...: shape.insert(.nonASCII)
      default: break
      }
    }
    var form: [UInt8]?
    if shape.contains(.nonASCII) {
      var folded: [UInt8] = []
      folded.reserveCapacity(word.count)
      forEachScalar(of: word) { scalar in
        switch fold(scalar, into: &folded) {
        case .upper:
          upper += 1
          if !letterSeen { shape.insert(.capitalized) }
          if lower > 0 { shape.insert(.mixedCase) }
          letterSeen = true
        case .lower:
          lower += 1
          letterSeen = true
        case .other: break
        }
      }
      if !folded.elementsEqual(word) { form = folded }
    } else if changed {
      form = word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    if upper > 0 && lower == 0 { shape.insert(.allCaps) }
    if upper + lower > 0 { shape.insert(.hasLetter) }
    if digits > 0 { shape.insert(.hasDigit) }
    if digits == word.count && digits > 0 { shape.insert(.allDigits) }
    if digits == 0 && upper + lower == 0 { shape.insert(.punctuation) }
    return (form, shape)
  }

  /// Appends the comparable form of a word. O(length).
  public static func fold(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    forEachScalar(of: word) { _ = fold($0, into: &folded) }
  }

  private enum Letter { case upper, lower, other }

  /// The scalars of a word; what is not UTF-8 gives U+FFFD as `String` does.
  @inline(__always)
  private static func forEachScalar(
    of word: UnsafeBufferPointer<UInt8>, _ body: (Unicode.Scalar) -> Void
  ) {
    var i = 0
    while i < word.count {
      let byte = word[i]
      if byte < 0x80 {
        body(Unicode.Scalar(byte))
        i += 1
      } else if 0xC2...0xDF ~= byte, i + 1 < word.count, word[i + 1] & 0xC0 == 0x80 {
        body(scalar(UInt32(byte & 0x1F) << 6 | UInt32(word[i + 1] & 0x3F)))
        i += 2
      } else if 0xE1...0xEC ~= byte, i + 2 < word.count, word[i + 1] & 0xC0 == 0x80,
        word[i + 2] & 0xC0 == 0x80
      {
        body(
          scalar(
            UInt32(byte & 0x0F) << 12 | UInt32(word[i + 1] & 0x3F) << 6
              | UInt32(word[i + 2] & 0x3F)))
        i += 3
      } else {
        let rest = String(decoding: word[i...], as: UTF8.self)
        for scalar in rest.unicodeScalars { body(scalar) }
        return
      }
    }
  }

  @inline(__always)
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  @inline(__always)
  private static func fold(_ scalar: Unicode.Scalar, into folded: inout [UInt8]) -> Letter {
    switch scalar.value {
    case 0x41...0x5A:
      folded.append(UInt8(truncatingIfNeeded: scalar.value | 0x20))
      return .upper
    case 0x00...0x7F:
      folded.append(UInt8(truncatingIfNeeded: scalar.value))
      return 0x61...0x7A ~= scalar.value ? .lower : .other
    case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC:
      folded.append(0x27)
      return .other
    case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033:
      folded.append(0x22)
      return .other
    case 0x2010...0x2015, 0x2212:
      folded.append(0x2D)
      return .other
    default:
      if let small = latinLower(scalar.value) {
        append(small, to: &folded)
        return small == scalar.value ? .lower : .upper
      }
      let properties = scalar.properties
      folded.append(contentsOf: properties.lowercaseMapping.utf8)
      return properties.isUppercase ? .upper : properties.isAlphabetic ? .lower : .other
    }
  }

  /// The small letter of a Latin letter with a mark, itself where it is small; nil for all others.
  ///
  /// The ranges in which small and capital letters follow a pattern: asking Unicode's tables costs
  /// several hundred instructions a letter, and lists of names are full of these.
  @inline(__always)
  static func latinLower(_ value: UInt32) -> UInt32? {
    switch value {
    case 0xD7, 0xF7: nil
    case 0xC0...0xDE: value + 0x20
    case 0xDF...0xFF: value
    case 0x0100...0x012F, 0x0132...0x0137, 0x014A...0x0177, 0x1E00...0x1E95, 0x1EA0...0x1EFF:
      value | 1
    case 0x0139...0x0148, 0x0179...0x017E: value + (value & 1)
    default: nil
    }
  }

  /// Appends a scalar from U+0080 to U+FFFF in UTF-8.
  @inline(__always)
  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | (value >> 6 & 0x3F)))
    }
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | (value & 0x3F)))
  }
}
