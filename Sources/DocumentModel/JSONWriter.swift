/// Appends JSON (RFC 8259) to a byte array. The caller sees to commas through `key` and `item`.
public struct JSONWriter: Sendable {
  public var bytes: [UInt8] = []
  private var needsComma = false

  public init() {}

  public mutating func beginObject() { open(0x7B) }
  public mutating func endObject() { close(0x7D) }
  public mutating func beginArray() { open(0x5B) }
  public mutating func endArray() { close(0x5D) }

  /// Writes a key; a value must follow.
  public mutating func key(_ name: StaticString) {
    comma()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  public mutating func key(_ name: String) {
    comma()
    var name = name
    name.withUTF8 { quote($0) }
    bytes.append(0x3A)
    needsComma = false
  }

  public mutating func null() { literal("null") }
  public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  public mutating func int(_ value: Int) {
    comma()
    NumberText.append(value, to: &bytes)
    needsComma = true
  }

  /// A number as short as it reads back; whole numbers without a fraction; null if not finite.
  public mutating func number(_ value: Double) {
    comma()
    NumberText.append(value, to: &bytes)
    needsComma = true
  }

  public mutating func number(_ value: Double?) {
    if let value { number(value) } else { null() }
  }

  public mutating func string(_ value: String) {
    var value = value
    comma()
    value.withUTF8 { quote($0) }
    needsComma = true
  }

  public mutating func string(_ value: String?) {
    if let value { string(value) } else { null() }
  }

  public mutating func string(utf8 value: ArraySlice<UInt8>) {
    comma()
    value.withUnsafeBufferPointer { quote($0) }
    needsComma = true
  }

  public mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func literal(_ text: StaticString) {
    comma()
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22)
    // What needs no escape is copied in stretches.
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
        start = at + 1
        escape(byte)
      }
      at += 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      bytes.append(contentsOf: [0x75, 0x30, 0x30])
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
  }
}

/// Numbers as text without locale.
public enum NumberText {
  public static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(0x2D) }
    let magnitude = value.magnitude
    var power: UInt = 1
    while magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(0x30 + UInt8(magnitude / power % 10))
      power /= 10
    }
  }

  /// As short as it reads back to the same Double; whole numbers below 2^53 without a fraction.
  public static func append(_ value: Double, to bytes: inout [UInt8]) {
    if !value.isFinite {
      bytes.append(contentsOf: "null".utf8)
    } else if value == value.rounded(), abs(value) < 9_007_199_254_740_992 {
      append(Int(value), to: &bytes)
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }
}
