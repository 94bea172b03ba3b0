/// What the bytes of running text are, and how much of it there is.
enum TextMeasure {
  static let plain: UInt8 = 0
  static let space: UInt8 = 1
  static let ampersand: UInt8 = 2
  /// The first byte of a character that may be white space or invisible.
  static let lead: UInt8 = 3

  /// By byte. Control characters count as white space.
  static let classes: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 0...0x20, 0x7F: space
    case 0x26: ampersand
    case 0xC2, 0xE2, 0xE3, 0xEF: lead
    default: plain
    }
  }

  enum Special { case visible, space, invisible, joiner }

  /// What the character that begins with a byte of class `lead` is, and its length. Kinds as in
  /// the Unicode Character Database: White_Space and C1 controls are `space`; soft hyphen, zero
  /// width space, word joiner, byte order mark and direction marks are `invisible`.
  static func special(
    _ source: UnsafePointer<UInt8>, _ i: Int, _ end: Int
  ) -> (Special, Int) {
    let first = source[i]
    if first < 0x80 { return (.visible, 1) }
    if first < 0xE0 {
      guard i + 1 < end else { return (.visible, 1) }
      if first == 0xC2 {
        let second = source[i + 1]
        if second <= 0xA0 { return (.space, 2) }
        if second == 0xAD { return (.invisible, 2) }
      }
      return (.visible, 2)
    }
    if first >= 0xF0 { return (.visible, min(4, end - i)) }
    guard i + 2 < end else { return (.visible, end - i) }
    let second = source[i + 1]
    let third = source[i + 2]
    switch (first, second, third) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return (.space, 3)
    case (0xE2, 0x80, 0x8C), (0xE2, 0x80, 0x8D):
      return (.joiner, 3)
    case (0xE2, 0x80, 0x8B), (0xE2, 0x80, 0x8E), (0xE2, 0x80, 0x8F), (0xE2, 0x80, 0xAA...0xAE),
      (0xE2, 0x81, 0xA0...0xA4), (0xE2, 0x81, 0xA6...0xAF), (0xEF, 0xBB, 0xBF):
      return (.invisible, 3)
    default:
      return (.visible, 3)
    }
  }

  /// By byte: what the character that it begins weighs, 0 for what continues one. Characters of
  /// three bytes from U+3000 on (kana, ideographs, hangul) say about as much as two letters.
  private static let weights: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 0x80..<0xC0: 0
    case 0xE3..<0xEE: 2
    default: 1
    }
  }

  /// Whether a text ends with a full stop or the like, quotes and brackets behind it left aside.
  static func endsSentence(_ text: [UInt8], _ end: Int) -> Bool {
    var i = end - 1
    while i >= 0, i > end - 6 {
      switch text[i] {
      case 0x2E, 0x21, 0x3F: return true
      case 0x22, 0x27, 0x29, 0x5D, 0x80...0xFF: i -= 1
      default: return false
      }
    }
    return end >= 3 && text[end - 1] >= 0x80
  }

  static func weight(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var sum = 0
    weights.withUnsafeBufferPointer { weights in
      text.withUnsafeBufferPointer { text in
        for i in start..<max(start, end) { sum &+= Int(weights[Int(text[i])]) }
      }
    }
    return sum
  }

  /// Fills in weight, commas and sentence ends of a block. O(length).
  static func measure(_ text: [UInt8], _ start: Int, _ end: Int, _ block: inout PageBlock) {
    var weight = 0
    var commas = 0
    var ends = 0
    weights.withUnsafeBufferPointer { weights in
      text.withUnsafeBufferPointer { text in
        for i in start..<end {
          let byte = text[i]
          weight &+= Int(weights[Int(byte)])
          switch byte {
          case 0x2C: commas &+= 1
          case 0x2E, 0x21, 0x3F:
            // Not the point in a number, a host name or between initials.
            let next = i + 1 < end ? text[i + 1] : 0x20
            if next == 0x20 || next == 0x22 || next == 0x27 || next == 0x29 || next >= 0x80 {
              ends &+= 1
            }
          case 0x8C:
            if i >= start + 2, text[i - 1] == 0xBC, text[i - 2] == 0xEF { commas &+= 1 }
            if i >= start + 1, text[i - 1] == 0xD8 { commas &+= 1 }
          case 0x81:
            if i >= start + 2, text[i - 1] == 0x80, text[i - 2] == 0xE3 { commas &+= 1 }
            if i >= start + 2, text[i - 1] == 0xBC, text[i - 2] == 0xEF { ends &+= 1 }
          case 0x82:
            if i >= start + 2, text[i - 1] == 0x80, text[i - 2] == 0xE3 { ends &+= 1 }
          case 0x9F:
            if i >= start + 2, text[i - 1] == 0xBC, text[i - 2] == 0xEF { ends &+= 1 }
            if i >= start + 1, text[i - 1] == 0xD8 { ends &+= 1 }
          case 0xA4:
            if i >= start + 2, text[i - 1] == 0xA5, text[i - 2] == 0xE0 { ends &+= 1 }
          default: break
          }
        }
      }
    }
    block.weight = Int32(truncatingIfNeeded: weight)
    block.commas = Int32(truncatingIfNeeded: commas)
    block.sentenceEnds = Int32(truncatingIfNeeded: ends)
  }
}
