import DocumentModel

/// What running a program needs to know beside the program: the rule set's tables, the sentence
/// and what was already looked up in it.
struct MatchContext {
  var view = SentenceView()
  /// Token range of the sentence.
  var start = 0
  var end = 0
  /// Goes up with each sentence.
  var stamp = 0
  /// For each feature, the sentence in which it was last seen, and its first and last token there.
  var sightings: [Sighting]
  /// What was already looked up.
  let cache: PhraseCache

  struct Sighting {
    var stamp: Int32 = -1
    var first: Int32 = 0
    var last: Int32 = 0
  }

  init(cache: PhraseCache, features: Int) {
    self.cache = cache
    sightings = [Sighting](repeating: Sighting(), count: features)
  }

  /// The tokens of the sentence that a match may start at: those from which all that it needs lies
  /// as far away as it must; nil when there are none.
  @inline(__always)
  func starts(_ required: borrowing [Necessary], _ places: Range<Int>) -> (first: Int, last: Int)? {
    var low = start
    var high = end - 1
    var place = places.lowerBound
    while place < places.upperBound {
      let item = required[place]
      let sighting = sightings[Int(item.feature)]
      guard sighting.stamp == Int32(stamp) else { return nil }
      low = max(low, Int(sighting.first) - Int(item.high))
      high = min(high, Int(sighting.last) - Int(item.low))
      place += 1
    }
    return low <= high ? (low, high) : nil
  }
}

/// Runs one program over one sentence: a forward sweep finds which nodes can be reached at which
/// token, a backward sweep what is best from there: the furthest end, then the most captures,
/// then the most tokens matched by elements. Both are linear in the sentence, whatever the
/// pattern; nothing is tried twice: the second sweep reads what the first has noted.
struct Runner {
  /// For each token the set of nodes reached there, in words of 64 bits.
  private let rows = Buffer<UInt64>()
  /// For each word of `rows` how many nodes were reached before its first, so that what is known of
  /// a node that was reached lies in a row of just those.
  private let ranks = Buffer<Int32>()
  /// For each node that was reached what is best from there, and the way to it.
  private let values = Buffer<Int64>()
  private let choices = Buffer<Int32>()
  /// What the forward sweep found at nodes that look at tokens, in order of the visits: for one
  /// token or a condition whether it holds, else the ends and then their number.
  private var ways: [Int32] = []
  private var width = 0
  private var base = 0
  private var furthestReached = 0
  /// Node visits so far, for statistics and for the proof that time is linear.
  private(set) var visits = 0

  static let endShift: Int64 = 40
  static let captureShift: Int64 = 24
  static let tokenMask: Int64 = (1 << 24) - 1

  init() {}

