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

  /// The word beyond either end of a sentence.
  package static let boundary = TaggerWord(
    lower: FeatureHash.mix(0, 1), shape: FeatureHash.mix(0, 2), suffix3: FeatureHash.mix(0, 3),
    tags: FeatureHash.mix(0, 4))

  private init(lower: UInt64, shape: UInt64, suffix3: UInt64, tags: UInt64) {
    self.lower = lower
    self.shape = shape
    self.suffix3 = suffix3
    self.tags = tags
  }

  /// - Parameters:
  ///   - own: gets the hashes of the templates that look at the word itself.
  ///   - word: the form as it stands.
  ///   - comparable: the same in lower case with straight quotes and plain dashes.
  ///   - tags: the ambiguity class from the dictionary; 0 where the word is not known.
  ///   - words: tells what a word can be that the dictionary does not know.
  ///   - caseless: whether the letters' case says nothing, as in a headline in capitals.
  package init(
    word: UnsafeBufferPointer<UInt8>, comparable: UnsafeBufferPointer<UInt8>, shape: WordShape,
    tags: UInt32, words: WordList, caseless: Bool,
    own: inout [UInt64]
  ) {
    var folded = Array(comparable.prefix(64))
    for i in folded.indices where folded[i] >= 0x30 && folded[i] <= 0x39 { folded[i] = 0x30 }
    lower = FeatureHash.mix(0, FeatureHash.of(folded))
    let raw = caseless ? lower ^ 0x5555 : FeatureHash.of(word.prefix(64))
    self.shape = FeatureHash.mix(
      caseless ? 5 : 6, Self.shapeHash(caseless ? comparable.prefix(64) : word.prefix(64)))
    suffix3 = FeatureHash.mix(7, FeatureHash.of(folded.suffix(3)))
    let analysis = UInt64(words.analysis(of: folded))
    self.tags = FeatureHash.mix(8, tags == 0 ? analysis << 40 | 2 : UInt64(tags) << 8)
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

  /// A random number for each tag, to join it with the hashes of words.
  package static let tagHashes: InlineArray<32, UInt64> = InlineArray {
    FeatureHash.mix(9, UInt64($0))
  }

  /// What the template `k` makes of up to three hashes: rotations keep their places apart, one
  /// multiplication spreads them to the top bits that choose the row.
  @inline(__always)
  private static func join(_ k: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) -> UInt64 {
    let mixed = a ^ (b << 21 | b >> 43) ^ (c << 42 | c >> 22) ^ (k &* 0x9E37_79B9_7F4A_7C15)
    return mixed &* 0xD6E8_FEB8_6659_FD93
  }

  /// Templates that join words alone.
  @inline(__always)
  package static func joint(
    _ b: TaggerWord, _ w: TaggerWord, _ a: TaggerWord, _ a2: TaggerWord
  ) -> InlineArray<6, UInt64> {
    [
      join(63, b.lower, w.lower), join(64, w.lower, a.lower), join(65, b.shape, w.shape, a.shape),
      join(68, w.tags, a.tags), join(69, w.tags, a.tags, a2.tags), join(74, w.suffix3, a.tags),
    ]
  }

  /// Templates that join words with the tags already given (`t1` one before, `t2` two before, as
  /// numbers from `tagHashes`).
  @inline(__always)
  package static func tagged(
    _ w: TaggerWord, _ a: TaggerWord, _ t1: UInt64, _ t2: UInt64
  ) -> InlineArray<9, UInt64> {
    let pair = t1 ^ (t2 << 9 | t2 >> 55)
    return [
      join(60, t1), join(61, pair), join(62, t1, w.lower), join(66, t1, w.tags),
      join(67, t1, w.tags, a.tags), join(70, pair, w.tags), join(71, t1, w.suffix3),
      join(72, pair, a.tags), join(73, t1, w.tags, a.lower),
    ]
  }
}
