import DocumentModel

/// The features of the name model: what of a word, its neighbours and the lists the weights are
/// looked up by.
///
/// A feature is a template and a value, hashed to a row of the weight table. Features of one word
/// alone do not depend on the sentence, so that their sum is kept for each distinct word and place
/// (the word itself, the one before, the one after, and two away).
package struct NameFeatures: Sendable {
  /// The weight table has 2^bits rows.
  package let bits: Int

  package init(bits: Int) { self.bits = bits }

  /// How far the words are whose own features count: -2 to +2.
  package static let offsets = 5

  @inline(__always)
  package func row(_ template: UInt64, _ value: UInt64) -> UInt32 {
    let mixed = (value ^ (template &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    let (high, low) = (mixed ^ (mixed >> 32)).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return UInt32(truncatingIfNeeded: (high ^ low) >> UInt64(64 - bits))
  }

  /// The rows of a word's own features when it stands `offset` tokens from the token in question.
  ///
  /// - Parameters:
  ///   - exact: its bytes as written; `lower`: in comparable form.
  ///   - offset: -2 to 2.
  package func wordRows(
    exact: ArraySlice<UInt8>, lower: ArraySlice<UInt8>, flags: NameFlags,
    offset: Int, into rows: inout [UInt32]
  ) {
    let place = UInt64(offset + 2) << 8
    let distance = abs(offset)
    func add(_ template: UInt64, _ value: UInt64) { rows.append(row(place | template, value)) }
    let masked = Self.hash(lower, digitsAsZero: true)
    let short = Self.shape(exact, long: false)
    add(1, masked)
    add(2, short)
    for bit in 0..<21 where flags.rawValue >> UInt32(bit) & 1 == 1 {
      add(6, UInt64(bit))
    }
    guard distance < 2 else { return }
    add(7, Self.hash(lower.suffix(3), digitsAsZero: true))
    add(8, UInt64(flags.rawValue & 0x1FFFFF))
    guard distance == 0 else { return }
    add(9, Self.hash(exact, digitsAsZero: true))
    add(10, Self.shape(exact, long: true))
    for length in [1, 2, 4] where lower.count > length {
      add(10 + UInt64(length), Self.hash(lower.suffix(length), digitsAsZero: true))
    }
    for length in [1, 2, 3, 4] where lower.count > length {
      add(20 + UInt64(length), Self.hash(lower.prefix(length), digitsAsZero: true))
    }
    add(30, UInt64(min(lower.count, 8)) << 32 | short)
    add(31, UInt64(flags.rawValue & 0x1FFFFF) << 32 ^ short)
  }

  static func hash(_ bytes: ArraySlice<UInt8>, digitsAsZero: Bool) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes {
      let folded = digitsAsZero && (0x30...0x39).contains(byte) ? 0x30 : byte
      hash = (hash ^ UInt64(folded)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }

  /// "Kyiv" is Xx, or Xxxx when long; runs of more than four are cut.
  static func shape(_ bytes: ArraySlice<UInt8>, long: Bool) -> UInt64 {
    var hash: UInt64 = 0x84222325
    var last: UInt8 = 0
    var run = 0
    for byte in bytes {
      let kind: UInt8
      switch byte {
      case 0x41...0x5A: kind = 1
      case 0x61...0x7A: kind = 2
      case 0x30...0x39: kind = 3
      case 0xC3...: kind = 2
      case 0x80...: continue
      default: kind = byte | 0x80
      }
      run = kind == last ? run + 1 : 1
      last = kind
      if run > (long ? 4 : 1) { continue }
      hash = (hash ^ UInt64(kind)) &* 0x0000_0100_0000_01B3
    }
    return hash & 0xFFFF_FFFF
  }

  /// The rows of the features that need the sentence, at token `i`.
  package func contextRows(
    _ i: Int, _ marks: borrowing NameMarks, _ pos: ArraySlice<PartOfSpeech>,
    into rows: inout [UInt32]
  ) {
    let count = marks.count
    @inline(__always) func add(_ template: UInt64, _ value: UInt64) {
      rows.append(row(0x1000 | template, value))
    }
    @inline(__always) func key(_ j: Int) -> UInt64 {
      j < 0 ? 1 : j >= count ? 2 : marks.words[j].key
    }
    @inline(__always) func shape(_ j: Int) -> UInt64 {
      j < 0 ? 1 : j >= count ? 2 : UInt64(marks.words[j].shortShape)
    }
    @inline(__always) func part(_ j: Int) -> UInt64 {
      j < 0 || j >= count ? 31 : UInt64(pos[pos.startIndex + j].rawValue)
    }
    let word = marks.words[i]
    let caseFlags = UInt64(word.flags.rawValue >> 18 & 7)
    add(0, 0)
    add(1, key(i - 1) &* 31 ^ key(i))
    add(2, key(i) &* 37 ^ key(i + 1))
    add(3, (shape(i - 1) &* 31 ^ shape(i)) &* 31 ^ shape(i + 1))
    add(4, shape(i - 1) &* 31 ^ shape(i))
    add(5, part(i))
    add(6, part(i - 1) << 5 | part(i))
    add(7, part(i + 1) << 5 | part(i))
    add(8, part(i) << 32 | shape(i))
    add(9, part(i - 1) << 10 | part(i) << 5 | part(i + 1))
    // Phrases of the lists.
    let mark = marks.inside[i]
    add(10, UInt64(mark))
    if mark != 0 { add(11, UInt64(mark) << 3 | (marks.titleCase ? 1 : 0)) }
    add(12, i > 0 ? UInt64(marks.inside[i - 1]) << 32 | UInt64(mark) : UInt64(mark))
    add(13, i + 1 < count ? UInt64(marks.inside[i + 1]) << 32 | UInt64(mark) : UInt64(mark))
    // Capitals that say little: first words, headings.
    let first: UInt64 =
      i == 0 ? 1 : marks.words[i - 1].shape.contains(.punctuation) ? 2 : 0
    let style: UInt64 = marks.allCaps ? 2 : marks.titleCase ? 1 : 0
    add(14, first << 40 | caseFlags << 36 | shape(i))
    add(15, style << 40 | caseFlags << 36 | shape(i))
    add(16, style << 8 | part(i))
    // The run of capitalised words around.
    let run = marks.run[i]
    if run.end > run.start {
      let last = marks.words[run.end - 1]
      let begin = marks.words[run.start]
      let length = UInt64(min(run.end - run.start, 5))
      // 0 stands for the token before the run and for the one behind it.
      let fromStart = max(0, min(i - run.start + 1, 4))
      let fromEnd = max(0, min(run.end - i, 4))
      let at = UInt64(fromStart) << 4 | UInt64(fromEnd)
      let inRun: UInt64 = i >= run.start && i < run.end ? 1 : 0
      add(17, last.key)
      add(18, UInt64(last.flags.rawValue & 0x3FFFF) << 8 | length)
      add(19, UInt64(last.flags.rawValue & 0x3FFFF) << 8 | at)
      add(20, begin.key)
      add(21, UInt64(begin.flags.rawValue & 0x3FFFF) << 8 | at)
      add(22, key(run.start - 1) ^ inRun)
      add(23, key(run.end) ^ inRun)
      add(24, key(run.start - 1) &* 31 ^ at)
      add(25, key(run.end) &* 31 ^ at)
      add(26, at << 8 | length)
      add(27, part(run.start - 1) << 16 | part(run.end) << 8 | at)
      add(28, UInt64(marks.inside[run.start]) << 32 | at)
      if run.start >= 2 { add(29, key(run.start - 2) &* 31 ^ key(run.start - 1)) }
      if run.end + 1 < count { add(30, key(run.end) &* 31 ^ key(run.end + 1)) }
    }
  }

  /// How many features look at the label of the token before.
  package static let linkCount = 6

  /// The row of a feature that looks at the label before; `link` counts from 0.
  @inline(__always)
  package func linkValue(
    _ link: Int, _ i: Int, _ marks: borrowing NameMarks, _ pos: ArraySlice<PartOfSpeech>
  ) -> UInt64 {
    let word = marks.words[i]
    switch link {
    case 0: return 0
    case 1: return word.key
    case 2: return UInt64(word.shortShape)
    case 3: return UInt64(marks.inside[i])
    case 4: return UInt64(pos[pos.startIndex + i].rawValue)
    default: return i > 0 ? marks.words[i - 1].key : 1
    }
  }

  @inline(__always)
  package func linkRow(_ link: Int, _ value: UInt64, before label: Int) -> UInt32 {
    row(0x2000 | UInt64(link) << 4 | UInt64(label), value)
  }
}
