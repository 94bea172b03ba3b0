/// Reads the notation of `TokenRegex`.
struct RegexParser {
  private let scalars: [Unicode.Scalar]
  /// The byte offset of each scalar and of the end.
  private let offsets: [Int]
  private var position = 0
  private var depth = 0
  private(set) var ignoresCase = false

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    var offsets: [Int] = [0]
    for scalar in scalars {
      offsets.append((offsets.last ?? 0) + UTF8.width(scalar))
    }
    self.offsets = offsets
    if scalars.starts(with: "(?i)".unicodeScalars) {
      ignoresCase = true
      position = 4
    }
  }

  mutating func parse() throws(TokenRegex.Failure) -> RegexNode {
    let node = try choice()
    if position < scalars.count {
      throw failure("')' closes nothing", at: position, suggestion: "write '\\)' for the sign")
    }
    return node
  }

  private var scalar: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func failure(
    _ message: String, at index: Int, to end: Int? = nil, suggestion: String? = nil
  ) -> TokenRegex.Failure {
    let last = offsets.count - 1
    return TokenRegex.Failure(
      message: message, start: offsets[min(index, last)],
      end: offsets[min(max(index + 1, end ?? 0), last)], suggestion: suggestion)
  }

  private mutating func choice() throws(TokenRegex.Failure) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > PatternParser.depthLimit {
      throw failure("brackets are nested more than \(PatternParser.depthLimit) deep", at: position)
    }
    var parts = [try sequence()]
    while scalar == "|" {
      position += 1
      parts.append(try sequence())
    }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(TokenRegex.Failure) -> RegexNode {
    var parts: [RegexNode] = []
    while let next = scalar, next != "|", next != ")" {
      parts.append(try repeated())
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated() throws(TokenRegex.Failure) -> RegexNode {
    let node = try atom()
    let start = position
    var range: (Int, Int?)?
    switch scalar {
    case "?": range = (0, 1)
    case "*": range = (0, nil)
    case "+": range = (1, nil)
    case "{": range = try counts()
    default: break
    }
    guard let range else { return node }
    if position == start { position += 1 }
    if let next = scalar, next == "?" || next == "*" || next == "+" || next == "{" {
      throw failure(
        "a repetition of a repetition", at: position,
        suggestion: next == "?" || next == "+"
          ? "delete it: the whole token has to match anyway" : "delete one")
    }
    return .repetition(node, min: range.0, max: range.1)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let next = scalar, next.value >= 0x30, next.value <= 0x39 {
      value = min(100_000, (value ?? 0) * 10 + Int(next.value - 0x30))
      position += 1
    }
    return value
  }

  private mutating func counts() throws(TokenRegex.Failure) -> (Int, Int?) {
    let start = position
    position += 1
    let low = number()
    var high = low
    if scalar == "," {
      position += 1
      high = number()
    }
    guard let low, scalar == "}" else {
      throw failure(
        "expected a number of repetitions", at: start,
        suggestion: "write {2}, {2,} or {2,4}, or '\\{' for the sign")
    }
    position += 1
    if max(low, high ?? 0) > PatternParser.countLimit {
      throw failure(
        "a repetition of more than \(PatternParser.countLimit)", at: start, to: position)
    }
    if let high, high < low {
      throw failure(
        "\(high) is less than \(low)", at: start, to: position, suggestion: "write {\(high),\(low)}"
      )
    }
    return (low, high)
  }

  private mutating func atom() throws(TokenRegex.Failure) -> RegexNode {
    let start = position
    guard let first = scalar else { return .empty }
    position += 1
    switch first {
    case "(":
      if scalar == "?" {
        guard position + 1 < scalars.count, scalars[position + 1] == ":" else {
          throw failure(
            "'(?' is not supported", at: start, to: start + 3,
            suggestion: "write a plain group, and 'i' behind the closing '/' for any case")
        }
        position += 2
      }
      let inner = try choice()
      guard scalar == ")" else {
        throw failure("'(' is not closed", at: start, suggestion: "write '\\(' for the sign")
      }
      position += 1
      return inner
    case "[": return .set(try characterClass(start))
    case ".": return .set(TokenRegex.CharacterSet(ranges: [0...0x10FFFF]))
    case "\\": return .set(try escape(start))
    case "?", "*", "+", "{":
      throw failure(
        "'\(first)' repeats nothing", at: start, suggestion: "write '\\\(first)' for the sign")
    case "^", "$":
      throw failure(
        "'\(first)' is not needed: the whole token has to match", at: start,
        suggestion: "delete it, or write '\\\(first)' for the sign")
    default: return .set(TokenRegex.CharacterSet(ranges: [first.value...first.value]))
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  private static let spaces: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20, 0xA0...0xA0]
  /// Letters, digits and `_`; every scalar from U+00AA on counts as a letter.
  private static let words: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x1FFF, 0x2070...0x10FFFF,
  ]

  /// Behind a backslash, which stands at `start`.
  private mutating func escape(_ start: Int) throws(TokenRegex.Failure) -> TokenRegex.CharacterSet {
    guard let next = scalar else {
      throw failure("a backslash at the end", at: start, suggestion: "write '\\\\' for the sign")
    }
    position += 1
    switch next {
    case "d": return TokenRegex.CharacterSet(ranges: RegexParser.digits)
    case "D": return TokenRegex.CharacterSet(ranges: RegexParser.digits, negated: true)
    case "w": return TokenRegex.CharacterSet(ranges: RegexParser.words)
    case "W": return TokenRegex.CharacterSet(ranges: RegexParser.words, negated: true)
    case "s": return TokenRegex.CharacterSet(ranges: RegexParser.spaces)
    case "S": return TokenRegex.CharacterSet(ranges: RegexParser.spaces, negated: true)
    case "t": return TokenRegex.CharacterSet(ranges: [0x09...0x09])
    case "u" where scalar == "{":
      position += 1
      var digits = ""
      while let digit = scalar, digit != "}", digits.utf8.count < 8 {
        digits.unicodeScalars.append(digit)
        position += 1
      }
      guard scalar == "}", let value = UInt32(digits, radix: 16), Unicode.Scalar(value) != nil
      else {
        throw failure(
          "not a character", at: start, to: position,
          suggestion: "write its number as in '\\u{2019}'")
      }
      position += 1
      return TokenRegex.CharacterSet(ranges: [value...value])
    default:
      let letter = next.properties.isAlphabetic || next.value >= 0x30 && next.value <= 0x39
      if letter {
        throw failure(
          "unknown escape '\\\(next)'", at: start, to: position,
          suggestion: "known are \\d \\w \\s \\t \\u{…} and '\\' before a sign")
      }
      return TokenRegex.CharacterSet(ranges: [next.value...next.value])
    }
  }

  /// Behind `[`, which stands at `start`.
  private mutating func characterClass(
    _ start: Int
  ) throws(TokenRegex.Failure) -> TokenRegex.CharacterSet {
    var set = TokenRegex.CharacterSet(ranges: [])
    if scalar == "^" {
      set.negated = true
      position += 1
    }
    var isFirst = true
    while true {
      guard let next = scalar else {
        throw failure("'[' is not closed", at: start, suggestion: "write '\\[' for the sign")
      }
      let from = position
      position += 1
      if next == "]" && !isFirst { break }
      isFirst = false
      var low = next.value
      if next == "\\" {
        let inner = try escape(from)
        guard inner.ranges.count == 1, !inner.negated, let range = inner.ranges.first,
          range.lowerBound == range.upperBound
        else {
          if inner.negated {
            throw failure(
              "a negated set inside a class", at: from, to: position,
              suggestion: "negate the whole class: [^…]")
          }
          set.ranges += inner.ranges
          continue
        }
        low = range.lowerBound
      }
      guard scalar == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.ranges.append(low...low)
        continue
      }
      position += 1
      guard let last = scalar else { continue }
      position += 1
      var high = last.value
      if last == "\\" {
        let inner = try escape(position - 1)
        high = inner.ranges.first?.lowerBound ?? 0
        if inner.ranges.count != 1 || inner.negated || inner.ranges[0].count != 1 { high = 0 }
      }
      guard low <= high else {
        throw failure(
          "the range ends before it begins", at: from, to: position,
          suggestion: "write the smaller character first, or '\\-' for the sign")
      }
      set.ranges.append(low...high)
    }
    if set.ranges.isEmpty && !set.negated {
      throw failure("an empty class", at: start, to: position)
    }
    return set
  }
}
