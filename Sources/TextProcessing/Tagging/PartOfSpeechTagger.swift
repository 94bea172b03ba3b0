import DocumentModel

/// Gives every token its part of speech and lemma.
///
/// Reads `tokens` and `sentences`; fills `tokens.pos` and `tokens.lemma`. A greedy averaged
/// perceptron over hashed features, from left to right; what depends on one word alone is summed
/// once a word and kept. A sentence without usable case (a headline in capitals) is read in lower
/// case.
public struct PartOfSpeechTagger: Processor {
  let model: PartOfSpeechModel
  /// Tag dictionary by word id of the comparable form; `Vocabulary.none` and unknown words are 0.
  private let known: [UInt32]

  /// - Throws: `ModelError` when the model is missing or damaged.
  public init(resources: ResourceFolder, vocabulary: inout Vocabulary) throws {
    self.init(model: try PartOfSpeechModel(resources: resources), vocabulary: &vocabulary)
  }

  package init(model: PartOfSpeechModel, vocabulary: inout Vocabulary) {
    self.model = model
    var known: [UInt32] = []
    vocabulary.reserve(model.dictionary.count)
    model.dictionary.forEach { word, value in
      let id = Int(vocabulary.intern(word))
      if known.count <= id {
        known.append(contentsOf: repeatElement(0, count: id + 1 - known.count))
      }
      known[id] = value
    }
    self.known = known
  }

  public func makeScratch() -> Scratch { Scratch() }

  /// What one worker remembers of words.
  public struct Scratch {
    /// Word id → place in `words`, 0 where the word was not yet met; the same for sentences
    /// whose case says nothing.
    var places: [UInt32] = []
    var caselessPlaces: [UInt32] = []
    var words: [TaggerWord] = [.boundary]
    var sums: [Sums] = []
    /// Numbers that are forgotten with the document.
    var passing = PassingNumbers()
    /// For each word id the lemma that was found last, and the tag that it was found for; 0 where
    /// none was.
    var lemmas: [UInt32] = []
    var lemmaTags: [UInt8] = []
    var generation = -1
    /// Places of the words of a sentence, with two boundaries at either end.
    var sentence: [UInt32] = []
    /// For each word of a sentence: offsets of its rows; their sum without and with tags.
    var offsets: [UInt32] = []
    var sum: [SIMD16<Int16>] = []
    var likely: [SIMD16<Int16>] = []
  }

  /// Sums of the weights that a word gives by itself, to itself and its neighbours.
  struct Sums {
    var own: SIMD16<Int16>
    /// To the word behind it, the one after that, the word before it, the one before that.
    var before: SIMD16<Int16>
    var twoBefore: SIMD16<Int16>
    var after: SIMD16<Int16>
    var twoAfter: SIMD16<Int16>
    /// The tag to take without asking the model, or 255.
    var sure: UInt8
    /// The likeliest tag of the word by itself; 31 at the ends of a sentence.
    var guess: UInt8
  }

  /// O(tokens).
  public func process(
    _ document: inout Document, _ words: inout Vocabulary, _ scratch: inout Scratch
  ) {
    var tokens = TokenTable()
    swap(&tokens, &document.tokens)
    model.weights.withRows { rows in
      if scratch.generation != words.generation || scratch.sums.isEmpty {
        reset(&scratch, words, rows)
      }
      for id in scratch.passing.takeAll() { scratch.places[Int(id)] = 0 }
      for sentence in document.sentences {
        tag(&tokens, sentence.tokens, &words, &scratch, rows)
      }
    }
    swap(&tokens, &document.tokens)
  }

  private func reset(
    _ scratch: inout Scratch, _ words: Vocabulary, _ rows: LinearModel.Rows
  ) {
    scratch.generation = words.generation
    scratch.places = Array(repeating: 0, count: words.count + 1024)
    scratch.caselessPlaces = []
    scratch.words = [.boundary]
    scratch.sums = [sums(.boundary, own: [], sure: 255, guess: 31, rows)]
    scratch.passing = PassingNumbers()
    scratch.lemmas = []
    scratch.lemmaTags = []
  }

