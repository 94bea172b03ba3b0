import DocumentModel

/// Brackets, list markers and rules of signs in a block: what forces or forbids the end of a
/// sentence apart from terminal marks. Buffers of one worker.
struct SentenceLayout {
  private static let breakBefore: UInt8 = 1
  private static let holdAfter: UInt8 = 2
  private static let inside: UInt8 = 4

  /// For each token of the block; empty where nothing is marked.
  private var flags: [UInt8] = []
  private var markers: [Marker] = []
  private var open: [Int] = []
  /// The token that opened the last single quotation, or -1.
  private var quote = -1

  /// "2." or "b)" with what it counts.
  private struct Marker {
    var token: Int
    var last: Int
    var value: Int
    /// Kind of numbering and of the mark behind it.
    var style: Int
  }

  init() {}

  @inline(__always)
  func breaksBefore(_ t: Int) -> Bool { t < flags.count && flags[t] & Self.breakBefore != 0 }
  @inline(__always)
  func holdsAfter(_ t: Int) -> Bool { t < flags.count && flags[t] & Self.holdAfter != 0 }
  @inline(__always)
  func isInside(_ t: Int) -> Bool { t < flags.count && flags[t] & Self.inside != 0 }

  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ first: Int, _ words: Vocabulary,
    _ facts: SentenceFacts
  ) {
    flags.removeAll(keepingCapacity: true)
    markers.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    quote = -1
    for t in first..<tokens.count {
      let start = Int(tokens.start[t])
      let count = Int(tokens.end[t]) - start
      let byte = text[start]
      switch byte {
      case 0x28 where count == 1: open.append(t)
      case 0x29 where count == 1:
        if let opening = open.popLast() { bracket(opening, t, text, tokens, first) }
      case 0x3A where count == 1 && t > first + 1:
        // "Image:" begins a caption's credit.
        let word = tokens.word[t - 1]
        if words.shapes[Int(word)].contains(.capitalized),
          facts[words.lower[Int(word)]].contains(.credit),
          words.shapes[Int(tokens.word[t - 2])].contains(.hasLetter),
          tokens.hasSpaceBefore(t - 1)
        {
          mark(t - 1, Self.breakBefore, tokens, first)
        }
      case 0x27 where count == 1: singleQuote(t, text, tokens, first)
      case 0xE2 where count == 3 && text[start + 1] == 0x80 && text[start + 2] & 0xFE == 0x98:
        singleQuote(t, text, tokens, first)
      case 0x2A, 0x3D, 0x5F, 0x2D, 0x23, 0x7E:
        // A rule across the page stands by itself.
        if count >= (byte == 0x2D ? 5 : 3), isRule(text, start, count) {
          mark(t, Self.breakBefore, tokens, first)
          if t + 1 < tokens.count { mark(t + 1, Self.breakBefore, tokens, first) }
        }
      default: break
      }
      if byte == 0xE2 || byte == 0xC2, t > first, facts[tokens.word[t]].contains(.bullet),
        tokens.hasSpaceBefore(t), t + 1 < tokens.count, tokens.hasSpaceBefore(t + 1)
      {
        mark(t, Self.breakBefore, tokens, first)
      }
      if count <= 3, let marker = marker(text, tokens, t, first, words) { markers.append(marker) }
    }
    if !markers.isEmpty { chains(text, tokens, first, facts) }
  }

  private mutating func mark(_ t: Int, _ flag: UInt8, _ tokens: TokenTable, _ first: Int) {
    if flags.isEmpty {
      flags.append(contentsOf: repeatElement(0, count: tokens.count - first))
    }
    flags[t - first] |= flag
  }

  /// No sentence ends inside brackets that stand within one; a whole sentence in brackets is
  /// another matter.
  private mutating func bracket(
    _ opening: Int, _ closing: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable,
    _ first: Int
  ) {
    guard opening > first, closing - opening < 60 else { return }
    let before = text[Int(tokens.end[opening - 1]) - 1]
    if before == 0x2E || before == 0x21 || before == 0x3F { return }
    for t in opening...closing { mark(t, Self.inside, tokens, first) }
  }

  /// A quotation in single quotes that goes on the sentence ("she said, 'after such a fall ...'")
  /// is not parted inside.
  private mutating func singleQuote(
    _ t: Int, _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ first: Int
  ) {
    if t + 1 < tokens.count, tokens.end[t] == tokens.start[t + 1], tokens.hasSpaceBefore(t) {
      let head = text[Int(tokens.start[t + 1])]
      let goesOn = t > first && text[Int(tokens.end[t - 1]) - 1] == 0x2C
      quote = goesOn && head >= 0x61 && head <= 0x7A ? t : -1
    } else if quote >= 0, t > first, tokens.end[t - 1] == tokens.start[t] {
      if t - quote < 80 { for k in quote..<t { mark(k, Self.inside, tokens, first) } }
      quote = -1
    }
  }

  private func isRule(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Bool {
    for i in start..<(start + count) where text[i] != text[start] { return false }
    return true
  }

  private func marker(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ t: Int, _ first: Int,
    _ words: Vocabulary
  ) -> Marker? {
    guard t == first || tokens.hasSpaceBefore(t) else { return nil }
    let start = Int(tokens.start[t])
    let count = Int(tokens.end[t]) - start
    let head = text[start]
    var value = 0
    var style = 0
    var last = t
    if head >= 0x30 && head <= 0x39 {
      for i in start..<(start + count) {
        guard text[i] >= 0x30, text[i] <= 0x39 else { return nil }
        value = value * 10 + Int(text[i] - 0x30)
      }
    } else if head >= 0x61 && head <= 0x7A, count == 1 {
      value = Int(head - 0x60)
      style = 1
    } else {
      return nil
    }
    var marks = 0
    while last + 1 < tokens.count, marks < 2, tokens.end[last] == tokens.start[last + 1],
      tokens.end[last + 1] - tokens.start[last + 1] == 1
    {
      let mark = text[Int(tokens.start[last + 1])]
      if mark == 0x2E { style |= 2 } else if mark == 0x29 { style |= 4 } else { return nil }
      marks += 1
      last += 1
    }
    guard marks > 0, last + 1 < tokens.count, tokens.hasSpaceBefore(last + 1) else { return nil }
    return Marker(token: t, last: last, value: value, style: style)
  }

  /// Markers that count on from 1 or "a", or from the block's start, are those of a list.
  private mutating func chains(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: TokenTable, _ first: Int, _ facts: SentenceFacts
  ) {
    // A chain from 1 needs a 2 behind it: without this look, a text of nothing but "1." would be
    // searched to its end from each of them.
    var lastSecond = [Int](repeating: -1, count: 8)
    for (i, marker) in markers.enumerated() where marker.value == 2 { lastSecond[marker.style] = i }
    for i in markers.indices {
      let head = markers[i]
      let bulleted = head.token > first && facts[tokens.word[head.token - 1]].contains(.bullet)
      let leads = head.token == first || (bulleted && head.token == first + 1)
      let byte = head.token > first ? text[Int(tokens.end[head.token - 1]) - 1] : 0x2E
      let begins = byte == 0x2E || byte == 0x21 || byte == 0x3F
      guard leads || (head.value == 1 && begins && lastSecond[head.style] > i) else { continue }
      var chain = [head]
      for other in markers[(i + 1)...]
      where other.style == head.style && other.value == chain[chain.count - 1].value + 1 {
        chain.append(other)
      }
      guard chain.count > 1 else { continue }
      for item in chain {
        var token = item.token
        if token > first, facts[tokens.word[token - 1]].contains(.bullet) { token -= 1 }
        if token > first { mark(token, Self.breakBefore, tokens, first) }
        for t in item.token...item.last { mark(t, Self.holdAfter, tokens, first) }
      }
      return
    }
  }
}
