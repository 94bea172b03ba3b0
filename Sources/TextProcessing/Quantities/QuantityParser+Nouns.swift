import DocumentModel

/// What a number counts.
struct Counted {
  /// The token of the head noun; nil where only a part of a token is it.
  var token: Int?
  /// The head noun's place where it is a part of a token.
  var part: Span?
  var phrase: TokenRange
  /// The atom behind the noun phrase.
  var end: Int
}

extension QuantityParser {
  enum CountingKind {
    /// A number: "of" may follow only before a determiner or another number.
    case number
    /// A share or a vague number: "of" is part of it.
    case share
    case one
  }

  /// How many numbers may stand between a number and the noun that it counts ("three Italian, two
  /// French and one Spanish tourist", "5 of 12 of 20 tanks"). A list has no more; without a bound
  /// each number of a long one would be read on to its end.
  private static let longestShare = 8

  /// The noun phrase that begins at atom `i`, behind a number.
  ///
  /// - Parameter depth: how many numbers have been passed.
  func counted(from i: Int, ofWhat kind: CountingKind, depth: Int = 0) -> Counted? {
    var j = i
    guard j < scan.atoms.count, depth <= Self.longestShare else { return nil }
    if scan.isHyphen(j), scan.touches(j), scan.touches(j + 1) { return compound(at: j + 1) }
    if context(j).contains(.of) {
      let next = j + 1
      guard next < scan.atoms.count else { return nil }
      if scan.isDigits(next)
        || [.digit, .teen, .ten, .compound, .hundred].contains(scan.kind(next))
      {
        guard let inner = scan.read(at: next, floor: next) else { return nil }
        return counted(from: inner.end, ofWhat: .number, depth: depth + 1)
      }
      let isDetermined = context(next).contains(.determiner) || isPossessive(next)
      guard kind == .share || isDetermined else { return nil }
      j = next
      while context(j).contains(.determiner) { j += 1 }
      if kind != .one, scan.isDigits(j) || scan.kind(j) == .digit,
        let inner = scan.read(at: j, floor: j)
      {
        return counted(from: inner.end, ofWhat: .number, depth: depth + 1)
      }
      if scan.kind(j) == .article { j += 1 }
    } else if kind == .share {
      // half the population, half a page
      while context(j).contains(.determiner) { j += 1 }
      if scan.kind(j) == .article { j += 1 }
    }
    while context(j).contains(.more), scan.spaced(j), isNounLike(j + 1) || isWord(j + 1) {
      j += 1
    }
    return nounPhrase(from: j, kind: kind, depth: depth)
  }

  /// Whether a name with `'s` begins at `i` ("Kenya's adult population").
  private func isPossessive(_ i: Int) -> Bool {
    for k in i..<min(i + 5, scan.atoms.count) {
      if isPossessiveMark(k) { return k > i }
      guard isWord(k), !context(k).contains(.stop) else { return false }
    }
    return false
  }

  private func isPossessiveMark(_ i: Int) -> Bool {
    guard i < scan.atoms.count, scan.touches(i) else { return false }
    let byte = text[Int(scan.atoms[i].start)]
    return byte == 0x27
      || (byte == 0xE2 && scan.atoms[i].start + 2 < scan.atoms[i].end
        && text[Int(scan.atoms[i].start) + 1] == 0x80 && text[Int(scan.atoms[i].start) + 2] == 0x99)
      || (byte == 0xE2 && scan.atoms[i].end - scan.atoms[i].start == 3
        && text[Int(scan.atoms[i].start) + 1] == 0x80 && text[Int(scan.atoms[i].start) + 2] == 0x99)
  }

  /// "28-point plan": the word behind the hyphen is what is counted.
  private func compound(at i: Int) -> Counted? {
    guard isWord(i), context(i).isDisjoint(with: [.never, .stop, .plain]),
      scan.kind(i) == .none || scan.kind(i) == .point
    else { return nil }
    let atom = scan.atoms[i]
    let length = Int(atom.end - atom.start)
    guard length > 1, Atomizer.isLetter(text[Int(atom.start)]) else { return nil }
    // "three-legged" counts nothing
    if length > 3, text[Int(atom.end) - 1] == 0x64, text[Int(atom.end) - 2] == 0x65,
      pos(i) != .noun
    {
      return nil
    }
    // "one-on-one", "two-and-a-half"
    if scan.isHyphen(i + 1), scan.touches(i + 1), context(i).contains(.stop) { return nil }
    let token = Int(atom.token)
    let isWhole =
      Int(tokens.start[token]) == Int(atom.start) && Int(tokens.end[token]) == Int(atom.end)
    return Counted(
      token: isWhole ? token : nil, part: isWhole ? nil : Span(Int(atom.start), Int(atom.end)),
      phrase: TokenRange(token, token + 1), end: i + 1)
  }

