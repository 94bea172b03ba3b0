import DocumentModel

extension PackChecker {
  /// Phrases that refer to themselves, go too deep, or can be empty.
  ///
  /// - Returns: whether patterns may be opened: no recursion, no depth beyond the limit.
  mutating func checkPhrases() -> Bool {
    var depths: [String: Int] = [:]
    var fine = true
    for cycle in cycles() {
      fine = false
      guard let first = cycle.min(), let name = phraseNames[first],
        let at = cycle.firstIndex(of: first)
      else { continue }
      let way = (cycle[at...] + cycle[..<at] + [first]).map { "<\($0)>" }.joined(separator: " -> ")
      log.report(
        .recursion, "the phrase '\(first)' refers to itself: \(way)", at: name.place,
        suggestion: "write a repetition: (a \",\")* a")
    }
    guard fine else { return false }
    for phrase in declarations.phrases {
      let depth = depth(phrase.syntax.name.text, &depths)
      if depth > PatternParser.depthLimit {
        log.report(
          .nestedTooDeep, "phrases are nested more than \(PatternParser.depthLimit) deep",
          at: phrase.syntax.name.place, suggestion: "write out some of them")
        return false
      }
    }
    for phrase in declarations.phrases {
      let pattern = phrase.syntax.pattern
      if isTooLarge { return true }
      if facts.minimumLength(pattern) == 0 {
        log.report(
          .matchesNothing, "the phrase '\(phrase.syntax.name.text)' can match no word at all",
          at: pattern.place ?? phrase.syntax.name.place,
          suggestion:
            "make it need a word, and write '<\(phrase.syntax.name.text)>?' where it may be left out"
        )
      }
      checkShape(pattern)
    }
    return true
  }

  /// What is wrong with a pattern whatever it stands in: size, ends of the sentence inside it.
  mutating func checkShape(_ pattern: PatternSyntax) {
    checkSize([pattern], at: pattern.place)
    checkEnds(pattern)
  }

  mutating func checkEnds(_ pattern: PatternSyntax) {
    if case .sequence(let parts) = pattern {
      let first = parts.firstIndex { facts.minimumLength($0) > 0 }
      let last = parts.lastIndex { facts.minimumLength($0) > 0 }
      for (index, part) in parts.enumerated() {
        if case .sentenceStart(let place) = part, let first, first < index {
          log.report(
            .matchesNothing, "nothing can stand before '^', so this never matches", at: place,
            suggestion: "put '^' first")
        }
        if case .sentenceEnd(let place) = part, let last, last > index {
          log.report(
            .matchesNothing, "nothing can stand behind '$end', so this never matches", at: place,
            suggestion: "put '$end' last")
        }
      }
    }
    for child in pattern.children { checkEnds(child) }
  }

  /// Ways from a phrase back to itself, found in one depth-first walk with its own stack, since
  /// names may form a long chain.
  private func cycles() -> [[String]] {
    var found: [[String]] = []
    var done: Set<String> = []
    for phrase in declarations.phrases where !done.contains(phrase.syntax.name.text) {
      let start = phrase.syntax.name.text
      var open: Set<String> = [start]
      var stack: [(name: String, next: [String])] = [(start, references(of: start).reversed())]
      while let top = stack.last {
        guard let name = top.next.last else {
          stack.removeLast()
          open.remove(top.name)
          done.insert(top.name)
          continue
        }
        stack[stack.count - 1].next.removeLast()
        if open.contains(name) {
          let names = stack.map(\.name)
          if let first = names.firstIndex(of: name) { found.append(Array(names[first...])) }
          // Each may be as long as the pack.
          if found.count == 10 { return found }
        } else if !done.contains(name) {
          open.insert(name)
          stack.append((name, references(of: name).reversed()))
        }
      }
    }
    return found
  }

  private func references(of phrase: String) -> [String] {
    guard let pattern = facts.phrases[phrase] else { return [] }
    var names: [String] = []
    pattern.visit {
      if case .reference(let name) = $0 { names.append(name.text) }
    }
    return names
  }

  private func depth(_ name: String, _ known: inout [String: Int]) -> Int {
    // Post-order without recursion, since a chain may be long.
    var stack = [name]
    while let top = stack.last {
      if known[top] != nil {
        stack.removeLast()
        continue
      }
      let waiting = references(of: top).filter { known[$0] == nil }
      if waiting.isEmpty {
        known[top] = 1 + (references(of: top).compactMap { known[$0] }.max() ?? 0)
        stack.removeLast()
      } else {
        stack.append(contentsOf: waiting)
      }
    }
    return known[name] ?? 0
  }
}
