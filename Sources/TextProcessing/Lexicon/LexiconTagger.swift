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
    for (index, lexicon) in lexicons.enumerated() {
      for entry in lexicon.entries {
        let paths = Self.paths(
          of: entry.term, inflects: lexicon.inflects, tokenizer: tokenizer,
          inflection: inflection, vocabulary: &vocabulary, cache: &forms)
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
    let hits = builder.sortedHits()
    outputStart = [Int32](repeating: 0, count: Int(builder.nodeCount) + 1)
    outputs = []
    for hit in hits {
      outputStart[Int(hit.node) + 1] += 1
      outputs.append((hit.lexicon, hit.code))
    }
    for node in 0..<Int(builder.nodeCount) { outputStart[node + 1] += outputStart[node] }
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
      for output in outputs[range] {
        document.lexiconHits.removeAll(from: firstHit) {
          $0.lexicon == output.lexicon && $0.tokens.end < token
        }
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
    return paths(
      of: term, inflects: inflects, tokenizer: tokenizer, inflection: inflection,
      vocabulary: &vocabulary, cache: &cache)
  }

  /// What was already worked out about words, which recur in large lexicons.
  private struct FormCache {
    /// For the word id of a last word, itself and its plurals.
    var plurals: [UInt32: [UInt32]] = [:]
    /// Whether the tokenizer leaves a word whole; it cuts contractions such as "cannot".
    var isWhole: [UInt32: Bool] = [:]
  }

  /// The paths of a term that is only letters and spaces and no word of which is cut.
  private static func plainPaths(
    of term: String, inflects: Bool, tokenizer: any PhraseTokenizer,
    inflection: any Inflection, vocabulary: inout Vocabulary, cache: inout FormCache
  ) -> [[UInt32]]? {
    var term = term
    var ids: [UInt32] = []
    var lastWord = 0..<0
    let isPlain = term.withUTF8 { bytes -> Bool in
      var start = 0
      for i in 0...bytes.count {
        let byte = i < bytes.count ? bytes[i] : 0x20
        if byte == 0x20 {
          if i > start {
            let id = vocabulary.intern(UnsafeBufferPointer(rebasing: bytes[start..<i]))
            if let isWhole = cache.isWhole[id] {
              if !isWhole { return false }
            } else {
              let isWhole = tokenizer.tokenize(Array(bytes[start..<i])).count == 1
              cache.isWhole[id] = isWhole
              if !isWhole { return false }
            }
            ids.append(vocabulary.lower[Int(id)])
            lastWord = start..<i
          }
          start = i + 1
        } else if byte | 0x20 < 0x61 || byte | 0x20 > 0x7A {
          return false
        }
      }
      return true
    }
    guard isPlain, let last = ids.last else { return nil }
    guard inflects else { return [ids] }
    let forms: [UInt32]
    if let known = cache.plurals[last] {
      forms = known
    } else {
      let bytes = Array(term.utf8)[lastWord]
      let word = String(decoding: bytes, as: UTF8.self).lowercased()
      var all = [last]
      for plural in inflection.plurals(of: word) {
        let id = comparable(plural, &vocabulary)
        if !all.contains(id) { all.append(id) }
      }
      cache.plurals[last] = all
      forms = all
    }
    return forms.map { form in
      var path = ids
      path[path.count - 1] = form
      return path
    }
  }

  private static func paths(
    of term: String, inflects: Bool, tokenizer: any PhraseTokenizer, inflection: any Inflection,
    vocabulary: inout Vocabulary, cache: inout FormCache
  ) -> [[UInt32]] {
    if let plain = plainPaths(
      of: term, inflects: inflects, tokenizer: tokenizer, inflection: inflection,
      vocabulary: &vocabulary, cache: &cache)
    {
      return plain
    }
    var choices: [[UInt32]] = []
    let parts = term.split(separator: " ")
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
      for word in path {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
        var slot = LexiconTagger.slot(key, mask)
        while keys[slot] != .max && keys[slot] != key { slot = (slot + 1) & mask }
        if keys[slot] == key {
          node = nodes[slot]
        } else {
          keys[slot] = key
          nodes[slot] = nodeCount
          node = nodeCount
          nodeCount += 1
          edgeCount += 1
          if edgeCount * 2 > keys.count { grow() }
        }
      }
      hits.append((node, Int32(lexicon), Int32(code)))
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

    /// By node, then as they were added; each once.
    mutating func sortedHits() -> [(node: Int32, lexicon: Int32, code: Int32)] {
      let order = hits.indices.sorted {
        hits[$0].node != hits[$1].node ? hits[$0].node < hits[$1].node : $0 < $1
      }
      var result: [(node: Int32, lexicon: Int32, code: Int32)] = []
      result.reserveCapacity(hits.count)
      for index in order {
        let hit = hits[index]
        var last = result.count - 1
        var isKnown = false
        while last >= 0, result[last].node == hit.node {
          if result[last] == hit {
            isKnown = true
            break
          }
          last -= 1
        }
        if !isKnown { result.append(hit) }
      }
      return result
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
