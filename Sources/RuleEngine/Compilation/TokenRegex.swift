/// A regular expression over one token, matched against the whole word in linear time.
///
/// It knows literals, `.`, `[a-z]`, `[^a-z]`, `\d \w \s` and their negations, `|`, `( )`, `(?: )`,
/// `? * + {m,n}`, `^` and `$` at the ends. Letters match without regard to case unless the
/// expression holds an upper-case letter.
public struct TokenRegex: Sendable {
  /// Why an expression is no expression.
  public struct SyntaxError: Error, Hashable, Sendable {
    public var message: String
    /// UTF-8 bytes from the start of the expression.
    public var offset: Int
  }

  private struct Item: Sendable {
    /// 0 a class, 1 split, 2 match.
    var kind: UInt8
    /// The sorted pairs of scalars that it takes.
    var ranges: [ClosedRange<UInt32>] = []
    var next = -1
    var other = -1
  }

  private indirect enum Tree {
    case empty
    case set([ClosedRange<UInt32>])
    case sequence([Tree])
    case choice([Tree])
    case repeated(Tree, Int, Int?)
  }

  private var items: [Item] = []
  private var entry = 0
  private var ignoresCase = true

  /// - Throws: `SyntaxError`, with the first mistake.
  public init(_ source: String) throws(SyntaxError) {
    var parser = Parser(scalars: Array(source.unicodeScalars))
    let tree = try parser.choice(depth: 0)
    if parser.position < parser.scalars.count {
      throw parser.error("')' without '('")
    }
    var escaped = false
    ignoresCase = true
    for scalar in source.unicodeScalars {
      if !escaped, scalar.properties.isUppercase { ignoresCase = false }
      escaped = scalar == "\\" && !escaped
    }
    items.append(Item(kind: 2))
    entry = try emit(tree, next: 0)
  }

  /// Whether the whole word matches. O(word × expression).
  public func matches(_ word: String) -> Bool {
    var current = [Bool](repeating: false, count: items.count)
    var list: [Int] = []
    add(entry, &current, &list)
    for scalar in word.unicodeScalars {
      var value = scalar.value
      if ignoresCase {
        if value < 0x80 {
          if value >= 0x41 && value <= 0x5A { value |= 0x20 }
        } else if let low = scalar.properties.lowercaseMapping.unicodeScalars.first {
          value = low.value
        }
      }
      var following = [Bool](repeating: false, count: items.count)
      var nextList: [Int] = []
      for index in list where items[index].kind == 0 {
        if items[index].ranges.contains(where: { $0.contains(value) }) {
          add(items[index].next, &following, &nextList)
        }
      }
      list = nextList
      if list.isEmpty { return false }
    }
    return list.contains { items[$0].kind == 2 }
  }

  private func add(_ start: Int, _ seen: inout [Bool], _ list: inout [Int]) {
    var stack = [start]
    while let index = stack.popLast() {
      if index < 0 || seen[index] { continue }
      seen[index] = true
      if items[index].kind == 1 {
        stack.append(items[index].other)
        stack.append(items[index].next)
      } else {
        list.append(index)
      }
    }
  }

  private mutating func emit(_ tree: Tree, next: Int) throws(SyntaxError) -> Int {
    guard items.count < 20_000 else {
      throw SyntaxError(message: "the expression is too large", offset: 0)
    }
    switch tree {
    case .empty: return next
    case .set(let ranges):
      items.append(Item(kind: 0, ranges: ranges, next: next))
      return items.count - 1
    case .sequence(let parts):
      var place = next
      for part in parts.reversed() { place = try emit(part, next: place) }
      return place
    case .choice(let parts):
      var place = -1
      for part in parts.reversed() {
        let start = try emit(part, next: next)
        if place < 0 {
          place = start
        } else {
          items.append(Item(kind: 1, next: start, other: place))
          place = items.count - 1
        }
      }
      return place
    case .repeated(let part, let low, let high):
      var place = next
      if let high {
        for _ in 0..<max(0, high - low) {
          let start = try emit(part, next: place)
          items.append(Item(kind: 1, next: start, other: next))
          place = items.count - 1
        }
      } else {
        let loop = items.count
        items.append(Item(kind: 1, next: -1, other: next))
        items[loop].next = try emit(part, next: loop)
        place = loop
      }
      for _ in 0..<low { place = try emit(part, next: place) }
      return place
    }
  }

