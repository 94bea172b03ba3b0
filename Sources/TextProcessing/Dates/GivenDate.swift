/// A date as data give it (ISO 8601), not as people write it.
public enum GivenDate {
  /// Reads `2025`, `2025-11`, `2025-11-26`, `20251126`, or a day with a time behind:
  /// `2025-11-26T10:15:30.5+01:00`, with a space for the `T`, without seconds, with `Z`.
  ///
  /// - Returns: the text with dashes in its date, or nil where it is no such date.
  public static func iso(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    guard bytes.count <= 64 else { return nil }
    if bytes.count == 8, bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
      bytes = bytes[..<4] + [0x2D] + bytes[4..<6] + [0x2D] + bytes[6...]
    }
    var reader = Reader(bytes: bytes)
    guard let year = reader.number(4) else { return nil }
    var isWhole = reader.isAtEnd
    if !isWhole {
      guard reader.take("-"), let month = reader.number(2), 1...12 ~= month else { return nil }
      isWhole = reader.isAtEnd
      if !isWhole {
        guard reader.take("-"), let day = reader.number(2),
          CivilCalendar.day(year: year, month: month, day: day) != nil
        else { return nil }
        guard reader.isAtEnd || reader.time() else { return nil }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool { at == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
      at += 1
      return true
    }

    /// A number of exactly so many digits.
    mutating func number(_ digits: Int) -> Int? {
      guard at + digits <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[at..<at + digits] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte & 15)
      }
      at += digits
      return value
    }

    /// A time of day with its zone, up to the end.
    mutating func time() -> Bool {
      guard take("T") || take("t") || take(" "), let hour = number(2), hour < 25, take(":"),
        let minute = number(2), minute < 60
      else { return false }
      if take(":") {
        guard let second = number(2), second < 61 else { return false }
        if take(".") || take(",") {
          guard number(1) != nil else { return false }
          while number(1) != nil {}
        }
      }
      if take("Z") || take("z") || isAtEnd { return isAtEnd }
      _ = take(" ")
      guard take("+") || take("-"), let hours = number(2), hours < 15 else { return false }
      if isAtEnd { return true }
      _ = take(":")
      guard let minutes = number(2), minutes < 60 else { return false }
      return isAtEnd
    }
  }
}
