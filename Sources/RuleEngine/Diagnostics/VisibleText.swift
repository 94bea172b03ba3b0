/// Text of rule files as a message shows it: what would move the cursor, change the direction of
/// the text or break the line of a terminal is written as an escape such as `\u{1B}`.
enum VisibleText {
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return escaped(text.unicodeScalars)
  }

  static func escaped(
    _ scalars: some Sequence<Unicode.Scalar>, keepingTabs: Bool = false
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars {
      if isHidden(scalar), !(keepingTabs && scalar == "\t") {
        let number = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(number)}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Controls (C0, DEL, C1), marks and overrides of direction, and separators of lines.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