  private func sums(
    _ word: TaggerWord, own features: [UInt64], sure: UInt8, guess: UInt8,
    _ rows: LinearModel.Rows
  ) -> Sums {
    var own = SIMD16<Int16>()
    for feature in features { own &+= rows.row(feature) }
    let before = TaggerFeatures.before(word)
    var beforeSum = SIMD16<Int16>()
    for i in before.indices { beforeSum &+= rows.row(before[i]) }
    let twoBefore = TaggerFeatures.twoBefore(word)
    var twoBeforeSum = SIMD16<Int16>()
    for i in twoBefore.indices { twoBeforeSum &+= rows.row(twoBefore[i]) }
    let after = TaggerFeatures.after(word)
    var afterSum = SIMD16<Int16>()
    for i in after.indices { afterSum &+= rows.row(after[i]) }
    let twoAfter = TaggerFeatures.twoAfter(word)
    var twoAfterSum = SIMD16<Int16>()
    for i in twoAfter.indices { twoAfterSum &+= rows.row(twoAfter[i]) }
    return Sums(
      own: own, before: beforeSum, twoBefore: twoBeforeSum, after: afterSum,
      twoAfter: twoAfterSum, sure: sure, guess: guess)
  }

  /// The place of a word in the worker's memory, made when it is first met.
  @inline(__always)
  private func place(
    _ id: UInt32, _ words: Vocabulary, _ scratch: inout Scratch, _ rows: LinearModel.Rows
  ) -> UInt32 {
    if Int(id) < scratch.places.count, scratch.places[Int(id)] != 0 {
      return scratch.places[Int(id)]
    }
    return remember(id, words, &scratch, rows)
  }

  private func caselessPlace(
    _ id: UInt32, _ words: Vocabulary, _ scratch: inout Scratch, _ rows: LinearModel.Rows
  ) -> UInt32 {
    let id = Int(words.lower[Int(id)])
    if scratch.caselessPlaces.count <= id {
      let more = max(id + 1, scratch.caselessPlaces.count * 2) - scratch.caselessPlaces.count
      scratch.caselessPlaces.append(contentsOf: repeatElement(0, count: more))
    }
    if scratch.caselessPlaces[id] == 0 {
      scratch.caselessPlaces[id] = add(UInt32(id), words, &scratch, rows, caseless: true)
    }
    return scratch.caselessPlaces[id]
  }

  @inline(never)
  private func remember(
    _ id: UInt32, _ words: Vocabulary, _ scratch: inout Scratch, _ rows: LinearModel.Rows
  ) -> UInt32 {
    if Int(id) >= scratch.places.count {
      let more = max(Int(id) + 1, scratch.places.count * 2) - scratch.places.count
      scratch.places.append(contentsOf: repeatElement(0, count: more))
    }
    let place = add(id, words, &scratch, rows, caseless: false)
    scratch.places[Int(id)] = place
    return place
  }

  private func add(
    _ id: UInt32, _ words: Vocabulary, _ scratch: inout Scratch, _ rows: LinearModel.Rows,
    caseless: Bool
  ) -> UInt32 {
    let lower = words.lower[Int(id)]
    let entry = Int(lower) < known.count ? known[Int(lower)] : 0
    var own: [UInt64] = []
    let word = words.withBytes(of: id) { form in
      words.withBytes(of: lower) { comparable in
        TaggerWord(
          word: form, comparable: comparable, shape: words.shapes[Int(id)],
          tags: entry & 0x1F_FFFF, words: model.words, caseless: caseless, own: &own)
      }
    }
    let top = UInt8(entry >> 16 & 0x1F)
    let sure = entry & TagDictionary.sureBit != 0 ? top : 255
    var sums = sums(word, own: own, sure: sure, guess: top, rows)
    if entry == 0 { sums.guess = UInt8(PartOfSpeechModel.best(sums.own)) }
    if !caseless, words.shapes[Int(id)].contains(.hasDigit),
      let place = scratch.passing.place(for: id, next: scratch.words.count),
      place < scratch.words.count
    {
      scratch.words[place] = word
      scratch.sums[place] = sums
      return UInt32(place)
    }
    scratch.words.append(word)
    scratch.sums.append(sums)
    return UInt32(scratch.words.count - 1)
  }

