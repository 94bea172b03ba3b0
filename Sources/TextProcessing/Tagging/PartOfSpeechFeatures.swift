import DocumentModel

/// What the tagger sees of a word form: hashes that depend on its bytes and the tag dictionary
/// alone, so that the sums of the weights can be kept by word.
package struct TaggerWord: Sendable {
  /// Lower case, digits made `0`.
  package var lower: UInt64
  package var shape: UInt64
  package var suffix3: UInt64
  /// The tags seen with the word (its ambiguity class), or that it is not known.
  package var tags: UInt64
  /// Hashes of the templates that look at the word itself.
  package var own: InlineArray<15, UInt64>

  /// The word beyond either end of a sentence.
  package static let boundary = TaggerWord(
    lower: 1, shape: 1, suffix3: 1, tags: 1, own: InlineArray(repeating: 1))

  private init(
    lower: UInt64, shape: UInt64, suffix3: UInt64, tags: UInt64, own: InlineArray<15, UInt64>
  ) {
    self.lower = lower
    self.shape = shape
    self.suffix3 = suffix3
    self.tags = tags
    self.own = own
  }

  /// - Parameters:
  ///   - word: the form as it stands.
  ///   - comparable: the same in lower case with straight quotes and plain dashes.
  ///   - tags: the ambiguity class from the dictionary; 0 where the word is not known.
  ///   - words: tells what a word can be that the dictionary does not know.
  ///   - caseless: whether the letters' case says nothing, as in a headline in capitals.
  package init(
    word: UnsafeBufferPointer<UInt8>, comparable: UnsafeBufferPointer<UInt8>, shape: WordShape,
    tags: UInt32, words: WordList, caseless: Bool
  ) {
    var folded = Array(comparable.prefix(64))
    for i in folded.indices where folded[i] >= 0x30 && folded[i] <= 0x39 { folded[i] = 0x30 }
    lower = FeatureHash.of(folded)
    let raw = caseless ? lower ^ 0x5555 : FeatureHash.of(word.prefix(64))
    self.shape =
      caseless ? Self.shapeHash(comparable.prefix(64)) ^ 0x5555 : Self.shapeHash(word.prefix(64))
    suffix3 = FeatureHash.of(folded.suffix(3))
    let analysis = UInt64(words.analysis(of: folded))
    self.tags = tags == 0 ? analysis << 40 | 2 : UInt64(tags) << 8
    let caseBits = WordShape([.capitalized, .allCaps, .mixedCase]).rawValue
    let flags = caseless ? UInt64(shape.rawValue & ~caseBits) | 1 << 20 : UInt64(shape.rawValue)
    let upper = caseless ? 4 : flags & 3
    let count = UInt64(min(folded.count, 3))
    own = [
      FeatureHash.mix(1, lower), FeatureHash.mix(2, raw), FeatureHash.mix(3, self.shape),
      FeatureHash.mix(4, FeatureHash.of(folded.suffix(1)), count),
      FeatureHash.mix(5, FeatureHash.of(folded.suffix(2)), count),
      FeatureHash.mix(6, suffix3, upper),
      FeatureHash.mix(7, FeatureHash.of(folded.suffix(4))),
      FeatureHash.mix(8, FeatureHash.of(folded.prefix(1))),
      FeatureHash.mix(9, FeatureHash.of(folded.prefix(2))),
      FeatureHash.mix(10, FeatureHash.of(folded.prefix(3))),
      FeatureHash.mix(11, flags), FeatureHash.mix(12, self.tags),
      FeatureHash.mix(13, self.tags, upper),
      FeatureHash.mix(14, analysis), FeatureHash.mix(15, analysis, upper),
    ]
  }

  /// Upper, lower, digit and other characters as `X`, `x`, `0` and themselves, runs shortened to
  /// two.
  private static func shapeHash(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var shape: [UInt8] = []
    for byte in word {
      let kind: UInt8 =
        switch byte {
        case 0x41...0x5A: 0x58
        case 0x61...0x7A, 0x80...: 0x78
        case 0x30...0x39: 0x30
        default: byte
        }
      let n = shape.count
      if n >= 2, shape[n - 1] == kind, shape[n - 2] == kind { continue }
      shape.append(kind)
    }
    return FeatureHash.of(shape)
  }
}

/// The templates of the part-of-speech tagger.
package enum TaggerFeatures {
  /// Templates that look at one neighbour alone, by place: before, two before, after, two after.
  @inline(__always)
  package static func before(_ w: borrowing TaggerWord) -> InlineArray<4, UInt64> {
    [
      FeatureHash.mix(20, w.lower), FeatureHash.mix(21, w.suffix3), FeatureHash.mix(22, w.shape),
      FeatureHash.mix(23, w.tags),
    ]
  }
  @inline(__always)
  package static func twoBefore(_ w: borrowing TaggerWord) -> InlineArray<2, UInt64> {
    [FeatureHash.mix(30, w.lower), FeatureHash.mix(31, w.tags)]
  }
  @inline(__always)
  package static func after(_ w: borrowing TaggerWord) -> InlineArray<4, UInt64> {
    [
      FeatureHash.mix(40, w.lower), FeatureHash.mix(41, w.suffix3), FeatureHash.mix(42, w.shape),
      FeatureHash.mix(43, w.tags),
    ]
  }
  @inline(__always)
  package static func twoAfter(_ w: borrowing TaggerWord) -> InlineArray<3, UInt64> {
    [FeatureHash.mix(50, w.lower), FeatureHash.mix(51, w.tags), FeatureHash.mix(52, w.shape)]
  }

    /// Templates that join words and the tags already given (`t1` one before, `t2` two before).
  @inline(__always)
  package static func joint(
    _ b: borrowing TaggerWord, _ w: borrowing TaggerWord, _ a: borrowing TaggerWord,
    _ a2: borrowing TaggerWord, _ t1: UInt64, _ t2: UInt64
  ) -> InlineArray<15, UInt64> {
    let pair = t1 << 8 | t2
    return [
      FeatureHash.mix(60, t1), FeatureHash.mix(61, pair),
      FeatureHash.mix(62, t1, w.lower), FeatureHash.mix(63, b.lower, w.lower),
      FeatureHash.mix(64, w.lower, a.lower), FeatureHash.mix(65, b.shape, w.shape, a.shape),
      FeatureHash.mix(66, t1, w.tags), FeatureHash.mix(67, t1, w.tags, a.tags),
      FeatureHash.mix(68, w.tags, a.tags), FeatureHash.mix(69, w.tags, a.tags, a2.tags),
      FeatureHash.mix(70, pair, w.tags), FeatureHash.mix(71, t1, w.suffix3),
      FeatureHash.mix(72, pair, a.tags), FeatureHash.mix(73, t1, w.tags, a.lower),
      FeatureHash.mix(74, w.suffix3, a.tags),
    ]
  }
}
