import DocumentModel

/// The named character references of HTML, with and without semicolon.
struct EntityTable: Sendable {
  private var slots: [Int32]
  private let mask: Int
  private var names: [UInt8] = []
  private var nameStart: [Int32] = [0]
  private var values: [UInt8] = []
  private var valueStart: [Int32] = [0]
  private var withoutSemicolon: [Bool] = []

  static let longestName = 32
  static let longestWithoutSemicolon = 6

  /// Reads `html/entities.txt`: `[*]name codepoint[+codepoint]`.
  init(resources: ResourceFolder) throws(FileError) {
    let bytes = try resources.read("html/entities.txt")
    slots = [Int32](repeating: -1, count: 1 << 13)
    mask = (1 << 13) - 1
    var next = 0
    while next < bytes.count {
      let start = next
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      next = end + 1
      guard start < end, bytes[start] != 0x23, let space = bytes[start..<end].firstIndex(of: 0x20)
      else { continue }
      let marked = bytes[start] == 0x2A
      let name = bytes[(start + (marked ? 1 : 0))..<space]
      for code in bytes[(space + 1)..<end].split(separator: 0x2B) {
        var value: UInt32 = 0
        for digit in code {
          guard let nibble = HTMLBytes.hexDigit(digit) else { break }
          value = value << 4 | UInt32(nibble)
        }
        HTMLBytes.append(value, to: &values)
      }
      let index = Int32(withoutSemicolon.count)
      withoutSemicolon.append(marked)
      names.append(contentsOf: name)
      nameStart.append(Int32(names.count))
      valueStart.append(Int32(values.count))
      var slot =
        name.withUnsafeBufferPointer {
          $0.baseAddress.map { EntityTable.hash($0, name.count) } ?? 0
        } & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = index
    }
  }

  private static func hash(_ name: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in 0..<count { h = (h ^ UInt64(name[i])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: h >> 20)
  }

  private func find(_ name: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var slot = EntityTable.hash(name, count) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let start = Int(nameStart[index])
      if Int(nameStart[index + 1]) - start == count {
        var i = 0
        while i < count && names[start + i] == name[i] { i += 1 }
        if i == count { return index }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Reads the reference that begins with the `&` at `start`.
  ///
  /// - Parameter intoAttribute: in an attribute value a name without semicolon that is followed by
  ///   `=` or a letter or digit is no reference (HTML, "named character reference state").
  /// - Returns: how many source bytes it takes, its value appended to `output`; 0 if it is none.
  func decode(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, inAttribute: Bool = false,
    into output: inout [UInt8]
  ) -> Int {
    var i = start + 1
    guard i < end else { return 0 }
    if source[i] == 0x23 { return decodeNumber(source, start, end, into: &output) }
    let limit = min(end, i + EntityTable.longestName)
    while i < limit, HTMLBytes.isAlphanumeric(source[i]) { i += 1 }
    let length = i - start - 1
    guard length > 0 else { return 0 }
    if i < end, source[i] == 0x3B, let found = find(source + start + 1, length) {
      output.append(contentsOf: values[Int(valueStart[found])..<Int(valueStart[found + 1])])
      return length + 2
    }
    var prefix = min(length, EntityTable.longestWithoutSemicolon)
    while prefix >= 2 {
      if let found = find(source + start + 1, prefix), withoutSemicolon[found] {
        let next = start + 1 + prefix
        if inAttribute, next < end, source[next] == 0x3D || HTMLBytes.isAlphanumeric(source[next]) {
          return 0
        }
        output.append(contentsOf: values[Int(valueStart[found])..<Int(valueStart[found + 1])])
        return prefix + 1
      }
      prefix -= 1
    }
    return 0
  }

  private func decodeNumber(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into output: inout [UInt8]
  ) -> Int {
    var i = start + 2
    guard i < end else { return 0 }
    var value: UInt32 = 0
    let digits: Int
    if source[i] | 0x20 == 0x78 {
      i += 1
      let first = i
      while i < end, let nibble = HTMLBytes.hexDigit(source[i]) {
        value = min(value << 4 | UInt32(nibble), 0x11_0000)
        i += 1
      }
      digits = i - first
    } else {
      let first = i
      while i < end, source[i] &- 0x30 < 10 {
        value = min(value * 10 + UInt32(source[i] - 0x30), 0x11_0000)
        i += 1
      }
      digits = i - first
    }
    guard digits > 0 else { return 0 }
    if i < end, source[i] == 0x3B { i += 1 }
    if 0x80 <= value, value < 0xA0 { value = UInt32(HTMLBytes.windows1252[Int(value) - 0x80]) }
    if value == 0 { value = 0xFFFD }
    HTMLBytes.append(value, to: &output)
    return i - start
  }
}
