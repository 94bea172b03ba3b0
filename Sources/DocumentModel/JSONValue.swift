/// A value of a JSON text (RFC 8259), for input lines and gold records; not for hot paths.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What was wrong and at which byte.
  public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    public var offset: Int
    public var message: String
    public var description: String { "\(message) at byte \(offset)" }
  }

  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  public var string: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  public var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  public var array: [JSONValue]? {
    if case .array(let items) = self { return items }
    return nil
  }

  /// Reads one value that takes up all of `bytes` but for white space.
  ///
  /// Bytes in strings that are not UTF-8 and lone surrogates become U+FFFD. Of a key that stands
  /// twice the last counts. Nesting deeper than 512 is refused.
  ///
  /// - Throws: `ParseError`.
  /// - Complexity: O(count).
  public static func parse(_ bytes: some Collection<UInt8>) throws(ParseError) -> JSONValue {
    var reader = JSONReader(bytes: Array(bytes))
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.at == reader.bytes.count else { throw reader.error("more text after the value") }
    return value
  }
}

private struct JSONReader {
  var bytes: [UInt8]
  var at = 0

  func error(_ message: String) -> JSONValue.ParseError {
    JSONValue.ParseError(offset: at, message: message)
  }

  var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
  }

  mutating func value(depth: Int) throws(JSONValue.ParseError) -> JSONValue {
    guard depth < 512 else { throw error("nested too deeply") }
    skipSpace()
    switch next {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return .string(try string())
    case 0x74: return try literal("true", .bool(true))
    case 0x66: return try literal("false", .bool(false))
    case 0x6E: return try literal("null", .null)
    case .some(0x2D), .some(0x30...0x39): return try number()
    case nil: throw error("the text ends where a value should stand")
    default: throw error("no value begins with this character")
    }
  }

  mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONValue.ParseError) -> JSONValue {
    let count = word.utf8CodeUnitCount
    let same = word.withUTF8Buffer { wanted in
      at + count <= bytes.count && wanted.elementsEqual(bytes[at..<at + count])
    }
    guard same else { throw error("expected '\(word)'") }
    at += count
    return value
  }

  mutating func number() throws(JSONValue.ParseError) -> JSONValue {
    let start = at
    while let byte = next {
      switch byte {
      case 0x30...0x39, 0x2D, 0x2B, 0x2E, 0x45, 0x65: at += 1
      default:
        guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else {
          at = start
          throw error("not a number")
        }
        return .number(value)
      }
    }
    guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)) else {
      at = start
      throw error("not a number")
    }
    return .number(value)
  }

  mutating func array(depth: Int) throws(JSONValue.ParseError) -> JSONValue {
    at += 1
    var items: [JSONValue] = []
    skipSpace()
    if next == 0x5D {
      at += 1
      return .array(items)
    }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if next == 0x2C {
        at += 1
      } else if next == 0x5D {
        at += 1
        return .array(items)
      } else {
        throw error("expected ',' or ']'")
      }
    }
  }

  mutating func object(depth: Int) throws(JSONValue.ParseError) -> JSONValue {
    at += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if next == 0x7D {
      at += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard next == 0x22 else { throw error("expected a key in quotes") }
      let key = try string()
      skipSpace()
      guard next == 0x3A else { throw error("expected ':'") }
      at += 1
      members[key] = try value(depth: depth + 1)
      skipSpace()
      if next == 0x2C {
        at += 1
      } else if next == 0x7D {
        at += 1
        return .object(members)
      } else {
        throw error("expected ',' or '}'")
      }
    }
  }

  mutating func string() throws(JSONValue.ParseError) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case 0x22:
        at += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C:
        at += 1
        try escape(into: &text)
      default:
        text.append(byte)
        at += 1
      }
    }
    throw error("a string without closing quote")
  }

  mutating func escape(into text: inout [UInt8]) throws(JSONValue.ParseError) {
    guard let byte = next else { throw error("a string without closing quote") }
    at += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      var code = try hex()
      if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == 0x5C,
        bytes[at + 1] == 0x75
      {
        let before = at
        at += 2
        let low = try hex()
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        } else {
          at = before
        }
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      text.append(contentsOf: String(scalar).utf8)
    default:
      at -= 1
      throw error("unknown escape")
    }
  }

  mutating func hex() throws(JSONValue.ParseError) -> UInt32 {
    guard at + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw error("expected four hexadecimal digits") }
    at += 4
    return value
  }
}
