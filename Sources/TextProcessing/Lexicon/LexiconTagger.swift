import DocumentModel

/// Finds the entries of all lexicons in one pass: a trie over word ids in one hash table.
///
/// Reads tokens and lemmas; adds `lexiconHits`, sorted by start, then longest first, then lexicon.
/// Of the entries of one lexicon that begin at a token only the longest is kept (with all its
/// codes); hits of different lexicons, and hits that begin at different tokens, may overlap.
public struct LexiconTagger: Processor {
  /// Nodes are numbered from 1 (0 is the root). Edges live in one open-addressing table keyed by
  /// node and word id.
  private var edgeKeys: [UInt64]
  private var edgeNodes: [Int32]
  private var mask: Int
  /// For each node, where its hits begin in `outputs`; one more entry at the end.
  private var outputStart: [Int32]
  private var outputs: [(lexicon: Int32, code: Int32)]
  /// For each frozen word id, whether some entry begins with it.
  private var begins: [Bool]

  /// Builds the trie.
  ///
  /// - Parameters:
  ///   - lexicons: as the rule pack declares them; a hit's `lexicon` is an index into this list.
  ///   - tokenizer: splits the entries as documents are split.
  ///   - vocabulary: receives the words of the entries.
  /// - Complexity: O(total length of the entries times the forms of their last words).
  public init(
    lexicons: [Lexicon], tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary
  ) {
    var builder = Builder()
    var forms = FormCache()
    var ids: [UInt32] = []
    for (index, lexicon) in lexicons.enumerated() {
      for entry in lexicon.entries {
        if let last = Self.plainPath(
          of: entry.term, inflects: lexicon.inflects, tokenizer: tokenizer,
          inflection: inflection, vocabulary: &vocabulary, cache: &forms, ids: &ids)
        {
          builder.add(ids, endings: last, lexicon: index, code: entry.code)
          continue
        }
        let paths = Self.otherPaths(
          of: entry.term, inflects: lexicon.inflects, tokenizer: tokenizer,
          inflection: inflection, vocabulary: &vocabulary)
        for path in paths { builder.add(path, lexicon: index, code: entry.code) }
      }
    }
    begins = [Bool](repeating: false, count: vocabulary.count)
    for key in builder.keys where key != .max && key >> 32 == 0 {
      begins[Int(UInt32(truncatingIfNeeded: key))] = true
    }
    mask = builder.mask
    edgeKeys = builder.keys
    edgeNodes = builder.nodes
    (outputStart, outputs) = builder.outputs()
  }

  public struct Scratch {}

