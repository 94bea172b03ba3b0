/// Text for a terminal or a message: characters that would steer the terminal, turn the reading
/// order around or end the line are written as escapes that can be seen, such as `\u{1B}`.
///
/// These are the C0 and C1 controls, DEL, the directional marks, embeddings, overrides and isolates
/// of Unicode (UAX 9, https://unicode.org/reports/tr36/#Bidirectional_Text_Spoofing) and the line
/// and paragraph separators. A byte of a path that is not UTF-8 (`FilePath`) is written as `\xFF`. A
/// backslash stays as it is: the result is for people.
public enum VisibleText {
  /// One line: line feeds and tabs are escapes too, `\n` and `\t`.
  public static func line(_ text: String) -> String {
    var text = text
    let escaped = text.withUTF8 { escaping($0, keepingLines: false) }
    return escaped.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Text of several lines: line feeds, with a carriage return before them or not, and tabs stay.
  ///
  /// - Parameter bytes: UTF-8.
  /// - Complexity: linear; the bytes themselves are returned when there is nothing to escape.
  public static func lines(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { escaping($0, keepingLines: true) } ?? bytes
  }

  public static func lines(_ text: String) -> String {
    String(decoding: lines(Array(text.utf8)), as: UTF8.self)
  }

  /// Whether a scalar is written as it is; line feeds and tabs are not.
  public static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    Array(String(scalar).utf8).withUnsafeBufferPointer { unsafe($0, 0) == nil }
  }

  /// nil when nothing is to be escaped.
  private static func escaping(
    _ bytes: UnsafeBufferPointer<UInt8>, keepingLines: Bool
  ) -> [UInt8]? {
    var result: [UInt8]?
    var at = 0
    var copied = 0
    while at < bytes.count {
      guard let (scalar, length) = unsafe(bytes, at) else {
        at += 1
        continue
      }
      if keepingLines {
        let isLineEnd = scalar == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
        if scalar == 0x0A || scalar == 0x09 || isLineEnd {
          at += 1
          continue
        }
      }
      var text = result ?? []
      result = nil
      text += bytes[copied..<at]
      switch scalar {
      case 0x09: text += Array("\\t".utf8)
      case 0x0A: text += Array("\\n".utf8)
      case 0x0D: text += Array("\\r".utf8)
      case FilePath.byteScalars:
        text += Array("\\x\(String(scalar & 0xFF, radix: 16, uppercase: true))".utf8)
      default: text += Array("\\u{\(String(scalar, radix: 16, uppercase: true))}".utf8)
      }
      result = text
      at += length
      copied = at
    }
    result?.append(contentsOf: bytes[copied...])
    return result
  }

  /// The scalar at a place and its length in bytes, when it is one that must not be written raw.
  private static func unsafe(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (scalar: UInt32, length: Int)? {
    let first = bytes[at]
    if first < 0x20 || first == 0x7F { return (UInt32(first), 1) }
    guard first >= 0xC2, at + 1 < bytes.count else { return nil }
    let second = bytes[at + 1]
    switch first {
    case 0xC2 where second < 0xA0: return (UInt32(second), 2)
    case 0xD8 where second == 0x9C: return (0x061C, 2)
    case 0xE2 where at + 2 < bytes.count && (second == 0x80 || second == 0x81):
      let scalar = 0x2000 | UInt32(second & 1) << 6 | UInt32(bytes[at + 2] & 0x3F)
      switch scalar {
      case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (scalar, 3)
      default: return nil
      }
    case 0xF4 where at + 3 < bytes.count && second == 0x8F && bytes[at + 2] & 0x3C == 0x38:
      let scalar = 0x10_F000 | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
      return FilePath.byteScalars.contains(scalar) ? (scalar, 4) : nil
    default: return nil
    }
  }
}
