import DocumentModel

/// Memo of what a distinct word adds to the scores of the labels, by its id; one for each worker.
struct NameScores {
  /// For each word five sums of its own features' weights, by how far it stands away.
  private var sums: [SIMD8<Int16>] = []
  /// For each word and label before: weights of the features of the word that look at that label.
  private var own: [SIMD8<Int16>] = []
  /// The same of the word as the one before.
  private var previous: [SIMD8<Int16>] = []
  /// For each part of speech and label before.
  private var parts: [SIMD8<Int16>] = []
  /// Word id → place in the arrays, -1 where the word was not yet met.
  private var places: [Int32] = []
  /// Numbers that are forgotten with the document.
  private var passing = PassingNumbers()
  private var generation = 0
  private var rows: [UInt32] = []
  private var stretch = NameDecoder()

  /// Starts a document; makes sure that every id of the vocabulary has a place.
  mutating func prepare(_ vocabulary: borrowing Vocabulary) {
    if vocabulary.generation != generation {
      generation = vocabulary.generation
      places.removeAll(keepingCapacity: true)
      sums.removeAll(keepingCapacity: true)
      own.removeAll(keepingCapacity: true)
      previous.removeAll(keepingCapacity: true)
      passing = PassingNumbers()
    }
    for id in passing.takeAll() { places[Int(id)] = -1 }
    let missing = vocabulary.count - places.count
    if missing > 0 { places.append(contentsOf: repeatElement(-1, count: missing)) }
  }

  /// The labels of the tokens `start..<end` of a sentence whose tokens have the ids `ids`.
  mutating func labels(
    _ start: Int, _ end: Int, ids: ArraySlice<UInt32>, pos: ArraySlice<PartOfSpeech>,
    _ marks: borrowing NameMarks, _ model: borrowing NameModel, _ features: NameFeatures,
    _ vocabulary: borrowing Vocabulary
  ) -> [Int] {
    if parts.isEmpty { fillParts(model, features) }
    stretch.clear()
    let first = ids.startIndex
    for i in start..<end {
      var score = SIMD8<Int16>(repeating: 0)
      for offset in -2...2 {
        let j = i + offset
        guard j >= 0, j < marks.count else { continue }
        let place = place(ids[first + j], marks.words[j], model, features, vocabulary)
        score &+= sums[place * NameFeatures.offsets + offset + 2]
      }
      rows.removeAll(keepingCapacity: true)
      features.contextRows(i, marks, pos, into: &rows)
      for row in rows { score &+= model.row(row) }
      stretch.emissions.append(SIMD8<Float>(score))
      let here = place(ids[first + i], marks.words[i], model, features, vocabulary)
      let before =
        i > 0 ? place(ids[first + i - 1], marks.words[i - 1], model, features, vocabulary) : -1
      let part = Int(pos[pos.startIndex + i].rawValue)
      let markValue = features.linkValue(3, i, marks, pos)
      for label in 0..<8 {
        var link = own[here * 8 + label] &+ parts[part * 8 + label]
        link &+= model.row(features.linkRow(3, markValue, before: label))
        if before >= 0 {
          link &+= previous[before * 8 + label]
        } else {
          link &+= model.row(features.linkRow(5, 1, before: label))
        }
        stretch.links.append(SIMD8<Float>(link) + NameDecoder.barriers[label])
      }
    }
    stretch.decode()
    return stretch.labels
  }

  private mutating func fillParts(_ model: borrowing NameModel, _ features: NameFeatures) {
    for part in PartOfSpeech.allCases {
      for label in 0..<8 {
        let row = features.linkRow(4, UInt64(part.rawValue), before: label)
        parts.append(model.row(row))
      }
    }
  }

  @inline(__always)
  private mutating func place(
    _ id: UInt32, _ word: NameWord, _ model: borrowing NameModel, _ features: NameFeatures,
    _ vocabulary: borrowing Vocabulary
  ) -> Int {
    let known = places[Int(id)]
    if known >= 0 { return Int(known) }
    return add(id, word, model, features, vocabulary)
  }

  private mutating func add(
    _ id: UInt32, _ word: NameWord, _ model: borrowing NameModel, _ features: NameFeatures,
    _ vocabulary: borrowing Vocabulary
  ) -> Int {
    let place = own.count / 8
    for offset in -2...2 {
      rows.removeAll(keepingCapacity: true)
      features.wordRows(
        exact: vocabulary.bytes(of: id), lower: vocabulary.bytes(of: vocabulary.lower[Int(id)]),
        flags: word.flags, offset: offset, into: &rows)
      var sum = SIMD8<Int16>(repeating: 0)
      for row in rows { sum &+= model.row(row) }
      sums.append(sum)
    }
    for label in 0..<8 {
      var sum = SIMD8<Int16>(repeating: 0)
      for (link, value) in [(0, 0), (1, word.key), (2, UInt64(word.shortShape))] {
        let row = features.linkRow(link, value, before: label)
        sum &+= model.row(row)
      }
      own.append(sum)
      let row = features.linkRow(5, word.key, before: label)
      previous.append(model.row(row))
    }
    let kept = word.shape.contains(.hasDigit) ? passing.place(for: id, next: place) ?? place : place
    if kept < place { moveLast(from: place, to: kept) }
    places[Int(id)] = Int32(kept)
    return kept
  }

  private mutating func moveLast(from last: Int, to place: Int) {
    let offsets = NameFeatures.offsets
    for i in 0..<offsets { sums[place * offsets + i] = sums[last * offsets + i] }
    for i in 0..<8 {
      own[place * 8 + i] = own[last * 8 + i]
      previous[place * 8 + i] = previous[last * 8 + i]
    }
    sums.removeLast(offsets)
    own.removeLast(8)
    previous.removeLast(8)
  }
}
