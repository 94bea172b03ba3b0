/// Validity of UTF-8 (RFC 3629).
enum UTF8Check {
  struct Result {
    /// Well-formed characters of more than one byte, and places that are not well-formed.
    var characters = 0
    var errors = 0
    var isValid: Bool { errors == 0 }
  }

  static func check(_ source: [UInt8]) -> Result {
    var result = Result()
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let raw = UnsafeRawPointer(base)
      let count = buffer.count
      var i = 0
      while i < count {
        if i + 8 <= count,
          raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          i += 8
          continue
        }
        if base[i] < 0x80 {
          i += 1
          continue
        }
        let length = characterLength(base, i, count)
        if length > 0 {
          result.characters += 1
          i += length
        } else {
          result.errors += 1
          i += malformedLength(base, i, count)
        }
      }
    }
    return result
  }

  /// How many bytes from `start` on are well-formed.
  static func validPrefix(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var i = start
    let raw = UnsafeRawPointer(base)
    while i < count {
      if i + 8 <= count,
        raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        i += 8
        continue
      }
      if base[i] < 0x80 {
        i += 1
        continue
      }
      let length = characterLength(base, i, count)
      if length == 0 { break }
      i += length
    }
    return i - start
  }

  /// The length of the character of more than one byte at a place; 0 where none is well-formed.
  @inline(__always)
  static func characterLength(_ base: UnsafePointer<UInt8>, _ i: Int, _ count: Int) -> Int {
    let first = base[i]
    func continues(_ at: Int) -> Bool { at < count && base[at] & 0xC0 == 0x80 }
    switch first {
    case 0xC2...0xDF:
      return continues(i + 1) ? 2 : 0
    case 0xE0...0xEF:
      guard continues(i + 1), continues(i + 2) else { return 0 }
      if first == 0xE0, base[i + 1] < 0xA0 { return 0 }
      if first == 0xED, base[i + 1] > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard continues(i + 1), continues(i + 2), continues(i + 3) else { return 0 }
      if first == 0xF0, base[i + 1] < 0x90 { return 0 }
      if first == 0xF4, base[i + 1] > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }

  /// The length of what one U+FFFD stands for: a truncated character or one byte.
  static func malformedLength(_ base: UnsafePointer<UInt8>, _ i: Int, _ count: Int) -> Int {
    let first = base[i]
    guard first >= 0xC2, first <= 0xF4 else { return 1 }
    let wanted = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard i + 1 < count, base[i + 1] & 0xC0 == 0x80 else { return 1 }
    if first == 0xE0 && base[i + 1] < 0xA0 || first == 0xED && base[i + 1] > 0x9F
      || first == 0xF0 && base[i + 1] < 0x90 || first == 0xF4 && base[i + 1] > 0x8F
    {
      return 1
    }
    var length = 2
    while length < wanted, i + length < count, base[i + length] & 0xC0 == 0x80 { length += 1 }
    return length
  }

  /// The encoding of two or four bytes a character that a byte order mark says, or that the NULs
  /// of the first kilobyte show, and how long the mark is.
  static func wideEncoding(_ source: [UInt8]) -> (name: String, mark: Int)? {
    // That of UTF-32 begins like that of UTF-16.
    if source.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return ("utf-32le", 4) }
    if source.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return ("utf-32be", 4) }
    if source.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if source.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return (guessUTF32(source) ?? guessUTF16(source)).map { ($0, 0) }
  }

  /// Whether the two high bytes of all four in the first kilobyte are what they are in UTF-32 text:
  /// NUL, and NUL or that of a plane.
  private static func guessUTF32(_ source: [UInt8]) -> String? {
    let count = min(source.count, 1024) & ~3
    guard count >= 16, source[0] == 0 || source[3] == 0 else { return nil }
    var isLittle = true
    var isBig = true
    var ascii = 0
    for i in stride(from: 0, to: count, by: 4) {
      if source[i + 3] != 0 || source[i + 2] > 0x10 { isLittle = false }
      if source[i] != 0 || source[i + 1] > 0x10 { isBig = false }
      if source[i + 1] == 0 && source[i + 2] == 0 { ascii += 1 }
    }
    // The same bytes may be both in part; NULs alone are neither.
    guard ascii * 4 >= count / 4, isLittle != isBig else { return nil }
    return isLittle ? "utf-32le" : "utf-32be"
  }

  /// Whether every other byte of the first kilobyte is NUL, as in UTF-16 text without byte order
  /// mark in Latin letters and markup.
  private static func guessUTF16(_ source: [UInt8]) -> String? {
    let count = min(source.count, 1024) & ~1
    guard count >= 16 else { return nil }
    var even = 0
    var odd = 0
    for i in stride(from: 0, to: count, by: 2) {
      if source[i] == 0 { even += 1 }
      if source[i + 1] == 0 { odd += 1 }
    }
    let half = count / 2
    if odd * 10 > half * 4, even * 50 < half { return "utf-16le" }
    if even * 10 > half * 4, odd * 50 < half { return "utf-16be" }
    return nil
  }
}
