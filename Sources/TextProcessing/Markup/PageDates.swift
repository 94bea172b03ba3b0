import DocumentModel
import Glibc

/// Brings the dates that pages give for themselves into ISO 8601, as precise as they are.
struct PageDates: Sendable {
  private var months: [String: Int] = [:]
  /// By the first two bytes of a word, capital or not: whether a month may begin so.
  private var mayBegin = [Bool](repeating: false, count: 1 << 16)

  /// Reads `html/months.txt`: `number form...`.
  init(resources: ResourceFolder) throws(FileError) {
    for line in try resources.lines("html/months.txt") {
      let fields = line.fields.map { String($0) }
      guard let number = Int(fields[0]) else { continue }
      for form in fields.dropFirst() {
        months[form] = number
        for variant in [form, form.uppercased(), form.prefix(1).uppercased() + form.dropFirst()] {
          mayBegin[PageDates.beginning(Array(variant.utf8), 0)] = true
        }
      }
    }
  }

  private static func beginning(_ bytes: [UInt8], _ i: Int) -> Int {
    Int(bytes[i]) << 8 | (i + 1 < bytes.count ? Int(bytes[i + 1]) : 0)
  }

  private struct Parts {
    var year = 0
    var month = 0
    var day = 0
    /// `T` and what follows, or empty.
    var time = ""

    /// Between 1995 and tomorrow, and a day that exists.
    var isPlausible: Bool {
      guard year >= 1995, 1...12 ~= month, day >= 1 else { return false }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard day <= lengths[month - 1] else { return false }
      var now = Glibc.time(nil) + 86_400
      var today = tm()
      guard gmtime_r(&now, &today) != nil else { return true }
      let latest = (Int(today.tm_year) + 1900, Int(today.tm_mon) + 1, Int(today.tm_mday))
      return (year, month, day) <= latest
    }

    var iso: String {
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      return "\(year)-\(two(month))-\(two(day))\(time)"
    }
  }

  /// Whether a word is a month's name.
  func isMonth(_ word: String) -> Bool { month(MetadataReader.bare(word)) != nil }

  private func month(_ word: String) -> Int? {
    if let exact = months[word] { return exact }
    guard word.count > 4 else { return nil }
    for length in stride(from: word.count - 1, through: 4, by: -1) {
      if let found = months[String(word.prefix(length))] { return found }
    }
    return nil
  }

  /// A date at the start of a text or anywhere in it.
  ///
  /// - Parameters:
  ///   - monthFirst: whether `3/4/2024` is the fourth of March.
  ///   - anywhere: look further than at the beginning.
  /// - Returns: ISO 8601, or nil where none stands or it is not between 1995 and tomorrow.
  func read(_ text: String, monthFirst: Bool = false, anywhere: Bool = false) -> String? {
    let bytes = Array(text.utf8.prefix(400))
    var i = 0
    while i < bytes.count {
      let isStart = i == 0 || !HTMLBytes.isAlphanumeric(bytes[i - 1])
      if isStart, HTMLBytes.isDigit(bytes[i]) {
        if let parts = numeric(bytes, i, monthFirst) ?? dayMonthYear(bytes, i) { return parts.iso }
      } else if isStart, mayBegin[PageDates.beginning(bytes, i)] {
        if let parts = monthDayYear(bytes, i) { return parts.iso }
      }
      // Words before a date, as "Thu," or "Published:", are stepped over.
      if !anywhere, i > 60 { return nil }
      i += 1
    }
    return nil
  }

  private func number(_ bytes: [UInt8], _ i: inout Int, _ most: Int) -> (value: Int, digits: Int)? {
    var value = 0
    let first = i
    while i < bytes.count, i - first < most, HTMLBytes.isDigit(bytes[i]) {
      value = value * 10 + Int(bytes[i] - 0x30)
      i += 1
    }
    return i > first ? (value, i - first) : nil
  }