  /// The head of the noun phrase whose first word is at `i`.
  ///
  /// Tags decide; where a word has none (`x`) any word that is not on the stop list may be a noun.
  private func nounPhrase(from i: Int, kind: CountingKind, depth: Int) -> Counted? {
    var j = i
    var head: Int?
    var start = i
    var lastAdjective: Int?
    var steps = 0
    while j < scan.atoms.count, steps < 14 {
      steps += 1
      let atom = scan.atoms[j]
      if atom.held { break }
      if atom.kind == .sign {
        if isPossessiveMark(j), head != nil {
          guard isNounLike(j + 1) || pos(j + 1) == .adj else { break }
          head = nil
          j += 1
          start = j
          continue
        }
        if scan.isHyphen(j), scan.touches(j), scan.touches(j + 1), j > i, isWord(j + 1) {
          // suicide-bomber jackets
          j += 1
          continue
        }
        if scan.isHyphen(j), scan.touches(j), scan.touches(j + 1), scan.isDigits(j + 1), j > i,
          scan.atoms[j - 1].capitalized, nominalAhead(j + 2)
        {
          // Shahed-136 drones
          head = nil
          lastAdjective = j + 1
          j += 2
          continue
        }
        if word(j) == lexicon.comma, head == nil, lastAdjective == j - 1, pos(j + 1) == .adj {
          j += 1
          continue
        }
        if head == nil, j == i, isQuote(j) {
          j += 1
          start = j
          continue
        }
        break
      }
      if atom.kind != .word {
        // two 500-pound bombs
        if head == nil, scan.isHyphen(j + 1), scan.touches(j + 1), isWord(j + 2) {
          j += 3
          lastAdjective = j - 1
          continue
        }
        break
      }
      if isPossessiveMark(j), head != nil {
        guard isNounLike(j + 1) || pos(j + 1) == .adj else { break }
        head = nil
        j += 1
        start = j
        continue
      }
      let tag = pos(j) ?? .x
      if context(j).contains(.stop) {
        // regional and international nations
        if scan.kind(j) == .and, head == nil, lastAdjective == j - 1, pos(j + 1) == .adj,
          nominalAhead(j + 1)
        {
          j += 1
          continue
        }
        break
      }
      if lexicon.number(atom.word) != .none,
        [.digit, .teen, .ten, .compound, .hundred].contains(lexicon.number(atom.word)),
        tag == .num
      {
        if head == nil, scan.isHyphen(j + 1), scan.touches(j + 1) {
          j += 1
          continue
        }
        break
      }
      switch tag {
      case .noun:
        head = j
      case .propn:
        // "two people Ahmed said": a name does not continue a plural common noun
        if let known = head, pos(known) == .noun, scan.spaced(j),
          isPlural(Int(scan.atoms[known].token))
        {
          return finish(known, start, known + 1)
        }
        head = j
      case .x:
        guard isNounLike(j) else { return head.map { finish($0, start, $0 + 1) } ?? nil }
        head = j
      case .adj:
        if let known = head {
          guard nominalAhead(j + 1), !isPlural(Int(scan.atoms[known].token)) || isJoined(j) else {
            return finish(known, start, known + 1)
          }
        }
        lastAdjective = j
      case .verb:
        guard head == nil || isJoined(j), nominalAhead(j + 1) else {
          return head.map { finish($0, start, $0 + 1) } ?? nil
        }
        lastAdjective = j
      case .adv:
        guard head == nil, pos(j + 1) == .adj || pos(j + 1) == .verb || isJoined(j),
          nominalAhead(j + 1)
        else {
          return head.map { finish($0, start, $0 + 1) } ?? nil
        }
        lastAdjective = j
      default:
        guard isJoined(j) else {
          return head.map { finish($0, start, $0 + 1) }
            ?? lone(lastAdjective, start, kind, depth)
        }
      }
      j += 1
    }
    if let head {
      return sharedHead(head, start, kind, depth) ?? finish(head, start, head + 1)
    }
    return lone(lastAdjective, start, kind, depth)
  }