  private struct Parser {
    var scalars: [Unicode.Scalar]
    var position = 0

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    func error(_ message: String) -> SyntaxError {
      SyntaxError(
        message: message,
        offset: scalars[..<min(position, scalars.count)].reduce(0) { $0 + UTF8.width($1) })
    }

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func choice(depth: Int) throws(SyntaxError) -> Tree {
      guard depth < 100 else { throw error("groups are nested too deep") }
      var parts = [try sequence(depth: depth)]
      while peek == "|" {
        position += 1
        parts.append(try sequence(depth: depth))
      }
      return parts.count == 1 ? parts[0] : .choice(parts)
    }

    mutating func sequence(depth: Int) throws(SyntaxError) -> Tree {
      var parts: [Tree] = []
      while let scalar = peek, scalar != "|", scalar != ")" {
        if scalar == "^" || scalar == "$" {
          position += 1
          continue
        }
        parts.append(try repeated(depth: depth))
      }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    mutating func repeated(depth: Int) throws(SyntaxError) -> Tree {
      var tree = try atom(depth: depth)
      while let scalar = peek {
        switch scalar {
        case "?": tree = .repeated(tree, 0, 1)
        case "*": tree = .repeated(tree, 0, nil)
        case "+": tree = .repeated(tree, 1, nil)
        case "{":
          let (low, high) = try bounds()
          tree = .repeated(tree, low, high)
          continue
        default: return tree
        }
        position += 1
      }
      return tree
    }

    mutating func bounds() throws(SyntaxError) -> (Int, Int?) {
      position += 1
      func number() -> Int? {
        var value: Int?
        while let scalar = peek, (0x30...0x39).contains(scalar.value), (value ?? 0) < 1000 {
          value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
          position += 1
        }
        return value
      }
      let low = number()
      var high = low
      if peek == "," {
        position += 1
        high = number()
      }
      guard peek == "}", low != nil || high != nil, (low ?? 0) <= (high ?? 1000),
        (high ?? low ?? 0) <= 1000
      else { throw error("'{' wants bounds such as {2} or {2,4}") }
      position += 1
      return (low ?? 0, high)
    }

    mutating func atom(depth: Int) throws(SyntaxError) -> Tree {
      guard let scalar = peek else { throw error("the expression ends too early") }
      position += 1
      switch scalar {
      case "(":
        if peek == "?", position + 1 < scalars.count, scalars[position + 1] == ":" {
          position += 2
        }
        let tree = try choice(depth: depth + 1)
        guard peek == ")" else { throw error("'(' is not closed") }
        position += 1
        return tree
      case "[": return .set(try set())
      case ".": return .set([0...0x10FFFF])
      case "\\": return .set(try escape())
      case "*", "+", "?", "{":
        position -= 1
        throw error("'\(scalar)' has nothing to repeat")
      default: return .set([scalar.value...scalar.value])
      }
    }

    mutating func escape() throws(SyntaxError) -> [ClosedRange<UInt32>] {
      guard let scalar = peek else { throw error("'\\' stands at the end") }
      position += 1
      switch scalar {
      case "d": return [0x30...0x39]
      case "D": return Parser.inverse([0x30...0x39])
      case "w": return [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0x24F, 0x370...0x1FFF]
      case "W": return Parser.inverse([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0x24F, 0x370...0x1FFF])
      case "s": return [0x09...0x0D, 0x20...0x20, 0xA0...0xA0]
      case "S": return Parser.inverse([0x09...0x0D, 0x20...0x20, 0xA0...0xA0])
      case "a"..."z", "A"..."Z", "0"..."9": throw error("unknown escape '\\\(scalar)'")
      default: return [scalar.value...scalar.value]
      }
    }

    mutating func set() throws(SyntaxError) -> [ClosedRange<UInt32>] {
      var ranges: [ClosedRange<UInt32>] = []
      var negated = false
      if peek == "^" {
        negated = true
        position += 1
      }
      var isFirst = true
      while let scalar = peek, scalar != "]" || isFirst {
        isFirst = false
        position += 1
        var from = scalar.value
        if scalar == "\\" {
          let escaped = try escape()
          guard escaped.count == 1, escaped[0].count == 1 else {
            ranges += escaped
            continue
          }
          from = escaped[0].lowerBound
        }
        if peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
          position += 1
          let to = scalars[position].value
          position += 1
          guard to >= from else { throw error("the range in '[ ]' runs backwards") }
          ranges.append(from...to)
        } else {
          ranges.append(from...from)
        }
      }
      guard peek == "]" else { throw error("'[' is not closed") }
      position += 1
      return negated ? Parser.inverse(ranges) : ranges
    }

    static func inverse(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
      var result: [ClosedRange<UInt32>] = []
      var from: UInt32 = 0
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if range.lowerBound > from { result.append(from...range.lowerBound - 1) }
        from = max(from, range.upperBound + 1)
      }
      if from <= 0x10FFFF { result.append(from...0x10FFFF) }
      return result
    }
  }
}
