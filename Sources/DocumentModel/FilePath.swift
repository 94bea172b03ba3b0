/// Paths as text. A file system holds names of any bytes, a `String` only UTF-8: in the paths of
/// this program each byte that is not part of UTF-8 stands as a scalar of its own, U+10FE80 to
/// U+10FEFF for 0x80 to 0xFF (a private-use range), and `FileSystem` turns it back.
public enum FilePath {
  private static let first: UInt32 = 0x10_FE00

  /// The scalars that stand for bytes; the last eight bits are the byte.
  static let byteScalars: ClosedRange<UInt32> = first + 0x80...first + 0xFF

  /// The path of bytes as the system gives them, without the final NUL. O(count).
  public static func string(_ bytes: some Collection<UInt8>) -> String {
    // The first byte of every scalar that stands for a byte is 0xF4.
    if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) { return text }
    let bytes = Array(bytes)
    var text = String.UnicodeScalarView()
    var at = 0
    while at < bytes.count {
      let width = scalarWidth(bytes, at)
      let scalar = String(decoding: bytes[at..<at + width], as: UTF8.self).unicodeScalars.first
      if width > 1 || bytes[at] < 0x80, let scalar, !standsForByte(scalar) {
        text.append(scalar)
      } else {
        for byte in bytes[at..<at + width] {
          text.append(Unicode.Scalar(first + UInt32(byte)) ?? "\u{FFFD}")
        }
      }
      at += width
    }
    return String(text)
  }

  /// The bytes that the system knows a path by, without a final NUL. O(count).
  public static func bytes(_ path: String) -> [UInt8] {
    guard path.utf8.contains(0xF4) else { return Array(path.utf8) }
    var bytes: [UInt8] = []
    for scalar in path.unicodeScalars {
      if standsForByte(scalar) {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return bytes
  }

  /// A path as it is shown and written into records: a byte that is not UTF-8 as `\xFF`. Two paths
  /// are never shown alike: where a backslash could be taken for such an escape, each is doubled.
  public static func shown(_ path: String) -> String {
    let hasBytes = path.utf8.contains(0xF4) && path.unicodeScalars.contains(where: standsForByte)
    guard hasBytes || path.contains(#"\x"#) || path.contains(#"\\"#) else { return path }
    var text = ""
    for scalar in path.unicodeScalars {
      if standsForByte(scalar) {
        text += #"\x"# + String(scalar.value - first, radix: 16, uppercase: true)
      } else if scalar == "\\" {
        text += #"\\"#
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func standsForByte(_ scalar: Unicode.Scalar) -> Bool {
    byteScalars.contains(scalar.value)
  }

  /// The bytes of the scalar that begins at a place; 1 where none does.
  private static func scalarWidth(_ bytes: [UInt8], _ at: Int) -> Int {
    for width in 2...4 where at + width <= bytes.count {
      guard bytes[at] >= 0xC2, bytes[at + width - 1] & 0xC0 == 0x80 else { return 1 }
      if String(validating: bytes[at..<at + width], as: UTF8.self) != nil { return width }
    }
    return 1
  }
}