  private func tag(
    _ tokens: inout TokenTable, _ range: TokenRange, _ words: inout Vocabulary,
    _ scratch: inout Scratch, _ rows: LinearModel.Rows
  ) {
    let caseless = SentenceCase.isCaseless(tokens, range, words, known)
    scratch.sentence.removeAll(keepingCapacity: true)
    scratch.sentence.append(0)
    scratch.sentence.append(0)
    for i in range.start..<range.end {
      let id = tokens.word[i]
      scratch.sentence.append(
        caseless
          ? caselessPlace(id, words, &scratch, rows) : place(id, words, &scratch, rows))
    }
    scratch.sentence.append(0)
    scratch.sentence.append(0)
    choose(&tokens.pos, range, &scratch, rows)
    for i in range.start..<range.end {
      let pos = tokens.pos[i]
      let id = Int(tokens.word[i])
      if id >= scratch.lemmas.count {
        let more = max(id + 1024, scratch.lemmas.count * 2) - scratch.lemmas.count
        scratch.lemmas.append(contentsOf: repeatElement(0, count: more))
        scratch.lemmaTags.append(contentsOf: repeatElement(0, count: more))
      }
      if scratch.lemmas[id] == 0 || scratch.lemmaTags[id] != pos.rawValue {
        scratch.lemmas[id] = lemma(of: tokens.word[i], pos, &words)
        scratch.lemmaTags[id] = pos.rawValue
      }
      tokens.lemma[i] = scratch.lemmas[id]
    }
  }

  /// The tags of a sentence from left to right.
  ///
  /// The time goes into waiting for rows of the table to come from memory. So the rows of all
  /// words are added up first, those that depend on tags for the tags that are likely; where a tag
  /// then turns out to be another, its neighbours' rows are read again. The outcome is the same.
  private func choose(
    _ tags: inout [PartOfSpeech], _ range: TokenRange, _ scratch: inout Scratch,
    _ rows: LinearModel.Rows
  ) {
    let count = range.count
    let tagHashes = TaggerFeatures.tagHashes
    let byTag = PartOfSpeechModel.tags
    if scratch.sum.count < count {
      let more = max(count, 64) * 2 - scratch.sum.count
      scratch.sum.append(contentsOf: repeatElement(SIMD16(), count: more))
      scratch.likely.append(contentsOf: repeatElement(SIMD16(), count: more))
      scratch.offsets.append(contentsOf: repeatElement(0, count: more * Self.rowCount))
    }
    scratch.sentence.withUnsafeBufferPointer { sentence in
      scratch.sums.withUnsafeBufferPointer { sums in
        scratch.words.withUnsafeBufferPointer { words in
          scratch.offsets.withUnsafeMutableBufferPointer { offsets in
            for i in 0..<count {
              let here = Int(sentence[i + 2])
              if sums[here].sure != 255 { continue }
              let w = words[here]
              let a = words[Int(sentence[i + 3])]
              let joint = TaggerFeatures.joint(
                words[Int(sentence[i + 1])], w, a, words[Int(sentence[i + 4])])
              let tagged = TaggerFeatures.tagged(
                w, a, tagHashes[Int(sums[Int(sentence[i + 1])].guess & 31)],
                tagHashes[Int(sums[Int(sentence[i])].guess & 31)])
              let at = i * Self.rowCount
              for k in 0..<6 { offsets[at + k] = rows.offset(joint[k]) }
              for k in 0..<9 { offsets[at + 6 + k] = rows.offset(tagged[k]) }
            }
          }
          scratch.offsets.withUnsafeBufferPointer { offsets in
            scratch.sum.withUnsafeMutableBufferPointer { sum in
              scratch.likely.withUnsafeMutableBufferPointer { likely in
                for i in 0..<count {
                  let here = Int(sentence[i + 2])
                  if sums[here].sure != 255 { continue }
                  var scores = sums[here].own &+ sums[Int(sentence[i + 1])].before
                  scores &+= sums[Int(sentence[i])].twoBefore
                  scores &+= sums[Int(sentence[i + 3])].after
                  scores &+= sums[Int(sentence[i + 4])].twoAfter
                  let at = i * Self.rowCount
                  for k in 0..<6 { scores &+= rows[offset: offsets[at + k]] }
                  var tagged = SIMD16<Int16>()
                  for k in 6..<15 { tagged &+= rows[offset: offsets[at + k]] }
                  sum[i] = scores
                  likely[i] = tagged
                }
              }
            }
          }
          tags.withUnsafeMutableBufferPointer { tags in
            var t1 = 31
            var t2 = 31
            for i in 0..<count {
              let here = Int(sentence[i + 2])
              var tag = Int(sums[here].sure)
              if tag == 255 {
                var scores = scratch.sum[i]
                if t1 == Int(sums[Int(sentence[i + 1])].guess),
                  t2 == Int(sums[Int(sentence[i])].guess)
                {
                  scores &+= scratch.likely[i]
                } else {
                  let tagged = TaggerFeatures.tagged(
                    words[here], words[Int(sentence[i + 3])], tagHashes[t1], tagHashes[t2])
                  for k in 0..<9 { scores &+= rows.row(tagged[k]) }
                }
                tag = PartOfSpeechModel.best(scores)
              }
              t2 = t1
              t1 = tag & 31
              tags[range.start + i] = byTag[tag & 31]
            }
          }
        }
      }
    }
  }