  /// `2024-03-05`, `2024/3/5`, `20240305`, `2024年3月5日`, `05.03.2024`, `3/5/2024`, with a time behind.
  private func numeric(_ bytes: [UInt8], _ start: Int, _ monthFirst: Bool) -> Parts? {
    var i = start
    guard let first = number(bytes, &i, 8) else { return nil }
    var parts = Parts()
    if first.digits == 8 {
      parts.year = first.value / 10000
      parts.month = first.value / 100 % 100
      parts.day = first.value % 100
    } else if first.digits == 4 {
      parts.year = first.value
      guard skipSeparator(bytes, &i), let month = number(bytes, &i, 2) else { return nil }
      guard skipSeparator(bytes, &i), let day = number(bytes, &i, 2) else { return nil }
      parts.month = month.value
      parts.day = day.value
    } else if first.digits <= 2, i < bytes.count, [0x2E, 0x2F, 0x2D].contains(bytes[i]) {
      let separator = bytes[i]
      i += 1
      while i < bytes.count, bytes[i] == 0x20 { i += 1 }
      guard let second = number(bytes, &i, 2), i < bytes.count, bytes[i] == separator else {
        return nil
      }
      i += 1
      while i < bytes.count, bytes[i] == 0x20 { i += 1 }
      guard let year = number(bytes, &i, 4), year.digits == 4 else { return nil }
      parts.year = year.value
      let swapped = separator == 0x2F && monthFirst && first.value <= 12 || second.value > 12
      parts.month = swapped ? first.value : second.value
      parts.day = swapped ? second.value : first.value
    } else {
      return nil
    }
    if i < bytes.count, HTMLBytes.isDigit(bytes[i]) { return nil }
    guard parts.isPlausible else { return nil }
    parts.time = time(bytes, i)
    return parts
  }

  /// Steps over one of `-/.`, or the Chinese and Japanese signs for year, month (three bytes).
  private func skipSeparator(_ bytes: [UInt8], _ i: inout Int) -> Bool {
    guard i < bytes.count else { return false }
    if bytes[i] == 0x2D || bytes[i] == 0x2F || bytes[i] == 0x2E {
      i += 1
      return true
    }
    if i + 3 < bytes.count, bytes[i] >= 0xE3 {
      i += 3
      return true
    }
    return false
  }

  /// `5 March 2024`, `5. März 2024`, `5 de marzo de 2024`.
  private func dayMonthYear(_ bytes: [UInt8], _ start: Int) -> Parts? {
    var i = start
    guard let day = number(bytes, &i, 2) else { return nil }
    var parts = Parts()
    parts.day = day.value
    // An ordinal ending or point.
    while i < bytes.count, bytes[i] != 0x20, i - start < 6 { i += 1 }
    for _ in 0..<2 {
      let word = nextWord(bytes, &i)
      if let month = month(word) {
        parts.month = month
        break
      }
      if word.utf8.count > 3 { return nil }
    }
    guard parts.month > 0 else { return nil }
    return year(bytes, &i, &parts)
  }

  /// `March 5, 2024`, `Mar. 5th 2024`.
  private func monthDayYear(_ bytes: [UInt8], _ start: Int) -> Parts? {
    var i = start
    let word = nextWord(bytes, &i)
    guard let month = month(word) else { return nil }
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == 0x2E { i += 1 }
    guard let day = number(bytes, &i, 2) else { return nil }
    var parts = Parts()
    parts.month = month
    parts.day = day.value
    while i < bytes.count, HTMLBytes.isLetter(bytes[i]) { i += 1 }
    return year(bytes, &i, &parts)
  }

  private func year(_ bytes: [UInt8], _ i: inout Int, _ parts: inout Parts) -> Parts? {
    let limit = min(bytes.count, i + 8)
    while i < limit, !HTMLBytes.isDigit(bytes[i]) { i += 1 }
    guard let year = number(bytes, &i, 4), year.digits == 4 else { return nil }
    parts.year = year.value
    guard parts.isPlausible else { return nil }
    parts.time = time(bytes, i)
    return parts
  }