  /// - Parameters:
  ///   - first: the first token that a match may start at; document tokens.
  ///   - last: the last such token.
  /// - Returns: whether anything matched.
  mutating func run(
    _ program: Program, _ rules: borrowing RuleTables, _ context: borrowing MatchContext,
    _ words: borrowing Vocabulary, first: Int, last: Int
  ) -> Bool {
    let length = context.end - context.start
    let nodes = program.nodes
    let width = (nodes.count + 63) / 64
    self.width = width
    base = context.start
    let base = base
    self.rows.reserve((length + 1) * width)
    self.ranks.reserve((length + 1) * width)
    guard first <= last else { return false }
    let rows = self.rows.base
    let ranks = self.ranks.base
    ways.removeAll(keepingCapacity: true)
    // Rows are cleared as far as a match has come, so that a run from one token costs no more
    // than what it reads.
    var cleared = first - base
    @inline(__always) func clear(upTo row: Int) {
      while cleared <= row {
        for i in cleared * width..<(cleared + 1) * width { rows[i] = 0 }
        cleared += 1
      }
    }
    clear(upTo: last - base)
    let entry = Int(program.entry)
    for p in (first - base)...(last - base) {
      rows[p * width + entry >> 6] |= 1 << UInt64(entry & 63)
    }
    var reached = last - base
    var matched = false
    var visited = 0
    var p = first - base
    while p <= reached && p <= length {
      let row = p * width
      let token = base + p
      var w = width - 1
      while w >= 0 {
        var pending = rows[row + w]
        while pending != 0 {
          let bit = 63 - pending.leadingZeroBitCount
          let node = nodes[w << 6 + bit]
          switch node.operation {
          case .match: matched = true
          case .split:
            Runner.mark(rows, row, node.next)
            Runner.mark(rows, row, node.other)
          case .open, .close, .itemStart, .itemEnd: Runner.mark(rows, row, node.next)
          case .sentenceStart: if token == context.start { Runner.mark(rows, row, node.next) }
          case .sentenceEnd, .look, .bare:
            let holds =
              node.operation == .sentenceEnd
              ? isAtEnd(token, context, rules)
              : looksRight(node, token, rules, context, words)
            ways.append(holds ? 1 : 0)
            if holds { Runner.mark(rows, row, node.next) }
          case .token:
            let holds =
              token < context.end && !(node.isCaptured && context.view.ignored[token])
              && rules.test(node.a, token, context, words)
            ways.append(holds ? 1 : 0)
            if holds {
              clear(upTo: p + 1)
              Runner.mark(rows, row + width, node.next)
              if p + 1 > reached { reached = p + 1 }
            }
          default:
            let before = ways.count
            Edges.collect(node, token, rules, context, words, &ways)
            for place in before..<ways.count {
              let to = Int(ways[place]) - base
              clear(upTo: to)
              Runner.mark(rows, to * width, node.next)
              if to > reached { reached = to }
            }
            ways.append(Int32(ways.count - before))
          }
          pending = rows[row + w] & ((1 << UInt64(bit)) - 1)
        }
        w -= 1
      }
      for w in row..<row + width {
        ranks[w] = Int32(truncatingIfNeeded: visited)
        visited += rows[w].nonzeroBitCount
      }
      p += 1
    }
    visits += visited
    furthestReached = min(reached, length)
    guard matched else { return false }
    values.reserve(visited)
    choices.reserve(visited)
    sweepBack(nodes, context.start, from: furthestReached, to: first - base)
    return true
  }

  @inline(__always)
  private static func mark(_ rows: UnsafeMutablePointer<UInt64>, _ row: Int, _ node: Int32) {
    let index = Int(node)
    rows[row + index >> 6] |= 1 << UInt64(index & 63)
  }

  private func isAtEnd(
    _ token: Int, _ context: borrowing MatchContext, _ rules: borrowing RuleTables
  ) -> Bool {
    // The final punctuation belongs to no pattern.
    var p = token
    while p < context.end, context.view.isTagged(p, .punct) { p += 1 }
    return p >= context.end
  }

  private func looksRight(
    _ node: Node, _ token: Int, _ rules: borrowing RuleTables,
    _ context: borrowing MatchContext, _ words: borrowing Vocabulary
  ) -> Bool {
    if node.operation == .bare {
      guard token < context.end else { return true }
      // "hundreds of homes" has a noun, and so has what the quantities stage says has one.
      let before = Int(context.view.quantityBefore[token])
      if before >= 0, let noun = context.view.quantities[before].nounToken, noun >= token {
        return false
      }
      return context.view.posBit(token) & PosMask.nounal == 0
        && !rules.isOf(context.view.lower[token])
    }
    let there =
      token < context.end
      && context.cache.end(of: node.a, at: token, rules, context, words) >= 0
    return there == (node.b == 1)
  }