  public func makeScratch() -> Scratch { Scratch() }

  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    document.lexiconHits.removeAll(keepingCapacity: true)
    if outputs.isEmpty { return }
    for sentence in document.sentences {
      for start in sentence.tokens.start..<sentence.tokens.end {
        let first = words.lower[Int(document.tokens.word[start])]
        guard Int(first) < begins.count, begins[Int(first)] else { continue }
        follow(from: start, to: sentence.tokens.end, &document, words)
      }
    }
  }

  /// Walks the trie from one token and keeps, for each lexicon, the hits of its longest entry.
  private func follow(
    from start: Int, to limit: Int, _ document: inout Document, _ words: Vocabulary
  ) {
    let firstHit = document.lexiconHits.count
    var node: Int32 = 0
    var token = start
    while token < limit {
      let word = words.lower[Int(document.tokens.word[token])]
      node = edge(from: node, word)
      if node == 0 { break }
      token += 1
      let range = Int(outputStart[Int(node)])..<Int(outputStart[Int(node) + 1])
      // What is there already is shorter than what follows.
      if !range.isEmpty, document.lexiconHits.count > firstHit {
        document.lexiconHits.removeAll(from: firstHit) { has(hitOf: $0.lexicon, in: range) }
      }
      for output in outputs[range] {
        document.lexiconHits.append(
          LexiconHit(
            lexicon: output.lexicon, tokens: TokenRange(start, token), code: output.code))
      }
    }
    if document.lexiconHits.count - firstHit > 1 {
      document.lexiconHits[firstHit...].sort {
        if $0.tokens.end != $1.tokens.end { return $0.tokens.end > $1.tokens.end }
        return ($0.lexicon, $0.code) < ($1.lexicon, $1.code)
      }
    }
  }

  /// Whether some of these outputs, which are sorted by lexicon, is one of a lexicon.
  private func has(hitOf lexicon: Int32, in range: Range<Int>) -> Bool {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if outputs[middle].lexicon < lexicon { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && outputs[low].lexicon == lexicon
  }

  private func edge(from node: Int32, _ word: UInt32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
    var slot = Self.slot(key, mask)
    while true {
      let found = edgeKeys[slot]
      if found == key { return edgeNodes[slot] }
      if found == .max { return 0 }
      slot = (slot + 1) & mask
    }
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    let (high, low) = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: high ^ low) & mask
  }

  /// The word sequences, in comparable form, that an entry matches.
  static func paths(
    of term: String, inflects: Bool, tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary
  ) -> [[UInt32]] {
    var cache = FormCache()
    var ids: [UInt32] = []
    guard
      let endings = plainPath(
        of: term, inflects: inflects, tokenizer: tokenizer, inflection: inflection,
        vocabulary: &vocabulary, cache: &cache, ids: &ids)
    else {
      return otherPaths(
        of: term, inflects: inflects, tokenizer: tokenizer, inflection: inflection,
        vocabulary: &vocabulary)
    }
    return endings.map { ids + [$0] }
  }

  /// What was already worked out about words, which recur in large lexicons.
  private struct FormCache {
    /// For the word id of a last word, itself and its plurals.
    var plurals: [UInt32: [UInt32]] = [:]
    /// For each word id, whether the tokenizer leaves the word whole (1) or not (2); it cuts
    /// contractions such as "cannot".
    var isWhole: [UInt8] = []
  }

  /// The path of a term that is only letters and spaces and no word of which is cut: `ids` becomes
  /// all its words but the last.
  ///
  /// - Returns: what the last word may be; nil for other terms.
  private static func plainPath(
    of term: String, inflects: Bool, tokenizer: any PhraseTokenizer,
    inflection: any Inflection, vocabulary: inout Vocabulary, cache: inout FormCache,
    ids: inout [UInt32]
  ) -> [UInt32]? {
    var term = term
    ids.removeAll(keepingCapacity: true)
    var lastWord = 0..<0
    let isPlain = term.withUTF8 { bytes -> Bool in
      var start = 0
      for i in 0...bytes.count {
        let byte = i < bytes.count ? bytes[i] : 0x20
        if byte == 0x20 {
          if i > start {
            let word = UnsafeBufferPointer(rebasing: bytes[start..<i])
            let id = Int(vocabulary.intern(word))
            if id >= cache.isWhole.count {
              cache.isWhole += [UInt8](
                repeating: 0, count: max(id + 1 - cache.isWhole.count, cache.isWhole.count))
            }
            if cache.isWhole[id] == 0 {
              cache.isWhole[id] = tokenizer.tokenize(Array(word)).count == 1 ? 1 : 2
            }
            if cache.isWhole[id] != 1 { return false }
            ids.append(vocabulary.lower[id])
            lastWord = start..<i
          }
          start = i + 1
        } else if byte | 0x20 < 0x61 || byte | 0x20 > 0x7A {
          return false
        }
      }
      return true
    }
    guard isPlain, let last = ids.popLast() else { return nil }
    guard inflects else { return [last] }
    if let known = cache.plurals[last] { return known }
    let word = String(decoding: Array(term.utf8)[lastWord], as: UTF8.self).lowercased()
    var all = [last]
    for plural in inflection.plurals(of: word) {
      let id = comparable(plural, &vocabulary)
      if !all.contains(id) { all.append(id) }
    }
    cache.plurals[last] = all
    return all
  }

  /// The paths of any term.
  private static func otherPaths(
    of term: String, inflects: Bool, tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary
  ) -> [[UInt32]] {
    var choices: [[UInt32]] = []
    let parts = term.utf8.split(separator: 0x20).map { Substring($0) }
    for (index, part) in parts.enumerated() {
      if part.hasPrefix("~") {
        let lemma = part.dropFirst().lowercased()
        let forms = inflects ? inflection.forms(ofVerb: lemma) : [lemma]
        choices.append(forms.map { comparable($0, &vocabulary) })
        continue
      }
      let bytes = Array(part.utf8)
      let tokens = tokenizer.tokenize(bytes)
      for (position, token) in tokens.enumerated() {
        let word = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
        var forms = [comparable(word, &vocabulary)]
        let isLast = index == parts.count - 1 && position == tokens.count - 1
        if isLast && inflects && !term.hasPrefix("~") {
          for plural in inflection.plurals(of: word.lowercased()) {
            let id = comparable(plural, &vocabulary)
            if !forms.contains(id) { forms.append(id) }
          }
        }
        choices.append(forms)
      }
    }
    var paths: [[UInt32]] = choices.isEmpty ? [] : [[]]
    for forms in choices {
      // "~kill and ~injure" has few forms; a cap keeps a hostile entry from exploding.
      guard paths.count * forms.count <= 4096 else { return paths.filter { _ in false } }
      paths = paths.flatMap { path in forms.map { path + [$0] } }
    }
    return paths
  }

  private static func comparable(_ word: String, _ vocabulary: inout Vocabulary) -> UInt32 {
    let id = vocabulary.intern(word)
    return vocabulary.lower[Int(id)]
  }

  private struct Builder {
    var keys = [UInt64](repeating: .max, count: 1 << 10)
    var nodes = [Int32](repeating: 0, count: 1 << 10)
    var mask = (1 << 10) - 1
    var nodeCount: Int32 = 1
    private var edgeCount = 0
    private var hits: [(node: Int32, lexicon: Int32, code: Int32)] = []

    mutating func add(_ path: [UInt32], lexicon: Int, code: Int) {
      var node: Int32 = 0
      for word in path { node = step(from: node, word) }
      hits.append((node, Int32(lexicon), Int32(code)))
    }

    /// Paths that differ in their last words only.
    mutating func add(_ path: [UInt32], endings: [UInt32], lexicon: Int, code: Int) {
      var node: Int32 = 0
      for word in path { node = step(from: node, word) }
      for word in endings { hits.append((step(from: node, word), Int32(lexicon), Int32(code))) }
    }

    private mutating func step(from node: Int32, _ word: UInt32) -> Int32 {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
      var slot = LexiconTagger.slot(key, mask)
      while keys[slot] != .max && keys[slot] != key { slot = (slot + 1) & mask }
      if keys[slot] == key { return nodes[slot] }
      let new = nodeCount
      keys[slot] = key
      nodes[slot] = new
      nodeCount += 1
      edgeCount += 1
      if edgeCount * 4 > keys.count * 3 { grow() }
      return new
    }

    private mutating func grow() {
      let old = (keys, nodes)
      let capacity = keys.count * 2
      keys = [UInt64](repeating: .max, count: capacity)
      nodes = [Int32](repeating: 0, count: capacity)
      mask = capacity - 1
      for (index, key) in old.0.enumerated() where key != .max {
        var slot = LexiconTagger.slot(key, mask)
        while keys[slot] != .max { slot = (slot + 1) & mask }
        keys[slot] = key
        nodes[slot] = old.1[index]
      }
    }

    /// The hits of each node as they were added, each once: where they begin, and all of them.
    mutating func outputs() -> (starts: [Int32], items: [(lexicon: Int32, code: Int32)]) {
      var next = [Int32](repeating: 0, count: Int(nodeCount) + 1)
      for hit in hits { next[Int(hit.node) + 1] += 1 }
      for node in 0..<Int(nodeCount) { next[node + 1] += next[node] }
      var starts = next
      var items = [(lexicon: Int32, code: Int32)](repeating: (0, 0), count: hits.count)
      for hit in hits {
        items[Int(next[Int(hit.node)])] = (hit.lexicon, hit.code)
        next[Int(hit.node)] += 1
      }
      hits = []
      // What stands twice is left out, and the rest moves down.
      var kept = 0
      for node in 0..<Int(nodeCount) {
        let range = Int(starts[node])..<Int(starts[node + 1])
        starts[node] = Int32(kept)
        var seen: Set<UInt64> = []
        for index in range {
          let item = items[index]
          if range.count > 1 {
            let key =
              UInt64(UInt32(bitPattern: item.lexicon)) << 32
              | UInt64(UInt32(bitPattern: item.code))
            if !seen.insert(key).inserted { continue }
          }
          items[kept] = item
          kept += 1
        }
      }
      starts[Int(nodeCount)] = Int32(kept)
      items.removeLast(items.count - kept)
      return (starts, items)
    }
  }
}

extension Array {
  /// Removes the elements from `start` on for which the condition holds.
  fileprivate mutating func removeAll(from start: Int, where condition: (Element) -> Bool) {
    var kept = start
    for index in start..<count where !condition(self[index]) {
      swapAt(kept, index)
      kept += 1
    }
    removeLast(count - kept)
  }
}
