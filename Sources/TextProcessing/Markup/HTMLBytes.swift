/// What the bytes of HTML mean, for all files of this stage.
enum HTMLBytes {
  /// What windows-1252 holds at 0x80 to 0x9F; numeric references to these are read so (HTML).
  static let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]

  /// Appends a code point as UTF-8; U+FFFD for what is none.
  @inline(__always)
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    switch value {
    case 0..<0x80: bytes.append(UInt8(value))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0xD800, 0xE000..<0x1_0000:
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    case 0x1_0000..<0x11_0000:
      bytes.append(UInt8(0xF0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    default:
      bytes.append(0xEF)
      bytes.append(0xBF)
      bytes.append(0xBD)
    }
  }

  @inline(__always)
  static func hexDigit(_ byte: UInt8) -> UInt8? {
    if byte &- 0x30 < 10 { return byte - 0x30 }
    let letter = byte | 0x20
    return letter &- 0x61 < 6 ? letter - 0x57 : nil
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// The white space of HTML: tab, line feed, form feed, carriage return, space; and NUL, which
  /// stands for nothing and which a parser in C would stop at.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte &- 9 < 5 && byte != 0x0B) || byte == 0
  }

  /// Whether the bytes from `start` are `word` (lower case) in any case.
  @inline(__always)
  static func matches(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end - start >= count else { return false }
    let pattern = word.utf8Start
    var i = 0
    while i < count && lower(source[start + i]) == pattern[i] { i += 1 }
    return i == count
  }

  /// Whether a word (lower case) stands somewhere in the bytes, in any case. For short values.
  static func contains(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ word: StaticString
  ) -> Bool {
    let last = min(end, start + 4096) - word.utf8CodeUnitCount
    var i = start
    while i <= last {
      if lower(source[i]) == word.utf8Start[0], matches(source, i, end, word) { return true }
      i += 1
    }
    return false
  }

  /// Whether an inline style says `display: none` or `visibility: hidden`.
  static func hidesByStyle(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let end = min(end, start + 4096)
    var i = start
    while i < end {
      let isDisplay = matches(source, i, end, "display")
      if isDisplay || matches(source, i, end, "visibility") {
        i += isDisplay ? 7 : 10
        while i < end, isSpace(source[i]) || source[i] == 0x3A { i += 1 }
        if matches(source, i, end, isDisplay ? "none" : "hidden") { return true }
      } else {
        i += 1
      }
    }
    return false
  }

  /// A 64-bit hash of bytes, eight at a time.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(raw.count)
      var i = 0
      while i + 8 <= raw.count {
        let chunk = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        let (high, low) = (hash ^ chunk).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        hash = high ^ low
        i += 8
      }
      var tail: UInt64 = 0
      while i < raw.count {
        tail = tail << 8 | UInt64(raw[i])
        i += 1
      }
      let (high, low) = (hash ^ tail).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      return high ^ low
    }
  }
}
