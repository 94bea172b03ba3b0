import DocumentModel

/// What the whole document tells of a name: a surname alone after the full name, an acronym after
/// its long form, and one kind for each string.
struct NameDocumentPass {
  /// Votes for the kinds of a string, and the kind that it gets.
  private struct Votes {
    var counts = SIMD4<Int32>(repeating: 0)
    var tokens = 0
  }

  private var votes: [UInt64: Votes] = [:]
  /// Last words of full names.
  private var surnames: [UInt64: Int] = [:]
  private var acronyms: [UInt64: EntityKind] = [:]

  /// - Parameter entities: sorted, not overlapping; changed in place.
  mutating func revise(
    _ entities: inout [Entity], _ document: borrowing Document, _ words: inout NameWords,
    _ vocabulary: borrowing Vocabulary, _ lexicon: borrowing NameLexicon
  ) {
    guard !entities.isEmpty else { return }
    votes.removeAll(keepingCapacity: true)
    surnames.removeAll(keepingCapacity: true)
    acronyms.removeAll(keepingCapacity: true)
    let ids = document.tokens.word
    func word(_ token: Int) -> NameWord { words.word(ids[token], vocabulary, lexicon) }
    func key(_ range: TokenRange) -> UInt64 {
      var key: UInt64 = 0
      for token in range.start..<range.end {
        let next = word(token).key
        key = token == range.start ? next : NameLexicon.key(key, then: next)
      }
      return key
    }
    var keys: [UInt64] = []
    keys.reserveCapacity(entities.count)
    for (index, entity) in entities.enumerated() {
      let key = key(entity.tokens)
      keys.append(key)
      votes[key, default: Votes()].counts[Int(entity.kind.rawValue)] += 1
      votes[key]?.tokens = entity.tokens.count
      if entity.kind == .person, entity.tokens.count > 1 {
        let last = word(entity.tokens.end - 1)
        if last.isCapitalized, last.length > 2 { surnames[last.key, default: 0] += 1 }
      }
      // "Long Form (LF)".
      let open = entity.tokens.end
      if entity.kind == .organization, entity.tokens.count > 1, open + 2 < ids.count,
        word(open).kind == .openBracket, word(open + 2).kind == .closeBracket
      {
        let short = word(open + 1)
        if short.shape.contains(.allCaps), short.length > 1 { acronyms[short.key] = .organization }
      }
      _ = index
    }
    for index in entities.indices {
      let entity = entities[index]
      let key = keys[index]
      var kind = entity.kind
      if let known = acronyms[key] {
        kind = known
      } else if let counts = votes[key]?.counts {
        for other in 0..<4 where counts[other] > counts[Int(kind.rawValue)] {
          kind = EntityKind(rawValue: UInt8(other)) ?? kind
        }
        if entity.tokens.count == 1, kind != .person, kind != .demonym, surnames[key] != nil {
          kind = .person
        }
      }
      if kind != entity.kind {
        entities[index].kind = kind
        if kind != .place { entities[index].country = nil }
      }
    }
    addMissing(&entities, document, &words, vocabulary, lexicon)
  }

  /// Surnames and acronyms that stand alone where the model saw no name.
  private mutating func addMissing(
    _ entities: inout [Entity], _ document: borrowing Document, _ words: inout NameWords,
    _ vocabulary: borrowing Vocabulary, _ lexicon: borrowing NameLexicon
  ) {
    guard !surnames.isEmpty || !acronyms.isEmpty else { return }
    let ids = document.tokens.word
    var added: [Entity] = []
    var next = 0
    var token = 0
    while token < ids.count {
      if next < entities.count, entities[next].tokens.start <= token {
        token = max(token + 1, entities[next].tokens.end)
        next += 1
        continue
      }
      let word = words.word(ids[token], vocabulary, lexicon)
      if word.isCapitalized {
        if let kind = acronyms[word.key], word.shape.contains(.allCaps) {
          added.append(Entity(kind: kind, tokens: TokenRange(token, token + 1)))
        } else if surnames[word.key] != nil, !word.flags.contains(.never),
          document.tokens.pos[token] == .propn
            || word.flags.isDisjoint(with: NameFlags.usuallyLower)
        {
          added.append(Entity(kind: .person, tokens: TokenRange(token, token + 1)))
        }
      }
      token += 1
    }
    guard !added.isEmpty else { return }
    entities.append(contentsOf: added)
    entities.sort { $0.tokens < $1.tokens }
  }
}
