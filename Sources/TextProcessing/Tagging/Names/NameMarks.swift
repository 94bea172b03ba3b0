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
    if first.flags.contains(.prefix) {
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
