import DocumentModel

/// One test on one token. Children and word lists lie in the table's pool, so that a test is
/// evaluated without touching reference counts.
struct TokenTest: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// Always true.
    case any
    /// The comparable form is word `a`.
    case word
    /// The word is `a`, case included.
    case exact
    /// The lemma is `a`.
    case lemma
    /// The comparable form is in word list `a`, or the lemma is in list `b`.
    case inflected
    /// As `inflected`, and the token can be a verb: a form that is also a noun's must be tagged so.
    /// List `a`: every form, `b`: the forms that need the tag.
    case verb
    /// Part of speech in mask `a`.
    case pos
    /// The word matches regular expression `a`.
    case regex
    /// The word has shape `a`, an index into the table's shapes.
    case shape
    /// One number token.
    case number
    /// Part of a name of kind in mask `a`.
    case entity
    case and, or, not
  }

  var kind: Kind
  var a: UInt32 = 0
  var b: UInt32 = 0
}

/// All tests of a rule set, each once.
struct TestTable: Sendable {
  private(set) var tests: [TokenTest] = []
  /// Word lists and lists of children: a count, then the members.
  private(set) var pool: [UInt32] = []
  private(set) var shapes: [[UInt8]] = []
  private(set) var expressions: [TokenRegex] = []
  private var numbers: [TokenTest: Int32] = [:]
  private var lists: [[UInt32]: UInt32] = [:]
  private var expressionNumbers: [String: UInt32] = [:]
  private var shapeNumbers: [String: UInt32] = [:]

  init() {}

  /// The number of a test, the same for equal tests.
  mutating func number(of test: TokenTest) -> Int32 {
    if let known = numbers[test] { return known }
    let number = Int32(tests.count)
    tests.append(test)
    numbers[test] = number
    return number
  }

  /// The place in the pool of a list of ids, sorted and without repeats.
  mutating func list(_ ids: [UInt32]) -> UInt32 {
    var sorted = ids.sorted()
    var kept = 0
    for id in sorted where kept == 0 || sorted[kept - 1] != id {
      sorted[kept] = id
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    if let known = lists[sorted] { return known }
    let place = UInt32(pool.count)
    pool.append(UInt32(sorted.count))
    pool.append(contentsOf: sorted)
    lists[sorted] = place
    return place
  }

  func members(_ place: UInt32) -> ArraySlice<UInt32> {
    let start = Int(place)
    return pool[start + 1..<start + 1 + Int(pool[start])]
  }

  func contains(_ place: UInt32, _ id: UInt32) -> Bool {
    let start = Int(place)
    let count = Int(pool[start])
    var i = start + 1
    let end = i + count
    if count > 16 {
      var low = i
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if pool[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low < end && pool[low] == id
    }
    while i < end {
      if pool[i] == id { return true }
      i += 1
    }
    return false
  }

  mutating func regex(_ source: String, _ expression: TokenRegex) -> Int32 {
    let index: UInt32
    if let known = expressionNumbers[source] {
      index = known
    } else {
      index = UInt32(expressions.count)
      expressions.append(expression)
      expressionNumbers[source] = index
    }
    return number(of: TokenTest(kind: .regex, a: index))
  }

  mutating func shape(_ shape: String) -> Int32 {
    let index = shapeNumbers[shape] ?? UInt32(shapes.count)
    if index == shapes.count {
      shapes.append(Array(shape.utf8))
      shapeNumbers[shape] = index
    }
    return number(of: TokenTest(kind: .shape, a: index))
  }

  mutating func combine(_ kind: TokenTest.Kind, _ children: [Int32]) -> Int32 {
    if children.count == 1, kind != .not { return children[0] }
    return number(of: TokenTest(kind: kind, a: list(children.map { UInt32($0) })))
  }

  mutating func not(_ child: Int32) -> Int32 {
    number(of: TokenTest(kind: .not, a: UInt32(child)))
  }

  /// The shape of a word as `shape=` writes it: `X` for an upper-case letter, `x` for a
  /// lower-case one, `d` for a digit, every other byte itself; runs are cut at three, so `Xxxx` is
  /// any longer capitalised word.
  static func shape(of word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var shape: [UInt8] = []
    var run = 0
    for byte in word {
      let mark: UInt8
      switch byte {
      case 0x30...0x39: mark = UInt8(ascii: "d")
      case 0x41...0x5A: mark = UInt8(ascii: "X")
      case 0x61...0x7A, 0xC0...: mark = UInt8(ascii: "x")
      case 0x80...0xBF: continue
      default: mark = byte
      }
      run = shape.last == mark ? run + 1 : 1
      if run <= 3 { shape.append(mark) }
    }
    return shape
  }
}