  /// Visits what the forward sweep has visited, in the opposite order.
  private func sweepBack(_ nodes: [Node], _ start: Int, from high: Int, to low: Int) {
    let rows = self.rows.base
    let values = self.values.base
    let choices = self.choices.base
    var top = ways.count
    var p = high
    while p >= low {
      let row = p * width
      let token = base + p
      var place = Int(ranks[row])
      for w in 0..<width {
        var pending = rows[row + w]
        while pending != 0 {
          let node = nodes[w << 6 + pending.trailingZeroBitCount]
          pending &= pending - 1
          var best: Int64 = -1
          var choice: Int32 = 0
          switch node.operation {
          case .match: best = Int64(p) << Runner.endShift
          case .split:
            best = value(p, node.next)
            let second = value(p, node.other)
            if second > best {
              best = second
              choice = 1
            }
          case .open, .itemEnd, .itemStart: best = value(p, node.next)
          case .close:
            best = value(p, node.next)
            if best >= 0 { best += 1 << Runner.captureShift }
          case .sentenceStart: if token == start { best = value(p, node.next) }
          case .sentenceEnd, .look, .bare:
            top -= 1
            if ways[top] == 1 { best = value(p, node.next) }
          case .token:
            top -= 1
            if ways[top] == 1 {
              best = value(p + 1, node.next)
              if best >= 0 { best += 1 }
              choice = Int32(token + 1)
            }
          default:
            top -= 1
            var left = ways[top]
            let counts = Edges.counts(node.operation)
            while left > 0 {
              left -= 1
              top -= 1
              let end = ways[top]
              var value = value(Int(end) - base, node.next)
              guard value >= 0 else { continue }
              if counts { value += Int64(Int(end) - token) }
              // Of equals the one that was found first.
              if value >= best {
                best = value
                choice = end
              }
            }
          }
          values[place] = best
          choices[place] = choice
          place += 1
        }
      }
      p -= 1
    }
  }

  /// Where what is known of a node lies that was reached at a token of the sentence.
  @inline(__always)
  private func place(_ p: Int, _ node: Int) -> Int {
    let word = p * width + node >> 6
    let below = rows[word] & ((1 << UInt64(node & 63)) - 1)
    return Int(ranks[word]) + below.nonzeroBitCount
  }

  @inline(__always)
  private func value(_ p: Int, _ node: Int32) -> Int64 { values[place(p, Int(node))] }

  /// The last token that any node was reached at, and the nodes there that wanted more.
  func furthest(_ program: Program, from start: Int) -> (token: Int, nodes: [Int]) {
    var p = furthestReached
    while p > start - base {
      if (0..<width).contains(where: { rows[p * width + $0] != 0 }) { break }
      p -= 1
    }
    var nodes: [Int] = []
    for index in program.nodes.indices
    where rows[p * width + index >> 6] >> UInt64(index & 63) & 1 == 1
      && !program.nodes[index].isEmpty && program.nodes[index].operation != .match
    {
      nodes.append(index)
    }
    return (base + p, nodes)
  }

  /// The value of a start after `run`, or -1.
  func value(_ program: Program, start token: Int) -> Int64 {
    value(token - base, program.entry)
  }

  /// Where the best match from a start ends; the start must have one.
  static func end(of value: Int64) -> Int { Int(value >> endShift) }

  /// Walks the best match from a start, in order of place.
  func walk(_ program: Program, start token: Int, _ trail: inout [Trail]) {
    var node = program.nodes[Int(program.entry)]
    var index = Int(program.entry)
    var p = token - base
    while node.operation != .match {
      let choice = choices[place(p, index)]
      var next = node.next
      switch node.operation {
      case .split: if choice == 1 { next = node.other }
      case .open, .close, .itemStart, .itemEnd:
        trail.append(Trail(node: node, start: base + p, end: base + p))
      case .sentenceStart, .sentenceEnd, .look, .bare: break
      default:
        trail.append(Trail(node: node, start: base + p, end: Int(choice)))
        p = Int(choice) - base
      }
      index = Int(next)
      node = program.nodes[index]
    }
  }
}

/// Numbers that one runner writes again and again: an array without the checks of one, since the
/// two sweeps do little else than read and write here. Never shrinks; what it holds is not set.
final class Buffer<Element: BitwiseCopyable> {
  /// Valid up to the next `reserve`.
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  private var capacity = 0

  init() { base = .allocate(capacity: 0) }

  deinit { base.deallocate() }

  /// Makes room for a number of elements; drops what is there when there is too little.
  func reserve(_ count: Int) {
    guard capacity < count else { return }
    base.deallocate()
    capacity = count + count / 2
    base = .allocate(capacity: capacity)
  }

  @inline(__always)
  subscript(_ index: Int) -> Element { base[index] }
}

/// One step of a match: a node and the tokens that it took.
struct Trail {
  var node: Node
  var start: Int
  var end: Int
}
