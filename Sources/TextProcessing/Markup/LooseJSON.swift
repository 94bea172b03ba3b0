/// Reads JSON as pages embed it: trailing commas, raw line breaks in strings, comments around it
/// and several values one behind the other are let pass. Keeps the place of every value.
///
/// Values refer to the source; nothing is copied but string values that are asked for.
struct LooseJSON {
  enum Kind { case object, array, string, other }

  struct Node {
    var kind: Kind
    /// The key's bytes without quotes; empty in arrays.
    var keyStart = 0
    var keyEnd = 0
    /// The value's bytes, of a string without quotes.
    var start = 0
    var end = 0
    var firstChild = -1
    var next = -1
  }

  private(set) var nodes: [Node] = []
  /// The values of the outermost level.
  private(set) var roots: [Int] = []

  private let source: UnsafePointer<UInt8>
  private var i: Int
  private let end: Int

  static let maximumDepth = 64
  static let maximumNodes = 200_000

  /// Reads `source[start..<end]`. O(length).
  init(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    self.source = source
    self.i = start
    self.end = end
    while i < end {
      let byte = source[i]
      if byte == 0x7B || byte == 0x5B {
        let before = i
        if let root = value(depth: 0) { roots.append(root) }
        if i == before { i += 1 }
      } else {
        i += 1
      }
    }
  }

  /// The member of an object with a key.
  func member(_ node: Int, _ key: StaticString) -> Int? {
    guard nodes[node].kind == .object else { return nil }
    var child = nodes[node].firstChild
    while child >= 0 {
      let place = nodes[child]
      if place.keyEnd - place.keyStart == key.utf8CodeUnitCount,
        HTMLBytes.matches(source, place.keyStart, place.keyEnd, key)
      {
        return child
      }
      child = place.next
    }
    return nil
  }

  func children(_ node: Int) -> [Int] {
    var list: [Int] = []
    var child = nodes[node].firstChild
    while child >= 0 {
      list.append(child)
      child = nodes[child].next
    }
    return list
  }

  private mutating func skipSpace() {
    while i < end, HTMLBytes.isSpace(source[i]) { i += 1 }
  }

  private mutating func value(depth: Int) -> Int? {
    skipSpace()
    guard i < end, depth < LooseJSON.maximumDepth, nodes.count < LooseJSON.maximumNodes else {
      i = end
      return nil
    }
    switch source[i] {
    case 0x7B: return container(.object, close: 0x7D, depth: depth)
    case 0x5B: return container(.array, close: 0x5D, depth: depth)
    case 0x22:
      let (first, last) = string()
      nodes.append(Node(kind: .string, start: first, end: last))
    default:
      let first = i
      while i < end, source[i] != 0x2C, source[i] != 0x7D, source[i] != 0x5D,
        !HTMLBytes.isSpace(source[i])
      {
        i += 1
      }
      guard i > first else { return nil }
      nodes.append(Node(kind: .other, start: first, end: i))
    }
    return nodes.count - 1
  }

  private mutating func container(_ kind: Kind, close: UInt8, depth: Int) -> Int? {
    let index = nodes.count
    nodes.append(Node(kind: kind, start: i, end: i))
    i += 1
    var last = -1
    while true {
      skipSpace()
      while i < end, source[i] == 0x2C || HTMLBytes.isSpace(source[i]) { i += 1 }
      guard i < end else { break }
      if source[i] == 0x7D || source[i] == 0x5D {
        if source[i] == close { i += 1 } else if depth == 0 { i += 1 }
        break
      }
      var key = (i, i)
      if kind == .object {
        if source[i] == 0x22 {
          key = string()
        } else {
          let first = i
          while i < end, source[i] != 0x3A, source[i] != 0x2C, source[i] != 0x7D { i += 1 }
          key = (first, i)
        }
        skipSpace()
        guard i < end else { break }
        if source[i] == 0x3A {
          i += 1
        } else if source[i] != 0x2C && source[i] != 0x7D {
          i += 1
          continue
        } else {
          continue
        }
      }
      let before = i
      guard let child = value(depth: depth + 1) else {
        if i >= end { break }
        if i == before { i += 1 }
        continue
      }
      nodes[child].keyStart = key.0
      nodes[child].keyEnd = key.1
      if last < 0 { nodes[index].firstChild = child } else { nodes[last].next = child }
      last = child
    }
    nodes[index].end = i
    return index
  }

  /// The bytes between quotes; leaves `i` behind the closing one.
  private mutating func string() -> (Int, Int) {
    i += 1
    let first = i
    while i < end, source[i] != 0x22 {
      i += source[i] == 0x5C ? 2 : 1
    }
    let last = min(i, end)
    i = min(i + 1, end)
    return (first, last)
  }

  /// Calls `body` for each decoded character of a string value: its code point and the source
  /// bytes that it takes.
  func decode(_ node: Int, _ body: (UInt32, Int, Int) -> Void) {
    LooseJSON.decode(source, nodes[node].start, nodes[node].end, body)
  }

  static func decode(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ body: (UInt32, Int, Int) -> Void
  ) {
    var i = start
    while i < end {
      let first = i
      let byte = source[i]
      if byte == 0x5C, i + 1 < end {
        let escape = source[i + 1]
        i += 2
        switch escape {
        case 0x6E: body(0x0A, first, i)
        case 0x72: body(0x0D, first, i)
        case 0x74: body(0x09, first, i)
        case 0x62, 0x66: body(0x20, first, i)
        case 0x75:
          var code = hex4(source, i, end)
          if code >= 0 { i += 4 }
          if 0xD800 <= code, code < 0xDC00, i + 1 < end, source[i] == 0x5C, source[i + 1] == 0x75 {
            let low = hex4(source, i + 2, end)
            if 0xDC00 <= low, low < 0xE000 {
              code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
              i += 6
            }
          }
          body(code < 0 ? 0xFFFD : UInt32(code), first, i)
        default: body(UInt32(escape), first, i)
        }
      } else if byte < 0x80 {
        i += 1
        body(UInt32(byte), first, i)
      } else {
        let length = max(1, UTF8Check.characterLength(source, i, end))
        var code = UInt32(byte)
        if length == 2 {
          code = UInt32(byte & 0x1F) << 6 | UInt32(source[i + 1] & 0x3F)
        } else if length == 3 {
          code = UInt32(byte & 0x0F) << 12 | UInt32(source[i + 1] & 0x3F) << 6
          code |= UInt32(source[i + 2] & 0x3F)
        } else if length == 4 {
          code = UInt32(byte & 0x07) << 18 | UInt32(source[i + 1] & 0x3F) << 12
          code |= UInt32(source[i + 2] & 0x3F) << 6 | UInt32(source[i + 3] & 0x3F)
        }
        i += length
        body(code, first, i)
      }
    }
  }

  private static func hex4(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start + 4 <= end else { return -1 }
    var value = 0
    for i in start..<(start + 4) {
      guard let digit = HTMLBytes.hexDigit(source[i]) else { return -1 }
      value = value << 4 | Int(digit)
    }
    return value
  }
}
