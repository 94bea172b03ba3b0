import DocumentModel

/// The words of a sentence with the phrases of the lists that stand in it.
package struct NameMarks {
  /// One for each token of the sentence.
  package var words: [NameWord] = []
  /// The longest listed phrase that begins at a token: its length in tokens (0 where none does),
  /// what the lists say of it, and its country.
  package var length: [Int] = []
  package var flags: [NameFlags] = []
  package var country: [UInt16] = []
  /// For each token, what phrase it stands in and whether it begins it: see `insideFlags`.
  package var inside: [UInt32] = []
  /// For each token the run of capitalised words that it belongs to or stands next to.
  package var run: [TokenRange] = []
  /// Tokens that may be part of a name: capitalised or close to a capitalised one.
  package var live: [Bool] = []
  /// Every word with letters is in capitals, or nearly every word has one (a heading).
  package var allCaps = false
  package var titleCase = false

  package init() {}

  package var count: Int { words.count }

  func isSingleLetter(_ i: Int) -> Bool { words[i].length == 1 }

  /// What counts as a phrase worth marking.
  package static let phraseFlags: NameFlags = [
    .country, .region, .city, .town, .organization, .demonym, .title, .titleModifier,
    .organizationHead, .placeHead, .placeHeadBefore, .never,
  ]

  static let insideFlags: NameFlags = phraseFlags.subtracting([.titleModifier])

  /// Fills the marks for one sentence. Buffers are kept between calls.
  package mutating func fill(
    _ tokens: borrowing TokenTable, _ range: TokenRange, _ memo: inout NameWords,
    _ vocabulary: borrowing Vocabulary, _ lexicon: borrowing NameLexicon
  ) {
    words.removeAll(keepingCapacity: true)
    var capitalized = 0
    var capitals = 0
    var lettered = 0
    var mostly = 0
    for token in range.start..<range.end {
      let word = memo.word(tokens.word[token], vocabulary, lexicon)
      words.append(word)
      if word.shape.contains(.hasLetter) {
        lettered += 1
        if word.shape.contains(.allCaps) { capitals += 1 }
        if word.isCapitalized {
          capitalized += 1
        } else if word.flags.isDisjoint(with: [.of, .and, .the, .particle]) {
          mostly += 1
        }
      }
    }
    allCaps = lettered > 2 && capitals * 10 >= lettered * 9
    titleCase = capitalized > 3 && mostly * 4 <= capitalized
    length.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    country.removeAll(keepingCapacity: true)
    for i in words.indices { mark(i, lexicon) }
    fillInside()
    fillRuns()
  }

  /// Whether an entry may begin with the small letter of this word: "al-Qaida", "san francisco".
  private func namesFollow(_ i: Int) -> Bool {
    if words[i].flags.isDisjoint(with: [.lowerCase, .mixedCase, .of, .and, .the, .inner]) {
      return true
    }
    let next = i + 1 < words.count && words[i + 1].kind == .joint ? i + 2 : i + 1
    return next < words.count && words[next].isCapitalized
  }

  private mutating func fillInside() {
    inside.removeAll(keepingCapacity: true)
    inside.append(contentsOf: repeatElement(0, count: words.count))
    var i = 0
    while i < words.count {
      let length = length[i]
      guard length > 0, words[i].isCapitalized || length > 1 else {
        i += 1
        continue
      }
      let kind = flags[i].intersection(Self.insideFlags).rawValue
      for j in i..<min(i + length, words.count) {
        inside[j] = kind | (length == 1 ? 1 << 20 : j == i ? 1 << 21 : 1 << 22)
      }
      i += length
    }
  }

  private func isHead(_ i: Int) -> Bool {
    !words[i].flags.isDisjoint(with: [.organizationHead, .placeHead])
  }

  private func hasCapital(_ i: Int) -> Bool {
    words[i].isCapitalized || words[i].shape.contains(.mixedCase)
  }

  /// Whether a listed name such as "al-Qaida" begins here with a small letter.
  private func listedWithCapital(_ i: Int) -> Bool {
    if words[i].flags.contains(.particle), i + 2 < words.count, words[i + 1].kind == .joint,
      hasCapital(i + 2)
    {
      return true
    }
    guard length[i] > 1, !flags[i].isDisjoint(with: NameFlags.place.union(.organization)) else {
      return false
    }
    return (i..<min(i + length[i], words.count)).contains { hasCapital($0) }
  }

  private mutating func fillRuns() {
    run.removeAll(keepingCapacity: true)
    run.append(contentsOf: repeatElement(TokenRange(0, 0), count: words.count))
    live.removeAll(keepingCapacity: true)
    live.append(contentsOf: repeatElement(false, count: words.count))
    var i = 0
    var lastEnd = -9
    while i < words.count {
      guard hasCapital(i) || listedWithCapital(i) else {
        if length[i] > 0, !flags[i].isDisjoint(with: [.country, .region, .city]),
          length[i] > 1 || flags[i].isDisjoint(with: [.lowerCase, .mostlyLowerCase, .mixedCase])
        {
          // Names of careless writers: "san francisco".
          let end = min(i + length[i], words.count)
          for j in i..<end {
            live[j] = true
            run[j] = TokenRange(i, end)
          }
          i = end
          continue
        }
        i += 1
        continue
      }
      var end = min(words.count, i + max(1, hasCapital(i) ? 1 : max(length[i], 2)))
      while end < words.count {
        if hasCapital(end) {
          end += 1
        } else if end + 1 < words.count, hasCapital(end + 1),
          words[end].kind == .joint || words[end].kind == .possessive
            || !words[end].flags.isDisjoint(with: [.of, .and, .particle])
        {
          end += 2
        } else if end + 2 < words.count, words[end].flags.contains(.of),
          words[end + 1].flags.contains(.the), hasCapital(end + 2)
        {
          end += 3
        } else {
          break
        }
      }
      let range = TokenRange(i, end)
      for j in i..<end {
        live[j] = true
        run[j] = range
      }
      if end < words.count {
        if words[end].kind == .joint, end + 1 < words.count {
          // "Woo-ik"
          for j in end..<end + 2 {
            live[j] = true
            run[j] = range
          }
        } else if isHead(end) {
          // "Haqqani network"
          live[end] = true
          run[end] = range
        } else if end + 1 < words.count, isHead(end + 1),
          words[end].flags.contains(.lowerCase)
            || words[end].flags.contains(.mostlyLowerCase)
        {
          // "Coalition military forces"
          for j in end..<end + 2 {
            live[j] = true
            run[j] = range
          }
        }
      }
      // Small words between two runs: "Commission on the Status of Women".
      if i - lastEnd <= 2, lastEnd >= 0,
        (lastEnd..<i).allSatisfy({
          !words[$0].flags.isDisjoint(with: NameFlags.links.union(.particle))
            || words[$0].kind != .other
        })
      {
        for j in lastEnd..<i where run[j].isEmpty {
          live[j] = true
          run[j] = range
        }
      }
      lastEnd = end
      i = end
    }
  }

  private mutating func mark(_ i: Int, _ lexicon: borrowing NameLexicon) {
    let first = words[i]
    var best = 0
    var bestFlags: NameFlags = []
    var bestCountry: UInt16 = 0
    if !first.flags.isDisjoint(with: Self.phraseFlags) {
      best = 1
      bestFlags = first.flags
      bestCountry = first.country
    }
    if first.flags.contains(.prefix), first.isCapitalized || namesFollow(i) {
      var key = first.key
      var taken = 1
      var j = i + 1
      while j < words.count && taken < NameLexicon.longest {
        if words[j].kind == .joint {
          j += 1
          continue
        }
        key = NameLexicon.key(key, then: words[j].key)
        let entry = lexicon.entry(key)
        taken += 1
        j += 1
        if !entry.flags.isDisjoint(with: Self.phraseFlags) {
          best = j - i
          bestFlags = entry.flags
          bestCountry = entry.country
        }
        if !entry.flags.contains(.prefix) { break }
      }
    }
    length.append(best)
    flags.append(bestFlags)
    country.append(bestCountry)
  }
}