  /// Whether atom `j` is joined to the word before by a hyphen ("ISIL-held").
  private func isJoined(_ j: Int) -> Bool {
    scan.isHyphen(j - 1) && scan.touches(j) && scan.touches(j - 1)
  }

  /// An adjective without noun that names people: "two Chinese", "one American and one British
  /// soldier".
  private func lone(
    _ adjective: Int?, _ start: Int, _ kind: CountingKind, _ depth: Int
  ) -> Counted? {
    guard let adjective, scan.atoms[adjective].kind == .word else { return nil }
    if let shared = sharedHead(adjective, start, kind, depth) { return shared }
    return scan.atoms[adjective].capitalized ? finish(adjective, start, adjective + 1) : nil
  }

  /// The head that an adjective or singular demonym shares with a noun phrase behind "and" and
  /// another number.
  private func sharedHead(
    _ demonym: Int, _ start: Int, _ kind: CountingKind, _ depth: Int
  ) -> Counted? {
    guard kind != .share, demonym - start < 4,
      scan.atoms[demonym].capitalized && demonym == start || pos(demonym) == .adj
        || pos(demonym) == .verb,
      !isPlural(Int(scan.atoms[demonym].token)) || pos(demonym) != .noun,
      scan.kind(demonym + 1) == .and || word(demonym + 1) == lexicon.comma,
      scan.kind(demonym + 2) == .digit || scan.isDigits(demonym + 2),
      let other = scan.read(at: demonym + 2, floor: demonym + 2),
      let shared = counted(from: other.end, ofWhat: .number, depth: depth + 1),
      let token = shared.token,
      shared.phrase.count > 1, token != Int(scan.atoms[other.end].token)
    else { return nil }
    var result = shared
    result.end = demonym + 1
    result.phrase = TokenRange(token, token + 1)
    return result
  }

  private func finish(_ head: Int, _ start: Int, _ end: Int) -> Counted? {
    let token = Int(scan.atoms[head].token)
    // A head that is only a piece of a token counts as the token.
    return Counted(
      token: token, part: nil,
      phrase: TokenRange(Int(scan.atoms[min(start, head)].token), token + 1),
      end: end)
  }

  /// Whether the words from `i` on are adjectives up to a noun.
  private func nominalAhead(_ i: Int) -> Bool {
    var j = i
    while j < scan.atoms.count, j < i + 6 {
      if scan.isHyphen(j), scan.touches(j) {
        j += 1
        continue
      }
      guard isWord(j), !context(j).contains(.stop), !scan.atoms[j].held else { return false }
      switch pos(j) ?? .x {
      case .noun, .propn, .x: return true
      case .adj, .verb, .adv: j += 1
      default: return false
      }
    }
    return false
  }

  /// Whether a noun or adjective may stand at `i`.
  func isNounLike(_ i: Int) -> Bool {
    guard isWord(i), !context(i).contains(.stop), !scan.atoms[i].held else { return false }
    switch pos(i) ?? .x {
    case .noun, .propn, .adj: return true
    case .x:
      return scan.kind(i) == .none && Atomizer.isLetter(text[Int(scan.atoms[i].start)])
    case .verb: return nominalAhead(i + 1)
    default: return false
    }
  }

  private func isQuote(_ i: Int) -> Bool {
    let atom = scan.atoms[i]
    let byte = text[Int(atom.start)]
    return byte == 0x22 || byte == 0x60
      || byte == 0xE2 && atom.end - atom.start == 3
        && text[Int(atom.start) + 1] == 0x80 && text[Int(atom.start) + 2] >= 0x98
        && text[Int(atom.start) + 2] <= 0x9F
  }

  /// Whether the token is a plural, by its lemma or, without one, its ending.
  func isPlural(_ token: Int) -> Bool {
    let word = words.lower[Int(tokens.word[token])]
    if Int(word) < lexicon.contexts.count, lexicon.contexts[Int(word)].contains(.unchanged) {
      return true
    }
    if lexicon.singulars[word] != nil { return true }
    let lemma = tokens.lemma[token]
    if lemma != 0, lemma != word { return true }
    let end = Int(tokens.end[token])
    return end - Int(tokens.start[token]) > 3 && text[end - 1] == 0x73 && text[end - 2] != 0x73
  }
}