  /// The next word of letters, lower case.
  private func nextWord(_ bytes: [UInt8], _ i: inout Int) -> String {
    while i < bytes.count, !(HTMLBytes.isLetter(bytes[i]) || bytes[i] >= 0x80) {
      if HTMLBytes.isDigit(bytes[i]) { return "" }
      i += 1
    }
    let first = i
    while i < bytes.count, HTMLBytes.isLetter(bytes[i]) || bytes[i] >= 0x80 { i += 1 }
    return String(decoding: bytes[first..<i], as: UTF8.self).lowercased()
  }

  /// A time of day with its zone behind a date: `T10:30:00+01:00`, ` 10:30 pm GMT`, `T103000Z`.
  private func time(_ bytes: [UInt8], _ start: Int) -> String {
    var i = start
    let limit = min(bytes.count, start + 12)
    while i < limit, !HTMLBytes.isDigit(bytes[i]) { i += 1 }
    guard i < limit, i > start, let hours = number(bytes, &i, 2) else { return "" }
    var hour = hours.value
    var minute = 0
    var second = 0
    let isTight = i < bytes.count && HTMLBytes.isDigit(bytes[i])
    guard i < bytes.count, isTight || bytes[i] == 0x3A || bytes[i] == 0x2E else { return "" }
    if !isTight { i += 1 }
    guard let minutes = number(bytes, &i, 2), minutes.digits == 2 else { return "" }
    minute = minutes.value
    if i + 1 < bytes.count, isTight ? HTMLBytes.isDigit(bytes[i]) : bytes[i] == 0x3A {
      if !isTight { i += 1 }
      if let seconds = number(bytes, &i, 2) { second = seconds.value }
    }
    if i < bytes.count, bytes[i] == 0x2E {
      i += 1
      _ = number(bytes, &i, 9)
    }
    while i < bytes.count, bytes[i] == 0x20 { i += 1 }
    if i + 1 < bytes.count, bytes[i] | 0x20 == 0x70 || bytes[i] | 0x20 == 0x61,
      bytes[i + 1] | 0x20 == 0x6D || bytes[i + 1] == 0x2E
    {
      if bytes[i] | 0x20 == 0x70, hour < 12 { hour += 12 }
      if bytes[i] | 0x20 == 0x61, hour == 12 { hour = 0 }
      while i < bytes.count, bytes[i] != 0x20 { i += 1 }
      while i < bytes.count, bytes[i] == 0x20 { i += 1 }
    }
    guard hour < 24, minute < 60, second < 61 else { return "" }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let clock = "T\(two(hour)):\(two(minute)):\(two(second))"
    return clock + zone(bytes, i)
  }

  private func zone(_ bytes: [UInt8], _ start: Int) -> String {
    var i = start
    guard i < bytes.count else { return "" }
    let rest = String(decoding: bytes[i..<min(bytes.count, i + 3)], as: UTF8.self)
    if bytes[i] == 0x5A || rest == "GMT" || rest == "UTC" {
      return i + 3 < bytes.count && rest != "GMT" || bytes[i] == 0x5A || i + 3 >= bytes.count
        ? "Z" : zone(bytes, i + 3).isEmpty ? "Z" : zone(bytes, i + 3)
    }
    guard bytes[i] == 0x2B || bytes[i] == 0x2D else { return "" }
    let sign = bytes[i] == 0x2B ? "+" : "-"
    i += 1
    guard let first = number(bytes, &i, 4) else { return "" }
    var hour = first.value
    var minute = 0
    if first.digits > 2 {
      hour = first.value / 100
      minute = first.value % 100
    } else if i < bytes.count, bytes[i] == 0x3A {
      i += 1
      minute = number(bytes, &i, 2)?.value ?? 0
    }
    guard hour < 15, minute < 60 else { return "" }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return sign + two(hour) + ":" + two(minute)
  }
}