  /// Rows of a decision that do not depend on one word alone.
  private static let rowCount = 15

  private func lemma(of word: UInt32, _ tag: PartOfSpeech, _ words: inout Vocabulary) -> UInt32 {
    // A mark is its own lemma: the comparable form would make all dashes one.
    if tag == .punct { return word }
    let form = words.lower[Int(word)]
    guard
      let lemma = words.withBytes(
        of: form, { model.lemmas.lemma(of: $0, tag, words: model.words) })
    else { return form }
    return words.intern(lemma[...])
  }
}

/// Whether the letters of a sentence tell names from other words.
enum SentenceCase {
  /// True for a sentence in capitals, and for a headline that capitalises words which the
  /// dictionary knows as other than names.
  static func isCaseless(
    _ tokens: TokenTable, _ range: TokenRange, _ words: Vocabulary, _ known: [UInt32]
  ) -> Bool {
    // The second and third word decide for most sentences.
    if range.count < 3 { return false }
    var letters = 0
    var capitals = 0
    var ordinary = 0
    var allCaps = 0
    for i in range.start..<range.end {
      let id = tokens.word[i]
      let shape = words.shapes[Int(id)]
      guard shape.contains(.hasLetter) else { continue }
      letters += 1
      if shape.contains(.capitalized) {
        capitals += 1
        if shape.contains(.allCaps), tokens.end[i] - tokens.start[i] > 1 { allCaps += 1 }
        let lower = Int(words.lower[Int(id)])
        let entry = lower < known.count ? known[lower] : 0
        // A word of the dictionary that was never seen as a name.
        if entry != 0, entry & 1 << UInt32(PartOfSpeech.propn.rawValue) == 0,
          tokens.end[i] - tokens.start[i] > 3, i > range.start
        {
          ordinary += 1
        }
      } else if i > range.start + 8, capitals * 3 < letters {
        return false
      }
    }
    if letters < 3 { return false }
    if allCaps * 10 >= letters * 8 { return allCaps >= 3 && ordinary >= 1 }
    return letters >= 4 && capitals * 10 >= letters * 6 && ordinary >= 2
  }
}
