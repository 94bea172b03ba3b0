/// A regular expression for one whole token, matched in time linear in the token's length.
///
/// The notation: literal characters; `.`; classes `[a-z0-9_]`, `[^…]`, `\d \w \s` and their
/// capitals; groups `( )`; `|`; `? * + {m} {m,} {m,n}`; `\` before a sign takes it as it is;
/// `\t`, `\u{2019}`. A pattern that begins with `(?i)` (written `/…/i` in rules) does not tell
/// upper from lower case. There are no anchors, since the whole token has to match, and nothing
/// that needs backtracking.
///
/// Characters are Unicode scalars. Matching simulates the automaton (Thompson 1968).
public struct TokenRegex: Sendable {
  /// What is wrong with a regular expression.
  public struct Failure: Error, Hashable, Sendable {
    public var message: String
    /// UTF-8 bytes of the pattern, half-open.
    public var start: Int
    public var end: Int
    public var suggestion: String?
  }

  /// Characters as sorted ranges of scalar values.
  struct CharacterSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var negated = false

    func contains(_ value: UInt32) -> Bool {
      for range in ranges where range.contains(value) { return true }
      return false
    }
  }

  enum Instruction: Hashable, Sendable {
    case take(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case accept
  }

  /// The largest automaton that is built.
  static let stateLimit = 5_000

  private let program: [Instruction]
  private let ignoresCase: Bool
  /// The least number of scalars that a match has.
  public let minimumLength: Int
  /// Whether a space can only be matched by a space that the pattern writes; no token has one.
  let needsSpace: Bool

  /// - Throws: `Failure` with the place in the pattern.
  public static func compile(_ pattern: String) throws(Failure) -> TokenRegex {
    try TokenRegex(pattern)
  }

  private init(_ pattern: String) throws(Failure) {
    var parser = RegexParser(pattern)
    let node = try parser.parse()
    var builder = RegexBuilder()
    builder.add(node)
    guard builder.program.count < TokenRegex.stateLimit else {
      throw Failure(
        message: "the regular expression is too large", start: 0, end: pattern.utf8.count,
        suggestion: "use smaller repetitions")
    }
    builder.program.append(.accept)
    program = builder.program
    ignoresCase = parser.ignoresCase
    minimumLength = node.minimumLength
    needsSpace = node.needsSpace
  }

  /// Whether the whole of a token matches. O(token · pattern) whatever the pattern is.
  ///
  /// - Parameter bytes: UTF-8; a byte that is no character counts as U+FFFD.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var current: [Int] = []
    var next: [Int] = []
    var marks = [Int](repeating: -1, count: program.count)
    var stack: [Int] = []
    func follow(_ start: Int, _ step: Int, into list: inout [Int]) {
      stack.append(start)
      while let state = stack.popLast() {
        if marks[state] == step { continue }
        marks[state] = step
        switch program[state] {
        case .jump(let to): stack.append(to)
        case .split(let a, let b):
          stack.append(b)
          stack.append(a)
        case .take, .accept: list.append(state)
        }
      }
    }
    follow(0, 0, into: &current)
    var i = 0
    var step = 0
    while i < bytes.count {
      let (value, length) = TokenRegex.decode(bytes, i)
      i += length
      step += 1
      next.removeAll(keepingCapacity: true)
      for state in current {
        if case .take(let set) = program[state], accepts(set, value) {
          follow(state + 1, step, into: &next)
        }
      }
      if next.isEmpty { return false }
      swap(&current, &next)
    }
    return current.contains { program[$0] == .accept }
  }

  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  private func accepts(_ set: CharacterSet, _ value: UInt32) -> Bool {
    var found = set.contains(value)
    if !found && ignoresCase { found = TokenRegex.otherCase(value).contains { set.contains($0) } }
    return found != set.negated
  }

  /// The upper- and lower-case forms of a scalar that are one scalar themselves.
  private static func otherCase(_ value: UInt32) -> [UInt32] {
    if value < 0x80 {
      let letter = value | 0x20
      return letter >= 0x61 && letter <= 0x7A ? [value ^ 0x20] : []
    }
    guard let scalar = Unicode.Scalar(value) else { return [] }
    var forms: [UInt32] = []
    for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      let scalars = text.unicodeScalars
      if let first = scalars.first, scalars.count == 1, first != scalar {
        forms.append(first.value)
      }
    }
    return forms
  }

  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int
  ) -> (value: UInt32, length: Int) {
    let first = bytes[i]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0
    guard length > 0, i + length <= bytes.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length {
      let byte = bytes[i + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }
}

/// The tree of a regular expression.
indirect enum RegexNode {
  case empty
  case set(TokenRegex.CharacterSet)
  case sequence([RegexNode])
  case choice([RegexNode])
  case repetition(RegexNode, min: Int, max: Int?)

  var minimumLength: Int {
    switch self {
    case .empty: 0
    case .set: 1
    case .sequence(let parts): parts.reduce(0) { min(1 << 20, $0 + $1.minimumLength) }
    case .choice(let parts): parts.map(\.minimumLength).min() ?? 0
    case .repetition(let inner, let least, _): min(1 << 20, inner.minimumLength * least)
    }
  }

  /// Whether every match holds a space.
  var needsSpace: Bool {
    switch self {
    case .empty: false
    case .set(let set): !set.negated && set.ranges == [0x20...0x20]
    case .sequence(let parts): parts.contains(where: \.needsSpace)
    case .choice(let parts): parts.allSatisfy(\.needsSpace)
    case .repetition(let inner, let least, _): least > 0 && inner.needsSpace
    }
  }
}

/// Writes the program of a tree.
private struct RegexBuilder {
  var program: [TokenRegex.Instruction] = []

  mutating func add(_ node: RegexNode) {
    guard program.count < TokenRegex.stateLimit else { return }
    switch node {
    case .empty: break
    case .set(let set): program.append(.take(set))
    case .sequence(let parts): for part in parts { add(part) }
    case .choice(let parts):
      var ends: [Int] = []
      for (i, part) in parts.enumerated() {
        guard i < parts.count - 1 else {
          add(part)
          break
        }
        let split = program.count
        program.append(.split(split + 1, split + 1))
        add(part)
        ends.append(program.count)
        program.append(.jump(0))
        program[split] = .split(split + 1, program.count)
      }
      for end in ends { program[end] = .jump(program.count) }
    case .repetition(let inner, let least, let most):
      for _ in 0..<least { add(inner) }
      if let most {
        var splits: [Int] = []
        for _ in least..<max(least, most) {
          splits.append(program.count)
          program.append(.split(program.count + 1, 0))
          add(inner)
          if program.count >= TokenRegex.stateLimit { break }
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
      } else {
        let split = program.count
        program.append(.split(split + 1, 0))
        add(inner)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
      }
    }
  }
}
