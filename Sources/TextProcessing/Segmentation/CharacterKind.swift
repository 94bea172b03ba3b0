/// What a character is to the tokenizer. A raw value is a bit, so that a run's kinds can be
/// gathered in one mask.
struct CharacterKind {
  static let space: UInt32 = 1
  static let letter: UInt32 = 1 << 1
  static let digit: UInt32 = 1 << 2
  /// `'`, curly single quotes, a backtick.
  static let apostrophe: UInt32 = 1 << 3
  static let period: UInt32 = 1 << 4
  /// `-` and U+2010, U+2011.
  static let hyphen: UInt32 = 1 << 5
  /// En and em dashes and their like.
  static let dash: UInt32 = 1 << 6
  static let comma: UInt32 = 1 << 7
  static let colon: UInt32 = 1 << 8
  static let slash: UInt32 = 1 << 9
  static let at: UInt32 = 1 << 10
  static let ampersand: UInt32 = 1 << 11
  /// `!`, `?` and their like in other scripts.
  static let bang: UInt32 = 1 << 12
  /// U+2026.
  static let ellipsis: UInt32 = 1 << 13
  static let quote: UInt32 = 1 << 14
  static let opening: UInt32 = 1 << 15
  static let closing: UInt32 = 1 << 16
  static let symbol: UInt32 = 1 << 17

  static let alphanumeric = letter | digit

  /// Kinds of the 128 ASCII bytes.
  static func ascii() -> InlineArray<128, UInt32> {
    InlineArray { byte in
      switch byte {
      case 0x09...0x0D, 0x20, 0x00...0x08, 0x0E...0x1F, 0x7F: space
      case 0x41...0x5A, 0x61...0x7A, 0x5F: letter
      case 0x30...0x39: digit
      case 0x27, 0x60: apostrophe
      case 0x2E: period
      case 0x2D: hyphen
      case 0x2C: comma
      case 0x3A: colon
      case 0x2F: slash
      case 0x40: at
      case 0x26: ampersand
      case 0x21, 0x3F: bang
      case 0x22: quote
      case 0x28, 0x5B, 0x7B: opening
      case 0x29, 0x5D, 0x7D: closing
      default: symbol
      }
    }
  }

  /// The kind of a character beyond ASCII: letters of every script (with their marks) are
  /// letters; only what parts words is told apart.
  static func of(scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x80...0x9F, 0xA0, 0xAD, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
      0x2060, 0x3000, 0xFEFF:
      return space
    case 0xAA, 0xB5, 0xBA: return letter
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x2036, 0x2039, 0x203A, 0x300C...0x300F: return quote
    case 0xA1...0xBF, 0xD7, 0xF7: return symbol
    case 0x2018...0x201B, 0x2032, 0x2BC: return apostrophe
    case 0x2010, 0x2011: return hyphen
    case 0x2012...0x2015, 0x2212: return dash
    case 0x2026: return ellipsis
    case 0x200C...0x200F, 0x202A...0x202E, 0x2061...0x206F: return letter
    case 0x2016...0x2BFF: return symbol
    case 0x3001: return comma
    case 0x3002, 0xFF0E, 0x0964, 0x0965, 0x06D4: return period
    case 0xFF01, 0xFF1F, 0x061F, 0x055C, 0x055E, 0x037E: return bang
    case 0x060C, 0xFF0C: return comma
    case 0x3008...0x3020: return symbol
    case 0xFF10...0xFF19, 0x0660...0x0669, 0x06F0...0x06F9, 0x0966...0x096F: return digit
    case 0xFF02...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: return symbol
    case 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF: return symbol
    default: return letter
    }
  }
}
