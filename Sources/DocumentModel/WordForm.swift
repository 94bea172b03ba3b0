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
      let text = String(decoding: word, as: UTF8.self)
      var folded: [UInt8] = []
      folded.reserveCapacity(word.count)
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{2032}", "\u{02BC}":
          folded.append(0x27)
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{2033}":
          folded.append(0x22)
        case "\u{2010}"..."\u{2015}", "\u{2212}":
          folded.append(0x2D)
        default:
          let properties = scalar.properties
          if properties.isUppercase {
            upper += 1
            if !letterSeen { shape.insert(.capitalized) }
            if lower > 0 { shape.insert(.mixedCase) }
            letterSeen = true
          } else if properties.isAlphabetic {
            lower += 1
            letterSeen = true
          } else if scalar.isASCII, scalar.value >= 0x41 {
            // counted above
          }
          folded.append(contentsOf: properties.lowercaseMapping.utf8)
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
}
