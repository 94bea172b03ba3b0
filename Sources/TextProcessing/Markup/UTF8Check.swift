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

  /// Whether every other byte of the first kilobyte is NUL, as in UTF-16 text without byte order
  /// mark in Latin letters and markup.
  static func guessUTF16(_ source: [UInt8]) -> String? {
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
