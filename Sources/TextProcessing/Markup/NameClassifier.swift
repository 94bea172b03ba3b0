import DocumentModel

/// What the class, id and role names of an element say about it.
struct NameBits: OptionSet, Sendable {
  let rawValue: UInt32
  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The body of an article.
  static let body = NameBits(rawValue: 1)
  /// Main content of some kind; takes `unlikely` back.
  static let maybe = NameBits(rawValue: 2)
  /// Seldom part of an article: sidebars, related stories, teasers, widgets.
  static let unlikely = NameBits(rawValue: 4)
  /// Hardly ever part of an article: sharing, advertisements, consent, newsletters, comments.
  static let clutter = NameBits(rawValue: 8)
  static let navigation = NameBits(rawValue: 16)
  static let header = NameBits(rawValue: 32)
  static let footer = NameBits(rawValue: 64)
  static let byline = NameBits(rawValue: 128)
  static let date = NameBits(rawValue: 256)
  static let caption = NameBits(rawValue: 512)
  static let headline = NameBits(rawValue: 1024)
  /// Not shown on a screen.
  static let hidden = NameBits(rawValue: 2048)
  /// The introduction above the body: standfirst, summary.
  static let lead = NameBits(rawValue: 4096)
  /// What readers write.
  static let comments = NameBits(rawValue: 8192)

  static let byName: [String: NameBits] = [
    "body": body, "maybe": maybe, "unlikely": unlikely, "clutter": clutter,
    "navigation": navigation, "header": header, "footer": footer, "byline": byline, "date": date,
    "caption": caption, "headline": headline, "hidden": hidden, "lead": lead, "comments": comments,
  ]
}

/// Finds the words of `html/names.txt` in attribute values with one pass over the bytes
/// (an Aho-Corasick automaton, all transitions filled in).
struct NameClassifier: Sendable {
  /// Letters 1 to 26, digits 27 to 36, hyphen and underscore 37, all else 0.
  private static let symbols = 38
  private static let allClasses: [UInt8] = (0..<256).map { raw in
    let byte = HTMLBytes.lower(UInt8(raw))
    if byte &- 0x61 < 26 { return byte - 0x60 }
    if HTMLBytes.isDigit(byte) { return byte - 0x30 + 27 }
    return byte == 0x2D || byte == 0x5F ? 37 : 0
  }

  private struct Pattern {
    var length: Int
    var bits: NameBits
    var wholeStart: Bool
    var wholeEnd: Bool
    /// The word is a whole name, as between spaces.
    var isName: Bool
  }

  private let classes = allClasses
  private var next: [Int16]
  /// Whether a word ends in a state.
  private var isFinal: [Bool] = []
  /// For each state, its own pattern list, and the state to look at for shorter ones.
  private var output: [[Int32]]
  private var shorter: [Int16]
  private var patterns: [Pattern]

  /// Reads lines `category word`; `=` before or after the word: a name or word of a compound name
  /// begins or ends there; `^` before it: it is a whole name.
  ///
  /// - Throws: `FileError`, also for an unknown category.
  init(resources: ResourceFolder) throws(FileError) {
    let file = "html/names.txt"
    var trie: [[Int16]] = [[Int16](repeating: -1, count: NameClassifier.symbols)]
    output = [[]]
    patterns = []
    for line in try resources.lines(file) {
      let fields = line.fields
      guard let category = fields.first, let bits = NameBits.byName[String(category)] else {
        throw FileError(path: file, reason: "unknown category in line '\(line)'")
      }
      for field in fields.dropFirst() {
        var word = Array(field.utf8)
        let isName = word.first == 0x5E
        if isName { word.removeFirst() }
        let wholeStart = word.first == 0x3D
        if wholeStart { word.removeFirst() }
        let wholeEnd = word.last == 0x3D
        if wholeEnd { word.removeLast() }
        guard !word.isEmpty, trie.count < Int(Int16.max) - word.count else { continue }
        var state = 0
        for byte in word {
          let symbol = Int(classes[Int(byte)])
          if trie[state][symbol] < 0 {
            trie[state][symbol] = Int16(trie.count)
            trie.append([Int16](repeating: -1, count: NameClassifier.symbols))
            output.append([])
          }
          state = Int(trie[state][symbol])
        }
        output[state].append(Int32(patterns.count))
        patterns.append(
          Pattern(
            length: word.count, bits: bits, wholeStart: wholeStart, wholeEnd: wholeEnd,
            isName: isName))
      }
    }
    var fallback = [Int16](repeating: 0, count: trie.count)
    shorter = [Int16](repeating: 0, count: trie.count)
    next = [Int16](repeating: 0, count: trie.count * NameClassifier.symbols)
    var queue: [Int] = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let back = Int(fallback[state])
      shorter[state] = output[back].isEmpty ? shorter[back] : Int16(back)
      for symbol in 0..<NameClassifier.symbols {
        let child = Int(trie[state][symbol])
        let through = state == 0 ? 0 : next[back * NameClassifier.symbols + symbol]
        if child >= 0 {
          next[state * NameClassifier.symbols + symbol] = Int16(child)
          fallback[child] = through
          queue.append(child)
        } else {
          next[state * NameClassifier.symbols + symbol] = through
        }
      }
    }
    isFinal = trie.indices.map { !output[$0].isEmpty || shorter[$0] != 0 }
  }

  /// What `source[start..<end]` says. O(length).
  func classify(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> NameBits {
    var bits: NameBits = []
    var state = 0
    // Names longer than this are data, not names.
    let end = min(end, start + 1024)
    next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        isFinal.withUnsafeBufferPointer { isFinal in
          for i in start..<max(start, end) {
            let symbol = Int(classes[Int(source[i])])
            state = Int(next[state * NameClassifier.symbols + symbol])
            if isFinal[state] { bits.formUnion(found(state, source, start, i + 1, end, bits)) }
          }
        }
      }
    }
    return bits
  }

  /// What the words say that end at `place`.
  private func found(
    _ state: Int, _ source: UnsafePointer<UInt8>, _ start: Int, _ place: Int, _ end: Int,
    _ known: NameBits
  ) -> NameBits {
    var bits = known
    var at = state
    while at != 0 {
      for index in output[at] {
        let pattern = patterns[Int(index)]
        if bits.isSuperset(of: pattern.bits) { continue }
        let first = place - pattern.length
        if pattern.isName,
          first > start && !HTMLBytes.isSpace(source[first - 1])
            || place < end && !HTMLBytes.isSpace(source[place])
        {
          continue
        }
        if pattern.wholeStart, !isBorder(source, first, start, end) { continue }
        if pattern.wholeEnd, !isBorder(source, place, start, end) { continue }
        bits.formUnion(pattern.bits)
      }
      at = Int(shorter[at])
    }
    return bits
  }

  /// Whether a word of a compound name begins or ends at a place: `relatedStories`, `ad-300`.
  private func isBorder(
    _ source: UnsafePointer<UInt8>, _ place: Int, _ start: Int, _ end: Int
  ) -> Bool {
    if place <= start || place >= end { return true }
    let before = source[place - 1]
    let after = source[place]
    if !HTMLBytes.isLetter(before) || !HTMLBytes.isLetter(after) { return true }
    return before & 0x20 != 0 && after & 0x20 == 0
  }
}
